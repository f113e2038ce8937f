/** What a library offers to have something run again and again. */
interface Library {
  /** Members and classes whose call or construction does it; `on:message` is a subscription to that event. */
  readonly calls: RegExp;
  /** It parses patterns of times and computes dates too, so a call without a function starts nothing. */
  readonly needsHandler?: true;
}

const QUEUE: Library = { calls: /^process$/, needsHandler: true };
const AMQP: Library = { calls: /^consume$/, needsHandler: true };
const KAFKA: Library = { calls: /^run$/ };
const AGENDA: Library = { calls: /^define$/, needsHandler: true };
const NATS: Library = { calls: /^(subscribe|consume)$/, needsHandler: true };

const LIBRARIES: { readonly [from: string]: Library } = {
  'node-cron': { calls: /^(schedule|createTask)$/, needsHandler: true }, cron: { calls: /^(CronJob|from)$/, needsHandler: true }, croner: { calls: /^(Cron|default)$/, needsHandler: true },
  'node-schedule': { calls: /^scheduleJob$/, needsHandler: true }, cronosjs: { calls: /^scheduleTask$/, needsHandler: true }, 'node-cron-tz': { calls: /^schedule$/, needsHandler: true },
  'cron-job-manager': { calls: /^add$/, needsHandler: true }, 'toad-scheduler': { calls: /^add(SimpleInterval|LongInterval|Interval|Cron)Job$/, needsHandler: true }, '@fastify/schedule': { calls: /^add(SimpleInterval|LongInterval|Interval|Cron)Job$/, needsHandler: true },
  'set-interval-async': { calls: /^setIntervalAsync$/, needsHandler: true }, bree: { calls: /^(default|Bree)$/ },
  'p-forever': { calls: /^default$/, needsHandler: true }, async: { calls: /^forever$/, needsHandler: true }, 'async/forever': { calls: /^default$/, needsHandler: true },
  bullmq: { calls: /^Worker$/ }, bull: QUEUE, 'bee-queue': QUEUE, kue: QUEUE, agenda: AGENDA, '@hokify/agenda': AGENDA, agendash: AGENDA, 'pg-boss': { calls: /^work$/, needsHandler: true },
  'graphile-worker': { calls: /^(run|runTaskList)$/ }, 'rsmq-worker': { calls: /^(default|RSMQWorker)$/ }, 'node-resque': { calls: /^(Worker|MultiWorker)$/ },
  amqplib: AMQP, 'amqplib/callback_api': AMQP, 'amqp-connection-manager': AMQP, 'rabbitmq-client': { calls: /^createConsumer$/, needsHandler: true }, kafkajs: KAFKA, '@confluentinc/kafka-javascript': KAFKA,
  'sqs-consumer': { calls: /^(create|Consumer)$/, needsHandler: true }, '@azure/service-bus': { calls: /^subscribe$/, needsHandler: true }, '@google-cloud/pubsub': { calls: /^on:message$/, needsHandler: true },
  nats: NATS, '@nats-io/transport-node': NATS, '@nats-io/nats-core': NATS, '@nats-io/jetstream': NATS,
};

export const libraryNames: readonly string[] = Object.keys(LIBRARIES);

/** Nothing of that name is offered by any of them: most calls are told by that. */
export const offersNone = (name: string): boolean => !ANY.test(name);

export const offers = (from: string, name: string): boolean => LIBRARIES[from]?.calls.test(name) === true;

export const needsHandler = (from: string): boolean => LIBRARIES[from]?.needsHandler === true;

export const isLibrary = (from: string): boolean => Object.hasOwn(LIBRARIES, from);

/** Names of types by which receivers are known that the program makes somewhere else; one of them says nothing where its library is not used. */
export const TYPES: { readonly [type: string]: readonly string[] } = {
  PgBoss: ['pg-boss'], Bull: ['bull'], Queue: ['bull', 'bee-queue', 'kue'], Agenda: ['agenda', '@hokify/agenda'], ToadScheduler: ['toad-scheduler'],
  Channel: ['amqplib', 'amqplib/callback_api'], ConfirmChannel: ['amqplib', 'amqplib/callback_api'], ChannelWrapper: ['amqp-connection-manager'], Consumer: ['kafkajs', '@confluentinc/kafka-javascript'], NatsConnection: ['nats', '@nats-io/transport-node', '@nats-io/nats-core'],
};

const ANY = new RegExp(Object.values(LIBRARIES).map(({ calls }) => calls.source).join('|'));

/** Names by which members take what they run, where it does not stand as an argument of its own. */
export const HANDLERS = /^(onTick|eachMessage|eachBatch|handleMessage|handleMessageBatch|processMessage|handler|execute|process|callback|fn|run|job|task|taskList|start)$/;
