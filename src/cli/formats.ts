import { ConfigError } from '../config/config-error.ts';
import { orNearest } from '../core/nearest.ts';
import type { Reporter } from '../core/model.ts';
import { stylish } from '../reporters/stylish.ts';

/** A report that was asked for. */
export interface Format {
  readonly name: string;
  /** Absent: standard output. */
  readonly file: string | undefined;
  load(): Promise<Reporter>;
}

export const reporters: { readonly [name: string]: () => Promise<Reporter> } = {
  // What people see, and so what nearly every run loads.
  stylish: async () => stylish,
  json: async () => (await import('../reporters/json.ts')).json,
  github: async () => (await import('../reporters/github.ts')).github,
  sarif: async () => (await import('../reporters/sarif.ts')).sarif,
  gitlab: async () => (await import('../reporters/gitlab.ts')).gitlab,
  junit: async () => (await import('../reporters/junit.ts')).junit,
  markdown: async () => (await import('../reporters/markdown.ts')).markdown,
};

/** `stylish`, `json=report.json` …; at most one of them goes to standard output. */
export function parseFormats(given: readonly string[]): readonly Format[] {
  const formats = (given.length === 0 ? ['stylish'] : given).map(text => {
    const [name, ...rest] = text.split('=');
    const load = Object.hasOwn(reporters, name!) ? reporters[name!] : undefined;
    const names = Object.keys(reporters);
    if (load === undefined) throw new ConfigError(`\`${name}\` is not a format${orNearest(name!, names) || `; known are ${names.map(each => `\`${each}\``).join(', ')}`}`);
    if (rest.length > 0 && rest.join('=') === '') throw new ConfigError(`\`--format ${text}\` names no file; write \`${name}=<file>\``);
    return { name: name!, file: rest.length === 0 ? undefined : rest.join('='), load };
  });
  const printed = formats.filter(({ file }) => file === undefined);
  if (printed.length > 1) throw new ConfigError(`${printed.map(({ name }) => `\`${name}\``).join(' and ')} both go to standard output; send all but one to a file with \`=<file>\``);
  return formats;
}
