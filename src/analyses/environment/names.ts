import type { FnIndex, Val } from '../../facts/program/model.ts';
import type { Code } from '../settings/code.ts';
import type { Site } from '../values/model.ts';
import type { Recogniser } from './recognise.ts';

/** Which variables a computed name can mean. */
export type Names =
  | { readonly k: 'known'; readonly names: readonly string[] }
  /** Each name the environment happens to have: the environment is being iterated. */
  | { readonly k: 'every' }
  /** A parameter of a function around it decides; `name` gives the variable for an argument. */
  | { readonly k: 'parameter'; readonly fn: FnIndex; readonly index: number; /** Property of the argument, where it is an object. */ readonly property?: string; name(argument: string): string }
  | { readonly k: 'unknown' };

export interface NameReader {
  of(site: Site, key: Val): Names;
  /** What a list, a set or an object's keys hold: strings all of them, or the environment's own names. */
  listed(site: Site, list: Val): readonly string[] | 'every' | undefined;
}

const unknown: Names = { k: 'unknown' };

export function nameReader(code: Code, environment: Recogniser): NameReader {
  return { of, listed: (site, list) => elements(site, list)?.names };

  function of(site: Site, key: Val): Names {
    const constants = code.values.constants(site, key);
    if (constants && constants.length > 0 && constants.every(each => typeof each === 'string')) return { k: 'known', names: constants };
    if (key.k === 'cond') return union(of(site, key.a), of(site, key.b));
    if (key.k === 'op' && (key.o === '??' || key.o === '||')) return union(of(site, key.a[0]!), of(site, key.a[1]!));
    if (key.k === 'tpl') return joined(site, key.q.flatMap((text, i): (string | Val)[] => (i < key.a.length ? [text, key.a[i]!] : [text])));
    if (key.k === 'op' && key.o === '+') return joined(site, key.a);
    const origin = code.values.origin(site, key);
    if (origin.k === 'decl') {
      const decl = code.unit(origin.file)?.facts.decls[origin.decl];
      const index = decl?.k === 'param' ? code.unit(origin.file)!.facts.fns[decl.fn]?.params.indexOf(origin.decl) ?? -1 : -1;
      return decl && index >= 0 && origin.file === site.file ? parameter(site, decl.fn, index, origin.path) : unknown;
    }
    if (origin.k !== 'value' || origin.file !== site.file) return unknown;
    const { value, path } = origin;
    if (value.k === 'param') return parameter(site, value.f, value.i, path);
    if (value.k === 'item') return iterated(value.how === 'in' ? keysOf(site, value.of) : elements(site, value.of), path);
    return value === key || path.length > 0 || !/^(cond|tpl|op)$/.test(value.k) ? unknown : of(origin, value);
  }

  /** The name is one parameter with constant text around it. */
  function joined(site: Site, parts: readonly (string | Val)[]): Names {
    let open: Extract<Names, { k: 'parameter' }> | undefined;
    const texts: string[] = [''];
    for (const part of parts) {
      const names = typeof part === 'string' ? undefined : of(site, part);
      if (typeof part === 'string') texts[texts.length - 1] += part;
      else if (names?.k === 'known' && names.names.length === 1) texts[texts.length - 1] += names.names[0]!;
      else if (names?.k === 'parameter' && !open) {
        open = names;
        texts.push('');
      } else return unknown;
    }
    if (!open) return unknown;
    const { name, ...parameter } = open;
    return { ...parameter, name: argument => `${texts[0]}${name(argument)}${texts[1]}` };
  }

  /** The element that a callback of `map`, `filter`, `forEach` … is given, or an argument of a helper function. */
  function parameter(site: Site, f: FnIndex, index: number, path: readonly string[]): Names {
    const facts = code.unit(site.file)!.facts;
    const { argOf } = facts.fns[f]!;
    const call = argOf && facts.calls[argOf.c];
    if (call?.callee.k === 'prop' && argOf!.i === 0 && iterators.has(call.callee.n)) {
      const at = call.callee.n.startsWith('reduce') ? 1 : 0;
      return index === at ? iterated(elements({ file: site.file, fn: call.fn }, call.callee.o), path) : unknown;
    }
    if (path.length > 1) return unknown;
    return { k: 'parameter', fn: f, index, ...(path[0] === undefined ? {} : { property: path[0] }), name: argument => argument };
  }

  function elements(site: Site, list: Val, depth = 0): Elements | undefined {
    if (depth > 5) return undefined;
    const array = code.values.array(site, list);
    if (array) {
      const names = array.value.i.map(each => code.values.constant(array, each));
      return names.length > 0 && names.every(each => typeof each === 'string') ? { names, pairs: false } : undefined;
    }
    const origin = code.values.origin(site, list);
    if (origin.k !== 'call' || origin.path.length > 0) return undefined;
    const call = code.unit(origin.file)?.facts.calls[origin.call];
    if (!call) return undefined;
    const at = { file: origin.file, fn: call.fn };
    const callee = code.values.origin(at, call.callee);
    const global = callee.k === 'global' ? callee.path.join('.') : '';
    const first = call.args[0];
    if (first && (global === 'Object.keys' || global === 'Reflect.ownKeys' || global === 'Object.getOwnPropertyNames')) return keysOf(at, first);
    if (first && global === 'Object.entries') {
      const keys = keysOf(at, first);
      return keys && { ...keys, pairs: true };
    }
    if (first && (global === 'Set' || global === 'Array.from' || global === 'Object.freeze')) return elements(at, first, depth + 1);
    // What is left after `filter`, `sort` … are still some of the same.
    return call.callee.k === 'prop' && sameElements.has(call.callee.n) ? elements(at, call.callee.o, depth + 1) : undefined;
  }

  function keysOf(site: Site, value: Val): Elements | undefined {
    if (environment.of(site, value)?.rest.length === 0) return { names: 'every', pairs: false };
    const object = code.values.object(site, value);
    const names = object?.value.p.map(member => (member.spread || member.key ? undefined : member.n));
    return names && names.length > 0 && names.every(each => each !== undefined) ? { names, pairs: false } : undefined;
  }
}

interface Elements {
  readonly names: readonly string[] | 'every';
  /** Each element is a pair whose first part is the name. */
  readonly pairs: boolean;
}

const iterated = (elements: Elements | undefined, path: readonly string[]): Names => {
  if (!elements || (elements.pairs ? path.length !== 1 || path[0] !== '0' : path.length > 0)) return unknown;
  return elements.names === 'every' ? { k: 'every' } : { k: 'known', names: elements.names };
};

const union = (a: Names, b: Names): Names => (a.k === 'known' && b.k === 'known' ? { k: 'known', names: [...new Set([...a.names, ...b.names])] } : unknown);

const iterators = new Set(['map', 'filter', 'forEach', 'some', 'every', 'find', 'findIndex', 'findLast', 'flatMap', 'reduce', 'reduceRight']);
const sameElements = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice', 'concat']);
