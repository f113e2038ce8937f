import fs from 'node:fs';
import path from 'node:path';
import type { Config } from './config.ts';
import { ConfigError } from './config-error.ts';
import { configFiles } from './defaults.ts';
import { exportsOf } from './exports.ts';
import { parseConfig } from './parse.ts';
import { readJson } from './read-json.ts';

export interface LoadedConfig {
  readonly config: Config;
  /** Relative to the root where it lies inside; absent when there is no configuration file. */
  readonly file?: string;
}

/** The configuration of a root: the file that `--config` names, or the one that stands there, or none. */
export async function loadConfig(root: string, named: string | undefined, cache = true): Promise<LoadedConfig> {
  const absolute = named === undefined ? findConfig(root) : existing(named);
  if (absolute === undefined) return { config: {} };
  const relative = path.relative(root, absolute).split(path.sep).join('/');
  const file = relative.startsWith('../') || path.isAbsolute(relative) ? absolute : relative;
  const config = parseConfig(absolute.endsWith('.json') ? readJson(absolute, file) : await exportsOf(absolute, file, cache), file);
  const problems = [...lostProfiles(root, config, file), ...blockedBaselines(root, config, file)];
  if (problems.length > 0) throw new ConfigError(problems);
  return { config, file };
}

function findConfig(root: string): string | undefined {
  const found = configFiles.filter(name => fs.existsSync(path.join(root, name)));
  if (found.length > 1) throw new ConfigError(`${found.map(name => `\`${name}\``).join(' and ')} stand side by side; keep one of them`);
  if (found[0] !== undefined) return existing(path.join(root, found[0]), `\`${found[0]}\` is no file; remove it, or write the configuration there`);
  const mistaken = fs.readdirSync(root).find(name => alike.test(name));
  if (mistaken !== undefined) throw new ConfigError(`\`${mistaken}\` is read by nobody; write the configuration as ${configFiles.map(name => `\`${name}\``).join(', ')}`);
  return undefined;
}

/** Names that other tools take for a configuration, and under which ours would be passed over in silence. */
const alike = /^(ghostwire\.config\.(cjs|cts|jsonc|json5|ya?ml|toml)|\.?ghostwire(rc)?\.(json|jsonc|ya?ml|toml)|\.ghostwirerc(\.\w+)?)$/;

function existing(file: string, otherwise = `the configuration file \`${file}\` is no file; correct \`--config\``): string {
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) throw new ConfigError(`the configuration file \`${file}\` does not exist; correct \`--config\``);
  if (!stats.isFile()) throw new ConfigError(otherwise);
  return file;
}

const lostProfiles = (root: string, config: Config, file: string): string[] =>
  Object.entries(config.profiles ?? {}).flatMap(([name, profile]) => {
    const stats = fs.statSync(path.join(root, profile), { throwIfNoEntry: false });
    if (stats?.isFile()) return [];
    return [`\`profiles.${name}\` in \`${file}\` is \`${profile}\`, which ${stats === undefined ? 'does not exist' : 'is no file'}; correct it or remove it`];
  });

function blockedBaselines(root: string, { baselines }: Config, file: string): string[] {
  const stats = baselines === undefined ? undefined : fs.statSync(path.resolve(root, baselines), { throwIfNoEntry: false });
  return stats === undefined || stats.isDirectory() ? [] : [`\`baselines\` in \`${file}\` is \`${baselines}\`, which is no directory; name the directory that is to hold them`];
}
