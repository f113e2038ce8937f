import type { FnIndex, FnKind, ProgramFacts } from '../../facts/program/model.ts';
import type { Unit } from '../settings/code.ts';

/** The innermost function around an offset, for places that do not say; field initialisers belong to their class. */
export function functionAt({ facts }: Unit, offset: number): FnIndex {
  let known = nestings.get(facts);
  if (!known) nestings.set(facts, (known = { bodies: nesting(facts, k => k !== 'field' && k !== 'static'), fields: nesting(facts, k => k === 'field' || k === 'static') }));
  const best = innermost(facts, known.bodies, offset);
  if (best !== 0 && facts.fns[best]!.cls === undefined) return best;
  const fields = innermost(facts, known.fields, offset);
  return best === 0 && fields > 0 ? fields : best;
}

const nestings = new WeakMap<ProgramFacts, { readonly bodies: Nesting; readonly fields: Nesting }>();

/** Functions by where they begin, each with the next one around it: a bundle has tens of thousands, and as many conditions. */
interface Nesting {
  readonly order: readonly FnIndex[];
  readonly around: ReadonlyMap<FnIndex, FnIndex>;
}

function nesting({ fns }: ProgramFacts, isMeant: (kind: FnKind) => boolean): Nesting {
  const order = fns.flatMap((fn, f) => (f > 0 && isMeant(fn.k) ? [f] : [])).sort((a, b) => fns[a]!.s - fns[b]!.s || fns[b]!.e - fns[a]!.e || a - b);
  const around = new Map<FnIndex, FnIndex>();
  const open: FnIndex[] = [];
  for (const f of order) {
    while (open.length > 0 && fns[open.at(-1)!]!.e <= fns[f]!.s) open.pop();
    around.set(f, open.at(-1) ?? 0);
    open.push(f);
  }
  return { order, around };
}

function innermost({ fns }: ProgramFacts, { order, around }: Nesting, offset: number): FnIndex {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fns[order[middle]!]!.s <= offset) low = middle + 1;
    else high = middle;
  }
  let at = order[low - 1] ?? 0;
  while (at > 0 && fns[at]!.e <= offset) at = around.get(at) ?? 0;
  return at;
}
