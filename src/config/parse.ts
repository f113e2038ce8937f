import * as v from 'valibot';
import type { Config } from './config.ts';
import { ConfigError } from './config-error.ts';
import { configSchema } from './schema.ts';

/** What a configuration file exports, checked key by key. `file` stands in the messages. */
export function parseConfig(exported: unknown, file: string): Config {
  if (typeof exported !== 'object' || exported === null || Array.isArray(exported)) {
    const what = Array.isArray(exported) ? 'a list' : typeof exported === 'object' || exported === undefined ? 'nothing' : `a ${typeof exported}`;
    throw new ConfigError(`\`${file}\` ${file.endsWith('.json') ? 'holds' : 'exports'} ${what}; write the configuration as an object`);
  }
  const parsed = v.safeParse(configSchema, exported);
  if (parsed.success) return parsed.output;
  throw new ConfigError(parsed.issues.map(issue => sentence(issue, file)));
}

const sentence = (issue: v.BaseIssue<unknown>, file: string): string =>
  `\`${written((issue.path ?? []).map(item => item.key))}\` in \`${file}\` ${issue.message}`;

/** `env.allow[0].file`, `rules["magic-numbers"]`. */
const written = (keys: readonly unknown[]): string =>
  keys
    .map(key => (typeof key === 'number' ? `[${key}]` : /^[\w$]+$/.test(String(key)) ? `.${String(key)}` : `["${String(key)}"]`))
    .join('')
    .replace(/^\./, '');
