import type { FnIndex, Val } from '../../../facts/program/model.ts';
import type { ComparisonAccess, StringAccess } from '../../../vocabulary/accesses.ts';
import type { Unit } from '../code.ts';
import { objectsOf } from '../objects.ts';
import type { Reading } from '../setting.ts';
import type { RawAccess } from './call-accesses.ts';

export interface TextAt {
  readonly text: string;
  readonly fn: FnIndex;
  readonly s: number;
  readonly e: number;
}

/** Texts of a file and the fixed parts of its templates. Computed once per file. */
export function textsOf(unit: Unit): readonly TextAt[] {
  let texts = known.get(unit);
  if (!texts) known.set(unit, (texts = collect(unit)));
  return texts;
}

const known = new WeakMap<Unit, readonly TextAt[]>();

/** Comparisons of a member with a key that is written out or a constant. */
export function accessesByComparison({ code, evaluator, vocabulary }: Reading, form: ComparisonAccess): RawAccess[] {
  const found: RawAccess[] = [];
  for (const unit of code.units) {
    for (const { value, fn } of comparisonsOf(unit)) {
      const [left, right] = value.a;
      const key = named(left) ? right : named(right) ? left : undefined;
      const constant = key && evaluator.evaluate({ file: unit.path, fn }, key);
      if (constant?.k !== 'const' || typeof constant.v !== 'string') continue;
      found.push({
        key: constant.v, exact: true, mode: form.mode, strength: 'exact', vocabulary: vocabulary.name, site: 'text', file: unit.path, fn, guard: -1, loop: -1,
        via: [], at: code.locate(unit.path, value.s, value.e), test: unit.test,
      });
    }
  }
  return found;

  function named(value: Val | undefined): boolean {
    return (value?.k === 'prop' || value?.k === 'ref') && form.members.includes(value.n);
  }
}

type Operation = Extract<Val, { k: 'op' }>;

const comparisons = new WeakMap<Unit, readonly { readonly value: Operation; readonly fn: FnIndex }[]>();

function comparisonsOf(unit: Unit): readonly { readonly value: Operation; readonly fn: FnIndex }[] {
  let found = comparisons.get(unit);
  if (!found) {
    textsOf(unit);
    found = comparisons.get(unit) ?? [];
  }
  return found;
}

/** Keys within texts, right behind one of the given beginnings. */
export function accessesByString({ code, vocabulary }: Reading, form: StringAccess): RawAccess[] {
  const found: RawAccess[] = [];
  for (const unit of code.units) {
    for (const { text, fn, s, e } of textsOf(unit)) {
      for (const before of form.after) {
        for (let i = text.indexOf(before); i >= 0; i = text.indexOf(before, i + before.length)) {
          const key = /^[\w$-]+(?:\.[\w$-]+)*/.exec(text.slice(i + before.length))?.[0];
          if (key === undefined) continue;
          found.push({
            key, exact: true, mode: form.mode, strength: 'weak', vocabulary: vocabulary.name, site: 'text', file: unit.path, fn, guard: -1, loop: -1,
            via: [], at: code.locate(unit.path, s, e), test: unit.test,
          });
        }
      }
    }
  }
  return found;
}

function collect(unit: Unit): TextAt[] {
  const { facts } = unit;
  const found = new Map<number, TextAt>();
  const compared = new Map<Operation, { value: Operation; fn: FnIndex }>();
  const visit = (value: Val | undefined, fn: FnIndex): void => {
    switch (value?.k) {
      case 'lit':
        if (typeof value.v === 'string') found.set(value.s, { text: value.v, fn, s: value.s, e: value.e });
        return;
      case 'tpl':
        for (const [i, text] of value.q.entries()) if (text !== '') found.set(value.s + i, { text, fn, s: value.s, e: value.e });
        return value.a.forEach(each => visit(each, fn));
      case 'op':
        if (value.o === '===' || value.o === '!==' || value.o === '==') compared.set(value, { value, fn });
        return value.a.forEach(each => visit(each, fn));
      case 'arr': return value.i.forEach(each => visit(each, fn));
      case 'cond': return [value.c, value.a, value.b].forEach(each => visit(each, fn));
      case 'await': case 'spread': return visit(value.v, fn);
      default: return;
    }
  };
  for (const { args, fn } of facts.calls) for (const arg of args) visit(arg, fn);
  for (const decl of facts.decls) visit(decl.init, decl.fn);
  for (const { v, fn } of facts.writes) visit(v, fn);
  for (const [f, { returns }] of facts.fns.entries()) for (const { v } of returns) visit(v, f);
  const at = functionsOfGuards(unit);
  facts.guards.forEach(({ v }, g) => visit(v, at.get(g) ?? 0));
  for (const { object, fn } of objectsOf(unit)) for (const { v } of object.p) visit(v, fn);
  comparisons.set(unit, [...compared.values()]);
  return [...found.values()];
}

/** The function in which each condition stands, as far as something runs under it. */
function functionsOfGuards({ facts }: Unit): ReadonlyMap<number, FnIndex> {
  const found = new Map<number, FnIndex>();
  for (const { g, fn } of [...facts.calls, ...facts.reads, ...facts.writes, ...facts.decls]) {
    for (let at = g; at >= 0 && !found.has(at); at = facts.guards[at]?.parent ?? -1) found.set(at, fn);
  }
  return found;
}
