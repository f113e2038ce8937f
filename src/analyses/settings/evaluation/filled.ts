import type { FilePath } from '../../../core/model.ts';
import type { ClassIndex, DeclIndex, FnIndex, Val } from '../../../facts/program/model.ts';
import { enclosingClass } from '../../../facts/program/parts.ts';
import { calleeName, type Code } from '../code.ts';
import { either, type Ctx, type Evaluation, type Known } from './known.ts';

/** What variables and fields hold that are assigned, one time or again. */
export interface Filled {
  /** `undefined` where some value cannot be told. */
  toVariable(ctx: Ctx, decl: DeclIndex): Known | undefined;
  /** Of `this`: what its class puts into the field, or what its getter of that name yields. */
  toField(ctx: Ctx, owner: { readonly file: FilePath; readonly cls: ClassIndex }, name: string): Known | undefined;
}

interface Given {
  readonly fn: FnIndex;
  readonly v?: Val;
  readonly op: string;
}

/** A variable of more values than that is a state, no name: nothing is said of it. */
const MAX_ASSIGNED = 12;
/** Variables that are assigned from one another. */
const MAX_IN_TURNS = 2;

export function filledBy(code: Code, { evaluate }: Evaluation): Filled {
  /** Variables and fields whose assignments are being looked at. */
  const assigning = new Set<string>();
  return {
    toVariable(ctx, d) {
      const facts = code.unit(ctx.file)?.facts;
      const decl = facts?.decls[d];
      if (!facts || !decl || decl.k === 'param') return undefined;
      const writes = facts.writes.filter(({ t }) => t.k === 'ref' && t.d === d);
      return oneOf(`${ctx.file}#${d}`, ctx, [...(decl.init ? [{ fn: ctx.fn, v: decl.init, op: '=' }] : []), ...writes]);
    },
    toField(ctx, { file, cls }, name) {
      const facts = code.unit(file)?.facts;
      const known = facts?.classes[cls];
      if (!facts || !known) return undefined;
      const getter = known.methods.find(each => each.n === name && each.kind === 'getter');
      const returns = getter ? facts.fns[getter.fn]!.returns : [];
      const here: Ctx = { file, fn: known.ctor ?? known.fn, env: ctx.env };
      if (getter) return returns.length === 1 ? sameCall([evaluate({ ...here, fn: getter.fn }, returns[0]!.v ?? { k: 'undef' })]) : undefined;
      const field = known.fields.find(each => each.n === name);
      const writes = facts.writes.filter(({ t, fn }) => t.k === 'prop' && t.n === name && t.o.k === 'this' && enclosingClass(facts, fn) === cls);
      const all = [...(field?.init ? [{ fn: here.fn, v: field.init, op: '=' }] : []), ...writes];
      const found = all.length === 0 ? undefined : oneOf(`${file}#${cls}.${name}`, here, all);
      return found && sameCall([found]);
    },
  };

  function oneOf(name: string, ctx: Ctx, all: readonly Given[]): Known | undefined {
    const given = all.filter(({ v }) => v !== undefined && !isEmpty(v));
    if (given.length > MAX_ASSIGNED || all.some(({ op, v }) => !v || !/^(\?\?|\|\|)?=$/.test(op))) return undefined;
    // What is made of the variable itself (`text = text.trim()`), at once or in turns, has no end.
    if (assigning.has(name) || assigning.size >= MAX_IN_TURNS) return undefined;
    assigning.add(name);
    try {
      const known: Known[] = [];
      for (const { fn, v } of given) {
        const each = evaluate({ ...ctx, fn }, v!);
        if (each.k !== 'call' && (each.k !== 'const' || typeof each.v !== 'string')) return undefined;
        known.push(each);
      }
      if (known.length === 0) return undefined;
      return known.every(each => each.k === 'const') ? (given.length === all.length ? either(known) : undefined) : sameCall(known);
    } finally {
      assigning.delete(name);
    }
  }

  /** The same is called with the same text for all of them, so that it makes no difference which it is. */
  function sameCall(known: readonly Known[]): Known | undefined {
    const [first] = known;
    const names = new Set(known.map(each => (each.k === 'call' && each.path.length === 0 ? nameOf(each) : undefined)));
    return first && names.size === 1 && !names.has(undefined) ? first : undefined;
  }

  function nameOf({ ctx, call }: Extract<Known, { k: 'call' }>): string | undefined {
    const facts = code.unit(ctx.file)?.facts;
    const entry = facts?.calls[call];
    const name = entry && calleeName(facts, entry);
    const arg = entry?.args[0];
    const text = arg && evaluate(ctx, arg);
    return name === undefined || (text && text.k !== 'const') ? undefined : `${name} ${text?.k === 'const' ? JSON.stringify(text.v) : ''}`;
  }
}

const isEmpty = (v: Val): boolean => v.k === 'undef' || (v.k === 'lit' && v.v === null);
