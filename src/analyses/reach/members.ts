import type { Val } from '../../facts/program/model.ts';
import type { Origin, Site } from '../values/model.ts';
import { isSkipped } from './builtins.ts';
import { constantValue, join, NULLISH, PRESENT, UNKNOWN, withFlags, type Abstract } from './defaults.ts';
import { isPlain, MAX_DEPTH, MAX_PATH, type Core, type Member, type Members } from './evaluation.ts';
import { fieldEvaluation } from './fields.ts';
import { parameterEvaluation } from './parameters.ts';
import type { Known } from './sensitivity.ts';

/** Members of objects, of instances and of what is handed to functions, under the default configuration. */
export const memberEvaluation = (core: Core): Members => {
  const { from, indexes } = core;
  const { values, calls } = from;
  const { toName } = indexes.writes;
  const known = new Map<Val, Map<string, Known<Abstract>>>();
  const namesakes = new Map<string, Known<Abstract>>();

  const member = (site: Site, v: Member, depth: number): Abstract => {
    if (v.k === 'elem') {
      const key = core.evaluate(site, v.i, depth);
      return key.value === undefined || key.value === null ? UNKNOWN : withFlags(core.evaluate(site, taken(v.o, String(key.value)), depth), key.flags);
    }
    if (v.n === 'length') return length(core.evaluate(site, v.o, depth));
    if (isSkipped(v)) {
      const base = core.evaluate(site, v.o, depth);
      if (base.nullish) return { ...NULLISH, flags: base.flags };
    }
    const assigned = toName.get(v.n) ?? [];
    const owner = isWritten(v.o) ? values.classOf(site, v.o) : undefined;
    if (owner) return field(owner.file, owner.cls, v.n, [], depth);
    const base = ofTrail(site, v, depth);
    if (assigned.length === 0) return base;
    return join([base, core.once(namesakes, v.n, () => join(assigned.map(({ file, write }) => (write.v ? core.evaluate({ file, fn: write.fn }, write.v, depth) : UNKNOWN))))]);
  };

  /** A member of an object that stands in the source: a setting that it holds is known by its place there, which the trail has passed. */
  const ofLiteral = (site: Site, v: Extract<Val, { k: 'prop' }>, depth: number): Abstract | undefined => {
    const object = depth > MAX_DEPTH ? undefined : values.object(site, v.o);
    const at = object?.value.p.findLastIndex(each => each.n === v.n && isPlain(each)) ?? -1;
    if (!object || at < 0 || !object.value.p.slice(at).every(isPlain)) return undefined;
    return core.evaluate({ file: object.file, fn: object.fn }, object.value.p[at]!.v, depth);
  };

  const ofTrail = (site: Site, v: Extract<Val, { k: 'prop' }>, depth: number): Abstract => {
    const origin = values.origin(site, v);
    // What stands for itself leads nowhere.
    if (origin.k === 'value' && origin.value === v) return UNKNOWN;
    return (origin.k === 'call' && origin.path.length > 0 ? ofLiteral(site, v, depth) : undefined) ?? ofOrigin(origin, depth);
  };

  const ofOrigin = (origin: Origin, depth: number): Abstract => {
    const { path } = origin;
    switch (origin.k) {
      case 'value': return ofValue({ file: origin.file, fn: origin.fn }, origin.value, path, depth);
      case 'call': return ofCall(origin.file, origin.call, path, depth);
      case 'fn': case 'class': case 'enum': return path.length === 0 ? PRESENT : UNKNOWN;
      case 'this': return path[0] === undefined ? PRESENT : field(origin.file, origin.cls, path[0], path.slice(1), depth);
      case 'decl': return ofDecl(origin.file, origin.decl, path, depth);
      default: return UNKNOWN;
    }
  };

  const ofValue = (site: Site, value: Val, path: readonly string[], depth: number): Abstract => {
    if (path.length === 0) return core.evaluate(site, value, depth);
    if (value.k === 'param') return parameter(site.file, value.f, value.i, path, depth);
    if (value.k === 'cond') {
      const { truth, flags } = core.evaluate(site, value.c, depth);
      const chosen = truth === undefined ? [value.a, value.b] : [truth ? value.a : value.b];
      return withFlags(join(chosen.map(each => along(site, each, path, depth))), flags);
    }
    const [left, right] = value.k === 'op' && (value.o === '??' || value.o === '||' || value.o === 'default') ? value.a : [];
    if (!left || !right) return UNKNOWN;
    const { nullish, flags } = core.evaluate(site, left, depth);
    return nullish === undefined ? join([along(site, left, path, depth), along(site, right, path, depth)]) : withFlags(along(site, nullish ? right : left, path, depth), flags);
  };

  const ofDecl = (file: string, d: number, path: readonly string[], depth: number): Abstract => {
    if (path.length === 0) return core.declared(file, d, depth);
    const decl = from.facts(file).decls[d];
    if (!decl?.init || decl.ambient || indexes.writes.toDecl.has(`${file}#${d}`)) return UNKNOWN;
    // An object whose trail ends here is written to; a parameter is followed to its callers.
    return decl.init.k === 'param' ? parameter(file, decl.init.f, decl.init.i, path, depth) : UNKNOWN;
  };

  /** `load().sync`, where `load` returns objects. */
  const ofCall = (file: string, c: number, path: readonly string[], depth: number): Abstract => {
    const node = from.facts(file).calls[c];
    if (!node || depth > MAX_DEPTH) return UNKNOWN;
    if (path.length === 0) return core.call({ file, fn: node.fn }, { k: 'call', c }, depth, node.use === 'await');
    const targets = calls.targets(file, c);
    if (node.k !== 'call' || targets.length === 0) return UNKNOWN;
    return join(targets.flatMap(target => {
      const home = calls.fileOf(target);
      const f = calls.indexOf(target);
      const fn = from.facts(home).fns[f];
      if (!fn || fn.generator || fn.falls || fn.returns.length === 0) return [UNKNOWN];
      return fn.returns.map(({ v, g }) => (core.guard(home, g, depth).holds === false ? undefined : v ? along({ file: home, fn: f }, v, path, depth) : UNKNOWN)).filter(each => each !== undefined);
    }));
  };

  /** What is taken of a value, step by step; remembered, as the same is asked for by many ways. */
  const along = (site: Site, value: Val, path: readonly string[], depth: number): Abstract => {
    if (path.length === 0) return core.evaluate(site, value, depth);
    if (depth > MAX_DEPTH || path.length > MAX_PATH) return UNKNOWN;
    let ofValue = known.get(value);
    if (!ofValue) known.set(value, (ofValue = new Map()));
    return core.once(ofValue, path.join('\0'), () => core.evaluate(site, path.reduce<Val>(taken, value), depth));
  };

  const parameter = parameterEvaluation(core, along);
  const field = fieldEvaluation(core, along);
  return { member, parameter };
};

/** A member that is asked for, though nobody writes it so; it has no place. */
const taken = (o: Val, n: string): Val => ({ k: 'prop', o, n, s: -1, e: -1 });

/** It stands in the source, and is not only asked for. */
const isWritten = (v: Val): boolean => v.k !== 'prop' || v.s >= 0;

const length = (base: Abstract): Abstract => (typeof base.value === 'string' ? constantValue(base.value.length, base.flags) : UNKNOWN);
