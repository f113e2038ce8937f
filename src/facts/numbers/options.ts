import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { expires } from './assigned.ts';
import { keepsForAWhile } from './callees.ts';
import { isLaidDown } from './declarations.ts';
import type { Collector } from './extract.ts';
import { bare, fold } from './fold.ts';
import type { Quantity, Role } from './model.ts';
import { staticName } from './names.ts';
import { objectContext } from './objects.ts';
import { handsOn, isOverridden } from './offered.ts';
import { everywhere } from './policy.ts';
import { isLeftOver } from './mentioned.ts';
import { memberQuantity, quantityOf } from './roles.ts';
import { wordsOf } from './words.ts';

const K = ts.SyntaxKind;

/** A number under a name in an object. */
export function option(node: Ts.PropertyAssignment, found: Collector): void {
  const value = bare(node.initializer);
  if (value.kind === K.StringLiteral || value.kind === K.ObjectLiteralExpression || value.kind === K.ArrayLiteralExpression || value.kind === K.TrueKeyword || value.kind === K.FalseKeyword) return;
  const name = staticName(node.name);
  if (/\s/.test(name)) return; // A label of data: `'Mark of grace': 15`.
  const own = quantityOf(name);
  const isDefault = isOverridden(node, found.place.up(0));
  if (own?.strong && !isDefault && !handsOn(name, value)) found.supplies(name);
  expires(name, value, found);
  if (own === undefined && computed.has(value.kind)) return;
  const numeric = fold(value, found.tree) !== undefined;
  if (own === undefined && !numeric) return;
  const context = objectContext(node, found.place, found.tree);
  if (context.listed || isShown(name, value, found) || isOffer(context.holder)) return;
  if (context.constant && ts.isIdentifier(context.constant.name) && numeric) {
    const quantity = memberQuantity([context.holder, ...context.path]);
    if (context.tabled && quantity && (!everywhere.has(quantity.role) || quantity.role === 'rate')) return;
    if (isLeftOver(context.constant, found)) return;
    found.named(value, context.constant.name, {
      name: [context.holder, ...context.path].join('.'), path: context.path, holder: 'member', ...(quantity ? { quantity } : {}),
      ...(context.declares ? { given: 'setting' } : isLaidDown(node, found.tree) ? { given: 'protocol' } : {}), ...(context.keeps || isDefault ? { kept: 1 } : {}),
    });
    return;
  }
  if (context.declares || isLaidDown(node, found.tree)) return;
  const beside = siblings(found.place.up(0));
  // `{ limit: 100, interval: 60_000 }`: the window is a part of what the limit says.
  if (name === 'interval' && beside.has('limit')) return;
  const quantity = specialised(name, context.callee, beside) ?? bounded(name, context.path.at(-2) ?? context.holder, context.callee) ?? (own?.strong ? own : memberQuantity(context.path));
  if (context.tabled && quantity && (!everywhere.has(quantity.role) || quantity.role === 'rate')) return;
  if (isPageOfService(name, context.callee, value, found.tree) || (quantity && ofValues.has(quantity.role) && describesMember(found))) return;
  // How long a piece of text is that a model reads is a part of the question.
  if (quantity?.role === 'batch-size' && /split/i.test(context.callee)) return;
  // What a parser takes of a query before it calls it an attack.
  if (quantity?.role === 'limit' && /(^|\.)parse$/.test(context.callee)) return;
  if (/(^|\.)rm(Sync|Dir|dirSync)?$/i.test(context.callee) || (name === 'maxAge' && isPreflight(found.place.up(0)))) return;
  if (quantity?.strong) found.use(value, {
    slot: context.path.join('.'), sink: 'option', quantity, ...(context.callee ? { callee: context.callee } : {}), ...(isDefault ? { offered: { n: name } } : {}), kept: context.keeps,
  });
}

/** What a name means together with what stands around it: a limit of a throttle is a rate, and a retry's longest timeout the longest pause before one. */
function specialised(name: string, callee: string, beside: ReadonlySet<string>): Quantity | undefined {
  if (name === 'limit' && /throttl|rate_?limit/i.test(callee)) return { role: 'rate', strong: true };
  return name === 'maxTimeout' && ['retries', 'minTimeout', 'factor'].some(each => beside.has(each)) ? { role: 'delay', strong: true } : undefined;
}

function siblings(object: Ts.Node | undefined): ReadonlySet<string> {
  return new Set(
    object && ts.isObjectLiteralExpression(object) ? object.properties.map(each => (each.name ? staticName(each.name as Ts.PropertyName) : '')) : [],
  ); // Members of an object literal are named as properties are.
}

/** Values that are no number on their own, so that only the name above them can make them one's business. */
const computed: ReadonlySet<Ts.SyntaxKind> = new Set([
  K.ArrowFunction,
  K.FunctionExpression,
  K.ConditionalExpression,
  K.TemplateExpression,
  K.NewExpression,
  K.NullKeyword,
  K.NoSubstitutionTemplateLiteral,
]);

/** `stripe.subscriptions.list({ limit: 10 })`, `new ListPartsCommand({ MaxParts: 1000 })`: as much as is asked of somebody else's list at once, within what services give. */
const isPageOfService = (name: string, callee: string, value: Ts.Expression, tree: Ts.SourceFile): boolean =>
  (/^(limit|per_?page|page_?size|max_?results)$/i.test(name) && /\.(list|search|doSearch)([A-Z]\w*)?$/.test(callee) && Number(fold(value, tree)?.value) <= 100) || (/^Max[A-Z]/.test(name) && /Command$/.test(callee));

/** `@ApiProperty({ maxLength: 2048 })` on a member says what its values may be. */
function describesMember({ place }: Collector): boolean {
  for (let i = 0; ; i++) {
    const outer = place.up(i);
    if (outer === undefined || ts.isStatement(outer)) return false;
    if (ts.isDecorator(outer)) return described.has(place.up(i + 1)?.kind ?? K.Unknown);
  }
}

const ofValues: ReadonlySet<Role> = new Set(['size-limit', 'limit', 'page-size', 'threshold']);
const described: ReadonlySet<Ts.SyntaxKind> = new Set([K.PropertyDeclaration, K.GetAccessor, K.SetAccessor]);

/** How long a browser remembers what CORS allows; each has a largest time of its own. */
const isPreflight = (object: Ts.Node | undefined): boolean =>
  object !== undefined && ts.isObjectLiteralExpression(object) && object.properties.some(each => each.name !== undefined && /^(origin|allowedHeaders|allowHeaders|exposedHeaders|exposeHeaders|allowedMethods|methods)$/.test(staticName(each.name as Ts.PropertyName))); // Members of an object literal are named as properties are.

/** What customers are sold: `PLAN_LIMITS`, `TIERS`, `USAGE_LIMITATIONS`. */
const isOffer = (holder: string): boolean => wordsOf(holder).some(word => /^(plans?|tiers?|limitations?|pricing|entitlements?)$/.test(word));

/** The lines of a prompt, the frames of a spinner, and a page as large as services give. */
function isShown(name: string, value: Ts.Expression, { place, tree }: Collector): boolean {
  const object = place.up(0);
  const beside = name === 'pageSize' ? 'choices' : name === 'interval' ? 'frames' : undefined;
  if (
    beside !== undefined &&
    object &&
    ts.isObjectLiteralExpression(object) &&
    object.properties.some(each => each.name !== undefined && staticName(each.name as Ts.PropertyName) === beside)
  )
    return true; // Members of an object literal are named as properties are.
  return /^(per_?page|pagelen|page\[size\])$/i.test(name) && /(^|\D)100$/.test(value.getText(tree));
}

export function shorthand(node: Ts.ShorthandPropertyAssignment, found: Collector): void {
  if (quantityOf(node.name.text)?.strong) found.supplies(node.name.text);
}

/** `new LRUCache({ max: 500 })`, `new Pool({ max: 10 })`, `retry: { limit: 3 }`: what holds a bound says of what; so does the command of a store. */
function bounded(name: string, holder: string, callee: string): Quantity | undefined {
  const kept = /^(EX|PX)$/i.test(name) && keepsForAWhile(callee);
  if (kept) return { role: 'ttl', unit: /^e/i.test(name) ? 's' : 'ms', strong: true };
  if (name === 'windowMs' && limiter.test(holder)) return { role: 'duration', unit: 'ms', strong: true };
  if (name !== 'max' && name !== 'limit') return undefined;
  if (/(pool|^postgres|^pg)$/i.test(holder)) return { role: 'concurrency', strong: true };
  if (/(cache|lru|map)$/i.test(holder)) return { role: 'size-limit', strong: true };
  if (/^retry$/i.test(holder)) return { role: 'retry-limit', strong: true };
  return limiter.test(holder) ? { role: 'rate', strong: true } : undefined;
}

const limiter = /(^limiter|rate_?limit(er|ing)?|throttler?|Limiter)(middleware|plugin|guard|handler|options)?$/i;
