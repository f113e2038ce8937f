import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { declare, startOf, type Builder } from './builder.ts';
import { lower } from './expressions.ts';

const K = ts.SyntaxKind;

/** Imports and exports. Any other statement, which only error recovery can leave, has its children walked. */
export const lowerModuleItem = (b: Builder, node: Ts.Statement): void => {
  switch (node.kind) {
    case K.ImportDeclaration: return importDeclaration(b, node as Ts.ImportDeclaration);
    case K.ImportEqualsDeclaration: return importEquals(b, node as Ts.ImportEqualsDeclaration);
    case K.ExportDeclaration: return exportDeclaration(b, node as Ts.ExportDeclaration);
    case K.ExportAssignment: {
      const { expression, isExportEquals } = node as Ts.ExportAssignment;
      b.hasCode = true;
      b.pendingName = 'default';
      const v = lower(b, expression);
      b.pendingName = '';
      b.exports.push({ n: isExportEquals ? 'export=' : 'default', v, s: startOf(b, node) });
      return;
    }
    case K.NamespaceExportDeclaration: return;
    default: ts.forEachChild(node, child => { lower(b, child as Ts.Expression); });
  }
};

const importDeclaration = (b: Builder, node: Ts.ImportDeclaration): void => {
  if (!ts.isStringLiteral(node.moduleSpecifier)) return;
  const from = node.moduleSpecifier.text;
  const { s, e } = { s: startOf(b, node.moduleSpecifier), e: node.moduleSpecifier.end };
  const clause = node.importClause;
  if (!clause) {
    b.hasCode = true;
    b.imports.push({ imported: '', decl: -1, from, s, e });
    return;
  }
  const bind = (name: Ts.Identifier, imported: string, typeOnly: boolean): void => {
    const decl = declare(b, name.text, 'import', startOf(b, name), name.end, { ref: b.imports.length });
    b.imports.push({ imported, decl, from, s, e, ...(typeOnly ? { typeOnly: 1 as const } : {}) });
  };
  if (clause.name) bind(clause.name, 'default', clause.isTypeOnly);
  const { namedBindings } = clause;
  if (namedBindings && ts.isNamespaceImport(namedBindings)) bind(namedBindings.name, '*', clause.isTypeOnly);
  if (namedBindings && ts.isNamedImports(namedBindings)) {
    for (const element of namedBindings.elements) bind(element.name, (element.propertyName ?? element.name).text, clause.isTypeOnly || element.isTypeOnly);
  }
};

const importEquals = (b: Builder, node: Ts.ImportEqualsDeclaration): void => {
  const { name, moduleReference } = node;
  if (!ts.isExternalModuleReference(moduleReference)) {
    declare(b, name.text, 'const', startOf(b, name), name.end);
    return;
  }
  if (!ts.isStringLiteral(moduleReference.expression)) return;
  const decl = declare(b, name.text, 'import', startOf(b, name), name.end, { ref: b.imports.length });
  const { text } = moduleReference.expression;
  b.imports.push({ imported: '*', decl, from: text, s: startOf(b, moduleReference.expression), e: moduleReference.expression.end, ...(node.isTypeOnly ? { typeOnly: 1 as const } : {}) });
};

const exportDeclaration = (b: Builder, node: Ts.ExportDeclaration): void => {
  const s = startOf(b, node);
  const from = node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  const { exportClause } = node;
  if (from !== undefined && !node.isTypeOnly) b.hasCode = true;
  if (!exportClause) {
    if (from !== undefined) b.exports.push({ n: '*', from, imported: '*', s, ...(node.isTypeOnly ? { typeOnly: 1 as const } : {}) });
    return;
  }
  if (ts.isNamespaceExport(exportClause)) {
    if (from !== undefined) b.exports.push({ n: exportClause.name.text, from, imported: '*', s });
    return;
  }
  for (const element of exportClause.elements) {
    const typeOnly = node.isTypeOnly || element.isTypeOnly;
    const local = (element.propertyName ?? element.name).text;
    if (from === undefined) b.pendingExports.push({ name: element.name.text, local, typeOnly, s: startOf(b, element) });
    else b.exports.push({ n: element.name.text, from, imported: local, s: startOf(b, element), ...(typeOnly ? { typeOnly: 1 as const } : {}) });
  }
};
