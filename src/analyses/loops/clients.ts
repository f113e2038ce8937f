import type { FilePath, ProjectFile } from '../../core/model.ts';

const VIEWS = /^(react-native|expo|react-dom|vue|svelte|solid-js|preact|@angular\/core)$/;
const SERVERS = /^(express|fastify|koa|hono|next|nuxt|@nestjs\/core|@sveltejs\/kit|@remix-run\/(node|server-runtime|express)|@react-router\/node|@hapi\/hapi|ws|bullmq|bull|ioredis|redis|pg|mysql2?|mongodb|mongoose|knex|typeorm|prisma|@prisma\/client|kafkajs|amqplib|electron|node-cron|cron|@trpc\/server|vite-ssr)$/;

/** Whether the package of a file is a page or an app for a phone: it draws views and has nothing that serves. */
export function clientsIn(project: readonly ProjectFile[]): (path: FilePath) => boolean {
  const packages = project.filter(({ path }) => path === 'package.json' || path.endsWith('/package.json')).map(({ path, text }) => {
    const names = dependenciesOf(text);
    return { folder: path.slice(0, -'package.json'.length), client: names.some(name => VIEWS.test(name)) && !names.some(name => SERVERS.test(name)) };
  }).sort((a, b) => b.folder.length - a.folder.length);
  return path => packages.find(({ folder }) => path.startsWith(folder))?.client ?? false;
}

function dependenciesOf(manifest: string): readonly string[] {
  try {
    const { dependencies, peerDependencies, devDependencies } = JSON.parse(manifest) as { readonly [field: string]: object | undefined }; // Keys are all that is read.
    return [...Object.keys(dependencies ?? {}), ...Object.keys(peerDependencies ?? {}), ...Object.keys(devDependencies ?? {}).filter(name => name === 'electron')];
  } catch {
    return []; // Whether a manifest parses is another's to say.
  }
}
