import type { Call, ProgramFacts, Val } from '../../facts/program/model.ts';
import type { CallGraph, ClassId } from '../calls/model.ts';
import type { ReachModel } from '../reach/model.ts';
import type { Access } from '../settings/model.ts';
import type { Values } from '../values/model.ts';

export interface Listening {
  readonly graph: CallGraph;
  readonly reach: ReachModel;
  readonly values: Values;
  facts(file: string): ProgramFacts;
}

/**
 * Whether what watches a setting can ever be told of a change. A call that registers it must run in some configuration;
 * a class that lists what it watches must be constructed, and the instance handed to somebody.
 */
export const neverRegistered = (listening: Listening): ((access: Access) => boolean) => {
  const { graph, reach } = listening;
  const known = new Map<ClassId, boolean>();
  return access => {
    if (access.mode !== 'watch' || access.test) return false;
    if (access.cls === undefined) return !reach.any.has(graph.idOf(access.file, access.fn));
    const cls = graph.classId(access.file, access.cls);
    if (!reach.any.instantiated(cls)) return true;
    const answer = known.get(cls) ?? !isHandedOn(listening, cls);
    known.set(cls, answer);
    return answer;
  };
};

/** An instance, or the class itself, goes somewhere: as an argument, into a list, a field, out of a function or a module. */
const isHandedOn = (listening: Listening, cls: ClassId): boolean => {
  const { graph, facts, values } = listening;
  const node = graph.classes[cls];
  if (!node || node.subclasses.length > 0) return true;
  const own = facts(node.file);
  // It registers itself.
  if (own.calls.some(call => own.fns[call.fn]?.cls === node.cls && mentionsIn(call, value => value.k === 'this'))) return true;
  let constructed = 0;
  for (const file of graph.files) {
    const table = facts(file);
    for (const [c, call] of table.calls.entries()) {
      if (call.k !== 'new') continue;
      const origin = values.origin({ file, fn: call.fn }, call.callee);
      if (origin.k !== 'class' || origin.path.length > 0 || graph.classId(origin.file, origin.cls) !== cls) continue;
      constructed++;
      if (isInstanceHandedOn(table, c, call)) return true;
    }
  }
  // What something else constructs, a container or a table, it also hands on.
  return constructed === 0;
};

const isInstanceHandedOn = (facts: ProgramFacts, c: number, { use }: Call): boolean => {
  if (use === 'statement' || use === 'void') return false;
  const d = facts.decls.findIndex(decl => decl.init?.k === 'call' && decl.init.c === c);
  // Anything but a variable is a way out: an argument, a list, a field, what a function returns.
  if (d < 0) return true;
  const isIt = (value: Val): boolean => value.k === 'ref' && value.d === d;
  return facts.exports.some(each => each.decl === d || (each.v !== undefined && isIt(each.v)))
    || facts.calls.some(call => mentionsIn(call, isIt))
    || facts.reads.some(read => read.use === 'value' && isIt(read.v))
    || facts.writes.some(write => write.v !== undefined && mentions(write.v, isIt))
    || facts.fns.some(fn => fn.returns.some(each => each.v !== undefined && mentions(each.v, isIt)));
};

const mentionsIn = (call: Call, isIt: (value: Val) => boolean): boolean => call.args.some(arg => mentions(arg, isIt));

/** The value itself, or one inside of which it stands; a member that is taken of it is not it. */
const mentions = (value: Val, isIt: (value: Val) => boolean): boolean => {
  if (isIt(value)) return true;
  switch (value.k) {
    case 'obj': return value.p.some(each => mentions(each.v, isIt));
    case 'arr': return value.i.some(each => mentions(each, isIt));
    case 'cond': return mentions(value.a, isIt) || mentions(value.b, isIt);
    case 'op': return value.a.some(each => mentions(each, isIt));
    case 'spread': case 'await': return mentions(value.v, isIt);
    default: return false;
  }
};
