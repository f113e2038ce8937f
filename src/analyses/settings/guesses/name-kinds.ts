import type { Setting } from '../model.ts';

/**
 * How much a spelling of a setting's name tells: `whole`, its key or variable in full; `tail`, the key without its first
 * names; `word`, its last name where that is made of several words; `loud`, one word in capitals; `plain`, any other word.
 */
export type NameKind = 'whole' | 'tail' | 'word' | 'loud' | 'plain';

/** Every spelling under which a place may name the setting. */
export function nameKinds({ key, env }: Pick<Setting, 'key' | 'env'>): ReadonlyMap<string, NameKind> {
  const found = new Map<string, NameKind>();
  for (const name of [key, ...env]) found.set(name, SEPARATOR.test(name) || isMadeOfWords(name) ? 'whole' : /^[A-Z][A-Z0-9]{2,}$/.test(name) ? 'loud' : 'plain');
  for (let at = key.search(SEPARATOR); at >= 0; ) {
    const rest = key.slice(at + 1);
    if (rest === '') break;
    if (!found.has(rest)) found.set(rest, SEPARATOR.test(rest) ? 'tail' : isMadeOfWords(rest) ? 'word' : 'plain');
    const next = rest.search(SEPARATOR);
    at = next < 0 ? -1 : at + 1 + next;
  }
  return found;
}

/** A text of this kind may be the setting's name; `looksUp`: it is handed to what looks up settings. */
export const isText = (kind: NameKind, looksUp = false): boolean => looksUp || kind === 'whole' || kind === 'tail' || kind === 'word';

/** A member of this kind may be the setting: one word is a member of anything. */
export const isMember = (kind: NameKind): boolean => kind === 'word' || kind === 'whole' || kind === 'loud';

const SEPARATOR = /[./]/;

/** `retryLimit`, `retry_limit`, `retry-limit`: hardly the name of anything else. */
const isMadeOfWords = (name: string): boolean => name.length >= 6 && /[a-z0-9][A-Z]|[A-Za-z0-9][_-][A-Za-z0-9]/.test(name);
