import { nearest } from '../core/nearest.ts';
import type { Vocabulary } from './model.ts';
import { keyProblems } from './key-position.ts';
import { parseSlot, SlotError, slotList } from './slot.ts';

const MEMBERS = ['name', 'join', 'changes', 'optIn', 'proof', 'askedThrough', 'snapshots', 'listeners', 'derivedEnv', 'external', 'registries', 'accesses'];
const PARTS = ['entries', 'key', 'namespace', 'type', 'types', 'default', 'optional', 'description', 'env', 'flags', 'unique', 'reads', 'open', 'result'];
const CALLED = [...PARTS, 'from', 'receiver', 'within', 'where', 'requires', 'tells'];
const FILED = ['flags', 'unique', 'types', 'default', 'description', 'at', 'depth', 'loaded', 'except'];
/** For each kind what says where it is, and what else it may say. */
const REGISTRY: { readonly [kind: string]: readonly [matches: readonly string[], more: readonly string[]] } = {
  call: [['callee'], CALLED],
  new: [['classes'], CALLED],
  class: [['decorators', 'classes', 'extends', 'reads', 'named', 'passedTo'], [...PARTS, 'from', 'static', 'keyed']],
  variable: [['names'], [...PARTS, 'files', 'shape', 'shapeAll', 'annotated', 'least', 'keyed']],
  enum: [['names'], [...PARTS, 'files', 'least', 'keyed']],
  union: [['names'], [...PARTS, 'files', 'least', 'keyed']],
  jsonSchema: [['files'], FILED],
  yaml: [['files'], FILED],
  given: [['settings'], []],
};
const ACCESS: { readonly [kind: string]: readonly string[] } = {
  call: ['callee', 'form', 'receiver', 'from', 'mode', 'key', 'namespace', 'fallback', 'scope', 'rewrite', 'loose'],
  result: ['of', 'mode', 'writtenBy'],
  name: ['mode'],
  string: ['mode', 'after'],
  comparison: ['mode', 'members'],
  literal: ['members', 'mode', 'key', 'namespace'],
  list: ['names', 'mode'],
  text: ['files', 'names', 'after', 'skip'],
  given: ['mode', 'places'],
};
/** What an access cannot do without. */
const NEEDED: { readonly [kind: string]: readonly string[] } = { call: ['callee', 'key'], string: ['after'], comparison: ['members'], literal: ['members', 'key'], list: ['names'], text: ['files', 'names'], given: ['places'] };
const SCOPES = ['subtree', 'prefix', 'pattern', 'elements', 'values', 'names'];
const RECEIVER = ['endings', 'from', 'result', 'calls', 'self'];
const OF = ['callee', 'receiver', 'from', 'besideFile', 'group', 'endings', 'below', 'wholeKeys', 'factories', 'path'];
/** Members that hold several things, whatever the kind. */
const LISTS = [
  'callee', 'classes', 'decorators', 'extends', 'reads', 'passedTo', 'names', 'files', 'within', 'shape', 'shapeAll', 'annotated', 'requires',
  'tells', 'except', 'from', 'after', 'skip', 'members',
];
const ENTRIES = ['one', 'members', 'depth', 'through', 'elements'];
const FLAGS = ['restart', 'readOnly', 'sensitive', 'hidden', 'external', 'action', 'deprecated'];
const MODES = ['read', 'watch', 'write', 'mention'];
const SLOTS = ['key', 'namespace', 'type', 'default', 'optional', 'description', 'env', 'fallback', 'requires', 'tells'];

/** What is wrong with a vocabulary that a user wrote, each as a sentence that names the member and what to write. */
export function problemsOf(vocabulary: Vocabulary): readonly string[] {
  const { name } = vocabulary;
  if (typeof name !== 'string' || name === '') return ['a vocabulary has no `name`; give it one'];
  const where = `vocabulary \`${name}\``;
  const problems = unknownMembers(vocabulary, MEMBERS, where);
  if (vocabulary.changes !== 'live' && vocabulary.changes !== 'start')
    problems.push(`${where} has no \`changes\`; write \`"live"\` when a change takes effect while the process runs, else \`"start"\``);
  for (const list of ['registries', 'accesses'] as const) if (!Array.isArray(vocabulary[list])) problems.push(`${where} has no \`${list}\`; write a list`);
  if (problems.length > 0) return problems;
  if (vocabulary.registries.length === 0) problems.push(`${where} has no registry; say where its settings are declared`);
  if (vocabulary.proof !== undefined && !(vocabulary.proof > 0 && vocabulary.proof <= 1))
    problems.push(`${where} has the \`proof\` ${JSON.stringify(vocabulary.proof)}; write a share above 0 and up to 1`);
  problems.push(...externalProblems(vocabulary.external, where));
  vocabulary.registries.forEach((registry, i) => {
    const at = `${where}, \`registries[${i}]\`,`;
    const [own, more] = REGISTRY[registry.kind] ?? [];
    if (!own || !more) return void problems.push(`${at} has the kind \`${String(registry.kind)}\`; write ${choice(Object.keys(REGISTRY))}`);
    problems.push(...unknownMembers(registry, ['kind', ...own, ...more], at), ...slotProblems(registry, at), ...keyProblems(registry, at), ...listProblems(registry, at));
    if (!own.some(member => filled(registry, member))) problems.push(`${at} says nowhere what it matches; give ${choice(own)}`);
    if (more.includes('key') && !filled(registry, 'key')) problems.push(`${at} has no \`key\`; say in which slot the name of a setting stands, such as \`"arg0"\` or \`"name"\``);
    if ('entries' in registry) problems.push(...unknownMembers(registry.entries ?? {}, ENTRIES, `${at} \`entries\``));
    if ('result' in registry) problems.push(...unknownMembers(registry.result ?? {}, ['path', 'fluent', 'called', 'types', 'handing', 'injecting', 'closed'], `${at} \`result\``));
    if ('result' in registry) problems.push(...unknownMembers(registry.result?.closed ?? {}, ['unless', 'opens'], `${at} \`result.closed\``));
    if ('flags' in registry) problems.push(...flagProblems(registry.flags ?? {}, `${at} \`flags\``));
    if ('receiver' in registry) problems.push(...unknownMembers(registry.receiver ?? {}, RECEIVER, `${at} \`receiver\``));
    if (registry.kind === 'given') problems.push(...placeProblems(registry.settings, `${at} \`settings\``));
  });
  vocabulary.accesses.forEach((access, i) => {
    const at = `${where}, \`accesses[${i}]\`,`;
    const own = ACCESS[access.kind];
    if (!own) return void problems.push(`${at} has the kind \`${String(access.kind)}\`; write ${choice(Object.keys(ACCESS))}`);
    problems.push(...unknownMembers(access, ['kind', ...own], at), ...slotProblems(access, at), ...keyProblems(access, at), ...listProblems(access, at));
    for (const member of NEEDED[access.kind] ?? []) if (!filled(access, member)) problems.push(`${at} has no \`${member}\`; add it`);
    if (access.kind !== 'text' && !MODES.includes(access.mode)) problems.push(`${at} has the mode \`${String(access.mode)}\`; write ${choice(MODES)}`);
    if (access.kind === 'call' && access.scope !== undefined && !SCOPES.includes(access.scope)) problems.push(`${at} has the scope \`${String(access.scope)}\`; write ${choice(SCOPES)}`);
    if (access.kind === 'call') problems.push(...unknownMembers(access.receiver ?? {}, RECEIVER, `${at} \`receiver\``));
    if (access.kind === 'result') problems.push(...unknownMembers(access.of ?? {}, OF, `${at} \`of\``));
    if (access.kind === 'given') problems.push(...placeProblems(access.places, `${at} \`places\``));
  });
  return problems;
}

const FLAG_RULE = ['slot', 'equals', 'names', 'calls', 'present'];

function flagProblems(flags: object, where: string): string[] {
  const known = Object.entries(flags).filter(([flag]) => FLAGS.includes(flag));
  return [...unknownMembers(flags, FLAGS, where), ...known.flatMap(([flag, rule]): string[] => {
    const isRule = typeof rule === 'object' && rule !== null && !Array.isArray(rule);
    if (isRule && Reflect.get(rule, 'slot') === undefined) return [`${where}, \`${flag}\`, has no \`slot\`; say where the flag stands, such as \`"arg2.restart"\``];
    return [
      ...(isRule ? unknownMembers(rule, FLAG_RULE, `${where}, \`${flag}\`,`) : []),
      ...slotProblems({ key: isRule ? Reflect.get(rule, 'slot') : rule }, where).map(problem => problem.replace('`key`', `\`${flag}\``)),
    ];
  })];
}

function externalProblems(external: unknown, where: string): string[] {
  if (external === undefined) return [];
  if (!Array.isArray(external)) return [`${where} has an \`external\` that is no list; write \`[{ "keys": ["mobile.*"], "reason": "read by the mobile client" }]\``];
  return external.flatMap((each: unknown, i): string[] => {
    if (typeof each === 'string') return [];
    const { keys, reason } = (typeof each === 'object' && each !== null ? each : {}) as { keys?: unknown; reason?: unknown }; // Looked at right here.
    if (!Array.isArray(keys) || keys.length === 0) return [`${where}, \`external[${i}]\`, has no \`keys\`; list the keys, \`*\` for any characters`];
    return typeof reason === 'string' && reason.trim() !== '' ? [] : [`${where}, \`external[${i}]\`, has no \`reason\`; say what reads these settings`];
  });
}

function placeProblems(places: unknown, where: string): string[] {
  if (!Array.isArray(places)) return [`${where} is no list; write one of \`{ key, file, line }\``];
  const wrong = places.findIndex(
    (each: unknown) =>
      typeof each !== 'object' ||
      each === null ||
      typeof Reflect.get(each, 'key') !== 'string' ||
      typeof Reflect.get(each, 'file') !== 'string' ||
      !Number.isInteger(Reflect.get(each, 'line')),
  );
  return wrong < 0 ? [] : [`${where}[${wrong}] has not all of \`key\`, \`file\` and \`line\`; add what is missing`];
}

/** `"callee": "register"` would be taken apart letter by letter. */
function listProblems(given: object, where: string): string[] {
  return LISTS.flatMap(member => {
    const value: unknown = Reflect.get(given, member);
    return value === undefined || Array.isArray(value) || (member === 'names' && Reflect.get(given, 'kind') === 'text')
      ? []
      : [
          `${where} has \`${member}\` as ${JSON.stringify(value)}; write a list${typeof value === 'string' ? `, \`[${JSON.stringify(value)}]\`` : ''}`,
        ];
  });
}

function unknownMembers(given: object, known: readonly string[], where: string): string[] {
  return Object.keys(given).filter(member => !known.includes(member)).map(member => {
    const meant = nearest(member, known);
    return `${where} has the unknown member \`${member}\`; write ${meant === undefined ? `one of ${known.map(each => `\`${each}\``).join(', ')}` : `\`${meant}\``}`;
  });
}

function slotProblems(given: object, where: string): string[] {
  const problems: string[] = [];
  for (const [member, value] of Object.entries(given)) {
    if (!SLOTS.includes(member)) continue;
    for (const slot of slotList(value)) {
      try {
        parseSlot(String(slot));
      } catch (thrown) {
        if (!(thrown instanceof SlotError)) throw thrown;
        problems.push(`${where} \`${member}\`: ${thrown.message}`);
      }
    }
  }
  return problems;
}

function filled(given: object, member: string): boolean {
  const value: unknown = Reflect.get(given, member);
  return typeof value === 'string' ? value !== '' : Array.isArray(value) && value.length > 0;
}

const choice = (words: readonly string[]): string => words.map(word => `\`${word}\``).join(' or ');
