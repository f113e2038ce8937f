import type { FnIndex, Val } from '../../facts/program/model.ts';
import { callersOf } from '../settings/callers.ts';
import type { Code, Unit } from '../settings/code.ts';
import type { NameReader, Names } from './names.ts';
import type { Touch } from './touch.ts';

/** An access, with the place where its variable gets its name. */
export interface Named {
  readonly unit: Unit;
  readonly touch: Touch;
  /** The access itself, where a helper function does it for its callers. */
  readonly through?: { readonly unit: Unit; readonly touch: Touch };
}

const DEPTH = 3;

/**
 * Moves accesses of helper functions (`const get = name => process.env[name]`) to the calls that give the name, so that
 * `get('FOO')` is a read of `FOO`. The helper's own access stays, under no name, unless every call tells one.
 */
export function resolveHelpers(code: Code, names: NameReader, unit: Unit, touches: readonly Touch[]): Named[] {
  return touches.flatMap(touch => {
    if (touch.names.k !== 'parameter') return [{ unit, touch }];
    const { calls, complete } = callsOf(unit, touch.names, 0);
    const resolved = calls.map(({ unit: at, s, e, fn, names: known }): Named => ({
      unit: at, touch: { ...touch, names: { k: 'known', names: known }, fn, s, e }, through: { unit, touch },
    }));
    const nameless: Named = { unit, touch: { ...touch, kind: touch.kind === 'read' ? 'dynamic' : touch.kind, names: { k: 'unknown' } } };
    return complete && resolved.length > 0 ? resolved : [...resolved, nameless];
  });

  function callsOf(home: Unit, given: Extract<Names, { k: 'parameter' }>, depth: number): { calls: NamedCall[]; complete: boolean } {
    const callers = depth > DEPTH ? undefined : callersOf(code, home.path, given.fn);
    if (!callers) return { calls: [], complete: false };
    let complete = true;
    const calls: NamedCall[] = [];
    for (const { site, outer } of callers) {
      const call = site.unit.facts.calls[site.c]!;
      const arg = outer ? undefined : argument(site.unit, call.fn, call.args, given);
      const which: Names = arg ? names.of({ file: site.unit.path, fn: call.fn }, arg) : { k: 'unknown' };
      if (which.k === 'known') calls.push({ unit: site.unit, s: call.s, e: call.e, fn: call.fn, names: which.names.map(given.name) });
      else if (which.k === 'parameter') {
        const further = callsOf(site.unit, { ...which, name: text => given.name(which.name(text)) }, depth + 1);
        calls.push(...further.calls);
        complete &&= further.complete && further.calls.length > 0;
      } else complete = false;
    }
    return { calls, complete };
  }

  function argument(at: Unit, fn: FnIndex, args: readonly Val[], { index, property }: { readonly index: number; readonly property?: string }): Val | undefined {
    if (args.slice(0, index + 1).some(arg => arg.k === 'spread')) return undefined;
    const arg = args[index];
    if (property === undefined || !arg) return arg;
    return code.values.object({ file: at.path, fn }, arg)?.value.p.find(member => member.n === property)?.v;
  }
}

interface NamedCall {
  readonly unit: Unit;
  readonly s: number;
  readonly e: number;
  readonly fn: FnIndex;
  readonly names: readonly string[];
}
