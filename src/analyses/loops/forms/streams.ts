import type { CallIndex, Val } from '../../../facts/program/model.ts';
import { print } from './print.ts';
import { originOf, type LoopProgram } from '../program/program.ts';
import type { Schedule } from './schedule.ts';
import { nameOf, type Unit } from '../program/unit.ts';

/** Operators after which a stream of ticks ends by itself. */
const ENDS = /^(take|first|takeWhile|takeLast|last|elementAt|find|toArray|timeout|single)$/;
/** Operators whose function does the work of a tick. */
const WORKS = /^(switchMap|mergeMap|concatMap|exhaustMap|map|tap|flatMap|do|forEach)$/;

/** Subscriptions to ticks that do not end: `interval(1_000).pipe(…).subscribe(…)` of RxJS. */
export function streamsOf(program: LoopProgram, unit: Unit): Schedule[] {
  if (!unit.facts.imports.some(each => each.from === 'rxjs')) return [];
  return unit.facts.calls.flatMap((call, c): Schedule[] => {
    if (call.callee.k !== 'prop' || !/^(subscribe|forEach)$/.test(call.callee.n)) return [];
    const operators: CallIndex[] = [];
    const roots: CallIndex[] = [];
    if (!isTicks(call.callee.o, 0)) return [];
    if (operators.some(each => ENDS.test(nameOf(unit.facts.calls[each]!)))) return [];
    const value = functionOf(c) ?? [...operators.filter(each => WORKS.test(nameOf(unit.facts.calls[each]!))), ...roots].map(functionOf).find(each => each !== undefined);
    const gates = operators.filter(each => nameOf(unit.facts.calls[each]!) === 'filter').flatMap(each => functionOf(each) ?? []);
    return value ? [{ call: c, callee: print(unit.facts, call.callee), owner: call.fn, handler: { fn: call.fn, value }, gates }] : [];

    /** `interval(…)`, `timer(first, period)`, `defer(…)` that repeats, piped or not, held in a constant or not. */
    function isTicks(v: Val, depth: number): boolean {
      if (depth > 6) return false;
      if (v.k === 'ref') {
        const decl = unit.facts.decls[v.d];
        return decl?.k === 'const' && decl.init !== undefined && isTicks(decl.init, depth + 1);
      }
      if (v.k !== 'call') return false;
      const made = unit.facts.calls[v.c]!;
      if (made.callee.k === 'prop' && made.callee.n === 'pipe') {
        for (const arg of made.args) if (arg.k === 'call') operators.push(arg.c);
        return isTicks(made.callee.o, depth + 1);
      }
      const origin = originOf(program, unit, made.fn, made.callee);
      if (origin.k !== 'external' || origin.from !== 'rxjs') return false;
      const name = [origin.name, ...origin.path].at(-1);
      if (name === 'defer' && operators.some(isRepeat)) {
        roots.push(v.c);
        return true;
      }
      return name === 'interval' || (name === 'timer' && made.args.length > 1 && made.args[1]!.k !== 'undef');
    }
  });

  /** `repeat()`, `repeat({ delay })`: again and again, where no count is given. */
  function isRepeat(c: CallIndex): boolean {
    const { args: [first] } = unit.facts.calls[c]!;
    return nameOf(unit.facts.calls[c]!) === 'repeat' && (first === undefined || (first.k === 'obj' && !first.p.some(({ n }) => n === 'count')));
  }

  function functionOf(c: CallIndex): Val | undefined {
    const { fn, args } = unit.facts.calls[c]!;
    const candidates = args.flatMap(arg => (arg.k === 'obj' ? arg.p.filter(({ n }) => n === 'next').map(({ v }) => v) : [arg]));
    return candidates.find(each => each.k === 'fn' || program.targets.ofValue(unit, fn, each) !== undefined);
  }
}
