import type { FilePath } from '../../../core/model.ts';
import type { Call, Val, Write } from '../../../facts/program/model.ts';
import { rootOf } from '../../../facts/program/parts.ts';
import type { ClassId, FnId } from '../../calls/model.ts';
import type { UseIn } from '../members.ts';
import { nameOf } from '../when/callbacks.ts';
import { ownerOf } from '../world.ts';
import { keep } from './keep.ts';
import { setterOf } from './setters.ts';
import type { Flow, Put, Trace } from './trace.ts';

export function putByWrite(trace: Trace, file: FilePath, write: Write, flow: Flow): void {
  const { t } = write;
  if ('s' in t && trace.world.setBy.place(file, t.s, t.e)) return trace.ignore();
  const put: Put = { file, fn: write.fn, loop: write.loop, g: write.g, s: write.s, op: write.op };
  putAt(trace, file, write.t, flow, put);
}

/** Puts it into what an expression names. */
export function putAt(trace: Trace, file: FilePath, target: Val, flow: Flow, put: Put): void {
  if (target.k === 'ref') return target.d < 0 ? trace.add('unknown', 'variable', `kept in the global \`${target.n}\``, flow) : putInDecl(trace, file, target.d, flow, put);
  if (target.k === 'elem') return putAt(trace, file, target.o, { ...flow, path: ['*', ...flow.path] }, put);
  if (target.k !== 'prop') return trace.add('unknown', 'local', 'kept in what a call yields', flow);
  const cls = trace.world.members.classOf(file, put.fn, target.o);
  if (cls !== undefined) return putInField(trace, cls, target.n, flow, put);
  putAt(trace, file, target.o, { ...flow, path: [target.n, ...flow.path] }, put);
}

export function putInDecl(trace: Trace, file: FilePath, d: number, flow: Flow, put: Put): void {
  const facts = trace.world.facts(file);
  const decl = facts.decls[d]!;
  if (decl.k === 'import') {
    const binding = trace.world.modules.binding(file, d);
    if (binding?.k === 'decl') return putInDecl(trace, binding.file, binding.decl, flow, put);
    return trace.add('unknown', 'variable', `kept in \`${decl.n}\` of another package`, flow);
  }
  if (decl.k === 'param') {
    facts.classes.forEach((cls, c) => cls.fields.forEach(field => { if (field.param === d) putInField(trace, trace.world.graph.classId(file, c), field.n, flow, put); }));
  }
  const first = flow.path[0];
  const assigners = lazily(() => [
    ...facts.writes.filter(({ t, v }) => !isEmpty(v) && (t.k === 'ref' ? t.d === d : rootedAt(t, d, first))).map(write => trace.world.graph.idOf(file, write.fn)),
    ...importersWriting(trace, file, d, first),
    ...assigningInto(trace, trace.world.usesOfDecl(file, d)),
  ]);
  keep(trace, {
    lifetime: decl.fn === 0 ? 'variable' : 'closure',
    what: decl.fn === 0 ? `the module's \`${decl.n}\`` : `\`${decl.n}\` of \`${ownerOf(trace.world, trace.world.graph.idOf(file, decl.fn))}\``,
    uses: () => trace.world.usesOfDecl(file, d),
    writers: () => [...(decl.fn === 0 ? [] : [trace.world.graph.idOf(file, decl.fn)]), ...assigners()],
    assigners,
    clearers: () => [
      ...facts.writes.filter(({ t, v, op }) => (isEmpty(v) || op === 'delete') && (t.k === 'ref' ? t.d === d : rootedAt(t, d, first))).map(write => trace.world.graph.idOf(file, write.fn)),
      ...emptiedBy(trace, trace.world.usesOfDecl(file, d)),
    ],
    touchers: () => facts.writes.filter(({ t }) => t.k === 'prop' && t.o.k === 'ref' && t.o.d === d).map(write => trace.world.graph.idOf(file, write.fn)),
    isIt: v => v.k === 'ref' && v.d === d,
    ...(decl.fn === 0 ? {} : { local: decl.fn }), ...(decl.k === 'param' && { isOfCaller: true as const }),
  }, decl.fn === 0 ? flow : { ...flow, names: new Set([...(flow.names ?? []), `${file}#${d}`]) }, put, file);
}

function importersWriting(trace: Trace, file: FilePath, d: number, first: string | undefined): FnId[] {
  if (first === undefined) return []; // Imports cannot be assigned to.
  return [...new Set(trace.world.usesOfDecl(file, d).map(each => each.file))].filter(each => each !== file).flatMap(each => {
    const facts = trace.world.facts(each);
    return facts.writes.filter(({ t }) => {
      const root = rootOf(t);
      if (t.k === 'ref' || root.k !== 'ref' || root.d < 0 || facts.decls[root.d]?.k !== 'import') return false;
      const binding = trace.world.modules.binding(each, root.d);
      return binding?.k === 'decl' && binding.file === file && binding.decl === d && rootedAt(t, root.d, first);
    }).map(write => trace.world.graph.idOf(each, write.fn));
  });
}

export function putInField(trace: Trace, cls: ClassId, name: string, flow: Flow, put: Put): void {
  const node = trace.world.graph.classes[cls]!;
  const setter = setterOf(trace.world.graph, trace.world.facts, cls, name);
  if (setter !== undefined) {
    const taken = trace.world.uses(node.file).ofParam(trace.world.graph.indexOf(setter), 0);
    for (const use of taken) trace.visit(node.file, use, flow);
    return;
  }
  const assigners = lazily(() => [
    ...trace.world.members.writesOf(cls, name).filter(each => !isEmpty(each.write.v)).map(each => each.fn).filter(fn => !node.onConstruct.includes(fn)),
    ...assigningInto(trace, trace.world.members.readsOf(cls, name)),
    ...(name === 'state' ? settingState(trace, cls, flow.path[0]) : []),
  ]);
  keep(trace, {
    lifetime: 'field',
    what: `the field \`${name}\` of \`${node.name || 'the class'}\``,
    uses: () => trace.world.members.readsOf(cls, name),
    writers: () => [...assigners(), ...node.onConstruct],
    assigners,
    clearers: () => [
      ...trace.world.members.writesOf(cls, name).filter(({ write }) => isEmpty(write.v) || write.op === 'delete').map(each => each.fn).filter(fn => !node.onConstruct.includes(fn)),
      ...emptiedBy(trace, trace.world.members.readsOf(cls, name)),
    ],
    touchers: () => trace.world.members.touchesOf(cls, name),
    isIt: v => v.k === 'prop' && v.n === name && v.o.k === 'this',
    cls,
  }, flow, put, node.file);
}

/** Functions of a component that have its `state` take a new value: `this.setState({ limit })`. */
const settingState = (trace: Trace, cls: ClassId, member: string | undefined): FnId[] => trace.world.members.readsOf(cls, 'setState').flatMap(({ file, use }) => {
  const call = use.root.k === 'callee' ? trace.world.facts(file).calls[use.root.c]! : undefined;
  const given = call?.args[0];
  const isOther = given?.k === 'obj' && member !== undefined && given.p.every(each => each.n !== '' && each.n !== member);
  return call === undefined || isOther ? [] : [trace.world.graph.idOf(file, call.fn)];
});

/** `Object.assign(this, { limit })` */
export function assignTo(trace: Trace, file: FilePath, call: Call, target: Val, flow: Flow): void {
  const [first, ...rest] = flow.path;
  const put: Put = { file, fn: call.fn, loop: call.loop, g: call.g, s: call.s };
  const cls = first === undefined ? undefined : trace.world.members.classOf(file, call.fn, target);
  if (cls !== undefined && first !== undefined) putInField(trace, cls, first, { ...flow, path: rest }, put);
  else putAt(trace, file, target, flow, put);
}

/** Functions that call `clear`, `delete` and the like on one of the places. */
const emptiedBy = (trace: Trace, uses: readonly UseIn[]): FnId[] => uses.flatMap(({ file, use }) => {
  const callee = use.root.k === 'callee' ? trace.world.facts(file).calls[use.root.c]!.callee : undefined;
  return callee?.k === 'prop' && callee.o === use.leaf && EMPTIES.test(callee.n) ? [trace.world.graph.idOf(file, use.fn)] : [];
});

/** Functions that hand one of the places to `Object.assign` to be written. */
const assigningInto = (trace: Trace, uses: readonly UseIn[]): FnId[] =>
  uses.flatMap(({ file, use }) =>
    use.root.k === 'arg' &&
    use.root.i === 0 &&
    use.around.length === 0 &&
    /^(assign|merge)$/.test(nameOf(trace.world.facts(file).calls[use.root.c]!.callee))
      ? [trace.world.graph.idOf(file, use.fn)]
      : [],
  );

const EMPTIES = /^(clear|delete|reset|evict|invalidate|purge|flush|remove|del|expire|dispose)([A-Z]\w*)?$/;

/** Clearing is not renewing. */
const isEmpty = (v: Val | undefined): boolean => v !== undefined && (v.k === 'undef' || (v.k === 'lit' && !v.v));

const lazily = <T>(make: () => readonly T[]): (() => readonly T[]) => {
  let made: readonly T[] | undefined;
  return () => (made ??= make());
};

/** The chain begins at the declaration, and takes that member first. */
function rootedAt(v: Val, d: number, first: string | undefined): boolean {
  let at = v;
  let name: string | undefined;
  while (at.k === 'prop' || at.k === 'elem') {
    name = at.k === 'prop' ? at.n : '*';
    at = at.o;
  }
  return at.k === 'ref' && at.d === d && name !== undefined && (first === undefined || name === first || name === '*' || first === '*');
}
