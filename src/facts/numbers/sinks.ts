import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { callArguments } from './arguments.ts';
import { binary, variable } from './assigned.ts';
import { bindingDefault, parameter } from './defaults.ts';
import { enumMember } from './enums.ts';
import type { Collector } from './extract.ts';
import { field } from './fields.ts';
import { option, shorthand } from './options.ts';
import { returned } from './returned.ts';

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
