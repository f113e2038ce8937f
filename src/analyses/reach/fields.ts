import type { Cls } from '../../facts/program/model.ts';
import { declaringClass, isOfKin, isRedeclared } from './class-kin.ts';
import { join, NULLISH, PRESENT, UNKNOWN, type Abstract } from './defaults.ts';
import type { Along, Core } from './evaluation.ts';
import type { Known } from './sensitivity.ts';

/** What fields and getters of instances hold, over all that is assigned to them. */
export const fieldEvaluation = (core: Core, along: Along): ((file: string, c: number, n: string, path: readonly string[], depth: number) => Abstract) => {
  const { from, indexes } = core;
  const { values, calls } = from;
  const fields = new Map<string, Known<Abstract>>();

  const ofField = (file: string, c: number, n: string, path: readonly string[], depth: number): Abstract => {
    const home = declaringClass(calls, from.facts, file, c, n);
    if (!home || isRedeclared(calls, from.facts, calls.classId(home.file, home.cls), n)) return UNKNOWN;
    const entry = from.facts(home.file).classes[home.cls] as Cls;
    const method = entry.methods.find(each => each.n === n && !each.isStatic && each.kind !== 'setter');
    if (method) return path.length > 0 ? UNKNOWN : method.kind === 'getter' ? core.result(home.file, method.fn, depth, false) : PRESENT;
    const declared = entry.fields.find(each => each.n === n);
    if (!declared) return UNKNOWN;
    const parts: Abstract[] = [];
    if (declared.param !== undefined) parts.push(ofParameterProperty(home.file, declared.param, path, depth));
    else if (declared.init) parts.push(along({ file: home.file, fn: entry.ctor ?? entry.fn }, declared.init, path, depth));
    const assigned = (indexes.writes.toName.get(n) ?? []).filter(({ file: where, write }) => {
      const receiver = write.t.k === 'prop' ? values.classOf({ file: where, fn: write.fn }, write.t.o) : undefined;
      return !receiver || isOfKin(calls, calls.classId(receiver.file, receiver.cls), calls.classId(home.file, home.cls));
    });
    for (const { file: where, write } of assigned) {
      const blocked = core.guard(where, write.g, depth);
      if (blocked.holds === false) parts.push({ ...NULLISH, flags: blocked.flags });
      else parts.push(write.v && write.op === '=' ? along({ file: where, fn: write.fn }, write.v, path, depth) : UNKNOWN);
    }
    // What a field without a beginning holds until somebody fills it, and who else does (a parser, an ORM), is not seen.
    const beginsUnseen = declared.param === undefined && !declared.init && !assigned.some(({ file: where, write }) => where === home.file && write.fn === entry.ctor);
    return parts.length === 0 ? UNKNOWN : join(beginsUnseen ? [UNKNOWN, ...parts] : parts);
  };

  const ofParameterProperty = (file: string, d: number, path: readonly string[], depth: number): Abstract => {
    const decl = from.facts(file).decls[d];
    return path.length === 0 || !decl?.init ? core.declared(file, d, depth) : along({ file, fn: decl.fn }, decl.init, path, depth);
  };

  return (file, c, n, path, depth) => core.once(fields, `${file}#${c}#${n}#${path.join('\0')}`, () => ofField(file, c, n, path, depth));
};
