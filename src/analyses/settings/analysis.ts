import { defineAnalysis } from '../../core/model.ts';
import { program } from '../../facts/program/kind.ts';
import { modules } from '../modules/analysis.ts';
import { values } from '../values/analysis.ts';
import { codeOf } from './code.ts';
import { settingsOf } from './compute.ts';
import type { SettingsModel } from './model.ts';

/** Which settings there are, and what reads, watches and writes each. */
export const settings = defineAnalysis({
  id: 'settings',
  needs: [program, modules, values],
  compute(inputs): SettingsModel {
    const code = codeOf(inputs.files, file => inputs.table(program, file), inputs.model(modules), inputs.model(values));
    return settingsOf(code, inputs.project, inputs.options.vocabularies);
  },
  problems: model => model.problems,
});
