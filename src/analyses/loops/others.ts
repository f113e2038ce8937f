import type { Decl, FnIndex, Val, Write } from '../../facts/program/model.ts';
import type { Provenance } from './causes.ts';
import { DONE, OWN, STOPPERS, TELLERS } from './names.ts';
import type { Unit } from './unit.ts';

/**
 * Assigned only outside the loop. A count that others keep, what they wait for themselves, something that comes and
 * goes, and word that all is done are what the loop waits for.
 */
export function byOthers(unit: Unit, writes: readonly Write[], name: string): Provenance {
  if (!writes.every(write => write.op === '=') || writes.every(write => write.v?.k === 'await')) return 'data';
  if (OWN.test(name) || TELLERS.test(name)) return 'stop';
  const comesAndGoes = writes.some(({ v }) => v && isNothing(v)) && writes.some(({ v }) => v && isSomething(v));
  return comesAndGoes || (DONE.test(name) && !writes.some(write => isTelling(unit, write.fn))) ? 'data' : 'stop';
}

const PROGRAM = /^_?(main|run|start|serve|boot(strap)?|launch|init)(App|Application|Server|Service|Bot|Worker|Daemon|Process|All)?$/i;

/** A local that the function around the loop assigns itself: the loop lasts as long as one run of that function, unless that is the program's. */
export function isOfOneRun({ facts }: Unit, { fn }: Decl, writes: readonly Write[]): boolean {
  return fn > 0 && !PROGRAM.test(facts.fns[fn]!.n) && writes.some(write => write.fn === fn);
}

/** A function that ends the program or what the loop belongs to, or is called when it has to. */
function isTelling(unit: Unit, fn: FnIndex): boolean {
  for (let f = fn; f > 0; f = unit.facts.fns[f]!.parent) {
    const { n, argOf } = unit.facts.fns[f]!;
    if (STOPPERS.test(n)) return true;
    const first = argOf && unit.facts.calls[argOf.c]!.args[0];
    if (first?.k === 'lit' && /^(SIG[A-Z]+|abort|exit|beforeExit|shutdown|close)$/.test(String(first.v))) return true;
  }
  return false;
}

const isNothing = (v: Val): boolean => v.k === 'undef' || (v.k === 'lit' && v.v === null);

const isSomething = (v: Val): boolean => v.k === 'call' || v.k === 'obj' || v.k === 'await' || v.k === 'ref' || v.k === 'fn';
