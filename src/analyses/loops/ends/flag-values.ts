import type { LoopIndex, Val, Write } from '../../../facts/program/model.ts';
import { ABORT, AGAIN } from './words.ts';
import { chainOf, partsOf } from '../program/unit.ts';

/** States in which something is over. */
export const ENDS = /^_?(clos|stop|dispos|destroy|shut|terminat|abort|cancel|kill|end|exit)/i;

/** A constant by its spelling: `'closed'`, `Status.Closed`. */
export function nameOfState(v: Val): string | undefined {
  if (v.k === 'lit') return JSON.stringify(v.v);
  const chain = v.k === 'prop' ? chainOf(v) : undefined;
  return chain && chain.length > 1 && /^[A-Z]/.test(chain.at(-2)!) ? chain.join('.') : undefined;
}

/** Whether an assignment raises a flag or lowers it; a promise that is there while it runs is one too. */
export function raisedBy(v: Val | undefined): boolean | undefined {
  if (v?.k === 'undef' || (v?.k === 'lit' && (v.v === null || v.v === false))) return false;
  return (v?.k === 'lit' && v.v === true) || v?.k === 'call' ? true : undefined;
}

/** A part of the value speaks of an abort: `'AbortError'`, `signal.aborted`. */
export function namesAbort(v: Val): boolean {
  for (const part of partsOf(v)) {
    if (part.k === 'lit' && typeof part.v === 'string' && ABORT.test(part.v)) return true;
    if ((part.k === 'ref' || part.k === 'prop') && /abort|cancel/i.test(part.n)) return true;
  }
  return false;
}

/** A flag that each run of a timer (`loop` -1) raises and lowers again keeps runs apart; it ends nothing. */
export function isLock(loop: LoopIndex, own: readonly Write[], name: string): boolean {
  if (AGAIN.test(name)) return false;
  const raised = own.map(({ v }) => raisedBy(v));
  // What is lowered first and raised after tells that there is news.
  return loop < 0 && raised[0] === true && raised.includes(false) && raised.every(each => typeof each === 'boolean');
}
