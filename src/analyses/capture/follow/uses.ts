import type { CallIndex, ClassIndex, DeclIndex, FnIndex, LoopIndex, ProgramFacts, Val } from '../../../facts/program/model.ts';
import { eachPart } from '../../../facts/program/parts.ts';

/** What finally takes a value: a name, a place that is written, an argument, the receiver of a call, a return, a condition. */
export type Root =
  | { readonly k: 'decl'; readonly d: DeclIndex }
  | { readonly k: 'write'; readonly w: number }
  | { readonly k: 'arg'; readonly c: CallIndex; readonly i: number }
  | { readonly k: 'callee'; readonly c: CallIndex }
  | { readonly k: 'return'; readonly f: FnIndex }
  | { readonly k: 'field'; readonly cls: ClassIndex; readonly i: number }
  | { readonly k: 'loop'; readonly l: LoopIndex }
  | { readonly k: 'guard'; readonly g: number };

/** One place at which a value stands, with what stands around it, innermost first. */
export interface Use {
  readonly leaf: Val;
  readonly around: readonly Val[];
  readonly root: Root;
  readonly fn: FnIndex;
  readonly loop: LoopIndex;
  /** Offset to report, as near as is known. */
  readonly s: number;
}

/** Where each value of a file is used. */
export interface Uses {
  ofCall(c: CallIndex): readonly Use[];
  ofDecl(d: DeclIndex): readonly Use[];
  ofParam(f: FnIndex, i: number): readonly Use[];
  /** Where a function expression stands. */
  ofFunction(f: FnIndex): readonly Use[];
  /** The member that stands from `s` to `e`. */
  ofSpan(s: number, e: number): readonly Use[];
  /** Members of that name, of whatever object; the use's leaf is the member. */
  ofMember(name: string): readonly Use[];
  /** Innermost function and loop around an offset. */
  place(offset: number): { readonly fn: FnIndex; readonly loop: LoopIndex };
}

export function usesOf(facts: ProgramFacts): Uses {
  const index = new Map<string, Use[]>();
  const place = placeIn(facts);
  const root = (v: Val | undefined, to: Root, fn: FnIndex, loop: LoopIndex, s: number): void => { if (v) walk(v, [], to, fn, loop, s); };

  facts.decls.forEach((decl, d) => root(decl.init, { k: 'decl', d }, decl.fn, decl.loop, decl.s));
  facts.writes.forEach((write, w) => root(write.v, { k: 'write', w }, write.fn, write.loop, write.s));
  facts.calls.forEach((call, c) => {
    root(call.callee, { k: 'callee', c }, call.fn, call.loop, call.s);
    call.args.forEach((arg, i) => root(arg, { k: 'arg', c, i }, call.fn, call.loop, call.s));
  });
  facts.fns.forEach((fn, f) => fn.returns.forEach(each => root(each.v, { k: 'return', f }, f, place(each.s, f).loop, each.s)));
  facts.classes.forEach((cls, c) => cls.fields.forEach((field, i) => {
    const fn = facts.fns.findIndex(each => each.cls === c && each.k === (field.isStatic ? 'static' : 'field'));
    root(field.init, { k: 'field', cls: c, i }, Math.max(0, fn), -1, field.s);
  }));
  facts.loops.forEach((loop, l) => root(loop.v, { k: 'loop', l }, loop.fn, loop.k === 'while' || loop.k === 'do' || loop.k === 'for' ? l : loop.parent, loop.s));
  facts.guards.forEach((guard, g) => {
    // Every condition once: `else` and early exits repeat that of their `if`, loops have theirs, optional chains are no conditions of the value.
    if (guard.k === 'exit' || guard.k === 'while' || guard.k === 'optional' || guard.k === 'catch' || ((guard.k === 'if' || guard.k === 'cond') && !guard.pos)) return;
    const { fn, loop } = place(guard.s);
    root(guard.v, { k: 'guard', g }, fn, loop, guard.s);
  });

  const none: readonly Use[] = [];
  return {
    ofCall: c => index.get(`c${c}`) ?? none,
    ofDecl: d => index.get(`d${d}`) ?? none,
    ofParam: (f, i) => index.get(`a${f}:${i}`) ?? none,
    ofFunction: f => index.get(`f${f}`) ?? none,
    ofSpan: (s, e) => index.get(`@${s}:${e}`) ?? none,
    ofMember: name => index.get(`.${name}`) ?? none,
    place,
  };

  function walk(v: Val, around: readonly Val[], to: Root, fn: FnIndex, loop: LoopIndex, s: number): void {
    const note = (key: string): void => {
      const use: Use = { leaf: v, around, root: to, fn, loop, s: 's' in v ? v.s : s };
      const list = index.get(key);
      if (list) list.push(use);
      else index.set(key, [use]);
    };
    const inner = (each: Val): void => walk(each, [v, ...around], to, fn, loop, s);
    if (v.k === 'call') note(`c${v.c}`);
    else if (v.k === 'ref' && v.d >= 0) note(`d${v.d}`);
    else if (v.k === 'fn') note(`f${v.f}`);
    else if (v.k === 'param') note(`a${v.f}:${v.i}`);
    if (v.k === 'prop') note(`.${v.n}`);
    if (v.k === 'prop' || v.k === 'elem') note(`@${v.s}:${v.e}`);
    eachPart(v, inner);
  }
}

/** The smallest function and loop around an offset. */
const placeIn = (facts: ProgramFacts) => (offset: number, known?: FnIndex): { readonly fn: FnIndex; readonly loop: LoopIndex } => {
  let fn = known ?? 0;
  if (known === undefined) facts.fns.forEach((each, f) => {
    // The function of field initialisers spans the class; members inside are smaller.
    if (f > 0 && each.s <= offset && offset < each.e && (fn === 0 || each.e - each.s <= facts.fns[fn]!.e - facts.fns[fn]!.s)) fn = f;
  });
  let loop = -1;
  facts.loops.forEach((each, l) => {
    if (each.fn === fn && each.s <= offset && offset < each.e && (loop < 0 || each.s >= facts.loops[loop]!.s)) loop = l;
  });
  return { fn, loop };
};
