import type { Problem, ProjectFile } from '../../core/model.ts';
import type { ResultAccess, TextAccess } from '../../vocabulary/accesses.ts';
import type { Registry } from '../../vocabulary/registries.ts';
import type { Chosen } from '../../vocabulary/select.ts';
import { accessesByCall, type RawAccess } from './accesses/call-accesses.ts';
import { accessesByList, accessesByLiteral } from './accesses/declarative-accesses.ts';
import { accessesByFactory } from './accesses/factory-calls.ts';
import { accessesAt } from './accesses/given.ts';
import type { MemberAccess } from './accesses/member-access.ts';
import { accessesByMember } from './accesses/member-accesses.ts';
import { accessesByName } from './accesses/name-accesses.ts';
import { accessesByComparison, accessesByString } from './accesses/strings.ts';
import { readOutside, type TextPlace } from './accesses/texts.ts';
import { accessesByTree } from './accesses/tree-accesses.ts';
import type { Code } from './code.ts';
import { slotReader } from './entry.ts';
import type { Evaluator } from './evaluation/evaluate.ts';
import type { Setting } from './model.ts';
import { registrationsByClass } from './registrations/class-registrations.ts';
import { registrationsByFile, registrationsByList, type FileRegistrations } from './registrations/files.ts';
import { registrationsByMembers } from './registrations/member-registrations.ts';
import { registrationsByCall, type Registrations } from './registrations/registrations.ts';
import { registrationsByVariable } from './registrations/variable-registrations.ts';
import type { Reading } from './setting.ts';
import type { SettingsObject } from './settings-object.ts';
import { unmatched } from './unmatched.ts';

export function readDialect(code: Code, project: readonly ProjectFile[], evaluator: Evaluator, { vocabulary, named, own }: Chosen): Dialect {
  const unwraps = vocabulary.registries.flatMap(registry => (registry.kind === 'new' ? registry.classes : []));
  const reading: Reading = { code, evaluator, vocabulary, reader: slotReader(code, evaluator, unwraps) };
  const seen = new Set<string>();
  const found = vocabulary.registries.map(registry => registrationsOf(reading, registry, seen, project));
  const settings = found.flatMap(each => each.settings);
  const problems = found.flatMap(each => each.problems);
  if (named || settings.length > 0) problems.push(...found.flatMap(each => each.doubts));
  if (own) {
    const from = <T>(list: readonly T[], first: number): [number, T][] => list.flatMap((each, i): [number, T][] => (i < first ? [] : [[i - first, each]]));
    problems.push(
      ...unmatched(
        code,
        project,
        `vocabulary \`${vocabulary.name}\``,
        from(vocabulary.registries, own.registries),
        from(vocabulary.accesses, own.accesses),
      ).map(message => ({ file: '', message })),
    );
  }
  if (named && settings.length === 0 && problems.length === 0)
    problems.push({
      file: '',
      message: `the vocabulary \`${vocabulary.name}\` recognises no registration; take it out of \`vocabularies\`, or check \`include\``,
    });
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
        if (form.of?.factories) accesses.push(...accessesByFactory(reading, form, settings));
        else if (isOfTree(form)) accesses.push(...accessesByTree(reading, form, settings, loadedBy));
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

/** What one vocabulary finds in the program. */
export interface Dialect {
  readonly settings: readonly Setting[];
  readonly accesses: readonly RawAccess[];
  readonly members: readonly MemberAccess[];
  readonly problems: readonly Problem[];
  /** Settings that files of other languages read. */
  readonly outside: ReadonlyMap<Setting, TextPlace>;
  readonly open: boolean;
}

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

type Found = Registrations & { readonly objects?: readonly SettingsObject[] } & Partial<Pick<FileRegistrations, 'loadedBy'>>;

const isOfTree = (form: ResultAccess): form is ResultAccess & { readonly of: object } => form.of !== undefined;
