import type { FilePath } from '../../core/model.ts';
import type { DeclIndex, FnIndex, Val } from '../../facts/program/model.ts';
import { loadedSpecifier } from '../modules/literal-load.ts';
import type { Binding, ModuleGraph } from '../modules/model.ts';
import type { Code } from './code.ts';
import type { Origin } from './model.ts';
import type { IsMutated } from './mutations.ts';
import { isClosed, originMembers } from './origin-members.ts';
import { wayBack } from './way-back.ts';

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

export function origins(code: Code, modules: ModuleGraph, isMutated: IsMutated, keyOf: (file: FilePath, fn: FnIndex, value: Val) => string | undefined): Origins {
  const known = new Map<FilePath, Map<DeclIndex, Origin>>();
  const way = wayBack<Origin>(MAX_DEPTH);
  /** The declaration whose initialiser an object literal is, so that writes to its members are respected. */
  const declared = new WeakMap<Origin, { readonly file: FilePath; readonly decl: DeclIndex }>();

  const member = originMembers({ code, modules, isMutated, keyOf, way, trace, ofDecl, ofBinding, declaredAs: of => declared.get(of) });
  return { of: trace, ofDecl, ofBinding, member };

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
    const found = way.follow(`${file}#${decl}`, end, () => followDecl(file, decl, end));
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
}
