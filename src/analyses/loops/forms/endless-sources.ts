import type { FnIndex, LoopIndex, Val } from '../../../facts/program/model.ts';
import { endOf } from '../ends/endless.ts';
import { callersOf, originOf, roundOf, type LoopProgram } from '../program/program.ts';
import type { Target } from '../program/targets.ts';
import { chainOf, nameOf, type Unit } from '../program/unit.ts';
import { timerOf } from './platform-timers.ts';

/** With more callers than that nothing is said. */
const MAX_CALLERS = 24;
/** Generators that take from one another, and what hands them on. */
const MAX_HOPS = 12;

/** One question, whose ways may meet again. */
interface Asked {
  readonly hops: number;
  /** What is known of parameters and of what functions answer; nothing of what is being asked about. */
  readonly known: Map<string, string | undefined>;
}

const deeper = ({ hops, known }: Asked): Asked => ({ hops: hops + 1, known });

/** What all of several values are, if each is endless; asked one time. */
function ofAll<T>(values: readonly T[], key: string, { known }: Asked, ask: (value: T) => string | undefined): string | undefined {
  if (known.has(key)) return known.get(key);
  known.set(key, undefined);
  let found: string | undefined;
  for (const each of values) {
    const source = ask(each);
    if (source === undefined) return undefined;
    found ??= source;
  }
  known.set(key, found);
  return found;
}

/** What a `for … of` or `for await … of` takes from never ends, as far as can be seen; the words say what it is. */
export function endlessSource(program: LoopProgram, unit: Unit, l: LoopIndex): string | undefined {
  return sourceOfLoop(program, unit, l, { hops: 0, known: new Map() });
}

const NEVER_ENDS = 'its source never ends';
const MESSAGES = 'it waits for one message after another';

function sourceOfLoop(program: LoopProgram, unit: Unit, l: LoopIndex, asked: Asked): string | undefined {
  const loop = unit.facts.loops[l]!;
  return loop.v && sourceOf(program, unit, loop.fn, loop.v, loop.k === 'for-await', asked);
}

function sourceOf(program: LoopProgram, unit: Unit, fn: FnIndex, v: Val, awaited: boolean, asked: Asked): string | undefined {
  if (asked.hops > MAX_HOPS) return undefined;
  switch (v.k) {
    case 'ref': return ofName(program, unit, fn, v, awaited, asked);
    case 'prop': return ofMember(program, unit, fn, v, awaited, asked);
    case 'await': return sourceOf(program, unit, fn, v.v, awaited, deeper(asked));
    case 'call': return ofCall(program, unit, fn, v, awaited, asked);
    case 'this': return iteratorOf(program, unit, fn, v, asked);
    default: return undefined;
  }
}

function ofName(program: LoopProgram, unit: Unit, fn: FnIndex, v: Extract<Val, { k: 'ref' }>, awaited: boolean, asked: Asked): string | undefined {
  const decl = unit.facts.decls[v.d];
  // `{ async *[Symbol.asyncIterator]() { … } }`
  const own = decl?.init?.k === 'obj' ? decl.init.p.find(each => each.key && chainOf(each.key)?.[0] === 'Symbol' && each.v.k === 'fn') : undefined;
  if (own?.v.k === 'fn') return isEndlessGenerator(program, unit, own.v.f, asked) ? NEVER_ENDS : undefined;
  if (decl?.init && decl.k === 'const') return sourceOf(program, unit, decl.fn, decl.init, awaited, deeper(asked));
  if (decl?.k === 'param') return handedIn(program, unit, v.d, awaited, asked) ?? iteratorOf(program, unit, fn, v, asked);
  // `let subscription; subscription = await client.subscribe(…);`
  const given = decl && decl.k !== 'import' ? [decl.init, ...unit.writesTo(v.d).map(write => write.v)].find(each => each !== undefined && each.k !== 'lit' && each.k !== 'undef') : undefined;
  return (given && decl ? sourceOf(program, unit, decl.fn, given, awaited, deeper(asked)) : undefined) ?? iteratorOf(program, unit, fn, v, asked);
}

/** `for await (const block of this.queue)`, whose class keeps it open, or that something subscribed to. */
function ofMember(program: LoopProgram, unit: Unit, fn: FnIndex, v: Extract<Val, { k: 'prop' }>, awaited: boolean, asked: Asked): string | undefined {
  const found = iteratorOf(program, unit, fn, v, asked) ?? (v.o.k === 'call' && PARTS.test(v.n) ? sourceOf(program, unit, fn, v.o, awaited, deeper(asked)) : undefined);
  if (found || v.o.k !== 'this') return found;
  const [given] = unit.writesToMember(v.n).filter(({ t, v: value }) => t.k === 'prop' && t.o.k === 'this' && value !== undefined && value.k !== 'lit' && value.k !== 'undef');
  return given?.v && sourceOf(program, unit, given.fn, given.v, awaited, deeper(asked));
}

function ofCall(program: LoopProgram, unit: Unit, fn: FnIndex, v: Extract<Val, { k: 'call' }>, awaited: boolean, asked: Asked): string | undefined {
  const call = unit.facts.calls[v.c]!;
  if (call.k === 'new') return iteratorOf(program, unit, fn, v, asked) ?? (awaited ? subscriptionOf(program, unit, fn, call.callee) : undefined);
  const target = program.targets.ofCall(unit, v.c);
  if (target) return isEndlessGenerator(program, target.unit, target.fn, asked) ? NEVER_ENDS : answerOf(program, target, awaited, asked);
  if (!awaited) return undefined;
  const timer = timerOf(program, unit, v.c);
  if (timer) return timer.promise && timer.timer === 'setInterval' ? 'it waits for one tick after another' : undefined;
  const origin = originOf(program, unit, fn, call.callee);
  if (origin.k === 'external') {
    const name = [origin.name, ...origin.path].at(-1);
    if (/^(node:)?events$/.test(origin.from) && name === 'on') return 'it waits for one event after another';
    if (/^(node:)?fs(\/promises)?$/.test(origin.from) && name === 'watch') return 'it waits for one change after another';
  }
  return call.callee.k === 'prop' && SUBSCRIBES.test(nameOf(call)) ? MESSAGES : undefined;
}

/** Methods that yield what comes, for as long as somebody listens. */
const SUBSCRIBES = /^(subscribe([A-Z]\w*)?|consume|consumeMessages|watch([A-Z]\w*)?|listenAll|listenTo[A-Z]\w*|async(Iterable)?Iterator|streamAll[A-Z]\w*)$/;
/** Members of what a subscription yields that are iterated in its place. */
const PARTS = /^(responses|messages|events|stream)$/;

/** What a function of the program answers with: `messages() { return this.pubsub.asyncIterator('message'); }`. */
function answerOf(program: LoopProgram, { unit, fn }: Target, awaited: boolean, asked: Asked): string | undefined {
  return ofAll(unit.facts.fns[fn]!.returns, `answer ${fn} ${unit.path}`, asked, ({ v }) => v && sourceOf(program, unit, fn, v, awaited, deeper(asked)));
}

/** A subscription that a library makes: `new Subscription({ service, method })`. */
function subscriptionOf(program: LoopProgram, unit: Unit, fn: FnIndex, callee: Val): string | undefined {
  const origin = originOf(program, unit, fn, callee);
  return origin.k === 'external' && /(Subscription|Subscriber|Consumer|Firehose)$/.test([origin.name, ...origin.path].at(-1) ?? '') ? MESSAGES : undefined;
}

/** All that is known to call a function hand it something endless. */
function handedIn(program: LoopProgram, unit: Unit, d: number, awaited: boolean, asked: Asked): string | undefined {
  const { fn } = unit.facts.decls[d]!;
  const i = unit.facts.fns[fn]!.params.indexOf(d);
  const graph = program.graph();
  if (i < 0 || graph.escapes(graph.idOf(unit.path, fn))) return undefined;
  const callers = callersOf(program, unit, fn);
  return ofAll(callers.length > MAX_CALLERS ? [] : callers, `parameter ${d} ${unit.path}`, asked, ({ unit: at, call }) => {
    const { fn: by, args } = at.facts.calls[call]!;
    return args[i] && sourceOf(program, at, by, args[i], awaited, deeper(asked));
  });
}

/** `class Ticks { async *[Symbol.asyncIterator]() { … } }` */
function iteratorOf(program: LoopProgram, unit: Unit, fn: FnIndex, v: Val, asked: Asked): string | undefined {
  const cls = program.values.classOf({ file: unit.path, fn }, v);
  const home = cls && program.unitAt(cls.file);
  return home !== undefined && home.facts.classes[cls!.cls]!.methods.some(method => method.n === '' && isEndlessGenerator(program, home, method.fn, asked)) ? NEVER_ENDS : undefined;
}

/** A generator whose iterations nothing in it ends, nor what it takes from itself. */
function isEndlessGenerator(program: LoopProgram, unit: Unit, fn: FnIndex, asked: Asked): boolean {
  return unit.facts.fns[fn]?.generator === 1 && unit.facts.loops.some((loop, l) => {
    if (loop.fn !== fn || loop.parent >= 0 || !loop.yields || loop.k === 'for-of' || loop.k === 'for-in') return false;
    const cause = endOf(program, roundOf(program, unit, fn, l), l);
    return (cause === 'never' || cause === 'stop') && (loop.k !== 'for-await' || sourceOfLoop(program, unit, l, deeper(asked)) !== undefined);
  });
}
