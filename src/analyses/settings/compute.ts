import type { Json, Problem, ProjectFile } from '../../core/model.ts';
import type { Vocabulary } from '../../vocabulary/model.ts';
import type { ResultAccess, TextAccess } from '../../vocabulary/accesses.ts';
import type { Registry } from '../../vocabulary/registries.ts';
import { chooseVocabularies, type Chosen } from '../../vocabulary/select.ts';
import { slotList } from '../../vocabulary/slot.ts';
import { accessesByCall, type RawAccess } from './accesses.ts';
import { askedAt } from './asked.ts';
import { accessesByList, accessesByLiteral } from './declarative-accesses.ts';
import type { Code } from './code.ts';
import { registrationsByVariable } from './variable-registrations.ts';
import { registrationsByClass } from './class-registrations.ts';
import { registrationsByFile, registrationsByList, type FileRegistrations } from './files.ts';
import { accessesAt } from './given.ts';
import { guessedReads } from './guesses.ts';
import { slotReader } from './entry.ts';
import { evaluatorOf, type Evaluator } from './evaluate.ts';
import { keysOf } from './keys.ts';
import type { MemberAccess } from './member-access.ts';
import { accessesByMember } from './member-accesses.ts';
import { registrationsByMembers } from './member-registrations.ts';
import type { SettingsObject } from './settings-object.ts';
import { missingSubmodules } from './missing-submodules.ts';
import { accessesByName } from './name-accesses.ts';
import { proven } from './proof.ts';
import type { Access, Setting, SettingsModel, Traits } from './model.ts';
import { registrationsByCall, type Registrations } from './registrations.ts';
import { externalKeys, type Reading } from './setting.ts';
import { accessesByComparison, accessesByString } from './strings.ts';
import { readOutside, type TextPlace } from './texts.ts';
import { accessesByTree } from './tree-accesses.ts';
import { unmatched } from './unmatched.ts';

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
    ...accesses.map(({ among, ...access }) => ({ ...access, settings: keys.touched(access, code.modules.packageOf(access.file)).filter(i => !among || among.has(settings[i]!)) })).filter(keys.isPlausible),
    ...members.map(({ access, of, inside }): Access => ({ ...access, settings: of.flatMap(indexOf).sort((a, b) => a - b), ...(inside && index.has(inside) && { inside: index.get(inside)! }) })).filter((access, i) => access.settings.length > 0 || members[i]!.of.length === 0),
  ];
}

/** A variable that several schemas declare is one variable: who reads it through one of them needs it, whatever the others are for. */
function withTwins(settings: readonly Setting[], accesses: readonly Access[]): Access[] {
  const declaring = new Map<string, number[]>();
  settings.forEach(({ changes, env }, i) => {
    if (changes === 'start' && env[0] !== undefined) declaring.set(env[0], [...(declaring.get(env[0]) ?? []), i]);
  });
  return accesses.flatMap(access => {
    const twins = access.settings.flatMap(i => declaring.get(settings[i]!.env[0] ?? '') ?? []).filter(i => !access.settings.includes(i) && i !== access.inside);
    return twins.length === 0 ? [access] : [access, { ...access, strength: 'weak' as const, settings: [...new Set(twins)].sort((a, b) => a - b) }];
  });
}

interface Dialect {
  readonly settings: readonly Setting[];
  readonly accesses: readonly RawAccess[];
  readonly members: readonly MemberAccess[];
  readonly problems: readonly Problem[];
  /** Settings that files of other languages read. */
  readonly outside: ReadonlyMap<Setting, TextPlace>;
  readonly open: boolean;
}

function readDialect(code: Code, project: readonly ProjectFile[], evaluator: Evaluator, { vocabulary, named, own }: Chosen): Dialect {
  const unwraps = vocabulary.registries.flatMap(registry => (registry.kind === 'new' ? registry.classes : []));
  const reading: Reading = { code, evaluator, vocabulary, reader: slotReader(code, evaluator, unwraps) };
  const seen = new Set<string>();
  const found = vocabulary.registries.map(registry => registrationsOf(reading, registry, seen, project));
  const settings = found.flatMap(each => each.settings);
  const problems = found.flatMap(each => each.problems);
  if (named || settings.length > 0) problems.push(...found.flatMap(each => each.doubts));
  if (own) {
    const from = <T>(list: readonly T[], first: number): [number, T][] => list.flatMap((each, i): [number, T][] => (i < first ? [] : [[i - first, each]]));
    problems.push(...unmatched(code, project, `vocabulary \`${vocabulary.name}\``, from(vocabulary.registries, own.registries), from(vocabulary.accesses, own.accesses)).map(message => ({ file: '', message })));
  }
  if (named && settings.length === 0 && problems.length === 0) problems.push({ file: '', message: `the vocabulary \`${vocabulary.name}\` recognises no registration; take it out of \`vocabularies\`, or check \`include\`` });
  if (settings.length === 0) return { settings, accesses: [], members: [], problems, outside: new Map(), open: false };

  const objects = found.flatMap(each => each.objects ?? []);
  evaluator.stopAt(objects.flatMap(({ file, call }) => (call === undefined ? [] : [`${file}#${call}`])));
  const loadedBy = new Set(found.flatMap(each => [...(each.loadedBy ?? [])]));
  const accesses: RawAccess[] = [];
  const members: MemberAccess[] = [];
  for (const form of vocabulary.accesses) {
    switch (form.kind) {
      case 'call': accesses.push(...accessesByCall(reading, form, objects, settings.map(each => each.key))); break;
      case 'literal': accesses.push(...accessesByLiteral(reading, form)); break;
      case 'list': accesses.push(...accessesByList(reading, form)); break;
      case 'result':
        if (isOfTree(form)) accesses.push(...accessesByTree(reading, form, settings, loadedBy));
        else members.push(...accessesByMember(reading, objects, form));
        break;
      case 'name': members.push(...accessesByName(reading, form, objects)); break;
      case 'string': accesses.push(...accessesByString(reading, form)); break;
      case 'comparison': accesses.push(...accessesByComparison(reading, form)); break;
      case 'given': accesses.push(...accessesAt(reading, form)); break;
      case 'text': break;
    }
  }
  const outside = readOutside(settings, project, vocabulary.accesses.filter((form): form is TextAccess => form.kind === 'text'));
  return { settings, accesses, members, problems, outside, open: found.some(each => each.open === true) };
}

const isOfTree = (form: ResultAccess): form is ResultAccess & { readonly of: object } => form.of !== undefined;

type Found = Registrations & { readonly objects?: readonly SettingsObject[] } & Partial<Pick<FileRegistrations, 'loadedBy'>>;

function registrationsOf(reading: Reading, registry: Registry, seen: Set<string>, project: readonly ProjectFile[]): Found {
  switch (registry.kind) {
    case 'class': return registrationsByClass(reading, registry);
    case 'variable': case 'enum': case 'union': return registrationsByVariable(reading, registry);
    case 'jsonSchema': case 'yaml': return registrationsByFile(reading, registry, project);
    case 'given': return registrationsByList(reading, registry);
    case 'call': case 'new': {
      const { entries } = registry;
      return entries && 'members' in entries ? registrationsByMembers(reading, { ...registry, entries }) : registrationsByCall(reading, registry, seen);
    }
  }
}

const traitsOf = (code: Code, { registries, accesses, join = '.', external = [], askedThrough }: Vocabulary, open: boolean): Traits => ({
  open, join, ...askedAt(code, askedThrough),
  external: externalKeys({ external }),
  shared: registries.some(registry => 'unique' in registry && registry.unique === false),
  receivers: accesses.flatMap(access => ('receiver' in access ? (access.receiver?.endings ?? []) : [])),
  rewrites: accesses.some(access => access.kind === 'call' && access.rewrite !== undefined),
  namesVariables: registries.every(registry => !('env' in registry && slotList(registry.env).includes('variable'))),
});

/** One access for each place, key and mode: what is found in several ways is one read. The most direct way counts. */
function distinct<A extends { readonly at: { file: string; line: number; column: number }; readonly key: string; readonly mode: string; readonly strength: string; readonly settings: readonly number[]; readonly via: readonly unknown[] }>(accesses: readonly A[]): A[] {
  const kept = new Map<string, A>();
  for (const access of accesses) {
    const id = `${access.at.file}:${access.at.line}:${access.at.column}:${access.key}:${access.mode}:${access.strength}:${access.settings.join()}`;
    const other = kept.get(id);
    if (!other || access.via.length < other.via.length) kept.set(id, access);
  }
  // `get('http')` reads a group: then no setting of that very name is meant.
  const groups = new Set([...kept.values()].filter(access => access.key.endsWith('*') && access.settings.length > 0).map(access => `${access.at.file}:${access.at.line}:${access.at.column}`));
  // A text that is the argument of a read is no mention besides.
  const read = new Set([...kept.values()].filter(access => access.mode !== 'mention').map(placeOf));
  // A place that reads a setting for sure is no place where something else may be meant besides.
  const sure = new Set([...kept.values()].filter(access => access.strength === 'exact' && access.mode !== 'mention').map(placeOf));
  return [...kept.values()].filter(access => access.strength === 'exact' || access.settings.length === 0 || !sure.has(placeOf(access))).filter(access =>
    (access.mode !== 'mention' || !read.has(placeOf(access)))
    && (access.settings.length > 0 || !groups.has(`${access.at.file}:${access.at.line}:${access.at.column}`)));

  function placeOf({ at, settings }: A): string {
    return `${at.file}:${at.line}:${at.column}:${settings.join()}`;
  }
}

interface Placed {
  readonly at: { readonly file: string; readonly line: number; readonly column: number };
  readonly key: string;
}

const byPlace = (a: Placed, b: Placed): number =>
  byText(a.at.file, b.at.file) || a.at.line - b.at.line || a.at.column - b.at.column || byText(a.key, b.key);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
