import type { Call, FnIndex, ProgramFacts, Val } from '../../../facts/program/model.ts';

/** When a function that is handed on runs: once soon, again and again, or nobody knows. */
export type When = 'once' | 'event' | 'unknown';

/** Callees that run what they are given one time, at or soon after the call. */
const ONCE = /^(once|whenReady|setTimeout|setImmediate|nextTick|queueMicrotask|requestIdleCallback|listen|connect|ready|open|start|startup|boot|bootstrap|init|initialize|initialise|load|after|then|register|plugin|it|test|describe|before|beforeAll|beforeEach|configure|startSpan|startActiveSpan)$|^(with|run|runIn|do|try)([A-Z]|$)/;
/** Events that come one time, when the program starts or a thing becomes usable. */
const ONCE_EVENTS = /^(ready|listening|load|DOMContentLoaded|started|boot|init|initialized|online|spawn)$/;
/** Events that may come once, or again after a connection was lost, and those that end one piece of work. */
const SOMETIMES_AGAIN = /^(open|connect|connected|secureConnect|exit|close|end|finish)$/;
/** Callees that keep what they are given and run it whenever something happens. */
const EVENT = /^(on|onAny|addListener|prependListener|addEventListener|attachEvent|subscribe|sub|listenTo|observe|watch|use|route|get|post|put|patch|delete|del|all|head|options|query|mutation|subscription|handle|handler|on[A-Z]\w*|add(Handler|Hook|Command|Route|Middleware|Task|Job|Interval)|register\w*(Command|Handler|Provider|Listener|Callback|Hook|Route|Middleware|Action|Tool|Method)|hook|intercept|command|action|process|consume|work|each|setInterval|createServer|createSecureServer|schedule|scheduleJob|cron|define|every|Worker|CronJob|Cron|WebSocketServer|Server|job|task|procedure|resolver|middleware|filter|tap|tapAsync|tapPromise|forwardRef|memo|observer|use[A-Z]\w*)$/;

/** Functions that a view library asks again whenever its state has changed, whatever takes them. */
const SELECTORS = /^map(State|Dispatch)(ToProps)?$/;

/** Methods that hand each element, or the value itself, to what they are given, and yield something made of it. */
export const ITERATORS = /^(map|forEach|filter|reduce|reduceRight|some|every|find|findIndex|findLast|flatMap|sort|toSorted|then|catch|finally)$/;

/** Told of how one piece of work goes and ends, a process or a request: nothing lasts because of it. */
export function isOfOneWork({ callee, args: [first] }: Call): boolean {
  if (callee.k !== 'prop' || !/^(on|once|addListener)$/.test(callee.n) || first?.k !== 'lit' || typeof first.v !== 'string') return false;
  return /^(end|exit|close|error|finish)$/.test(first.v) || (/^(data|readable)$/.test(first.v) && /^(stdout|stderr|res|response)$/.test(nameOf(callee.o)));
}

/** When an argument of a call runs that is a function, or holds one under a name. */
export function whenHanded(facts: ProgramFacts, call: Call, fn: FnIndex | undefined): When {
  const name = nameOf(call.callee);
  const [first] = call.args;
  const event = first?.k === 'lit' && typeof first.v === 'string' ? first.v : undefined;
  if (fn !== undefined && (SELECTORS.test(facts.fns[fn]?.n ?? '') || (name === 'connect' && /^(state|store|props)$/.test(firstParameter(facts, fn) ?? '')))) return 'event';
  if (ONCE.test(name)) return 'once';
  if (EVENT.test(name)) {
    if (event !== undefined && ONCE_EVENTS.test(event)) return 'once';
    return event !== undefined && SOMETIMES_AGAIN.test(event) ? 'unknown' : 'event';
  }
  // A wrapper whose result is waited for has run what it was given.
  if (call.use === 'await' || call.use === 'return') return 'once';
  const parameter = fn === undefined ? undefined : firstParameter(facts, fn);
  if (parameter === undefined) return 'unknown';
  return /^(_?err(or)?|e|resolve|reject|done|cb|callback)$/.test(parameter) ? 'unknown' : call.use === 'statement' ? 'event' : 'unknown';
}

/** Members that a framework calls one time, when what they belong to starts. */
export const LIFECYCLE = /^(on)?(module|application|app|plugin|server)?_?(init|bootstrap|start|startup|load|ready|setup|boot|configure|initialize|activate|created)$/i;

/** Members of a component that a view library calls whenever it shows it. */
export const RENDERED = /^(render|component(Did|Will)\w+|shouldComponentUpdate|getSnapshotBeforeUpdate|updated|willUpdate)$/;

/** Components and hooks that call hooks: a view library runs them again whenever what they asked for has changed. */
export function renderedIn(facts: ProgramFacts): ReadonlySet<FnIndex> {
  const asking = facts.calls.flatMap(({ callee, fn }) => (callee.k === 'ref' && /^use[A-Z]/.test(callee.n) ? [fn] : []));
  return new Set(asking.filter(fn => /^(use)?[A-Z]/.test(facts.fns[fn]?.n ?? '')));
}

export const nameOf = (v: Val): string => (v.k === 'ref' || v.k === 'prop' ? v.n : '');

function firstParameter(facts: ProgramFacts, fn: FnIndex): string | undefined {
  const node = facts.fns[fn];
  if (!node || node.params.length === 0) return undefined;
  const d = node.params[0]!;
  return d < 0 ? '{}' : facts.decls[d]?.n;
}
