import { defineAnalysis } from '../../core/model.ts';
import { program } from '../../facts/program/kind.ts';
import { environment } from '../environment/analysis.ts';
import { modules } from '../modules/analysis.ts';
import { settings } from '../settings/analysis.ts';
import { matcher } from '../settings/keys.ts';
import { readByImported } from './clients.ts';
import { derivedNames } from './derived.ts';
import { meantFor } from './meant.ts';
import { mentionsOf } from './mentions.ts';
import type { DocumentsModel, EnvDocument, Unread } from './model.ts';
import { documentsOf, isForTests } from './read.ts';
import { isThirdParty } from './third-party.ts';
import { undocumentedIn } from './undocumented.ts';

/** Documents that name variables for the program, against the variables that it reads and registers. */
export const documents = defineAnalysis({
  id: 'documents',
  needs: [program, modules, settings, environment],
  compute(inputs): DocumentsModel {
    const found = documentsOf(inputs.project);
    if (found.length === 0) return { documents: [], unread: [], undocumented: [] };
    const { settings: registered } = inputs.model(settings);
    const read = inputs.model(environment).accesses.filter(access => access.variable !== '*');
    const known = new Set([...read.map(access => access.variable), ...registered.flatMap(({ env, key }) => [...env, key])]);
    const derived = derivedNames(registered, found.flatMap(each => each.variables.map(({ variable }) => variable)));
    const isKnown = (variable: string): boolean => known.has(variable) || derived.settingOf(variable) !== undefined;
    const external = inputs.options.external.flatMap(each => each.keys).map(matcher);
    const tables = inputs.files.map(file => inputs.table(program, file));
    const isClients = readByImported(tables);
    const families = familiesOf([...known]);

    const candidates = found
      .filter(each => !isForTests(each.path) && isAboutProgram(each))
      .flatMap(({ kind, variables }) => variables.filter(each => isSuspect(each.variable, kind)).map((each): Unread => ({ ...each, kind })));
    const mentions = mentionsOf(new Set(candidates.map(each => each.variable)), inputs.files, file => inputs.table(program, file), inputs.project, derived.isPrefix);
    const names = [...known].filter(name => /^[A-Z][A-Z0-9_]+$/.test(name)).sort();
    const unread = candidates.filter(each => !mentions.has(each.variable)).map((each): Unread => {
      const meant = meantFor(each.variable, names);
      return meant === undefined ? each : { ...each, nearest: meant };
    });
    return { documents: found, unread: distinct(unread), undocumented: undocumentedIn(found, registered, inputs.project) };

    /** A third of what it names is the program's; else it is about another one. */
    function isAboutProgram({ variables }: EnvDocument): boolean {
      const distinctNames = [...new Set(variables.map(each => each.variable))].filter(name => !isThirdParty(name) || isKnown(name));
      const ours = distinctNames.filter(isKnown).length;
      return ours > 0 && ours * 3 >= distinctNames.length;
    }

    function isSuspect(variable: string, kind: EnvDocument['kind']): boolean {
      if (isKnown(variable) || isThirdParty(variable) || isClients(variable) || external.some(matches => matches(variable))) return false;
      // What starts a program sets variables for tools and images too; there only the program's own family is judged.
      return kind === 'env-file' || kind === 'table' || (families.has(familyOf(variable)) && !(kind === 'workflow' && ofTests.test(variable)));
    }
  },
});

/** Read by tests, and by scripts around them that are no part of the program. */
const ofTests = /^(E2E|TESTS?|CI|BENCH|SMOKE|COVERAGE)_/;

const familyOf = (variable: string): string => variable.slice(0, variable.indexOf('_') + 1);

/** First words that two variables of the program share. */
function familiesOf(names: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const name of names) if (/^[A-Z][A-Z0-9]*_/.test(name)) counts.set(familyOf(name), (counts.get(familyOf(name)) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > 1).map(([family]) => family));
}

/** A variable is told once for each document and scope: a template may repeat it in a comment. */
function distinct(unread: readonly Unread[]): Unread[] {
  const seen = new Set<string>();
  return unread.filter(({ at, variable, scope }) => {
    const id = `${at.file} ${variable} ${scope}`;
    return !seen.has(id) && seen.add(id);
  }).sort((a, b) => (a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : a.at.line - b.at.line || a.at.column - b.at.column));
}
