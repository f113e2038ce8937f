import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { comparison, equality } from './compared.ts';
import { annotationOf, isLaidDown } from './declarations.ts';
import type { Collector } from './extract.ts';
import { bare, fold } from './fold.ts';
import { isChain } from './leaves.ts';
import { offsetsOf } from './moments.ts';
import { isMoment, nameOf } from './names.ts';
import { isConfiguration } from './configuration.ts';
import { isLeftOver } from './mentioned.ts';
import { isReplaced, standsInFor } from './provisional.ts';
import { quantityOf } from './roles.ts';
import { isUnitName } from './units.ts';

const K = ts.SyntaxKind;

/** A number behind an operator: compared, behind `??`, or assigned. */
export function binary(node: Ts.BinaryExpression, found: Collector): void {
  switch (node.operatorToken.kind) {
    case K.LessThanToken: case K.LessThanEqualsToken: case K.GreaterThanToken: case K.GreaterThanEqualsToken: comparison(node, found); return;
    case K.EqualsEqualsEqualsToken: case K.EqualsEqualsToken: equality(node, found); return;
    case K.PlusToken: case K.MinusToken: {
      // `Date.now() - MAX_AGE_MS`: so long before another moment.
      if (isChain(node.right) && isMoment(node.left)) found.use(node.right, { slot: 'elapsed', sink: 'comparison', quantity: { role: 'duration', unit: 'ms', strong: false } });
      return;
    }
    case K.QuestionQuestionToken: case K.BarBarToken: {
      const slot = nameOf(node.left);
      const quantity = quantityOf(slot);
      // Told to a reader, it decides nothing.
      if (quantity?.strong && !isTold(found)) found.use(node, { slot, sink: 'fallback', quantity });
      return;
    }
    case K.EqualsToken: case K.QuestionQuestionEqualsToken: case K.BarBarEqualsToken: {
      const slot = nameOf(node.left);
      const quantity = quantityOf(slot);
      const target = bare(node.left);
      const isDefault = node.operatorToken.kind !== K.EqualsToken || standsInFor(node.left, found.place, found.tree);
      if (quantity?.strong) found.use(node.right, { slot, sink: isDefault ? 'fallback' : ts.isPropertyAccessExpression(target) ? 'field' : 'variable', quantity });
      expires(slot, node.right, found);
      return;
    }
    default:
  }
}

/** Between the texts of a template. */
function isTold({ place }: Collector): boolean {
  const outer = place.up(0)?.kind;
  return outer === K.TemplateSpan || outer === K.TemplateExpression;
}

export function variable(node: Ts.VariableDeclaration, found: Collector): void {
  const { name, initializer } = node;
  if (initializer === undefined || !ts.isIdentifier(name)) return;
  const list = found.place.up(0);
  const statement = found.place.up(1);
  const isConst = list !== undefined && (list.flags & ts.NodeFlags.Const) !== 0;
  const quantity = quantityOf(name.text);
  if (isConst) {
    if (isUnitName(name.text)) return;
    if (fold(initializer, found.tree) === undefined) {
      // Another name for what may be a constant: whoever uses it is followed through it.
      if (aliased.has(bare(initializer).kind) && isChain(initializer)) found.leads(name.text);
      if (quantity?.strong) found.use(initializer, { slot: name.text, sink: 'variable', quantity });
      expires(name.text, initializer, found);
      return;
    }
    if (isLeftOver(node, found)) return;
    const annotation = annotationOf(node, found.tree);
    const isModule = statement !== undefined && ts.isVariableStatement(statement) && found.place.up(2)?.kind === K.SourceFile;
    found.named(initializer, name, {
      name: name.text,
      path: [],
      holder: 'const',
      ...(quantity ? { quantity } : {}),
      ...(isModule ? { module: 1 } : {}),
      ...(annotation ? { annotation } : {}),
      ...(isLaidDown(statement ?? node, found.tree, name.text) || (isModule && segmentOptions.has(name.text)) ? { given: 'protocol' } : {}),
      ...(isConfiguration(found.tree.fileName) ? { kept: 1 } : {}),
    });
    return;
  }
  if (quantity?.strong) found.use(initializer, { slot: name.text, sink: 'variable', quantity, kept: isReplaced(name.text, node.end, found.place, found.tree) });
  expires(name.text, initializer, found);
}

/** `expiresAt = addMinutes(now, 15)`: how long from now until it ends. */
export function expires(name: string, value: Ts.Expression, found: Collector): void {
  for (const { amount, unit } of offsetsOf(name, value, found.tree)) {
    found.use(amount, { slot: name, sink: 'variable', quantity: { role: 'ttl', ...(unit ? { unit } : {}), strong: true } });
  }
}

/** Forms of a name, and of a member of one. */
const aliased: ReadonlySet<Ts.SyntaxKind> = new Set([K.Identifier, K.PropertyAccessExpression, K.ElementAccessExpression]);

/** Exports that Next.js reads from the source of a route, which therefore takes a literal only. */
const segmentOptions: ReadonlySet<string> = new Set(['maxDuration', 'revalidate']);
