import { quoted, simpleCommands } from './shell-words.ts';

/** Where a command runs: the directory it changed to, as written ('' for none), and the package it was sent to, by name or directory. */
interface Place {
  readonly cd: string;
  readonly of?: string;
  readonly in?: string;
}

/** Something that a command line starts. */
export type Start = Place & (
  /** A program file, handed to an interpreter or run itself. `.` is the package of the directory. */
  | { readonly k: 'file'; readonly path: string; /** Loaded before the program (`--import`, `-r`). */ readonly preload?: true }
  /** A script of a manifest. */
  | { readonly k: 'script'; readonly name: string; /** What is handed on behind `--`, as a command line. */ readonly args?: string }
  /** The files a bundler starts from. */
  | { readonly k: 'bundle'; readonly path: string }
  /** An application of a Nest workspace; '' for the only one. */
  | { readonly k: 'nest'; readonly name: string }
);

/** What a shell text starts, in order. */
export function startsOf(text: string): readonly Start[] {
  const found: Start[] = [];
  let cd = '';
  for (const words of simpleCommands(text)) {
    if (words[0] === 'cd' && words[1] !== undefined) cd = /^[/$~]/.test(words[1]) || cd === '' ? words[1] : `${cd}/${words[1]}`;
    else found.push(...startsOfWords(words, cd));
  }
  return found;
}

/** What one command, already split into words, starts. */
export function startsOfWords(given: readonly string[], cd = ''): readonly Start[] {
  const words = unwrapped(given);
  const [first, ...rest] = words;
  if (first === undefined) return [];
  const program = first.slice(first.lastIndexOf('/') + 1);
  if (SHELLS.has(program)) return shell(rest, cd);
  if (program in INTERPRETERS) return interpreted(program, rest, cd);
  if (PACKAGE_MANAGERS.has(program)) return managed(program, rest, cd);
  if (program === 'turbo' || program === 'lerna' || program === 'nx') return []; // They run scripts of packages, which are looked at anyway.
  if (program === 'concurrently' || program === 'npm-run-all' || program === 'run-s' || program === 'run-p') return several(program, rest, cd);
  if (program === 'nest') return rest[0] === 'start' ? [{ k: 'nest', name: rest.slice(1).find(word => !word.startsWith('-')) ?? '', cd }] : [];
  if (BUNDLERS.has(program)) return rest.filter(isPath).map(path => ({ k: 'bundle', path, cd }));
  return /\.([cm]?[jt]sx?|sh)$|(^|\/)[\w-]*entrypoint$|^\.{1,2}\/([\w.-]+\/)*[\w-]+$/.test(first) && !first.includes('node_modules/') ? [{ k: 'file', path: first, cd }] : [];
}

const SHELLS = new Set(['sh', 'bash', 'ash', 'zsh', 'dash']);
const PACKAGE_MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun', 'corepack', 'npx', 'bunx', 'pnpx', 'rush', 'rushx']);
const BUNDLERS = new Set(['esbuild', 'tsup', 'tsdown', 'ncc', 'rollup', 'microbundle', 'webpack', 'parcel', 'rspack', 'pkgroll', 'bunchee', 'swc']);

/** Interpreters, with the subcommands that stand before the program. */
const INTERPRETERS: { readonly [program: string]: readonly string[] } = {
  node: ['watch'], nodejs: [], tsx: ['watch'], 'ts-node': [], 'ts-node-dev': [], tsnd: [], 'ts-node-esm': [], esr: [], esno: [], jiti: [], deno: ['run', 'serve', 'task'], nodemon: [], 'vite-node': [],
  'babel-node': [], 'swc-node': [], electron: [], forever: ['start'], pm2: ['start', 'restart', 'reload', 'startOrReload'], 'pm2-runtime': ['start'], 'pm2-docker': ['start'], 'esbuild-register': [], 'tsc-watch': [], 'bun-file': [],
  wrangler: ['dev', 'deploy', 'publish'],
};

/** Options of interpreters that take their value as a word of its own. */
const VALUED = new Set([
  '-P', '--project', '-O', '--compiler-options', '-C', '--conditions', '--env-file', '--env-file-if-exists', '--tsconfig', '--watch-path',
  '--include', '--exclude', '--ignore', '-w', '--watch-dir', '-e', '--ext',
  '--eval', '-p', '--print', '-i', '--instances', '-n', '--name', '--config', '-c', '--delay', '--cwd', '--title', '--max-old-space-size',
  '--stack-size', '--inspect-port', '--port', '--host', '--signal', '--env', '--only', '--script', '--options',
]);
const PRELOADS = new Set(['-r', '--require', '--import', '--loader', '--experimental-loader', '--preload']);

const interpreted = (program: string, words: readonly string[], cd: string): readonly Start[] => {
  const subcommands = INTERPRETERS[program] ?? [];
  const found: Start[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const [, option, value] = /^(--?[\w-]+)=(.*)$/s.exec(word) ?? [];
    if (word === '-x' || word === '--exec' || word === '--onSuccess' || option === '--exec' || option === '--onSuccess') {
      const command = value ?? words[++i] ?? '';
      // `nodemon --exec ts-node src/x.ts`: what follows is handed to the command.
      return startsOf([command, ...words.slice(i + 1).filter(isPath)].join(' '));
    }
    if (PRELOADS.has(option ?? word)) {
      const path = value ?? words[++i] ?? '';
      if (/^\.{0,2}\//.test(path)) found.push({ k: 'file', path, cd, preload: true });
    } else if ((word === '-e' && program === 'node') || word === '--eval' || word === '-p') return found;
    else if (word.startsWith('-')) {
      if (VALUED.has(word) || (word === '--watch' && program === 'nodemon')) i++;
    } else if (!subcommands.includes(word)) return /^[$%]/.test(word) ? found : [...found, { k: 'file', path: word, cd }, ...handedToBuilder(word, words.slice(i + 1), cd)];
  }
  return found;
};

/** `node scripts/esbuild.mjs -e server/index.ts -o dist/server.mjs`: a builder of the program's own is told what it bundles. */
const handedToBuilder = (builder: string, words: readonly string[], cd: string): readonly Start[] =>
  /(build|bundle|rollup|webpack|rspack|tsup)[^/]*$/i.test(builder) ? words.filter(word => /^[^-].*\.[cm]?tsx?$/.test(word)).map(path => ({ k: 'bundle', path, cd })) : [];

const shell = (words: readonly string[], cd: string): readonly Start[] => {
  const at = words.findIndex(word => /^-\w*c$/.test(word));
  if (at >= 0) return startsOf(words[at + 1] ?? '').map(each => (cd === '' || each.cd !== '' ? each : { ...each, cd }));
  const file = words.find(word => !word.startsWith('-'));
  return file === undefined ? [] : [{ k: 'file', path: file, cd }];
};

const NOT_SCRIPTS = new Set([
  'install', 'i', 'ci', 'add', 'remove', 'rm', 'publish', 'pack', 'link', 'config', 'cache', 'audit', 'version', 'init', 'create', 'update', 'up',
  'why', 'prune', 'rebuild', 'store', 'deploy', 'set', 'fetch', 'dedupe', 'outdated', 'list', 'ls', 'import', 'enable', 'prepare', 'test', 't',
  'info', 'view', 'plugin', 'self-update', 'build',
]);

/** `npm run x`, `pnpm --filter y start`, `yarn workspace y x`, `npx x …`, `pnpm exec x …`. */
const managed = (program: string, given: readonly string[], cd: string): readonly Start[] => {
  let of: string | undefined;
  let inside: string | undefined;
  let runs = false;
  const placed = (starts: readonly Start[]): readonly Start[] =>
    starts.map(start => ({ ...start, ...(of === undefined ? {} : { of: of.replace(/^\.\.\.|\.\.\.$|\^/g, '') }), ...(inside === undefined ? {} : { in: inside }) }));
  for (let i = 0; i < given.length; i++) {
    const word = given[i]!;
    const [, option = word, value] = /^(--?[\w-]+)=(.*)$/s.exec(word) ?? [];
    if (['--filter', '-F', '-w', '--workspace'].includes(option) && !(program === 'pnpm' && option === '-w')) of = value ?? given[++i];
    else if (['-C', '--dir', '--prefix', '--cwd'].includes(option)) inside = value ?? given[++i];
    else if (word === 'workspace') of = given[++i];
    else if (word.startsWith('-')) continue;
    else if (word === 'run' || word === 'run-script') runs = true;
    else if (['exec', 'dlx', 'x'].includes(word) && !runs) return placed(startsOfWords(given.slice(i + 1).filter((each, j) => j > 0 || each !== '--'), cd));
    else if (program === 'npx' || program === 'bunx' || program === 'pnpx') return placed(startsOfWords(given.slice(i), cd));
    else if (program === 'bun' && isPath(word)) return placed([{ k: 'file', path: word, cd }]);
    else if (program === 'bun' && word === 'build' && !runs) return placed(given.slice(i + 1).filter(isPath).map(path => ({ k: 'bundle', path, cd })));
    else if (!runs && (word in INTERPRETERS || BUNDLERS.has(word) || word === 'nest' || word === 'concurrently')) return placed(startsOfWords(given.slice(i), cd));
    else return runs || !NOT_SCRIPTS.has(word) || (word === 'build' && program !== 'npm') ? placed([{ k: 'script', name: word, cd, ...handedOn(given.slice(i + 1)) }]) : [];
  }
  return [];
};

const handedOn = (words: readonly string[]): { readonly args?: string } => {
  const args = words.slice(words.indexOf('--') + 1);
  return words.includes('--') && args.length > 0 ? { args: args.map(quoted).join(' ') } : {};
};

/** `concurrently "npm:x" "node y"`, `run-p a b`. */
const several = (program: string, words: readonly string[], cd: string): readonly Start[] =>
  words.flatMap((word, i): readonly Start[] => {
    if (word.startsWith('-') || (/^-(n|c|-names|-prefix-colors|-kill-signal|s|-success)$/.test(words[i - 1] ?? '') && program === 'concurrently')) return [];
    if (program !== 'concurrently') return [{ k: 'script', name: word, cd }];
    const script = /^(?:npm|yarn|pnpm|bun):(.+)$/.exec(word)?.[1];
    return script === undefined ? startsOf(word) : [{ k: 'script', name: script, cd }];
  });

/** Programs that only run another one. Those that name it behind `--` are found by that. */
const WRAPPERS = new Set([
  'env', 'cross-env', 'cross-env-shell', 'dumb-init', 'tini', 'catatonit', 'exec', 'nice', 'caffeinate', 'dotenvx', 'env-cmd', 'dotenv', 'doppler',
  'infisical', 'op', 'dd-trace-run', 'wait-for-it', 'start-server-and-test', 'run-if', 'sudo', 'stdbuf', 'c8', 'nyc', 'tsc-watch', 'su-exec', 'gosu',
  'setpriv', 'opentelemetry-instrument', 'newrelic', 'heroku',
]);

const unwrapped = (words: readonly string[]): readonly string[] => {
  const program = words[0]?.slice(words[0].lastIndexOf('/') + 1) ?? '';
  const dashes = words.indexOf('--');
  const isKnown = (word: string): boolean => {
    const name = word.slice(word.lastIndexOf('/') + 1);
    return name in INTERPRETERS || PACKAGE_MANAGERS.has(name) || SHELLS.has(name) || name === 'nest' || name === 'concurrently';
  };
  if (isKnown(words[0] ?? '') && !WRAPPERS.has(program)) return words;
  if (dashes > 0 && dashes + 1 < words.length) return unwrapped(words.slice(dashes + 1));
  if (!WRAPPERS.has(program)) return words;
  const next = words.findIndex((word, i) => i > 0 && isKnown(word));
  if (next > 0) return unwrapped(words.slice(next));
  const rest = words.slice(1).findIndex(word => !word.startsWith('-') && !/^[A-Za-z_]\w*=/.test(word));
  return rest < 0 ? [] : unwrapped(words.slice(rest + 1));
};

const isPath = (word: string): boolean => !word.startsWith('-') && /\.([cm]?[jt]sx?)$/.test(word);
