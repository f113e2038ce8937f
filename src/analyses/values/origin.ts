import type { FilePath } from '../../core/model.ts';
import type { ClassIndex, DeclIndex, FnIndex, Val } from '../../facts/program/model.ts';
import { loadedSpecifier } from '../modules/literal-load.ts';
import type { Binding, ModuleGraph } from '../modules/model.ts';
import type { Code } from './code.ts';
import type { Origin } from './model.ts';
import type { IsMutated } from './mutations.ts';
import { overrides } from './overrides.ts';

/** Follows values to where they come from. */
export interface Origins {
  of(file: FilePath, fn: FnIndex, value: Val): Origin;
  ofDecl(file: FilePath, decl: DeclIndex): Origin;
  ofBinding(binding: Binding): Origin;
  /** What a member of something with this origin comes from; `'*'` for a computed name. */
  member(of: Origin, name: string): Origin;
}

/** Longer chains exist in generated code only. */
const MAX_DEPTH = 150;
const MAX_SPREADS = 20;

export function origins(code: Code, modules: ModuleGraph, isMutated: IsMutated, keyOf: (file: FilePath, fn: FnIndex, value: Val) => string | undefined): Origins {
  const isOverridden = overrides(code, baseOf);
  const known = new Map<FilePath, Map<DeclIndex, Origin>>();
  /** Declarations and fields being followed, outermost first, and those that turned out to lead back to themselves. */
  const underWay: string[] = [];
  const circular = new Set<string>();
  /** Objects spread into the one whose member is looked for. */
  let spreads = 0;
  /** The declaration whose initialiser an object literal is, so that writes to its members are respected. */
  const declared = new WeakMap<Origin, { readonly file: FilePath; readonly decl: DeclIndex }>();

  const self: Origins = { of: trace, ofDecl, ofBinding, member };
  return self;

  function trace(file: FilePath, fn: FnIndex, value: Val): Origin {
    switch (value.k) {
      case 'ref': return value.d < 0 ? { k: 'global', path: [value.n] } : ofDecl(file, value.d);
      case 'prop': return member(trace(file, fn, value.o), value.n);
      case 'elem': return member(trace(file, fn, value.o), keyOf(file, fn, value.i) ?? '*');
      case 'await': return trace(file, fn, value.v);
      case 'fn': return { k: 'fn', file, fn: value.f, path: [] };
      case 'class': return { k: 'class', file, cls: value.c, path: [] };
      case 'meta': return { k: 'meta', path: [] };
      case 'this': return ofThis(file, fn, value);
      case 'call': return ofCall(file, value);
      case 'param': return ofParam(file, fn, value);
      case 'op': return ofOperator(file, fn, value);
      default: return { k: 'value', file, fn, value, path: [] };
    }
  }

  function ofThis(file: FilePath, fn: FnIndex, value: Val): Origin {
    const owner = code.thisOf(file, fn);
    if (!owner) return { k: 'value', file, fn, value, path: [] };
    return { k: owner.isStatic ? 'class' : 'this', file, cls: owner.cls, path: [] };
  }

  function ofCall(file: FilePath, value: Extract<Val, { k: 'call' }>): Origin {
    const facts = code.facts(file);
    const call = facts?.calls[value.c];
    const [first] = call?.args ?? [];
    if (facts && call) {
      const specifier = loadedSpecifier(call, facts);
      const loaded = specifier === undefined ? undefined : modules.moduleObject(file, specifier);
      if (loaded) return ofBinding(loaded);
      // What comes out is what went in.
      const { callee } = call;
      const isFreeze = callee.k === 'prop' && /^(freeze|seal|preventExtensions)$/.test(callee.n) && callee.o.k === 'ref' && callee.o.n === 'Object' && callee.o.d < 0;
      if (isFreeze && first) return trace(file, call.fn, first);
    }
    return { k: 'call', file, call: value.c, path: [] };
  }

  function ofParam(file: FilePath, fn: FnIndex, value: Extract<Val, { k: 'param' }>): Origin {
    return loadedBy(file, value) ?? { k: 'value', file, fn, value, path: [] };
  }

  /** `import('./x').then(x => …)`: what the parameter of the callback is. */
  function loadedBy(file: FilePath, { f, i }: Extract<Val, { k: 'param' }>): Origin | undefined {
    const facts = code.facts(file);
    const argOf = i === 0 ? facts?.fns[f]?.argOf : undefined;
    const then = argOf?.i === 0 ? facts?.calls[argOf.c] : undefined;
    if (!facts || !then || then.callee.k !== 'prop' || then.callee.n !== 'then' || then.callee.o.k !== 'call') return undefined;
    const load = facts.calls[then.callee.o.c];
    return load?.k === 'import' ? ofCall(file, then.callee.o) : undefined;
  }

  function ofOperator(file: FilePath, fn: FnIndex, value: Extract<Val, { k: 'op' }>): Origin {
    const [first, second] = value.a;
    if (value.o === 'rest' && first) return trace(file, fn, first);
    if (value.o === ',' && value.a.length > 0) return trace(file, fn, value.a.at(-1)!);
    if (value.o === 'default' && first && second) {
      const given = trace(file, fn, first);
      // The object can be seen and does not have the member: the default it is.
      const isAbsent = given.k === 'value' && (given.value.k === 'undef' || (given.value.k === 'obj' && isClosed(given.value) && given.path.length === 1));
      return isAbsent ? trace(file, fn, second) : given;
    }
    return { k: 'value', file, fn, value, path: [] };
  }

  function ofDecl(file: FilePath, decl: DeclIndex): Origin {
    let ofFile = known.get(file);
    if (!ofFile) known.set(file, (ofFile = new Map()));
    const before = ofFile.get(decl);
    if (before) return before;
    const end: Origin = { k: 'decl', file, decl, path: [] };
    const found = guarded(`${file}#${decl}`, end, () => followDecl(file, decl, end));
    ofFile.set(decl, found);
    return found;
  }

  function followDecl(file: FilePath, decl: DeclIndex, end: Origin): Origin {
    const entry = code.decl(file, decl);
    if (!entry) return end;
    const { k, ref, init, fn } = entry;
    if (k === 'import') {
      const binding = modules.binding(file, decl);
      return binding ? ofBinding(binding) : end;
    }
    if (ref !== undefined && !entry.ambient) {
      if (k === 'function') return { k: 'fn', file, fn: ref, path: [] };
      if (k === 'class') return { k: 'class', file, cls: ref, path: [] };
      if (k === 'enum') return { k: 'enum', file, enum: ref, path: [] };
    }
    if (!init || (k !== 'const' && k !== 'let' && k !== 'var' && k !== 'param') || code.writesTo(file, decl).length > 0) return end;
    const parameter = init.k === 'op' && init.o === 'default' ? init.a[0] : init;
    if (parameter?.k === 'param') return loadedBy(file, parameter) ?? end;
    const found = trace(file, fn, init);
    if (found.k !== 'value' || found.path.length > 0 || (init.k !== 'obj' && init.k !== 'arr' && init.k !== 'call')) return found;
    const own = { ...found };
    declared.set(own, { file, decl });
    return own;
  }

  function ofBinding(binding: Binding): Origin {
    if (binding.k === 'decl') return ofDecl(binding.file, binding.decl);
    if (binding.k === 'value') return trace(binding.file, 0, binding.value);
    if (binding.k === 'namespace') return { k: 'namespace', file: binding.file, path: [] };
    return { k: 'external', from: binding.from, name: binding.name, path: [] };
  }

  function member(of: Origin, name: string): Origin {
    return followMember(of, name) ?? further(of, [...of.path, name]);
  }

  function followMember(of: Origin, name: string): Origin | undefined {
    if (of.k === 'global') return of.path.length === 1 && globalObjects.has(of.path[0] ?? '') ? { k: 'global', path: [name] } : undefined;
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
    const home = declared.get(of);
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
    if (field || !entry.ext || underWay.length > MAX_DEPTH) return undefined;
    const base = baseOf(file, cls);
    return base && inherited({ k: 'class', file: base.file, cls: base.cls, path: [] }, name);
  }

  function baseOf(file: FilePath, cls: ClassIndex): { readonly file: FilePath; readonly cls: ClassIndex } | undefined {
    const entry = code.cls(file, cls);
    const base = entry?.ext && trace(file, entry.fn, entry.ext);
    return base?.k === 'class' && base.path.length === 0 ? base : undefined;
  }

  function inherited(base: Origin, name: string): Origin | undefined {
    const found = guarded(`${originKey(base)}.${name} static`, base, () => member(base, name));
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
    const found = guarded(`${file}:${cls}.${name}`, end, () => trace(file, fn, value));
    return found === end ? undefined : found;
  }

  /** Follows on unless that leads in a circle; everything on a circle ends at itself, whichever part was asked for first. */
  function guarded(key: string, end: Origin, follow: () => Origin): Origin {
    const start = underWay.indexOf(key);
    if (start >= 0) {
      for (const each of underWay.slice(start)) circular.add(each);
      return end;
    }
    if (underWay.length > MAX_DEPTH) return end;
    underWay.push(key);
    const found = follow();
    underWay.pop();
    return circular.delete(key) ? end : found;
  }
}

const globalObjects: ReadonlySet<string> = new Set(['globalThis', 'global', 'window', 'self']);

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
const isClosed = (value: Extract<Val, { k: 'obj' }>): boolean => value.p.every(each => !each.spread && !each.key);

const originKey = (of: Origin): string => (of.k === 'class' ? `${of.file}:${of.cls}` : of.k);
