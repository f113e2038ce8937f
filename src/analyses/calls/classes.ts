import type { Cls, ProgramFacts, Val } from '../../facts/program/model.ts';
import type { Values } from '../values/model.ts';
import type { Ids } from './ids.ts';
import type { ClassId, ClassNode, FnId } from './model.ts';

interface Draft {
  readonly node: ClassNode;
  readonly subclasses: ClassId[];
}

/** The class hierarchy, with the members each class has of its own. */
export const classNodes = (ids: Ids, values: Values): readonly ClassNode[] => {
  const drafts: Draft[] = [];
  ids.facts.forEach((facts, f) => {
    const file = ids.files[f] as string;
    facts.classes.forEach((cls, c) => {
      const base = cls.ext && baseOf(ids, values, file, cls, cls.ext);
      const subclasses: ClassId[] = [];
      drafts.push({
        subclasses,
        node: {
          file, cls: c, name: cls.n, subclasses,
          ...(typeof base === 'number' ? { base } : {}),
          external: base === 'external' || cls.impl.some(type => implementsExternal(values, file, type)),
          ...membersOf(ids, file, facts, cls, c),
        },
      });
    });
  });
  drafts.forEach(({ node }, id) => { if (node.base !== undefined) drafts[node.base]?.subclasses.push(id); });
  return drafts.map(draft => draft.node);
};

const baseOf = (ids: Ids, values: Values, file: string, cls: Cls, ext: Val): ClassId | 'external' | undefined => {
  const origin = values.origin({ file, fn: cls.fn }, ext);
  if (origin.k === 'class' && origin.path.length === 0) return ids.cls(origin.file, origin.cls);
  return origin.k === 'external' || origin.k === 'global' ? 'external' : undefined;
};

const implementsExternal = (values: Values, file: string, type: { readonly n: string; readonly d: number }): boolean =>
  values.typeTarget(file, type) === undefined;

const membersOf = (ids: Ids, file: string, facts: ProgramFacts, cls: Cls, c: number): Pick<ClassNode, 'onConstruct' | 'members' | 'statics' | 'decorated' | 'accessors'> => {
  const members = new Map<string, FnId>();
  const statics = new Map<string, FnId>();
  const decorated: FnId[] = [];
  const accessors: FnId[] = [];
  for (const method of cls.methods) {
    const id = ids.fn(file, method.fn);
    if (method.kind === 'getter' || method.kind === 'setter') accessors.push(id);
    (method.isStatic ? statics : members).set(method.n, id);
    if (method.decorators.length > 0) decorated.push(id);
  }
  for (const field of cls.fields) {
    if (field.init?.k !== 'fn') continue;
    const id = ids.fn(file, field.init.f);
    (field.isStatic ? statics : members).set(field.n, id);
    if (field.decorators.length > 0) decorated.push(id);
  }
  const onConstruct: FnId[] = cls.ctor === undefined ? [] : [ids.fn(file, cls.ctor)];
  facts.fns.forEach((fn, i) => { if (fn.k === 'field' && fn.cls === c) onConstruct.push(ids.fn(file, i)); });
  return { onConstruct, members, statics, decorated, accessors };
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
