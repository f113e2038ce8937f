import { anyGlob } from '../../../core/glob.ts';
import type { Json, Problem, ProjectFile } from '../../../core/model.ts';
import type { Flag, FlagRule } from '../../../vocabulary/flags.ts';
import type { FileRegistry, GivenRegistry } from '../../../vocabulary/registries.ts';
import { parseSlot, slotList, type Slots } from '../../../vocabulary/slot.ts';
import { textsOf } from '../accesses/strings.ts';
import { envNameOf } from '../env-name.ts';
import { matcher } from '../keys.ts';
import type { FlagState, Setting } from '../model.ts';
import { externalKeys, FLAGS, type Reading } from '../setting.ts';
import { dataOf, memberOf, plain, type DataItem, type DataNode } from './data-tree.ts';
import type { Registrations } from './registrations.ts';

/** Settings that data files declare, with the modules that load each file. */
export interface FileRegistrations extends Registrations {
  readonly loadedBy: ReadonlySet<string>;
}

interface Found extends Pick<DataItem, 's' | 'e'> {
  readonly key: string;
  readonly node: DataNode;
}

/** Properties of JSON Schemas, leaves of YAML and JSON files. */
export function registrationsByFile(reading: Reading, registry: FileRegistry, project: readonly ProjectFile[]): FileRegistrations {
  const found = { settings: [] as Setting[], problems: [] as Problem[], doubts: [] as Problem[], loadedBy: new Set<string>() };
  const isMeant = anyGlob(registry.files);
  const [first] = registry.at?.split('.') ?? [];
  for (const { path, text } of project) {
    if (!isMeant(path) || (first !== undefined && !text.includes(`"${first}"`))) continue;
    const loaders = registry.loaded ? loadersOf(reading, path) : [];
    if (registry.loaded && loaders.length === 0) continue;
    const document = dataOf(path, text);
    if (document === undefined) {
      found.doubts.push({ file: path, message: 'this file declares settings and cannot be parsed; correct it' });
      continue;
    }
    for (const loader of loaders) found.loadedBy.add(loader);
    const starts = lineStartsOf(text);
    for (const root of rootsOf(document, registry.at)) {
      const leaves = registry.kind === 'jsonSchema' ? propertiesOf(root, document, '', registry.depth === 'top') : leavesOf(root, '');
      for (const each of leaves) {
        if (!registry.except?.includes(each.key.split('.')[0]!)) found.settings.push(settingOf(reading, registry, path, starts, each));
      }
    }
  }
  return found;
}

/** Settings that the configuration lists one by one. */
export function registrationsByList({ vocabulary, code }: Reading, { settings }: GivenRegistry): Registrations {
  return {
    problems: [], doubts: [],
    settings: settings.map(({ key, file, line, default: value, type, env, description, flags = [] }): Setting => ({
      key, name: key, ...(type !== undefined && { type }), ...(description !== undefined && { description }),
      default: value === undefined ? { k: 'unknown' } : { k: 'constant', value },
      env: env ?? envNameOf(vocabulary.derivedEnv, key),
      flags: flagsOf(flag => flags.includes(flag)), changes: vocabulary.changes,
      at: { file, line, column: 1, endLine: line, endColumn: 1 }, span: { startLine: line, endLine: line },
      file, fn: 0, vocabulary: vocabulary.name, application: code.modules.packageOf(file),
    })),
  };
}

/** Modules that import the file, or name it in a text. */
function loadersOf({ code }: Reading, path: string): string[] {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return code.units
    .filter(
      unit =>
        !unit.test &&
        (unit.facts.imports.some(({ from }) => from === base || from.endsWith(`/${base}`)) ||
          textsOf(unit).some(({ text }) => text === base || text.endsWith(`/${base}`))),
    )
    .map(unit => unit.path);
}

function settingOf({ code, vocabulary }: Reading, registry: FileRegistry, path: string, starts: readonly number[], { key, node, s: start, e: end }: Found): Setting {
  const read = (slots: Slots | undefined): Json | undefined =>
    slotList(slots)
      .map(slot =>
        plain(parseSlot(slot).steps.reduce<DataNode | undefined>((at, step) => (step.k === 'member' ? memberOf(at, step.name) : undefined), node)),
      )
      .find(value => value !== undefined);
  const value = registry.kind === 'yaml' ? plain(node) : read(registry.default ?? 'value.default');
  const description = read(registry.description ?? 'value.description');
  const word = registry.kind === 'yaml' ? typeOfValue(value) : typeWord(read('value.type'));
  const type = word === undefined ? undefined : (registry.types?.[word] ?? SCHEMA_TYPES[word] ?? word);
  const line = lineAt(starts, start);
  const endLine = lineAt(starts, node.e > end ? node.e : end);
  return {
    key, name: key, ...(type !== undefined && { type }), ...(typeof description === 'string' && { description }),
    default: value === undefined ? { k: 'unset' } : { k: 'constant', value },
    env: envNameOf(vocabulary.derivedEnv, key),
    flags: flagsOf(flag => isRaised(registry.flags?.[flag], read) || (flag === 'external' && externalKeys(vocabulary).some(pattern => matcher(pattern)(key)))),
    changes: vocabulary.changes,
    at: { file: path, line: line + 1, column: start - starts[line]! + 1, endLine: line + 1, endColumn: end - starts[line]! + 1 },
    span: { startLine: line + 1, endLine: endLine + 1 },
    file: path, fn: 0, vocabulary: vocabulary.name, application: code.modules.packageOf(path),
  };
}

const flagsOf = (isUp: (flag: Flag) => boolean): { [F in Flag]: FlagState } => Object.fromEntries(FLAGS.map(flag => [flag, isUp(flag)])) as { [F in Flag]: FlagState }; // One for every flag of the list.

function isRaised(rule: FlagRule | undefined, read: (slots: Slots) => unknown): boolean {
  if (rule === undefined) return false;
  if (typeof rule === 'string' || !('slot' in rule)) return Boolean(read(rule as Slots)); // A rule that is no object with a slot is slots.
  const value = read(rule.slot);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return rule.present ? value !== undefined : (rule.equals?.some(each => values.includes(each)) ?? false);
}

/** What stands at the path; the elements where it is a list. */
function rootsOf(node: DataNode, at: string | undefined): readonly DataNode[] {
  const found = (at?.split('.') ?? []).reduce<DataNode | undefined>(memberOf, node);
  return found?.k === 'list' ? found.items : found?.k === 'map' ? [found] : [];
}

/** Properties that have none of their own, in nested schemas too. */
function propertiesOf(schema: DataNode, document: DataNode, prefix: string, isTop: boolean, depth = 0): Found[] {
  const properties = memberOf(schema, 'properties');
  if (properties?.k !== 'map' || depth > 8) return [];
  return properties.items.flatMap(({ name, s, e, value }): Found[] => {
    const whole = prefix === '' ? name : `${prefix}.${name}`;
    const target = resolved(value, document);
    const nested = isTop ? [] : [target, ...optionsOf(target, document)].flatMap(each => propertiesOf(each, document, whole, isTop, depth + 1));
    if (nested.length > 0) return [...new Map(nested.map(each => [each.key, each])).values()];
    // A map of whatever a user names holds no settings of its own.
    return memberOf(target, 'patternProperties') ? [] : [{ key: whole, node: target === value ? value : { ...target, e }, s, e }];
  });
}

const optionsOf = (schema: DataNode, document: DataNode): DataNode[] =>
  ['oneOf', 'anyOf', 'allOf'].flatMap(word => { const list = memberOf(schema, word); return list?.k === 'list' ? list.items.map(each => resolved(each, document)) : []; });

function resolved(node: DataNode, document: DataNode): DataNode {
  const ref = plain(memberOf(node, '$ref'));
  if (typeof ref !== 'string' || !ref.startsWith('#/')) return node;
  return ref.slice(2).split('/').reduce<DataNode | undefined>(memberOf, document) ?? node;
}

function leavesOf(node: DataNode, prefix: string): Found[] {
  if (node.k !== 'map') return [];
  return node.items.flatMap(({ name, s, e, value }): Found[] => {
    const whole = prefix === '' ? name : `${prefix}.${name}`;
    return value.k === 'map' && value.items.length > 0 ? leavesOf(value, whole) : [{ key: whole, node: value, s, e }];
  });
}

const SCHEMA_TYPES: { readonly [word: string]: string } = { object: 'json', array: 'list' };

const typeWord = (type: unknown): string | undefined => (Array.isArray(type) ? type.find(each => each !== 'null') : typeof type === 'string' ? type : undefined);

const typeOfValue = (value: unknown): string | undefined => (value === null || value === undefined ? undefined : Array.isArray(value) ? 'list' : typeof value === 'object' ? 'json' : typeof value);

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let line = 0;
  while (line + 1 < starts.length && starts[line + 1]! <= offset) line++;
  return line;
}
