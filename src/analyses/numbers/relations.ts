import { lineAt } from '../../core/locate.ts';
import { defineAnalysis, type FilePath } from '../../core/model.ts';
import { drift } from '../drift/analysis.ts';
import { modules } from '../modules/analysis.ts';
import { settings } from '../settings/analysis.ts';
import { policyNumbers } from './analysis.ts';
import type { PolicyNumber } from './model.ts';
import { counterparts, type Counterpart } from './registered.ts';
import { repeatedPolicies } from './repeated.ts';

/** How the policy numbers of the program stand to each other and to its settings. */
export interface PolicyRelations {
  /** The setting whose default a number repeats or contradicts. */
  readonly counterparts: ReadonlyMap<PolicyNumber, Counterpart>;
  /** All numbers of a policy, for each of them; policies that three files or more state. */
  readonly repeated: ReadonlyMap<PolicyNumber, readonly PolicyNumber[]>;
}

export const policyRelations = defineAnalysis({
  id: 'policy-relations',
  needs: [policyNumbers, settings, modules, drift],
  compute(inputs): PolicyRelations {
    const numbers = inputs.model(policyNumbers);
    const graph = inputs.model(modules);
    const packageOf = (file: FilePath): string => graph.packageOf(file);
    const repeated = repeatedPolicies(numbers, packageOf);
    const registered = inputs.model(settings).settings;
    if (registered.length === 0) return { counterparts: new Map(), repeated };
    const find = counterparts(registered, packageOf);
    const found = numbers.flatMap((number): [PolicyNumber, Counterpart][] => {
      const counterpart = find(number);
      return counterpart ? [[number, counterpart]] : [];
    });
    if (found.every(([, { same }]) => same)) return { counterparts: new Map(found), repeated };
    // What stands in for a setting's default is told by another rule.
    const told = new Set(inputs.model(drift).drifts.map(({ at }) => `${at.file}:${at.line}`));
    const lineStarts = new Map(inputs.files.map(file => [file.path, file.lineStarts]));
    const isTold = ({ file, number }: PolicyNumber): boolean => told.has(`${file}:${lineAt(lineStarts.get(file) ?? [0], number.s) + 1}`);
    return { counterparts: new Map(found.filter(([number, { same }]) => same || !isTold(number))), repeated };
  },
});
