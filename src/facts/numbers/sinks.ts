import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { decidedBy, isSchemaCall, mayDecide } from './callees.ts';
import { comparison, equality } from './compared.ts';
import { annotationOf, isLaidDown } from './declarations.ts';
import type { Collector } from './extract.ts';
import { bare, fold } from './fold.ts';
import { isChain, settingRead } from './leaves.ts';
import type { Offered, Quantity, Role } from './model.ts';
import { declaresFields } from './declared-values.ts';
import { offsetsOf } from './moments.ts';
import { calleeName, isMoment, lastName, nameOf, staticName } from './names.ts';
import { namesHeld } from './held.ts';
import { isConfiguration, isTelling, namesDefaults, objectContext } from './objects.ts';
import { argumentOf, handsOn, isOptions, isOverridden } from './offered.ts';
import { guardsAlgorithm } from './policy.ts';
import { isFieldReplaced, isReplaced, standsInFor } from './provisional.ts';
import { memberQuantity, quantityOf } from './roles.ts';
import { isUnitName } from './units.ts';
import { wordsOf } from './words.ts';

const K = ts.SyntaxKind;

type Visit = (node: any, found: Collector) => void; // Each is called with the one kind of node under which it is listed.

/** The places where a number gets its power, one function each. */
const sinks: { readonly [kind: number]: Visit } = {
  [K.ImportDeclaration]: importedNames,
  [K.CallExpression]: callArguments,
  [K.NewExpression]: callArguments,
  [K.BinaryExpression]: binary,
  [K.VariableDeclaration]: variable,
  [K.Parameter]: parameter,
  [K.BindingElement]: bindingDefault,
  [K.PropertyDeclaration]: field,
  [K.PropertyAssignment]: option,
  [K.ShorthandPropertyAssignment]: shorthand,
  [K.EnumMember]: enumMember,
  [K.ReturnStatement]: returned,
  [K.ArrowFunction]: returned,
};

export const wanted: readonly Ts.SyntaxKind[] = Object.keys(sinks).map(Number);

export const visitNode = (node: Ts.Node, found: Collector): void => sinks[node.kind]?.(node, found);

function importedNames(node: Ts.ImportDeclaration, found: Collector): void {
  const clause = node.importClause;
  if (clause?.name) found.leads(clause.name.text);
  const bindings = clause?.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) found.leads(bindings.name.text);
  if (bindings && ts.isNamedImports(bindings)) for (const element of bindings.elements) found.leads(element.name.text);
}

function callArguments(node: Ts.CallExpression | Ts.NewExpression, found: Collector): void {
  const given = node.arguments;
  if (given === undefined || given.length === 0) return;
  const called = lastName(node.expression);
  if (!mayDecide(called)) {
    handedOver(node.expression, given, found);
    return;
  }
  const callee = calleeName(node.expression);
  if (callee === 'Math.min' || callee === 'Math.max') {
    const measured = given.map(argument => quantityOf(nameOf(argument))).find(quantity => quantity !== undefined);
    const name = given.map(nameOf).find(each => quantityOf(each) !== undefined);
    if (measured?.strong && name) found.use(node as Ts.CallExpression, { slot: name, sink: 'clamp', quantity: measured });
    return;
  }
  const numeric = given.findIndex(argument => fold(argument, found.tree) !== undefined);
  const decided = decidedBy(callee, given.length > 1 && numeric !== 0);
  if (decided === undefined || isSchemaCall(callee)) {
    handedOver(node.expression, given, found);
    return;
  }
  const last = given.length - 1;
  const timed = given.findIndex(argument => isChain(argument) && quantityOf(lastName(argument))?.strong);
  const index = decided.at === 'number' && numeric < 0 ? timed : decided.at === 'second' && given.length > 1 && numeric !== 0 ? 1 : numeric >= 0 ? numeric : decided.at === 'first' ? 0 : last;
  if (decided.sink === 'argument' && (given.length !== 1 || (numeric < 0 && !isNameOrNext(given[0]!, found.tree)) || ts.isNewExpression(node))) {
    handedOver(node.expression, given, found);
    return;
  }
  if (index < 0) return;
  // `table.every(item, 3)` says how many of it.
  if (/(^|\.)(every|schedule)$/.test(callee) && index > 0 && !ts.isFunctionLike(given[0]!) && Number(fold(given[index]!, found.tree)?.value ?? LEAST_INTERVAL) < LEAST_INTERVAL) return;
  // `@MaxLength(1000)` describes the value it decorates.
  if (decided.sink === 'argument' && found.place.up(0)?.kind === K.Decorator) return;
  // It only keeps the process alive, or says something later, or is the second of so many a second.
  if (isEmptyFunction(given[0]!) || onlyPrints(given[0]!, found.tree) || isItsUnit(given[0]!, given[index]!, found.tree)) return;
  const name = callee.slice(callee.lastIndexOf('.') + 1);
  found.use(given[index]!, { slot: `${callee === 'AbortSignal.timeout' ? callee : name}.${index}`, sink: decided.sink, quantity: decided.quantity, callee });
}

const LEAST_INTERVAL = 1000;

/** `backoff(attempt, RETRY_MAX_MS)`: what a constant of that name is for, whoever takes it. */
function handedOver(taker: Ts.Expression, given: readonly Ts.Expression[], found: Collector): void {
  for (const argument of given) {
    if (argument.kind !== K.Identifier && argument.kind !== K.PropertyAccessExpression) continue;
    const name = lastName(argument);
    const quantity = quantityOf(name);
    if (!quantity?.strong || !everywhere.has(quantity.role) || !isChain(argument)) continue;
    const callee = calleeName(taker);
    if (!isTelling(callee) && !isSchemaCall(callee)) found.use(argument, { slot: name, sink: 'argument', quantity, callee });
  }
}

/** `limit(PAGE)`, `limit(PAGE + 1)` */
function isNameOrNext(outer: Ts.Expression, tree: Ts.SourceFile): boolean {
  const node = bare(outer);
  return isChain(node) || (ts.isBinaryExpression(node) && node.operatorToken.kind === K.PlusToken && isChain(node.left) && fold(node.right, tree)?.value === '1');
}

/** `setInterval(() => { tokens += ratePerSecond; }, 1000)` */
function isItsUnit(handler: Ts.Expression, period: Ts.Expression, tree: Ts.SourceFile): boolean {
  const unit = spans.get(fold(period, tree)?.value ?? '');
  return unit !== undefined && ts.isFunctionLike(handler) && new RegExp(`per_?${unit}`, 'i').test(handler.getText(tree));
}

const spans: ReadonlyMap<string, string> = new Map([['1000', 'sec'], ['60000', 'min'], ['3600000', 'hour']]);

/** `() => console.log(…)`, and what ends the process after it. */
function onlyPrints(node: Ts.Node, tree: Ts.SourceFile): boolean {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  const steps = ts.isBlock(node.body) ? node.body.statements.map(each => (ts.isExpressionStatement(each) ? each.expression : undefined)) : [node.body];
  const called = steps.map(step => (step && ts.isCallExpression(bare(step as Ts.Expression)) ? (bare(step as Ts.Expression) as Ts.CallExpression).expression.getText(tree) : '')); // A body is a block or an expression.
  return called.some(name => name.startsWith('console.')) && called.every(name => /^(console\.\w+|process\.exit)$/.test(name));
}

const isEmptyFunction = (node: Ts.Expression): boolean => ts.isArrowFunction(node) && ts.isBlock(node.body) && node.body.statements.length === 0;

function binary(node: Ts.BinaryExpression, found: Collector): void {
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

function variable(node: Ts.VariableDeclaration, found: Collector): void {
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
    const annotation = annotationOf(node, found.tree);
    const isModule = statement !== undefined && ts.isVariableStatement(statement) && found.place.up(2)?.kind === K.SourceFile;
    found.named(initializer, name, {
      name: name.text, path: [], holder: 'const', ...(quantity ? { quantity } : {}), ...(isModule ? { module: 1 } : {}), ...(annotation ? { annotation } : {}),
      ...(isLaidDown(statement ?? node, found.tree, name.text) || (isModule && segmentOptions.has(name.text)) ? { given: 'protocol' } : {}), ...(isConfiguration(found.tree.fileName) ? { kept: 1 } : {}),
    });
    return;
  }
  if (quantity?.strong) found.use(initializer, { slot: name.text, sink: 'variable', quantity, kept: isReplaced(name.text, node.end, found.place, found.tree) });
  expires(name.text, initializer, found);
}

/** `expiresAt = addMinutes(now, 15)`: how long from now until it ends. */
function expires(name: string, value: Ts.Expression, found: Collector): void {
  for (const { amount, unit } of offsetsOf(name, value, found.tree)) {
    found.use(amount, { slot: name, sink: 'variable', quantity: { role: 'ttl', ...(unit ? { unit } : {}), strong: true } });
  }
}

/** Forms of a name, and of a member of one. */
const aliased: ReadonlySet<Ts.SyntaxKind> = new Set([K.Identifier, K.PropertyAccessExpression, K.ElementAccessExpression]);

/** Exports that Next.js reads from the source of a route, which therefore takes a literal only. */
const segmentOptions: ReadonlySet<string> = new Set(['maxDuration', 'revalidate']);

function parameter(node: Ts.ParameterDeclaration, found: Collector): void {
  if (node.initializer === undefined) return;
  const fn = found.place.up(0);
  defaulted(node.name, node.initializer, found, true, fn && ts.isFunctionLike(fn) ? argumentOf(node, fn, found.place.up(1)) : undefined);
}

function bindingDefault(node: Ts.BindingElement, found: Collector): void {
  if (node.initializer === undefined) {
    // `const { wait } = LIMITS`
    const declaration = [0, 1].map(n => found.place.up(n)).find(each => each?.kind === K.VariableDeclaration);
    if (declaration !== undefined && ts.isIdentifier(node.name) && isChain((declaration as Ts.VariableDeclaration).initializer ?? node.name)) found.leads(node.name.text);
    return;
  }
  let inParameter = false;
  let isOption = false;
  for (let i = 0; ; i++) {
    const outer = found.place.up(i);
    if (outer === undefined) break;
    if (ts.isVariableDeclaration(outer)) {
      // `const { TIMEOUT = 30 } = process.env`: what the setting is when nobody set it.
      if (outer.initializer && settingRead.test(`${found.tree.text.slice(outer.initializer.pos, outer.initializer.end)}.`)) return;
      isOption = outer.initializer !== undefined && isOptions(nameOf(outer.initializer));
      break;
    }
    if (ts.isParameter(outer)) {
      inParameter = true;
      break;
    }
  }
  const name = node.propertyName ?? node.name;
  defaulted(name, node.initializer, found, inParameter, inParameter || isOption ? { n: staticName(name) } : undefined);
}

function defaulted(binding: Ts.BindingName | Ts.PropertyName, value: Ts.Expression, found: Collector, inParameter: boolean, offered: Offered | undefined): void {
  const name = staticName(binding);
  if (name === '') return;
  const number = fold(value, found.tree);
  if (inParameter && number) found.parameter(name, number);
  const quantity = quantityOf(name);
  if (quantity?.role === 'limit' && guardsAlgorithm(name)) return;
  if (quantity?.strong) found.use(value, { slot: name, sink: 'parameter', quantity, offered });
}

function field(node: Ts.PropertyDeclaration, found: Collector): void {
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
      name, path: [ts.isPrivateIdentifier(node.name) ? node.name.text : name], holder: has(K.StaticKeyword) ? 'static' : 'field', ...(quantity ? { quantity } : {}), ...(annotation ? { annotation } : {}),
      ...(isLaidDown(node, found.tree) ? { given: 'protocol' } : {}),
    });
    return;
  }
  if (quantity?.strong && (quantity.role !== 'limit' || namesHeld(name))) found.use(node.initializer, { slot: name, sink: 'field', quantity, kept: namesDefaults(name) || isConfiguration(found.tree.fileName) || isFieldReplaced(name, found.place.up(0), found.tree) });
}

/** Values that are no number on their own, so that only the name above them can make them one's business. */
const computed: ReadonlySet<Ts.SyntaxKind> = new Set([K.ArrowFunction, K.FunctionExpression, K.ConditionalExpression, K.TemplateExpression, K.NewExpression, K.NullKeyword, K.NoSubstitutionTemplateLiteral]);

function option(node: Ts.PropertyAssignment, found: Collector): void {
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
    found.named(value, context.constant.name, {
      name: [context.holder, ...context.path].join('.'), path: context.path, holder: 'member', ...(quantity ? { quantity } : {}),
      ...(context.declares ? { given: 'setting' } : isLaidDown(node, found.tree) ? { given: 'protocol' } : {}), ...(context.keeps || isDefault ? { kept: 1 } : {}),
    });
    return;
  }
  if (context.declares || isLaidDown(node, found.tree)) return;
  const quantity = own?.strong ? own : (memberQuantity(context.path) ?? bounded(name, context.path.at(-2) ?? context.holder));
  if (context.tabled && quantity && (!everywhere.has(quantity.role) || quantity.role === 'rate')) return;
  if (isPageOfService(name, context.callee, value, found.tree)) return;
  if (quantity?.strong) found.use(value, {
    slot: context.path.join('.'), sink: 'option', quantity, ...(context.callee ? { callee: context.callee } : {}), ...(isDefault ? { offered: { n: name } } : {}), kept: context.keeps,
  });
}

/** `stripe.subscriptions.list({ limit: 10 })`: as much as is asked of somebody else's list at once, within what services give. */
const isPageOfService = (name: string, callee: string, value: Ts.Expression, tree: Ts.SourceFile): boolean =>
  /^(limit|per_?page|page_?size|max_?results)$/i.test(name) && /\.(list|search|doSearch)([A-Z]\w*)?$/.test(callee) && Number(fold(value, tree)?.value) <= 100;

/** What customers are sold: `PLAN_LIMITS`, `TIERS`, `USAGE_LIMITATIONS`. */
const isOffer = (holder: string): boolean => wordsOf(holder).some(word => /^(plans?|tiers?|limitations?|pricing|entitlements?)$/.test(word));

/** The lines of a prompt, the frames of a spinner, and a page as large as services give. */
function isShown(name: string, value: Ts.Expression, { place, tree }: Collector): boolean {
  const object = place.up(0);
  const beside = name === 'pageSize' ? 'choices' : name === 'interval' ? 'frames' : undefined;
  if (beside !== undefined && object && ts.isObjectLiteralExpression(object) && object.properties.some(each => each.name !== undefined && staticName(each.name as Ts.PropertyName) === beside)) return true; // Members of an object literal are named as properties are.
  return /^(per_?page|pagelen|page\[size\])$/i.test(name) && fold(value, tree)?.value === '100';
}

function shorthand(node: Ts.ShorthandPropertyAssignment, found: Collector): void {
  if (quantityOf(node.name.text)?.strong) found.supplies(node.name.text);
}

/** Roles that are policy even where many entries of a table have one each; the other roles make columns of data. */
const everywhere: ReadonlySet<Role> = new Set(['timeout', 'interval', 'delay', 'ttl', 'retry-limit', 'concurrency', 'batch-size', 'rate']);

/** `new LRUCache({ max: 500 })`, `new Pool({ max: 10 })`: the bound of what is made. */
function bounded(name: string, holder: string): Quantity | undefined {
  if (name !== 'max' && name !== 'limit') return undefined;
  if (/pool$/i.test(holder)) return { role: 'concurrency', strong: true };
  if (/(cache|lru|map)$/i.test(holder)) return { role: 'size-limit', strong: true };
  return /(limit|limiter)$/i.test(holder) ? { role: 'rate', strong: true } : undefined;
}

function enumMember(node: Ts.EnumMember, found: Collector): void {
  const holder = found.place.up(0);
  if (node.initializer === undefined || holder === undefined || !ts.isEnumDeclaration(holder)) return;
  const name = staticName(node.name);
  const quantity = isNumbering(holder, found) ? undefined : memberQuantity([holder.name.text, name]);
  if (isUnitName(name) && !quantity?.strong) return;
  found.named(node.initializer, holder.name, {
    name: `${holder.name.text}.${name}`, path: [name], holder: 'enum', ...(quantity ? { quantity } : {}), ...(isLaidDown(node, found.tree) ? { given: 'protocol' } : {}),
  });
}

/** The members are told apart by small numbers, or by bits; what they are called is not what the numbers mean. */
function isNumbering(node: Ts.EnumDeclaration, found: Collector): boolean {
  const known = numberings.get(node);
  if (known !== undefined) return known;
  const answer = numbers(node, found);
  numberings.set(node, answer);
  return answer;
}

/** Nobody has so many policies in one place; these are somebody's identifiers. */
const LONG = 30;

/** By declaration, so that the members of a long enum are looked through once. */
const numberings = new WeakMap<Ts.EnumDeclaration, boolean>();

function numbers(node: Ts.EnumDeclaration, found: Collector): boolean {
  if (node.members.length > 0 && node.members.every(({ name }) => quantityOf(staticName(name))?.unit !== undefined)) return false;
  if (/(status|codes?|errors?|types?|kinds?|levels?|reasons?|keys?|ids?|events?|fields?)(enum)?$/i.test(node.name.text)) return true;
  if (node.members.length >= LONG && !quantityOf(node.name.text)?.strong) return true;
  const values = node.members.map(member => (member.initializer ? Number(fold(member.initializer, found.tree)?.value) : 0)).sort((a, b) => a - b);
  const following = values.filter((value, index) => index > 0 && value === values[index - 1]! + 1).length;
  if (values.length > 1 && (following === values.length - 1 || (values.length >= 6 && following * 2 >= values.length))) return true;
  return !quantityOf(node.name.text)?.strong && values.every(value => value <= Math.max(values.length, 10) || Number.isInteger(Math.log2(value)));
}

/** `getTimeout() { return 5000; }`, `retryDelay: attempt => Math.min(500 * attempt, 30_000)`. */
function returned(node: Ts.ReturnStatement | Ts.ArrowFunction, found: Collector): void {
  const value = ts.isReturnStatement(node) ? node.expression : ts.isBlock(node.body) ? undefined : node.body;
  if (value === undefined) return;
  const slot = functionName(node, found).replace(/^(?:get|compute|calculate|resolve|next)([A-Z])/, (_, first: string) => first.toLowerCase());
  const quantity = quantityOf(slot);
  if (quantity?.strong && everywhere.has(quantity.role)) found.use(value, { slot, sink: 'return', quantity });
}

function functionName(node: Ts.Node, found: Collector): string {
  let depth = 0;
  let fn: Ts.Node | undefined = node;
  if (ts.isReturnStatement(node)) {
    while ((fn = found.place.up(depth++)) !== undefined && !ts.isFunctionLike(fn));
    if (fn === undefined) return '';
  }
  const own = (fn as Ts.FunctionLikeDeclaration).name;
  if (own) return staticName(own as Ts.PropertyName);
  const holder = found.place.up(depth);
  return holder && (ts.isVariableDeclaration(holder) || ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder)) ? staticName(holder.name) : '';
}
