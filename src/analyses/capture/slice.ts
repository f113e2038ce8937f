import type { FilePath, Step } from '../../core/model.ts';
import type { Call, FnIndex, GuardIndex, LoopIndex, Val, Write } from '../../facts/program/model.ts';
import type { ClassId, FnId } from '../calls/model.ts';
import type { Access } from '../settings/model.ts';
import { nameOf, whenHanded } from './callbacks.ts';
import { climb, type Carried } from './climb.ts';
import type { UseIn } from './members.ts';
import { underAbsence } from './memo.ts';
import type { Effect, End, Lifetime } from './model.ts';
import type { Moment } from './moments.ts';
import type { Refresh } from './refresh.ts';
import { holderOf, isBuiltIn, isConversion, isDoing, isLogging, makesHolder, RENEWS, STARTS_WORKER } from './sinks.ts';
import type { Use } from './uses.ts';
import { ownerOf, standsWithin, type World } from './world.ts';

interface Flow extends Carried {
  readonly steps: readonly Step[];
  /** It went through something outside the program that may or may not hand it on. */
  readonly unsure: boolean;
  /** Calls it was handed in by, innermost last, so that it returns to them and not to everybody. */
  readonly calls: readonly Entered[];
  /** When the activation runs that the value is in: a function that many call runs for this value when its caller does. */
  readonly at: Moment;
}

interface Entered {
  readonly file: FilePath;
  readonly c: number;
  readonly into: FnId;
}

/** Where a value is put, and by what. */
interface Put {
  readonly file: FilePath;
  readonly fn: FnIndex;
  readonly loop: LoopIndex;
  readonly g: GuardIndex;
  readonly s: number;
  readonly op?: string;
}

/** A name or a field that outlives what writes it. */
interface Store {
  readonly lifetime: 'field' | 'variable' | 'closure';
  readonly what: string;
  readonly uses: () => readonly UseIn[];
  /** Functions that write it anew. */
  readonly writers: () => readonly FnId[];
  /** Of these, those that assign to it after it was made. */
  readonly assigners: () => readonly FnId[];
  /** A value is this store. */
  readonly isIt: (v: Val) => boolean;
  /** Class whose instances hold it. */
  readonly cls?: ClassId;
  /** The function a local belongs to. */
  readonly local?: FnIndex;
}

const MAX_STEPS = 400;
const MAX_CALLERS = 60;
const MAX_CALLS = 6;
const ITERATORS = /^(map|forEach|filter|reduce|reduceRight|some|every|find|findIndex|findLast|flatMap|sort|toSorted|then|catch|finally)$/;
const MEMOISERS = /^(once|memoize|memoise|memo|lazy|cached?|singleton|pMemoize)$/;
const ADDERS = /^(push|unshift|add|set|append)$/;

/**
 * Follows the value of one read forward, through names, fields, parameters, returns and options objects, to every place
 * where it is used up or kept, and says of each whether a change of the setting is seen there. Long on purpose: each way
 * a value can go leads on to all the others, and they share what has been seen.
 */
export function endsOf(world: World, access: Access, refresh: Refresh): readonly End[] {
  const { graph, moments } = world;
  const ends: End[] = [];
  const seen = new Set<string>();
  const idOf = new Map<object, number>();
  let count = 0;

  const stepAt = (file: FilePath, s: number, text: string): Step => ({ file, line: world.line(file, s), text });
  const start: Flow = { path: [], decides: false, unsure: false, steps: [], calls: [], at: moments.at(access.file, access.fn, access.loop) };
  const { uses, isThere } = placesOf(world, access);
  if (!isThere) add('unknown', 'local', 'spelled where the value cannot be followed', start);
  for (const use of uses) visit(access.file, use, start);
  // What is read only while its store is empty is read once, whatever else is done with it on that occasion.
  const memo = ends.filter(end => end.lifetime === 'memo');
  return memo.length > 0 ? memo : ends;

  function add(effect: Effect, lifetime: Lifetime, what: string, flow: Flow, ...more: readonly Step[]): void {
    ends.push({ effect: flow.unsure && effect === 'captured' ? 'unknown' : effect, lifetime: flow.decides && lifetime !== 'local' && effect === 'captured' ? 'gate' : lifetime, what, steps: [...flow.steps, ...more] });
  }

  function visit(file: FilePath, use: Use, flow: Flow): void {
    if (world.isTest(file)) return;
    let id = idOf.get(use);
    if (id === undefined) idOf.set(use, (id = idOf.size));
    const key = `${id} ${flow.path.join('.')} ${flow.decides} ${flow.unsure} ${flow.calls.map(each => `${each.file}#${each.c}`).join()} ${flow.at.boot} ${flow.at.event} ${flow.at.mayEvent}`;
    if (seen.has(key)) return;
    seen.add(key);
    if (++count > MAX_STEPS) {
      if (count === MAX_STEPS + 1) add('unknown', 'local', 'goes to too many places to be followed', flow);
      return;
    }
    const carried = climb(use, flow);
    if (carried) arrive(file, use, { ...flow, ...carried });
  }

  function arrive(file: FilePath, use: Use, flow: Flow): void {
    const facts = world.facts(file);
    const { root } = use;
    switch (root.k) {
      case 'decl': {
        const decl = facts.decls[root.d]!;
        return putInDecl(file, root.d, flow, { file, fn: decl.fn, loop: decl.loop, g: decl.g, s: decl.s });
      }
      case 'write': return putByWrite(file, facts.writes[root.w]!, flow);
      case 'field': {
        const cls = facts.classes[root.cls]!;
        const field = cls.fields[root.i]!;
        const put: Put = { file, fn: use.fn, loop: -1, g: -1, s: field.s };
        return field.isStatic ? add('unknown', 'field', 'kept in a static field', flow) : putInField(graph.classId(file, root.cls), field.n, flow, put);
      }
      case 'arg': return pass(file, root.c, root.i, flow);
      case 'callee': return callOn(file, root.c, flow);
      case 'return': return giveBack(file, root.f, flow);
      case 'loop': {
        const workers = facts.calls.find(call => call.fn === use.fn && within(facts.loops, call.loop, root.l) && STARTS_WORKER.test(nameOf(call.callee)));
        if (workers) return held(file, workers, facts.calls.indexOf(workers), { what: 'worker processes or threads', lifetime: 'resource' }, flow);
        return consume(file, use, flow);
      }
      case 'guard': return decide(file, use, root.g, flow);
    }
  }

  /** The value is used up here. */
  function consume(file: FilePath, { fn, s }: Pick<Use, 'fn' | 's'>, flow: Flow): void {
    const moment = flow.at;
    const owner = ownerOf(world, graph.idOf(file, fn));
    if (!moment.event && refresh.has(graph.idOf(file, fn))) return add('live', 'local', `used again when the setting changes, in \`${owner}\``, flow);
    const effect = moment.event ? 'live' : moment.mayEvent ? 'unknown' : moment.boot ? 'once' : 'unknown';
    const words = effect === 'live' ? 'used where it is read, again and again' : effect === 'once' ? 'used up while the program boots' : 'used at a time that is not known';
    const step = stepAt(file, s, `used in \`${owner}\``);
    if (moment.boot && moment.mayEvent && !moment.event) ends.push({ effect: 'once', lifetime: 'local', what: `used in \`${owner}\`, at boot and perhaps later`, steps: [...flow.steps, step], again: true });
    else add(effect, 'local', `${words}, in \`${owner}\``, flow, step);
  }

  /** The value decides what runs. */
  function decide(file: FilePath, use: Use, g: GuardIndex, flow: Flow): void {
    const facts = world.facts(file);
    if (isOnlyBoot(flow.at)) {
      const { s } = facts.guards[g]!;
      const gated = facts.calls.flatMap((call, c) => (call.fn === use.fn && isBehind(facts.guards, call.g, s) ? [c] : []));
      if (gated.some(c => runBy(file, c).some(fn => refresh.has(fn)))) return add('live', 'gate', 'what it decides about is done again when the setting changes', flow);
      const behind = gated.find(c => startsSomething(file, facts.calls[c]!, c)) ?? -1;
      if (behind >= 0) {
        const owner = ownerOf(world, graph.idOf(file, use.fn));
        const fn = graph.idOf(file, use.fn);
        if (refresh.has(fn)) return add('live', 'gate', `decides anew when the setting changes, in \`${owner}\``, flow);
        return add(refresh.may(fn) ? 'unknown' : 'captured', 'gate', `decides once, in \`${owner}\`, what is started`, flow, stepAt(file, facts.calls[behind]!.s, 'started here, or not at all, while the program boots'));
      }
    }
    consume(file, use, flow);
  }

  /** Functions that a call runs, constructors included. */
  function runBy(file: FilePath, c: number): readonly FnId[] {
    const call = world.facts(file).calls[c]!;
    const cls = call.k === 'new' ? classOf(file, call) : undefined;
    return cls === undefined ? graph.targets(file, c) : graph.classes[cls]!.onConstruct;
  }

  function startsSomething(file: FilePath, call: Call, c: number): boolean {
    if (call.args.some(arg => arg.k === 'fn' && whenHanded(world.facts(file), call, arg.f) === 'event')) return true;
    return graph.targets(file, c).some(to => moments.starts(to));
  }

  function putByWrite(file: FilePath, write: Write, flow: Flow): void {
    const put: Put = { file, fn: write.fn, loop: write.loop, g: write.g, s: write.s, op: write.op };
    putAt(file, write.t, flow, put);
  }

  /** Puts it into what an expression names. */
  function putAt(file: FilePath, target: Val, flow: Flow, put: Put): void {
    if (target.k === 'ref') return target.d < 0 ? add('unknown', 'variable', `kept in the global \`${target.n}\``, flow) : putInDecl(file, target.d, flow, put);
    if (target.k === 'elem') return putAt(file, target.o, { ...flow, path: ['*', ...flow.path] }, put);
    if (target.k !== 'prop') return add('unknown', 'local', 'kept in what a call yields', flow);
    const cls = world.members.classOf(file, put.fn, target.o);
    if (cls !== undefined) return putInField(cls, target.n, flow, put);
    putAt(file, target.o, { ...flow, path: [target.n, ...flow.path] }, put);
  }

  function putInDecl(file: FilePath, d: number, flow: Flow, put: Put): void {
    const facts = world.facts(file);
    const decl = facts.decls[d]!;
    if (decl.k === 'import') {
      const binding = world.modules.binding(file, d);
      if (binding?.k === 'decl') return putInDecl(binding.file, binding.decl, flow, put);
      return add('unknown', 'variable', `kept in \`${decl.n}\` of another package`, flow);
    }
    if (decl.k === 'param') {
      facts.classes.forEach((cls, c) => cls.fields.forEach(field => { if (field.param === d) putInField(graph.classId(file, c), field.n, flow, put); }));
    }
    const first = flow.path[0];
    const assigners = lazily(() => [
      ...facts.writes.filter(({ t, v }) => !isEmpty(v) && (t.k === 'ref' ? t.d === d : rootedAt(t, d, first))).map(write => graph.idOf(file, write.fn)),
      ...importersWriting(file, d, first),
    ]);
    keep({
      lifetime: decl.fn === 0 ? 'variable' : 'closure',
      what: decl.fn === 0 ? `the module's \`${decl.n}\`` : `\`${decl.n}\` of \`${ownerOf(world, graph.idOf(file, decl.fn))}\``,
      uses: () => world.usesOfDecl(file, d),
      writers: () => [...(decl.fn === 0 ? [] : [graph.idOf(file, decl.fn)]), ...assigners()],
      assigners,
      isIt: v => v.k === 'ref' && v.d === d,
      ...(decl.fn === 0 ? {} : { local: decl.fn }),
    }, flow, put, file);
  }

  function importersWriting(file: FilePath, d: number, first: string | undefined): FnId[] {
    if (first === undefined) return []; // Imports cannot be assigned to.
    return [...new Set(world.usesOfDecl(file, d).map(each => each.file))].filter(each => each !== file).flatMap(each => {
      const facts = world.facts(each);
      return facts.writes.filter(({ t }) => {
        const root = rootOf(t);
        if (t.k === 'ref' || root?.k !== 'ref' || root.d < 0 || facts.decls[root.d]?.k !== 'import') return false;
        const binding = world.modules.binding(each, root.d);
        return binding?.k === 'decl' && binding.file === file && binding.decl === d && rootedAt(t, root.d, first);
      }).map(write => graph.idOf(each, write.fn));
    });
  }

  function putInField(cls: ClassId, name: string, flow: Flow, put: Put): void {
    const node = graph.classes[cls]!;
    const assigners = lazily(() => world.members.writesOf(cls, name).filter(each => !isEmpty(each.write.v)).map(each => each.fn).filter(fn => !node.onConstruct.includes(fn)));
    keep({
      lifetime: 'field',
      what: `the field \`${name}\` of \`${node.name || 'the class'}\``,
      uses: () => world.members.readsOf(cls, name),
      writers: () => [...assigners(), ...node.onConstruct],
      assigners,
      isIt: v => v.k === 'prop' && v.n === name && v.o.k === 'this',
      cls,
    }, flow, put, node.file);
  }

  /** The value stays in a store: who uses it from there, and is it renewed? */
  function keep(store: Store, flow: Flow, put: Put, home: FilePath): void {
    const writer = graph.idOf(put.file, put.fn);
    const kept = stepAt(put.file, put.s, `kept in ${store.what}`);
    // From a field or a module's variable it may go anywhere, so what it was handed in by is forgotten.
    const calls = store.local === undefined ? [] : flow.calls;
    const carried: Flow = { ...flow, calls, steps: flow.steps.some(step => step.line === kept.line && step.file === kept.file && step.text === kept.text) ? flow.steps : [...flow.steps, kept] };
    const isShortLived = store.local !== undefined && store.local === put.fn;
    if (!isShortLived && (put.op === '??=' || put.op === '||=' || (put.file === home || store.lifetime === 'field') && underAbsence(world.facts(put.file), put.g, store.isIt))) {
      if (flow.at.boot || flow.at.event) return settle('memo', `kept in ${store.what} from its first use on`, carried, store, writer);
      return add('unknown', 'memo', `kept in ${store.what} from its first use on`, carried);
    }
    // Renewed by a handler of the very setting.
    if (store.local === undefined && refresh.has(writer)) return add('live', store.lifetime, `${store.what} is written again when the setting changes`, carried);
    const before = ends.length + count;
    for (const { file, use } of store.uses()) useOf(store, file, use, carried, put, writer);
    if (ends.length + count === before && store.local === undefined) add('unknown', store.lifetime, `kept in ${store.what}`, carried);
  }

  function useOf(store: Store, file: FilePath, use: Use, flow: Flow, put: Put, writer: FnId): void {
    if (world.isTest(file)) return;
    const user = graph.idOf(file, use.fn);
    const owner = ownerOf(world, user);
    if (user === writer) {
      const loop = moments.lastingLoop(file, use.loop);
      if (loop < 0 || within(world.facts(file).loops, put.loop, loop)) return visit(file, use, flow);
      if (!climb(use, flow)) return;
      const effect = isOnlyBoot(flow.at) ? 'captured' : 'unknown';
      return add(effect, 'loop', `read once before the endless loop of \`${owner}\` and used inside it`, flow, stepAt(file, use.s, `used inside the endless loop of \`${owner}\``));
    }
    if (!climb(use, flow)) return;
    const at = moments.at(file, use.fn, use.loop);
    // A callback that runs before the function goes on.
    if (store.local !== undefined && moments.runsAtOnce(writer, user)) return visit(file, use, flow);
    if (!at.event) {
      if (isOnlyBoot(at)) return visit(file, use, { ...flow, at });
      if (at.mayEvent || at.mayBoot) add('unknown', store.lifetime, `kept in ${store.what} and used in \`${owner}\`, nobody sees when`, flow);
      return;
    }
    const used = stepAt(file, use.s, `used in \`${owner}\`, which runs after boot`);
    const moment = flow.at;
    if (isOnlyBoot(moment)) return settle(store.lifetime, `kept in ${store.what} and used in \`${owner}\``, { ...flow, steps: [...flow.steps, used] }, store, writer);
    const isOfEvent = store.local !== undefined ? standsWithin(world.facts(file), use.fn, store.local) : store.cls !== undefined && isMadeOnEvents(store.cls);
    if (moment.event && isOfEvent && store.lifetime !== 'variable') return visit(file, use, { ...flow, at });
    // One entry of many, made anew by the event that it belongs to.
    if (moment.event && flow.path[0] === '*') return add('live', 'local', `kept for one of many in ${store.what}`, flow);
    settleUnsure(store, owner, flow);
  }

  function settleUnsure(store: Store, owner: string, flow: Flow): void {
    if (store.writers().some(fn => refresh.has(fn))) return add('live', store.lifetime, `${store.what} is written again when the setting changes`, flow);
    add('unknown', store.lifetime, `kept in ${store.what} at a time that is not known, used in \`${owner}\``, flow);
  }

  /** Captured, unless something writes the store again when the setting changes. */
  function settle(lifetime: Lifetime, what: string, flow: Flow, store: Store, writer: FnId): void {
    const writers = store.writers();
    if (writers.some(fn => refresh.has(fn))) return add('live', lifetime, `${store.what} is written again when the setting changes`, flow);
    const isOwn = [...writers, ...store.uses().map(each => graph.idOf(each.file, each.use.fn))].some(fn => refresh.sets(fn));
    // What else assigns to it after boot may well carry the change over.
    const isAssigned = store.assigners().some(fn => (fn !== writer || isOnlyBoot(flow.at)) && moments.of(fn).mayEvent);
    add(isOwn || isAssigned || writers.some(fn => refresh.may(fn)) ? 'unknown' : 'captured', lifetime, what, flow);
  }

  function isMadeOnEvents(cls: ClassId): boolean {
    const makers = graph.classes[cls]?.onConstruct ?? [];
    return makers.length > 0 && makers.every(fn => moments.of(fn).event && !moments.of(fn).mayBoot);
  }

  /** The value is an argument, or stands in one. */
  function pass(file: FilePath, c: number, i: number, flow: Flow): void {
    const call = world.facts(file).calls[c]!;
    if (isLogging(call)) return;
    const name = nameOf(call.callee);
    const { callee } = call;
    const into = programTargets(file, call, c);
    if (into.length === 0) {
      const holder = holderOf(call, i, flow.path);
      if (holder) return held(file, call, c, holder, flow);
      if (isConversion(call) || isBuiltIn(call)) return resultOf(file, c, { ...flow, path: [] });
      if (callee.k === 'prop' && callee.o.k !== 'call' && ADDERS.test(name) && !isModuleLike(callee.o)) {
        if (name === 'set' && i === 0 && call.args.length > 1) return; // A key is not kept as a value.
        return putAt(file, callee.o, { ...flow, path: ['*', ...flow.path] }, { file, fn: call.fn, loop: call.loop, g: call.g, s: call.s });
      }
      if (name === 'assign' && i > 0 && call.args[0]) return assignTo(file, call, call.args[0], flow);
      return handOut(file, call, c, flow);
    }
    for (const target of into) {
      const facts = world.facts(target.file);
      const rest = facts.fns[target.fn]?.rest;
      const at = rest !== undefined && i >= rest ? { i: rest, path: ['*', ...flow.path] } : { i, path: flow.path };
      const taken = world.uses(target.file).ofParam(target.fn, at.i);
      const named = stepAt(file, call.s, `handed to \`${ownerOf(world, graph.idOf(target.file, target.fn))}\``);
      for (const use of taken) visit(target.file, use, { ...flow, path: at.path, calls: [...flow.calls.slice(1 - MAX_CALLS), { file, c, into: graph.idOf(target.file, target.fn) }], steps: flow.steps.at(-1)?.text === named.text ? flow.steps : [...flow.steps, named] });
    }
  }

  /** Functions of the program that take the arguments as they stand. */
  function programTargets(file: FilePath, call: Call, c: number): { readonly file: FilePath; readonly fn: FnIndex }[] {
    const ctor = call.k === 'new' ? classOf(file, call) : call.k === 'super' ? graph.classes[world.members.thisOf(file, call.fn) ?? -1]?.base : undefined;
    for (let cls = ctor, hops = 0; cls !== undefined && hops < 20; cls = graph.classes[cls]?.base, hops++) {
      const node = graph.classes[cls]!;
      const own = world.facts(node.file).classes[node.cls]?.ctor;
      if (own !== undefined) return [{ file: node.file, fn: own }];
    }
    if (call.callee.k === 'prop' && /^(call|apply|bind)$/.test(call.callee.n)) return [];
    return graph.targets(file, c).map(fn => ({ file: graph.fileOf(fn), fn: graph.indexOf(fn) }));
  }

  function classOf(file: FilePath, call: Call): ClassId | undefined {
    const origin = world.values.origin({ file, fn: call.fn }, call.callee);
    return origin.k === 'class' && origin.path.length === 0 ? graph.classId(origin.file, origin.cls) : undefined;
  }

  /** `Object.assign(this, { limit })` */
  function assignTo(file: FilePath, call: Call, target: Val, flow: Flow): void {
    const [first, ...rest] = flow.path;
    const put: Put = { file, fn: call.fn, loop: call.loop, g: call.g, s: call.s };
    const cls = first === undefined ? undefined : world.members.classOf(file, call.fn, target);
    if (cls !== undefined && first !== undefined) putInField(cls, first, { ...flow, path: rest }, put);
    else putAt(file, target, flow, put);
  }

  /** The value leaves the program's code for something that is not looked into. */
  function handOut(file: FilePath, call: Call, c: number, flow: Flow): void {
    const name = nameOf(call.callee) || 'a function';
    if (flow.at.event || isDoing(call)) consume(file, call, flow);
    else add('unknown', 'local', `handed to \`${name}\``, flow, stepAt(file, call.s, `handed to \`${name}\``));
    if (!isDoing(call)) resultOf(file, c, { ...flow, path: [], unsure: flow.unsure || !makesHolder(call) });
  }

  function resultOf(file: FilePath, c: number, flow: Flow): void {
    for (const use of world.uses(file).ofCall(c)) visit(file, use, flow);
  }

  /** A method of the value is called, or the value itself. */
  function callOn(file: FilePath, c: number, flow: Flow): void {
    const call = world.facts(file).calls[c]!;
    const uses = world.uses(file).ofCall(c);
    for (const arg of call.args) {
      if (arg.k !== 'fn' || !ITERATORS.test(nameOf(call.callee))) continue;
      for (const use of world.uses(file).ofParam(arg.f, nameOf(call.callee).startsWith('reduce') ? 1 : 0)) visit(file, use, flow);
    }
    for (const use of uses) visit(file, use, flow);
    if (uses.length === 0 && !call.args.some(arg => arg.k === 'fn')) consume(file, call, flow);
  }

  /** Held outside the program until the call is made again. */
  function held(file: FilePath, call: Call, c: number, { what, lifetime }: { readonly what: string; readonly lifetime: 'resource' | 'timer' }, flow: Flow): void {
    const fn = graph.idOf(file, call.fn);
    const step = stepAt(file, call.s, `held by ${what}`);
    const words = `held by ${what} that \`${ownerOf(world, fn)}\` sets up`;
    if (!isOnlyBoot(flow.at)) {
      if (refresh.has(fn)) return add('live', lifetime, `${what} is set up again when the setting changes`, flow, step);
      return add('unknown', lifetime, words, flow, step);
    }
    const again = renewal(file, c);
    if (refresh.has(fn) || again === 'sure') return add('live', lifetime, `${what} is set up again when the setting changes`, flow, step);
    add(refresh.may(fn) || again === 'perhaps' ? 'unknown' : 'captured', lifetime, words, flow, step);
  }

  /** What holds the result of the call (`this.timer`, `this.pool`) is written, or called, when the setting changes. */
  function renewal(file: FilePath, c: number): 'sure' | 'perhaps' | 'no' {
    const facts = world.facts(file);
    for (const use of world.uses(file).ofCall(c)) {
      const target = use.root.k === 'write' ? facts.writes[use.root.w]!.t : undefined;
      const d = use.root.k === 'decl' ? use.root.d : target?.k === 'ref' ? target.d : undefined;
      const cls = target?.k === 'prop' ? world.members.classOf(file, use.fn, target.o) : undefined;
      if (cls !== undefined && target?.k === 'prop') {
        if (world.members.writesOf(cls, target.n).some(each => refresh.has(each.fn))) return 'sure';
        if (world.members.writesOf(cls, target.n).some(each => refresh.may(each.fn)) || world.members.readsOf(cls, target.n).some(isRenewal)) return 'perhaps';
      }
      if (d !== undefined && d >= 0) {
        if (facts.writes.some(write => write.t.k === 'ref' && write.t.d === d && refresh.has(graph.idOf(file, write.fn)))) return 'sure';
        if (world.usesOfDecl(file, d).some(isRenewal)) return 'perhaps';
      }
    }
    return 'no';
  }

  /** `this.pool.resize(…)`, `clearInterval(timer)` in what may run when the setting changes. */
  function isRenewal({ file, use }: UseIn): boolean {
    if (use.root.k !== 'callee' && use.root.k !== 'arg') return false;
    return RENEWS.test(nameOf(world.facts(file).calls[use.root.c]!.callee)) && refresh.may(graph.idOf(file, use.fn));
  }

  /** The value is what a function yields: it goes on wherever that is called. */
  function giveBack(file: FilePath, f: FnIndex, flow: Flow): void {
    const facts = world.facts(file);
    const node = facts.fns[f]!;
    const fn = graph.idOf(file, f);
    if (node.k === 'getter' && node.cls !== undefined) {
      const reads = world.members.readsOf(graph.classId(file, node.cls), node.n);
      for (const each of reads) visit(each.file, each.use, { ...flow, at: moments.at(each.file, each.use.fn, each.use.loop) });
      if (reads.length === 0) add('unknown', 'local', `what the getter \`${node.owner}\` yields`, flow);
      return;
    }
    const entered = flow.calls.findLastIndex(each => each.into === fn);
    if (entered >= 0) {
      const { file: home, c } = flow.calls[entered]!;
      return resultOf(home, c, { ...flow, calls: flow.calls.slice(0, entered) });
    }
    const callers = graph.callers(fn).filter(each => !world.isTest(each.file));
    if (callers.length > MAX_CALLERS) return add('unknown', 'local', `what \`${node.owner}\` yields goes to too many places to be followed`, flow);
    for (const each of callers) {
      const call = world.facts(each.file).calls[each.call]!;
      resultOf(each.file, each.call, { ...flow, at: moments.at(each.file, call.fn, call.loop) });
    }
    if (node.argOf) {
      const call = facts.calls[node.argOf.c]!;
      const name = nameOf(call.callee);
      if (MEMOISERS.test(name)) return add(moments.of(fn).boot || moments.of(fn).event || moments.of(fn).mayEvent ? 'captured' : 'unknown', 'memo', `kept by \`${name}\` from its first use on`, flow);
      const into = programTargets(file, call, node.argOf.c);
      const uses = world.uses(file).ofCall(node.argOf.c);
      for (const use of uses) visit(file, use, { ...flow, unsure: flow.unsure || (into.length === 0 && !ITERATORS.test(name)) });
      if (!ITERATORS.test(name) || uses.length === 0) consume(file, { fn: f, s: node.s }, flow);
      return;
    }
    if (callers.length === 0 || graph.escapes(fn)) consume(file, { fn: f, s: node.s }, flow);
  }
}

/** Clearing is not renewing. */
const isEmpty = (v: Val | undefined): boolean => v !== undefined && (v.k === 'undef' || (v.k === 'lit' && !v.v));

const lazily = <T>(make: () => readonly T[]): (() => readonly T[]) => {
  let made: readonly T[] | undefined;
  return () => (made ??= make());
};

const isOnlyBoot = (moment: Moment): boolean => moment.boot && !moment.mayEvent;

/** The places at which the value of a read stands. */
function placesOf(world: World, access: Access): { readonly uses: readonly Use[]; readonly isThere: boolean } {
  const uses = world.uses(access.file);
  const facts = world.facts(access.file);
  if (access.site === 'call' && access.call !== undefined) {
    const found = uses.ofCall(access.call);
    const { use } = facts.calls[access.call]!;
    return { uses: found, isThere: found.length > 0 || use === 'statement' || use === 'void' || use === 'await' };
  }
  if (access.site !== 'member') return { uses: [], isThere: false };
  const found = uses.ofSpan(world.offset(access.file, access.at.line, access.at.column), world.offset(access.file, access.at.endLine, access.at.endColumn));
  return { uses: found, isThere: found.length > 0 };
}

function rootOf(v: Val): Val | undefined {
  let at = v;
  while (at.k === 'prop' || at.k === 'elem') at = at.o;
  return at;
}

/** The chain begins at the declaration, and takes that member first. */
function rootedAt(v: Val, d: number, first: string | undefined): boolean {
  let at = v;
  let name: string | undefined;
  while (at.k === 'prop' || at.k === 'elem') {
    name = at.k === 'prop' ? at.n : '*';
    at = at.o;
  }
  return at.k === 'ref' && at.d === d && name !== undefined && (first === undefined || name === first || name === '*' || first === '*');
}

function within(loops: readonly { readonly parent: LoopIndex }[], loop: LoopIndex, outer: LoopIndex): boolean {
  for (let l = loop; l >= 0; l = loops[l]!.parent) if (l === outer) return true;
  return false;
}

function isBehind(guards: readonly { readonly parent: GuardIndex; readonly s: number }[], g: GuardIndex, s: number): boolean {
  for (let at = g; at >= 0; at = guards[at]!.parent) if (guards[at]!.s === s) return true;
  return false;
}

/** `app.set`, `headers.set` on something that is not a collection: a name that is imported or global. */
const isModuleLike = (v: Val): boolean => v.k === 'ref' && (v.d < 0 || /^(app|server|router|headers|res|response|req|request)$/.test(v.n));
