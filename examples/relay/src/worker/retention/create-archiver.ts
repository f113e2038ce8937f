import type { ConfigResolver } from '../../settings/resolver.ts';
import { Archiver } from './archiver.ts';
import type { RetentionSweep } from './sweep.ts';

/** The archiver of this process, or null where the operator wants none. */
export async function createArchiver(resolver: ConfigResolver, directory: string, sweep: RetentionSweep): Promise<Archiver | null> {
  const enabled = await resolver.getBool('archive', 'enabled');
  if (!enabled) return null;
  return new Archiver(resolver, directory, sweep);
}
