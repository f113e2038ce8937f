import type { ProgramFacts } from '../../facts/program/model.ts';
import { isModuleList } from './frameworks.ts';
import type { Linker } from './linker.ts';
import type { ClassId } from './model.ts';
import type { Sink } from './sink.ts';

/** Where decorators list what a container constructs: `@Module({ providers: [Mail] })`. */
export const moduleLists = ({ ids, values }: Linker, file: string, facts: ProgramFacts): List[] =>
  facts.classes.flatMap((cls, c) => (cls.decorators.length > 0 && isModuleList(values, file, facts, cls)
    ? cls.decorators.flatMap(decorator => {
        const call = decorator.k === 'call' ? facts.calls[decorator.c] : undefined;
        return call ? [{ s: call.ce, e: call.e, cls: ids.cls(file, c) }] : [];
      })
    : []));


/** What such a list names counts once the class that carries it is constructed. */
export const withinLists = (lists: readonly List[], sink: Sink): Sink => {
  const listAt = (s: number): ClassId | undefined => lists.find(list => list.s <= s && s < list.e)?.cls;
  return {
    ...sink,
    edge(from, edge) {
      const of = edge.of ?? listAt(edge.s);
      sink.edge(from, of === undefined ? edge : { ...edge, of });
    },
    instantiate(from, each) {
      const of = listAt(each.s);
      sink.instantiate(from, of === undefined ? each : { ...each, of });
    },
  };
};

interface List {
  readonly s: number;
  readonly e: number;
  readonly cls: ClassId;
}
