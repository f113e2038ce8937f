import type { Call, Val } from '../../facts/program/model.ts';
import type { Origin, Site } from '../values/model.ts';
import { memberOf, overridesOf } from './classes.ts';
import { interfaceTargets } from './interface-targets.ts';
import type { Linker, Target, Targets } from './linker.ts';
import type { ClassId, FnId } from './model.ts';

const NOTHING: Targets = { fns: [], external: false };
/** Calling these on a function calls the function. */
const APPLIES = new Set(['call', 'apply', 'bind']);

/** `ofAnyName`: the receiver is looked at even where nothing of the program has a member of that name, to tell whether it is outside. */
export const targetsOf = (linker: Linker, site: Site, call: Call, ofAnyName = false): Targets => {
  const { callee } = call;
  if (callee.k === 'fn') return strong([linker.ids.fn(site.file, callee.f)]);
  if (callee.k === 'super') return NOTHING; // Constructing a class runs its base.
  if (call.k === 'jsx' && callee.k === 'lit') return { fns: [], external: true };
  if (callee.k === 'prop' && APPLIES.has(callee.n)) {
    const applied = valueTargets(linker, site, callee.o);
    if (applied.fns.length > 0) return applied;
  }
  return valueTargets(linker, site, callee, call.k === 'new', ofAnyName);
};

/** The functions a value is, when it is called. */
export const valueTargets = (linker: Linker, site: Site, value: Val, isNew = false, ofAnyName = false, depth = 0): Targets => {
  const { ids, values } = linker;
  const origin = values.origin(site, value);
  const direct = ofOrigin(linker, origin, isNew);
  if (direct) return direct;
  if (value.k === 'prop') {
    if (value.o.k === 'super') return superTargets(linker, site, value.n);
    const held = heldTargets(linker, site, value.o, value.n, ofAnyName, depth);
    if (held) return held;
    // Types of receivers are dear, and most members are of other packages.
    if (!ofAnyName && !linker.members.has(value.n) && !memberOfResult(linker, origin, value.n))
      return origin.k === 'global' || origin.k === 'external' ? { fns: [], external: true } : { fns: [], named: value.n, external: false };
    const cls = values.classOf(site, value.o);
    if (cls) return methodTargets(linker, ids.cls(cls.file, cls.cls), value.n);
    const typed = linker.members.isImplemented(value.n) ? interfaceTargets(linker, site, value.o, value.n) : undefined;
    if (typed) return typed;
    const returned = memberOfResult(linker, origin, value.n);
    if (returned) return returned;
    if (origin.k === 'global' || origin.k === 'external') return { fns: [], external: true };
    return { fns: [], named: value.n, external: false };
  }
  const taken = value.k === 'ref' && value.d >= 0 ? memberBehind(linker, site.file, value.d) : undefined;
  return taken ? valueTargets(linker, taken.site, taken.value) : { fns: [], external: origin.k === 'external' || origin.k === 'global' };
};

/** Lists within lists; an element that is taken out of the very list it is put into would not end. */
const MAX_HELD = 4;

/** The receiver is taken out of a list or a map of which all elements are known, and so is the member of each. */
const heldTargets = (linker: Linker, site: Site, receiver: Val, name: string, ofAnyName: boolean, depth: number): Targets | undefined => {
  const elements = depth < MAX_HELD && mayBeElement(receiver) ? linker.contents.takenFrom(site, receiver) : undefined;
  if (!elements) return undefined;
  const fns: Target[] = [];
  let external = false;
  for (const { file, fn, value } of elements) {
    const found = isNothing(value) ? NOTHING : valueTargets(linker, { file, fn }, { k: 'prop', o: value, n: name, s: -1, e: -1 }, false, ofAnyName, depth + 1);
    if (found.named !== undefined || (found.fns.length === 0 && !found.external && !isNothing(value))) return undefined;
    external ||= found.external;
    for (const each of found.fns) if (!fns.some(({ fn: known }) => known === each.fn)) fns.push(each);
  }
  return { fns, external };
};

/** Spares the question for most receivers. */
const mayBeElement = (v: Val): boolean => v.k === 'ref' ? v.d >= 0 : v.k === 'elem' || v.k === 'call' || v.k === 'item';

const UNDEFINED: Val = { k: 'undef' };

const isNothing = (v: Val): boolean => v.k === 'undef' || (v.k === 'lit' && v.v === null);

/** `const { start } = new Backup()`, `const start = backup.start`, here or in the module it is imported from: the member that the name stands for. */
const memberBehind = ({ ids, values, modules }: Linker, file: string, d: number): { readonly site: Site; readonly value: Val } | undefined => {
  const binding = ids.facts[ids.fileIndex(file)]?.decls[d]?.k === 'import' ? modules.binding(file, d) : { k: 'decl' as const, file, decl: d };
  if (binding?.k !== 'decl') return undefined;
  const decl = ids.facts[ids.fileIndex(binding.file)]?.decls[binding.decl];
  return decl?.init?.k === 'prop' && !values.isReassigned(binding.file, binding.decl) ? { site: { file: binding.file, fn: decl.fn }, value: decl.init } : undefined;
};

const strong = (fns: readonly FnId[]): Targets => ({ fns: fns.map(fn => ({ fn, strength: 'strong' as const })), external: false });

const ofOrigin = (linker: Linker, origin: Origin, isNew: boolean): Targets | undefined => {
  const { ids, classes } = linker;
  switch (origin.k) {
    case 'fn':
      return origin.path.length === 0 ? strong([ids.fn(origin.file, origin.fn)]) : undefined;
    case 'value':
      return origin.value.k === 'fn' && origin.path.length === 0 ? strong([ids.fn(origin.file, origin.value.f)]) : undefined;
    case 'class': {
      const cls = ids.cls(origin.file, origin.cls);
      if (origin.path.length === 0) return isNew ? { fns: [], construct: cls, external: false } : NOTHING;
      for (let at: ClassId | undefined = cls; at !== undefined; at = classes[at]?.base) {
        const fn: FnId | undefined = classes[at]?.statics.get(origin.path[0] ?? '');
        if (fn !== undefined && origin.path.length === 1) return strong([fn]);
      }
      return undefined;
    }
    case 'this': {
      const [name, ...rest] = origin.path;
      return name !== undefined && rest.length === 0 ? methodTargets(linker, ids.cls(origin.file, origin.cls), name) : undefined;
    }
    default:
      return undefined;
  }
};

const methodTargets = (linker: Linker, cls: ClassId, name: string): Targets => {
  const { classes } = linker;
  const own = memberOf(classes, cls, name);
  const fns: Target[] = own === undefined ? [] : [{ fn: own, strength: 'strong', of: cls }];
  // The class itself also runs its method when only a static of that name exists (`this.create()` in a static method).
  const fixed = classes[cls]?.statics.get(name);
  if (fixed !== undefined) fns.push({ fn: fixed, strength: 'strong' });
  for (const { fn, of } of overridesOf(classes, cls, name)) fns.push({ fn, strength: 'strong', of });
  if (fns.length > 0) return { fns, external: false };
  return classes[cls]?.external ? { fns: [], external: true } : { fns: [], named: name, external: false };
};

const superTargets = (linker: Linker, site: Site, name: string): Targets => {
  const self = linker.values.classOf(site, { k: 'this' });
  const base = self && linker.classes[linker.ids.cls(self.file, self.cls)]?.base;
  const fn = base === undefined ? undefined : memberOf(linker.classes, base, name);
  return fn === undefined ? { fns: [], external: true } : strong([fn]);
};

/** `makeService().start()`: the factory returns an object literal or a new instance. */
const memberOfResult = (linker: Linker, origin: Origin, name: string): Targets | undefined => {
  if (origin.k !== 'call' || origin.path.length !== 1) return undefined;
  const facts = linker.ids.facts[linker.ids.fileIndex(origin.file)];
  const call = facts?.calls[origin.call];
  if (!call || call.k !== 'call') return undefined;
  const factory = linker.values.origin({ file: origin.file, fn: call.fn }, call.callee);
  if (factory.k !== 'fn' || factory.path.length > 0) return undefined;
  const body = linker.ids.facts[linker.ids.fileIndex(factory.file)]?.fns[factory.fn];
  const fns: Target[] = [];
  for (const { v } of body?.returns ?? []) {
    if (!v) continue;
    const site = { file: factory.file, fn: factory.fn };
    // What it was handed.
    const given = v.k === 'ref' && v.d >= 0 ? call.args[body?.params.indexOf(v.d) ?? -1] : undefined;
    if (given?.k === 'obj') {
      const handed = linker.values.origin({ file: origin.file, fn: call.fn }, given.p.findLast(each => each.n === name)?.v ?? UNDEFINED);
      const target = given.p.some(each => each.spread) ? undefined : ofOrigin(linker, handed, false);
      if (target) fns.push(...target.fns);
      continue;
    }
    const object = linker.values.object(site, v);
    const member = object?.value.p.find(each => each.n === name);
    if (object && member) {
      const target = linker.values.origin({ file: object.file, fn: factory.fn }, member.v);
      const direct = ofOrigin(linker, target, false);
      if (direct) fns.push(...direct.fns);
      continue;
    }
    const cls = linker.values.classOf(site, v);
    if (cls) fns.push(...methodTargets(linker, linker.ids.cls(cls.file, cls.cls), name).fns);
  }
  return fns.length > 0 ? { fns, external: false } : undefined;
};
