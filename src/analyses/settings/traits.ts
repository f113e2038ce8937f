import type { Vocabulary } from '../../vocabulary/model.ts';
import { slotList } from '../../vocabulary/slot.ts';
import { askedAt } from './asked.ts';
import type { Code } from './code.ts';
import type { Traits } from './model.ts';
import { externalKeys } from './setting.ts';

/** What is true of all settings of a vocabulary. */
export const traitsOf = (code: Code, { registries, accesses, join = '.', external = [], askedThrough, snapshots = [], listeners = [] }: Vocabulary, open: boolean): Traits => ({
  open, join, snapshots, listeners, ...askedAt(code, askedThrough),
  external: externalKeys({ external }),
  shared: registries.some(registry => 'unique' in registry && registry.unique === false),
  receivers: accesses.flatMap(access => ('receiver' in access ? (access.receiver?.endings ?? []) : [])),
  rewrites: accesses.some(access => access.kind === 'call' && access.rewrite !== undefined),
  namesVariables: registries.every(registry => !('env' in registry && slotList(registry.env).includes('variable'))),
});
