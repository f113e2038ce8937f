import type { FilePath } from '../../core/model.ts';
import type { FnIndex, TypeRef, Val } from '../../facts/program/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { Code } from './code.ts';
import { MAX_DEPTH, type Evidence } from './evidence.ts';
import type { Values } from './model.ts';
import type { Origins } from './origin.ts';
import { typeTargets, unwrapped } from './type-target.ts';
import { evidenceOf, ofConstruction } from './value-evidence.ts';

export type Types = Pick<Values, 'typeNames' | 'typePackages' | 'classOf' | 'typeTarget'>;

/** Types without the checker: annotations, constructions and what functions say they return. */
export function types(code: Code, modules: ModuleGraph, origins: Origins): Types {
  const targets = typeTargets(code, modules);
  const all = evidenceOf(code, modules, origins, targets);
  /** What was asked for last: whoever finds no class asks for the names next. */
  let last: { readonly file: FilePath; readonly fn: FnIndex; readonly value: Val; readonly found: readonly Evidence[] } | undefined;

  return {
    typeNames(site, value) {
      const names = new Set<string>();
      const supers: Evidence[] = [];
      for (const each of evidence(site.file, site.fn, value)) addNames(each, names, supers, 0);
      for (const each of supers) addNames(each, names, supers, 1);
      return [...names];
    },
    typePackages(site, value) {
      return [...new Set(evidence(site.file, site.fn, value).flatMap(each => packagesOf(each, 0)))];
    },
    classOf(site, value) {
      for (const each of evidence(site.file, site.fn, value)) {
        const cls = each.k === 'class' ? { file: each.file, cls: each.cls } : each.k === 'type' ? targets.classNamed(each.file, each.type) : undefined;
        if (cls) return cls;
      }
      return undefined;
    },
    typeTarget: targets.target,
  };

  function evidence(file: FilePath, fn: FnIndex, value: Val): readonly Evidence[] {
    if (last?.value === value && last.file === file && last.fn === fn) return last.found;
    const found = all.ofValue(file, fn, value, 0);
    last = { file, fn, value, found };
    return found;
  }

  function addNames(each: Evidence, names: Set<string>, supers: Evidence[], depth: number): void {
    if (depth > MAX_DEPTH) return;
    if (each.k === 'name' && each.name !== '') names.add(each.name);
    if (each.k === 'class') {
      const entry = code.cls(each.file, each.cls);
      if (!entry) return;
      if (entry.n !== '') names.add(entry.n);
      if (supers.length < MAX_DEPTH) {
        if (entry.ext) supers.push(...ofConstruction(origins.of(each.file, entry.fn, entry.ext), entry.ext));
        supers.push(...entry.impl.map((type): Evidence => ({ k: 'type', file: each.file, type })));
      }
    }
    if (each.k !== 'type') return;
    for (const one of [each.type, ...(each.type.alts ?? [])]) {
      const inner = unwrapped(one);
      if (inner) addNames({ ...each, type: inner }, names, supers, depth + 1);
      else addTypeName(each.file, one, names, supers, depth);
    }
  }

  /** Packages that the types of a piece of evidence are of. */
  function packagesOf(each: Evidence, depth: number): readonly string[] {
    if (each.k === 'name') return each.from === undefined ? [] : [each.from];
    if (each.k === 'class' || depth > MAX_DEPTH) return [];
    return [each.type, ...(each.type.alts ?? [])].flatMap(type => {
      const inner = unwrapped(type);
      if (inner) return packagesOf({ ...each, type: inner }, depth + 1);
      const binding = type.d < 0 ? undefined : modules.binding(each.file, type.d);
      return binding?.k === 'external' ? [binding.from] : [];
    });
  }

  function addTypeName(file: FilePath, type: TypeRef, names: Set<string>, supers: Evidence[], depth: number): void {
    if (unnamed.has(type.n) || type.n.startsWith('typeof ')) return;
    const binding = type.d < 0 ? undefined : modules.binding(file, type.d);
    const dotted = type.n.includes('.');
    const written = type.n.slice(type.n.lastIndexOf('.') + 1);
    const real =
      dotted || !binding
        ? written
        : binding.k === 'external'
          ? binding.name === 'default' || binding.name === '*'
            ? written
            : binding.name
          : binding.k === 'decl'
            ? (code.decl(binding.file, binding.decl)?.n ?? written)
            : written;
    names.add(real === 'default' ? written : real);
    const target = targets.target(file, type);
    if (!target) return;
    const entry = code.decl(target.file, target.decl);
    if (entry?.k === 'class' && entry.ref !== undefined) addNames({ k: 'class', file: target.file, cls: entry.ref }, names, supers, depth + 1);
    else if (entry && entry.n !== 'default') names.add(entry.n);
    const shape = code.shape(target.file, target.decl);
    if (shape?.alias && shape.members.length === 0) addNames({ k: 'type', file: target.file, type: shape.alias }, names, supers, depth + 1);
    else if (shape && supers.length < MAX_DEPTH) supers.push(...shape.ext.map((base): Evidence => ({ k: 'type', file: target.file, type: base })));
  }
}

const unnamed = new Set(['array', 'literal', 'object', 'function', 'string', 'number', 'boolean', 'bigint', 'void', 'undefined', 'never', 'unknown', '?']);

