import type { Val } from '../../../facts/program/model.ts';
import type { ClassId } from '../../calls/model.ts';
import type { UseIn } from '../members.ts';
import { ITERATORS, nameOf } from '../when/callbacks.ts';
import { standsWithin, type World } from '../world.ts';
import { underAbsence } from './memo.ts';

/** Nothing keeps an instance: each is a receiver where it is made, or a local of the function that makes it, and none hands itself on. */
export function isOfOneCall(world: World, cls: ClassId): boolean {
  let known = answers.get(world);
  if (!known) answers.set(world, (known = new Map()));
  let answer = known.get(cls);
  if (answer === undefined) known.set(cls, (answer = judge(world, cls)));
  return answer;
}

const answers = new WeakMap<World, Map<ClassId, boolean>>();

function judge(world: World, cls: ClassId): boolean {
  const made = world.members.constructions(cls).filter(each => !world.isTest(each.file));
  return made.length > 0 && !handsItselfOn(world, cls) && made.every(({ file, call }) => world.uses(file).ofCall(call).every(use => {
    if (isReceiver({ file, use })) return true;
    const decl = use.root.k === 'decl' && use.around.length === 0 ? world.facts(file).decls[use.root.d]! : undefined;
    return decl !== undefined && use.root.k === 'decl' && decl.fn !== 0 && world.usesOfDecl(file, use.root.d).every(each => each.use.fn === decl.fn && isReceiver(each));
  }));
}

/** Some instance is made on an occasion that may come again, and nothing remembers it: what it keeps is as old as that occasion. */
export function isMadeAgain(world: World, cls: ClassId): boolean {
  return withSubclasses(world, cls).flatMap(each => world.members.constructions(each)).some(({ file, call }) => {
    if (world.isTest(file)) return false;
    const facts = world.facts(file);
    const made = facts.calls[call]!;
    if (!world.moments.at(file, made.fn, made.loop).mayEvent || underAbsence(facts, made.g, isPlace)) return false;
    return !world.uses(file).ofCall(call).some(({ root }) => root.k === 'write' && /^(\?\?|\|\|)=$/.test(facts.writes[root.w]!.op));
  });
}

function withSubclasses({ graph }: World, cls: ClassId): readonly ClassId[] {
  const found = new Set([cls]);
  for (const each of found) for (const sub of graph.classes[each]!.subclasses) found.add(sub);
  return [...found];
}

/** An instance is put where it outlives the occasion on which it was made: a variable of a module, a field of what lives longer. */
export function isHeldOn(world: World, cls: ClassId, above: readonly ClassId[] = []): boolean {
  return world.members.constructions(cls).some(({ file, call }) => !world.isTest(file) && world.uses(file).ofCall(call).some(({ root, fn }) => {
    const facts = world.facts(file);
    const target = root.k === 'write' ? facts.writes[root.w]!.t : undefined;
    if (target?.k === 'ref') return target.d >= 0 && facts.decls[target.d]!.fn === 0;
    if (target?.k !== 'prop' || target.o.k !== 'this') return false;
    const owner = world.members.thisOf(file, fn);
    if (owner === undefined || owner === cls || above.includes(owner)) return false;
    return !isMadeWithOwner(world, owner, fn, file) || isHeldOn(world, owner, [...above, cls]);
  }));
}

/** What a constructor puts into a field is as old as the instance itself. */
const isMadeWithOwner = (world: World, owner: ClassId, fn: number, file: string): boolean => world.graph.classes[owner]!.onConstruct.includes(world.graph.idOf(file, fn));

const isPlace = (v: Val): boolean => v.k === 'ref' || v.k === 'prop' || v.k === 'elem';

const isReceiver = ({ use }: UseIn): boolean => use.around[0]?.k === 'prop';

/** It returns itself, is an argument of its own calls, waits in a loop, or gives functions away that may hold it. */
function handsItselfOn({ graph, facts, moments }: World, cls: ClassId): boolean {
  const node = graph.classes[cls]!;
  if (node.base !== undefined || node.external || node.subclasses.length > 0) return true;
  const table = facts(node.file);
  const own = new Set(table.fns.flatMap((fn, f) => (fn.cls === node.cls && !fn.isStatic ? [f] : [])));
  const isOwn = (fn: number): boolean => [...own].some(each => standsWithin(table, fn, each));
  return (
    table.fns.some(
      (fn, f) =>
        isOwn(f) &&
        (fn.returns.some(({ v }) => v?.k === 'this') || (!own.has(f) && !(fn.argOf && ITERATORS.test(nameOf(table.calls[fn.argOf.c]!.callee))))),
    ) ||
    table.calls.some(
      call =>
        isOwn(call.fn) &&
        (call.args.some(arg => arg.k === 'this' || (arg.k === 'prop' && arg.o.k === 'this' && node.members.has(arg.n))) ||
          (call.callee.k === 'prop' && call.callee.n === 'bind')),
    ) ||
    table.loops.some((loop, l) => isOwn(loop.fn) && moments.lastingLoop(node.file, l) >= 0)
  );
}
