import { defineAnalysis } from '../../core/model.ts';
import { program } from '../../facts/program/kind.ts';
import { modules } from '../modules/analysis.ts';
import { values } from '../values/analysis.ts';
import { codeOf, type Code } from './code.ts';

/** The program with its calls by name: one index for all analyses that look for calls, because it has an entry for every call there is. */
export const indexedCode = defineAnalysis({
  id: 'code',
  needs: [program, modules, values],
  compute: (inputs): Code => codeOf(inputs.files, file => inputs.table(program, file), inputs.model(modules), inputs.model(values), inputs.project),
});
