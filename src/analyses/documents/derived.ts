import type { Setting } from '../settings/model.ts';
import { envNameOf } from '../settings/env-name.ts';

/** How variables are spelled that set settings without saying so: `APP_` and the key. */
export interface Derived {
  /** The prefix stands in front of spelled keys. */
  isPrefix(prefix: string): boolean;
  /** The setting that the variable is spelled after. */
  settingOf(variable: string): Setting | undefined;
}

/**
 * What the documents themselves show of the spelling: a prefix in front of the spelled keys of two settings is no
 * accident. A registry that says how it derives names needs no such guess.
 */
export function derivedNames(settings: readonly Setting[], documented: readonly string[]): Derived {
  const bySpelling = new Map<string, Setting>();
  for (const setting of settings) {
    const [spelled] = setting.namespace === undefined ? [] : envNameOf({ prefix: '' }, setting.key);
    if (spelled !== undefined && !bySpelling.has(spelled)) bySpelling.set(spelled, setting);
  }
  const seen = new Map<string, Set<Setting>>();
  for (const variable of documented) {
    for (const [prefix, setting] of splits(variable)) seen.set(prefix, (seen.get(prefix) ?? new Set()).add(setting));
  }
  const prefixes = new Set([...seen].filter(([, found]) => found.size > 1).map(([prefix]) => prefix));
  return {
    isPrefix: prefix => prefixes.has(prefix),
    settingOf: variable => splits(variable).find(([prefix]) => prefixes.has(prefix))?.[1],
  };

  /** Every way to take the variable for a prefix, which may be blank, and a spelled key. */
  function splits(variable: string): readonly (readonly [string, Setting])[] {
    const starts = [0, ...[...variable.matchAll(/_/g)].map(match => match.index + 1)];
    return starts.flatMap(start => {
      const setting = bySpelling.get(variable.slice(start));
      return setting ? [[variable.slice(0, start), setting] as const] : [];
    });
  }
}
