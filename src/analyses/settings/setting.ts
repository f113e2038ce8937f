import type { Json, Problem } from '../../core/model.ts';
import type { Val } from '../../facts/program/model.ts';
import type { Flag, FlagRule } from '../../vocabulary/flags.ts';
import type { Vocabulary } from '../../vocabulary/model.ts';
import type { CallRegistry, ClassRegistry } from '../../vocabulary/registries.ts';
import { slotList, type Slots } from '../../vocabulary/slot.ts';
import type { Code } from './code.ts';
import type { Entry, SlotReader } from './entry.ts';
import { envNameOf } from './env-name.ts';
import type { Evaluator } from './evaluation/evaluate.ts';
import type { Known, Span } from './evaluation/known.ts';
import { matcher } from './keys.ts';
import type { FlagState, Setting, SettingDefault } from './model.ts';

/** What the analysis works with, for one vocabulary. */
export interface Reading {
  readonly code: Code;
  readonly evaluator: Evaluator;
  readonly reader: SlotReader;
  readonly vocabulary: Vocabulary;
}

/** What every kind of registry says of an entry. */
export type Parts = Pick<CallRegistry | ClassRegistry, 'type' | 'types' | 'default' | 'optional' | 'description' | 'env' | 'flags'>;

export const FLAGS: readonly Flag[] = ['restart', 'readOnly', 'sensitive', 'hidden', 'external', 'action', 'deprecated'];

/** Everything but the name and the place of a setting. */
export function partsOf(
  { code, evaluator, reader, vocabulary }: Reading, registry: Parts, entry: Entry, key: string, place: Span,
): { parts: Pick<Setting, 'type' | 'default' | 'description' | 'env' | 'flags' | 'changes'>; problems: Problem[] } {
  const flags = Object.fromEntries(FLAGS.map(flag => [flag, flagState(reader, entry, registry.flags?.[flag])])) as { [F in Flag]: FlagState }; // One for every flag of the list.
  if (isReadElsewhere(code, vocabulary, key)) flags.external = true;
  const problems = (['restart', 'readOnly'] as const).filter(flag => flags[flag] === 'unresolved').slice(0, 1).map(flag => {
    const slots = slotsOf(registry.flags![flag]!);
    const where = reader.read(entry, slots).at ?? place;
    return problemAt(code, where, `whether \`${key}\` has the flag \`${lastStep(slots)}\` cannot be resolved; give it as \`true\`, \`false\` or a constant`);
  });
  const setDefault = defaultOf(reader, evaluator, entry, registry);
  const type = typeOf(reader.read(entry, registry.type), registry, setDefault);
  const description = reader.read(entry, registry.description);
  const override = texts(reader.read(entry, registry.env));
  return {
    problems,
    parts: {
      ...(type !== undefined && { type }),
      default: setDefault,
      ...(description.k === 'const' && typeof description.v === 'string' && { description: description.v }),
      env: override ?? envNameOf(vocabulary.derivedEnv, key),
      flags,
      changes: vocabulary.changes,
    },
  };
}

/** Texts a value can be; `undefined` when it is not known in full. */
export function texts(known: Known): readonly string[] | undefined {
  if (known.k === 'const') return typeof known.v === 'string' ? [known.v] : undefined;
  if (known.k !== 'either') return undefined;
  const all = known.of.map(texts);
  return all.every(each => each !== undefined) ? [...new Set(all.flat())] : undefined;
}

export const slotsOf = (rule: FlagRule): Slots => (typeof rule === 'object' && 'slot' in rule ? rule.slot : rule);

export const lastStep = (slots: Slots): string => (slotList(slots)[0] ?? '').split('.').at(-1)!;

function flagState(reader: SlotReader, entry: Entry, rule: FlagRule | undefined): FlagState {
  if (rule === undefined) return false;
  const known = reader.read(entry, slotsOf(rule));
  if (typeof rule === 'object' && 'slot' in rule) {
    if (rule.names && nameIn(reader, entry, slotList(rule.slot)[0] ?? '', rule.names)) return true;
    if (rule.names && !rule.equals) return false;
    if (rule.present) return known.k !== 'undef';
    if (rule.calls) return reader.links(known).some(({ name }) => name !== undefined && rule.calls!.includes(name));
    if (rule.equals) return isOneOf(reader.json(known), rule.equals);
  }
  const states = new Set((known.k === 'either' ? known.of : [known]).map(each => (each.k === 'undef' ? false : each.k === 'const' ? Boolean(each.v) : 'unresolved')));
  const [state] = states;
  return states.size === 1 && state !== undefined ? state : 'unresolved';
}

/** Something outside the program reads it: always, or because a client that does is in use. */
function isReadElsewhere(code: Code, { external = [] }: Vocabulary, key: string): boolean {
  return external.some(each => {
    const [keys, packages] = typeof each === 'string' ? [[each], undefined] : [each.keys, each.packages];
    return keys.some(pattern => matcher(pattern)(key)) && (packages === undefined || packages.some(name => code.uses(name)));
  });
}

/** Keys (`*` stands for any characters) that something outside the program reads. */
export const externalKeys = ({ external = [] }: Pick<Vocabulary, 'external'>): readonly string[] => external.flatMap(each => (typeof each === 'string' ? [each] : each.keys));

/** A constant, or a list that holds one. */
const isOneOf = (value: Json | undefined, constants: readonly Json[]): boolean => (Array.isArray(value) ? value : [value]).some(each => each !== undefined && constants.includes(each));

/** What is written in the slot is a name that ends like one of these, whatever it stands for. */
function nameIn(reader: SlotReader, entry: Entry, slot: string, names: readonly string[]): boolean {
  const dot = slot.lastIndexOf('.');
  const whole = dot < 0 ? undefined : reader.read(entry, slot.slice(0, dot));
  const value = whole?.k === 'obj' ? whole.value.p.find(each => each.n === slot.slice(dot + 1))?.v : undefined;
  return (value?.k === 'prop' || value?.k === 'ref') && names.includes(value.n);
}

function defaultOf(reader: SlotReader, evaluator: Evaluator, entry: Entry, { default: slots, optional }: Parts): SettingDefault {
  // A dialect that registers names alone says nothing of what they hold.
  if (slots === undefined) return { k: 'unknown' };
  let known = reader.read(entry, slots);
  if (known.k === 'free') {
    const each = evaluator.expand(entry.ctx, known.on);
    if (each?.length === 1) known = reader.read({ ...entry, ctx: each[0]!.ctx }, slots);
  }
  // In a dialect that says what may be left out, the rest has to be set, to something that the program does not show.
  if (known.k === 'undef') return optional !== undefined && reader.read(entry, optional).k === 'undef' ? { k: 'unknown' } : { k: 'unset' };
  const value = reader.json(known);
  return value === undefined ? { k: 'unknown', ...computedDefault(known) } : { k: 'constant', value };
}

/** What a default is computed from: `process.env.WORKER_ENABLED ?? 'true'`. */
function computedDefault(known: Known): { readonly value?: Val } {
  if (known.k === 'opaque') return { value: known.value };
  const [first, second] = known.k === 'either' ? known.of : [];
  if (known.k !== 'either' || known.of.length !== 2 || first?.k !== 'opaque' || second?.k !== 'const') return {};
  return { value: { k: 'op', o: '??', a: [first.value, { k: 'lit', v: second.v, s: 0, e: 0 }], s: 0, e: 0 } };
}

/** The type as registered; where the registration does not say, what its default is. */
function typeOf(known: Known, { types, type }: Parts, setDefault: SettingDefault): string | undefined {
  const word = known.k === 'const' && typeof known.v === 'string' ? known.v : typeName(known);
  const translated = word === undefined ? undefined : (types?.[word] ?? types?.[word.toLowerCase()]);
  if (translated !== undefined) return translated;
  // The name of a schema builder that the dialect does not translate (`preprocess`, `union`) is no type.
  if (word !== undefined && !slotList(type).some(slot => slot.endsWith('.()'))) return word;
  return setDefault.k === 'constant' ? typeOfValue(setDefault.value) : undefined;
}

/** `type: Boolean`, `type: SettingType.BOOL` where the enum's own value says nothing. */
function typeName(known: Known): string | undefined {
  if (known.k !== 'opaque') return undefined;
  const { value } = known;
  if (value.k === 'ref' && value.d === -1) return { String: 'string', Number: 'number', Boolean: 'boolean', Array: 'list', Object: 'json' }[value.n];
  return value.k === 'ref' || value.k === 'prop' ? value.n : undefined;
}

function typeOfValue(value: Json): string | undefined {
  if (value === null) return undefined;
  return Array.isArray(value) ? 'list' : typeof value === 'object' ? 'json' : typeof value;
}

export const problemAt = (code: Code, span: Span, message: string): Problem => ({ file: span.file, line: code.locate(span.file, span.s, span.e).line, message });
