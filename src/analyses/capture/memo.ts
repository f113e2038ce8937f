import type { GuardIndex, ProgramFacts, Val } from '../../facts/program/model.ts';

/** Whether a place is reached only while something is still empty: `if (x) return`, `if (x === undefined)`, `if (!map.has(k))`. */
export function underAbsence(facts: ProgramFacts, g: GuardIndex, isIt: (v: Val) => boolean): boolean {
  for (let at = facts.guards[g]; at; at = facts.guards[at.parent]) {
    if (at.k === 'nullish' || at.k === 'or' ? isIt(at.v) : testsAbsence(facts, at.v, at.pos, isIt)) return true;
  }
  return false;
}

function testsAbsence(facts: ProgramFacts, v: Val, pos: boolean, isIt: (v: Val) => boolean): boolean {
  if (isIt(v)) return !pos;
  if (v.k === 'call') {
    const callee = facts.calls[v.c]?.callee;
    return callee?.k === 'prop' && /^(has|get|includes|isDefined)$/.test(callee.n) && isIt(callee.o) && !pos;
  }
  if (v.k !== 'op') return false;
  const [a, b] = v.a;
  if (v.o === '!' && a) return testsAbsence(facts, a, !pos, isIt);
  if ((v.o === '&&' && pos) || (v.o === '||' && !pos)) return v.a.some(each => testsAbsence(facts, each, pos, isIt));
  if (!a || !b) return false;
  const compared = isNothing(b) ? a : isNothing(a) ? b : undefined;
  if (!compared || !isIt(compared.k === 'op' && compared.o === 'typeof' ? compared.a[0]! : compared)) return false;
  return /^===?$/.test(v.o) ? pos : /^!==?$/.test(v.o) && !pos;
}

const isNothing = (v: Val): boolean => v.k === 'undef' || (v.k === 'lit' && (v.v === null || v.v === 'undefined' || v.v === -1 || v.v === ''));
