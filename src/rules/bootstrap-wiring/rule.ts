import { calls } from '../../analyses/calls/analysis.ts';
import { settings } from '../../analyses/settings/analysis.ts';
import { wiring } from '../../analyses/wiring/analysis.ts';
import { gateWords } from '../../analyses/wiring/gate-words.ts';
import type { Wiring } from '../../analyses/wiring/model.ts';
import { defineRule } from '../../core/model.ts';

interface Told {
  readonly key: string;
  readonly owner: string;
  readonly because: string;
}

export default defineRule({
  id: 'bootstrap-wiring',
  summary: 'Settings whose readers never run in the default configuration',
  needs: [settings, calls, wiring],
  defaults: {},
  messages: {
    'ghost-wired': ({ key, because }: Told) =>
      `\`${key}\` changes nothing: ${because}; start its reader at boot, look at the gate live, or delete the setting`,
    'misleading-default': ({ key, owner, because }: Told) =>
      `\`${key}\` says on by default, but \`${owner}\` that reads it does not run by default (${because}); register its default as off, or switch on what gates it`,
    'self-gated': ({ key, owner }: Told) =>
      `\`${key}\` is blank by default and decides alone, at boot, whether \`${owner}\` that reads it runs; look at it live, or declare that it needs a restart`,
    'test-only': ({ key }: Told) => `\`${key}\` is read by tests only; delete it, or read it where it matters`,
    unread: ({ key, because }: Told) => `\`${key}\` is registered and ${because}; delete the registration, or declare its reader under \`external\``,
    'write-only': ({ key }: Told) => `\`${key}\` is written and never read; delete it, or read it where it matters`,
    'never-registered': ({ key, owner }: Told) =>
      `\`${owner}\` watches \`${key}\` and is never registered, so it hears of no change; register it, or delete what it watches`,
    'mention-only': ({ key }: Told) => `\`${key}\` is named and never read; delete it, or read it where it matters`,
  },
  judge({ model, report }) {
    const { wirings, unheard, why } = model(wiring);
    const { settings: registered } = model(settings);
    for (const { setting, verdict, owner, because, gates } of wirings) {
      const { key, at, span } = registered[setting]!;
      if (!isFinding(verdict)) continue;
      const gated =
        because ||
        gates
          .flatMap(gate => registered[gate] ?? [])
          .map(gateWords)
          .join(', ') ||
        'a condition keeps it off';
      report({ message: verdict, data: { key, owner, because: gated }, at, span, witness: why(setting), entry: { key, kind: verdict, owner } });
    }
    for (const { setting, access, owner } of unheard) {
      const { key, at } = registered[setting]!;
      // A setting that is reported itself says it already.
      if (isFinding(wirings[setting]!.verdict)) continue;
      const witness = [{ file: at.file, line: at.line, text: `\`${key}\` is registered here, and read elsewhere` }];
      report({
        message: 'never-registered',
        data: { key, owner, because: '' },
        at: access.at,
        witness,
        entry: { key: `${access.file}#watch=${key}`, kind: 'never-registered', owner },
      });
    }
  },
});

const FINDINGS = ['ghost-wired', 'misleading-default', 'self-gated', 'test-only', 'unread', 'write-only', 'mention-only'] as const;

const isFinding = (verdict: Wiring['verdict']): verdict is (typeof FINDINGS)[number] => (FINDINGS as readonly string[]).includes(verdict);
