import type { FilePath } from '../../core/model.ts';
import type { Call } from '../../facts/program/model.ts';
import { nameOf } from './callbacks.ts';
import type { UseIn } from './members.ts';
import { RENEWS } from './sinks.ts';
import { isOnlyBoot, type Flow, type Trace } from './trace.ts';
import { ownerOf } from './world.ts';

/** Held outside the program until the call is made again. */
export function held(trace: Trace, file: FilePath, call: Call, c: number, { what, lifetime }: { readonly what: string; readonly lifetime: 'resource' | 'timer' }, flow: Flow): void {
  const fn = trace.world.graph.idOf(file, call.fn);
  const step = trace.stepAt(file, call.s, `held by ${what}`);
  const words = `held by ${what} that \`${ownerOf(trace.world, fn)}\` sets up`;
  if (!isOnlyBoot(flow.at)) {
    if (trace.refresh.has(fn)) return trace.add('live', lifetime, `${what} is set up again when the setting changes`, flow, step);
    return trace.add('unknown', lifetime, words, flow, step);
  }
  const again = renewal(trace, file, c);
  if (trace.refresh.has(fn) || again === 'sure') return trace.add('live', lifetime, `${what} is set up again when the setting changes`, flow, step);
  trace.add(trace.refresh.may(fn) || again === 'perhaps' ? 'unknown' : 'captured', lifetime, words, flow, step);
}

/** What holds the result of the call (`this.timer`, `this.pool`) is written, or called, when the setting changes. */
function renewal(trace: Trace, file: FilePath, c: number): 'sure' | 'perhaps' | 'no' {
  const facts = trace.world.facts(file);
  for (const use of trace.world.uses(file).ofCall(c)) {
    const target = use.root.k === 'write' ? facts.writes[use.root.w]!.t : undefined;
    const d = use.root.k === 'decl' ? use.root.d : target?.k === 'ref' ? target.d : undefined;
    const cls = target?.k === 'prop' ? trace.world.members.classOf(file, use.fn, target.o) : undefined;
    if (cls !== undefined && target?.k === 'prop') {
      if (trace.world.members.writesOf(cls, target.n).some(each => trace.refresh.has(each.fn))) return 'sure';
      if (trace.world.members.writesOf(cls, target.n).some(each => trace.refresh.may(each.fn)) || trace.world.members.readsOf(cls, target.n).some(each => isRenewal(trace, each))) return 'perhaps';
    }
    if (d !== undefined && d >= 0) {
      if (facts.writes.some(write => write.t.k === 'ref' && write.t.d === d && trace.refresh.has(trace.world.graph.idOf(file, write.fn)))) return 'sure';
      if (trace.world.usesOfDecl(file, d).some(each => isRenewal(trace, each))) return 'perhaps';
    }
  }
  return 'no';
}

/** `this.pool.resize(…)`, `clearInterval(timer)` in what may run when the setting changes. */
function isRenewal(trace: Trace, { file, use }: UseIn): boolean {
  if (use.root.k !== 'callee' && use.root.k !== 'arg') return false;
  return RENEWS.test(nameOf(trace.world.facts(file).calls[use.root.c]!.callee)) && trace.refresh.may(trace.world.graph.idOf(file, use.fn));
}
