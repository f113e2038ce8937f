import { isPublished } from '../entries/manifest.ts';
import { objectAt, stringsIn } from '../modules/jsonc.ts';
import type { Package, Packages } from '../modules/packages.ts';

/**
 * Packages that are run by those who installed them, extensions of an editor, commands and libraries, and not by
 * operators: a number of theirs needs a name, and a setting only where users ask for one. What serves or keeps data is
 * operated however it is published, and so is what it is made of and what plugs into it.
 */
export function toolsAmong(homes: readonly Package[], packages: Pick<Packages, 'named'>): ReadonlySet<Package> {
  const needs = new Map(homes.map(home => [home, Object.keys(objectAt(home.manifest, 'dependencies')).flatMap(name => packages.named(name, home.dir) ?? [])]));
  const serving = new Set(homes.filter(serves));
  const operated = new Set([...serving, ...homes.filter(home => needs.get(home)!.some(need => serving.has(need)))]); // Every home has its needs.
  for (const home of operated) for (const need of needs.get(home) ?? []) operated.add(need); // A set gives what is added while it is gone through.
  return new Set(homes.filter(home => isExtension(home) || (isTool(home) && !operated.has(home))));
}

const isTool = (home: Package): boolean =>
  isPublished(home, true) || (home.manifest['private'] !== true && home.manifest['bin'] !== undefined);

/** Run by a host that its users installed it into: `engines` names more than what runs any code, or a keyword says whose plugin it is. */
const isExtension = ({ manifest }: Package): boolean =>
  Object.keys(objectAt(manifest, 'engines')).some(name => !runtimes.has(name)) || stringsIn(manifest['keywords']).some(word => /^(homebridge|obsidian|node-red|iobroker|homey|signalk|eslint|rollup|vite|babel|webpack|serverless)(-\w+)*-?plugin$|^node-red$/.test(word));

const runtimes: ReadonlySet<string> = new Set(['node', 'npm', 'yarn', 'pnpm', 'bun', 'deno', 'iojs', 'teleport', 'browsers']);

function serves(home: Package): boolean {
  if (isExtension(home) || aside.test(home.dir)) return false;
  return Object.keys(objectAt(home.manifest, 'scripts')).some(name => starts.test(name)) || depending.some(kind => Object.keys(objectAt(home.manifest, kind)).some(name => servers.test(name)));
}

/** Packages that show, test or build others. */
const aside = /(^|[/-])(examples?|demos?|docs?|website|fixtures?|interop|e2e|tests?|testing|tools?|scripts|playground|sandbox|bench|benchmarks?)(\/|$)/;

const starts = /^(start|serve|server)(:(prod|production|server|worker|api))?$/;
const depending = ['dependencies', 'peerDependencies', 'optionalDependencies'] as const;

const servers = /^(express|fastify|koa|hono|restify|@hapi\/hapi|@nestjs\/core|socket\.io|discord\.js|pg|mysql2?|mongodb|mongoose|mssql|ioredis|redis|bullmq?|kafkajs|amqplib|knex|typeorm|@prisma\/client|drizzle-orm|sequelize|@mikro-orm\/core)$/;
