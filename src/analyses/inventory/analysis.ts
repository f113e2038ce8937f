import { defineAnalysis } from '../../core/model.ts';
import { compareText } from '../../core/order.ts';
import { settings } from '../settings/analysis.ts';
import type { Setting } from '../settings/model.ts';
import { wiring } from '../wiring/analysis.ts';
import type { ReaderVerdict } from '../wiring/model.ts';
import type { SettingReader, SettingRow, SettingsInventory, SettingVerdict } from './model.ts';

/** Every setting with what is known of it: what the registration says, who reads it, and whether it is real. */
export const inventory = defineAnalysis({
  id: 'inventory',
  needs: [settings, wiring],
  compute(inputs): SettingsInventory {
    const model = inputs.model(settings);
    const { wirings } = inputs.model(wiring);
    const rows = model.settings.map((setting, i): SettingRow => {
      const wired = wirings[i];
      return {
        key: setting.key,
        index: i,
        ...(setting.namespace !== undefined && { namespace: setting.namespace }),
        application: setting.application,
        type: setting.type ?? '',
        ...(setting.default.k === 'constant' && { default: setting.default.value }),
        ...(setting.default.k === 'unknown' && { computed: true as const }),
        ...(setting.env[0] !== undefined && { env: setting.env[0] }),
        ...(setting.env.length > 1 && { otherEnv: setting.env.slice(1) }),
        flags: flagsOf(setting),
        ...(setting.description !== undefined && { description: setting.description }),
        at: setting.at,
        readers: (wired?.readers ?? []).map(reader => readerOf(reader, wired!.verdict)).sort((a, b) => compareText(a.file, b.file) || a.line - b.line),
        verdict: wired?.verdict ?? 'unread',
        gates: [...new Set((wired?.gates ?? []).flatMap(gate => model.settings[gate]?.key ?? []))].sort(compareText),
      };
    });
    return { rows: rows.sort((a, b) => compareText(a.key, b.key) || compareText(a.at.file, b.at.file) || a.at.line - b.at.line) };
  },
});

function readerOf({ access, verdict, owner }: ReaderVerdict, ofSetting: SettingVerdict): SettingReader {
  return { file: access.file, line: access.at.line, owner, verdict: verdict === 'test' ? 'test-only' : verdict === 'ghost' ? (ofSetting === 'self-gated' ? 'self-gated' : 'ghost-wired') : verdict };
}

/** In the order in which they are shown. */
function flagsOf({ flags }: Setting): string[] {
  const words = [['restart', 'restart'], ['readOnly', 'read-only'], ['sensitive', 'sensitive'], ['hidden', 'hidden'], ['external', 'external'], ['action', 'action'], ['deprecated', 'deprecated']] as const;
  return words.flatMap(([flag, word]) => (flags[flag] === true ? [word] : []));
}
