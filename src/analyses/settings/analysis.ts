import { defineAnalysis } from '../../core/model.ts';
import { program } from '../../facts/program/kind.ts';
import { modules } from '../modules/analysis.ts';
import { values } from '../values/analysis.ts';
import { settingsOf } from './compute.ts';
import { indexedCode } from './indexed-code.ts';
import type { SettingsModel } from './model.ts';

/** Which settings there are, and what reads, watches and writes each. */
export const settings = defineAnalysis({
  id: 'settings',
  needs: [program, modules, values, indexedCode],
  compute(inputs): SettingsModel {
    const code = inputs.model(indexedCode);
    return settingsOf(code, inputs.project, inputs.options.vocabularies);
  },
  problems: model => model.problems,
});
