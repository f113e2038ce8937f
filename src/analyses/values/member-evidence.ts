import type { FilePath } from '../../core/model.ts';
import type { ClassIndex, TypeRef } from '../../facts/program/model.ts';
import type { Code } from './code.ts';
import { MAX_DEPTH, type Evidence, type EvidenceOf } from './evidence.ts';
import type { Origins } from './origin.ts';
import { unwrapped, type TypeTargets } from './type-target.ts';

export interface MemberEvidence {
  /** Of a member of something. */
  of(all: readonly Evidence[], name: string, depth: number): readonly Evidence[];
  /** Of what a method of something returns. */
  result(all: readonly Evidence[], name: string, depth: number): readonly Evidence[];
  /** Of a field or getter of a class or one of its bases, static ones included. */
  field(file: FilePath, cls: ClassIndex, name: string, depth: number): readonly Evidence[];
}

/** What is known of members, seen from what is known of the whole. */
export function memberEvidence(code: Code, origins: Origins, types: TypeTargets, evidence: EvidenceOf): MemberEvidence {
  return { of: membersOf, result: methodResult, field: fieldEvidence };

  function membersOf(all: readonly Evidence[], name: string, depth: number): readonly Evidence[] {
    return depth > MAX_DEPTH ? [] : all.flatMap(each => {
      const cls = classOf(each);
      if (cls) return fieldEvidence(cls.file, cls.cls, name, depth);
      return each.k === 'type' ? typeMembers(each.file, each.type, name, false, depth) : [];
    });
  }

  function methodResult(all: readonly Evidence[], name: string, depth: number): readonly Evidence[] {
    return depth > MAX_DEPTH ? [] : all.flatMap(each => {
      const cls = classOf(each);
      if (!cls) return each.k === 'type' ? typeMembers(each.file, each.type, name, true, depth) : [];
      const method = inClass(cls.file, cls.cls, ({ file, cls: at }) => {
        const found = code.cls(file, at)?.methods.find(({ n, kind }) => n === name && kind === 'method');
        return found && { file, fn: found.fn };
      });
      return method ? evidence.ofReturn(method.file, method.fn, depth + 1) : [];
    });
  }

  function fieldEvidence(file: FilePath, cls: ClassIndex, name: string, depth: number): readonly Evidence[] {
    return inClass(file, cls, ({ file: at, cls: c }): readonly Evidence[] | undefined => {
      const entry = code.cls(at, c);
      const getter = entry?.methods.find(({ n, kind }) => n === name && kind === 'getter');
      if (getter) return evidence.ofReturn(at, getter.fn, depth + 1);
      const field = entry?.fields.find(({ n }) => n === name);
      if (!field) return undefined;
      const found: Evidence[] = field.type ? [{ k: 'type', file: at, type: field.type }] : [];
      if (field.init) found.push(...evidence.ofValue(at, code.fieldFn(at, c, field.isStatic === 1), field.init, depth + 1));
      if (found.length === 0 && field.param !== undefined) found.push(...evidence.ofDecl(at, field.param, depth + 1));
      if (found.length === 0 || field.type === undefined) for (const { fn, v } of code.fieldWrites(at, c, name)) if (v) found.push(...evidence.ofValue(at, fn, v, depth + 1));
      return found;
    }) ?? [];
  }

  /** Asks a class, then its bases. */
  function inClass<T>(file: FilePath, cls: ClassIndex, ask: (cls: { file: FilePath; cls: ClassIndex }) => T | undefined): T | undefined {
    let at: { file: FilePath; cls: ClassIndex } | undefined = { file, cls };
    for (let depth = 0; at && depth < MAX_DEPTH; depth++) {
      const found = ask(at);
      if (found !== undefined) return found;
      at = baseOf(at.file, at.cls);
    }
    return undefined;
  }

  function baseOf(file: FilePath, cls: ClassIndex): { file: FilePath; cls: ClassIndex } | undefined {
    const entry = code.cls(file, cls);
    const base = entry?.ext && origins.of(file, entry.fn, entry.ext);
    return base?.k === 'class' && base.path.length === 0 ? { file: base.file, cls: base.cls } : undefined;
  }

  /** Members of an interface or a type literal; of a method what it returns when `call` is set. */
  function typeMembers(file: FilePath, type: TypeRef, name: string, call: boolean, depth: number): readonly Evidence[] {
    if (depth > MAX_DEPTH) return [];
    const found: Evidence[] = [];
    const take = (at: FilePath, member: { readonly n: string; readonly type?: TypeRef } | undefined): void => {
      const result = call && member?.type?.n === 'function' ? member.type.args?.[0] : member?.type;
      if (result) found.push({ k: 'type', file: at, type: result });
    };
    for (const each of [type, ...(type.alts ?? [])]) {
      if (each.members) take(file, each.members.find(({ n }) => n === name));
      const inner = unwrapped(each);
      if (inner) found.push(...typeMembers(file, inner, name, call, depth + 1));
      const target = inner ? undefined : types.target(file, each);
      const shape = target && code.shape(target.file, target.decl);
      if (!target || !shape) {
        const cls = target && types.classAt(target);
        if (cls) found.push(...(call ? methodResult : membersOf)([{ k: 'class', ...cls }], name, depth + 1));
        continue;
      }
      take(target.file, shape.members.find(({ n }) => n === name));
      if (shape.alias && shape.members.length === 0) found.push(...typeMembers(target.file, shape.alias, name, call, depth + 1));
      if (found.length === 0) for (const base of shape.ext) found.push(...typeMembers(target.file, base, name, call, depth + 1));
    }
    return found;
  }

  function classOf(each: Evidence): { readonly file: FilePath; readonly cls: ClassIndex } | undefined {
    return each.k === 'class' ? each : each.k === 'type' ? types.classNamed(each.file, each.type) : undefined;
  }
}
