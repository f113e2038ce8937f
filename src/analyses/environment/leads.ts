import type { FilePath } from '../../core/model.ts';
import type { ClassIndex, DeclIndex, FnIndex, Val } from '../../facts/program/model.ts';
import { rootOf } from '../../facts/program/parts.ts';
import type { Binding } from '../modules/model.ts';
import type { Code, Unit } from '../settings/code.ts';
import { decidedOnce } from './decided-once.ts';
import { onlyWrite } from './only-write.ts';
import { isDotenv, isEnvironmentModule } from './sources.ts';

/**
 * False when a value cannot be the environment, nor anything that leads to it. Follows names as written, without asking
 * what values they have: nearly every chain of a program ends here, and cheaply.
 */
export function leadsToEnvironment(code: Code): (unit: Unit, fn: FnIndex, value: Val) => boolean {
  const namespaces = new Map<FilePath, boolean>();
  const classes = new Map<Unit, Map<ClassIndex, boolean>>();
  const declLeads = decidedOnce(declares);
  return (unit, fn, value) => valueLeads(unit, fn, value, 0);

  function valueLeads(unit: Unit, fn: FnIndex, value: Val, depth: number): boolean {
    if (depth > 12) return false;
    const leads = (each: Val): boolean => valueLeads(unit, fn, each, depth + 1);
    switch (value.k) {
      case 'meta': return true;
      case 'ref': return value.d < 0 ? globals.has(value.n) : declLeads(unit, value.d);
      case 'prop':
      case 'elem': return leads(rootOf(value)) && !leadsElsewhere(unit, value);
      case 'this': return thisLeads(unit, fn);
      case 'await':
      case 'spread': return leads(value.v);
      case 'cond': return leads(value.a) || leads(value.b);
      case 'op': return transparent.has(value.o) && value.a.some(leads);
      case 'obj': return depth < 4 && value.p.some(({ v }) => v.k !== 'fn' && leads(v));
      case 'call': {
        const call = unit.facts.calls[value.c]!;
        const first = call.args[0];
        const module = first?.k === 'lit' && typeof first.v === 'string' ? first.v : undefined;
        if (call.k === 'import') return module !== undefined;
        if (call.callee.k === 'ref' && call.callee.n === 'require') return module !== undefined;
        const isFrozen = call.callee.k === 'prop' && call.callee.o.k === 'ref' && call.callee.o.d < 0 && call.callee.o.n === 'Object';
        return isFrozen ? first !== undefined && leads(first) : call.k === 'call' && valueLeads(unit, call.fn, call.callee, depth + 1);
      }
      default: return false;
    }
  }

  /** What a name stands for: one variable of the environment leads nowhere. */
  function aliasLeads(unit: Unit, fn: FnIndex, value: Val): boolean {
    return !((value.k === 'prop' || value.k === 'elem') && isWritten(value.o)) && valueLeads(unit, fn, value, 1);
  }

  function declares(unit: Unit, d: DeclIndex): boolean {
    const decl = unit.facts.decls[d];
    switch (decl?.k) {
      case 'import': {
        const from = unit.facts.imports[decl.ref ?? -1]?.from ?? '';
        if (isEnvironmentModule(from) || isDotenv(from)) return true;
        const binding = code.modules.binding(unit.path, d);
        return binding !== undefined && bindingLeads(binding);
      }
      case 'function': return (unit.facts.fns[decl.ref ?? -1]?.returns ?? []).some(({ v }) => v !== undefined && v.k !== 'obj' && aliasLeads(unit, decl.ref!, v));
      case 'class': return (unit.facts.classes[decl.ref ?? -1]?.fields ?? []).some(({ isStatic, init }) => isStatic && init && aliasLeads(unit, 0, init));
      case 'const':
      case 'let':
      case 'var': {
        const { init, fn } = decl;
        if (init?.k === 'fn') return unit.facts.fns[init.f]!.returns.some(({ v }) => v !== undefined && v.k !== 'obj' && aliasLeads(unit, init.f, v));
        if (init !== undefined) return aliasLeads(unit, fn, init);
        const only = onlyWrite(unit, d);
        return only?.v !== undefined && aliasLeads(unit, only.fn, only.v);
      }
      default: return false;
    }
  }

  function bindingLeads(binding: Binding): boolean {
    const unit = binding.k === 'external' ? undefined : code.unit(binding.file);
    switch (binding.k) {
      case 'external': return isEnvironmentModule(binding.from) || isDotenv(binding.from);
      case 'decl': return unit !== undefined && declLeads(unit, binding.decl);
      case 'value': return unit !== undefined && valueLeads(unit, 0, binding.value, 0);
      case 'namespace': return namespaceLeads(binding.file);
    }
  }

  function namespaceLeads(file: FilePath): boolean {
    const before = namespaces.get(file);
    if (before !== undefined) return before;
    namespaces.set(file, false);
    const result = code.modules.exportedNames(file).some(name => {
      const binding = code.modules.exported(file, name);
      return binding !== undefined && bindingLeads(binding);
    });
    namespaces.set(file, result);
    return result;
  }

  function thisLeads(unit: Unit, fn: number): boolean {
    let cls = unit.facts.fns[fn]?.cls;
    for (let at = fn; cls === undefined && at > 0; ) {
      at = unit.facts.fns[at]?.parent ?? 0;
      cls = unit.facts.fns[at]?.cls;
    }
    if (cls === undefined) return false;
    let known = classes.get(unit);
    if (!known) classes.set(unit, (known = new Map()));
    let result = known.get(cls);
    if (result === undefined) {
      known.set(cls, false);
      const { fns, writes, classes: all } = unit.facts;
      result = (all[cls]?.fields ?? []).some(({ init }) => init !== undefined && valueLeads(unit, fn, init, 4))
        || writes.some(({ t, v, fn: at }) => v !== undefined && t.k === 'prop' && t.o.k === 'this' && fns[at]?.cls === cls && valueLeads(unit, at, v, 4));
      known.set(cls, result);
    }
    return result;
  }
}

/** `process.argv`, `import.meta.url`, `window.location`: a chain from a name of the platform that goes another way. */
function leadsElsewhere({ facts }: Unit, value: Val): boolean {
  let at = value;
  const names: string[] = [];
  for (; at.k === 'prop' || at.k === 'elem'; at = at.o) names.unshift(at.k === 'prop' ? at.n : '*');
  const alias = at.k === 'ref' && at.d >= 0 ? facts.decls[at.d]?.init : undefined;
  const root = alias?.k === 'ref' || alias?.k === 'meta' ? alias : at;
  let next = root.k === 'meta' ? 'import.meta' : root.k === 'ref' && root.d < 0 ? root.n : undefined;
  while (next !== undefined && names[0] !== undefined) {
    const ways: readonly string[] | undefined = onward[next];
    if (!ways) return false;
    next = names.shift()!;
    if (next === '*') return false;
    if (!ways.includes(next)) return true;
  }
  return false;
}

/** `process.env` and `import.meta.env` as such. */
const isWritten = (value: Val): boolean =>
  value.k === 'prop' && value.n === 'env' && (value.o.k === 'meta' || (value.o.k === 'ref' && value.o.d < 0 && value.o.n === 'process'));

/** Operators whose result is one of the operands. */
const transparent = new Set(['||', '??', '&&', 'rest', 'default', ',']);

const platform = ['process', 'Bun', 'Deno', 'globalThis', 'global', 'window', 'self', 'require'];
const onward: { readonly [name: string]: readonly string[] } = {
  process: ['env', 'getBuiltinModule'], Bun: ['env'], Deno: ['env'], 'import.meta': ['env'], globalThis: platform, global: platform, window: platform, self: platform, Object: ['freeze', 'seal'],
};

const globals = new Set(['process', 'Bun', 'Deno', 'globalThis', 'global', 'window', 'self']);
