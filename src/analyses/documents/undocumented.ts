import type { ProjectFile } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import type { Setting } from '../settings/model.ts';
import type { EnvDocument, Undocumented } from './model.ts';
import { isExample, isForTests, kindOf } from './read.ts';
import { isThirdParty } from './third-party.ts';

/** A document that names this share of a registry means to name all of it. */
const SHARE = 2 / 3;
/** Of a smaller registry no share says what a document is meant to be. */
const LEAST = 3;

/** Registered variables that no document names, where there is one that names most of the others. */
export function undocumentedIn(documents: readonly EnvDocument[], settings: readonly Setting[], project: readonly ProjectFile[]): Undocumented[] {
  const registries = new Map<string, { readonly setting: number; readonly variable: string }[]>();
  settings.forEach(({ application, env: [variable], flags }, setting) => {
    if (variable === undefined || !/[A-Z]/.test(variable) || isThirdParty(variable) || [flags.hidden, flags.deprecated, flags.external, flags.action].includes(true)) return;
    addTo(registries, application, { setting, variable });
  });
  const texts = project.filter(({ path }) => kindOf(path) !== undefined).map(each => each.text);
  return [...registries.values()].flatMap(rows => {
    const variables = new Set(rows.map(row => row.variable));
    if (variables.size < LEAST) return [];
    const named = documents.filter(each => isExample(each) && !isForTests(each.path))
      .map(({ path, variables: own }) => ({ path, count: new Set(own.map(each => each.variable).filter(name => variables.has(name))).size }))
      .sort((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1));
    const [best] = named;
    if (!best || best.count < variables.size * SHARE) return [];
    const missing = [...variables].filter(variable => !texts.some(text => new RegExp(`(?<![A-Z0-9_])${variable}(?![A-Z0-9_])`).test(text)));
    return missing.map((variable): Undocumented => ({ setting: rows.find(row => row.variable === variable)!.setting, variable, document: best.path, named: best.count, registered: variables.size }));
  }).sort((a, b) => a.setting - b.setting);
}
