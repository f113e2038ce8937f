/** What a library offers to have something run again and again. */
interface Library {
  /** Members and classes whose call or construction does it; `on:message` is a subscription to that event. */
  readonly calls: RegExp;
  /** It parses patterns of times and computes dates too, so a call without a function starts nothing. */
  readonly needsHandler?: true;
}

const of = (calls: RegExp): Library => ({ calls, needsHandler: true });
const MESSAGES = of(/^on:message$/);
const QUEUE = of(/^process$/);
const AMQP = of(/^consume$/);
const KAFKA: Library = { calls: /^run$/ };
const AGENDA = of(/^define$/);
const NATS = of(/^(subscribe|consume)$/);
const BULLMQ: Library = { calls: /^Worker(Pro)?$/ };
const SCHEDULE = of(/^scheduleJob$/);
const TOAD = of(/^add(SimpleInterval|LongInterval|Interval|Cron)Job$/);

/** One row for each package: what of it has something run again and again. */
const LIBRARIES: { readonly [from: string]: Library } = {
  // Times and patterns of times.
  'node-cron': of(/^(schedule|createTask)$/),
  'node-cron-tz': of(/^schedule$/),
  cron: of(/^(CronJob|from)$/),
  croner: of(/^(Cron|default)$/),
  '@elysiajs/cron': of(/^(cron|default)$/),
  'node-schedule': SCHEDULE,
  'node-schedule-tz': SCHEDULE,
  cronosjs: of(/^scheduleTask$/),
  'cron-job-manager': of(/^add$/),
  'cron-schedule': of(/^(addTask|setInterval)$/),
  'toad-scheduler': TOAD,
  '@fastify/schedule': TOAD,
  'super-simple-scheduler': of(/^addTemplate$/),
  'adonisjs-scheduler/services/main': of(/^call$/),
  'encore.dev/cron': { calls: /^CronJob$/ },
  '@dbos-inc/dbos-sdk': of(/^registerScheduled$/),
  'set-interval-async': of(/^setIntervalAsync$/),
  'set-interval-async/dynamic': of(/^setIntervalAsync$/),
  'set-interval-async/fixed': of(/^setIntervalAsync$/),
  tasktimer: of(/^(add|on:tick)$/),
  bree: { calls: /^(default|Bree)$/ },
  'p-forever': of(/^default$/),
  async: of(/^forever$/),
  'async/forever': of(/^default$/),
  // Queues of jobs.
  bullmq: BULLMQ,
  '@taskforcesh/bullmq-pro': BULLMQ,
  groupmq: BULLMQ,
  bull: QUEUE,
  'bee-queue': QUEUE,
  kue: QUEUE,
  agenda: AGENDA,
  '@hokify/agenda': AGENDA,
  '@pulsecron/pulse': AGENDA,
  agendash: AGENDA,
  'pg-boss': of(/^work$/),
  'graphile-worker': { calls: /^(run|runTaskList)$/ },
  liteque: of(/^Runner$/),
  plainjob: of(/^defineWorker$/),
  'rsmq-worker': { calls: /^(default|RSMQWorker)$/ },
  'redis-smq': of(/^consume$/),
  'node-resque': { calls: /^(Worker|MultiWorker)$/ },
  'faktory-worker': of(/^register$/),
  '@temporalio/worker': { calls: /^create$/ },
  'zeebe-node': of(/^createWorker$/),
  '@camunda8/sdk': of(/^(createWorker|createJobWorker)$/),
  'camunda-external-task-client-js': of(/^subscribe$/),
  // Queues of messages.
  amqplib: AMQP,
  'amqplib/callback_api': AMQP,
  'amqp-connection-manager': AMQP,
  'rabbitmq-client': of(/^createConsumer$/),
  'rabbitmq-stream-js-client': of(/^declareConsumer$/),
  '@cloudamqp/amqp-client': of(/^subscribe$/),
  '@golevelup/nestjs-rabbitmq': of(/^createSubscriber$/),
  rascal: MESSAGES,
  rhea: MESSAGES,
  kafkajs: KAFKA,
  '@confluentinc/kafka-javascript': KAFKA,
  'node-rdkafka': of(/^on:data$/),
  'kafka-node': MESSAGES,
  'pulsar-client': of(/^subscribe$/),
  nsqjs: MESSAGES,
  'sqs-consumer': of(/^(create|Consumer)$/),
  squiss: MESSAGES,
  'squiss-ts': MESSAGES,
  '@azure/service-bus': of(/^subscribe$/),
  '@azure/event-hubs': of(/^subscribe$/),
  '@google-cloud/pubsub': MESSAGES,
  'encore.dev/pubsub': { calls: /^Subscription$/ },
  nats: NATS,
  '@nats-io/transport-node': NATS,
  '@nats-io/nats-core': NATS,
  '@nats-io/jetstream': NATS,
  '@well-known-components/nats-component': NATS,
  'ts-nats': NATS,
  'node-nats-streaming': MESSAGES,
};

export const libraryNames: readonly string[] = Object.keys(LIBRARIES);

/** What the packages that a program uses offer: most calls are told by their names. */
export const offeredBy = (isUsed: (from: string) => boolean): RegExp =>
  new RegExp([...new Set(Object.entries(LIBRARIES).flatMap(([from, { calls }]) => (isUsed(from) ? [calls.source] : [])))].join('|') || '$.');

export const offers = (from: string, name: string): boolean => LIBRARIES[from]?.calls.test(name) === true;

export const needsHandler = (from: string): boolean => LIBRARIES[from]?.needsHandler === true;

export const isLibrary = (from: string): boolean => Object.hasOwn(LIBRARIES, from);

/** Names of types by which receivers are known that the program makes somewhere else; one of them says nothing where its library is not used. */
export const TYPES: { readonly [type: string]: readonly string[] } = {
  PgBoss: ['pg-boss'],
  Bull: ['bull'],
  Queue: ['bull', 'bee-queue', 'kue'],
  Agenda: ['agenda', '@hokify/agenda'],
  Pulse: ['@pulsecron/pulse'],
  ToadScheduler: ['toad-scheduler'],
  Channel: ['amqplib', 'amqplib/callback_api'],
  ConfirmChannel: ['amqplib', 'amqplib/callback_api'],
  ChannelWrapper: ['amqp-connection-manager'],
  AmqpConnection: ['@golevelup/nestjs-rabbitmq'],
  Consumer: ['kafkajs', '@confluentinc/kafka-javascript'],
  KafkaConsumer: ['node-rdkafka'],
  NatsConnection: ['nats', '@nats-io/transport-node', '@nats-io/nats-core'],
  JetStreamClient: ['nats', '@nats-io/jetstream'],
  INatsComponent: ['@well-known-components/nats-component'],
};

/** Names by which members take what they run, where it does not stand as an argument of its own. */
export const HANDLERS = /^(onTick|eachMessage|eachBatch|handleMessage|handleMessageBatch|processMessage|processEvents|taskHandler|jobHandler|listener|handler|execute|process|callback|fn|run|job|task|taskList|start)$/;
