import type { FilePath } from '../../core/model.ts';
import type { Call, ClassIndex, DeclIndex, FnIndex, TypeRef, Val } from '../../facts/program/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { Code } from './code.ts';
import type { Origin, Values } from './model.ts';
import type { Origins } from './origin.ts';

/** One reason to think that a value is of a type. */
type Evidence =
  | { readonly k: 'type'; readonly file: FilePath; readonly type: TypeRef }
  | { readonly k: 'class'; readonly file: FilePath; readonly cls: ClassIndex }
  /** Constructed from a class of another program, or made by a function of one (then without a name). */
  | { readonly k: 'name'; readonly name: string; readonly from?: string };

export type Types = Pick<Values, 'typeNames' | 'typePackages' | 'classOf' | 'typeTarget'>;

const MAX_DEPTH = 12;

/** Types that stand for the type they are given. */
const transparent = new Set([
  'Promise', 'PromiseLike', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Pick', 'Omit', 'DeepReadonly', 'DeepPartial', 'MaybePromise', 'Nullable', 'Optional', 'Maybe', 'WeakRef',
]);

const listTypes = new Set(['array', 'Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable', 'IterableIterator', 'AsyncIterable', 'Generator', 'AsyncGenerator', 'Iterator', 'AsyncIterableIterator']);

/** Types without the checker: annotations, constructions and what functions say they return. */
export function types(code: Code, modules: ModuleGraph, origins: Origins): Types {
  const ofDecls = new Map<FilePath, Map<DeclIndex, readonly Evidence[]>>();
  const underWay = new Set<string>();
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
        const cls = classOfEvidence(each);
        if (cls) return cls;
      }
      return undefined;
    },
    typeTarget,
  };

  function evidence(file: FilePath, fn: FnIndex, value: Val): readonly Evidence[] {
    if (last?.value === value && last.file === file && last.fn === fn) return last.found;
    const found = ofValue(file, fn, value, 0);
    last = { file, fn, value, found };
    return found;
  }

  function ofValue(file: FilePath, fn: FnIndex, value: Val, depth: number): readonly Evidence[] {
    if (depth > MAX_DEPTH) return [];
    switch (value.k) {
      case 'ref': return value.d < 0 ? [] : ofDecl(file, value.d, depth);
      case 'this': {
        const owner = code.thisOf(file, fn);
        return owner && !owner.isStatic ? [{ k: 'class', file, cls: owner.cls }] : [];
      }
      case 'prop': {
        const declared = membersOf(ofValue(file, fn, value.o, depth + 1), value.n, depth + 1);
        return declared.length > 0 ? declared : ofOrigin(origins.of(file, fn, value), value, depth);
      }
      case 'elem': return elementsOf(ofValue(file, fn, value.o, depth + 1));
      case 'item': return elementsOf(ofValue(file, fn, value.of, depth + 1));
      case 'await': return ofValue(file, fn, value.v, depth + 1);
      case 'call': {
        const call = code.facts(file)?.calls[value.c];
        return call ? ofCall(file, call, depth) : [];
      }
      case 'cond': return [...ofValue(file, fn, value.a, depth + 1), ...ofValue(file, fn, value.b, depth + 1)];
      case 'op': {
        const relevant = value.o === '&&' || value.o === ',' ? value.a.slice(-1) : value.o === '||' || value.o === '??' || value.o === 'default' ? value.a : [];
        return relevant.flatMap(each => ofValue(file, fn, each, depth + 1));
      }
      default: return [];
    }
  }

  function ofDecl(file: FilePath, decl: DeclIndex, depth: number): readonly Evidence[] {
    let ofFile = ofDecls.get(file);
    if (!ofFile) ofDecls.set(file, (ofFile = new Map()));
    const known = ofFile.get(decl);
    if (known) return known;
    const key = `${file}#${decl}`;
    if (underWay.has(key)) return [];
    underWay.add(key);
    const found = findDecl(file, decl, depth);
    underWay.delete(key);
    // Near the limit of depth, or inside a circle, the answer may be cut short.
    if (depth === 0 || underWay.size === 0) ofFile.set(decl, found);
    return found;
  }

  function findDecl(file: FilePath, index: DeclIndex, depth: number): readonly Evidence[] {
    const decl = code.decl(file, index);
    if (!decl) return [];
    if (decl.k === 'import') {
      const binding = modules.binding(file, index);
      return binding?.k === 'decl' ? ofDecl(binding.file, binding.decl, depth + 1) : binding?.k === 'value' ? ofValue(binding.file, 0, binding.value, depth + 1) : [];
    }
    const found: Evidence[] = decl.type ? [{ k: 'type', file, type: decl.type }] : [];
    if (decl.init) found.push(...ofValue(file, decl.fn, decl.init, depth + 1));
    for (const { fn, v, op } of code.writesTo(file, index)) if (v && (op === '=' || op === '??=' || op === '||=')) found.push(...ofValue(file, fn, v, depth + 1));
    return found;
  }

  /** A member that is no declared one but leads on: of a namespace, an object literal, a static field. */
  function ofOrigin(origin: Origin, asked: Val, depth: number): readonly Evidence[] {
    // A static field or getter.
    if (origin.k === 'class' && origin.path.length === 1) return fieldEvidence(origin.file, origin.cls, origin.path[0]!, depth + 1);
    if (origin.path.length > 0) return [];
    if (origin.k === 'decl') return ofDecl(origin.file, origin.decl, depth + 1);
    if (origin.k === 'value') return origin.value === asked ? [] : ofValue(origin.file, origin.fn, origin.value, depth + 1);
    const call = origin.k === 'call' ? code.facts(origin.file)?.calls[origin.call] : undefined;
    return call && origin.k === 'call' ? ofCall(origin.file, call, depth + 1) : [];
  }

  function ofCall(file: FilePath, call: Call, depth: number): readonly Evidence[] {
    if (depth > MAX_DEPTH) return [];
    const callee = origins.of(file, call.fn, call.callee);
    if (call.k === 'new') return ofConstruction(callee, call.callee);
    if (call.k !== 'call') return [];
    if (callee.k === 'fn' && callee.path.length === 0) return ofReturn(callee.file, callee.fn, depth + 1);
    const found: Evidence[] = [];
    if (call.callee.k === 'prop') found.push(...methodResult(ofValue(file, call.fn, call.callee.o, depth + 1), call.callee.n, depth + 1));
    if (found.length === 0 && callee.k === 'class' && callee.path.length === 1) found.push(...methodResult([{ k: 'class', file: callee.file, cls: callee.cls }], callee.path[0]!, depth + 1));
    if (found.length > 0) return found;
    // Containers hand out what they are asked for: `container.get(Clock)`, `inject<Clock>(…)`.
    const [asked] = call.args;
    const named = /^(get|resolve|inject|getOrThrow|getInstance|create|make|use[A-Z]\w*)$/.test(nameOf(call.callee));
    const cls = named && asked ? origins.of(file, call.fn, asked) : undefined;
    if (cls?.k === 'class' && cls.path.length === 0) found.push({ k: 'class', file: cls.file, cls: cls.cls });
    if (named && call.types?.length === 1) found.push({ k: 'type', file, type: call.types[0]! });
    if (found.length === 0 && callee.k === 'external' && callee.path.length === 0) found.push({ k: 'name', name: '', from: callee.from });
    return found;
  }

  function ofConstruction(callee: Origin, written: Val): readonly Evidence[] {
    if (callee.k === 'class' && callee.path.length === 0) return [{ k: 'class', file: callee.file, cls: callee.cls }];
    const own = callee.k === 'external' && callee.name !== 'default' && callee.name !== '*' ? callee.name : undefined;
    const name = callee.path.at(-1) ?? own ?? nameOf(written);
    return name === '' || name === '*' || name === 'default' ? [] : [{ k: 'name', name, ...(callee.k === 'external' ? { from: callee.from } : {}) }];
  }

  function ofReturn(file: FilePath, index: FnIndex, depth: number): readonly Evidence[] {
    const fn = code.fn(file, index);
    if (!fn) return [];
    if (fn.ret && fn.ret.n !== 'void') return [{ k: 'type', file, type: fn.ret }];
    const key = `${file}()${index}`;
    if (underWay.has(key)) return [];
    underWay.add(key);
    const found = fn.returns.flatMap(({ v }) => (v ? ofValue(file, index, v, depth + 1) : []));
    underWay.delete(key);
    return found;
  }

  function membersOf(all: readonly Evidence[], name: string, depth: number): readonly Evidence[] {
    return depth > MAX_DEPTH ? [] : all.flatMap(each => {
      const cls = classOfEvidence(each);
      if (cls) return fieldEvidence(cls.file, cls.cls, name, depth);
      return each.k === 'type' ? typeMembers(each.file, each.type, name, false, depth) : [];
    });
  }

  function methodResult(all: readonly Evidence[], name: string, depth: number): readonly Evidence[] {
    return depth > MAX_DEPTH ? [] : all.flatMap(each => {
      const cls = classOfEvidence(each);
      if (!cls) return each.k === 'type' ? typeMembers(each.file, each.type, name, true, depth) : [];
      const method = inClass(cls.file, cls.cls, ({ file, cls: at }) => {
        const found = code.cls(file, at)?.methods.find(({ n, kind }) => n === name && kind === 'method');
        return found && { file, fn: found.fn };
      });
      return method ? ofReturn(method.file, method.fn, depth + 1) : [];
    });
  }

  function fieldEvidence(file: FilePath, cls: ClassIndex, name: string, depth: number): readonly Evidence[] {
    return inClass(file, cls, ({ file: at, cls: c }): readonly Evidence[] | undefined => {
      const entry = code.cls(at, c);
      const getter = entry?.methods.find(({ n, kind }) => n === name && kind === 'getter');
      if (getter) return ofReturn(at, getter.fn, depth + 1);
      const field = entry?.fields.find(({ n }) => n === name);
      if (!field) return undefined;
      const found: Evidence[] = field.type ? [{ k: 'type', file: at, type: field.type }] : [];
      if (field.init) found.push(...ofValue(at, code.fieldFn(at, c, field.isStatic === 1), field.init, depth + 1));
      if (found.length === 0 && field.param !== undefined) found.push(...ofDecl(at, field.param, depth + 1));
      if (found.length === 0 || field.type === undefined) for (const { fn, v } of code.fieldWrites(at, c, name)) if (v) found.push(...ofValue(at, fn, v, depth + 1));
      return found;
    }) ?? [];
  }

  /** Asks a class, then its bases. */
  function inClass<T>(file: FilePath, cls: ClassIndex, ask: (cls: { file: FilePath; cls: ClassIndex }) => T | undefined): T | undefined {
    let at: { file: FilePath; cls: ClassIndex } | undefined = { file, cls };
    for (let depth = 0; at && depth < MAX_DEPTH; depth++) {
      const found = ask(at);
      if (found !== undefined) return found;
      at = baseOf(at.file, at.cls);
    }
    return undefined;
  }

  function baseOf(file: FilePath, cls: ClassIndex): { file: FilePath; cls: ClassIndex } | undefined {
    const entry = code.cls(file, cls);
    const base = entry?.ext && origins.of(file, entry.fn, entry.ext);
    return base?.k === 'class' && base.path.length === 0 ? { file: base.file, cls: base.cls } : undefined;
  }

  /** Members of an interface or a type literal; of a method what it returns when `call` is set. */
  function typeMembers(file: FilePath, type: TypeRef, name: string, call: boolean, depth: number): readonly Evidence[] {
    if (depth > MAX_DEPTH) return [];
    const found: Evidence[] = [];
    const take = (at: FilePath, member: { readonly n: string; readonly type?: TypeRef } | undefined): void => {
      const result = call && member?.type?.n === 'function' ? member.type.args?.[0] : member?.type;
      if (result) found.push({ k: 'type', file: at, type: result });
    };
    for (const each of [type, ...(type.alts ?? [])]) {
      if (each.members) take(file, each.members.find(({ n }) => n === name));
      const inner = unwrapped(each);
      if (inner) found.push(...typeMembers(file, inner, name, call, depth + 1));
      const target = inner ? undefined : typeTarget(file, each);
      const shape = target && code.shape(target.file, target.decl);
      if (!target || !shape) {
        const cls = target && classAt(target);
        if (cls) found.push(...(call ? methodResult : membersOf)([{ k: 'class', ...cls }], name, depth + 1));
        continue;
      }
      take(target.file, shape.members.find(({ n }) => n === name));
      if (shape.alias && shape.members.length === 0) found.push(...typeMembers(target.file, shape.alias, name, call, depth + 1));
      if (found.length === 0) for (const base of shape.ext) found.push(...typeMembers(target.file, base, name, call, depth + 1));
    }
    return found;
  }

  function elementsOf(all: readonly Evidence[]): readonly Evidence[] {
    return all.flatMap(each => {
      if (each.k !== 'type') return [];
      const [first, second] = each.type.args ?? [];
      const type = listTypes.has(each.type.n) ? first : /^(Record|Map|ReadonlyMap)$/.test(each.type.n) ? second : undefined;
      return type ? [{ k: 'type' as const, file: each.file, type }] : [];
    });
  }

  function classOfEvidence(each: Evidence): { file: FilePath; cls: ClassIndex } | undefined {
    if (each.k === 'class') return { file: each.file, cls: each.cls };
    if (each.k !== 'type') return undefined;
    for (const one of [each.type, ...(each.type.alts ?? [])]) {
      const inner = unwrapped(one);
      const target = inner ? undefined : typeTarget(each.file, one);
      const found = inner ? classOfEvidence({ ...each, type: inner }) : target && classAt(target);
      if (found) return found;
    }
    return undefined;
  }

  function classAt({ file, decl }: { readonly file: FilePath; readonly decl: DeclIndex }): { file: FilePath; cls: ClassIndex } | undefined {
    const entry = code.decl(file, decl);
    return entry?.k === 'class' && entry.ref !== undefined ? { file, cls: entry.ref } : undefined;
  }

  function typeTarget(file: FilePath, type: TypeRef, depth = 0): { readonly file: FilePath; readonly decl: DeclIndex } | undefined {
    if (depth > MAX_DEPTH || type.n.startsWith('typeof ')) return undefined;
    const inner = type.d < 0 ? unwrapped(type) : undefined;
    if (inner) return typeTarget(file, inner, depth + 1);
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
    return (isPlainName ? typeTarget(home, alias, depth + 1) : undefined) ?? { file: home, decl };
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
    const real = dotted || !binding ? written : binding.k === 'external' ? (binding.name === 'default' || binding.name === '*' ? written : binding.name) : binding.k === 'decl' ? code.decl(binding.file, binding.decl)?.n ?? written : written;
    names.add(real === 'default' ? written : real);
    const target = typeTarget(file, type);
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

const unwrapped = (type: TypeRef): TypeRef | undefined => (type.args && transparent.has(type.n.slice(type.n.lastIndexOf('.') + 1)) ? type.args[0] : undefined);

const nameOf = (value: Val): string => (value.k === 'ref' || value.k === 'prop' ? value.n : '');
