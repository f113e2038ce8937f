import type { CallIndex, FnIndex, Val } from '../../../facts/program/model.ts';
import type { CallGraph, ClassId } from '../../calls/model.ts';
import { isOfEndingCommand } from './commands.ts';
import { comesAndGoes } from './one-of-many.ts';
import { isCoroutine } from '../forms/effects.ts';
import { fileScope } from './of-file.ts';
import { handleOf } from '../program/handles.ts';
import type { Scope } from '../model.ts';
import { callersOf, constructionsOf, originOf, type LoopProgram, type Place } from '../program/program.ts';
import { isOnce, isOnceOfObject } from './once.ts';
import { ownScope, takesRequest } from './of-signature.ts';
import { isRequestScoped } from './requests.ts';
import { isInside, type Unit } from '../program/unit.ts';

/** How long what runs a place lives, as far as the functions around it, their callers in the file and the constructions of its class say. */
export function scopeOf(program: LoopProgram, unit: Unit, fn: FnIndex, call?: CallIndex): Scope {
  return (
    fileScope(program, unit) ??
    (program.isClient(unit.path) ? 'component' : undefined) ??
    startScope(program, unit, fn, call) ??
    (call !== undefined && isOfEndingCommand(program, unit, call) ? 'tool' : undefined) ??
    (program.isBeside(unit) ? 'tool' : 'process')
  );
}

/** What is begun once lives as long as what holds it, whoever begins it. */
function startScope(program: LoopProgram, unit: Unit, fn: FnIndex, call: CallIndex | undefined): Scope | undefined {
  if (call !== undefined && isOnce(unit, call)) return undefined;
  return call !== undefined && isOnceOfObject(unit, call) ? classScope(program, unit, fn, 0) : functionScope(program, unit, fn, 0, call !== undefined && handleOf(unit, call)?.chain !== undefined);
}

const MAX_DEPTH = 6;
/** A bound on the work for one loop; with more callers than that nothing is said. */
const MAX_CALLERS = 24;
/** Functions that are asked on the way to where the program begins. */
const MAX_SEEN = 100;

function functionScope(program: LoopProgram, unit: Unit, fn: FnIndex, depth: number, outlives = false): Scope | undefined {
  for (let f = fn; f > 0; f = unit.facts.fns[f]!.parent) {
    const own = ownScope(unit, f, depth, outlives) ?? (f !== fn && unit.facts.fns[f]!.generator && !isCoroutine(program, unit, f) ? 'call' : undefined);
    if (own) return own;
    if (MAKES.test(unit.facts.fns[f]!.n) && !isBegun(program, unit, f, new Set())) return 'connection';
  }
  if (depth >= MAX_DEPTH) return undefined;
  return callerScope(program, unit, fn, depth) ?? classScope(program, unit, fn, depth);
}

/** All that is known to call a function stands in places that live shorter. What is handed on as a value may be called by anybody. */
function callerScope(program: LoopProgram, unit: Unit, fn: FnIndex, depth: number): Scope | undefined {
  const holder = namedAround(unit, fn);
  if (holder === undefined) return undefined;
  const graph = program.graph();
  const id = graph.idOf(unit.path, holder);
  if (graph.escapes(id)) return undefined;
  const outside = graph.callers(id).flatMap(({ file, call }) => {
    const at = program.unitAt(file);
    return !at || fileScope(program, at) === 'tool' || (at === unit && isInside(unit, unit.facts.calls[call]!.fn, holder)) ? [] : [{ unit: at, fn: at.facts.calls[call]!.fn, call }];
  });
  if (outside.length === 0 || outside.length > MAX_CALLERS) return undefined;
  return outside.some(each => isOnce(each.unit, each.call)) ? undefined : agreed(outside, each => placeScope(program, each, depth));
}

/** How long what a call begins or makes lives, as far as the place of the call and what is done with its result say. */
const placeScope = (program: LoopProgram, { unit, call }: Place, depth: number): Scope | undefined =>
  fileScope(program, unit) ??
  (isEndedThere(unit, call) ? 'call' : undefined) ??
  (isOnceOfObject(unit, call)
    ? depth < MAX_DEPTH
      ? classScope(program, unit, unit.facts.calls[call]!.fn, depth + 1)
      : undefined
    : functionScope(program, unit, unit.facts.calls[call]!.fn, depth + 1)) ??
  (comesAndGoes(program, unit, call) ? 'connection' : undefined);

/** Names of what others make one of for each they talk to, and of what ends once it is read; they decide where no construction does. */
const CONNECTIONS = /(Connection|Conn|Session|Socket|Peer)$/;
const STREAMS = /(Stream|Call|Request|Response|Conversation|Transaction|Iterator|Cursor|Reader)$/;

/** Functions that make a connection, unless the program does so as it begins. */
const MAKES = /^(make|create|build|handle)\w*(Connection|Conn|Session|Socket|Peer)$/;

/** What stands in for something else while a program is tried. */
const STAND_INS = /^(Mock|Fake|Stub|Dummy)[A-Z]/;

/** A static member, which no construction makes. */
function isOfTheClass({ facts }: Unit, fn: FnIndex): boolean {
  for (let f = fn; f > 0; f = facts.fns[f]!.parent) if (facts.fns[f]!.cls !== undefined) return facts.fns[f]!.k === 'static' || facts.fns[f]!.isStatic === 1;
  return false;
}

/** All constructions of the class around a function, and of those that extend it, stand in places that live shorter. What tools make says nothing. */
function classScope(program: LoopProgram, unit: Unit, fn: FnIndex, depth: number): Scope | undefined {
  const c = program.targets.classAround(unit, fn);
  const cls = unit.facts.classes[c ?? -1];
  if (!cls || c === undefined || cls.n === '' || isOfTheClass(unit, fn)) return undefined;
  if (STAND_INS.test(cls.n)) return 'tool';
  if (isRequestScoped(unit, cls)) return 'call';
  // What is given a connection when it is made lives as long as that.
  if (cls.ctor !== undefined && takesRequest(unit, cls.ctor)) return 'connection';
  const graph = program.graph();
  const kin = new Set([graph.classId(unit.path, c), ...heirs(graph, graph.classId(unit.path, c))]);
  const names = new Set([...kin].map(each => graph.classes[each]?.name ?? cls.n));
  const sites = [...names].flatMap(name => constructionsOf(program, name)).filter(site => fileScope(program, site.unit) !== 'tool' && mayMake(site));
  const isOne = CONNECTIONS.test(cls.n);
  if (sites.length === 0) return isOne || STREAMS.test(cls.n) || isRoomOfLibrary() ? 'connection' : undefined;
  if (sites.length > MAX_CALLERS || sites.some(site => isOnce(site.unit, site.call))) return undefined;
  // What is named after a connection is one, unless the program makes it as it begins.
  const byName = isOne && !sites.some(site => isBegun(program, site.unit, site.unit.facts.calls[site.call]!.fn, new Set())) ? 'connection' : undefined;
  return byName ?? agreed(sites, site => placeScope(program, site, depth));

  /** What a library makes for each room or object it is asked for. */
  function isRoomOfLibrary(): boolean {
    const base = cls?.ext && originOf(program, unit, cls.fn, cls.ext);
    return base?.k === 'external' && /^(\w*Room|\w*Session|DurableObject)$/.test([base.name, ...base.path].at(-1) ?? '');
  }

  /** Another class may bear the name. */
  function mayMake(site: Place): boolean {
    const { fn: at, callee } = site.unit.facts.calls[site.call]!;
    const origin = originOf(program, site.unit, at, callee);
    return origin.k === 'class' ? kin.has(graph.classId(origin.file, origin.cls)) : origin.k !== 'external' && origin.k !== 'global';
  }
}

/** Code of a module as it is loaded runs the place: at once, by way of functions it calls, or of classes it makes. */
function isBegun(program: LoopProgram, unit: Unit, fn: FnIndex, seen: Set<string>): boolean {
  if (fn === 0) return true;
  const id = `${fn} ${unit.path}`;
  if (seen.has(id) || seen.size > MAX_SEEN) return false;
  seen.add(id);
  const holder = namedAround(unit, fn);
  const c = program.targets.classAround(unit, fn);
  const callers = holder === undefined ? [] : callersOf(program, unit, holder);
  const made = c !== undefined && (holder === undefined || callers.length === 0) ? constructionsOf(program, unit.facts.classes[c]!.n) : [];
  const places = [...callers, ...made].filter(each => fileScope(program, each.unit) !== 'tool');
  return places.length <= MAX_CALLERS && places.some(each => isBegun(program, each.unit, each.unit.facts.calls[each.call]!.fn, seen));
}

const WHOLE = /^_?(main|run|start|serve|boot|bootstrap|launch)/i;
const ENDS = /^(stop|close|end|dispose|destroy|cancel|abort|clear|terminate|finish|shutdown|kill|release|unlock|unsubscribe|detach|cleanup)/i;

/** What a call yields ends with the function that made it: `const stop = beat(); try { … } finally { stop(); }`. A function that runs the program ends with it. */
export function isEndedThere({ facts }: Unit, c: CallIndex): boolean {
  const { fn } = facts.calls[c]!;
  if (fn === 0 || WHOLE.test(facts.fns[fn]!.n)) return false;
  const held = facts.decls.findIndex(decl => decl.fn === fn && decl.init !== undefined && resultIs(decl.init, c));
  if (held < 0) return false;
  if (facts.decls[held]!.using) return true;
  // What is handed on, or kept by an object, is ended there only where something went wrong.
  if (facts.fns[fn]!.returns.some(({ v }) => v?.k === 'ref' && v.d === held) || facts.writes.some(({ t, v }) => t.k === 'prop' && v?.k === 'ref' && v.d === held)) return false;
  return facts.calls.some(({ fn: at, callee, args, k }) => at === fn && k === 'call' && (
    (callee.k === 'ref' && ((callee.d === held && args.length === 0) || (/^clear(Interval|Timeout)$/.test(callee.n) && args[0]?.k === 'ref' && args[0].d === held)))
    || (callee.k === 'prop' && ENDS.test(callee.n) && callee.o.k === 'ref' && callee.o.d === held)));
}

function resultIs(v: Val, c: CallIndex): boolean {
  switch (v.k) {
    case 'await': return resultIs(v.v, c);
    case 'cond': return resultIs(v.a, c) || resultIs(v.b, c);
    case 'op': return /^(\?\?|\|\||&&)$/.test(v.o) && v.a.some(each => resultIs(each, c));
    default: return v.k === 'call' && v.c === c;
  }
}

/** The classes that extend a class, at any distance. */
function heirs(graph: CallGraph, cls: ClassId, seen = new Set<ClassId>()): readonly ClassId[] {
  if (seen.has(cls)) return [];
  seen.add(cls);
  return (graph.classes[cls]?.subclasses ?? []).flatMap(each => [each, ...heirs(graph, each, seen)]);
}

/** The scope of all places, where none of them lives as long as the process. */
function agreed<T>(places: readonly T[], scopeAt: (place: T) => Scope | undefined): Scope | undefined {
  let found: Scope | undefined;
  for (const place of places) {
    const scope = scopeAt(place);
    if (!scope) return undefined;
    found ??= scope;
  }
  return found;
}

/** The outermost function with a name around a place: what stands in it is begun by who calls it. */
function namedAround(unit: Unit, fn: FnIndex): FnIndex | undefined {
  let found: FnIndex | undefined;
  for (let f = fn; f > 0; f = unit.facts.fns[f]!.parent) {
    const { k, argOf, n } = unit.facts.fns[f]!;
    if (n !== '' && argOf === undefined && k !== 'constructor' && k !== 'field' && k !== 'static') found = f;
  }
  return found;
}
