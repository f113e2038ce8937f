import type { FilePath } from '../../../core/model.ts';
import type { CallIndex, FnIndex, GuardIndex, TypeRef, Val } from '../../../facts/program/model.ts';
import type { Unsafe } from '../model.ts';
import type { SettingRead } from './reads.ts';
import type { Target, Targets } from '../program/targets.ts';
import { chainOf, guardsUpTo, nameOf, partsOf, type Unit } from '../program/unit.ts';

/** How a read of a switch turns its loop off though nobody did: on failure, on cancellation, without a resolver. */
export function unsafetyOf(unitAt: (path: FilePath) => Unit | undefined, targets: Targets, read: SettingRead, unit: Unit, call: CallIndex, on: boolean): Unsafe | undefined {
  const real = read.access.via.at(-1) ?? (read.access.call === undefined ? undefined : { file: read.access.file, fn: read.access.fn, call: read.access.call });
  const home = real && unitAt(real.file);
  const places = new Map<string, { readonly unit: Unit; readonly fn: FnIndex; readonly call: CallIndex; readonly helper: boolean }>();
  const add = (at: Unit, fn: FnIndex, c: CallIndex, helper: boolean): void => void places.set(`${fn} ${at.path}`, { unit: at, fn, call: c, helper });
  if (home && real) add(home, real.fn, real.call, read.helper !== undefined);
  if (read.helper) for (const c of read.helper.unit.callsIn(read.helper.fn)) if (leadsTo(targets, read.helper.unit, c, home, real?.fn)) add(read.helper.unit, read.helper.fn, c, true);
  if (read.helper) add(unit, unit.facts.calls[call]!.fn, call, false);
  for (const place of places.values()) {
    const failing = failureOf(place.unit, place.fn, place.call, place.helper, on);
    if (failing) return failing;
  }
  const last = home && real ? withoutResolver(home, real.fn, real.call, targets, on) : undefined;
  return last;
}

const leadsTo = (targets: Targets, unit: Unit, c: CallIndex, home: Unit | undefined, fn: FnIndex | undefined): boolean => {
  const target: Target | undefined = targets.ofCall(unit, c);
  return target !== undefined && target.unit === home && target.fn === fn;
};

/** What a function makes of a read that throws. The loop's own `catch` is about the work, so only a helper's counts. */
function failureOf(unit: Unit, fn: FnIndex, c: CallIndex, helper: boolean, on: boolean): Unsafe | undefined {
  const handler = catchHandler(unit, c);
  if (handler !== undefined) return failureIn(unit, handler, unit.facts.fns[handler]!.returns.map(({ v }) => v), -1, on);
  if (!helper) return undefined;
  const caught = catchAfter(unit, fn, c);
  if (caught === undefined) return undefined;
  const { returns, falls } = unit.facts.fns[fn]!;
  const own = returns.filter(each => isUnder(unit, each.g, caught));
  const after = returns.filter(each => !isUnder(unit, each.g, caught) && each.s > unit.facts.guards[caught]!.s);
  const results: (Val | undefined)[] = own.length > 0 ? own.map(({ v }) => v) : throwsAlways(unit, fn, caught) ? [] : after.map(({ v }) => v);
  if (own.length === 0 && after.length === 0 && falls && results.length === 0 && !throwsAlways(unit, fn, caught)) results.push(undefined);
  return results.length === 0 ? undefined : failureIn(unit, fn, results, caught, on);
}

function failureIn(unit: Unit, fn: FnIndex, results: readonly (Val | undefined)[], caught: GuardIndex, on: boolean): Unsafe | undefined {
  if ((results.length === 0 && on) || results.some(v => isOff(unit, v, on))) return 'off-on-failure';
  const rethrows = unit.facts.throws.some(each => each.fn === fn && (caught < 0 || isUnder(unit, each.g, caught)))
    || unit.callsIn(fn).some(c => /^(throwIfAborted|rethrow\w*)$/.test(nameOf(unit.facts.calls[c]!)) && (caught < 0 || isUnder(unit, unit.facts.calls[c]!.g, caught)));
  return rethrows ? undefined : 'swallows-cancellation';
}

/** The function that `.catch(…)` on the read is given. */
function catchHandler(unit: Unit, c: CallIndex): FnIndex | undefined {
  for (const call of unit.facts.calls) {
    if (call.callee.k !== 'prop' || (call.callee.n !== 'catch' && call.callee.n !== 'then') || call.callee.o.k !== 'call' || call.callee.o.c !== c) continue;
    const handler = call.args[call.callee.n === 'then' ? 1 : 0];
    if (!handler && call.callee.n === 'then') continue;
    return handler?.k === 'fn' ? handler.f : undefined;
  }
  return undefined;
}

/** The `catch` clause of the function that follows the read. */
function catchAfter(unit: Unit, fn: FnIndex, c: CallIndex): GuardIndex | undefined {
  const { guards, fns, calls } = unit.facts;
  const { s, e } = fns[fn]!;
  const inner = unit.nestedIn(fn).map(f => fns[f]!);
  const found = guards.findIndex(guard => guard.k === 'catch' && guard.s > calls[c]!.s && guard.s > s && guard.s < e && !inner.some(each => guard.s > each.s && guard.s < each.e));
  return found < 0 ? undefined : found;
}

const isUnder = (unit: Unit, g: GuardIndex, outer: GuardIndex): boolean => {
  for (let at = g; at >= 0; at = unit.facts.guards[at]!.parent) if (at === outer) return true;
  return false;
};

const throwsAlways = (unit: Unit, fn: FnIndex, caught: GuardIndex): boolean => unit.facts.throws.some(each => each.fn === fn && each.g === caught);

/** The value turns the loop off; nothing is as good as `false`. */
function isOff(unit: Unit, v: Val | undefined, on: boolean): boolean {
  if (!v || v.k === 'undef') return on;
  if (v.k === 'lit') return Boolean(v.v) !== on;
  if (v.k === 'op' && v.o === '!' && v.a[0]) return isOff(unit, v.a[0], !on);
  if (v.k === 'await') return isOff(unit, v.v, on);
  if (v.k === 'call') return isSettled(unit, v.c) && isOff(unit, unit.facts.calls[v.c]!.args[0], on);
  if (v.k !== 'ref') return false;
  const init = unit.facts.decls[v.d]?.init;
  const given = unit.writesTo(v.d).filter(write => write.v?.k === 'lit');
  return given.length > 0
    ? given.some(write => isOff(unit, write.v, on))
    : unit.facts.decls[v.d]?.k !== 'param' &&
        (init === undefined ? unit.facts.decls[v.d]?.k === 'let' : (init.k === 'lit' || init.k === 'undef') && isOff(unit, init, on));
}

const isSettled = (unit: Unit, c: CallIndex): boolean => chainOf(unit.facts.calls[c]!.callee)?.join('.') === 'Promise.resolve';

/** A resolver that may be missing, and what the read comes to then. */
function withoutResolver(unit: Unit, fn: FnIndex, c: CallIndex, targets: Targets, on: boolean): Unsafe | undefined {
  const call = unit.facts.calls[c]!;
  if (call.callee.k !== 'prop') return undefined;
  const receiver = call.callee.o;
  const chain = chainOf(receiver)?.join('.');
  if (chain === undefined || !mayBeMissing(unit, fn, receiver, targets)) return undefined;
  const mentions = (v: Val): boolean => {
    for (const part of partsOf(v)) if (chainOf(part)?.join('.') === chain) return true;
    return false;
  };
  const guards = guardsUpTo(unit.facts, call.g, -1).filter(guard => mentions(guard.v));
  const values = unit.facts.fns[fn]!.returns;
  if (guards.some(guard => guard.k === 'optional') && guards.every(guard => guard.k === 'optional')) return !on || isDefaultedOn(unit, c) ? undefined : 'no-resolver';
  if (guards.length === 0) return catchAfter(unit, fn, c) === undefined || !values.some(({ v }) => v?.k === 'lit' && v.v === on) ? 'no-resolver' : undefined;
  if (guards.some(guard => guard.k === 'and')) return on ? 'no-resolver' : undefined;
  const without = values.filter(each => guardsUpTo(unit.facts, each.g, -1)[0] !== undefined && mentions(guardsUpTo(unit.facts, each.g, -1)[0]!.v) && !holdsCall(unit, each.v, c));
  return without.some(({ v }) => isOff(unit, v, on)) ||
    [...values.map(({ v }) => v), ...unit.facts.decls.filter(decl => decl.fn === fn).map(decl => decl.init)].some(v =>
      hasOffBranch(unit, v, mentions, on),
    )
    ? 'no-resolver'
    : undefined;
}

function mayBeMissing(unit: Unit, fn: FnIndex, receiver: Val, targets: Targets): boolean {
  const type = typeOf(unit, fn, receiver, targets);
  return type?.nullable === 1 || (type?.alts ?? []).some(each => each.nullable === 1);
}

function typeOf(unit: Unit, fn: FnIndex, v: Val, targets: Targets): TypeRef | undefined {
  if (v.k === 'ref') return unit.facts.decls[v.d]?.type;
  if (v.k !== 'prop' || v.o.k !== 'this') return undefined;
  return unit.facts.classes[targets.classAround(unit, fn) ?? -1]?.fields.find(field => field.n === v.n)?.type;
}

/** `… ?? true` or `… !== false` around the read. */
function isDefaultedOn(unit: Unit, c: CallIndex): boolean {
  const { facts } = unit;
  const values = [
    ...facts.fns.flatMap(fn => fn.returns.flatMap(({ v }) => v ?? [])),
    ...facts.decls.flatMap(decl => decl.init ?? []),
    ...facts.guards.map(guard => guard.v),
    ...facts.writes.flatMap(write => write.v ?? []),
  ];
  return values.some(value => [...partsOf(value)].some(part => part.k === 'op' && part.a[0] !== undefined && holdsCall(unit, part.a[0], c)
    && ((part.o === '??' && part.a[1]?.k === 'lit' && part.a[1].v === true) || (/^!==?$/.test(part.o) && part.a[1]?.k === 'lit' && part.a[1].v === false))));
}

function hasOffBranch(unit: Unit, v: Val | undefined, mentions: (v: Val) => boolean, on: boolean): boolean {
  if (!v) return false;
  for (const part of partsOf(v)) if (part.k === 'cond' && mentions(part.c) && (isOff(unit, part.a, on) || isOff(unit, part.b, on))) return true;
  return false;
}

function holdsCall(unit: Unit, v: Val | undefined, c: CallIndex): boolean {
  if (!v) return false;
  for (const part of partsOf(v)) {
    if (part.k !== 'call') continue;
    if (part.c === c) return true;
    const { callee } = unit.facts.calls[part.c]!;
    if (callee.k === 'prop' && holdsCall(unit, callee.o, c)) return true;
  }
  return false;
}
