import type { FilePath } from '../../../core/model.ts';
import type { ProgramFacts } from '../../../facts/program/model.ts';
import type { CallGraph, FnId } from '../../calls/model.ts';

/** By the name of an option, the functions that tell something outside the program another value of it: `x.setLimit(1)`, `x.limit = 1`. */
export function tellingIn(files: readonly FilePath[], facts: (file: FilePath) => ProgramFacts, graph: CallGraph): (option: string) => readonly FnId[] {
  let index: Map<string, FnId[]> | undefined;
  return option => (index ??= build()).get(option.toLowerCase()) ?? [];

  function build(): Map<string, FnId[]> {
    const found = new Map<string, FnId[]>();
    const note = (name: string, fn: FnId): void => {
      const list = found.get(name.toLowerCase());
      if (list) list.push(fn);
      else found.set(name.toLowerCase(), [fn]);
    };
    for (const file of files) {
      const { calls, writes } = facts(file);
      calls.forEach(({ callee, fn }, c) => {
        const option = callee.k === 'prop' ? SETTER.exec(callee.n)?.[1] : undefined;
        if (option !== undefined && graph.targets(file, c).length === 0) note(option, graph.idOf(file, fn));
      });
      for (const { t, fn } of writes) if (t.k === 'prop') note(t.n, graph.idOf(file, fn));
    }
    return found;
  }
}

const SETTER = /^(?:set|update|change)([A-Z]\w*)$/;
