import type { FilePath } from '../../core/model.ts';
import type { Call, DeclIndex, FnIndex, Val } from '../../facts/program/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { Code } from './code.ts';
import { MAX_DEPTH, type Evidence, type EvidenceOf } from './evidence.ts';
import { memberEvidence } from './member-evidence.ts';
import type { Origin } from './model.ts';
import type { Origins } from './origin.ts';
import type { TypeTargets } from './type-target.ts';

/** What says of which type a value is: annotations, constructions, returns, and what it is a member or an element of. */
export function evidenceOf(code: Code, modules: ModuleGraph, origins: Origins, types: TypeTargets): EvidenceOf {
  const ofDecls = new Map<FilePath, Map<DeclIndex, readonly Evidence[]>>();
  const underWay = new Set<string>();
  const members = memberEvidence(code, origins, types, { ofValue, ofDecl, ofReturn });
  return { ofValue, ofDecl, ofReturn };

  function ofValue(file: FilePath, fn: FnIndex, value: Val, depth: number): readonly Evidence[] {
    if (depth > MAX_DEPTH) return [];
    switch (value.k) {
      case 'ref': return value.d < 0 ? [] : ofDecl(file, value.d, depth);
      case 'this': {
        const owner = code.thisOf(file, fn);
        return owner && !owner.isStatic ? [{ k: 'class', file, cls: owner.cls }] : [];
      }
      case 'prop': {
        const declared = members.of(ofValue(file, fn, value.o, depth + 1), value.n, depth + 1);
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
    if (origin.k === 'class' && origin.path.length === 1) return members.field(origin.file, origin.cls, origin.path[0]!, depth + 1);
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
    if (call.callee.k === 'prop') found.push(...members.result(ofValue(file, call.fn, call.callee.o, depth + 1), call.callee.n, depth + 1));
    if (found.length === 0 && callee.k === 'class' && callee.path.length === 1) found.push(...members.result([{ k: 'class', file: callee.file, cls: callee.cls }], callee.path[0]!, depth + 1));
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
}

/** What `new` says: the class, or its name where it is of another program. */
export function ofConstruction(callee: Origin, written: Val): readonly Evidence[] {
  if (callee.k === 'class' && callee.path.length === 0) return [{ k: 'class', file: callee.file, cls: callee.cls }];
  const own = callee.k === 'external' && callee.name !== 'default' && callee.name !== '*' ? callee.name : undefined;
  const name = callee.path.at(-1) ?? own ?? nameOf(written);
  return name === '' || name === '*' || name === 'default' ? [] : [{ k: 'name', name, ...(callee.k === 'external' ? { from: callee.from } : {}) }];
}

function elementsOf(all: readonly Evidence[]): readonly Evidence[] {
  return all.flatMap(each => {
    if (each.k !== 'type') return [];
    const [first, second] = each.type.args ?? [];
    const type = listTypes.has(each.type.n) ? first : /^(Record|Map|ReadonlyMap)$/.test(each.type.n) ? second : undefined;
    return type ? [{ k: 'type' as const, file: each.file, type }] : [];
  });
}

const listTypes = new Set([
  'array', 'Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable', 'IterableIterator', 'AsyncIterable', 'Generator', 'AsyncGenerator',
  'Iterator', 'AsyncIterableIterator',
]);

const nameOf = (value: Val): string => (value.k === 'ref' || value.k === 'prop' ? value.n : '');
