import { defineAnalysis } from '../../core/model.ts';
import { program } from '../../facts/program/kind.ts';
import { entries } from '../entries/analysis.ts';
import { modules } from '../modules/analysis.ts';
import { values } from '../values/analysis.ts';
import { allUsesOf } from './all-uses.ts';
import { classNodes } from './classes.ts';
import { contentsOf } from './contents.ts';
import { edgeTables } from './edge-tables.ts';
import { eventsOf, type Events } from './events.ts';
import { collectEdges } from './file-edges.ts';
import { holdersOf } from './functions.ts';
import { idleFunctions } from './idle-objects.ts';
import { numberFunctions, type Ids } from './ids.ts';
import { lazyOf } from './lazy.ts';
import type { Linker } from './linker.ts';
import { memberNamesOf } from './member-names.ts';
import type { CallGraph, ClassNode } from './model.ts';
import { signals } from './signals.ts';

/** Who calls, constructs and hands on what: one graph over all files, edges graded by how sure they are. */
export const calls = defineAnalysis({
  id: 'calls',
  needs: [program, modules, values, entries],
  compute(inputs): CallGraph {
    const ids = numberFunctions(inputs.files, file => inputs.table(program, file));
    const known = inputs.model(values);
    const classes = classNodes(ids, known);
    // What tests call says nothing about what boots, and a value that only a test passes is no value of the program.
    const tests = new Set(inputs.files.flatMap(file => (file.test ? [file.path] : [])));
    const waited = signals();
    const events = eventsOf(ids, known, classes, waited, file => tests.has(file));
    const offered = new Set(inputs.model(entries).groups.flatMap(group => group.entries.flatMap(each => (each.exportsLive ? [each.file] : []))));
    const allUses = allUsesOf(ids, inputs.model(modules), file => tests.has(file), file => offered.has(file));
    const lazy = lazyOf(ids, known, allUses, waited);
    const holders = ids.facts.map((facts, f) => (tests.has(ids.files[f] ?? '') ? undefined : holdersOf(facts, idleFunctions(ids, known, allUses, ids.files[f] ?? '', facts))));
    const linker: Linker = {
      ids,
      values: known,
      modules: inputs.model(modules),
      classes: withListeners(classes, ids, events),
      events,
      lazy,
      contents: contentsOf(ids, known, allUses),
      members: memberNamesOf(ids, classes, holders),
    };
    const { sink, graph } = edgeTables(ids, linker.classes);
    holders.forEach((held, f) => { if (held) collectEdges(linker, ids.files[f] ?? '', ids.facts[f] ?? program.empty, held, sink); });
    return graph(waited);
  },
});

/** Listeners by decorator wait for what they listen to. */
const withListeners = (classes: readonly ClassNode[], ids: Ids, events: Events): readonly ClassNode[] => classes.map(node => {
  if (node.decorated.length === 0) return node;
  const cls = ids.facts[ids.fileIndex(node.file)]?.classes[node.cls];
  const waits = new Map(node.waits);
  for (const { fn, decorators } of cls?.methods ?? []) {
    const heard = decorators.map(each => events.heardByDecorator(node.file, cls?.fn ?? 0, each));
    if (heard.length > 0 && heard.every(each => each !== undefined)) waits.set(ids.fn(node.file, fn), heard.map(signal => ({ signal })));
  }
  return waits.size === node.waits.size ? node : { ...node, waits };
});
