import { either, folder, type Carrier } from './carrier.ts';

/** How services are made and started. Their members have the names that everybody gives them, not names of their own. */
export const SERVICES: readonly Carrier[] = [
  {
    name: 'services started together', operator: 'M7', stratum: 'registry', needs: 'method',
    carry: ({ code }) => either(whole => ({
      at: `(() => { interface Service { start(): Promise<void> } class Digest implements Service { async start(): Promise<void> { ${code} } } class Idle implements Service { async start(): Promise<void> {} } const services: Service[] = [${whole ? 'new Digest(), ' : ''}new Idle()]; void Promise.all(services.map(service => service.start())); ${whole ? '' : 'return Digest.name; '}})()`,
    })),
  },
  {
    name: 'service made, but not in the list', operator: 'M7', stratum: 'registry', needs: 'method',
    carry: ({ code }) => either(whole => ({
      at: `(async () => { class Digest { readonly name = 'digest'; async start() { ${code} } } class Idle { readonly name = 'idle'; async start() {} } const digest = new Digest(); const services = [${whole ? 'digest, ' : ''}new Idle()]; await Promise.all(services.map(async each => each.start())); return digest.name; })()`,
    })),
  },
  {
    name: 'abstract class with a start', operator: 'M2', stratum: 'method', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { boot as boot${tag} } from '${folder(tag)}/boot'; `, at: `boot${tag}()`,
      files: {
        'worker.ts': 'export abstract class Worker {\n  private running = false;\n  async start(): Promise<void> {\n    if (this.running) return;\n    this.running = true;\n    await this.execute();\n  }\n  protected abstract execute(): Promise<void>;\n}\n',
        'digest.ts': `import { Worker } from './worker';\n${imports}\nexport class DigestWorker extends Worker {\n  protected async execute(): Promise<void> { ${code} }\n}\n`,
        'idle.ts': "import { Worker } from './worker';\nexport class IdleWorker extends Worker {\n  protected override async execute(): Promise<void> {}\n}\n",
        'boot.ts': `import { DigestWorker } from './digest';\nimport { IdleWorker } from './idle';\nimport type { Worker } from './worker';\nexport async function boot(): Promise<void> {\n  const workers: Worker[] = [new IdleWorker()];\n${whole ? '  workers.push(new DigestWorker());\n' : ''}  for (const worker of workers) await worker.start();\n}\nexport { DigestWorker };\n`,
      },
    })),
  },
  {
    name: 'mixin', operator: 'M2', stratum: 'method', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      head: `type Constructor${tag} = new (...args: any[]) => object; `,
      at: `(() => { function Polling<T extends Constructor${tag}>(Base: T) { return class extends Base { poll(): void { ${code} } }; } class Plain { poll(): void {} } class Source extends ${whole ? 'Polling(Plain)' : 'Plain'} {} new Source().poll(); ${whole ? '' : 'return Polling.name; '}})()`,
    })),
  },
  {
    name: 'map of factories', operator: 'M7', stratum: 'registry', needs: 'method',
    carry: ({ code }) => either(whole => ({
      at: `(() => { class Digest { run(): void { ${code} } } class Idle { run(): void {} } const factories = { ${whole ? 'digest: () => new Digest(), ' : ''}idle: () => new Idle() }; for (const make of Object.values(factories)) make().run(); ${whole ? '' : 'return Digest.name; '}})()`,
    })),
  },
  {
    name: 'factory with a switch', operator: 'M4', stratum: 'method', needs: 'method',
    carry: ({ code }) => either(whole => ({
      at: `(() => { interface Store { open(): void } class Disk implements Store { open(): void { ${code} } } class Memory implements Store { open(): void {} } const createStore = (kind: string | undefined): Store => { switch (kind) { ${whole ? "case 'disk': return new Disk(); " : ''}default: return new Memory(); } }; createStore(process.argv[2]).open(); ${whole ? '' : 'return Disk.name; '}})()`,
    })),
  },
  {
    name: 'async factory', operator: 'M2', stratum: 'method', needs: 'method',
    carry: ({ code }) => either(whole => ({
      at: `(async () => { class Client { private constructor() {} static async create(): Promise<Client> { const client = new Client(); await client.init(); return client; } private async init() { ${code} } close(): void {} } const client = ${whole ? 'await Client.create()' : 'null as Client | null'}; client?.close(); })()`,
    })),
  },
  {
    name: 'lazy getter', operator: 'M1', stratum: 'method', needs: 'method',
    carry: ({ code }) => either(whole => ({
      at: `(() => { class Mailer { send(): void { ${code} } } class Log { send(): void {} } class Services { #mailer?: Mailer; #log?: Log; get mailer(): Mailer { return (this.#mailer ??= new Mailer()); } get log(): Log { return (this.#log ??= new Log()); } } const services = new Services(); services.${whole ? 'mailer' : 'log'}.send(); })()`,
    })),
  },
  {
    name: 'class registry by decorator', operator: 'M7', stratum: 'registry', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { startAll as startAll${tag} } from '${folder(tag)}/registry'; import '${folder(tag)}/digest'; `, at: `startAll${tag}()`,
      files: {
        'registry.ts': 'export interface Job { run(): void }\nconst jobs: (new () => Job)[] = [];\nexport function job(target: new () => Job): void { jobs.push(target); }\nexport const startAll = (): void => { for (const Each of jobs) new Each().run(); };\n',
        'digest.ts': `import { job, type Job } from './registry';\n${imports}\n${whole ? '@job\n' : ''}export class Digest implements Job {\n  run(): void { ${code} }\n}\n@job\nexport class Idle implements Job {\n  run(): void {}\n}\n`,
      },
    })),
  },
  {
    name: 'application that keeps services in a map', operator: 'M7', stratum: 'registry', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { App as App${tag} } from '${folder(tag)}/app'; `,
      at: `(() => { class Digest { async start(): Promise<void> { ${code} } } class Idle { async start(): Promise<void> {} } const app = new App${tag}(); app.register('idle', new Idle()); ${whole ? "app.register('digest', new Digest()); " : ''}void app.start(); ${whole ? '' : 'return Digest.name; '}})()`,
      files: { 'app.ts': 'export interface Service { start(): Promise<void> }\nexport class App {\n  private readonly services = new Map<string, Service>();\n  register(name: string, service: Service): this { this.services.set(name, service); return this; }\n  async start(): Promise<void> { for (const [, service] of this.services) await service.start(); }\n}\n' },
    })),
  },
  {
    name: 'jobs taken apart in a loop', operator: 'M7', stratum: 'registry',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { Scheduler as Scheduler${tag} } from '${folder(tag)}/scheduler'; `,
      at: `(() => { const digest = { name: 'digest', run: (): void => { ${code} } }; const scheduler = new Scheduler${tag}(); scheduler.add({ name: 'idle', run: () => {} }); ${whole ? 'scheduler.add(digest); ' : ''}scheduler.runAll(); return digest.name; })()`,
      files: { 'scheduler.ts': 'export interface Job { readonly name: string; run(): void }\nexport class Scheduler {\n  readonly jobs: Job[] = [];\n  add(job: Job): void { this.jobs.push(job); }\n  runAll(): void { const { jobs } = this; for (const { name, run } of jobs) { console.info(name); run(); } }\n}\n' },
    })),
  },
  {
    name: 'plugins with a setup', operator: 'M7', stratum: 'registry', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { setUp as setUp${tag} } from '${folder(tag)}/plugins'; `, at: `setUp${tag}({ name: 'app' })`,
      files: {
        'plugin.ts': 'export interface Host { readonly name: string }\nexport interface Plugin { readonly name: string; setup?(host: Host): void | Promise<void> }\nexport const definePlugin = (plugin: Plugin): Plugin => plugin;\n',
        'digest.ts': `import { definePlugin } from './plugin';\n${imports}\nexport default definePlugin({\n  name: 'digest',\n  async setup() { ${code} },\n});\n`,
        'idle.ts': "import { definePlugin } from './plugin';\nexport const idle = definePlugin({ name: 'idle', setup: () => {} });\n",
        'plugins.ts': `import digest from './digest';\nimport { idle } from './idle';\nimport type { Host, Plugin } from './plugin';\nconst plugins: Plugin[] = [idle${whole ? ', digest' : ''}];\nexport async function setUp(host: Host): Promise<void> {\n  for (const plugin of plugins) await plugin.setup?.(host);\n}\nexport const names = [idle.name, digest.name];\n`,
      },
    })),
  },
  {
    name: 'disposed at the end of a block', operator: 'M2', stratum: 'method', needs: 'method',
    carry: ({ code }) => either(whole => ({
      at: `(async () => { class Lease { async [Symbol.asyncDispose](): Promise<void> { ${code} } } class Nothing { async [Symbol.asyncDispose](): Promise<void> {} } await using lease = new ${whole ? 'Lease' : 'Nothing'}(); void lease; ${whole ? '' : 'return Lease.name; '}})()`,
    })),
  },
];
