import type { Arguments } from './arguments.ts';
import { openSession } from './session.ts';
import type { Io } from './streams.ts';

/** Lists the rules with the severity they have here. */
export async function rules(args: Arguments, io: Io): Promise<number> {
  const { config, parts } = await openSession(args, io);
  const width = Math.max(...parts.rules.map(rule => rule.id.length));
  for (const rule of parts.rules) io.out.write(`${rule.id.padEnd(width)}  ${(config.rules[rule.id]?.severity ?? 'error').padEnd(5)}  ${rule.summary}\n`);
  return 0;
}
