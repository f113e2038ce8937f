/** Statements that give a name to a function, a class, an enum or a type. */
import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { announce, declare, startOf, type Builder } from './builder.ts';
import { lowerClass } from './classes.ts';
import { lower } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import { exportIfMarked, hasModifier } from './modifiers.ts';
import { membersOf, typeOf } from './types.ts';
import type { Val } from './model.ts';

const K = ts.SyntaxKind;

export const functionDeclaration = (b: Builder, node: Ts.FunctionDeclaration): void => {
  const name = node.name?.text ?? 'default';
  const s = node.name ? startOf(b, node.name) : startOf(b, node);
  const ambient = hasModifier(node, K.DeclareKeyword);
  if (!node.body && !ambient) return; // An overload.
  const decl = declare(b, name, 'function', s, node.name?.end ?? s, { ref: b.fns.length, ...(ambient ? { ambient: 1 as const } : {}) });
  if (!ambient) b.hasCode = true;
  exportIfMarked(b, node, name, decl, false);
  b.pendingName = name;
  b.ancestors.pop(); // `lowerFunction` pushes the function itself.
  lowerFunction(b, node, 'function');
  b.ancestors.push(node);
  b.pendingName = '';
};

export const classDeclaration = (b: Builder, node: Ts.ClassDeclaration): void => {
  if (!hasModifier(node, K.DeclareKeyword)) b.hasCode = true;
  b.ancestors.pop();
  const c = lowerClass(b, node);
  b.ancestors.push(node);
  const cls = b.classes[c];
  if (!cls) return;
  if (cls.decl < 0) cls.decl = declare(b, cls.n || 'default', 'class', cls.s, cls.s, { ref: c });
  exportIfMarked(b, node, cls.n, cls.decl, false);
};

export const enumDeclaration = (b: Builder, node: Ts.EnumDeclaration): void => {
  b.hasCode = true;
  const decl = declare(b, node.name.text, 'enum', startOf(b, node.name), node.name.end, { ref: b.enums.length });
  exportIfMarked(b, node, node.name.text, decl, false);
  const members: { n: string; v?: Val }[] = [];
  b.enums.push({ n: node.name.text, members });
  for (const member of node.members) {
    announce(b, member);
    b.ancestors.push(member);
    const n = 'text' in member.name ? member.name.text : '';
    members.push(member.initializer ? { n, v: lower(b, member.initializer) } : { n });
    b.ancestors.pop();
  }
};

export const interfaceDeclaration = (b: Builder, node: Ts.InterfaceDeclaration): void => {
  const { name, members, heritageClauses } = node;
  const decl = declare(b, name.text, 'interface', startOf(b, name), name.end);
  const ext = (heritageClauses ?? []).flatMap(clause => clause.types).flatMap(type => typeOf(b, type) ?? []);
  b.shapes.push({ decl, ext, members: membersOf(b, members) });
  exportIfMarked(b, node, name.text, decl, true);
};

export const typeAlias = (b: Builder, node: Ts.TypeAliasDeclaration): void => {
  const { name, type } = node;
  const decl = declare(b, name.text, 'type', startOf(b, name), name.end);
  const alias = typeOf(b, type);
  b.shapes.push({ decl, ext: [], members: ts.isTypeLiteralNode(type) ? membersOf(b, type.members) : [], ...(alias ? { alias } : {}) });
  exportIfMarked(b, node, name.text, decl, true);
};
