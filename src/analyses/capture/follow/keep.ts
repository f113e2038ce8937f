import type { FilePath } from '../../../core/model.ts';
import type { FnIndex, Val } from '../../../facts/program/model.ts';
import type { ClassId, FnId } from '../../calls/model.ts';
import type { UseIn } from '../members.ts';
import type { Lifetime } from '../model.ts';
import { ownerOf, standsWithin } from '../world.ts';
import { climb } from './climb.ts';
import { underAbsence } from './memo.ts';
import { isHeldOn, isMadeAgain, isOfOneCall } from './short-lived.ts';
import { RENEWS } from './sinks.ts';
import { isOnlyBoot, within, type Flow, type Put, type Trace } from './trace.ts';
import type { Use } from './uses.ts';

/** A name or a field that outlives what writes it. */
export interface Store {
  readonly lifetime: 'field' | 'variable' | 'closure';
  readonly what: string;
  readonly uses: () => readonly UseIn[];
  /** Functions that write it anew. */
  readonly writers: () => readonly FnId[];
  /** Of these, those that assign to it after it was made. */
  readonly assigners: () => readonly FnId[];
  /** Functions that empty it, so that its next user fills it anew. */
  readonly clearers: () => readonly FnId[];
  /** Functions that write a member of what is in it. */
  readonly touchers: () => readonly FnId[];
  /** A value is this store. */
  readonly isIt: (v: Val) => boolean;
  /** Class whose instances hold it. */
  readonly cls?: ClassId;
  /** The function a local belongs to. */
  readonly local?: FnIndex;
  /** A parameter: what is put into the object that it is belongs to whoever called. */
  readonly isOfCaller?: true;
}

/** The value stays in a store: who uses it from there, and is it renewed? */
export function keep(trace: Trace, store: Store, flow: Flow, put: Put, home: FilePath): void {
  const writer = trace.world.graph.idOf(put.file, put.fn);
  const kept = trace.stepAt(put.file, put.s, `kept in ${store.what}`);
  // From a field or a module's variable it may go anywhere, so what it was handed in by is forgotten.
  const calls = store.local === undefined ? [] : flow.calls;
  const isOwn = flow.isOwn ?? store.uses().some(each => trace.refresh.sets(trace.world.graph.idOf(each.file, each.use.fn)));
  const carried: Flow = {
    ...flow,
    calls,
    ...(isOwn && { isOwn }),
    steps: flow.steps.some(step => step.line === kept.line && step.file === kept.file && step.text === kept.text)
      ? flow.steps
      : [...flow.steps, kept],
  };
  // A callback that runs before the function goes on writes a local of that very call.
  const isOwnLocal = store.local !== undefined && (store.local === put.fn || trace.world.moments.runsAtOnce(trace.world.graph.idOf(home, store.local), writer));
  const isShortLived = isOwnLocal || (store.cls !== undefined && isMadeOnEvents(trace, store.cls));
  if (!isShortLived && (put.op === '??=' || put.op === '||=' || (put.file === home || store.lifetime === 'field') && underAbsence(trace.world.facts(put.file), put.g, store.isIt, put.item))) {
    if (isToldBeside(trace, store, put, writer)) return trace.add('unknown', 'memo', `kept in ${store.what}, and told of another value`, carried);
    const isKept = store.cls === undefined || !isMadeAgain(trace.world, store.cls);
    if (isKept && (flow.at.boot || flow.at.event || trace.refresh.has(writer))) return settle(trace, 'memo', `kept in ${store.what} from its first use on`, carried, store, writer);
    return trace.add('unknown', 'memo', `kept in ${store.what} from its first use on`, carried);
  }
  // Renewed by a handler of the very setting.
  if (store.local === undefined && trace.refresh.has(writer)) return trace.add('live', store.lifetime, `${store.what} is written again when the setting changes`, carried);
  const before = trace.done();
  for (const { file, use } of store.uses()) useOf(trace, store, file, use, carried, put, writer);
  if (trace.done() === before && (store.local === undefined || (store.isOfCaller && flow.path.length > 0 && flow.at.boot))) trace.add('unknown', store.lifetime, `kept in ${store.what}`, carried);
}

function useOf(trace: Trace, store: Store, file: FilePath, use: Use, flow: Flow, put: Put, writer: FnId): void {
  if (trace.world.isTest(file) || (trace.taken && trace.taken.leaf !== use.leaf)) return;
  const user = trace.world.graph.idOf(file, use.fn);
  const owner = trace.taken?.owner ?? ownerOf(trace.world, user);
  const isCallback = store.local !== undefined && owner === ownerOf(trace.world, trace.world.graph.idOf(file, store.local));
  const where = isCallback ? `a callback of \`${owner}\`` : `\`${owner}\``;
  if (user === writer) {
    const loop = trace.world.moments.lastingLoop(file, use.loop);
    if (loop < 0 || within(trace.world.facts(file).loops, put.loop, loop)) return trace.visit(file, use, flow);
    if (!climb(use, flow)) return;
    const effect = isOnlyBoot(flow.at) ? 'captured' : 'unknown';
    return trace.add(effect, 'loop', `read once before the endless loop of \`${owner}\` and used inside it`, flow, trace.stepAt(file, use.s, `used inside the endless loop of \`${owner}\``));
  }
  if (!climb(use, flow) || (flow.path[0] === '*' && handsOutNothing(trace, file, use))) return;
  if (store.cls !== undefined && isOfOneCall(trace.world, store.cls)) return trace.visit(file, use, flow);
  const at = trace.taken?.at ?? trace.world.moments.at(file, use.fn, use.loop);
  // A callback that runs before the function goes on.
  if (store.local !== undefined && trace.world.moments.runsAtOnce(writer, user)) return trace.visit(file, use, flow);
  // What waits for a delay goes on with what its own call was given, whoever calls again: `setTimeout(() => flush(settings), 50)`.
  if (store.local === put.fn && standsWithin(trace.world.facts(file), use.fn, store.local) && trace.world.moments.runsOncePerCall(writer, user)) return trace.visit(file, use, flow);
  if (!at.event) {
    // What is put in later is not there yet: whoever takes hold of a list at boot sees it on events all the same.
    if (isOnlyBoot(at)) return trace.visit(file, use, flow.at.boot || flow.at.mayBoot ? { ...flow, at } : flow);
    if (at.mayEvent || at.mayBoot) trace.add('unknown', store.lifetime, `kept in ${store.what} and used in \`${owner}\`, nobody sees when`, flow);
    return;
  }
  if (flow.path[0] === '*' && isEmptiedIn(trace, store, user)) return trace.add('unknown', store.lifetime, `waiting in ${store.what} until \`${owner}\` takes it out`, flow);
  const used = trace.taken?.step ?? trace.stepAt(file, use.s, `used in ${where}, which runs after boot`);
  const moment = flow.at;
  if (isOnlyBoot(moment)) return settle(trace, store.lifetime, `kept in ${store.what} and used in ${where}`, { ...flow, steps: [...flow.steps, used] }, store, writer);
  const isOfEvent =
    store.local !== undefined
      ? standsWithin(trace.world.facts(file), use.fn, store.local)
      : store.cls !== undefined && isMadeOnEvents(trace, store.cls) && !isHeldOn(trace.world, store.cls);
  if (moment.event && isOfEvent && store.lifetime !== 'variable') return trace.visit(file, use, { ...flow, at });
  // One entry of many, made anew by the event that it belongs to.
  if (moment.event && flow.path[0] === '*') return trace.add('live', 'local', `kept for one of many in ${store.what}`, flow);
  settleUnsure(trace, store, owner, flow);
}

/** `cache.clear()`, `rows.push(row)`: what is kept in it is neither seen nor decides. */
function handsOutNothing(trace: Trace, file: FilePath, { leaf, root }: Use): boolean {
  const { callee, use } = root.k === 'callee' ? trace.world.facts(file).calls[root.c]! : { callee: undefined, use: undefined };
  return callee?.k === 'prop' && callee.o === leaf && (/^(clear|set|add|push|unshift)$/.test(callee.n) || (callee.n === 'delete' && use === 'statement'));
}

/** A queue: whoever asks for what is in it takes it out. */
const isEmptiedIn = (trace: Trace, store: Store, user: FnId): boolean => store.touchers().includes(user) || store.uses().some(({ file, use }) => {
  const callee = use.root.k === 'callee' && trace.world.graph.idOf(file, use.fn) === user ? trace.world.facts(file).calls[use.root.c]!.callee : undefined;
  return callee?.k === 'prop' && callee.o === use.leaf && /^(shift|pop|splice)$/.test(callee.n);
});

function settleUnsure(trace: Trace, store: Store, owner: string, flow: Flow): void {
  if (store.writers().some(fn => trace.refresh.has(fn))) return trace.add('live', store.lifetime, `${store.what} is written again when the setting changes`, flow);
  trace.add('unknown', store.lifetime, `kept in ${store.what} at a time that is not known, used in \`${owner}\``, flow);
}

/** Captured, unless something writes the store again when the setting changes. */
function settle(trace: Trace, lifetime: Lifetime, what: string, flow: Flow, store: Store, writer: FnId): void {
  // Who remembers the first does not write a second.
  const writers = lifetime === 'memo' ? store.writers().filter(fn => fn !== writer) : store.writers();
  if (writers.some(fn => trace.refresh.has(fn))) return trace.add('live', lifetime, `${store.what} is written again when the setting changes`, flow);
  if (lifetime === 'memo') {
    const clearers = store.clearers();
    if (clearers.some(fn => trace.refresh.has(fn))) return trace.add('live', lifetime, `${store.what} is emptied when the setting changes`, flow);
    if (clearers.some(fn => trace.refresh.may(fn) || trace.world.moments.of(fn).mayEvent)) return trace.add('unknown', lifetime, `${what}, and emptied now and then`, flow);
  }
  const isOwn = flow.isOwn ?? writers.some(fn => trace.refresh.sets(fn));
  // What else assigns to it after boot may well carry the change over.
  const isAssigned = store.assigners().some(fn => (fn !== writer || isOnlyBoot(flow.at)) && trace.world.moments.of(fn).mayEvent);
  // An object that takes another value carries the change over by itself.
  const isTouched =
    (flow.path.length === 0 || store.cls !== undefined) &&
    lifetime !== 'memo' &&
    (store.touchers().some(fn => trace.refresh.has(fn)) || store.uses().some(each => isToldIn(trace, each)));
  // `window.setAlwaysOnTop(…)`, where a window was made with `{ alwaysOnTop }`.
  const isOption = flow.option !== undefined && trace.world.telling(flow.option).some(fn => trace.refresh.may(fn) || trace.world.moments.of(fn).mayEvent);
  trace.add(isOwn || isOption || isAssigned || isTouched || writers.some(fn => trace.refresh.may(fn)) ? 'unknown' : 'captured', lifetime, what, flow);
}

/** `if (engine) engine.update(options); else engine = new Engine(options)` */
function isToldBeside(trace: Trace, store: Store, put: Put, writer: FnId): boolean {
  return store.uses().some(({ file, use }) => {
    const call = use.root.k === 'callee' ? trace.world.facts(file).calls[use.root.c]! : undefined;
    return call?.callee.k === 'prop' && call.callee.o === use.leaf && call.args.length > 0 && RENEWS.test(call.callee.n)
      && trace.world.graph.idOf(file, use.fn) === writer && !underAbsence(trace.world.facts(put.file), call.g, store.isIt);
  });
}

/** `client.updateOptions(…)` in what runs when the setting changes. */
function isToldIn(trace: Trace, { file, use }: UseIn): boolean {
  const callee = use.root.k === 'callee' ? trace.world.facts(file).calls[use.root.c]!.callee : undefined;
  return callee?.k === 'prop' && callee.o === use.leaf && RENEWS.test(callee.n) && trace.refresh.has(trace.world.graph.idOf(file, use.fn));
}

function isMadeOnEvents(trace: Trace, cls: ClassId): boolean {
  const makers = trace.world.graph.classes[cls]?.onConstruct ?? [];
  return makers.length > 0 && makers.every(fn => trace.world.moments.of(fn).event && !trace.world.moments.of(fn).mayBoot);
}
