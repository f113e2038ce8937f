import { defineAnalysis } from '../../core/model.ts';
import { program } from '../../facts/program/kind.ts';
import { settings } from '../settings/analysis.ts';
import type { Access, Setting } from '../settings/model.ts';
import type { SettingReader, SettingRow, SettingsInventory, SettingVerdict } from './model.ts';

/** Every setting with what is known of it. */
export const inventory = defineAnalysis({
  id: 'inventory',
  needs: [program, settings],
  compute(inputs): SettingsInventory {
    const model = inputs.model(settings);
    const facts = new Map(inputs.files.map(file => [file.path, inputs.table(program, file)]));
    const rows = model.settings.map((setting, i): SettingRow => {
      const accesses = model.accessesOf(i);
      const verdict = verdictOf(accesses);
      return {
        key: setting.key,
        type: setting.type ?? '',
        ...(setting.default.k === 'constant' && { default: setting.default.value }),
        ...(setting.env[0] !== undefined && { env: setting.env[0] }),
        flags: flagsOf(setting),
        ...(setting.description !== undefined && { description: setting.description }),
        at: setting.at,
        readers: accesses.filter(access => access.mode === 'read' || access.mode === 'watch').map((access): SettingReader => ({
          file: access.file, line: access.at.line, owner: facts.get(access.file)?.fns[access.fn]?.owner ?? '<module>', verdict: access.test ? 'test-only' : verdict,
        })),
        verdict,
        why: [],
      };
    });
    return { rows: rows.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : a.at.line - b.at.line)) };
  },
});

/** What the accesses alone say: whether anything reads the setting. */
function verdictOf(accesses: readonly Access[]): SettingVerdict {
  const reads = accesses.filter(({ mode }) => mode === 'read' || mode === 'watch');
  if (reads.some(({ test }) => !test)) return reads.every(({ test, strength }) => test || strength === 'weak') ? 'weakly-live' : 'live';
  if (reads.length > 0) return 'test-only';
  if (accesses.some(({ mode }) => mode === 'write')) return 'write-only';
  return accesses.length > 0 ? 'mention-only' : 'unread';
}

function flagsOf({ flags }: Setting): string[] {
  const words = [['restart', 'restart'], ['readOnly', 'read-only'], ['sensitive', 'sensitive'], ['hidden', 'hidden'], ['external', 'external'], ['action', 'action'], ['deprecated', 'deprecated']] as const;
  return words.flatMap(([flag, word]) => (flags[flag] === true ? [word] : []));
}
