import type { Step } from '../../core/model.ts';
import type { Decl, TypeRef } from '../../facts/program/model.ts';
import type { ClassId, FnId } from '../calls/model.ts';
import type { Values } from '../values/model.ts';
import type { Told } from './witness.ts';

const MAX_STEPS = 6;

/** Why a function that nothing reaches is not: who alone would call it, up to what nobody calls or constructs. */
export const missingLink = (told: Told, start: FnId): readonly Step[] => {
  const { graph, reach, facts, line } = told;
  const steps: Step[] = [];
  const seen = new Set<FnId>();
  for (let at: FnId | undefined = start; at !== undefined && !seen.has(at) && steps.length < MAX_STEPS;) {
    seen.add(at);
    const file = graph.fileOf(at);
    const node = facts(file).fns[graph.indexOf(at)];
    const cls = node?.cls === undefined ? undefined : graph.classId(file, node.cls);
    if (cls !== undefined && !reach.any.instantiated(cls)) return [...steps, ...unconstructed(told, cls)];
    const callers: readonly { readonly from: FnId; readonly s: number }[] = told.callersOf(at).filter(each => !seen.has(each.from));
    const [caller] = callers;
    if (!caller) {
      const what = node?.k === 'module' ? 'nothing loads this file' : `nothing calls \`${node?.owner ?? '<module>'}\``;
      return [...steps, { file, line: line(file, node?.s ?? 0), text: what }];
    }
    const from = graph.fileOf(caller.from);
    const owner = facts(from).fns[graph.indexOf(caller.from)]?.owner ?? '<module>';
    steps.push({ file: from, line: line(from, caller.s), text: `called from \`${owner}\`${callers.length > 1 ? ` (and ${callers.length - 1} more)` : ''}, which does not run either` });
    at = caller.from;
  }
  return steps;
};

/** The class that nothing constructs, and the place that waits for an instance, when there is one. */
const unconstructed = (told: Told, cls: ClassId): Step[] => {
  const { graph, facts, line } = told;
  const node = graph.classes[cls];
  if (!node) return [];
  const at = facts(node.file).classes[node.cls];
  const place = placeFor(told, cls);
  return [
    { file: node.file, line: line(node.file, at?.s ?? 0), text: `nothing constructs \`${node.name}\`` },
    ...(place ? [{ file: place.file, line: line(place.file, place.decl.s), text: `\`${place.decl.n}\` waits for one here, and nothing but \`${place.holds}\` is ever put into it` }] : []),
  ];
};

/** `let backup: BackupService | null = null`, to which nothing else is assigned. */
export const placeFor = (told: Told, cls: ClassId): { readonly file: string; readonly decl: Decl; readonly holds: string } | undefined => {
  const { graph, facts, values } = told;
  for (const file of graph.files) {
    const table = facts(file);
    for (const [d, decl] of table.decls.entries()) {
      if (!(decl.k === 'let' || decl.k === 'var' || decl.k === 'const') || !decl.type || !isNothing(decl) || !names(values, told, file, decl.type, cls)) continue;
      const others = table.writes.filter(({ t, v }) => t.k === 'ref' && t.d === d && !(v?.k === 'undef' || (v?.k === 'lit' && v.v === null)));
      if (others.length === 0) return { file, decl, holds: decl.init?.k === 'lit' ? 'null' : 'undefined' };
    }
  }
  return undefined;
};

const isNothing = ({ init }: Decl): boolean => init === undefined || init.k === 'undef' || (init.k === 'lit' && init.v === null);

const names = (values: Values, { graph, facts }: Told, file: string, type: TypeRef, cls: ClassId): boolean => {
  const node = graph.classes[cls];
  return [type, ...(type.alts ?? [])].some(each => {
    // Cheap first: most annotations name something else, an alias of the class aside.
    const target = each.d >= 0 ? values.typeTarget(file, each) : undefined;
    const decl = target && facts(target.file).decls[target.decl];
    return node !== undefined && target?.file === node.file && decl?.k === 'class' && decl.ref === node.cls;
  });
};
