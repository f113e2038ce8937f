import { defineAnalysis } from '../../core/model.ts';
import { program } from '../../facts/program/kind.ts';
import { modules } from '../modules/analysis.ts';
import { values } from '../values/analysis.ts';
import { classNodes } from './classes.ts';
import { eventsOf, type Events } from './events.ts';
import { collectEdges, type Sink } from './file-edges.ts';
import { numberFunctions, type Ids } from './ids.ts';
import type { CallGraph, ClassNode, Edge, FnId, Instantiation, Named, NamedCall } from './model.ts';
import type { Linker } from './targets.ts';

const NONE: readonly never[] = [];

/** Who calls, constructs and hands on what: one graph over all files, edges graded by how sure they are. */
export const calls = defineAnalysis({
  id: 'calls',
  needs: [program, modules, values],
  compute(inputs): CallGraph {
    const ids = numberFunctions(inputs.files, file => inputs.table(program, file));
    const known = inputs.model(values);
    const classes = classNodes(ids, known);
    // What tests call says nothing about what boots, and a value that only a test passes is no value of the program.
    const tests = new Set(inputs.files.flatMap(file => (file.test ? [file.path] : [])));
    const events = eventsOf(ids, known, classes, file => tests.has(file));
    const linker: Linker = { ids, values: known, modules: inputs.model(modules), classes: withoutMute(classes, ids, events), events };
    const edges: (Edge[] | undefined)[] = [];
    const instantiations: (Instantiation[] | undefined)[] = [];
    const namedCalls: (NamedCall[] | undefined)[] = [];
    const named = new Map<string, Named[]>();
    const targets = new Map<string, FnId[][]>();
    const callers: ({ file: string; call: number }[] | undefined)[] = [];
    const escaping = new Set<FnId>();
    const sink: Sink = {
      edge: (from, edge) => void (edges[from] ??= []).push(edge),
      instantiate: (from, each) => void (instantiations[from] ??= []).push(each),
      call: (from, call) => void (namedCalls[from] ??= []).push(call),
      member: (name, fn, maker) => push(named, name, { fn, maker }),
      target: (file, call, fn) => {
        let ofFile = targets.get(file);
        if (!ofFile) targets.set(file, (ofFile = []));
        (ofFile[call] ??= []).push(fn);
        (callers[fn] ??= []).push({ file, call });
      },
      escape: fn => void escaping.add(fn),
    };
    linker.classes.forEach((node, cls) => node.members.forEach((fn, name) => push(named, name, { fn, of: cls })));
    ids.files.forEach((file, f) => { if (!tests.has(file)) collectEdges(linker, file, ids.facts[f] ?? program.empty, sink); });
    const signalling = events.signalling();
    return {
      files: ids.files, size: ids.fns, classes: linker.classes,
      idOf: ids.fn,
      classId: ids.cls,
      fileOf: fn => ids.files[ids.fileOfFn(fn)] ?? '',
      indexOf: fn => fn - (ids.fnBase[ids.fileOfFn(fn)] ?? 0),
      edges: fn => edges[fn] ?? NONE,
      instantiations: fn => instantiations[fn] ?? NONE,
      namedCalls: fn => namedCalls[fn] ?? NONE,
      signals: fn => signalling.get(fn) ?? NONE,
      named: name => named.get(name) ?? NONE,
      targets: (file, call) => targets.get(file)?.[call] ?? NONE,
      callers: fn => callers[fn] ?? NONE,
      escapes: fn => escaping.has(fn),
    };
  },
});

/** Listeners by decorator that can never hear anything are called by nobody. */
const withoutMute = (classes: readonly ClassNode[], ids: Ids, events: Events): readonly ClassNode[] => classes.map(node => {
  if (node.decorated.length === 0) return node;
  const cls = ids.facts[ids.fileIndex(node.file)]?.classes[node.cls];
  const mute = new Set(cls?.methods.flatMap(({ fn, decorators }) => (decorators.length === 1 && decorators.every(each => events.isMuteDecorator(node.file, cls.fn, each)) ? [ids.fn(node.file, fn)] : [])));
  return mute.size === 0 ? node : { ...node, decorated: node.decorated.filter(fn => !mute.has(fn)) };
});

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};
