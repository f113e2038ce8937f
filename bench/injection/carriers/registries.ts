import { either, folder, type Carrier } from './carrier.ts';

const UNKNOWN = 'String(process.argv[2])';

/** Tables of handlers: the cut takes the entry out. */
export const REGISTRIES: readonly Carrier[] = [
  {
    name: 'object in place', operator: 'M7', stratum: 'registry',
    carry: ({ code, tag }) => either(whole => ({ at: `({ ${whole ? `import${tag}: async () => { ${code} }` : ''} } as Record<string, () => unknown>)[${UNKNOWN}]?.()` })),
  },
  {
    name: 'object of named functions', operator: 'M7', stratum: 'registry', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      at: `(() => { function reindex${tag}(): void { ${code} } const vacuum${tag} = (): void => {}; const commands = { ${whole ? `reindex: reindex${tag}, ` : ''}vacuum: vacuum${tag} }; const name = ${UNKNOWN} as keyof typeof commands; commands[name](); })()`,
    })),
  },
  {
    name: 'map literal', operator: 'M7', stratum: 'registry',
    carry: ({ code, tag }) => either(whole => ({
      at: `(() => { const byKind${tag} = new Map<string, () => void>([${whole ? `['digest', () => { ${code} }], ` : ''}['noop', () => {}]]); byKind${tag}.get(${UNKNOWN})?.(); })()`,
    })),
  },
  {
    name: 'map of another module, filled by set', operator: 'M7', stratum: 'registry',
    carry: ({ code, tag }) => either(whole => ({
      head: `import handlers${tag} from '${folder(tag)}/handlers'; `,
      at: `(() => { const onDigest${tag} = (): void => { ${code} }; ${whole ? `handlers${tag}.set('digest', onDigest${tag}); ` : ''}for (const handle of handlers${tag}.values()) handle(); })()`,
      files: { 'handlers.ts': 'const handlers = new Map<string, () => void>();\nexport default handlers;\n' },
    })),
  },
  {
    name: 'list of functions', operator: 'M7', stratum: 'registry',
    carry: ({ code, tag }) => either(whole => ({
      at: `(async () => { const warm${tag} = async () => { ${code} }; const tasks = [${whole ? `warm${tag}, ` : ''}async () => {}]; for (const task of tasks) await task(); })()`,
    })),
  },
  {
    name: 'list of objects', operator: 'M7', stratum: 'registry', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      at: `(() => { const sweeper = { name: 'sweeper', sweep${tag}() { ${code} } }; const idle = { name: 'idle', sweep${tag}() {} }; [${whole ? 'sweeper, ' : ''}idle].forEach(each => each.sweep${tag}()); void sweeper.name; })()`,
    })),
  },
  {
    name: 'registry class', operator: 'M7', stratum: 'registry',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { registry as registry${tag} } from '${folder(tag)}'; `,
      at: `(() => { const handler${tag} = async () => { ${code} }; ${whole ? `registry${tag}.register${tag}('digest', handler${tag}); ` : ''}return registry${tag}.dispatch${tag}(${UNKNOWN}); })()`,
      files: {
        'registry.ts': `type Handler = () => unknown;\nexport class Registry {\n  private readonly handlers: Map<string, Handler> = new Map();\n  register${tag}(kind: string, handler: Handler): this { this.handlers.set(kind, handler); return this; }\n  dispatch${tag}(kind: string): unknown { const handler = this.handlers.get(kind); if (!handler) throw new Error(kind); return handler(); }\n}\n`,
        'index.ts': "import { Registry } from './registry';\nexport const registry = new Registry();\nexport * from './registry';\n",
      },
    })),
  },
  {
    name: 'chain of middleware', operator: 'M7', stratum: 'registry',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { Pipeline as Pipeline${tag} } from '${folder(tag)}/pipeline'; `,
      at: `(() => { const step${tag} = (): void => { ${code} }; const pipeline = new Pipeline${tag}(); ${whole ? `pipeline.use${tag}(step${tag}); ` : ''}pipeline.flow${tag}(); })()`,
      files: { 'pipeline.ts': `export class Pipeline {\n  private steps: (() => void)[] = [];\n  use${tag}(step: () => void): this { this.steps.push(step); return this; }\n  flow${tag}(): void { for (const step of this.steps) step(); }\n}\n` },
    })),
  },
  {
    name: 'plugins by default exports', operator: 'M7', stratum: 'registry', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { plugins as plugins${tag} } from '${folder(tag)}'; `,
      at: `plugins${tag}.forEach(plugin => plugin())`,
      files: {
        'report.ts': `${imports}\nexport default function report(): void { ${code} }\n`,
        'quiet.ts': 'export default (): void => {};\n',
        'index.ts': `import quiet from './quiet';\nimport report from './report';\nexport const plugins = [quiet${whole ? ', report' : ''}];\n${whole ? '' : 'export { report as unlisted };\n'}`,
      },
    })),
  },
  {
    name: 'table of classes', operator: 'M7', stratum: 'registry', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      at: `(() => { interface Command { execute${tag}(): void } class Digest implements Command { execute${tag}(): void { ${code} } } class Noop implements Command { execute${tag}(): void {} } const commands: Record<string, new () => Command> = { ${whole ? 'digest: Digest, ' : ''}noop: Noop }; const Chosen = commands[${UNKNOWN}]; if (Chosen) new Chosen().execute${tag}(); ${whole ? '' : 'return Digest.name; '}})()`,
    })),
  },
  {
    name: 'decorated methods', operator: 'M7', stratum: 'registry', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { command as command${tag}, runAll as runAll${tag} } from '${folder(tag)}/commands'; `,
      at: `(() => { class Tools { ${whole ? `@command${tag}('digest') ` : ''}digest${tag}(): void { ${code} } @command${tag}('idle') idle${tag}(): void {} } runAll${tag}(new Tools()); })()`,
      files: { 'commands.ts': "const listed: { name: string; method: string }[] = [];\nexport const command = (name: string): MethodDecorator => (_target, method) => { listed.push({ name, method: String(method) }); };\nexport const runAll = (on: object): void => { for (const { method } of listed) (on as Record<string, () => void>)[method]?.(); };\n" },
    })),
  },
  {
    name: 'cron table', operator: 'M7', stratum: 'registry',
    carry: ({ code, tag }) => either(whole => ({
      head: `import cron${tag} from 'node-cron'; `,
      at: `(() => { const nightly${tag} = async () => { ${code} }; const jobs = [{ every: '0 0 * * *', run: async () => {} }${whole ? `, { every: '0 3 * * *', run: nightly${tag} }` : ''}]; for (const { every, run } of jobs) cron${tag}.schedule(every, run); })()`,
    })),
  },
  {
    name: 'table put together by spread', operator: 'M7', stratum: 'registry',
    carry: ({ code, tag }) => either(whole => ({
      at: `(() => { const common = { ping: () => {} }; const admin = { purge${tag}: () => { ${code} } }; const table: Record<string, () => void> = { ...common${whole ? ', ...admin' : ''} }; table[${UNKNOWN}]?.(); ${whole ? '' : 'void Object.keys(common); '}})()`,
    })),
  },
];
