import type { FnIndex, ProgramFacts, Val } from '../../facts/program/model.ts';
import type { Values } from '../values/model.ts';

/**
 * A decorator of the program itself that keeps the class it stands on (`registered.push(target)`), for somebody to
 * construct later. One that only writes metadata keeps nothing.
 */
export function keepsClass(values: Values, factsOf: (file: string) => ProgramFacts | undefined, site: { readonly file: string; readonly fn: FnIndex }, decorator: Val): boolean {
  const call = decorator.k === 'call' ? factsOf(site.file)?.calls[decorator.c] : undefined;
  const origin = values.origin(site, call?.callee ?? decorator);
  if (origin.k !== 'fn' || origin.path.length > 0) return false;
  const facts = factsOf(origin.file);
  const made = facts?.fns[origin.fn];
  if (!facts || !made) return false;
  const takers = call ? made.returns.flatMap(({ v }) => (v?.k === 'fn' ? [v.f] : [])) : [origin.fn];
  return takers.some(f => handsOn(facts, facts.fns[f]?.params[0] ?? -1));
}

/** The name is constructed, put somewhere or handed to a function that does not just write metadata. */
function handsOn(facts: ProgramFacts, d: number): boolean {
  if (d < 0) return false;
  const isIt = (value: Val | undefined): boolean => value?.k === 'ref' && value.d === d;
  return (
    facts.writes.some(({ v }) => isIt(v)) ||
    facts.calls.some(
      ({ k, callee, args }) =>
        (k === 'new' && isIt(callee)) ||
        (args.some(arg => isIt(arg) || (arg.k === 'obj' && arg.p.some(each => isIt(each.v)))) &&
          !/metadata/i.test(callee.k === 'prop' || callee.k === 'ref' ? callee.n : '')),
    )
  );
}
