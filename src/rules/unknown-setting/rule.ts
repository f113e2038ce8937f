import { unknown } from '../../analyses/unknown/analysis.ts';
import type { UnknownAccess } from '../../analyses/unknown/model.ts';
import { defineRule } from '../../core/model.ts';

type Told = Pick<UnknownAccess, 'key' | 'mode' | 'nearest'>;

export default defineRule({
  id: 'unknown-setting',
  summary: 'Settings are read, watched and written under names that are registered',
  needs: [unknown],
  defaults: {},
  messages: {
    unknown: ({ key, mode, nearest }: Told) =>
      `\`${key}\` is ${PAST[mode]} here and nothing registers it; ${nearest === undefined ? 'register it, or delete what uses it' : `the nearest registered name is \`${nearest}\`: use that one, or register this one`}`,
  },
  judge({ model, report }) {
    for (const { key, mode, nearest, owner, at } of model(unknown).accesses) {
      report({
        message: 'unknown',
        data: { key, mode, ...(nearest !== undefined && { nearest }) },
        at,
        entry: { key: `${at.file}#${key}`, kind: 'unknown', owner },
      });
    }
  },
});

const PAST = { read: 'read', watch: 'watched', write: 'written' } as const;
