import type { ClassId } from '../calls/model.ts';
import { ITERATORS, nameOf } from './callbacks.ts';
import type { UseIn } from './members.ts';
import { standsWithin, type World } from './world.ts';

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

const isReceiver = ({ use }: UseIn): boolean => use.around[0]?.k === 'prop';

/** It returns itself, is an argument of its own calls, waits in a loop, or gives functions away that may hold it. */
function handsItselfOn({ graph, facts, moments }: World, cls: ClassId): boolean {
  const node = graph.classes[cls]!;
  if (node.base !== undefined || node.external || node.subclasses.length > 0) return true;
  const table = facts(node.file);
  const own = new Set(table.fns.flatMap((fn, f) => (fn.cls === node.cls && !fn.isStatic ? [f] : [])));
  const isOwn = (fn: number): boolean => [...own].some(each => standsWithin(table, fn, each));
  return table.fns.some((fn, f) => isOwn(f) && (fn.returns.some(({ v }) => v?.k === 'this') || (!own.has(f) && !(fn.argOf && ITERATORS.test(nameOf(table.calls[fn.argOf.c]!.callee))))))
    || table.calls.some(call => isOwn(call.fn) && (call.args.some(arg => arg.k === 'this' || (arg.k === 'prop' && arg.o.k === 'this' && node.members.has(arg.n))) || (call.callee.k === 'prop' && call.callee.n === 'bind')))
    || table.loops.some((loop, l) => isOwn(loop.fn) && moments.lastingLoop(node.file, l) >= 0);
}
