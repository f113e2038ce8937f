import type { FilePath } from '../../../core/model.ts';
import type { FnIndex, ProgramFacts, Val } from '../../../facts/program/model.ts';
import { eachPart } from '../../../facts/program/parts.ts';
import type { FnId } from '../../calls/model.ts';
import type { Setting } from '../../settings/model.ts';
import { nameOf } from '../when/callbacks.ts';
import { functionsIn, type Given } from './handlers.ts';

/** What a setting's own definition says of a change: `{ default: 5, onChange: value => reload(value) }`. */
export interface ToldInDefinition {
  readonly told: readonly FnId[];
  /** What it names is not part of the program and starts that again, by its name: `onChange: debouncedReload`. */
  readonly isRestart: boolean;
  /** It names what is told, and nobody sees what that is: `onChange: 'assets:update'`. */
  readonly isOpen: boolean;
}

interface Member {
  readonly v: Val;
  readonly fn: FnIndex;
  readonly s: number;
}

export function toldInDefinitions(given: Given): (setting: Setting) => ToldInDefinition {
  const known = new Map<FilePath, readonly Member[]>();
  return ({ file, at, span }) => {
    let members = known.get(file);
    if (!members) known.set(file, (members = membersIn(given.facts(file))));
    const from = given.offset(file, at.line, at.column);
    const after = given.offset(file, span.endLine + 1, 1);
    const own = members.filter(({ s }) => s >= from && (after <= from || s < after));
    const told = own.map(({ v, fn }) => toldBy(given, file, fn, v));
    return {
      told: told.flat(),
      isOpen: own.some(({ v }, i) => told[i]!.length === 0 && v.k !== 'undef' && !(v.k === 'lit' && typeof v.v !== 'string')),
      isRestart: own.some(({ v }) => (v.k === 'ref' || v.k === 'prop') && RESTARTS.test(nameOf(v))),
    };
  };
}

/** A debounced function is told, too. */
function toldBy(given: Given, file: FilePath, fn: FnIndex, v: Val): readonly FnId[] {
  const found = functionsIn(given, file, fn, v);
  return found.length > 0 || v.k !== 'call' ? found : given.facts(file).calls[v.c]!.args.flatMap(arg => functionsIn(given, file, fn, arg));
}

/** Members of object literals that are told of a change, by their names. */
function membersIn(facts: ProgramFacts): readonly Member[] {
  const found: Member[] = [];
  const walk = (v: Val, fn: FnIndex): void => {
    if (v.k === 'obj') for (const each of v.p) if (TOLD.test(each.n)) found.push({ v: each.v, fn, s: placeOf(facts, each.v) });
    eachPart(v, part => walk(part, fn));
  };
  for (const { init, fn } of facts.decls) if (init) walk(init, fn);
  for (const { args, fn } of facts.calls) for (const arg of args) walk(arg, fn);
  for (const { v, fn } of facts.writes) if (v) walk(v, fn);
  facts.fns.forEach(({ returns }, fn) => { for (const { v } of returns) if (v) walk(v, fn); });
  facts.classes.forEach(({ fields }, c) => {
    const fn = Math.max(0, facts.fns.findIndex(each => each.cls === c && each.k === 'field'));
    for (const { init } of fields) if (init) walk(init, fn);
  });
  return found;
}

const placeOf = (facts: ProgramFacts, v: Val): number => (v.k === 'fn' ? facts.fns[v.f]!.s : v.k === 'call' ? facts.calls[v.c]!.s : 's' in v ? v.s : -1);

const TOLD = /^(on_?([A-Z]\w*)?(change|changed|update|updated|put|set|save|saved)|(was|after|did)?_?(change|changed|update|updated|set|save)(d|Callback|Handler|Listener)?)$/i;
const RESTARTS = /reload|relaunch|restart/i;
