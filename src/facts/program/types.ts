import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import type { Builder, Writable } from './builder.ts';
import type { TypeRef } from './model.ts';

const K = ts.SyntaxKind;
const MAX_DEPTH = 4;
const MAX_MEMBERS = 60;

/** An annotation reduced to names; `undefined` where it says nothing a name could (`any`, mapped and conditional types). */
export const typeOf = (b: Builder, node: Ts.TypeNode | undefined, depth = 0): TypeRef | undefined => {
  if (!node || depth > MAX_DEPTH) return undefined;
  switch (node.kind) {
    case K.TypeReference: {
      const { typeName, typeArguments } = node as Ts.TypeReferenceNode;
      return named(b, nameText(typeName), typeArguments, depth);
    }
    case K.ExpressionWithTypeArguments: {
      const { expression, typeArguments } = node as Ts.ExpressionWithTypeArguments;
      return named(b, nameText(expression), typeArguments, depth);
    }
    case K.UnionType:
    case K.IntersectionType:
      return union(b, (node as Ts.UnionOrIntersectionTypeNode).types, depth);
    case K.ParenthesizedType:
      return typeOf(b, (node as Ts.ParenthesizedTypeNode).type, depth);
    case K.TypeOperator:
      return typeOf(b, (node as Ts.TypeOperatorNode).type, depth);
    case K.OptionalType:
      return typeOf(b, (node as Ts.OptionalTypeNode).type, depth);
    case K.ArrayType:
      return withArgs({ n: 'array', d: -1 }, [typeOf(b, (node as Ts.ArrayTypeNode).elementType, depth + 1)]);
    case K.TypeLiteral:
      return { n: 'object', d: -1, members: membersOf(b, (node as Ts.TypeLiteralNode).members, depth) };
    case K.FunctionType:
    case K.ConstructorType:
      return withArgs({ n: 'function', d: -1 }, [typeOf(b, (node as Ts.FunctionTypeNode).type, depth + 1)]);
    case K.LiteralType:
      return literal((node as Ts.LiteralTypeNode).literal);
    case K.TypeQuery:
      return named(b, `typeof ${nameText((node as Ts.TypeQueryNode).exprName)}`, undefined, depth);
    case K.StringKeyword: return { n: 'string', d: -1 };
    case K.NumberKeyword: return { n: 'number', d: -1 };
    case K.BooleanKeyword: return { n: 'boolean', d: -1 };
    case K.BigIntKeyword: return { n: 'bigint', d: -1 };
    case K.VoidKeyword: return { n: 'void', d: -1 };
    case K.UndefinedKeyword: return { n: 'undefined', d: -1, nullable: 1 };
    case K.NeverKeyword: return { n: 'never', d: -1 };
    default: return undefined;
  }
};

/** Members of an interface or a type literal with their types; methods have their return type as `args[0]` of `function`. */
export const membersOf = (b: Builder, members: Ts.NodeArray<Ts.TypeElement>, depth = 0): { n: string; type?: TypeRef; method?: 1 }[] => {
  const found: { n: string; type?: TypeRef; method?: 1 }[] = [];
  for (const member of members) {
    if (found.length >= MAX_MEMBERS) break;
    const { name } = member;
    if (!name || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) continue;
    if (ts.isMethodSignature(member)) {
      found.push({ n: name.text, method: 1, type: withArgs({ n: 'function', d: -1 }, [typeOf(b, member.type, depth + 1)]) });
    } else if (ts.isPropertySignature(member)) {
      const type = typeOf(b, member.type, depth + 1);
      found.push(type ? { n: name.text, type: member.questionToken ? nullable(type) : type } : { n: name.text });
    }
  }
  return found;
};

const named = (b: Builder, n: string, args: Ts.NodeArray<Ts.TypeNode> | undefined, depth: number): TypeRef => {
  const type: Writable<TypeRef> = { n, d: -1 };
  b.pendingTypes.push({ type, scope: b.scope });
  return args ? withArgs(type, args.map(arg => typeOf(b, arg, depth + 1))) : type;
};

/** Sets the arguments on the object itself: its declaration is bound later. */
const withArgs = (type: Writable<TypeRef>, args: readonly (TypeRef | undefined)[]): TypeRef => {
  if (args.some(arg => arg)) type.args = args.map(arg => arg ?? { n: 'unknown', d: -1 });
  return type;
};

/** Marks the very object, because its declaration is bound later. */
export const nullable = (type: TypeRef): TypeRef => Object.assign(type, { nullable: 1 as const });

const union = (b: Builder, types: readonly Ts.TypeNode[], depth: number): TypeRef | undefined => {
  let isNullable = false;
  const members: TypeRef[] = [];
  for (const each of types) {
    if (each.kind === K.UndefinedKeyword || (ts.isLiteralTypeNode(each) && each.literal.kind === K.NullKeyword)) { isNullable = true; continue; }
    const type = typeOf(b, each, depth + 1);
    if (type) members.push(type);
  }
  const first = members[0];
  if (!first) return isNullable ? { n: 'undefined', d: -1, nullable: 1 } : undefined;
  const result: Writable<TypeRef> = first; // The very object: its declaration is bound later.
  if (isNullable) result.nullable = 1;
  if (members.length > 1) result.alts = members.slice(1);
  return result;
};

const literal = (node: Ts.LiteralTypeNode['literal']): TypeRef | undefined => {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return { n: 'literal', d: -1, lit: node.text, s: node.end - node.text.length - 2 };
  if (ts.isNumericLiteral(node)) return { n: 'literal', d: -1, lit: Number(node.text) };
  if (node.kind === K.TrueKeyword || node.kind === K.FalseKeyword) return { n: 'literal', d: -1, lit: node.kind === K.TrueKeyword };
  return node.kind === K.NullKeyword ? { n: 'undefined', d: -1, nullable: 1 } : undefined;
};

const nameText = (node: Ts.Node): string => {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isQualifiedName(node)) return `${nameText(node.left)}.${node.right.text}`;
  if (ts.isPropertyAccessExpression(node)) return `${nameText(node.expression)}.${node.name.text}`;
  return '?';
};
