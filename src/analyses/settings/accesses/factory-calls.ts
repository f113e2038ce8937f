import type { FnIndex } from '../../../facts/program/model.ts';
import type { ResultAccess } from '../../../vocabulary/accesses.ts';
import type { Unit } from '../code.ts';
import { functionsOf } from '../handed/call-functions.ts';
import type { Setting } from '../model.ts';
import type { Reading } from '../setting.ts';
import type { RawAccess } from './call-accesses.ts';
import { functionAt } from './given.ts';

interface Factory {
  readonly unit: Unit;
  readonly fn: FnIndex;
  readonly keys: string[];
}

/**
 * Calls by the program itself of functions that a registry is handed, and whose results it holds the settings of: whoever
 * gets such a result may read any of them.
 */
export function accessesByFactory({ code, vocabulary }: Reading, { mode }: Pick<ResultAccess, 'mode'>, settings: readonly Setting[]): RawAccess[] {
  const factories = new Map<string, Factory>();
  for (const { key, at } of settings) {
    const unit = code.unit(at.file);
    const start = (unit?.lineStarts[at.line - 1] ?? 0) + at.column - 1;
    const fn = unit === undefined ? 0 : functionAt(unit, start, start + 1);
    // What stands outside of functions is there without a call.
    if (unit === undefined || fn === 0) continue;
    const known = factories.get(`${at.file} ${fn}`);
    if (known) known.keys.push(key);
    else factories.set(`${at.file} ${fn}`, { unit, fn, keys: [key] });
  }
  return [...factories.values()].flatMap(({ unit, fn, keys }) => {
    const named = [...new Set([unit.facts.fns[fn]!.n, 'default'])].filter(name => name !== '').flatMap(name => code.calls(name));
    const calls = new Set(named.filter(({ unit: other, c }) => !other.test && functionsOf(code, other, c)?.some(each => each.unit === unit && each.fn === fn)));
    return [...calls].flatMap(({ unit: { path: file, facts, test }, c }) => {
      const { fn: caller, g: guard, loop, s, e } = facts.calls[c]!;
      return keys.map((key): RawAccess => ({
        key,
        exact: true,
        mode,
        strength: 'weak',
        vocabulary: vocabulary.name,
        site: 'member',
        file,
        fn: caller,
        guard,
        loop,
        via: [],
        at: code.locate(file, s, e),
        test,
      }));
    });
  });
}
