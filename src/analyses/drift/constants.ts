import { addTo } from '../../core/multimap.ts';
import type { Code } from '../settings/code.ts';
import type { SettingIndex, SettingsModel } from '../settings/model.ts';
import type { Stated } from './stated.ts';
import { wordsOf } from '../../facts/numbers/words.ts';

/** Constants of a module that are named as the default of one setting: `DEFAULT_POLL_INTERVAL_MS` for `poll.interval_ms`. */
export function constantMirrors(code: Code, { settings }: SettingsModel): Stated[] {
  const byWords = new Map<string, SettingIndex[]>();
  settings.forEach(({ namespace = '', name }, index) => {
    for (const words of new Set([wordsOf(name).join(' '), [...wordsOf(namespace), ...wordsOf(name)].join(' ')])) {
      // One word (`port`, `level`) is the name of many things.
      if (words.includes(' ')) addTo(byWords, words, index);
    }
  });
  return code.units.filter(unit => !unit.test).flatMap(unit => unit.facts.decls.flatMap((decl): Stated[] => {
    if (decl.k !== 'const' || decl.fn !== 0 || !decl.init) return [];
    const words = wordsOf(decl.n);
    const bare = words.filter(word => word !== 'default' && word !== 'fallback');
    if (bare.length === words.length || bare.length === 0) return [];
    const own = (byWords.get(bare.join(' ')) ?? []).filter(index => settings[index]!.application === code.modules.packageOf(unit.path));
    if (new Set(own.map(index => settings[index]!.key)).size !== 1) return [];
    const value = code.values.constant({ file: unit.path, fn: 0 }, decl.init);
    if (value === undefined || value === null) return [];
    const span = 's' in decl.init ? decl.init : decl;
    return [{ settings: own, place: 'constant', value, owner: decl.n, at: code.locate(unit.path, span.s, span.e) }];
  }));
}
