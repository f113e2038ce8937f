import { parse } from 'yaml';
import type { FilePath, ProjectFile } from '../../core/model.ts';
import { isObject, parseJsonObject, stringAt, stringsIn, type JsonObject } from './jsonc.ts';
import { packages, type Packages, type WorkspaceDeclaration } from './packages.ts';
import { dirOf } from './paths.ts';
import { tsConfigs, type TsConfigs } from './tsconfigs.ts';

/** Packages and tsconfigs of the program. Manifests are parsed on first use and once. */
export function readProject(project: readonly ProjectFile[]): { readonly packages: Packages; readonly configs: TsConfigs } {
  const texts = new Map(project.map(({ path, text }) => [path, text]));
  const parsed = new Map<FilePath, JsonObject>();
  const read = (path: FilePath): JsonObject | undefined => {
    const text = texts.get(path);
    if (text === undefined) return undefined;
    const json = parsed.get(path) ?? parseJsonObject(text);
    parsed.set(path, json);
    return json;
  };

  const manifests = new Map<FilePath, JsonObject>();
  const declared: WorkspaceDeclaration[] = [];
  const tsconfigPaths: FilePath[] = [];
  for (const { path, text } of project) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const dir = dirOf(path);
    if (name === 'package.json') manifests.set(path, read(path) ?? {});
    else if (/^[tj]sconfig[^/]*\.json$/.test(name)) tsconfigPaths.push(path);
    else if (name === 'pnpm-workspace.yaml') declared.push({ dir, patterns: stringsIn(yamlObject(text)['packages']) });
    else if (name === 'lerna.json') declared.push({ dir, patterns: stringsIn(read(path)?.['packages']) });
    else if (name === 'deno.json' || name === 'deno.jsonc') declared.push({ dir, patterns: stringsIn(read(path)?.['workspace']) });
    else if (name === 'rush.json') declared.push({ dir, patterns: rushProjects(read(path) ?? {}) });
  }
  const found = packages(manifests, declared);
  return { packages: found, configs: tsConfigs(tsconfigPaths, read, found) };
}

const yamlObject = (text: string): JsonObject => {
  try {
    const value: unknown = parse(text);
    // A YAML document of plain data is JSON-shaped; anything else in it is never read.
    return isObject(value as JsonObject) ? (value as JsonObject) : {};
  } catch {
    return {}; // A damaged file declares nothing.
  }
};

const rushProjects = ({ projects }: JsonObject): readonly string[] =>
  Array.isArray(projects) ? projects.flatMap(each => (isObject(each) ? stringAt(each, 'projectFolder') ?? [] : [])) : [];
