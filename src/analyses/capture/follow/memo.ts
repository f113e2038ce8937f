import type { GuardIndex, ProgramFacts, Val } from '../../../facts/program/model.ts';

/**
 * Whether a place is reached only while something is still empty: `if (x) return`, `if (x === undefined)`, `if (!map.has(k))`.
 * A list that is asked for the very `item` that is added takes any other: `if (!seen.includes(item)) seen.push(item)`.
 */
export function underAbsence(facts: ProgramFacts, g: GuardIndex, isIt: (v: Val) => boolean, item?: Val): boolean {
  for (let at = facts.guards[g]; at; at = facts.guards[at.parent]) {
    if (at.k === 'nullish' || at.k === 'or' ? isIt(at.v) : testsAbsence(facts, at.v, at.pos, isIt, item)) return true;
  }
  return false;
}

function testsAbsence(facts: ProgramFacts, v: Val, pos: boolean, isIt: (v: Val) => boolean, item: Val | undefined): boolean {
  if (isIt(v)) return !pos;
  if (v.k === 'call') {
    const { callee, args: [asked] } = facts.calls[v.c]!;
    const isOfItem = item?.k === 'ref' && asked?.k === 'ref' && asked.d === item.d;
    return callee.k === 'prop' && /^(has|get|includes|isDefined)$/.test(callee.n) && isIt(callee.o) && !pos && !isOfItem;
  }
  if (v.k !== 'op') return false;
  const [a, b] = v.a;
  if (v.o === '!' && a) return testsAbsence(facts, a, !pos, isIt, item);
  if ((v.o === '&&' && pos) || (v.o === '||' && !pos)) return v.a.some(each => testsAbsence(facts, each, pos, isIt, item));
  if (!a || !b) return false;
  const compared = isNothing(b) ? a : isNothing(a) ? b : undefined;
  if (!compared || !isIt(compared.k === 'op' && compared.o === 'typeof' ? compared.a[0]! : compared)) return false;
  return /^===?$/.test(v.o) ? pos : /^!==?$/.test(v.o) && !pos;
}

const isNothing = (v: Val): boolean => v.k === 'undef' || (v.k === 'lit' && (v.v === null || v.v === 'undefined' || v.v === -1 || v.v === ''));
