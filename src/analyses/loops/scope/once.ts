import type { CallIndex, Guard, Val } from '../../../facts/program/model.ts';
import { guardsUpTo, partsOf, type Unit } from '../program/unit.ts';

/** A call that the program makes only once, whoever makes it first: `if (!timer) timer = begin()` of a variable of the module. */
export const isOnce = (unit: Unit, c: CallIndex): boolean => emptyBefore(unit, c).some(v => isKept(unit, v));

/** The same of a member: `if (this.timer) return; this.timer = begin();` lasts as long as its object, whoever begins it. A flag that tells of a connection is set again for each. */
export function isOnceOfObject(unit: Unit, c: CallIndex): boolean {
  const members = emptyBefore(unit, c).flatMap(v => (v.k === 'prop' && v.o.k === 'this' ? [v.n] : []));
  return members.some(n =>
    unit
      .writesToMember(n)
      .some(
        ({ t, v, fn }) =>
          t.k === 'prop' &&
          t.o.k === 'this' &&
          fn === unit.facts.calls[c]!.fn &&
          v !== undefined &&
          (v.k === 'lit' ? BEGUN.test(n) : [...partsOf(v)].some(part => part.k === 'call' && part.c === c)),
      ),
  );
}

/** Flags that are raised when something begins. */
const BEGUN = /start|running|schedul|begun|armed|init|set_?up|active|installed/i;

/** What has to be empty, or false, where a call is made. */
function emptyBefore(unit: Unit, c: CallIndex): readonly Val[] {
  return guardsUpTo(unit.facts, unit.facts.calls[c]!.g, -1).flatMap(({ v, pos, k }: Guard): readonly Val[] => {
    // `if (timer) return;`
    if (k === 'nullish' || (!pos && v.k !== 'op')) return [v];
    if (v.k !== 'op') return [];
    const [first, second] = v.a;
    if (v.o === '!') return pos && first ? [first] : [];
    return /^[!=]==?$/.test(v.o) && pos === v.o.startsWith('=') && first && (second?.k === 'undef' || (second?.k === 'lit' && second.v === null)) ? [first] : [];
  });
}

/** A variable of the module, or a static member. */
function isKept({ facts }: Unit, v: Val): boolean {
  const root = v.k === 'prop' ? v.o : v;
  const decl = root.k === 'ref' ? facts.decls[root.d] : undefined;
  return decl !== undefined && decl.fn === 0 && (v.k === 'prop' ? decl.k === 'class' : decl.k === 'let' || decl.k === 'var');
}
