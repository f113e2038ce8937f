import type { Cls, ProgramFacts, TypeRef, Val } from '../../facts/program/model.ts';
import type { Values } from '../values/model.ts';
import { busHandlerOf } from './bus-handlers.ts';
import { calledThrough, hookOf, isPassiveBase, mayCallMember, registersItself } from './frameworks.ts';
import type { Ids } from './ids.ts';
import type { ClassId, ClassNode, FnId } from './model.ts';

interface Draft {
  node: ClassNode;
  readonly subclasses: ClassId[];
}

/** The class hierarchy, with the members each class has of its own. */
export const classNodes = (ids: Ids, values: Values): readonly ClassNode[] => {
  const drafts: Draft[] = [];
  ids.facts.forEach((facts, f) => {
    const file = ids.files[f] as string;
    facts.classes.forEach((cls, c) => {
      const base = cls.ext && baseOf(ids, values, file, cls, cls.ext);
      const through = cls.impl.map(type => interfaceOf(values, file, type));
      const subclasses: ClassId[] = [];
      drafts.push({
        subclasses,
        node: {
          file, cls: c, name: cls.n, subclasses,
          ...(typeof base === 'number' ? { base } : {}),
          external: base === 'external' || through.includes('any'),
          ...membersOf(ids, values, file, facts, cls, c, new Set(through.flatMap(each => (each === 'any' ? [] : each)))),
          injected: registersItself(facts, cls) ? injectedInto(ids, values, file, facts, cls) : [],
        },
      });
    });
  });
  for (const draft of drafts) throughMixin(ids, values, drafts, draft);
  drafts.forEach(({ node }, id) => { if (node.base !== undefined) drafts[node.base]?.subclasses.push(id); });
  return drafts.map(draft => draft.node);
};

const baseOf = (ids: Ids, values: Values, file: string, cls: Cls, ext: Val): ClassId | 'external' | undefined => {
  const origin = values.origin({ file, fn: cls.fn }, ext);
  if (origin.k === 'class' && origin.path.length === 0) return ids.cls(origin.file, origin.cls);
  const name = origin.k === 'external' ? origin.path.at(-1) ?? origin.name : origin.k === 'global' ? origin.path.at(-1) : undefined;
  if (name === undefined) return undefined;
  const written = name === 'default' || name === '*' ? (ext.k === 'ref' ? ext.n : name) : name;
  return isPassiveBase(written) ? undefined : 'external';
};

/** `class A extends Loud(Base)`, where `Loud` returns a class: that class is the base, and what it is handed is its base in turn. */
const throughMixin = (ids: Ids, values: Values, drafts: Draft[], draft: Draft): void => {
  const { node } = draft;
  const facts = ids.facts[ids.fileIndex(node.file)];
  const ext = facts?.classes[node.cls]?.ext;
  if (node.base !== undefined || node.external || ext?.k !== 'call' || !facts) return;
  const made = ofMixin(ids, values, node.file, ext, 0);
  if (made === undefined) return;
  draft.node = { ...node, base: made.cls };
  const mixed = drafts[made.cls];
  if (mixed && mixed.node.base === undefined && made.handed !== undefined && made.handed !== made.cls) mixed.node = { ...mixed.node, base: made.handed };
};

const ofMixin = (ids: Ids, values: Values, file: string, ext: Extract<Val, { k: 'call' }>, depth: number): { readonly cls: ClassId; readonly handed?: ClassId } | undefined => {
  const call = ids.facts[ids.fileIndex(file)]?.calls[ext.c];
  const mixin = call && values.origin({ file, fn: call.fn }, call.callee);
  if (!call || depth > 4 || mixin?.k !== 'fn' || mixin.path.length > 0) return undefined;
  const [returned] = ids.facts[ids.fileIndex(mixin.file)]?.fns[mixin.fn]?.returns ?? [];
  const origin = returned?.v && (returned.v.k === 'class' ? { k: 'class' as const, file: mixin.file, cls: returned.v.c, path: [] } : values.origin({ file: mixin.file, fn: mixin.fn }, returned.v));
  if (origin?.k !== 'class' || origin.path.length > 0) return undefined;
  const [arg] = call.args;
  const handed = arg?.k === 'call' ? ofMixin(ids, values, file, arg, depth + 1)?.cls : arg && classOfName(ids, values, { file, fn: call.fn }, arg);
  return { cls: ids.cls(origin.file, origin.cls), ...(handed === undefined ? {} : { handed }) };
};

const classOfName = (ids: Ids, values: Values, site: { readonly file: string; readonly fn: number }, value: Val): ClassId | undefined => {
  const origin = values.origin(site, value);
  return origin.k === 'class' && origin.path.length === 0 ? ids.cls(origin.file, origin.cls) : undefined;
};

/** Members that are called through an interface of another package; none for one of this program. */
const interfaceOf = (values: Values, file: string, type: TypeRef): 'any' | readonly string[] => {
  if (values.typeTarget(file, type) !== undefined) return [];
  return calledThrough(type.n.slice(type.n.lastIndexOf('.') + 1)) ?? 'any';
};

/** Classes that the constructor asks for by the types of its parameters, and fields with a decorator by theirs. */
const injectedInto = (ids: Ids, values: Values, file: string, facts: ProgramFacts, cls: Cls): ClassId[] => {
  const parameters = (cls.ctor === undefined ? [] : facts.fns[cls.ctor]?.params ?? []).map(d => facts.decls[d]?.type);
  const fields = cls.fields.filter(field => field.decorators.length > 0 && field.param === undefined).map(field => field.type);
  return [...parameters, ...fields].flatMap(type => {
    const target = type && values.typeTarget(file, type);
    const decl = target && ids.facts[ids.fileIndex(target.file)]?.decls[target.decl];
    return target && decl?.k === 'class' && decl.ref !== undefined ? [ids.cls(target.file, decl.ref)] : [];
  });
};

const membersOf = (
  ids: Ids, values: Values, file: string, facts: ProgramFacts, cls: Cls, c: number, through: ReadonlySet<string>,
): Pick<ClassNode, 'onConstruct' | 'members' | 'statics' | 'decorated' | 'waits' | 'atBoot' | 'accessors'> => {
  const isCalledFor = (decorators: readonly Val[]): boolean => decorators.some(each => mayCallMember(values, other => ids.facts[ids.fileIndex(other)], file, facts, cls, each));
  const members = new Map<string, FnId>();
  const statics = new Map<string, FnId>();
  const decorated: FnId[] = [];
  const waits = new Map<FnId, readonly { readonly of: ClassId }[]>();
  const handler = cls.decorators.length > 0 ? busHandlerOf(ids, values, file, facts, cls) : undefined;
  const atBoot: FnId[] = [];
  const accessors: FnId[] = [];
  for (const method of cls.methods) {
    const id = ids.fn(file, method.fn);
    if (method.kind === 'getter' || method.kind === 'setter') accessors.push(id);
    // `[Symbol.asyncIterator]`, `[Symbol.dispose]`: the language calls it.
    else if (method.n === '' && !method.isStatic) accessors.push(id);
    if (method.n !== '') (method.isStatic ? statics : members).set(method.n, id);
    const hook = method.isStatic ? undefined : cls.decorators.length > 0 || through.has(method.n) ? hookOf(method.n) : undefined;
    const isHandler = handler?.member === method.n && !method.isStatic;
    if (isHandler || isCalledFor(method.decorators) || hook !== undefined || through.has(method.n)) decorated.push(id);
    if (isHandler && handler.handled && method.decorators.length === 0) waits.set(id, handler.handled.map(of => ({ of })));
    if (hook === 'boot') atBoot.push(id);
  }
  for (const field of cls.fields) {
    if (field.init?.k !== 'fn') continue;
    const id = ids.fn(file, field.init.f);
    (field.isStatic ? statics : members).set(field.n, id);
    if (isCalledFor(field.decorators)) decorated.push(id);
  }
  const onConstruct: FnId[] = cls.ctor === undefined ? [] : [ids.fn(file, cls.ctor)];
  facts.fns.forEach((fn, i) => { if (fn.k === 'field' && fn.cls === c) onConstruct.push(ids.fn(file, i)); });
  return { onConstruct, members, statics, decorated, waits, atBoot, accessors };
};

/** A member by name, own or inherited. */
export const memberOf = (classes: readonly ClassNode[], id: ClassId, name: string): FnId | undefined => {
  const seen = new Set<ClassId>();
  for (let at: ClassId | undefined = id; at !== undefined && !seen.has(at); at = classes[at]?.base) {
    seen.add(at);
    const found = classes[at]?.members.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Members of that name in subclasses, which a call through the class may mean. */
export const overridesOf = (classes: readonly ClassNode[], id: ClassId, name: string): readonly { readonly fn: FnId; readonly of: ClassId }[] => {
  const found: { fn: FnId; of: ClassId }[] = [];
  const open = [...(classes[id]?.subclasses ?? [])];
  const seen = new Set<ClassId>();
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const fn = classes[at]?.members.get(name);
    if (fn !== undefined) found.push({ fn, of: at });
    open.push(...(classes[at]?.subclasses ?? []));
  }
  return found;
};
