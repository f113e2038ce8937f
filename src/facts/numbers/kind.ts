import type { FactKind } from '../../core/model.ts';
import type { NumberFacts } from './model.ts';

/** Numbers in places that decide something, and the constants that may stand there. */
export const numbers: FactKind<'numbers', NumberFacts> = {
  id: 'numbers',
  version: 5,
  // A file without a digit still uses constants of other files.
  mayOccur: () => true,
  empty: { purpose: 'code', uses: [], named: [], parameters: [], supplied: [], settings: [] },
};
