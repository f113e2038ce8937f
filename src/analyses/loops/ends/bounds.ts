import type { Val } from '../../../facts/program/model.ts';
import type { Unit } from '../program/unit.ts';

/** A bound that holds only where somebody configures one: `config.lastBlock ?? Infinity`. */
export function isBoundless({ facts }: Unit, v: Val): boolean {
  const decl = v.k === 'ref' ? facts.decls[v.d] : undefined;
  const init = decl?.k === 'const' ? decl.init : v;
  if (init?.k !== 'op' || !/^(\?\?|\|\|)$/.test(init.o)) return false;
  const last = init.a.at(-1);
  return last?.k === 'ref' ? last.n === 'Infinity' : last?.k === 'prop' && /^(POSITIVE_INFINITY|MAX_SAFE_INTEGER|MAX_VALUE)$/.test(last.n);
}
