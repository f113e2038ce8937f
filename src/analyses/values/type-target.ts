import type { FilePath } from '../../core/model.ts';
import type { ClassIndex, DeclIndex, TypeRef } from '../../facts/program/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { Code } from './code.ts';

export interface TypeTargets {
  /** The class, interface, enum or type alias an annotation names; aliases of names are followed. */
  target(file: FilePath, type: TypeRef): { readonly file: FilePath; readonly decl: DeclIndex } | undefined;
  /** The class that a declaration is. */
  classAt(at: { readonly file: FilePath; readonly decl: DeclIndex }): { readonly file: FilePath; readonly cls: ClassIndex } | undefined;
  /** The class that an annotation names; of a union the first. */
  classNamed(file: FilePath, type: TypeRef): { readonly file: FilePath; readonly cls: ClassIndex } | undefined;
}

const MAX_DEPTH = 12;

/** Finds what annotations name, across files. */
export function typeTargets(code: Code, modules: ModuleGraph): TypeTargets {
  return { target: (file, type) => target(file, type, 0), classAt, classNamed };

  function target(file: FilePath, type: TypeRef, depth: number): { readonly file: FilePath; readonly decl: DeclIndex } | undefined {
    if (depth > MAX_DEPTH || type.n.startsWith('typeof ')) return undefined;
    const inner = type.d < 0 ? unwrapped(type) : undefined;
    if (inner) return target(file, inner, depth + 1);
    if (type.d < 0) return undefined;
    let binding = modules.binding(file, type.d);
    for (const part of type.n.split('.').slice(1)) {
      if (binding?.k === 'namespace') binding = modules.exported(binding.file, part);
      else if (binding?.k === 'decl') {
        const { file: home, decl } = binding;
        const member = code.decl(home, decl)?.members?.find(({ n }) => n === part);
        binding = member && { k: 'decl', file: home, decl: member.d };
      } else return undefined;
    }
    if (binding?.k !== 'decl') return undefined;
    const { file: home } = binding;
    const entry = code.decl(home, binding.decl);
    const isType = entry?.k === 'class' || entry?.k === 'interface' || entry?.k === 'type' || entry?.k === 'enum';
    const decl = isType ? binding.decl : code.typeBeside(home, entry?.n ?? '');
    if (decl === undefined) return undefined;
    const alias = code.decl(home, decl)?.k === 'type' ? code.shape(home, decl)?.alias : undefined;
    const isPlainName = alias && !alias.alts && !alias.args && !alias.members;
    return (isPlainName ? target(home, alias, depth + 1) : undefined) ?? { file: home, decl };
  }

  function classNamed(file: FilePath, type: TypeRef): { readonly file: FilePath; readonly cls: ClassIndex } | undefined {
    for (const one of [type, ...(type.alts ?? [])]) {
      const inner = unwrapped(one);
      const named = inner ? undefined : target(file, one, 0);
      const found = inner ? classNamed(file, inner) : named && classAt(named);
      if (found) return found;
    }
    return undefined;
  }

  function classAt({ file, decl }: { readonly file: FilePath; readonly decl: DeclIndex }): { readonly file: FilePath; readonly cls: ClassIndex } | undefined {
    const entry = code.decl(file, decl);
    return entry?.k === 'class' && entry.ref !== undefined ? { file, cls: entry.ref } : undefined;
  }
}

/** What `Promise<X>`, `Readonly<X>` and the like are about. */
export const unwrapped = (type: TypeRef): TypeRef | undefined => (type.args && transparent.has(type.n.slice(type.n.lastIndexOf('.') + 1)) ? type.args[0] : undefined);

/** Types that stand for the type they are given. */
const transparent = new Set([
  'Promise', 'PromiseLike', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Pick', 'Omit', 'DeepReadonly', 'DeepPartial', 'MaybePromise', 'Nullable', 'Optional', 'Maybe', 'WeakRef',
]);
