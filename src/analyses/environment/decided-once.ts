import type { DeclIndex } from '../../facts/program/model.ts';
import type { Unit } from '../settings/code.ts';

/**
 * Whether something holds of a declaration, decided once, where deciding it may ask about other declarations and so, on a
 * circle, about itself: that is taken for false meanwhile. What was concluded from it on the circle is forgotten if it
 * turns out true.
 */
export function decidedOnce(decide: (unit: Unit, d: DeclIndex) => boolean): (unit: Unit, d: DeclIndex) => boolean {
  const states = new Map<Unit, Uint8Array>();
  /** How many declarations under way were met again: they lie on a circle. */
  let met = 0;
  let isMistaken = false;
  const provisional: { readonly known: Uint8Array; readonly d: DeclIndex }[] = [];

  return (unit, d) => {
    let known = states.get(unit);
    if (!known) states.set(unit, (known = new Uint8Array(unit.facts.decls.length)));
    switch (known[d]) {
      case YES: return true;
      case NO: case MET: return false;
      case UNDER_WAY:
        known[d] = MET;
        met++;
        return false;
    }
    known[d] = UNDER_WAY;
    const result = decide(unit, d);
    const isMet = known[d] === MET;
    known[d] = result ? YES : NO;
    if (met > 0) {
      provisional.push({ known, d });
      if (isMet) met--;
      if (isMet && result) isMistaken = true;
      if (met === 0) settle();
    }
    return result;
  };

  function settle(): void {
    if (isMistaken) for (const { known, d } of provisional) if (known[d] === NO) known[d] = UNKNOWN;
    provisional.length = 0;
    isMistaken = false;
  }
}

const UNKNOWN = 0;
const UNDER_WAY = 1;
/** Under way, and asked for meanwhile. */
const MET = 2;
const NO = 3;
const YES = 4;
