import type { FilePath } from '../../../core/model.ts';
import type { CallIndex, FnIndex, Val } from '../../../facts/program/model.ts';
import type { Access, SettingsModel } from '../../settings/model.ts';
import { demandsOf, resultOf, type Asked } from './demands.ts';
import { handlersOf, type Told } from './subscribers.ts';
import type { Place } from '../program/program.ts';
import type { Target, Targets } from '../program/targets.ts';
import { partsOf, pathOf, type Unit } from '../program/unit.ts';

/** What a call finds out about a setting: read at the place, or in the function that is called. */
export interface SettingRead {
  readonly access: Access;
  /** The helper whose result is what was read; absent for a direct read. */
  readonly helper?: Target;
  /** The helper yields the opposite of what it read: `isPaused = () => !enabled()`. */
  readonly negated?: true;
}

export interface SettingReads {
  readonly settings: SettingsModel;
  isRead(unit: Unit, call: CallIndex): boolean;
  /** The setting whose value the call yields; `given` is what the function it stands in was asked to read. */
  of(unit: Unit, call: CallIndex, given?: Access): SettingRead | undefined;
  /** The same of what a condition asks, which may be a member of the result. */
  asked(unit: Unit, asked: Asked, given?: Access): SettingRead | undefined;
  /** The setting that a getter yields: `get enabled() { return this.resolver.getBool(…); }`. */
  ofGetter(unit: Unit, fn: FnIndex, v: Val): SettingRead | undefined;
  /** The setting that a function gives back. */
  answer(target: Target): SettingRead | undefined;
  /** What a helper is asked to read by a call that hands it the key. */
  askedFor(unit: Unit, call: CallIndex): Access | undefined;
  /** A function, or one around it, is told of each change of a setting. */
  handlerAround(unit: Unit, fn: FnIndex): Told | undefined;
  /** Every function that is told of a change of some setting. */
  handlers(unit: Unit): readonly { readonly fn: FnIndex; readonly told: Told }[];
  /** The setting that a member between two offsets stands for: `settings.get().worker.enabled`. */
  atMember(unit: Unit, start: number, end: number): Access | undefined;
  /** Settings that a class is told of when they change. */
  watchedBy(unit: Unit, cls: number): readonly string[];
}

const MAX_DEPTH = 3;
/** With more functions than that behind one call nothing is said. */
const MAX_CALLEES = 6;

/** `callers`: the calls that are known to reach a function; `callees`: the functions that a call is known to lead to. */
export function settingReadsOf(
  settings: SettingsModel,
  targets: Targets,
  unitAt: (path: FilePath) => Unit | undefined,
  callers: (unit: Unit, fn: FnIndex) => readonly Place[],
  callees: (unit: Unit, call: CallIndex) => readonly Target[],
): SettingReads {
  const byCall = new Map<string, Access>();
  const asked = new Map<string, Access>();
  const members = new Map<string, Access[]>();
  const watched = new Map<string, string[]>();
  for (const access of settings.accesses) {
    if (access.mode === 'watch' && access.cls !== undefined) push(watched, `${access.cls} ${access.file}`, access.key);
    if (access.mode !== 'read' || access.strength === 'weak') continue;
    if (access.call !== undefined && access.site === 'call') byCall.set(`${access.call} ${access.file}`, access);
    if (access.site === 'member') push(members, access.file, access);
  }
  // In a helper that is given its key, the read is one of whatever key it is given.
  for (const access of settings.accesses) {
    if (access.mode !== 'read' || access.strength === 'weak') continue;
    for (const { file, call } of access.via) {
      if (!byCall.has(`${call} ${file}`)) byCall.set(`${call} ${file}`, access);
      asked.set(`${call} ${file}`, access);
    }
  }
  const known = new Map<string, SettingRead | undefined>();
  const told = handlersOf(settings, targets, unitAt);
  const reads: SettingReads = {
    settings,
    isRead: (unit, call) => reads.of(unit, call) !== undefined,
    of: (unit, call, given) => (given?.via.length && given.file === unit.path && given.call === call ? { access: given } : find(unit, call, 0)),
    asked: (unit, { call, member }, given) => (member === undefined ? reads.of(unit, call, given) : ofMember(unit, call, member)),
    ofGetter(unit, fn, v) {
      const getter = v.k === 'prop' ? targets.ofValue(unit, fn, v) : undefined;
      return getter?.unit.facts.fns[getter.fn]?.k === 'getter' ? returned(getter, 0) : undefined;
    },
    answer: target => returned(target, 0),
    askedFor: (unit, call) => asked.get(`${call} ${unit.path}`),
    ...told,
    atMember: (unit, start, end) =>
      members.get(unit.path)?.find(({ at }) => {
        const offset = (unit.lineStarts[at.line - 1] ?? -1) + at.column - 1;
        return offset >= start && offset < end;
      }),
    watchedBy: (unit, cls) => watched.get(`${cls} ${unit.path}`) ?? [],
  };
  return reads;

  function find(unit: Unit, c: CallIndex, depth: number): SettingRead | undefined {
    const id = `${c} ${unit.path}`;
    if (known.has(id)) return known.get(id);
    const direct = byCall.get(id);
    if (direct) {
      const helper = direct.via.length > 0 ? targets.ofCall(unit, c) : undefined;
      // What asks for itself and goes on with what it is handed yields nothing: `when('enabled', () => …)`.
      if (helper && helper.unit.facts.fns[helper.fn]!.returns.every(({ v }) => v === undefined)) return undefined;
      const read = helper ? { access: direct, helper } : { access: direct };
      known.set(id, read);
      return read;
    }
    if (settings.settings.length === 0 || depth >= MAX_DEPTH) return undefined;
    known.set(id, undefined); // Recursion reads nothing new.
    const helper = targets.ofCall(unit, c);
    const read = (helper ? returned(helper, depth) : handed(unit, c, depth)) ?? led(unit, c, helper, depth);
    if (read) known.set(id, read);
    else if (depth > 0) known.delete(id); // Asked from nearer, it may yet be found.
    return read;
  }

  /** Where the one function that is called cannot be told, all that the call is known to lead to read the same setting. */
  function led(unit: Unit, c: CallIndex, helper: Target | undefined, depth: number): SettingRead | undefined {
    if (helper && helper.unit.facts.fns[helper.fn]!.returns.length > 0) return undefined;
    const led = callees(unit, c).filter(each => !(each.unit === helper?.unit && each.fn === helper.fn));
    const found = led.length > MAX_CALLEES ? [] : led.map(each => returned(each, depth + 1));
    return found.length > 0 && found.every(each => each !== undefined && each.access.key === found[0]?.access.key) ? found[0] : undefined;
  }

  /** The helper is a parameter, and all who are known to call the function hand it one that reads. */
  function handed(unit: Unit, c: CallIndex, depth: number): SettingRead | undefined {
    const { callee } = unit.facts.calls[c]!;
    const decl = callee.k === 'ref' ? unit.facts.decls[callee.d] : undefined;
    const i = callee.k === 'ref' && decl?.k === 'param' ? unit.facts.fns[decl.fn]!.params.indexOf(callee.d) : -1;
    if (!decl || i < 0) return undefined;
    const given = callers(unit, decl.fn).map(({ unit: at, call }) => {
      const { args, fn } = at.facts.calls[call]!;
      const target = args[i] && targets.ofValue(at, fn, args[i]);
      return target && returned(target, depth + 1);
    });
    return given.length > 0 && given.every(each => each !== undefined) ? given[0] : undefined;
  }

  function ofMember(unit: Unit, c: CallIndex, member: string): SettingRead | undefined {
    const helper = settings.settings.length === 0 && settings.accesses.length === 0 ? undefined : targets.ofCall(unit, c);
    return helper && returned(helper, 0, member);
  }

  /** What a helper gives back, or a member of it, comes from a read in it. */
  function returned(helper: Target, depth: number, member?: string): SettingRead | undefined {
    const { unit, fn } = helper;
    for (const { v: whole } of unit.facts.fns[fn]?.returns ?? []) {
      const v = member === undefined ? whole : whole?.k === 'obj' ? whole.p.find(each => each.n === member)?.v : undefined;
      if (!v) continue;
      for (const c of [...callsIn(unit, v), ...renewedIn(unit, fn, v)]) {
        const inner = find(unit, c, depth + 1);
        if (!inner) continue;
        const negates = demandsOf(unit, v, true).some(each => !each.pos && resultOf(unit, each.v) === c);
        return { access: inner.access, helper: inner.helper ?? helper, ...(negates !== (inner.negated === true) && { negated: true as const }) };
      }
    }
    return undefined;
  }
}

/** Calls whose result a value is or is made of, through locals. */
export function* callsIn(unit: Unit, v: Val, depth = 0): Generator<CallIndex> {
  for (const part of partsOf(v)) {
    if (part.k === 'call') {
      yield part.c;
      const call = unit.facts.calls[part.c]!;
      // `Boolean(x)`, and chains: `read().catch(…)`.
      if (call.callee.k === 'prop' && call.callee.o.k === 'call') yield* callsIn(unit, call.callee.o, depth + 1);
      if (call.callee.k === 'ref' && call.callee.n === 'Boolean') for (const arg of call.args) yield* callsIn(unit, arg, depth + 1);
    } else if (part.k === 'ref' && depth < 4) {
      const decl = unit.facts.decls[part.d];
      if (decl?.init && decl.k !== 'param' && decl.k !== 'import') yield* callsIn(unit, decl.init, depth + 1);
      for (const write of unit.writesTo(part.d)) if (write.v) yield* callsIn(unit, write.v, depth + 1);
    }
  }
}

/** Calls whose result a function itself puts into the field that it gives back: `if (old) this.on = await read(); return this.on;`. */
function renewedIn(unit: Unit, fn: FnIndex, v: Val): readonly CallIndex[] {
  const path = v.k === 'prop' ? pathOf(v) : undefined;
  return path === undefined || v.k !== 'prop' ? [] : unit.writesToMember(v.n).flatMap(write => (write.fn === fn && write.v && pathOf(write.t) === path ? [...callsIn(unit, write.v)] : []));
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
