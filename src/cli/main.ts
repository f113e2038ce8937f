import { ConfigError } from '../config/config-error.ts';
import { parseArguments, type Arguments } from './arguments.ts';
import { check } from './check.ts';
import { endWith } from './ending.ts';
import { processIo, type Io } from './streams.ts';
import { surroundings } from './surroundings.ts';

/**
 * Runs one command line and says with which code the process ends. Help, the version and mistakes in the
 * configuration load neither rules nor the parser: every command but the usual one is imported when it is reached.
 * What an unchanged `check` runs is imported at once, because loading a file costs more than loading what is in it.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await run(parseArguments(argv), io);
  } catch (thrown) {
    if (thrown instanceof ConfigError) io.err.write(thrown.problems.map(problem => `ghostwire: ${problem}\n`).join(''));
    else io.err.write(`ghostwire: failed, and this is a bug in ghostwire\n${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`);
    return 2;
  }
}

/** What `bin/ghostwire.js` calls. */
export async function runProcess(): Promise<void> {
  hideTypeless();
  await endWith(() => main(process.argv.slice(2), processIo(surroundings())));
}

/** Where the manifest has no `type`, Node would tell on every run that it looked twice at the configuration. */
function hideTypeless(): void {
  const shown = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', warning => {
    if (!('code' in warning && warning.code === 'MODULE_TYPELESS_PACKAGE_JSON')) for (const show of shown) show(warning);
  });
}

async function run(args: Arguments, io: Io): Promise<number> {
  if (args.has('help')) {
    const { help } = await import('./help.ts');
    io.out.write(help(args.command));
    return 0;
  }
  if (args.has('version')) {
    const { version } = await import('./version.ts');
    io.out.write(`${version()}\n`);
    return 0;
  }
  switch (args.command) {
    case 'check':
      return check(args, io);
    case 'explain':
      return (await import('./explain.ts')).explain(args, io);
    case 'settings':
      return (await import('./settings.ts')).settings(args, io);
    case 'init':
      return (await import('./init.ts')).init(args, io);
    case 'rules':
      return (await import('./rules.ts')).rules(args, io);
    case 'allow':
      return (await import('./allow.ts')).allow(args, io);
    case 'fix':
      return (await import('./fix.ts')).fix(args, io);
  }
}
