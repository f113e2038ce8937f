import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { startOf, type Builder } from './builder.ts';

const K = ts.SyntaxKind;

/** Exports a declaration of the module, or of the namespace being lowered, where it says `export`. */
export const exportIfMarked = (b: Builder, node: Ts.Node, name: string, decl: number, typeOnly: boolean): void => {
  if (b.fn !== 0 || !hasModifier(node, K.ExportKeyword)) return;
  const n = hasModifier(node, K.DefaultKeyword) ? 'default' : name;
  b.exports.push({ n, decl, s: startOf(b, node), ...(typeOnly ? { typeOnly: 1 as const } : {}) });
};

export const hasModifier = (node: Ts.Node, kind: Ts.SyntaxKind): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(modifier => modifier.kind === kind);
