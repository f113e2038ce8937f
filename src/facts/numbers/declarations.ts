import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import type { Place } from '../walk/visitor.ts';

/** The annotation of a declared number as written, or `as const`; undefined when there is none. */
export function annotationOf(declaration: Ts.VariableDeclaration | Ts.PropertyDeclaration, tree: Ts.SourceFile): string | undefined {
  if (declaration.type) return declaration.type.getText(tree).replace(/\s+/g, ' ');
  const value = declaration.initializer;
  if (value === undefined) return undefined;
  if (ts.isAsExpression(value) && value.type.getText(tree) === 'const') return 'as const';
  if (ts.isSatisfiesExpression(value)) return value.type.getText(tree);
  return undefined;
}

/** The comment above says that the number is laid down by a protocol or a specification. */
export function isLaidDown(node: Ts.Node, tree: Ts.SourceFile, name = ''): boolean {
  // A greatest or least value with a link above it is somebody else's.
  const isBound = /(^|_)(max|min|limit)|Max|Min|Limit/i.test(name);
  const ranges = [...(ts.getLeadingCommentRanges(tree.text, node.pos) ?? []), ...(ts.getTrailingCommentRanges(tree.text, node.end) ?? [])];
  return ranges.some(({ pos, end }) => {
    const comment = tree.text.slice(pos, end);
    return laidDown.test(comment) || (isBound && /https?:\/\//.test(comment));
  });
}

/** The comment above the statement that is being visited says so. */
export function isToldLaidDown(place: Place, tree: Ts.SourceFile): boolean {
  for (let i = 0; ; i++) {
    const node = place.up(i);
    if (node === undefined || ts.isFunctionLike(node)) return false;
    if (ts.isStatement(node)) return node.kind !== ts.SyntaxKind.Block && isLaidDown(node, tree);
  }
}

const laidDown = /https?:\/\/\S*(limit|spec|rfc|quota|w3\.org|whatwg|ietf\.org|ecma-international|unicode\.org)|\bRFC[ -]?\d+|\bISO[ -/]?\d{3,}|\bIEEE\b|@protocol\b|\bprotocol (constant|limit|requires|defines|specifies|maximum|minimum)|\b(per|by|from|see) (the )?(spec|specification|standard|protocol)\b|\bspec(ification)? (says|requires|defines|limit|maximum)\b|\b(hard|fixed|documented|imposed|enforced|api|platform|upstream)[ -]?(limit|maximum|max) (of|by|from|is|in)\b|\blimit(ed)? (imposed|set|enforced) by\b|\b(has|have|with) an? (hard )?(max|maximum|min|minimum|limit)\b|\b(do not|don't|never) (change|modify|touch|alter)\b|\((the|its|their|an?) (hard )?(max|maximum|min|minimum|limit)\b|\bmust (match|equal|be the same|stay in sync|agree with)\b|\b(the|its) (minimum|maximum) \w+ is \d|\bis the (max|maximum|minimum|limit)\b|\b(max|maximum) \w+ duration\b|\bcapped (at|by)\b|\b(must|should|has to|needs to) (always )?(be|stay) (larger|longer|greater|higher|bigger|smaller|shorter|less|lower) than\b|\bkeep (this )?in sync\b|\b(requires|supports|allows|accepts|permits|caps) (at (least|most)|up to|a (maximum|minimum) of|no more than)\b/i;
