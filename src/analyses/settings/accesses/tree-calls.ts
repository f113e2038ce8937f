import type { FilePath } from '../../../core/model.ts';
import type { ResultAccess } from '../../../vocabulary/accesses.ts';
import type { Ctx } from '../evaluation/known.ts';
import type { Reading } from '../setting.ts';
import { siteMatcher } from '../sites.ts';

export interface TreeCalls {
  /** Group that each call yields, by `file#call`; `undefined` where it depends on what a function around it is handed. */
  readonly yields: ReadonlyMap<string, string | undefined>;
  /** Names of functions that hand on what such a call yields, and of the called ones. */
  readonly makers: ReadonlySet<string>;
}

/** The calls that yield the tree of all settings, or a group of it. */
export function treeCalls(reading: Reading, of: NonNullable<ResultAccess['of']>, loadedBy: ReadonlySet<FilePath>): TreeCalls {
  const { code, evaluator, reader } = reading;
  const names = of.callee ?? [];
  return { yields: new Map(yielding()), makers: makersAround() };

  function* yielding(): Generator<readonly [string, string | undefined]> {
    const isMeant = siteMatcher(reading, { callee: names, receiver: of.receiver, from: of.from }, []);
    for (const site of new Set(names.flatMap(name => code.calls(name)))) {
      if (!isMeant(site)) continue;
      const { path, facts } = site.unit;
      const call = facts.calls[site.c]!;
      const ctx: Ctx = { file: path, fn: call.fn };
      if (of.besideFile) {
        const origin = code.values.origin(ctx, call.callee);
        if (origin.k !== 'fn' || !loadedBy.has(origin.file)) continue;
      }
      let group = '';
      if (of.group !== undefined) {
        const known = reader.read({ ctx, site }, of.group);
        if (known.k === 'free' && known.on.k === 'param') {
          yield [`${path}#${site.c}`, undefined];
          continue;
        }
        if (known.k !== 'undef' && (known.k !== 'const' || typeof known.v !== 'string')) continue;
        group = known.k === 'const' ? String(known.v) : '';
      }
      yield [`${path}#${site.c}`, group];
      // A function that hands on what another one yields is looked through.
      const known = evaluator.evaluate(ctx, { k: 'call', c: site.c });
      if (known.k === 'call' && known.path.length === 0) yield [`${known.ctx.file}#${known.call}`, group];
    }
  }

  /** Names of functions that hand on what such a call yields, those of the calls among them. */
  function makersAround(): ReadonlySet<string> {
    const all = new Set(names);
    for (const name of all) {
      for (const { unit, c } of code.calls(name)) {
        const fn = unit.facts.fns[unit.facts.calls[c]!.fn];
        if (fn && fn.n !== '' && fn.returns.some(({ v }) => v?.k === 'call' && v.c === c)) all.add(fn.n);
      }
    }
    return all;
  }
}
