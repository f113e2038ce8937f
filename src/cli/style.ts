import type { Style } from '../core/model.ts';
import type { Arguments } from './arguments.ts';
import type { Io } from './streams.ts';

/** Colour only on a terminal, unless the user or the environment says otherwise. */
export const styleOf = (args: Arguments, { out, surroundings }: Io): Style => ({ color: !args.has('no-color') && (surroundings.color ?? out.terminal) });
