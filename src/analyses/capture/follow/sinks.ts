import type { Call } from '../../../facts/program/model.ts';
import { nameOf } from '../when/callbacks.ts';

/** What holds a value outside the program. */
export interface Holder {
  /** In words, for `held by …`. */
  readonly what: string;
  readonly lifetime: 'resource' | 'timer';
}

interface Sink {
  readonly callee: RegExp;
  readonly what: string;
  /** Positions of the arguments that count; all when absent. */
  readonly args?: readonly number[];
  /** The member of an options object that counts, when the value stands in one; any when absent. */
  readonly member?: RegExp;
  /** Only as `new X(…)`. */
  readonly isNew?: true;
  /** Only the value itself, not a member of an options object. */
  readonly isWhole?: true;
  /** What it is called on. */
  readonly of?: RegExp;
}

/** What a stream to or from a file holds. */
export const OPEN_FILE = 'an open file';

/**
 * Calls whose arguments the operating system or another party keeps: no assignment in the program takes them back, the
 * socket, the pool or the process has to be made anew. A restart flag on a setting that ends here needs no further reason.
 */
const RESOURCES: readonly Sink[] = [
  { callee: /^listen$/, what: 'a listening socket' },
  { callee: /^bind(Async)?$/, what: 'a bound socket', args: [0, 1], member: /^(port|address|host)$/ },
  { callee: /^(createServer|createSecureServer|createSecureContext|\w*Server|serve)$/, what: 'a listening socket', member: /^(port|hostname|host|unix)$/ },
  { callee: /^(createServer|createSecureServer|createSecureContext|\w*Server|serve)$/, what: 'a TLS context', member: /^(key|cert|ca|pfx|passphrase|ciphers|minVersion|maxVersion|tls|secureContext|dhparam|hostKeys?|https?)$/ },
  { callee: /^\w*Server$/, what: 'a listening socket', isNew: true, args: [0], isWhole: true },
  { callee: /^(\w*Pool|createPool|DataSource|PrismaClient|Sequelize|MongoClient|Knex|knex|postgres)$/, what: 'a pool of connections' },
  { callee: /./, what: 'a pool of connections', member: /^(pool|connectionPool)$/ },
  { callee: /^(\w*Agent)$/, what: 'a pool of connections', isNew: true, member: /^(connections|max(Total|Free)?Sockets|keepAlive\w*|pipelining|ca|cert|key)$/ },
  { callee: /^(createConnection|createClient|Redis|IORedis|Cluster|connectAsync|createTransport|Kafka|MqttClient)$/, what: 'an open connection' },
  { callee: /^connect$/, what: 'an open connection' },
  { callee: /^(fork|Worker|spawn|Piscina|Tinypool|StaticPool|setupPrimary|setupMaster|WorkerPool)$/, what: 'worker processes or threads' },
  { callee: /^(createWriteStream|createReadStream|openSync|open|opendir|WriteStream)$/, what: OPEN_FILE },
  { callee: /^(watch|watchFile|watchTree)$/, of: /^(fs|fsp|promises|chokidar)$/, what: 'a watcher of files', args: [0], isWhole: true },
  { callee: /^(Database|DatabaseSync|BetterSqlite3|SerialPort|SerialPortStream)$/, what: 'an open device or database file', isNew: true },
  { callee: /^(createLogger|transport|pino|DailyRotateFile|RotatingFileStream)$/, what: 'the transports of a logger', member: /^(transports?|target|file(name)?|destination|dirname|stream|maxFiles|maxSize|level)$/ },
  { callee: /^destination$/, what: 'the transports of a logger' },
  { callee: /^(setuid|setgid|chdir|umask|dlopen|setFlagsFromString)$/, what: 'the process itself' },
];

/** What holds an argument of a call that leads out of the program; `path` leads from the argument to the value. */
export function holderOf(call: Call, i: number, path: readonly string[]): Holder | undefined {
  const name = nameOf(call.callee);
  if (path.length === 0 && (name === 'setInterval' ? i === 1 : /^(schedule|scheduleJob|CronJob|Cron)$/.test(name) && i === 0 && call.args.length > 1)) return { what: 'a timer', lifetime: 'timer' };
  const sink = RESOURCES.find(each => each.callee.test(name) && (!each.isNew || call.k === 'new') && !(each.isWhole && path.length > 0)
    && (each.of === undefined || (call.callee.k === 'prop' && each.of.test(nameOf(call.callee.o))))
    && (each.args === undefined || each.args.includes(i) || path.length > 0)
    && (each.member === undefined || (path.length > 0 ? path.some(part => each.member!.test(part)) : each.args?.includes(i) === true)));
  return sink && { what: sink.what, lifetime: 'resource' };
}

/** Starting workers in a loop: how many is what the loop counts to. */
export const STARTS_WORKER = /^(fork|Worker|spawn)$/;
export const WORKERS = { what: 'worker processes or threads', lifetime: 'resource' } as const;

/** What is said to an operator is not what the program does. */
export function isLogging(call: Call): boolean {
  const { callee } = call;
  if (callee.k !== 'prop') return callee.k === 'ref' && /^(log|debug|trace|warn|print)$/i.test(callee.n);
  return /^(log|debug|info|warn|warning|error|trace|verbose|notice|fatal|silly|http)$/.test(callee.n) && /(^console$|log(ger)?$|^pino$|^winston$)/i.test(nameOf(callee.o) || callee.n);
}

/** Calls that make of a value another form of it, and keep nothing. */
export function isConversion(call: Call): boolean {
  const { callee } = call;
  const name = nameOf(callee);
  if (callee.k === 'ref')
    return /^(Number|String|Boolean|BigInt|parseInt|parseFloat|Symbol|Date|URL|RegExp|Set|Map|Array|Promise|Uint8Array|URLSearchParams|join|resolve|dirname|basename|normalize|structuredClone|encodeURIComponent|decodeURIComponent|isNaN)$/.test(
      name,
    );
  return callee.k === 'prop' && callee.o.k === 'ref' && /^(Math|JSON|Number|String|Object|Array|path|Buffer|Date|URL|Promise)$/.test(callee.o.n);
}

/** What a language server is told in its first request it may be told again by a notification, or ask for by itself. */
export const isToldAgain = (call: Call, path: readonly string[]): boolean => call.k === 'new' && /LanguageClient$/.test(nameOf(call.callee)) && path.includes('initializationOptions');

/** What a state begins with: whoever changes the state takes it away again. */
export const isInitial = (call: Call, i: number, path: readonly string[]): boolean =>
  path[0] === 'initialState' || path[0] === 'preloadedState'
  || (i === 0 && /^(useState|useSignal|createSignal|createStore|createReducer|signal|ref|shallowRef|reactive|writable|atom|observable|BehaviorSubject)$/.test(nameOf(call.callee)))
  || (i === 1 && nameOf(call.callee) === 'useReducer');

/** Calls that yield what a file holds, whose name they are given. */
export const READS_FILE = /^readFile(Sync)?$/;

/** Calls that make what holds a value take another one, or do away with it. */
export const RENEWS = /^(set|update|resize|reconfigure|configure|apply|reload|refresh|reset|restart|reconnect|clear|close|end|stop|destroy|dispose|listen|unref|setSecureContext|level)([A-Z]|$)/;

/** Methods of the language's own values that keep nothing; what they yield is made of what they are given. */
export const isBuiltIn = (call: Call): boolean =>
  call.callee.k === 'prop' &&
  /^(includes|indexOf|lastIndexOf|slice|concat|join|startsWith|endsWith|match|matchAll|test|exec|replace|replaceAll|split|padStart|padEnd|repeat|at|charAt|substring|substr|localeCompare|has|get|toFixed|toString|find|findIndex|fill|with|isInteger|isFinite)$/.test(
    call.callee.n,
  );

/** Calls that do a thing and keep nothing of what they are told: files, checks, waits. */
export const isDoing = (call: Call): boolean =>
  /^(setTimeout|sleep|delay|wait|pause|setImmediate|assert|ok|equal|invariant|mkdirp?|readFile|writeFile|appendFile|readdir|stat|lstat|access|exists|unlink|rm|rmdir|rename|copyFile|cp|chmod|symlink|readlink|ensureDir|rimraf)$|[a-z]Sync$/.test(nameOf(call.callee))
  && !/^(open|createHash|spawn|fork)/.test(nameOf(call.callee));

/** What such a call yields holds what it was given: `createClient({ url })`, `new Limiter(max)`. */
export const makesHolder = (call: Call): boolean =>
  call.k === 'new' ||
  /^(create|make|build|open|new|init|define|construct|setup|compile|debounce|throttle|limit|rateLimit|pLimit)([A-Z_]|$)/.test(nameOf(call.callee));
