import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Config } from './config.ts';
import { ConfigError } from './config-error.ts';
import { configFiles } from './defaults.ts';
import { ownModule } from './own-package.ts';
import { parseConfig } from './parse.ts';

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
  const config = parseConfig(await exportsOf(absolute, file, cache), file);
  const problems = Object.entries(config.profiles ?? {})
    .filter(([, profile]) => !fs.existsSync(path.join(root, profile)))
    .map(([name, profile]) => `\`profiles.${name}\` in \`${file}\` is \`${profile}\`, which does not exist; correct it or remove it`);
  if (problems.length > 0) throw new ConfigError(problems);
  return { config, file };
}

function findConfig(root: string): string | undefined {
  const found = configFiles.filter(name => fs.existsSync(path.join(root, name)));
  if (found.length > 1) throw new ConfigError(`${found.map(name => `\`${name}\``).join(' and ')} stand side by side; keep one of them`);
  return found[0] === undefined ? undefined : path.join(root, found[0]);
}

function existing(file: string): string {
  if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) throw new ConfigError(`the configuration file \`${file}\` does not exist; correct \`--config\``);
  return file;
}

async function exportsOf(absolute: string, file: string, cache: boolean): Promise<unknown> {
  if (absolute.endsWith('.json')) return readJson(absolute, file);
  try {
    return await importConfig(absolute, cache);
  } catch (thrown) {
    throw new ConfigError(`\`${file}\` cannot be loaded; it fails with: ${firstLine(thrown)}${lineOf(thrown, absolute)}`);
  }
}

function readJson(absolute: string, file: string): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(fs.readFileSync(absolute));
  } catch (thrown) {
    throw new ConfigError(`\`${file}\` cannot be read as UTF-8 text; it fails with: ${firstLine(thrown)}`);
  }
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new ConfigError(`\`${file}\`${placeIn(text, firstLine(thrown))} is not valid JSON; it fails with: ${firstLine(thrown)}`);
  }
}

/** Line and column at which the parser gave up; it says so itself only in some of its messages. */
function placeIn(text: string, message: string): string {
  const said = /position (\d+)/.exec(message)?.[1];
  const before = text.slice(0, said === undefined ? lastGood(text) : Number(said)).split('\n');
  return ` (line ${before.length}, column ${before.at(-1)!.length + 1})`;
}

/** Length of the longest beginning of the text that more text could still make valid. */
function lastGood(text: string): number {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (breaksInside(text.slice(0, middle))) bad = middle;
    else good = middle;
  }
  return good;
}

function breaksInside(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return false;
  } catch (thrown) {
    return /^Unexpected (token|identifier|number|string)/.test(firstLine(thrown));
  }
}

async function importConfig(absolute: string, cache: boolean): Promise<unknown> {
  const typed = !/\.m?js$/.test(absolute);
  if (typed && !stripsTypes()) return importThroughJiti(absolute, cache);
  try {
    return await importNatively(absolute);
  } catch (thrown) {
    if (!lacksGhostwire(thrown)) throw thrown;
    return importThroughJiti(absolute, cache);
  }
}

/** A tool run through npx, or from its own repository, is not installed where the configuration stands. */
const lacksGhostwire = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_MODULE_NOT_FOUND' && /package 'ghostwire'/.test(thrown.message);

/** Node strips types by itself from 22.18 and 23.6 on. */
const stripsTypes = (): boolean => Boolean((process.features as { readonly typescript?: unknown }).typescript); // The types of Node 20 do not know it.

async function importNatively(absolute: string): Promise<unknown> {
  const module: { readonly default?: unknown } = await import(pathToFileURL(absolute).href);
  return module.default;
}

async function importThroughJiti(absolute: string, cache: boolean): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const alias = { 'ghostwire/define': ownModule('define'), ghostwire: ownModule('index') };
  return createJiti(import.meta.url, { fsCache: cache, moduleCache: false, alias }).import(absolute, { default: true });
}

const firstLine = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0]!.trim();

/** Where in the file it happened: parsers say so in the message, everything else in the stack. */
function lineOf(thrown: unknown, absolute: string): string {
  const said = thrown instanceof Error ? `${thrown.message}\n${thrown.stack ?? ''}` : '';
  const start = said.indexOf(`${path.basename(absolute)}:`);
  const line = start < 0 ? undefined : /^[^:]*:(\d+)/.exec(said.slice(start))?.[1];
  return line === undefined ? '' : ` (line ${line})`;
}
