import type { FilePath, Step } from '../../../core/model.ts';
import type { Access } from '../../settings/model.ts';
import type { Effect, End, Lifetime } from '../model.ts';
import type { Refresh } from '../told/refresh.ts';
import { nameOf } from '../when/callbacks.ts';
import type { World } from '../world.ts';
import { climb } from './climb.ts';
import { giveBack } from './give-back.ts';
import { held } from './held.ts';
import { callOn, pass } from './pass.ts';
import { putByWrite, putInDecl, putInField } from './put.ts';
import { STARTS_WORKER, WORKERS } from './sinks.ts';
import { within, type Flow, type Put, type Trace } from './trace.ts';
import { consume, decide } from './use-up.ts';
import type { Use } from './uses.ts';

const MAX_STEPS = 400;

/**
 * Follows the value of one read forward, through names, fields, parameters, returns and options objects, to every place
 * where it is used up or kept, and says of each whether a change of the setting is seen there.
 */
export function endsOf(world: World, access: Access, refresh: Refresh, isSwitch = false): readonly End[] {
  const ends: End[] = [];
  const seen = new Set<string>();
  const idOf = new Map<object, number>();
  let count = 0;
  let isIgnored = false;

  const stepAt = (file: FilePath, s: number, text: string): Step => ({ file, line: world.line(file, s), text });
  const trace: Trace = { world, refresh, isSwitch, ends, visit, add, ignore: () => { isIgnored = true; }, stepAt, done: () => ends.length + count };
  const start: Flow = { path: [], decides: false, unsure: false, steps: [], calls: [], at: world.moments.at(access.file, access.fn, access.loop) };
  const { uses, isThere } = placesOf(world, access);
  if (!isThere) add('unknown', 'local', 'spelled where the value cannot be followed', start);
  for (const use of uses) visit(access.file, use, start);
  if (uses.length > 0 && ends.length === 0 && !isIgnored) add('unknown', 'local', 'handed on to where nobody is seen to take it', start);
  // What is read only while its store is empty is read once, whatever else is done with it on that occasion.
  const memo = ends.filter(end => end.lifetime === 'memo');
  return memo.length > 0 ? memo : ends;

  function add(effect: Effect, lifetime: Lifetime, what: string, flow: Flow, ...more: readonly Step[]): void {
    if (flow.isInside && lifetime !== 'memo') return;
    ends.push({
      effect: flow.unsure && effect === 'captured' ? 'unknown' : effect,
      lifetime: flow.decides && lifetime !== 'local' && effect === 'captured' ? 'gate' : lifetime,
      what,
      steps: [...flow.steps, ...more],
    });
  }

  function visit(file: FilePath, use: Use, flow: Flow): void {
    if (world.isTest(file)) return;
    let id = idOf.get(use);
    if (id === undefined) idOf.set(use, (id = idOf.size));
    const key = `${id} ${flow.path.join('.')} ${flow.decides} ${flow.unsure} ${flow.isInside ?? ''} ${flow.calls.map(each => `${each.file}#${each.c}`).join()} ${flow.at.boot} ${flow.at.event} ${flow.at.mayEvent}`;
    if (seen.has(key)) return;
    seen.add(key);
    if (++count > MAX_STEPS) {
      if (count === MAX_STEPS + 1) add('unknown', 'local', 'goes to too many places to be followed', flow);
      return;
    }
    const carried = climb(use, flow);
    if (carried) arrive(trace, file, use, { ...flow, ...carried });
  }
}

function arrive(trace: Trace, file: FilePath, use: Use, flow: Flow): void {
  const facts = trace.world.facts(file);
  const { root } = use;
  switch (root.k) {
    case 'decl': {
      const decl = facts.decls[root.d]!;
      return putInDecl(trace, file, root.d, flow, { file, fn: decl.fn, loop: decl.loop, g: decl.g, s: decl.s });
    }
    case 'write': return putByWrite(trace, file, facts.writes[root.w]!, flow);
    case 'field': {
      const cls = facts.classes[root.cls]!;
      const field = cls.fields[root.i]!;
      const put: Put = { file, fn: use.fn, loop: -1, g: -1, s: field.s };
      return field.isStatic ? trace.add('unknown', 'field', 'kept in a static field', flow) : putInField(trace, trace.world.graph.classId(file, root.cls), field.n, flow, put);
    }
    case 'arg': return pass(trace, file, root.c, root.i, flow);
    case 'callee': return callOn(trace, file, root.c, flow);
    case 'return': return giveBack(trace, file, root.f, flow);
    case 'loop': {
      const workers = facts.calls.find(call => call.fn === use.fn && within(facts.loops, call.loop, root.l) && STARTS_WORKER.test(nameOf(call.callee)));
      if (workers) return held(trace, file, workers, facts.calls.indexOf(workers), WORKERS, flow);
      return consume(trace, file, use, flow);
    }
    case 'guard': return decide(trace, file, use, root.g, flow);
  }
}

/** The places at which the value of a read stands. */
function placesOf(world: World, access: Access): { readonly uses: readonly Use[]; readonly isThere: boolean } {
  const uses = world.uses(access.file);
  const facts = world.facts(access.file);
  if (access.site === 'call' && access.call !== undefined) {
    const found = uses.ofCall(access.call);
    const { use } = facts.calls[access.call]!;
    return { uses: found, isThere: found.length > 0 || use === 'statement' || use === 'void' || use === 'await' };
  }
  if (access.site !== 'member') return { uses: [], isThere: false };
  const found = uses.ofSpan(world.offset(access.file, access.at.line, access.at.column), world.offset(access.file, access.at.endLine, access.at.endColumn));
  return { uses: found, isThere: found.length > 0 };
}
