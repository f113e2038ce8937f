import { parseEntry } from '../core/entry.ts';
import type { Finding, Marker, Outcome } from '../core/model.ts';

/** For the tests of this folder. */
export const findingAt = (line: number, entry: string, more: Partial<Finding> & { readonly column?: number; readonly file?: string } = {}): Finding => {
  const { column = 3, file = 'src/b.ts', ...rest } = more;
  return {
    rule: 'env-read',
    message: 'read',
    text: `line ${line} reads \`FOO\``,
    at: { file, line, column, endLine: line, endColumn: column + 15 },
    entry: parseEntry(entry),
    severity: 'error',
    ...rest,
  };
};

const marker: Marker = { rules: ['env-read'], reason: 'read before boot', at: { file: 'src/b.ts', line: 40, column: 1, endLine: 40, endColumn: 30 }, lastLine: 40, reaches: [41] };

export const clean: Outcome = {
  new: [], known: [], moved: [], allowed: [], stale: [], markers: [], problems: [],
  scanned: { files: 12, settings: 1, rules: ['env-read', 'magic-numbers'], entries: 0 }, outside: 0, exitCode: 0,
};

/** One of everything. */
export const sample: Outcome = {
  ...clean,
  new: [
    findingAt(9, 'src/b.ts#FOO:read:B'),
    findingAt(5, 'src/a.ts#setTimeout.1=5:delay:A', {
      file: 'src/a.ts', rule: 'magic-numbers', severity: 'warn', text: '`5`, 100% <b> & "policy"',
      witness: [{ file: 'src/a.ts', line: 1, text: 'boots here' }, { file: 'src/a.ts', line: 5, text: 'waits here' }],
    }),
  ],
  known: [findingAt(20, 'src/b.ts#FOO:read:B')],
  moved: [{ finding: findingAt(30, 'src/b.ts#BAR:read:B'), from: 'src/old.ts#BAR:read:B' }],
  allowed: [{ finding: findingAt(41, 'src/b.ts#BAZ:read:B'), marker }],
  stale: [{ rule: 'env-read', entry: 'src/b.ts#GONE:read:B' }],
  markers: [{ problem: 'unused', at: { file: 'src/b.ts', line: 50, column: 5, endLine: 50, endColumn: 30 }, message: '`lint-allow: env-read` excuses nothing; delete the marker' }],
  scanned: { files: 12, settings: 34, rules: ['env-read', 'magic-numbers'], entries: 2 },
  outside: 4,
  exitCode: 1,
};

export const broken: Outcome = {
  ...clean, problems: [{ file: 'baselines/env-read.txt', line: 3, message: 'an entry has three fields' }, { file: '', message: 'no file was seen' }], exitCode: 2,
};
