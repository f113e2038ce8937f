import type { DeclIndex, Write } from '../../facts/program/model.ts';
import type { Unit } from '../settings/code.ts';

/** `let env; env = process.env`: a variable that gets its value in one place only. */
export function onlyWrite({ facts }: Unit, d: DeclIndex): Write | undefined {
  const decl = facts.decls[d];
  if (!decl || decl.init || decl.ambient || (decl.k !== 'let' && decl.k !== 'var')) return undefined;
  const writes = facts.writes.filter(({ t }) => t.k === 'ref' && t.d === d);
  return writes.length === 1 && writes[0]!.op === '=' ? writes[0] : undefined;
}
