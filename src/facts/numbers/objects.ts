import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import type { Place } from '../walk/visitor.ts';
import { declaresSettings } from './callees.ts';
import { isConfiguration, isDefaultConfiguration, isOwnConfiguration, namesDefaults } from './configuration.ts';
import { bare } from './fold.ts';
import { calleeName, nameOf, staticName } from './names.ts';

const K = ts.SyntaxKind;

/** Where the object literal stands in which a property is written. */
export interface ObjectContext {
  /** Names of the properties that lead to this one, its own last. */
  readonly path: readonly string[];
  /** The `const` whose value the object is. */
  readonly constant?: Ts.VariableDeclaration;
  /** What is called or constructed with the object; '' when it is no argument. */
  readonly callee: string;
  /** Name of what holds the object: variable, field or called function. */
  readonly holder: string;
  /** One of several objects in a list: data, not policy. */
  readonly listed: boolean;
  /** One of several entries of a table that all have this property. */
  readonly tabled: boolean;
  /** The object declares settings, a schema or the defaults of a configuration. */
  readonly declares: boolean;
  /** The object is where its numbers are kept under names: the defaults of options, or a file of configuration. */
  readonly keeps: boolean;
}

/** Looks outward from a property assignment that is being visited. */
export function objectContext(property: Ts.PropertyAssignment, place: Place, tree: Ts.SourceFile): ObjectContext {
  const path = [staticName(property.name)];
  let listed = false;
  let declares = false;
  let tabled = false;
  let keeps = isConfiguration(tree.fileName);
  for (let i = 0; ; i++) {
    const node = place.up(i);
    if (node === undefined) return { path, callee: '', holder: '', listed, tabled, declares, keeps: false };
    switch (node.kind) {
      case K.ObjectLiteralExpression:
        declares ||= describes(node as Ts.ObjectLiteralExpression);
        keeps ||= isProbe(node as Ts.ObjectLiteralExpression);
        tabled ||= path.length > 1 && isTable(node as Ts.ObjectLiteralExpression, path[1]!);
        continue;
      case K.ParenthesizedExpression: case K.AsExpression: case K.SatisfiesExpression: case K.TypeAssertionExpression:
      case K.ConditionalExpression: case K.SpreadElement: case K.SpreadAssignment: case K.AwaitExpression:
        continue;
      case K.ArrayLiteralExpression:
        listed ||= isList(node as Ts.ArrayLiteralExpression);
        continue;
      case K.PropertyAssignment:
        path.unshift(staticName((node as Ts.PropertyAssignment).name));
        continue;
      case K.VariableDeclaration: {
        const declaration = node as Ts.VariableDeclaration;
        const list = place.up(i + 1);
        const holder = staticName(declaration.name);
        const isConst = list !== undefined && (list.flags & ts.NodeFlags.Const) !== 0 && ts.isIdentifier(declaration.name);
        return {
          path,
          callee: '',
          holder,
          listed,
          tabled,
          keeps: keeps || namesDefaults(holder) || isOwnConfiguration(declaration, tree),
          declares: declares || isDefaultConfiguration(holder, declaration.type?.getText(tree) ?? '', tree.fileName),
          ...(isConst ? { constant: declaration } : {}),
        };
      }
      case K.CallExpression:
      case K.NewExpression: {
        const callee = calleeName((node as Ts.CallExpression).expression);
        if (callee === 'Object.freeze') continue;
        if (isTelling(callee)) return { path, callee, holder: '', listed: true, tabled, declares, keeps: false };
        return {
          path,
          callee,
          holder: callee.slice(callee.lastIndexOf('.') + 1),
          listed,
          tabled,
          declares: declares || declaresSettings(callee) || withinDefaults(place, i + 1, tree),
          keeps: keeps || isCompleted(node as Ts.CallExpression, callee, property),
        };
      }
      case K.PropertyDeclaration: {
        const field = node as Ts.PropertyDeclaration;
        const holder = staticName(field.name);
        return { path, callee: '', holder, listed, tabled, declares: declares || isDefaultConfiguration(holder), keeps: namesDefaults(holder) || isOpenOptions(field, tree) };
      }
      case K.BinaryExpression: {
        const { operatorToken, left } = node as Ts.BinaryExpression;
        if (operatorToken.kind === K.BarBarToken || operatorToken.kind === K.QuestionQuestionToken || operatorToken.kind === K.AmpersandAmpersandToken) continue;
        const holder = nameOf(left);
        return { path, callee: '', holder, listed, tabled, declares: declares || isDefaultConfiguration(holder), keeps: keeps || namesDefaults(holder) };
      }
      case K.Parameter: case K.BindingElement:
        return { path, callee: '', holder: '', listed, tabled, declares, keeps: true };
      default:
        return { path, callee: '', holder: '', listed, tabled, declares, keeps: keeps && yields.has(node.kind) };
    }
  }
}

/** A probe or a resource of Kubernetes: what is deployed, where it is written down. */
const isProbe = perNode((node: Ts.ObjectLiteralExpression) => {
  const names = new Set(node.properties.map(each => (each.name ? staticName(each.name as Ts.PropertyName) : ''))); // Members of an object literal are named as properties are.
  return (names.has('apiVersion') && names.has('kind')) || ['initialDelaySeconds', 'periodSeconds', 'failureThreshold', 'successThreshold', 'httpGet', 'tcpSocket', 'terminationGracePeriodSeconds'].filter(each => names.has(each)).length >= 2;
});

/** `_.defaultsDeep(options, { … })`, `Object.assign({ … }, options)`: what options are where they say nothing. */
function isCompleted({ arguments: given }: Ts.CallExpression | Ts.NewExpression, callee: string, property: Ts.Node): boolean {
  if (/(^|\.)(with|apply|set|merge)?(defaults|Defaults)(Deep)?$/.test(callee)) return true;
  const last = given?.at(-1);
  return /(^|\.)(assign|merge|extend)$/.test(callee) && last !== undefined && last.pos > property.pos && bare(last).kind !== K.ObjectLiteralExpression;
}

/** `public reconnection: ReconnectionOptions = { … }`: options that whoever has the object may set. */
const isOpenOptions = ({ modifiers, type }: Ts.PropertyDeclaration, tree: Ts.SourceFile): boolean =>
  type !== undefined && /(Options|Opts|Config|Settings)(<.*)?$/.test(type.getText(tree)) && !modifiers?.some(({ kind }) => closed.has(kind));

const closed: ReadonlySet<Ts.SyntaxKind> = new Set([K.PrivateKeyword, K.ProtectedKeyword, K.ReadonlyKeyword, K.StaticKeyword]);

/** What a function gives back, and what a module is. */
const yields: ReadonlySet<Ts.SyntaxKind> = new Set([K.ReturnStatement, K.ArrowFunction, K.ExportAssignment]);

/** An answer, a record of what happened, a text: what is given to it is told and decides nothing here. */
export const isTelling = (callee: string): boolean => tells.test(callee);

const tells = /(^|\.)(json|reply|respond|stringify|log|debug|info|warn|error|trace|track|capture|captureMessage|expect|Examples?|Api(Property|Body|Response|Query|Param)\w*|String|Error|\w+Error)$/;

/** The call makes a part of the defaults: `const defaultConfig = { cache: new Cache({ size: 5 }) }`. */
function withinDefaults(place: Place, from: number, tree: Ts.SourceFile): boolean {
  for (let i = from; ; i++) {
    const node = place.up(i);
    if (node === undefined || ts.isFunctionLike(node) || ts.isStatement(node)) return false;
    if (ts.isVariableDeclaration(node)) return isDefaultConfiguration(staticName(node.name), node.type?.getText(tree) ?? '', tree.fileName);
  }
}

/** Remembers by node: a list of thousands of objects is looked through once, not for each of their properties. */
function perNode<N extends Ts.Node>(judge: (node: N) => boolean): (node: N) => boolean {
  const known = new WeakMap<N, boolean>();
  return node => {
    let answer = known.get(node);
    if (answer === undefined) known.set(node, (answer = judge(node)));
    return answer;
  };
}

const isList = perNode((node: Ts.ArrayLiteralExpression) => node.elements.filter(element => element.kind === K.ObjectLiteralExpression).length > 1);

/** The object says what a value may be (`{ type: 'number', … }`, `{ key, default: 5 }`, `{ min, max, step }`) and is not that value. */
const describes = perNode((object: Ts.ObjectLiteralExpression): boolean => {
  return object.properties.some(property => {
    if (!ts.isPropertyAssignment(property)) return false;
    const name = staticName(property.name);
    if (name === 'default' || name === 'defaultValue' || name === 'envVarOverride' || name === '$schema' || name === 'defaultsTo' || name === 'step') return true;
    return name === 'type' && (
      (ts.isStringLiteral(property.initializer) && valueTypes.has(property.initializer.text)) ||
      (ts.isPropertyAccessExpression(property.initializer) && /^(int|integer|number|float|double|string|text|bool|boolean|json|array|object)$/i.test(property.initializer.name.text)) ||
      (ts.isIdentifier(property.initializer) && /^(String|Number|Boolean|Object|Array)$/.test(property.initializer.text)));
  });
});

const valueTypes = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'int', 'float', 'text', 'varchar', 'select', 'null']);

/** Answers about tables, by name of a property, which each of their entries asks for. */
const tables = new WeakMap<Ts.ObjectLiteralExpression, Map<string, boolean>>();

/** Three entries or more hold an object with this property. */
function isTable(object: Ts.ObjectLiteralExpression, name: string): boolean {
  let names = tables.get(object);
  if (!names) tables.set(object, (names = new Map()));
  let known = names.get(name);
  if (known === undefined) names.set(name, (known = haveProperty(object, name)));
  return known;
}

function haveProperty(object: Ts.ObjectLiteralExpression, name: string): boolean {
  let entries = 0;
  for (const property of object.properties) {
    if (!ts.isPropertyAssignment(property)) continue;
    const value = bare(property.initializer);
    if (ts.isObjectLiteralExpression(value) && value.properties.some(each => each.name !== undefined && staticName(each.name) === name) && ++entries === 3) return true;
  }
  return false;
}
