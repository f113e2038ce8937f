import type { ProgramFacts, Val } from '../../facts/program/model.ts';
import type { CallGraph, ClassId, FnId } from '../calls/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { Site, Values } from '../values/model.ts';

export interface Exporting {
  readonly graph: CallGraph;
  readonly modules: ModuleGraph;
  readonly values: Values;
  facts(file: string): ProgramFacts;
}

/**
 * What somebody outside can call of what a file exports: functions, the members of classes, of instances and of object
 * literals (`export default { fetch() { … } }`).
 */
export const exportedFunctions = (from: Exporting, file: string): readonly FnId[] => {
  const { graph, modules, facts } = from;
  return modules.exportedNames(file).flatMap((name): readonly FnId[] => {
    const binding = modules.exported(file, name);
    if (binding?.k === 'value') return offered(from, { file: binding.file, fn: 0 }, binding.value);
    const decl = binding?.k === 'decl' ? facts(binding.file).decls[binding.decl] : undefined;
    if (binding?.k !== 'decl' || !decl) return [];
    if (decl.k === 'function' && decl.ref !== undefined) return [graph.idOf(binding.file, decl.ref)];
    if (decl.k === 'class' && decl.ref !== undefined) return membersOf(graph, graph.classId(binding.file, decl.ref));
    return decl.init ? offered(from, { file: binding.file, fn: decl.fn }, decl.init) : [];
  });
};

const MAX_DEPTH = 4;

const offered = (from: Exporting, site: Site, value: Val, depth = 0): readonly FnId[] => {
  const { graph, values } = from;
  if (depth > MAX_DEPTH) return [];
  if (value.k === 'fn') return [graph.idOf(site.file, value.f)];
  if (value.k === 'obj') return value.p.flatMap(each => offered(from, site, each.v, depth + 1));
  if (value.k === 'class') return membersOf(graph, graph.classId(site.file, value.c));
  if (value.k === 'ref' || value.k === 'prop') {
    const origin = values.origin(site, value);
    if (origin.k === 'fn' && origin.path.length === 0) return [graph.idOf(origin.file, origin.fn)];
    if (origin.k === 'class' && origin.path.length === 0) return membersOf(graph, graph.classId(origin.file, origin.cls));
    if (origin.k === 'value' && origin.path.length === 0 && origin.value !== value) return offered(from, { file: origin.file, fn: 0 }, origin.value, depth + 1);
  }
  // `export default definePlugin({ start() { … } })`: what is handed over is what is offered.
  const handed = value.k === 'call' ? (from.facts(site.file).calls[value.c]?.args ?? []).flatMap(arg => (arg.k === 'obj' ? offered(from, site, arg, depth + 1) : [])) : [];
  if (handed.length > 0) return handed;
  const cls = value.k === 'call' || value.k === 'ref' ? values.classOf(site, value) : undefined;
  return cls ? membersOf(graph, graph.classId(cls.file, cls.cls)) : [];
};

/** Classes that a file exports, which somebody outside can construct. */
export const exportedClasses = ({ graph, modules, facts }: Exporting, file: string): readonly ClassId[] =>
  modules.exportedNames(file).flatMap((name): readonly ClassId[] => {
    const binding = modules.exported(file, name);
    const decl = binding?.k === 'decl' ? facts(binding.file).decls[binding.decl] : undefined;
    return binding?.k === 'decl' && decl?.k === 'class' && decl.ref !== undefined ? [graph.classId(binding.file, decl.ref)] : [];
  });

/** Everything that constructing a class makes callable from outside. */
const membersOf = (graph: CallGraph, cls: ClassId): readonly FnId[] => {
  const node = graph.classes[cls];
  return node ? [...node.onConstruct, ...node.members.values(), ...node.statics.values()] : [];
};
