import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { declare, inScope, lookUp, startOf, type Builder } from './builder.ts';
import { exportIfMarked, hasModifier } from './modifiers.ts';
import { lowerBody } from './statements.ts';

const K = ts.SyntaxKind;

/** `namespace A { … }`: lowered in place, as its code runs with the module; what it exports are members of its name. */
export const moduleDeclaration = (b: Builder, node: Ts.ModuleDeclaration): boolean => {
  const { body, name } = node;
  if (hasModifier(node, K.DeclareKeyword) || !ts.isIdentifier(name) || !body) return true;
  const decl = declare(b, name.text, 'namespace', startOf(b, name), name.end);
  exportIfMarked(b, node, name.text, decl, false);
  const exported = b.exports.length;
  const first = b.decls.length;
  inScope(b, true, () => (ts.isModuleBlock(body) ? lowerBody(b, body.statements) : ts.isModuleDeclaration(body) && moduleDeclaration(b, body)));
  // Names of the namespace, not of the module. `namespace A.B` exports B from A.
  const members = b.exports.splice(exported).flatMap(({ n, decl: d }) => (d === undefined ? [] : { n, d }));
  if (ts.isModuleDeclaration(body) && b.decls[first]) members.push({ n: b.decls[first].n, d: first });
  for (const d of new Set([decl, lookUp(b.scope, name.text)])) {
    const entry = b.decls[d];
    if (entry && members.length > 0) entry.members = [...(entry.members ?? []), ...members];
  }
  return true;
};
