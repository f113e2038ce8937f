import type { FilePath } from '../../core/model.ts';
import { isPublished } from '../entries/manifest.ts';
import { objectAt, stringsIn } from '../modules/jsonc.ts';
import type { Package, Packages } from '../modules/packages.ts';
import { below } from '../modules/paths.ts';

/**
 * Packages that are run by those who installed them or look at them, extensions of an editor, commands, libraries, pages
 * and desktop programs, and not by operators: a number of theirs needs a name, and a setting only where users ask for one.
 * What serves or keeps data is operated however it is published, and so is what it is made of and what plugs into it.
 */
export function toolsAmong(homes: readonly Package[], packages: Pick<Packages, 'named'>): ReadonlySet<Package> {
  const needs = new Map(homes.map(home => [home, Object.keys(objectAt(home.manifest, 'dependencies')).flatMap(name => packages.named(name, home.dir) ?? [])]));
  const serving = new Set(homes.filter(serves));
  const operated = new Set([...serving, ...homes.filter(home => needs.get(home)!.some(need => serving.has(need)))]); // Every home has its needs.
  // A set gives what is added while it is gone through. What a page is made of runs where it is looked at, and a library that a
  // program beside it shows or tries out is everybody's.
  for (const home of operated) if (!isDrawn(home)) for (const need of needs.get(home) ?? []) if (!isLibrary(need) || isTool(home)) operated.add(need);
  const pages = pagesAmong(homes, needs);
  return new Set(homes.filter(home => isExtension(home) || isCommandLine(home) || pages.has(home) || (isTool(home) && !operated.has(home))));
}

/** The command line of a library that gives nobody a command: its authors try the library out with it. */
export const isOfAuthors = (file: FilePath, home: Package | undefined): boolean =>
  home !== undefined && isPublished(home, true) && home.manifest['main'] !== undefined && home.manifest['bin'] === undefined && (below(home.dir, file) ?? '').startsWith('cli/');

/** Packages that draw, and what nothing but such packages is made of. */
function pagesAmong(homes: readonly Package[], needs: ReadonlyMap<Package, readonly Package[]>): ReadonlySet<Package> {
  const pages = new Set(homes.filter(isPage));
  const quiet = homes.filter(home => !isServer(home) && !pages.has(home));
  for (let size = -1; size !== pages.size; ) {
    size = pages.size;
    for (const home of quiet) {
      // What is bundled for a browser around a package that draws.
      if (named(home, ['devDependencies']).includes('vite') && needs.get(home)!.some(each => pages.has(each))) pages.add(home); // Every home has its needs.
      const users = homes.filter(each => needs.get(each)!.includes(home)); // Every home has its needs.
      if (users.length > 0 && users.every(each => pages.has(each))) pages.add(home);
    }
  }
  return pages;
}

const isPage = (home: Package): boolean => isDesktop(home) || (isDrawn(home) && (!isServer(home) || (client.test(home.dir) && !rendersOnServer(home))));

const isDrawn = (home: Package): boolean => named(home, ['dependencies', 'peerDependencies', 'devDependencies']).some(name => draws.test(name));

const isDesktop = (home: Package): boolean => named(home, ['dependencies', 'devDependencies']).includes('electron');

/** One half of a program, whose other half serves; a server of its own shows it to who develops it. */
const client = /(^|[/-])(client|front-?end|web-?ui|ui)$/;

const isServer = (home: Package): boolean =>
  named(home, depending).some(name => servers.test(name) || renderers.test(name)) ||
  Object.entries(objectAt(home.manifest, 'scripts')).some(
    ([name, command]) => starts.test(name) && typeof command === 'string' && /\b(node|nodemon|tsx|ts-node|bun|deno|nest|pm2)\b/.test(command),
  );

/** Its pages are made on a server first, by a framework. */
export const rendersOnServer = (home: Package): boolean => named(home, depending).some(name => renderers.test(name));

const named = ({ manifest }: Package, kinds: readonly string[]): readonly string[] => kinds.flatMap(kind => Object.keys(objectAt(manifest, kind)));

const draws = /^(react-dom|react-native|preact|vue|svelte|solid-js|@angular\/core|@tauri-apps\/api|expo)$/;
const renderers = /^(next|nuxt|astro|@sveltejs\/kit|@remix-run\/.*|@react-router\/node|gatsby|meteor|@trigger\.dev\/sdk|inngest)$/;

const isTool = (home: Package): boolean =>
  isPublished(home, true) || isLibrary(home) || (home.manifest['private'] !== true && home.manifest['bin'] !== undefined);

/** Others import it, by what its manifest says of its types and its parts; it starts nothing and gives nobody a command. */
const isLibrary = (home: Package): boolean =>
  isPublished(home, false) && home.manifest['bin'] === undefined && (home.manifest['exports'] ?? home.manifest['types'] ?? home.manifest['typings']) !== undefined &&
  !Object.keys(objectAt(home.manifest, 'scripts')).some(name => starts.test(name));

/** Run by a host that its users installed it into: `engines` names more than what runs any code, or a keyword says whose plugin it is. */
const isExtension = ({ manifest }: Package): boolean =>
  Object.keys(objectAt(manifest, 'engines')).some(name => !runtimes.has(name)) ||
  stringsIn(manifest['keywords']).some(word =>
    /^(homebridge|obsidian|node-red|iobroker|homey|signalk|eslint|rollup|vite|babel|webpack|serverless)(-\w+)*-?plugin$|^node-red$/.test(word),
  );

/** Built of commands by a framework for command lines, or asking whoever sits before it: what it serves, it serves to them. */
const isCommandLine = (home: Package): boolean =>
  (home.manifest['oclif'] !== undefined && home.manifest['bin'] !== undefined) ||
  (named(home, ['dependencies']).some(name => asks.test(name)) && !named(home, depending).some(name => servers.test(name)));

const asks = /^(inquirer|@inquirer\/.+|@clack\/.+|enquirer|prompts)$/;

const runtimes: ReadonlySet<string> = new Set(['node', 'npm', 'yarn', 'pnpm', 'bun', 'deno', 'iojs', 'teleport', 'browsers']);

function serves(home: Package): boolean {
  if (isExtension(home) || isCommandLine(home) || isDesktop(home) || isLibrary(home) || aside.test(home.dir)) return false;
  return Object.keys(objectAt(home.manifest, 'scripts')).some(name => starts.test(name)) || named(home, depending).some(name => servers.test(name));
}

/** Packages that show, test or build others. */
const aside = /(^|[/-])(examples?|demos?|samples?|docs?|website|fixtures?|interop|e2e|tests?|testing|tools?|scripts|playground|sandbox|bench|benchmarks?)(\/|$)/;

const starts = /^(start|serve|server)(:(prod|production|server|worker|api))?$/;
const depending = ['dependencies', 'peerDependencies', 'optionalDependencies'] as const;

const servers = /^(express|fastify|koa|hono|restify|@hapi\/hapi|@nestjs\/core|socket\.io|discord\.js|pg|mysql2?|mongodb|mongoose|mssql|ioredis|redis|bullmq?|kafkajs|amqplib|knex|typeorm|@prisma\/client|drizzle-orm|sequelize|@mikro-orm\/core)$/;
