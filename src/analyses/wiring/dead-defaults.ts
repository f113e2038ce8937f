import { addTo } from '../../core/multimap.ts';
import type { Access, SettingIndex, SettingsModel } from '../settings/model.ts';

/**
 * Accesses without those that only make the default of a setting that nothing reads: `READER_HOST` is as dead as
 * `CACHE_READER_HOST`, whose default it is, when nobody reads that one.
 */
export function withoutDeadDefaults(
  { settings }: SettingsModel, accessesOf: (index: SettingIndex) => readonly Access[], isExternal: (key: string) => boolean,
): (index: SettingIndex) => readonly Access[] {
  const bySpan = new Map<string, SettingIndex[]>();
  settings.forEach((setting, index) => addTo(bySpan, setting.at.file, index));
  /** Settings that another one's default is made of, by that other one. */
  const feeding = new Map<SettingIndex, SettingIndex[]>();
  const needed = new Set<SettingIndex>();
  const pending: SettingIndex[] = [];
  const need = (index: SettingIndex): void => {
    if (needed.has(index)) return;
    needed.add(index);
    pending.push(index);
  };

  settings.forEach(({ key, flags }, index) => {
    // What the rule does not judge is not dead.
    if (flags.external === true || flags.action === true || flags.readOnly === true || isExternal(key)) need(index);
    for (const access of accessesOf(index)) {
      if (access.test || (access.mode !== 'read' && access.mode !== 'watch')) continue;
      const within = withinOf(access, index);
      if (within === undefined) need(index);
      else addTo(feeding, within, index);
    }
  });
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) feeding.get(index)?.forEach(need);

  return index => accessesOf(index).filter(access => {
    const within = withinOf(access, index);
    return within === undefined || needed.has(within);
  });

  /** The setting in whose registration the place stands and is evaluated. */
  function withinOf(access: Access, own: SettingIndex): SettingIndex | undefined {
    if (access.inside !== undefined) return access.inside;
    const around = bySpan.get(access.file)?.find(index => {
      const { span, fn } = settings[index]!;
      return fn === access.fn && span.startLine <= access.at.line && access.at.line <= span.endLine;
    });
    return around === own ? undefined : around;
  }
}
