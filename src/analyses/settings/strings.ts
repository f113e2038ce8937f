import type { FnIndex, Val } from '../../facts/program/model.ts';
import type { StringAccess } from '../../vocabulary/model.ts';
import type { RawAccess } from './accesses.ts';
import type { Unit } from './code.ts';
import { objectsOf } from './objects.ts';
import type { Reading } from './setting.ts';

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
  const visit = (value: Val | undefined, fn: FnIndex): void => {
    switch (value?.k) {
      case 'lit':
        if (typeof value.v === 'string') found.set(value.s, { text: value.v, fn, s: value.s, e: value.e });
        return;
      case 'tpl':
        for (const [i, text] of value.q.entries()) if (text !== '') found.set(value.s + i, { text, fn, s: value.s, e: value.e });
        return value.a.forEach(each => visit(each, fn));
      case 'op': return value.a.forEach(each => visit(each, fn));
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
  for (const { v } of facts.guards) visit(v, 0);
  for (const { object, fn } of objectsOf(unit)) for (const { v } of object.p) visit(v, fn);
  return [...found.values()];
}
