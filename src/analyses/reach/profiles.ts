import { isScalar } from 'yaml';
import type { FilePath, ProjectFile } from '../../core/model.ts';
import { isExample, isForTests, kindOf } from '../documents/read.ts';
import { itemsOf, membersOf, under, yamlFile, type YamlFile } from '../documents/yaml-environment.ts';
import type { Setting } from '../settings/model.ts';

/** A further default environment: what a file of the project sets before the program starts. */
export interface Environment {
  readonly name: string;
  readonly file: FilePath;
  readonly variables: ReadonlyMap<string, Given>;
}

export interface Given {
  /** Absent where services of one file are given different values, or one that stands elsewhere. */
  readonly value?: string;
  readonly line: number;
}

/** More files than this are variants of each other. */
const MAX_FOUND = 6;

/** The environments that the configuration names, then those that the project ships: compose files and examples of `.env`. */
export const environmentsOf = (project: readonly ProjectFile[], named: { readonly [name: string]: FilePath }): readonly Environment[] => {
  const read = (name: string, { path, text }: ProjectFile): Environment[] => {
    const variables = /\.ya?ml$/.test(path) ? ofCompose(path, text) : ofEnvFile(text);
    return variables.size === 0 ? [] : [{ name, file: path, variables }];
  };
  const configured = Object.entries(named).flatMap(([name, path]) => project.filter(file => file.path === path.replace(/^\.\//, '')).flatMap(file => read(name, file)));
  const known = new Set(configured.map(each => each.file));
  const shipped = project.filter(({ path }) => !known.has(path) && !isForTests(path) && isShipped(path)).flatMap(file => read(file.path, file));
  return [...configured, ...shipped.slice(0, MAX_FOUND)];
};

const isShipped = (path: FilePath): boolean => {
  const kind = kindOf(path);
  return kind === 'compose' || (kind === 'env-file' && (isExample({ path, kind, variables: [] }) || /\.production$/.test(path)));
};

/** What an environment sets a setting to, by the variable that wins; `undefined` when it says nothing of it. */
export const givenTo = ({ variables }: Pick<Environment, 'variables'>, { env }: Setting): (Given & { readonly variable: string }) | undefined => {
  for (const variable of env) {
    const given = variables.get(variable);
    if (given) return { ...given, variable };
  }
  return undefined;
};

const ofEnvFile = (text: string): Map<string, Given> => {
  const found = new Map<string, Given>();
  text.split(/\r?\n/).forEach((line, i) => {
    const [, variable, raw = ''] = /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    if (variable === undefined) return;
    const quoted = /^\s*(?:"([^"]*)"|'([^']*)')\s*(?:#.*)?$/.exec(raw);
    const spelled = quoted?.[1] ?? quoted?.[2] ?? raw.split('#', 1)[0]!.trim();
    // An example leaves blank what everybody fills in for himself.
    if (spelled !== '') found.set(variable, { line: i + 1, ...(spelled.includes('${') ? {} : { value: spelled }) });
  });
  return found;
};

const ofCompose = (path: FilePath, text: string): Map<string, Given> => {
  const found = new Map<string, Given>();
  const file = yamlFile(path, text);
  if (!file) return found;
  for (const { value } of membersOf(file, under(file, file.root, 'services'))) {
    for (const [variable, given] of pairsOf(file, under(file, value, 'environment'), 0)) {
      const before = found.get(variable);
      found.set(variable, before && before.value !== given.value ? { line: before.line } : given);
    }
  }
  return found;
};

const pairsOf = (file: YamlFile, node: unknown, depth: number): readonly (readonly [string, Given])[] => {
  if (depth > 5) return [];
  const lineOf = (at: unknown): number => (isScalar(at) && at.range ? file.lines.linePos(at.range[0]).line : 1);
  const given = (raw: unknown, at: unknown): Given => {
    const value = valueOf(raw);
    return { line: lineOf(at), ...(value === undefined ? {} : { value }) };
  };
  const listed = itemsOf(file, node).flatMap((item): (readonly [string, Given])[] => {
    const [, variable, value] = (isScalar(item) ? /^([A-Z][A-Z0-9_]*)(?:=(.*))?$/s.exec(String(item.value)) : undefined) ?? [];
    return variable === undefined ? [] : [[variable, given(value, item)]];
  });
  const mapped = membersOf(file, node).flatMap(({ name, value }): (readonly (readonly [string, Given])[]) => {
    if (name === '<<') return pairsOf(file, value, depth + 1);
    return /^[A-Z][A-Z0-9_]*$/.test(name) ? [[name, given(isScalar(value) ? value.value : undefined, value)]] : [];
  });
  return [...listed, ...mapped];
};

/** `${NAME:-on}` is `on` unless somebody says otherwise; what has no such default is not known. */
const valueOf = (raw: unknown): string | undefined => {
  if (raw === undefined || raw === null) return undefined;
  const text = String(raw);
  const [, fallback] = /^\$\{[A-Za-z_]\w*:?-([^}]*)\}$/.exec(text) ?? [];
  if (fallback !== undefined) return fallback;
  return text.includes('$') ? undefined : text;
};
