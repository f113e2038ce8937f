import type { RawAccess } from './accesses/call-accesses.ts';
import type { Access, Setting, SettingIndex } from './model.ts';

/** Settings by key and by pattern. */
export interface Keys {
  byKey(key: string): readonly SettingIndex[];
  /** Settings that an access from this application touches: its own application's first, else those of any other. */
  touched(access: RawAccess, application: string): readonly SettingIndex[];
  /** False for what only looks like an access: its key is not known in full and fits no setting. */
  isPlausible(access: Access): boolean;
}

export function keysOf(settings: readonly Setting[]): Keys {
  const exact = new Map<string, SettingIndex[]>();
  settings.forEach((setting, i) => {
    const same = exact.get(setting.key);
    if (same) same.push(i);
    else exact.set(setting.key, [i]);
  });
  const namespaces = new Set(settings.map(setting => setting.namespace));
  const patterns = new Map<string, readonly SettingIndex[]>();

  const fitting = (pattern: string): readonly SettingIndex[] => {
    const known = patterns.get(pattern);
    if (known) return known;
    const matches = matcher(pattern);
    const fresh = settings.flatMap((setting, i) => (matches(setting.key) ? [i] : []));
    patterns.set(pattern, fresh);
    return fresh;
  };

  return {
    byKey: key => exact.get(key) ?? [],
    touched(access, application) {
      const all = (access.exact ? (exact.get(access.key) ?? []) : fitting(access.key)).filter(i => settings[i]!.vocabulary === access.vocabulary);
      const own = all.filter(i => settings[i]!.application === application);
      return own.length > 0 ? own : all;
    },
    isPlausible: access => access.settings.length > 0 || (access.exact && (access.site === 'call' || namespaces.has(access.key.slice(0, access.key.lastIndexOf('.'))))),
  };
}

/** `*` stands for any characters. */
export function matcher(pattern: string): (text: string) => boolean {
  const [first = '', ...parts] = pattern.split('*');
  const last = parts.pop();
  if (last === undefined) return text => text === pattern;
  const least = first.length + last.length;
  return text => {
    if (text.length < least || !text.startsWith(first) || !text.endsWith(last)) return false;
    let from = first.length;
    for (const part of parts) {
      const at = text.indexOf(part, from);
      if (at < 0) return false;
      from = at + part.length;
    }
    return from <= text.length - last.length;
  };
}
