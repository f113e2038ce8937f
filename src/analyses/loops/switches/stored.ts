import type { FnIndex, LoopIndex, Val, Write } from '../../../facts/program/model.ts';
import { callBehind, demandsOf, type Demand } from './demands.ts';
import type { Switch } from '../model.ts';
import type { LoopProgram } from '../program/program.ts';
import { best, named, qualityOf } from './quality.ts';
import { callsIn, type SettingRead, type SettingReads } from './reads.ts';
import { runsAgain } from './runs-again.ts';
import { pathOf, standsIn, type Unit } from '../program/unit.ts';

/**
 * The switch that is kept in what a condition looks at: a local, a variable around the loop, a field. It is `captured`
 * where it holds what was read once, and as good as the setting where a subscriber of the setting writes it, or each turn
 * does (`turn`: the loop, -1 for a whole function).
 */
export function keptOf(program: LoopProgram, reads: SettingReads, at: Unit, fn: FnIndex, demand: Demand, turn?: LoopIndex): Switch | undefined {
  const { v, pos } = demand;
  if (v.k === 'ref') {
    const fresh = best(at.writesTo(v.d).flatMap(renewed));
    if (fresh) return fresh;
    const behind = callBehind(at, demand);
    const read = behind && reads.asked(at, behind);
    return behind && read ? { kind: 'captured', ...named(at, read, behind.call) } : undefined;
  }
  if (v.k !== 'prop') return undefined;
  const behind = callBehind(at, demand);
  const read = behind && reads.asked(at, behind);
  if (behind && read) return { kind: 'captured', ...named(at, read, behind.call) };
  if (v.o.k === 'ref') return best(at.writesToMember(v.n).filter(({ t }) => t.k === 'prop' && t.o.k === 'ref' && v.o.k === 'ref' && t.o.d === v.o.d).flatMap(renewed));
  const path = pathOf(v);
  if (!path?.startsWith('this.')) return undefined;
  const cls = program.targets.classAround(at, fn);
  return best(at.writesToMember(v.n).filter(({ t, fn: by }) => pathOf(t) === path && program.targets.classAround(at, by) === cls).flatMap(written));

  /** What is assigned once, where it is declared or later, is followed from the condition. */
  function renewed(write: Write): readonly Switch[] {
    const found = written(write);
    return reads.handlerAround(at, write.fn) ? found : found.filter(each => each.kind !== 'captured');
  }

  /** What an assignment says of the setting it takes its value from. */
  function written(write: Write): readonly Switch[] {
    if (!write.v || write.op !== '=') return [];
    const told = reads.handlerAround(at, write.fn);
    for (const each of demandsOf(at, write.v, pos)) {
      if (told?.value !== undefined && told.value(each.v)) return [qualityOf(program, reads, at, { access: told.access }, -1, each.pos)];
    }
    for (const { v, by } of [{ v: write.v, by: write.fn }, ...handedOver(write)]) for (const c of callsIn(at, v)) {
      const read = reads.of(at, c);
      const told = reads.handlerAround(at, by);
      if (read) return [isFresh(write, by, read, told?.access.key) ? qualityOf(program, reads, at, read, c, polarity(write, c)) : { kind: 'captured', ...named(at, read, c) }];
    }
    return [];
  }

  function polarity(write: Write, c: number): boolean {
    for (const each of write.v ? demandsOf(at, write.v, pos) : []) {
      const behind = callBehind(at, each);
      if (behind?.call === c) return behind.pos;
    }
    return pos;
  }

  /** Each turn reads anew before it looks, or something else that goes on does. */
  function isRenewed(write: Write): boolean {
    return (turn !== undefined && standsIn(at.facts, write, fn, turn)) || runsAgain(program, at, write);
  }

  /** What callers in the file hand to a function that assigns it: `this.apply(await enabled())`. */
  function handedOver(write: Write): readonly { readonly v: Val; readonly by: FnIndex }[] {
    const i = write.v?.k === 'ref' ? at.facts.fns[write.fn]!.params.indexOf(write.v.d) : -1;
    return i < 0
      ? []
      : at.facts.calls.flatMap((call, c) => {
          const target = program.targets.ofCall(at, c);
          const v = call.args[i];
          return v && target?.unit === at && target.fn === write.fn ? [{ v, by: call.fn }] : [];
        });
  }

  function isFresh(write: Write, by: FnIndex, read: SettingRead, told: string | undefined): boolean {
    if (told === read.access.key || isRenewed(write)) return true;
    const cls = program.targets.classAround(at, by);
    return cls !== undefined && reads.watchedBy(at, cls).includes(read.access.key) && at.facts.fns[by]!.k !== 'constructor';
  }
}
