import type { FilePath } from '../../core/model.ts';
import type { ClassIndex, DeclIndex, FnIndex, Val } from '../../facts/program/model.ts';
import type { Binding, ModuleGraph } from '../modules/model.ts';
import type { Code } from './code.ts';
import type { Origin } from './model.ts';
import type { IsMutated } from './mutations.ts';
import { overrides, type ClassPlace } from './overrides.ts';
import type { WayBack } from './way-back.ts';

/** What following a member asks of following values. */
interface Following {
  readonly code: Code;
  readonly modules: ModuleGraph;
  readonly isMutated: IsMutated;
  /** The text that a computed name is known to be. */
  keyOf(file: FilePath, fn: FnIndex, value: Val): string | undefined;
  readonly way: WayBack<Origin>;
  trace(file: FilePath, fn: FnIndex, value: Val): Origin;
  ofDecl(file: FilePath, decl: DeclIndex): Origin;
  ofBinding(binding: Binding): Origin;
  /** The declaration whose initialiser an object literal is. */
  declaredAs(of: Origin): { readonly file: FilePath; readonly decl: DeclIndex } | undefined;
}

const MAX_SPREADS = 20;

/** Follows members of modules, namespaces, classes, instances and visible literals; `'*'` is a computed name. */
export function originMembers({ code, modules, isMutated, keyOf, way, trace, ofDecl, ofBinding, declaredAs }: Following): (of: Origin, name: string) => Origin {
  const isOverridden = overrides(code, baseOf, way.cuts);
  const bases = new Map<FilePath, Map<ClassIndex, ClassPlace | undefined>>();
  /** Objects spread into the one whose member is looked for. */
  let spreads = 0;
  return member;

  function member(of: Origin, name: string): Origin {
    return followMember(of, name) ?? further(of, [...of.path, name]);
  }

  function followMember(of: Origin, name: string): Origin | undefined {
    if (of.k === 'global') return of.path.length === 1 && GLOBAL_OBJECTS.has(of.path[0] ?? '') ? { k: 'global', path: [name] } : undefined;
    if (of.path.length > 0) return undefined;
    switch (of.k) {
      case 'external': return of.name === '*' ? { ...of, name } : undefined;
      case 'namespace': {
        const binding = name === '*' ? undefined : modules.exported(of.file, name);
        return binding && ofBinding(binding);
      }
      case 'decl': return ofNamespace(of.file, of.decl, name);
      case 'class': return staticMember(of.file, of.cls, name) ?? ofNamespace(of.file, code.cls(of.file, of.cls)?.decl ?? -1, name);
      case 'this': return fieldOf(of.file, of.cls, name);
      case 'value': return memberOfLiteral(of, name);
      default: return undefined;
    }
  }

  /** A member of `namespace X { export … }`, alone or merged with a class. */
  function ofNamespace(file: FilePath, decl: DeclIndex, name: string): Origin | undefined {
    const member = code.decl(file, decl)?.members?.find(({ n }) => n === name);
    return member && !isMutated(file, decl, name) ? ofDecl(file, member.d) : undefined;
  }

  function memberOfLiteral(of: Extract<Origin, { k: 'value' }>, name: string): Origin | undefined {
    const home = declaredAs(of);
    if (home && isMutated(home.file, home.decl, name)) return { k: 'decl', ...home, path: [name] };
    const { value, file, fn } = of;
    if (name === '*') return undefined;
    if (value.k === 'arr') {
      const index = /^\d+$/.test(name) ? Number(name) : -1;
      const item = value.i.slice(0, index + 1).some(each => each.k === 'spread') ? undefined : value.i[index];
      return item && trace(file, fn, item);
    }
    if (value.k !== 'obj') return undefined;
    for (let i = value.p.length - 1; i >= 0; i--) {
      const each = value.p[i]!;
      if (each.spread) {
        const inner = trace(file, fn, each.v);
        // An object that is spread into itself, over however many others, would not end.
        if (spreads >= MAX_SPREADS) return undefined;
        spreads++;
        const found = member(inner, name);
        spreads--;
        if (found.path.length === 0) return found;
        // Whatever is spread here may bring the name along.
        if (!(inner.k === 'value' && inner.path.length === 0 && inner.value.k === 'obj' && isClosed(inner.value))) return undefined;
      } else if ((each.key ? keyOf(file, fn, each.key) : each.n) === name) {
        return trace(file, fn, each.v);
      } else if (each.key && keyOf(file, fn, each.key) === undefined) {
        return undefined;
      }
    }
    return undefined;
  }

  function staticMember(file: FilePath, cls: ClassIndex, name: string): Origin | undefined {
    const entry = code.cls(file, cls);
    if (!entry) return undefined;
    const field = entry.fields.find(each => each.n === name && each.isStatic);
    if (field?.init) {
      const isWritten = code.fieldWrites(file, cls, name).length > 0 || (entry.decl >= 0 && isMutated(file, entry.decl, name));
      return isWritten ? undefined : followField(file, cls, name, code.fieldFn(file, cls, true), field.init);
    }
    const method = entry.methods.find(each => each.n === name && each.isStatic && each.kind === 'method');
    if (method) return { k: 'fn', file, fn: method.fn, path: [] };
    if (field || !entry.ext || way.isTooFar()) return undefined;
    const base = baseOf(file, cls);
    return base && inherited({ k: 'class', file: base.file, cls: base.cls, path: [] }, name);
  }

  function baseOf(file: FilePath, cls: ClassIndex): ClassPlace | undefined {
    let ofFile = bases.get(file);
    if (!ofFile) bases.set(file, (ofFile = new Map()));
    const known = ofFile.get(cls);
    if (known || ofFile.has(cls)) return known;
    const before = way.cuts();
    const entry = code.cls(file, cls);
    const base = entry?.ext && trace(file, entry.fn, entry.ext);
    const found = base?.k === 'class' && base.path.length === 0 ? base : undefined;
    if (way.cuts() === before) ofFile.set(cls, found);
    return found;
  }

  function inherited(base: Origin, name: string): Origin | undefined {
    const found = way.follow(`${originKey(base)}.${name} static`, base, () => member(base, name));
    return found.path.length === 0 && found !== base ? found : undefined;
  }

  /** A field that keeps what its initialiser or, once and without condition, the constructor gives it. */
  function fieldOf(file: FilePath, cls: ClassIndex, name: string): Origin | undefined {
    const entry = code.cls(file, cls);
    const field = entry?.fields.find(each => each.n === name && !each.isStatic);
    if (!entry || !field || isOverridden(file, cls, name, field.readonly === 1)) return undefined;
    const writes = code.fieldWrites(file, cls, name);
    if (field.init) return writes.length === 0 ? followField(file, cls, name, code.fieldFn(file, cls, false), field.init) : undefined;
    const [write] = writes;
    if (!write?.v || writes.length > 1 || write.fn !== entry.ctor || write.g >= 0 || write.op !== '=') return undefined;
    const found = followField(file, cls, name, write.fn, write.v);
    // A field that holds what came in as a parameter says more than the parameter.
    return found?.k === 'decl' || (found?.k === 'value' && found.value.k === 'param') ? undefined : found;
  }

  function followField(file: FilePath, cls: ClassIndex, name: string, fn: FnIndex, value: Val): Origin | undefined {
    const end: Origin = { k: 'this', file, cls, path: [name] };
    const found = way.follow(`${file}:${cls}.${name}`, end, () => trace(file, fn, value));
    return found === end ? undefined : found;
  }
}

const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['globalThis', 'global', 'window', 'self']);

/** The same with another path. Spelled out, because spreading objects of a dozen shapes is what following values spent most on. */
const further = (of: Origin, path: readonly string[]): Origin => {
  switch (of.k) {
    case 'global': return { k: of.k, path };
    case 'external': return { k: of.k, from: of.from, name: of.name, path };
    case 'fn': return { k: of.k, file: of.file, fn: of.fn, path };
    case 'class': return { k: of.k, file: of.file, cls: of.cls, path };
    case 'enum': return { k: of.k, file: of.file, enum: of.enum, path };
    case 'namespace': return { k: of.k, file: of.file, path };
    case 'call': return { k: of.k, file: of.file, call: of.call, path };
    case 'this': return { k: of.k, file: of.file, cls: of.cls, path };
    case 'meta': return { k: of.k, path };
    case 'decl': return { k: of.k, file: of.file, decl: of.decl, path };
    case 'value': return { k: of.k, file: of.file, fn: of.fn, value: of.value, path };
  }
};

/** Every name the object has is spelled. */
export const isClosed = (value: Extract<Val, { k: 'obj' }>): boolean => value.p.every(each => !each.spread && !each.key);

const originKey = (of: Origin): string => (of.k === 'class' ? `${of.file}:${of.cls}` : of.k);
