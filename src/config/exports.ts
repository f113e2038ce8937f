import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from './config-error.ts';
import { firstLine } from './first-line.ts';
import { ownModule } from './own-package.ts';

/** What a configuration that is code exports as its default; what a promise there yields. */
export async function exportsOf(absolute: string, file: string, cache: boolean): Promise<unknown> {
  let exported: unknown;
  try {
    exported = await importConfig(absolute, cache);
  } catch (thrown) {
    throw new ConfigError(`\`${file}\` cannot be loaded; it fails with: ${firstLine(thrown)}${lineOf(thrown, absolute)}`);
  }
  if (exported === undefined || (isEmpty(exported) && !/\bexports?\b/.test(fs.readFileSync(absolute, 'utf8')))) {
    throw new ConfigError(`\`${file}\` has no default export; write the configuration as \`export default { … }\``);
  }
  if (typeof exported === 'function') throw new ConfigError(`\`${file}\` exports a function; export the object that it returns`);
  return exported;
}

/** What Node takes for the exports of a module that has none. */
const isEmpty = (exported: unknown): boolean => typeof exported === 'object' && exported !== null && Object.keys(exported).length === 0;

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
  const module: object = await createJiti(import.meta.url, { fsCache: cache, moduleCache: false, alias, interopDefault: false }).import(absolute);
  // What `module.exports` holds is its own default, as it is to Node.
  return 'default' in module ? module.default : '__esModule' in module ? undefined : module;
}

/** Where in the file it happened: parsers say so in the message, everything else in the stack. */
function lineOf(thrown: unknown, absolute: string): string {
  const said = thrown instanceof Error ? `${thrown.message}\n${thrown.stack ?? ''}` : '';
  const start = said.indexOf(`${path.basename(absolute)}:`);
  const line = start < 0 ? undefined : /^[^:]*:(\d+)/.exec(said.slice(start))?.[1];
  return line === undefined ? '' : ` (line ${line})`;
}
