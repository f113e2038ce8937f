import type { FilePath, ProjectFile } from '../../../core/model.ts';

const VIEWS = /^(react-native|expo|react-dom|vue|svelte|solid-js|preact|@angular\/core)$/;
const SERVERS = /^(express|fastify|koa|hono|next|nuxt|@nestjs\/core|@sveltejs\/kit|@remix-run\/(node|server-runtime|express)|@react-router\/node|@hapi\/hapi|ws|bullmq|bull|ioredis|redis|pg|mysql2?|mongodb|mongoose|knex|typeorm|prisma|@prisma\/client|kafkajs|amqplib|electron|node-cron|cron|@trpc\/server|vite-ssr)$/;

const DRAWS = /^(react|react-dom|react-native|preact|vue|svelte|solid-js|@angular\/core|next|nuxt|ink|lit|@builder\.io\/qwik|@stencil\/core|@remix-run\/react|react-email|@react-email\/components|astro|expo)$/;

/** Whether a file's package, or one around it, draws views at all. Where no package is known, any may. */
export function drawersIn(project: readonly ProjectFile[]): (path: FilePath) => boolean {
  const packages = project
    .filter(({ path }) => path === 'package.json' || path.endsWith('/package.json'))
    .map(({ path, text }) => ({ folder: path.slice(0, -'package.json'.length), draws: allDependenciesOf(text).some(name => DRAWS.test(name)) }));
  return path => {
    const around = packages.filter(({ folder }) => path.startsWith(folder));
    return around.length === 0 || around.some(({ draws }) => draws);
  };
}

/** Whether the package of a file is a page or an app for a phone: it draws views and has nothing that serves. */
export function clientsIn(project: readonly ProjectFile[]): (path: FilePath) => boolean {
  const packages = project.filter(({ path }) => path === 'package.json' || path.endsWith('/package.json')).map(({ path, text }) => {
    const names = dependenciesOf(text);
    return { folder: path.slice(0, -'package.json'.length), client: names.some(name => VIEWS.test(name)) && !names.some(name => SERVERS.test(name)) };
  }).sort((a, b) => b.folder.length - a.folder.length);
  return path => packages.find(({ folder }) => path.startsWith(folder))?.client ?? false;
}

const dependenciesOf = (manifest: string): readonly string[] => {
  const { dependencies, peerDependencies, devDependencies } = fieldsOf(manifest);
  return [...Object.keys(dependencies ?? {}), ...Object.keys(peerDependencies ?? {}), ...Object.keys(devDependencies ?? {}).filter(name => name === 'electron')];
};

const allDependenciesOf = (manifest: string): readonly string[] => {
  const { dependencies, peerDependencies, devDependencies } = fieldsOf(manifest);
  return [dependencies, peerDependencies, devDependencies].flatMap(each => Object.keys(each ?? {}));
};

function fieldsOf(manifest: string): { readonly [field: string]: object | undefined } {
  try {
    return JSON.parse(manifest) as { readonly [field: string]: object | undefined }; // Keys are all that is read.
  } catch {
    return {}; // Whether a manifest parses is another's to say.
  }
}
