import { defineAnalysis } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import { program } from '../../facts/program/kind.ts';
import type { GuardIndex, ProgramFacts } from '../../facts/program/model.ts';
import { settings } from '../settings/analysis.ts';
import type { Setting, SettingIndex } from '../settings/model.ts';
import type { Collision, DuplicatesModel } from './model.ts';

/** Keys that are registered twice in one application, and variables that two settings of it share. */
export const duplicates = defineAnalysis({
  id: 'duplicates',
  needs: [program, settings],
  compute(inputs): DuplicatesModel {
    const { settings: all, traits } = inputs.model(settings);
    const facts = new Map(inputs.files.map(file => [file.path, file]));
    const byKey = new Map<string, SettingIndex[]>();
    const byVariable = new Map<string, SettingIndex[]>();
    const put = (groups: Map<string, SettingIndex[]>, parts: readonly string[], index: SettingIndex): void => {
      const id = JSON.stringify(parts);
      addTo(groups, id, index);
    };
    all.forEach(({ vocabulary, application, key, env }, index) => {
      const dialect = traits.get(vocabulary);
      if (!dialect?.shared) put(byKey, [vocabulary, application, key], index);
      // What code reads by itself under two names (`URL`, and `PUBLIC_URL ?? URL`) is one variable by design, and so is
      // a schema that declares a variable from which others are made.
      if (dialect?.namesVariables) for (const variable of new Set(env)) if (variable !== key && variable !== MODE) put(byVariable, [application, variable], index);
    });
    const collisions = [
      ...[...byKey].map(([id, indexes]): Collision => ({ by: 'key', name: nameOf(id), settings: competing(indexes) })),
      ...[...byVariable].map(([id, indexes]): Collision => ({ by: 'variable', name: nameOf(id), settings: withoutTwins(competing(indexes)) })),
    ];
    return { collisions: collisions.filter(({ settings }) => settings.length > 1) };

    /** Registrations of which at most one runs (`if (cloud) register(…) else register(…)`) do not meet. */
    function competing(indexes: readonly SettingIndex[]): SettingIndex[] {
      return indexes.filter(i => indexes.some(j => i !== j && !areAlternatives(all[i]!, all[j]!)));
    }

    function areAlternatives(a: Setting, b: Setting): boolean {
      const file = facts.get(a.file);
      if (a.file !== b.file || a.fn !== b.fn || !file) return false;
      const table = inputs.table(program, file);
      const other = conditionsOf(table, guardOf(table, b));
      return [...conditionsOf(table, guardOf(table, a))].some(([id, holds]) => other.has(id) && other.get(id) !== holds);
    }

    /** One key in two schemas is one setting with one variable. */
    function withoutTwins(indexes: readonly SettingIndex[]): SettingIndex[] {
      return new Set(indexes.map(i => all[i]!.key)).size > 1 ? [...indexes] : [];
    }
  },
});

/** Everything goes by the mode in which the program runs; nobody sets it for one setting alone. */
const MODE = 'NODE_ENV';

const nameOf = (id: string): string => (JSON.parse(id) as string[]).at(-1)!; // Written by `put`.

const guardOf = (facts: ProgramFacts, { call }: Setting): GuardIndex => (call === undefined ? -1 : (facts.calls[call]?.g ?? -1));

/** The conditions under which code runs, by what is asked. */
function conditionsOf(facts: ProgramFacts, guard: GuardIndex): Map<string, boolean> {
  const conditions = new Map<string, boolean>();
  for (let at = facts.guards[guard]; at; at = facts.guards[at.parent]) conditions.set(JSON.stringify(at.v), at.pos);
  return conditions;
}
