import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { annotationOf, isLaidDown } from './declarations.ts';
import { declaresFields } from './declared-values.ts';
import type { Collector } from './extract.ts';
import { fold } from './fold.ts';
import { namesHeld } from './held.ts';
import { staticName } from './names.ts';
import { isConfiguration, namesDefaults } from './configuration.ts';
import { isFieldReplaced } from './provisional.ts';
import { quantityOf } from './roles.ts';
import { isUnitName } from './units.ts';

const K = ts.SyntaxKind;

/** A number that a field begins with, or has for good. */
export function field(node: Ts.PropertyDeclaration, found: Collector): void {
  const name = staticName(node.name);
  if (node.initializer === undefined || name === '' || isUnitName(name)) return;
  if (declaresFields(node, found.place.up(0), found.tree)) return;
  const quantity = quantityOf(name);
  const has = (kind: Ts.SyntaxKind): boolean => node.modifiers?.some(modifier => modifier.kind === kind) ?? false;
  if ((has(K.StaticKeyword) || has(K.ReadonlyKeyword)) && fold(node.initializer, found.tree) !== undefined) {
    const cls = found.place.up(0);
    const holder = has(K.StaticKeyword) ? cls && ts.isClassLike(cls) ? cls.name : undefined : undefined;
    const annotation = annotationOf(node, found.tree);
    found.named(node.initializer, holder, {
      name,
      path: [ts.isPrivateIdentifier(node.name) ? node.name.text : name],
      holder: has(K.StaticKeyword) ? 'static' : 'field',
      ...(quantity ? { quantity } : {}),
      ...(annotation ? { annotation } : {}),
      ...(isLaidDown(node, found.tree) ? { given: 'protocol' } : {}),
    });
    return;
  }
  if (quantity?.strong && (quantity.role !== 'limit' || namesHeld(name)))
    found.use(node.initializer, {
      slot: name,
      sink: 'field',
      quantity,
      kept: namesDefaults(name) || isConfiguration(found.tree.fileName) || isFieldReplaced(name, found.place.up(0), found.tree),
    });
}
