import type { FnIndex, ProgramFacts, TypeRef, Val } from '../../../facts/program/model.ts';
import { isLibrary, TYPES } from './libraries.ts';
import { originOf, type LoopProgram } from '../program/program.ts';
import type { Unit } from '../program/unit.ts';

/** What a library exports. */
export interface Made {
  readonly from: string;
  readonly name: string;
}

const MAX_HOPS = 6;

/**
 * What of a library a callee is: at once, as a method of something the library made (`new Kafka().consumer().run`), of
 * what it hands to a callback, of a receiver with a type of the library, or as a class that extends one of the library's.
 */
export function madeBy(program: LoopProgram, unit: Unit, fn: FnIndex, callee: Val, isNew: boolean): Made | undefined {
  let at: { readonly unit: Unit; readonly fn: FnIndex; readonly value: Val } | undefined = { unit, fn, value: callee };
  for (let hops = 0; at && hops < MAX_HOPS; hops++) {
    const origin = originOf(program, at.unit, at.fn, at.value);
    if (origin.k === 'external') return isLibrary(origin.from) ? { from: origin.from, name: [origin.name, ...origin.path].at(-1) ?? '' } : undefined;
    const typed = typedBy(program, at.unit, at.fn, at.value);
    if (typed) return typed;
    if (origin.k === 'class' && isNew && origin.path.length === 0) at = baseOf(program, origin);
    else if (origin.k === 'call') at = makerOf(program, origin);
    else if (origin.k === 'decl') at = handedBy(program, origin);
    else return undefined;
  }
  return undefined;
}

function baseOf(program: LoopProgram, { file, cls }: { readonly file: string; readonly cls: number }): { readonly unit: Unit; readonly fn: FnIndex; readonly value: Val } | undefined {
  const unit = program.unitAt(file);
  const made = unit?.facts.classes[cls];
  return unit && made?.ext ? { unit, fn: made.fn, value: made.ext } : undefined;
}

function makerOf(program: LoopProgram, { file, call }: { readonly file: string; readonly call: number }): { readonly unit: Unit; readonly fn: FnIndex; readonly value: Val } | undefined {
  const unit = program.unitAt(file);
  const maker = unit?.facts.calls[call];
  return unit && maker ? { unit, fn: maker.fn, value: maker.callee } : undefined;
}

/** A parameter of a closure that is handed to a call: what the library calls back with is the library's. */
function handedBy(program: LoopProgram, { file, decl }: { readonly file: string; readonly decl: number }): { readonly unit: Unit; readonly fn: FnIndex; readonly value: Val } | undefined {
  const unit = program.unitAt(file);
  const found = unit?.facts.decls[decl];
  const argOf = found?.k === 'param' ? unit?.facts.fns[found.fn]?.argOf : undefined;
  const call = argOf && unit?.facts.calls[argOf.c];
  return unit && call?.callee.k === 'prop' ? { unit, fn: call.fn, value: call.callee } : undefined;
}

/** The receiver, or one it is taken from, is annotated with a type that its file imports from a library. */
function typedBy(program: LoopProgram, unit: Unit, fn: FnIndex, callee: Val): Made | undefined {
  for (let at = callee.k === 'prop' ? callee.o : undefined; at; at = at.k === 'prop' ? at.o : undefined) {
    const made = byAnnotation(unit.facts, annotationOf(program, unit, fn, at));
    if (made) return made;
  }
  if (callee.k !== 'prop') return undefined;
  for (const type of program.values.typeNames({ file: unit.path, fn }, callee.o)) {
    const from = Object.hasOwn(TYPES, type) ? TYPES[type]!.find(name => program.usesAny([name])) : undefined;
    if (from) return { from, name: type };
  }
  return undefined;
}

function annotationOf(program: LoopProgram, unit: Unit, fn: FnIndex, v: Val): TypeRef | undefined {
  if (v.k === 'ref') return unit.facts.decls[v.d]?.type;
  if (v.k !== 'prop' || v.o.k !== 'this') return undefined;
  return unit.facts.classes[program.targets.classAround(unit, fn) ?? -1]?.fields.find(field => field.n === v.n)?.type;
}

function byAnnotation(facts: ProgramFacts, type: TypeRef | undefined): Made | undefined {
  if (!type) return undefined;
  const imported = type.d < 0 ? undefined : facts.imports.find(each => each.decl === type.d && isLibrary(each.from));
  if (imported) return { from: imported.from, name: type.n };
  for (const each of [...(type.alts ?? []), ...(type.args ?? [])]) {
    const made = byAnnotation(facts, each);
    if (made) return made;
  }
  return undefined;
}
