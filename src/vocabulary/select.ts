import type { Json } from '../core/model.ts';
import { orNearest } from '../core/nearest.ts';
import type { Vocabulary } from './model.ts';
import { presets } from './presets/index.ts';
import { problemsOf } from './validate.ts';

export interface Chosen {
  readonly vocabulary: Vocabulary;
  /** The configuration names it, which promises that it recognises something. */
  readonly named: boolean;
  /** From which on its registries and accesses are the user's own; absent for a preset as it is. */
  readonly own?: { readonly registries: number; readonly accesses: number };
}

export interface Choice {
  readonly chosen: readonly Chosen[];
  /** What is wrong with the configuration's vocabularies. */
  readonly problems: readonly string[];
}

/** The vocabularies of a run: those of the configuration, or every preset that need not be asked for. */
export function chooseVocabularies(configured: readonly Json[]): Choice {
  if (configured.length === 0) return { chosen: Object.values(presets).filter(({ optIn }) => !optIn).map(vocabulary => ({ vocabulary, named: false })), problems: [] };
  const chosen: Chosen[] = [];
  const problems: string[] = [];
  for (const each of configured) {
    const vocabulary = typeof each === 'string' ? presets[each] : isRecord(each) ? extended(each) : undefined;
    if (vocabulary === undefined) {
      const name = typeof each === 'string' ? each : isRecord(each) ? String(each['extends'] ?? '') : JSON.stringify(each);
      problems.push(`there is no vocabulary \`${name}\`${orNearest(name, Object.keys(presets)) || `; the presets are ${Object.keys(presets).map(preset => `\`${preset}\``).join(', ')}`}`);
      continue;
    }
    const wrong = typeof each === 'string' ? [] : problemsOf(vocabulary);
    problems.push(...wrong);
    if (wrong.length === 0) chosen.push({ vocabulary, named: true, ...(typeof each !== 'string' && { own: ownOf(each) }) });
  }
  return { chosen, problems };
}

/** Globs of the files besides the source that the vocabularies of a run read. */
export const dataFilesOf = (configured: readonly Json[]): readonly string[] => [...new Set(chooseVocabularies(configured).chosen.flatMap(({ vocabulary: { registries, accesses } }) => [
  ...registries.flatMap(registry => (registry.kind === 'jsonSchema' || registry.kind === 'yaml' ? registry.files : [])),
  ...accesses.flatMap(access => (access.kind === 'text' ? access.files : [])),
]))];

/** `{ extends: 'registry', derivedEnv: { prefix: 'APP' } }`: a preset with some of its members replaced; lists are added to. */
function extended(given: { readonly [member: string]: Json }): Vocabulary | undefined {
  const { extends: base, ...own } = given;
  if (base === undefined) return own as unknown as Vocabulary; // Validated right after.
  const preset = typeof base === 'string' ? presets[base] : undefined;
  if (!preset) return undefined;
  const lists = Object.fromEntries((['registries', 'accesses'] as const).flatMap(list => (Array.isArray(own[list]) ? [[list, [...preset[list], ...own[list]]]] : [])));
  return { ...preset, ...own, ...lists } as Vocabulary; // Validated right after.
}

function ownOf(given: Json): { readonly registries: number; readonly accesses: number } {
  const preset = isRecord(given) && typeof given['extends'] === 'string' ? presets[given['extends']] : undefined;
  return { registries: preset?.registries.length ?? 0, accesses: preset?.accesses.length ?? 0 };
}

const isRecord = (value: Json): value is { readonly [member: string]: Json } => typeof value === 'object' && value !== null && !Array.isArray(value);
