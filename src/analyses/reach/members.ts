import type { Cls, Fn, ObjectMember, Val } from '../../facts/program/model.ts';
import type { ClassId } from '../calls/model.ts';
import type { Origin, Site } from '../values/model.ts';
import { isSkipped } from './builtins.ts';
import { constantValue, join, NULLISH, PRESENT, UNKNOWN, withFlags, type Abstract } from './defaults.ts';
import type { Evaluated, GuardState, Known } from './evaluate.ts';
import type { Indexes } from './indexes.ts';

type Member = Extract<Val, { k: 'prop' | 'elem' }>;

/** The parts of the evaluator that members ask back. */
export interface Core {
  readonly from: Evaluated;
  readonly indexes: Indexes;
  evaluate(site: Site, v: Val, depth: number): Abstract;
  declared(file: string, d: number, depth: number): Abstract;
  call(site: Site, v: Extract<Val, { k: 'call' }>, depth: number, awaited: boolean): Abstract;
  result(file: string, f: number, depth: number, awaited: boolean): Abstract;
  guard(file: string, g: number, depth: number): GuardState;
  once<K>(memo: Map<K, Known<Abstract>>, key: K, compute: () => Abstract): Abstract;
}

export interface Members {
  member(site: Site, v: Member, depth: number): Abstract;
  /** A parameter, or what is taken of it: known when every call of its function is. */
  parameter(file: string, f: number, i: number, path: readonly string[], depth: number): Abstract;
}

/** A value that comes in over more ways is not followed. */
const MAX_SITES = 8;
const MAX_DEPTH = 24;
/** What is taken of a tree goes on and on; configuration is not so deep. */
const MAX_PATH = 3;

/** Members of objects, of instances and of what is handed to functions, under the default configuration. */
export const memberEvaluation = (core: Core): Members => {
  const { from, indexes } = core;
  const { values, calls } = from;
  const { toName } = indexes.writes;
  const known = new Map<Val, Map<string, Known<Abstract>>>();
  const parameters = new Map<string, Known<Abstract>>();
  const fields = new Map<string, Known<Abstract>>();
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

  const field = (file: string, c: number, n: string, path: readonly string[], depth: number): Abstract =>
    core.once(fields, `${file}#${c}#${n}#${path.join('\0')}`, () => ofField(file, c, n, path, depth));

  const ofField = (file: string, c: number, n: string, path: readonly string[], depth: number): Abstract => {
    const home = declaringClass(file, c, n);
    if (!home || isRedeclared(calls.classId(home.file, home.cls), n)) return UNKNOWN;
    const entry = from.facts(home.file).classes[home.cls] as Cls;
    const method = entry.methods.find(each => each.n === n && !each.isStatic && each.kind !== 'setter');
    if (method) return path.length > 0 ? UNKNOWN : method.kind === 'getter' ? core.result(home.file, method.fn, depth, false) : PRESENT;
    const declared = entry.fields.find(each => each.n === n);
    if (!declared) return UNKNOWN;
    const parts: Abstract[] = [];
    if (declared.param !== undefined) parts.push(ofParameterProperty(home.file, declared.param, path, depth));
    else if (declared.init) parts.push(along({ file: home.file, fn: entry.ctor ?? entry.fn }, declared.init, path, depth));
    const assigned = (toName.get(n) ?? []).filter(({ file: where, write }) => {
      const receiver = write.t.k === 'prop' ? values.classOf({ file: where, fn: write.fn }, write.t.o) : undefined;
      return !receiver || isOfKin(calls.classId(receiver.file, receiver.cls), calls.classId(home.file, home.cls));
    });
    for (const { file: where, write } of assigned) {
      const blocked = core.guard(where, write.g, depth);
      if (blocked.holds === false) parts.push({ ...NULLISH, flags: blocked.flags });
      else parts.push(write.v && write.op === '=' ? along({ file: where, fn: write.fn }, write.v, path, depth) : UNKNOWN);
    }
    // What a field without a beginning holds until somebody fills it, and who else does (a parser, an ORM), is not seen.
    const beginsUnseen = declared.param === undefined && !declared.init && !assigned.some(({ file: where, write }) => where === home.file && write.fn === entry.ctor);
    return parts.length === 0 ? UNKNOWN : join(beginsUnseen ? [UNKNOWN, ...parts] : parts);
  };

  const ofParameterProperty = (file: string, d: number, path: readonly string[], depth: number): Abstract => {
    const decl = from.facts(file).decls[d];
    return path.length === 0 || !decl?.init ? core.declared(file, d, depth) : along({ file, fn: decl.fn }, decl.init, path, depth);
  };

  /** The class, or the base, that has a member of that name. */
  const declaringClass = (file: string, c: number, n: string): { readonly file: string; readonly cls: number } | undefined => {
    let at: ClassId | undefined = calls.classId(file, c);
    for (let hops = 0; at !== undefined && hops < MAX_DEPTH; at = calls.classes[at]?.base, hops++) {
      const node = calls.classes[at];
      const entry = node && from.facts(node.file).classes[node.cls];
      if (node && entry && (entry.fields.some(each => each.n === n) || entry.methods.some(each => each.n === n))) return { file: node.file, cls: node.cls };
    }
    return undefined;
  };

  const isRedeclared = (cls: ClassId, n: string, hops = 0): boolean => hops < MAX_DEPTH && (calls.classes[cls]?.subclasses ?? []).some(sub => {
    const node = calls.classes[sub];
    const entry = node && from.facts(node.file).classes[node.cls];
    return entry?.fields.some(each => each.n === n) === true || entry?.methods.some(each => each.n === n) === true || isRedeclared(sub, n, hops + 1);
  });

  /** One extends the other, or they are the same. */
  const isOfKin = (a: ClassId, b: ClassId): boolean => descends(a, b) || descends(b, a);

  const descends = (cls: ClassId, ancestor: ClassId): boolean => {
    let at: ClassId | undefined = cls;
    for (let hops = 0; at !== undefined && hops < MAX_DEPTH; at = calls.classes[at]?.base, hops++) if (at === ancestor) return true;
    return false;
  };

  const parameter = (file: string, f: number, i: number, path: readonly string[], depth: number): Abstract =>
    core.once(parameters, `${file}#${f}#${i}#${path.join('\0')}`, () => (path.length > MAX_PATH ? UNKNOWN : ofParameter(file, f, i, path, depth)));

  const ofParameter = (file: string, f: number, i: number, path: readonly string[], depth: number): Abstract => {
    const fn = from.facts(file).fns[f];
    const sites = fn && sitesOf(file, f, fn);
    if (!sites || sites.length === 0 || sites.length > MAX_SITES || depth > MAX_DEPTH) return UNKNOWN;
    return join(sites.map(({ file: where, call: c }) => {
      const node = from.facts(where).calls[c];
      if (!node || node.args.some(arg => arg.k === 'spread')) return UNKNOWN;
      const arg = node.args[i];
      if (!arg) return path.length === 0 ? NULLISH : UNKNOWN;
      // An object written in place that lacks the member: nobody else can have put it there.
      if (arg.k === 'obj' && path[0] !== undefined && arg.p.every(isPlain) && !arg.p.some(each => each.n === path[0])) return NULLISH;
      return along({ file: where, fn: node.fn }, arg, path, depth + 1);
    }));
  };

  /** All calls of a function; `undefined` when others may exist. */
  const sitesOf = (file: string, f: number, fn: Fn): readonly { readonly file: string; readonly call: number }[] | undefined => {
    const id = calls.idOf(file, f);
    if (from.calledOutside?.has(id) || calls.escapes(id) || fn.argOf || (fn.k === 'method' && indexes.namedCalls().has(fn.n))) return undefined;
    if (fn.k !== 'constructor') return calls.callers(id);
    const cls = fn.cls === undefined ? undefined : calls.classId(file, fn.cls);
    return cls === undefined ? undefined : indexes.constructions(cls);
  };

  /** What is taken of a value, step by step; remembered, as the same is asked for by many ways. */
  const along = (site: Site, value: Val, path: readonly string[], depth: number): Abstract => {
    if (path.length === 0) return core.evaluate(site, value, depth);
    if (depth > MAX_DEPTH || path.length > MAX_PATH) return UNKNOWN;
    let ofValue = known.get(value);
    if (!ofValue) known.set(value, (ofValue = new Map()));
    return core.once(ofValue, path.join('\0'), () => core.evaluate(site, path.reduce<Val>(taken, value), depth));
  };

  return { member, parameter };
};

/** A member that is asked for, though nobody writes it so; it has no place. */
const taken = (o: Val, n: string): Val => ({ k: 'prop', o, n, s: -1, e: -1 });

/** It stands in the source, and is not only asked for. */
const isWritten = (v: Val): boolean => v.k !== 'prop' || v.s >= 0;

const isPlain = (each: ObjectMember): boolean => !each.spread && !each.key;

const length = (base: Abstract): Abstract => (typeof base.value === 'string' ? constantValue(base.value.length, base.flags) : UNKNOWN);
