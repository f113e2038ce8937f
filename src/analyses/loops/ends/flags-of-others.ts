import type { Decl, FnIndex, Val, Write } from '../../../facts/program/model.ts';
import type { Provenance } from './causes.ts';
import { DONE, OWN, STOPPERS, TELLERS } from './words.ts';
import type { Unit } from '../program/unit.ts';

/**
 * Assigned only outside the loop. A count that others keep, what they wait for themselves, something that comes and
 * goes, and word that all is done are what the loop waits for.
 */
export function byOthers(unit: Unit, writes: readonly Write[], name: string): Provenance {
  if (!writes.every(write => write.op === '=') || writes.every(write => write.v?.k === 'await')) return 'data';
  if (OWN.test(name) || TELLERS.test(name)) return 'stop';
  if (writes.every(({ v }) => v && isReported(unit, v))) return 'data';
  const comesAndGoes = writes.some(({ v }) => v && isNothing(v)) && writes.some(({ v }) => v && isSomething(v));
  return comesAndGoes || (DONE.test(name) && !writes.some(write => isTelling(unit, write.fn))) ? 'data' : 'stop';
}

/** A number, or a member of what was met on the way, as `receipt.confirmations`, tells how things are. What was configured tells what to do. */
function isReported({ facts }: Unit, v: Val): boolean {
  if (v.k === 'lit' && typeof v.v === 'number') return true;
  if (v.k !== 'prop' || v.o.k !== 'ref' || CONFIGURED.test(v.o.n)) return false;
  const decl = facts.decls[v.o.d];
  return decl !== undefined && decl.fn > 0 && decl.k !== 'import';
}

const CONFIGURED = /(options|opts|config|conf|settings|params|props|args|event|message|msg|command|cmd|body|req(uest)?)$/i;

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

/** All that empties a member is what ends the program or the member's owner. */
export function isTakenAwayByStop(unit: Unit, writes: readonly Write[]): boolean {
  const empties = writes.filter(({ v }) => v && isNothing(v));
  return empties.length > 0 && empties.every(write => isTelling(unit, write.fn)) && writes.some(({ v }) => v && isSomething(v));
}

const isNothing = (v: Val): boolean => v.k === 'undef' || (v.k === 'lit' && v.v === null);

const isSomething = (v: Val): boolean => v.k === 'call' || v.k === 'obj' || v.k === 'await' || v.k === 'ref' || v.k === 'fn';
