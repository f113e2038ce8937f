import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import type { Collector } from './extract.ts';
import { fold } from './fold.ts';
import { isMentioned } from './mentioned.ts';
import { isChain, settingRead } from './leaves.ts';
import type { Offered } from './model.ts';
import { staticName } from './names.ts';
import { argumentOf } from './offered.ts';
import { guardsAlgorithm } from './policy.ts';
import { quantityOf } from './roles.ts';

const K = ts.SyntaxKind;

/** `(limit = 20) => …`: what a parameter is when nobody gives one. */
export function parameter(node: Ts.ParameterDeclaration, found: Collector): void {
  // `@Query('limit') limit = 10`: whoever asks gives another one.
  if (node.initializer === undefined || (ts.canHaveDecorators(node) && ts.getDecorators(node)?.length)) return;
  const fn = found.place.up(0);
  const isRead = !(fn && ts.isFunctionLike(fn) && isUnread(node, fn, found.tree));
  defaulted(node.name, node.initializer, found, { inParameter: true, isRead }, fn && ts.isFunctionLike(fn) ? argumentOf(node, fn, found.place.up(1)) : undefined);
}

export function bindingDefault(node: Ts.BindingElement, found: Collector): void {
  if (node.initializer === undefined) {
    // `const { wait } = LIMITS`
    const declaration = [0, 1].map(n => found.place.up(n)).find(each => each?.kind === K.VariableDeclaration);
    if (declaration !== undefined && ts.isIdentifier(node.name) && isChain((declaration as Ts.VariableDeclaration).initializer ?? node.name)) found.leads(node.name.text);
    return;
  }
  let inParameter = false;
  for (let i = 0; ; i++) {
    const outer = found.place.up(i);
    if (outer === undefined) break;
    if (ts.isVariableDeclaration(outer)) {
      // `const { TIMEOUT = 30 } = process.env`: what the setting is when nobody set it.
      if (outer.initializer && settingRead.test(`${found.tree.text.slice(outer.initializer.pos, outer.initializer.end)}.`)) return;
      break;
    }
    if (ts.isParameter(outer)) {
      inParameter = true;
      break;
    }
  }
  const name = node.propertyName ?? node.name;
  defaulted(name, node.initializer, found, { inParameter, isRead: true }, { n: staticName(name) });
}

function defaulted(
  binding: Ts.BindingName | Ts.PropertyName,
  value: Ts.Expression,
  found: Collector,
  { inParameter, isRead }: { readonly inParameter: boolean; readonly isRead: boolean },
  offered: Offered | undefined,
): void {
  const name = staticName(binding);
  if (name === '') return;
  const number = fold(value, found.tree);
  if (inParameter && number) found.parameter(name, number);
  const quantity = quantityOf(name);
  if (quantity?.role === 'limit' && guardsAlgorithm(name)) return;
  if (quantity?.strong && isRead) found.use(value, { slot: name, sink: 'parameter', quantity, offered });
}

/** The function has a body, and the parameter's name does not stand in it, nor among the parameters behind it. */
function isUnread({ name, modifiers }: Ts.ParameterDeclaration, fn: Ts.SignatureDeclaration, tree: Ts.SourceFile): boolean {
  // `constructor(private timeout = 30)` makes a field.
  if (!ts.isIdentifier(name) || modifiers?.length || !('body' in fn) || fn.body === undefined) return false;
  return !isMentioned(name.text, tree.text.slice(name.end, fn.end));
}
