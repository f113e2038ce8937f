import type { Json, Problem, ProjectFile } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import { compareText } from '../../core/order.ts';
import { chooseVocabularies } from '../../vocabulary/select.ts';
import type { RawAccess } from './accesses/call-accesses.ts';
import type { MemberAccess } from './accesses/member-access.ts';
import type { TextPlace } from './accesses/texts.ts';
import type { Code } from './code.ts';
import { readDialect, type Dialect } from './dialect.ts';
import { distinct } from './distinct.ts';
import { evaluatorOf } from './evaluation/evaluate.ts';
import { guessedReads } from './guesses/guesses.ts';
import { keysOf } from './keys.ts';
import { missingSubmodules } from './missing-submodules.ts';
import type { Access, Setting, SettingsModel, Traits } from './model.ts';
import { proven } from './proof.ts';
import { traitsOf } from './traits.ts';

/** Every setting of the program and everything that touches one, as the configured vocabularies spell them. */
export function settingsOf(code: Code, project: readonly ProjectFile[], vocabularies: readonly Json[]): SettingsModel {
  const evaluator = evaluatorOf(code);
  const { chosen, problems: wrong } = chooseVocabularies(vocabularies);
  const problems: Problem[] = wrong.map(message => ({ file: '', message }));
  const settings: Setting[] = [];
  const raw: RawAccess[] = [];
  const members: MemberAccess[] = [];
  const outside = new Map<Setting, TextPlace>();
  const traits = new Map<string, Traits>();

  for (const each of chosen) {
    const dialect = readDialect(code, project, evaluator, each);
    const found = each.named ? dialect : { ...dialect, settings: proven(dialect.settings, each.vocabulary.proof, kept => accessesTo(code, kept, dialect)) };
    if (found.settings.length > 0) traits.set(each.vocabulary.name, traitsOf(code, each.vocabulary, found.open || found.problems.length > 0));
    settings.push(...found.settings);
    if (found.settings.length > 0 || each.vocabulary.proof === undefined || each.named) problems.push(...found.problems);
    const dropped = new Set(dialect.settings.filter(setting => !found.settings.includes(setting)).map(({ key }) => key));
    if (found.settings.length > 0) raw.push(...found.accesses.filter(({ key }) => !dropped.has(key)));
    members.push(...found.members);
    for (const [setting, place] of found.outside) outside.set(setting, place);
  }
  settings.sort(byPlace);

  const keys = keysOf(settings);
  const accesses = distinct(withTwins(settings, accessesTo(code, settings, { accesses: raw, members }))).sort(byPlace);
  const touching: Access[][] = settings.map(() => []);
  for (const access of accesses) for (const setting of access.settings) touching[setting]?.push(access);
  const missing = missingSubmodules(code, project);
  const complete = settings.map((setting): Setting => {
    const place = outside.get(setting) ?? missing.get(setting.application);
    return place ? { ...setting, outside: place, flags: { ...setting.flags, external: true } } : setting;
  });
  let guesses: ReadonlyMap<number, readonly Access[]> | undefined;
  return {
    settings: complete, accesses, problems, traits, byKey: keys.byKey, accessesOf: setting => touching[setting] ?? [],
    guessesOf: setting => (guesses ??= guessedReads(code, evaluator, complete, accesses, traits)).get(setting) ?? [],
  };
}

/** Accesses with the settings that each touches. */
function accessesTo(code: Code, settings: readonly Setting[], { accesses, members }: Pick<Dialect, 'accesses' | 'members'>): Access[] {
  const keys = keysOf(settings);
  const index = new Map(settings.map((setting, i) => [setting, i]));
  const indexOf = (setting: Setting): number[] => { const i = index.get(setting); return i === undefined ? [] : [i]; };
  return [
    ...accesses
      .map(({ among, ...access }) => ({
        ...access,
        settings: keys.touched(access, code.modules.packageOf(access.file)).filter(i => !among || among.has(settings[i]!)),
      }))
      .filter(keys.isPlausible),
    ...members
      .map(({ access, of, inside }): Access => ({
        ...access,
        settings: of.flatMap(indexOf).sort((a, b) => a - b),
        ...(inside && index.has(inside) && { inside: index.get(inside)! }),
      }))
      .filter((access, i) => access.settings.length > 0 || members[i]!.of.length === 0),
  ];
}

/** A variable that several schemas declare is one variable: who reads it through one of them needs it, whatever the others are for. */
function withTwins(settings: readonly Setting[], accesses: readonly Access[]): Access[] {
  const declaring = new Map<string, number[]>();
  settings.forEach(({ changes, env }, i) => {
    if (changes === 'start' && env[0] !== undefined) addTo(declaring, env[0], i);
  });
  return accesses.flatMap(access => {
    const twins = access.settings.flatMap(i => declaring.get(settings[i]!.env[0] ?? '') ?? []).filter(i => !access.settings.includes(i) && i !== access.inside);
    return twins.length === 0 ? [access] : [access, { ...access, strength: 'weak' as const, settings: [...new Set(twins)].sort((a, b) => a - b) }];
  });
}

interface Placed {
  readonly at: { readonly file: string; readonly line: number; readonly column: number };
  readonly key: string;
}

const byPlace = (a: Placed, b: Placed): number =>
  compareText(a.at.file, b.at.file) || a.at.line - b.at.line || a.at.column - b.at.column || compareText(a.key, b.key);
