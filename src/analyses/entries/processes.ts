import { parse } from 'yaml';
import type { FilePath } from '../../core/model.ts';
import { parseJsonObject } from '../modules/jsonc.ts';
import { stringsBelow } from './workspace.ts';

/** One program of a process list. */
export interface Process {
  readonly name: string;
  readonly command: string;
  /** Directory it runs in, as written. */
  readonly cwd?: string;
}

/** The programs of a list for pm2: `apps: [{ name, script, args, cwd }]`, as JSON, YAML or JavaScript. */
export const processesOf = (path: FilePath, text: string): readonly Process[] => (/\.[cm]?[jt]s$/.test(path) ? inScript(text) : inData(path, text));

/** The object literals of a JavaScript configuration, cut at each `script:`. */
const inScript = (text: string): readonly Process[] =>
  [...text.matchAll(/\bscript\s*:\s*(["'`])(.+?)\1/g)].map(match => {
    const around = text.slice(text.lastIndexOf('{', match.index), (text.indexOf('}', match.index) + 1 || text.length + 1) - 1);
    const field = (key: string): string | undefined => new RegExp(`\\b${key}\\s*:\\s*(["'\`])(.+?)\\1`).exec(around)?.[2];
    return processOf(match[2]!, field);
  });

const inData = (path: FilePath, text: string): readonly Process[] => {
  const found: Process[] = [];
  let fields = new Map<string, string>();
  const flush = (): void => {
    const script = fields.get('script');
    if (script !== undefined) found.push(processOf(script, key => fields.get(key)));
    fields = new Map();
  };
  for (const [keys, value] of stringsBelow(path.endsWith('.json') ? parseJsonObject(text) : yamlOf(text))) {
    const key = keys.at(-1) ?? '';
    if (fields.has(key)) flush();
    fields.set(key, value);
  }
  flush();
  return found;
};

const processOf = (script: string, field: (key: string) => string | undefined): Process => {
  const cwd = field('cwd');
  // `script: 'npm', args: 'run start'` is a command line; a script of its own is a program.
  const command = /\.[cm]?[jt]s$/.test(script) ? `node ${script}` : `${script} ${field('args') ?? ''}`;
  return { name: field('name') ?? '', command, ...(cwd === undefined ? {} : { cwd }) };
};

/** A YAML document as plain data; nothing when it is damaged. */
export const yamlOf = (text: string): ReturnType<typeof parseJsonObject> => {
  try {
    const value: unknown = parse(text, { logLevel: 'silent', prettyErrors: false });
    // A YAML document of plain data is JSON-shaped; the readers of it look at strings, lists and objects alone.
    return typeof value === 'object' && value !== null ? (value as ReturnType<typeof parseJsonObject>) : {};
  } catch {
    return {};
  }
};
