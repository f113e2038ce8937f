import { either, folder, type Carrier } from './carrier.ts';

const UNKNOWN = 'String(process.argv[2])';

/** Ways of the language and of Node to have a function called. */
export const LANGUAGE: readonly Carrier[] = [
  {
    name: 'namespace walked with Object.values', operator: 'M7', stratum: 'registry', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import * as handlers${tag} from '${folder(tag)}/handlers'; `, at: `Object.values(handlers${tag}).forEach(handler => handler())`,
      files: { 'handlers.ts': `${imports}\n${whole ? 'export ' : ''}function digest(): void { ${code} }\nexport const idle = (): void => {};\nexport const report = (): string => digest.name;\n` },
    })),
  },
  {
    name: 'handlers walked with Object.entries', operator: 'M7', stratum: 'registry', needs: 'method',
    carry: ({ code }) => either(whole => ({
      at: `(() => { async function digest() { ${code} } async function idle() {} const handlers = { ${whole ? 'digest, ' : ''}idle }; for (const [name, handle] of Object.entries(handlers)) void handle().then(() => name); return digest.name; })()`,
    })),
  },
  {
    name: 'dynamic import of one name', operator: 'M1', stratum: 'direct', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      at: `import('${folder(tag)}/digest').then(({ ${whole ? 'start' : 'idle'} }) => ${whole ? 'start' : 'idle'}())`,
      files: { 'digest.ts': `${imports}\nexport async function start(): Promise<void> { ${code} }\nexport async function idle(): Promise<void> {}\n` },
    })),
  },
  {
    name: 'dynamic import awaited, then called', operator: 'M1', stratum: 'direct', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      at: `(async () => { const digest = await import('${folder(tag)}/digest'); await digest.${whole ? 'start' : 'idle'}(); })()`,
      files: { 'digest.ts': `${imports}\nexport async function start(): Promise<void> { ${code} }\nexport async function idle(): Promise<void> {}\n` },
    })),
  },
  {
    name: 'table of dynamic imports', operator: 'M7', stratum: 'registry', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { load as load${tag} } from '${folder(tag)}/loaders'; `, at: `load${tag}(${UNKNOWN})`,
      files: {
        'digest.ts': `${imports}\nexport default function run(): void { ${code} }\n`, 'idle.ts': 'export default function run(): void {}\n',
        'loaders.ts': `const loaders: Record<string, () => Promise<{ default: () => void }>> = {\n${whole ? "  digest: () => import('./digest'),\n" : ''}  idle: () => import('./idle'),\n};\nexport async function load(name: string): Promise<void> {\n  const loader = loaders[name];\n  if (!loader) return;\n  const loaded = await loader();\n  loaded.default();\n}\n`,
      },
    })),
  },
  {
    name: 'generator of steps', operator: 'M7', stratum: 'registry', needs: 'method',
    carry: ({ code }) => either(whole => ({
      at: `(() => { const digest = (): void => { ${code} }; function* steps(): Generator<() => void> { yield () => {}; ${whole ? 'yield digest; ' : ''}} for (const step of steps()) step(); return digest.name; })()`,
    })),
  },
  {
    name: 'generator that nobody asks', operator: 'M1', stratum: 'direct', needs: 'method',
    carry: ({ code }) => either(whole => ({
      at: `(() => { const pages = function* (): Generator<number> { ${code} yield 1; }; function* none(): Generator<number> {} for (const page of ${whole ? 'pages' : 'none'}()) console.info(page); return pages.length; })()`,
    })),
  },
  {
    name: 'wrapped by a function of higher order', operator: 'M1', stratum: 'direct', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { sendDigest as sendDigest${tag}, ping as ping${tag} } from '${folder(tag)}/digest'; `, at: `${whole ? `sendDigest${tag}` : `ping${tag}`}()`,
      files: {
        'with-retry.ts': 'export const withRetry = <A extends unknown[], R>(run: (...args: A) => Promise<R>) => async (...args: A): Promise<R> => {\n  try {\n    return await run(...args);\n  } catch {\n    return run(...args);\n  }\n};\n',
        'digest.ts': `import { withRetry } from './with-retry';\n${imports}\nexport const sendDigest = withRetry(async () => { ${code} });\nexport const ping = withRetry(async () => {});\n`,
      },
    })),
  },
  {
    name: 'middleware folded together', operator: 'M7', stratum: 'registry',
    carry: ({ code }) => either(whole => ({
      at: `(() => { type Next = () => void; const digest = (next: Next): void => { ${code} next(); }; const log = (next: Next): void => { next(); }; const chain = [log${whole ? ', digest' : ''}].reduceRight<Next>((next, step) => () => step(next), () => {}); chain(); return digest.name; })()`,
    })),
  },
  {
    name: 'AsyncLocalStorage', operator: 'M1', stratum: 'direct',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { AsyncLocalStorage as Storage${tag} } from 'node:async_hooks'; const context${tag} = new Storage${tag}<{ id: string }>(); `,
      at: `(() => { const digest = (): void => { ${code} }; const idle = (): void => {}; context${tag}.run({ id: 'x' }, ${whole ? 'digest' : 'idle'}); return digest.name; })()`,
    })),
  },
  {
    name: 'set of callbacks', operator: 'M7', stratum: 'registry',
    carry: ({ code, tag }) => either(whole => ({
      head: `const hooks${tag} = new Set<() => void>(); `,
      at: `(() => { const flush = (): void => { ${code} }; ${whole ? `hooks${tag}.add(flush); ` : ''}hooks${tag}.add(() => {}); for (const hook of hooks${tag}) hook(); return flush.name; })()`,
    })),
  },
  {
    name: 'table with a destructured receiver', operator: 'M7', stratum: 'registry', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { dispatch as dispatch${tag} } from '${folder(tag)}/dispatch'; `, at: `dispatch${tag}(${UNKNOWN})`,
      files: {
        'handlers.ts': `${imports}\nclass Digest { handle(): void { ${code} } }\nclass Idle { handle(): void {} }\nexport const digest = new Digest();\nexport const idle = new Idle();\n`,
        'dispatch.ts': `import { digest, idle } from './handlers';\nconst registry = { handlers: new Map<string, { handle(): void }>([['idle', idle]]) };\n${whole ? "registry.handlers.set('digest', digest);\n" : ''}export function dispatch(name: string): void {\n  const { handlers } = registry;\n  handlers.get(name)?.handle();\n}\nexport { digest };\n`,
      },
    })),
  },
];
