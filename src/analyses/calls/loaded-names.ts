import type { CallIndex, DeclIndex, ProgramFacts, Val } from '../../facts/program/model.ts';
import { eachPart } from '../../facts/program/parts.ts';

/**
 * Whether all that is done with a module that `import()` loads is to call its members by their names, so that nothing
 * else of it can run: `(await import('./x')).start()`, `const { start } = await import('./x')`, `import('./x').then(x => x.start())`.
 */
export const onlyCallsMembers = (facts: ProgramFacts, load: CallIndex): boolean => {
  const use = facts.calls[load]?.use;
  if (use !== 'await' && use !== 'value') return false;
  const { roots, values } = waysOf(facts);
  const isLoad = (v: Val): boolean => (v.k === 'await' ? isLoad(v.v) : v.k === 'call' && v.c === load);
  /** Names that stand for the module, and those that stand for one of its members. */
  const whole = new Set<DeclIndex>();
  const members = new Set<DeclIndex>();
  const then = facts.calls.find(({ callee }) => callee.k === 'prop' && callee.n === 'then' && isLoad(callee.o));
  const [taker] = then?.args ?? [];
  const callback = then?.args.length === 1 && taker?.k === 'fn' ? taker.f : undefined;
  const isParameter = (v: Val): boolean => v.k === 'param' && v.f === callback && v.i === 0;
  facts.decls.forEach(({ init }, d) => {
    if (init && (isLoad(init) || isParameter(init))) whole.add(d);
    else if (init?.k === 'prop' && (isLoad(init.o) || isParameter(init.o))) members.add(d);
  });
  // Taken in any other way, by a rest or with a default, it may be whatever it likes.
  if (callback !== undefined && !facts.decls.some(({ init }) => init && (isParameter(init) || (init.k === 'prop' && isParameter(init.o))))) return false;
  const isPlain = (v: Val): boolean => {
    if (isLoad(v) || isParameter(v)) return false;
    if (v.k === 'ref') return !whole.has(v.d) && !members.has(v.d);
    let plain = true;
    eachPart(v, part => { plain &&= isPlain(part); });
    return plain;
  };
  const isCalled = (callee: Val): boolean => {
    if (callee.k === 'ref') return members.has(callee.d);
    if (callee.k !== 'prop') return false;
    return isLoad(callee.o) ? callee.n !== 'then' || callback !== undefined : callee.o.k === 'ref' && whole.has(callee.o.d);
  };
  // Taking a member apart is noted as a read of it too, at the same place.
  const places = new Set([...members].flatMap(d => { const init = facts.decls[d]?.init; return init?.k === 'prop' ? [init.s] : []; }));
  const isTaken = (v: Val): boolean => isLoad(v) || isParameter(v) || (v.k === 'prop' && places.has(v.s) && (isLoad(v.o) || isParameter(v.o)));
  return roots.every(callee => isCalled(callee) || isPlain(callee)) && values.every(v => isTaken(v) || isPlain(v));
};

interface Ways {
  /** What is called. */
  readonly roots: readonly Val[];
  /** Every other value, at its outermost. */
  readonly values: readonly Val[];
}

const known = new WeakMap<ProgramFacts, Ways>();

const waysOf = (facts: ProgramFacts): Ways => {
  const before = known.get(facts);
  if (before) return before;
  const ways: Ways = {
    roots: facts.calls.map(call => call.callee),
    values: [
      ...facts.calls.flatMap(call => call.args), ...facts.decls.flatMap(({ init }) => init ?? []), ...facts.fns.flatMap(fn => fn.returns.flatMap(({ v }) => v ?? [])),
      ...facts.writes.flatMap(({ t, v }) => (v ? [t, v] : [t])), ...facts.loops.flatMap(({ v }) => v ?? []), ...facts.exports.flatMap(({ v }) => v ?? []),
      ...facts.classes.flatMap(cls => cls.fields.flatMap(({ init }) => init ?? [])), ...facts.reads.flatMap(({ v, use }) => (use === 'value' ? [v] : [])),
    ],
  };
  known.set(facts, ways);
  return ways;
};
