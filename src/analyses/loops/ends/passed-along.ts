import type { DeclIndex, Guard, Val } from '../../../facts/program/model.ts';
import { rootOf } from '../../../facts/program/parts.ts';
import { isOptions } from './words.ts';
import { callsWithin } from '../program/program.ts';
import { chainOf, type Unit } from '../program/unit.ts';

/** A condition on a parameter that the function hands to itself so that it holds in the next round too: `if (again) setTimeout(() => load(true), day)` in `load(again)`. */
export function isSetForNext(unit: Unit, { v, pos }: Guard): boolean {
  const decl = v.k === 'ref' ? unit.facts.decls[v.d] : undefined;
  if (v.k !== 'ref' || decl?.k !== 'param' || decl.fn === 0) return false;
  const { n, params } = unit.facts.fns[decl.fn]!;
  const again = callsWithin(unit, decl.fn, -1).map(c => unit.facts.calls[c]!).filter(({ callee }) => (callee.k === 'ref' || callee.k === 'prop') && callee.n === n);
  return again.length > 0 && again.every(({ args }) => { const given = args[params.indexOf(v.d)]; return given?.k === 'lit' && Boolean(given.v) === pos; });
}

/** A parameter that a function hands to itself as it is, so that it is the same in each round: `setTimeout(() => poll(list, round), 5)` in `poll(list, round)`. */
export function isHandedOn(unit: Unit, d: DeclIndex): boolean {
  const decl = unit.facts.decls[d];
  if (decl?.k !== 'param' || decl.fn === 0) return false;
  const { n, params } = unit.facts.fns[decl.fn]!;
  const i = params.indexOf(d);
  const within = callsWithin(unit, decl.fn, -1).map(c => unit.facts.calls[c]!);
  const again = within.filter(({ callee }) => (callee.k === 'ref' || callee.k === 'prop') && callee.n === n);
  // `setTimeout(poll, 5, list, round)`
  const timed = within.filter(
    ({ callee, args: [first] }) =>
      (callee.k === 'ref' || callee.k === 'prop') &&
      callee.n === 'setTimeout' &&
      first !== undefined &&
      (first.k === 'ref' || first.k === 'prop') &&
      first.n === n,
  );
  const given = [...again.map(({ args }) => args[i]), ...timed.map(({ args }) => args[i + 2])];
  return i >= 0 && given.length > 0 && unit.writesTo(d).length === 0
    && given.every(each => each?.k === 'ref' && each.d === d)
    && !within.some(({ callee }) => callee.k === 'prop' && CHANGES.test(callee.n) && callee.o.k === 'ref' && callee.o.d === d);
}

/** Methods that take something out of a list or put it in. */
const CHANGES = /^(shift|pop|splice|push|unshift|delete|clear|add|set)$/;

/** Nothing of a part of a condition but what is handed on as it is, how much of it there is, or how it is configured: `round === this.round`, `list.length === 0`, `host.config.url === ''`. */
export function comparesHandedOn(unit: Unit, v: Val, part: Extract<Val, { k: 'ref' }>): boolean {
  if (v.k !== 'op') return false;
  if (/^(&&|\|\||!)$/.test(v.o)) return v.a.some(each => comparesHandedOn(unit, each, part));
  return /^([!=]==?|[<>]=?)$/.test(v.o) && isHandedOn(unit, part.d) && v.a.some(each => (each === part && /^[!=]/.test(v.o)) || isSizeOf(each, part) || isOptionOf(each, part));
}

const isOptionOf = (v: Val, part: Val): boolean => v.k === 'prop' && rootOf(v) === part && isOptions(chainOf(v) ?? []);

const isSizeOf = (v: Val, part: Val): boolean => v.k === 'prop' && /^(length|size)$/.test(v.n) && v.o === part;
