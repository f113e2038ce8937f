import { nearest } from '../core/nearest.ts';
import type { Vocabulary } from './model.ts';
import { parseSlot, SlotError, slotList } from './slot.ts';

const MEMBERS = ['name', 'join', 'changes', 'optIn', 'derivedEnv', 'external', 'registries', 'accesses'];
const REGISTRY = {
  parts: ['kind', 'entries', 'key', 'namespace', 'type', 'types', 'default', 'optional', 'description', 'env', 'flags', 'unique', 'result', 'from', 'where', 'requires', 'tells'],
  kinds: { call: ['callee'], new: ['classes'], class: ['decorators', 'classes', 'extends', 'reads', 'named'], variable: ['names', 'files', 'shape', 'reads', 'least'], enum: ['names', 'files'], union: ['names', 'files'], jsonSchema: ['files'], yaml: ['files'] } as { readonly [kind: string]: readonly string[] },
};
const ACCESS: { readonly [kind: string]: readonly string[] } = {
  call: ['callee', 'receiver', 'from', 'mode', 'key', 'namespace', 'fallback', 'scope', 'rewrite'],
  result: ['of', 'mode'],
  literal: ['members', 'mode', 'key', 'namespace'],
  list: ['names', 'mode'],
  text: ['files', 'names', 'after', 'skip'],
};
const FLAGS = ['restart', 'readOnly', 'sensitive', 'hidden', 'external', 'action', 'deprecated'];
const MODES = ['read', 'watch', 'write', 'mention'];
const SLOTS = ['key', 'namespace', 'type', 'default', 'optional', 'description', 'env', 'fallback', 'requires', 'tells'];

/** What is wrong with a vocabulary that a user wrote, each as a sentence that names the member and what to write. */
export function problemsOf(vocabulary: Vocabulary): readonly string[] {
  const { name } = vocabulary;
  if (typeof name !== 'string' || name === '') return ['a vocabulary has no `name`; give it one'];
  const where = `vocabulary \`${name}\``;
  const problems = unknownMembers(vocabulary, MEMBERS, where);
  if (vocabulary.changes !== 'live' && vocabulary.changes !== 'start') problems.push(`${where} has no \`changes\`; write \`"live"\` when a change takes effect while the process runs, else \`"start"\``);
  for (const list of ['registries', 'accesses'] as const) if (!Array.isArray(vocabulary[list])) problems.push(`${where} has no \`${list}\`; write a list`);
  if (problems.length > 0) return problems;
  if (vocabulary.registries.length === 0) problems.push(`${where} has no registry; say where its settings are declared`);
  vocabulary.registries.forEach((registry, i) => {
    const at = `${where}, \`registries[${i}]\`,`;
    const own = REGISTRY.kinds[registry.kind];
    if (!own) return void problems.push(`${at} has the kind \`${String(registry.kind)}\`; write ${choice(Object.keys(REGISTRY.kinds))}`);
    problems.push(...unknownMembers(registry, [...REGISTRY.parts, ...own], at), ...slotProblems(registry, at));
    if (!own.some(member => filled(registry, member))) problems.push(`${at} says nowhere what it matches; give ${choice(own)}`);
    if ('flags' in registry) problems.push(...unknownMembers(registry.flags ?? {}, FLAGS, `${at} \`flags\``));
  });
  vocabulary.accesses.forEach((access, i) => {
    const at = `${where}, \`accesses[${i}]\`,`;
    const own = ACCESS[access.kind];
    if (!own) return void problems.push(`${at} has the kind \`${String(access.kind)}\`; write ${choice(Object.keys(ACCESS))}`);
    problems.push(...unknownMembers(access, ['kind', ...own], at), ...slotProblems(access, at));
    if (access.kind !== 'text' && !MODES.includes(access.mode)) problems.push(`${at} has the mode \`${String(access.mode)}\`; write ${choice(MODES)}`);
  });
  return problems;
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
  return Array.isArray(value) && value.length > 0;
}

const choice = (words: readonly string[]): string => words.map(word => `\`${word}\``).join(' or ');
