import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import type { Place } from '../walk/visitor.ts';
import { bare } from './fold.ts';
import type { Offered } from './model.ts';
import { nameOf, staticName } from './names.ts';

const K = ts.SyntaxKind;

/** What a caller gives in the place of a default that stands behind `??` or `||`: `options.wait`, or a parameter. */
export function offeredBy(outer: Ts.Expression, place: Place): Offered | undefined {
  const node = bare(outer);
  if (ts.isPropertyAccessExpression(node)) return isOptions(nameOf(node.expression)) ? { n: node.name.text } : undefined;
  if (!ts.isIdentifier(node)) return undefined;
  for (let i = 0; ; i++) {
    const fn = place.up(i);
    if (fn === undefined) return undefined;
    if (!ts.isFunctionLike(fn)) continue;
    const parameter = fn.parameters.find(({ name }) => bindsName(name, node.text));
    if (parameter === undefined) continue;
    return ts.isIdentifier(parameter.name) ? argumentOf(parameter, fn, place.up(i + 1)) : { n: optionName(parameter.name, node.text) };
  }
}

/** Which argument of which function gives the parameter; `holder` stands around the function. Undefined where the function has no name. */
export function argumentOf(parameter: Ts.ParameterDeclaration, fn: Ts.SignatureDeclaration, holder: Ts.Node | undefined): Offered | undefined {
  const n = ts.isConstructorDeclaration(fn) ? (holder && ts.isClassLike(holder) ? (holder.name?.text ?? '') : '') : (nameIn(fn) || (holder ? nameIn(holder) : ''));
  return n === '' ? undefined : { n, i: fn.parameters.indexOf(parameter) };
}

/** What callers hand their choices over in, by its name; what a request holds is chosen by users. */
export const isOptions = (name: string): boolean =>
  /(^_?(options?|opts?|params?|args?|props|init|overrides?)|(Options|Opts|Params|Args|Overrides|_options|_opts))$/.test(name) &&
  !/search|query|route|url|request/i.test(name);

/** `{ wait: 5, ...options }`: what stands behind has the last word. */
export function isOverridden(property: Ts.ObjectLiteralElementLike, object: Ts.Node | undefined): boolean {
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return false;
  let last = lastSpread.get(object);
  if (last === undefined) lastSpread.set(object, (last = object.properties.findLast(each => ts.isSpreadAssignment(each) && spreadsGiven(each.expression))?.pos ?? -1));
  return last > property.pos;
}

/** Where the last object is spread that somebody else gives; by object, so that a long one is gone through once. */
const lastSpread = new WeakMap<Ts.ObjectLiteralExpression, number>();

/** `options`, `options.retry`, `own || {}`, `own && { … }`: some other object. */
function spreadsGiven(outer: Ts.Expression): boolean {
  const node = bare(outer);
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || (ts.isBinaryExpression(node) && spreadsGiven(node.left));
}

/** `wait: options.wait ?? 5` hands on what came in, and gives nothing of its own. */
export function handsOn(name: string, outer: Ts.Expression): boolean {
  const node = bare(outer);
  if (ts.isBinaryExpression(node) && (node.operatorToken.kind === K.QuestionQuestionToken || node.operatorToken.kind === K.BarBarToken)) return handsOn(name, node.left);
  return ts.isPropertyAccessExpression(node) && node.name.text === name && isOptions(nameOf(node.expression));
}

const bindsName = (name: Ts.BindingName, wanted: string): boolean =>
  ts.isIdentifier(name) ? name.text === wanted : ts.isObjectBindingPattern(name) && name.elements.some(element => ts.isIdentifier(element.name) && element.name.text === wanted);

function optionName(pattern: Ts.BindingName, wanted: string): string {
  const element = ts.isObjectBindingPattern(pattern) ? pattern.elements.find(each => ts.isIdentifier(each.name) && each.name.text === wanted) : undefined;
  return (element?.propertyName && staticName(element.propertyName as Ts.PropertyName)) || wanted; // A binding element is renamed from a property's name.
}

const nameIn = (node: Ts.Node): string => {
  const { name } = node as Ts.NamedDeclaration; // Whatever else it is has no name.
  return name && (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isPrivateIdentifier(name)) ? name.text : '';
};
