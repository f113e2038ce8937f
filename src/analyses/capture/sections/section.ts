import type { FilePath, Step } from '../../../core/model.ts';
import type { Call, FnIndex, Val } from '../../../facts/program/model.ts';
import type { Access } from '../../settings/model.ts';
import { putInDecl, putInField } from '../follow/put.ts';
import type { Put, Taken, Trace } from '../follow/trace.ts';
import type { End } from '../model.ts';
import type { Refresh } from '../told/refresh.ts';
import { nameOf } from '../when/callbacks.ts';
import type { Moment } from '../when/moments.ts';
import { ownerOf, type World } from '../world.ts';
import { makersOf, type Maker } from './section-makers.ts';

const MAX_DEPTH = 6;
const MAX_CALLERS = 8;

/** The name or field that holds what the read is made on. */
interface Holding {
  readonly leaf: Val;
  readonly file: FilePath;
  readonly fn: FnIndex;
  readonly at: Moment;
}

/**
 * What is read from an object that holds the values of the moment it was made (`getConfiguration('x')`, kept in a field)
 * is as old as that object: where it is kept, and whether that is renewed. None when it is made where it is read.
 */
export function sectionEnds(world: World, access: Access, refresh: Refresh, makers: readonly string[]): readonly End[] {
  if (makers.length === 0) return [];
  const trail = [...(access.call === undefined ? [] : [{ file: access.file, call: access.call }]), ...access.via];
  const inner = trail.pop();
  const receiver = access.site === 'call' && inner ? receiverOf(world.facts(inner.file).calls[inner.call]!) : access.site === 'member' ? ownerOfMember(world, access) : undefined;
  if (!receiver) return [];
  const file = inner && access.site === 'call' ? inner.file : access.file;
  const fn = inner && access.site === 'call' ? world.facts(file).calls[inner.call]!.fn : access.fn;
  const at = world.moments.at(access.file, access.fn, access.loop);
  return holdingsOf(world, { leaf: receiver, file, fn, at }, trail, makers, 0).flatMap(holding => endsIn(world, access, refresh, holding, makers));
}

/** Back from a receiver, through locals, parameters and what functions yield, to what outlives a call. */
function holdingsOf(world: World, from: Holding, trail: readonly { readonly file: FilePath; readonly call: number }[], makers: readonly string[], depth: number): readonly Holding[] {
  if (depth > MAX_DEPTH) return [];
  const { leaf, file, fn, at } = from;
  const facts = world.facts(file);
  const next = (to: Holding, left = trail): readonly Holding[] => holdingsOf(world, to, left, makers, depth + 1);
  switch (leaf.k) {
    case 'await': return next({ ...from, leaf: leaf.v });
    case 'prop': {
      const cls = world.members.classOf(file, fn, leaf.o);
      const getter = cls === undefined ? undefined : world.graph.classes[cls]!.accessors.find(each => nameIn(world, each) === leaf.n);
      if (getter !== undefined) return yielded(getter);
      return cls === undefined ? [] : [from];
    }
    case 'call': {
      const call = facts.calls[leaf.c]!;
      if (makers.includes(nameOf(call.callee))) return [];
      const [target, ...others] = world.graph.targets(file, leaf.c);
      return target === undefined || others.length > 0 ? [] : yielded(target);
    }
    case 'ref': {
      const decl = leaf.d < 0 ? undefined : facts.decls[leaf.d]!;
      if (!decl) return [];
      if (decl.k === 'import' || decl.fn !== fn) return decl.k === 'param' ? [] : [from];
      if (decl.k === 'param') return handedIn(decl.fn, facts.fns[decl.fn]!.params.indexOf(leaf.d));
      return decl.init ? next({ ...from, leaf: decl.init }) : [];
    }
    default: return [];
  }

  function yielded(target: number): readonly Holding[] {
    const home = world.graph.fileOf(target);
    const index = world.graph.indexOf(target);
    const { returns } = world.facts(home).fns[index]!;
    return returns.length === 1 && returns[0]!.v ? next({ leaf: returns[0]!.v, file: home, fn: index, at }) : [];
  }

  function handedIn(f: FnIndex, i: number): readonly Holding[] {
    if (i < 0) return [];
    const known = trail.at(-1);
    const callers = known ? [known] : world.graph.callers(world.graph.idOf(file, f)).filter(each => !world.isTest(each.file));
    if (callers.length > MAX_CALLERS) return [];
    return callers.flatMap(each => {
      const call = world.facts(each.file).calls[each.call]!;
      const arg = call.args[i];
      return arg ? next({ leaf: arg, file: each.file, fn: call.fn, at: known ? at : world.moments.at(each.file, call.fn, call.loop) }, trail.slice(0, -1)) : [];
    });
  }
}

/** Whether the section that stands there is still that of the start when it is read. */
function endsIn(world: World, access: Access, refresh: Refresh, { leaf, file, fn, at }: Holding, makers: readonly string[]): readonly End[] {
  const found = makersOf(world, file, fn, leaf, makers);
  const ends: End[] = [];
  let isFresh = false;
  const stepAt = (path: FilePath, s: number, text: string): Step => ({ file: path, line: world.line(path, s), text });
  const taken: Taken = {
    leaf,
    at,
    owner: ownerOf(world, world.graph.idOf(access.file, access.fn)),
    step: {
      file: access.file,
      line: access.at.line,
      text: `read from it in \`${ownerOf(world, world.graph.idOf(access.file, access.fn))}\`, which runs after boot`,
    },
  };
  for (const maker of found) {
    const put: Put = { file: maker.file, fn: maker.fn, loop: maker.loop, g: maker.g, s: maker.s, ...(maker.op && { op: maker.op }) };
    const flow = {
      path: [],
      decides: false,
      unsure: false,
      calls: [],
      at: world.moments.at(maker.file, maker.fn, maker.loop),
      steps: [stepAt(maker.madeAt.file, maker.madeAt.s, `asked for in \`${ownerOf(world, world.graph.idOf(maker.file, maker.fn))}\``)],
    };
    const trace: Trace = {
      world, refresh, isSwitch: false, ends, taken, stepAt,
      visit: () => { isFresh = true; },
      ignore: () => undefined,
      add: (effect, lifetime, what, from, ...more) => { ends.push({ effect, lifetime, what: `read from a section that is ${what}`, steps: [...from.steps, ...more] }); },
      done: () => ends.length + (isFresh ? 1 : 0),
    };
    place(maker, trace, flow, put);
  }
  return isFresh && ends.every(end => end.effect !== 'captured') ? [] : ends.filter(end => end.effect === 'captured' || !isFresh);
}

function place({ into }: Maker, trace: Trace, flow: Parameters<typeof putInDecl>[3], put: Put): void {
  if (into.k === 'decl') putInDecl(trace, into.file, into.d, flow, put);
  else putInField(trace, into.cls, into.name, flow, put);
}

const nameIn = (world: World, fn: number): string => world.facts(world.graph.fileOf(fn)).fns[world.graph.indexOf(fn)]?.n ?? '';

const receiverOf = ({ callee }: Call): Val | undefined => (callee.k === 'prop' ? callee.o : undefined);

/** What a member is taken of. */
function ownerOfMember(world: World, access: Access): Val | undefined {
  const offset = (line: number, column: number): number => world.offset(access.file, line, column);
  const [use] = world.uses(access.file).ofSpan(offset(access.at.line, access.at.column), offset(access.at.endLine, access.at.endColumn));
  return use?.leaf.k === 'prop' ? use.leaf.o : undefined;
}
