import type { FilePath } from '../../../core/model.ts';
import type { FnIndex, Val } from '../../../facts/program/model.ts';
import type { ClassId } from '../../calls/model.ts';
import type { Put } from '../follow/trace.ts';
import { nameOf } from '../when/callbacks.ts';
import type { World } from '../world.ts';

const MAX_DEPTH = 5;
const MAX_CALLERS = 8;

/** A place that puts a section into a name or a field: the caller's, where a constructor is handed the section. */
export interface Maker extends Put {
  readonly into: Into;
  /** Where the section is made. */
  readonly madeAt: { readonly file: FilePath; readonly s: number };
}

type Into = { readonly k: 'decl'; readonly file: FilePath; readonly d: number } | { readonly k: 'field'; readonly cls: ClassId; readonly name: string };
type Filling = Put & { readonly v: Val };

/** Who fills the name or field that stands there with what one of `makers` yields; none where something else fills it too. */
export function makersOf(world: World, file: FilePath, fn: FnIndex, leaf: Val, makers: readonly string[]): readonly Maker[] {
  const into = placeOf(world, file, fn, leaf);
  if (!into) return [];
  const puts = into.k === 'decl' ? putsInDecl(world, into.file, into.d) : putsInField(world, into.cls, into.name);
  const found = puts.map(put => sectionsIn(world, put, makers, 0).map(({ madeAt, ...by }): Maker => ({ ...by, into, madeAt })));
  return found.some(each => each.length === 0) ? [] : found.flat();
}

function placeOf(world: World, file: FilePath, fn: FnIndex, leaf: Val): Into | undefined {
  if (leaf.k === 'prop') {
    const cls = world.members.classOf(file, fn, leaf.o);
    return cls === undefined ? undefined : { k: 'field', cls, name: leaf.n };
  }
  if (leaf.k !== 'ref' || leaf.d < 0) return undefined;
  if (world.facts(file).decls[leaf.d]!.k !== 'import') return { k: 'decl', file, d: leaf.d };
  const binding = world.modules.binding(file, leaf.d);
  return binding?.k === 'decl' ? { k: 'decl', file: binding.file, d: binding.decl } : undefined;
}

function putsInDecl(world: World, file: FilePath, d: number): readonly Filling[] {
  const facts = world.facts(file);
  const decl = facts.decls[d]!;
  return [
    ...(decl.init && !isEmpty(decl.init) ? [{ v: decl.init, file, fn: decl.fn, loop: decl.loop, g: decl.g, s: decl.s }] : []),
    ...facts.writes.flatMap(({ t, v, ...by }) => (t.k === 'ref' && t.d === d && v && !isEmpty(v) ? [{ v, file, fn: by.fn, loop: by.loop, g: by.g, s: by.s, op: by.op }] : [])),
  ];
}

function putsInField(world: World, cls: ClassId, name: string): readonly Filling[] {
  const node = world.graph.classes[cls]!;
  const facts = world.facts(node.file);
  const field = facts.classes[node.cls]!.fields.find(each => each.n === name);
  const holder = facts.fns.findIndex(each => each.cls === node.cls && each.k === (field?.isStatic ? 'static' : 'field'));
  const { ctor } = facts.classes[node.cls]!;
  return [
    ...(field?.init && !isEmpty(field.init) ? [{ v: field.init, file: node.file, fn: Math.max(0, holder), loop: -1, g: -1, s: field.s }] : []),
    ...(field?.param !== undefined && ctor !== undefined
      ? [{ v: { k: 'ref', n: name, d: field.param, s: field.s, e: field.e } as const, file: node.file, fn: ctor, loop: -1, g: -1, s: field.s }]
      : []),
    ...world.members
      .writesOf(cls, name)
      .flatMap(({ file, write }) =>
        write.v && !isEmpty(write.v) ? [{ v: write.v, file, fn: write.fn, loop: write.loop, g: write.g, s: write.s, op: write.op }] : [],
      ),
  ];
}

/** The sections a value can be; none when it can be something else. */
function sectionsIn(world: World, put: Filling, makers: readonly string[], depth: number): readonly Omit<Maker, 'into'>[] {
  const { v, ...by } = put;
  if (depth > MAX_DEPTH) return [];
  const facts = world.facts(put.file);
  const next = (to: Filling): readonly Omit<Maker, 'into'>[] => sectionsIn(world, to, makers, depth + 1);
  switch (v.k) {
    case 'await': return next({ ...put, v: v.v });
    case 'op': return /^(\?\?|\|\||default)$/.test(v.o) ? next({ ...put, v: v.o === 'default' ? v.a[0]! : v.a.at(-1)! }) : [];
    case 'call': {
      const call = facts.calls[v.c]!;
      if (makers.includes(nameOf(call.callee))) return [{ ...by, madeAt: { file: put.file, s: call.s } }];
      const [target, ...others] = world.graph.targets(put.file, v.c);
      if (target === undefined || others.length > 0) return [];
      const home = world.graph.fileOf(target);
      const index = world.graph.indexOf(target);
      const returns = world.facts(home).fns[index]!.returns;
      const [returned] = returns;
      if (returns.length !== 1 || !returned?.v) return [];
      // The helper runs when it is called, so the place is that of the call.
      return sectionsIn(world, { ...by, v: returned.v, file: home, fn: index }, makers, depth + 1).map(each => ({ ...each, ...by }));
    }
    case 'ref': {
      const decl = v.d < 0 ? undefined : facts.decls[v.d]!;
      if (decl?.k === 'param') return handedIn(decl.fn, facts.fns[decl.fn]!.params.indexOf(v.d));
      return decl?.init && decl.k === 'const' ? next({ ...put, v: decl.init }) : [];
    }
    default: return [];
  }

  function handedIn(f: FnIndex, i: number): readonly Omit<Maker, 'into'>[] {
    const node = facts.fns[f]!;
    const places = node.k === 'constructor' && node.cls !== undefined ? world.members.constructions(world.graph.classId(put.file, node.cls)) : world.graph.callers(world.graph.idOf(put.file, f));
    const callers = places.filter(each => !world.isTest(each.file));
    if (i < 0 || callers.length === 0 || callers.length > MAX_CALLERS) return [];
    const found = callers.map(each => {
      const call = world.facts(each.file).calls[each.call]!;
      const arg = call.args[i];
      return arg ? next({ v: arg, file: each.file, fn: call.fn, loop: call.loop, g: call.g, s: call.s }) : [];
    });
    return found.some(each => each.length === 0) ? [] : found.flat();
  }
}

const isEmpty = (v: Val): boolean => v.k === 'undef' || (v.k === 'lit' && !v.v);
