import type { FactKind } from '../../core/model.ts';
import type { ProgramFacts } from './model.ts';

/** What a file declares, calls, reads and writes, and under which conditions. */
export const program: FactKind<'program', ProgramFacts> = {
  id: 'program',
  version: 8,
  mayOccur: () => true,
  empty: {
    imports: [], exports: [], decls: [], fns: [], classes: [], enums: [], shapes: [], calls: [], guards: [], loops: [],
    writes: [], reads: [], throws: [], hasCode: false, directives: [],
  },
};
