import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { announce, declare, inScope, ownerWith, startOf, type Builder, type Writable } from './builder.ts';
import { lower } from './expressions.ts';
import { lowerFunction, openFunction } from './functions.ts';
import type { ClassIndex, Cls, Field, FnKind, Val } from './model.ts';
import { hasModifier } from './modifiers.ts';
import { propertyName } from './objects.ts';
import { lowerBody } from './statements.ts';
import { nullable, typeOf } from './types.ts';

const K = ts.SyntaxKind;

/** Lowers a class: heritage, fields (as two synthetic functions, one for instances and one static), methods. */
export const lowerClass = (b: Builder, node: Ts.ClassLikeDeclaration): ClassIndex => {
  const name = node.name?.text ?? (b.pendingName || (hasModifier(node, K.DefaultKeyword) ? 'default' : ''));
  const c = b.classes.length;
  const s = node.name ? startOf(b, node.name) : startOf(b, node);
  const fields: Field[] = [];
  const methods: Cls['methods'][number][] = [];
  const cls: Writable<Cls> = { n: name, decl: -1, impl: [], decorators: [], fields, methods, fn: b.fn, g: b.guard, s, e: node.end };
  b.classes.push(cls);
  if (ts.isClassDeclaration(node) && node.name) cls.decl = declare(b, name, 'class', s, node.name.end, { ref: c });
  if (hasModifier(node, K.AbstractKeyword)) cls.abstract = 1;
  b.ancestors.push(node);
  cls.decorators = lowerDecorators(b, node);
  lowerHeritage(b, node, cls);
  const { owner, ownerIsClass, cls: outerCls, pendingName } = b;
  if (name) b.owner = name === owner ? owner : ownerIsClass ? name : ownerWith(b, name);
  b.ownerIsClass = true;
  b.cls = c;
  b.pendingName = '';
  inScope(b, false, () => {
    if (ts.isClassExpression(node) && node.name) declare(b, name, 'class', s, node.name.end, { ref: c });
    lowerFields(b, node, c, fields, false);
    lowerFields(b, node, c, fields, true);
    for (const member of node.members) lowerMember(b, member, c, cls, fields, methods);
  });
  Object.assign(b, { owner, ownerIsClass, cls: outerCls, pendingName });
  b.ancestors.pop();
  return c;
};

/** Decorators as values; a bare one (`@Injectable`) is recorded as the call it is. */
export const lowerDecorators = (b: Builder, node: Ts.Node): Val[] => {
  if (!ts.canHaveDecorators(node)) return [];
  return (ts.getDecorators(node) ?? []).map(decorator => {
    b.ancestors.push(decorator);
    const v = lower(b, decorator.expression);
    b.ancestors.pop();
    if (v.k !== 'call') {
      b.calls.push({ fn: b.fn, k: 'decorator', callee: v, args: [], use: 'statement', g: b.guard, loop: b.loop, s: startOf(b, decorator), e: decorator.end, ce: decorator.end });
    }
    return v;
  });
};

const lowerHeritage = (b: Builder, node: Ts.ClassLikeDeclaration, cls: Writable<Cls>): void => {
  for (const clause of node.heritageClauses ?? []) {
    const isExtends = clause.token === K.ExtendsKeyword;
    for (const type of clause.types) {
      if (isExtends) {
        cls.ext = lower(b, type.expression, 'type');
        if (type.typeArguments) cls.extArgs = type.typeArguments.map(each => typeOf(b, each) ?? { n: 'unknown', d: -1 });
      } else {
        const ref = typeOf(b, type);
        if (ref) cls.impl = [...cls.impl, ref];
      }
    }
  }
};

const lowerFields = (b: Builder, node: Ts.ClassLikeDeclaration, c: ClassIndex, fields: Field[], isStatic: boolean): void => {
  const members = node.members.filter(member =>
    (ts.isPropertyDeclaration(member) && hasModifier(member, K.StaticKeyword) === isStatic) || (isStatic && ts.isClassStaticBlockDeclaration(member)));
  if (members.length === 0) return;
  const first = members[0] as Ts.Node;
  const { restore } = openFunction(b, isStatic ? 'static' : 'field', '', startOf(b, first), node.end, { cls: c, isStatic });
  const className = b.owner;
  for (const member of members) {
    announce(b, member);
    b.ancestors.push(member);
    if (ts.isClassStaticBlockDeclaration(member)) {
      inScope(b, true, () => lowerBody(b, member.body.statements));
    } else if (ts.isPropertyDeclaration(member)) {
      const { n } = propertyName(b, member.name);
      if (n) b.owner = `${className}.${n}`;
      b.pendingName = n;
      const type = typeOf(b, member.type);
      const field: Writable<Field> = { n, decorators: lowerDecorators(b, member), s: startOf(b, member.name), e: member.name.end };
      if (isStatic) field.isStatic = 1;
      if (hasModifier(member, K.ReadonlyKeyword)) field.readonly = 1;
      if (type) field.type = member.questionToken ? nullable(type) : type;
      if (member.initializer) field.init = lower(b, member.initializer);
      fields.push(field);
      b.owner = className;
      b.pendingName = '';
    }
    b.ancestors.pop();
  }
  restore();
};

const lowerMember = (b: Builder, member: Ts.ClassElement, c: ClassIndex, cls: Writable<Cls>, fields: Field[], methods: Cls['methods'][number][]): void => {
  if (!(ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member) || ts.isGetAccessor(member) || ts.isSetAccessor(member))) return;
  announce(b, member);
  const k: FnKind = ts.isMethodDeclaration(member) ? 'method' : ts.isConstructorDeclaration(member) ? 'constructor' : ts.isGetAccessor(member) ? 'getter' : 'setter';
  const n = k === 'constructor' ? 'constructor' : propertyName(b, member.name as Ts.PropertyName).n;
  const isStatic = hasModifier(member, K.StaticKeyword);
  b.ancestors.push(member);
  const decorators = lowerDecorators(b, member);
  b.ancestors.pop();
  if (!member.body && k !== 'constructor' && !hasModifier(member, K.AbstractKeyword)) return; // An overload: the implementation follows.
  const fn = lowerFunction(b, member, k, { cls: c, name: n, isStatic });
  if (k === 'constructor') {
    if (!member.body) return;
    cls.ctor = fn;
    parameterProperties(b, member as Ts.ConstructorDeclaration, fn, fields);
    return;
  }
  methods.push({ n, fn, ...(isStatic ? { isStatic: 1 as const } : {}), kind: k, decorators });
};

const parameterProperties = (b: Builder, node: Ts.ConstructorDeclaration, fn: number, fields: Field[]): void => {
  node.parameters.forEach((parameter, i) => {
    const isField = [K.PublicKeyword, K.PrivateKeyword, K.ProtectedKeyword, K.ReadonlyKeyword, K.OverrideKeyword].some(kind => hasModifier(parameter, kind));
    const param = b.fns[fn]?.params[i] ?? -1;
    if (!isField || !ts.isIdentifier(parameter.name)) return;
    const type = b.decls[param]?.type;
    fields.push({
      n: parameter.name.text, param, decorators: [], s: startOf(b, parameter.name), e: parameter.name.end,
      ...(type ? { type } : {}), ...(hasModifier(parameter, K.ReadonlyKeyword) ? { readonly: 1 as const } : {}),
    });
  });
};
