import type { ProgramFacts, Val } from '../../facts/program/model.ts';
import type { Linker } from './linker.ts';
import type { ClassId, ClassNode } from './model.ts';
import type { Sink } from './sink.ts';

/**
 * Static getters and setters run where they are read or written (`Backup.instance.start()`), not when their class is
 * constructed: a lazy singleton is constructed by its own getter.
 */
export const collectStaticAccessors = (linker: Linker, file: string, facts: ProgramFacts, sink: Pick<Sink, 'edge'>): void => {
  const names = staticAccessorsOf(linker);
  if (names.size === 0) return;
  const look = (value: Val, fn: number, g: number): void => {
    for (let at = value; at.k === 'prop' || at.k === 'elem'; at = at.o) {
      if (at.k === 'prop' && names.has(at.n)) touch(at, fn, g);
    }
  };
  const touch = (value: Extract<Val, { k: 'prop' }>, fn: number, g: number): void => {
    const owner = ownerOf(linker, file, fn, value.o);
    for (let at = owner, hops = 0; at !== undefined && hops < MAX_BASES; at = linker.classes[at]?.base, hops++) {
      const node = linker.classes[at];
      const accessors = node ? accessorsOf(linker, node).filter(each => each.n === value.n) : [];
      for (const each of accessors) sink.edge(linker.ids.fn(file, fn), { to: linker.ids.fn(node!.file, each.fn), g, strength: 'strong', deferred: false, s: value.s });
      if (accessors.length > 0) return;
    }
  };
  for (const { v, fn, g } of facts.reads) look(v, fn, g);
  for (const { callee, fn, g } of facts.calls) look(callee, fn, g);
  for (const { t, fn, g } of facts.writes) look(t, fn, g);
};

const MAX_BASES = 20;

/** The class that a value is itself, or whose static code `this` stands in. */
const ownerOf = ({ ids, values }: Linker, file: string, fn: number, value: Val): ClassId | undefined => {
  const origin = values.origin({ file, fn }, value);
  return (origin.k === 'class' || origin.k === 'this') && origin.path.length === 0 ? ids.cls(origin.file, origin.cls) : undefined;
};

const accessorsOf = ({ ids }: Linker, { file, cls }: ClassNode) =>
  (ids.facts[ids.fileIndex(file)]?.classes[cls]?.methods ?? []).filter(({ isStatic, kind }) => isStatic === 1 && (kind === 'getter' || kind === 'setter'));

const known = new WeakMap<readonly ClassNode[], ReadonlySet<string>>();

/** Names of all static accessors: most programs have few, and most chains none of them. */
const staticAccessorsOf = (linker: Linker): ReadonlySet<string> => {
  let names = known.get(linker.classes);
  if (!names) known.set(linker.classes, (names = new Set(linker.classes.flatMap(node => accessorsOf(linker, node).map(each => each.n)))));
  return names;
};
