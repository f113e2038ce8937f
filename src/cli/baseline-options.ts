import { ConfigError } from '../config/config-error.ts';
import type { RunRequest } from '../engine/request.ts';
import type { Arguments } from './arguments.ts';
import type { Surroundings } from './streams.ts';

/** What the command line asks of the baselines. Refuses what would write down debt that nobody looked at. */
export function baselineRequest(args: Arguments, { ci }: Surroundings, narrowed: boolean): RunRequest['baseline'] {
  const [update, prune] = [args.has('update-baseline'), args.has('prune-baseline')];
  const option = update ? '--update-baseline' : '--prune-baseline';
  if (update && prune) throw new ConfigError('`--update-baseline` already drops what nothing matches; leave out `--prune-baseline`');
  if ((update || prune) && narrowed) throw new ConfigError(`\`${option}\` rewrites the whole baseline and cannot be narrowed by paths; leave the paths out`);
  const reason = args.value('approve');
  if (reason !== undefined && !update) throw new ConfigError('`--approve` belongs to `--update-baseline`; give both or neither');
  if (reason !== undefined && saysNothing(reason)) throw new ConfigError('the reason of `--approve` says nothing; write why new debt is accepted');
  if (update && ci && reason === undefined) {
    throw new ConfigError('`--update-baseline` is refused because `CI` is set; update on your own machine and commit the file, or give `--approve "<reason>"`');
  }
  return { write: update ? 'update' : prune ? 'prune' : 'none', strict: args.has('strict-baseline') };
}

const saysNothing = (reason: string): boolean => /^\W*$|^(todo|tbd|fixme|xxx|reason|n\/a|none|because|ok|yes)\W*$/i.test(reason.trim());
