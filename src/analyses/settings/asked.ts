import type { Location } from '../../core/model.ts';
import type { Vocabulary } from '../../vocabulary/model.ts';
import type { Code } from './code.ts';

/** Where the program imports what hands settings to a process that is not here; nothing where that process is here too. */
export function askedAt(code: Code, through: Vocabulary['askedThrough']): { readonly askedAt?: Location } {
  if (!through || through.unless.some(name => code.uses(name))) return {};
  for (const unit of code.units) {
    if (unit.test) continue;
    const client = unit.facts.imports.find(({ from, typeOnly }) => !typeOnly && through.packages.some(name => from === name || from.startsWith(`${name}/`)));
    const { s, e } = (client && unit.facts.decls[client.decl]) ?? { s: 0, e: 0 };
    if (client) return { askedAt: code.locate(unit.path, s, e) };
  }
  return {};
}
