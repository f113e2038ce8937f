import type { FilePath } from '../../../core/model.ts';
import type { Call, Val } from '../../../facts/program/model.ts';
import type { UseIn } from '../members.ts';
import { nameOf } from '../when/callbacks.ts';
import { ownerOf } from '../world.ts';
import { OPEN_FILE, RENEWS, WORKERS } from './sinks.ts';
import { isOnlyBoot, type Flow, type Trace } from './trace.ts';
import { consume } from './use-up.ts';
import type { Use } from './uses.ts';

/** Held outside the program until the call is made again. */
export function held(trace: Trace, file: FilePath, call: Call, c: number, { what, lifetime }: { readonly what: string; readonly lifetime: 'resource' | 'timer' }, flow: Flow): void {
  const fn = trace.world.graph.idOf(file, call.fn);
  const step = trace.stepAt(file, call.s, `held by ${what}`);
  if (what === WORKERS.what && isWaitedFor(trace, file, c)) return consume(trace, file, call, flow);
  if (what === OPEN_FILE && isPiped(trace, file, c)) return consume(trace, file, call, flow);
  const words = `held by ${what} that \`${ownerOf(trace.world, fn)}\` sets up`;
  if (!isOnlyBoot(flow.at)) {
    if (trace.refresh.has(fn)) return trace.add('live', lifetime, `${what} is set up again when the setting changes`, flow, step);
    return trace.add('unknown', lifetime, words, flow, step);
  }
  const again = renewal(trace, file, c);
  if (trace.refresh.has(fn) || again === 'sure') return trace.add('live', lifetime, `${what} is set up again when the setting changes`, flow, step);
  trace.add(trace.refresh.may(fn) || again === 'perhaps' ? 'unknown' : 'captured', lifetime, words, flow, step);
}

/** Somebody waits until the stream has ended: `await pipeline(body, file)`. */
function isPiped(trace: Trace, file: FilePath, c: number): boolean {
  const { calls } = trace.world.facts(file);
  const isWaited = ({ root }: Use): boolean => root.k === 'arg' && calls[root.c]!.use === 'await' && /^(pipeline|finished)$/.test(nameOf(calls[root.c]!.callee));
  return trace.world.uses(file).ofCall(c).some(use => isWaited(use) || (use.root.k === 'decl' && trace.world.uses(file).ofDecl(use.root.d).some(isWaited)));
}

/** A promise is kept when the process ends: `child.on('exit', code => resolve(code))`. */
function isWaitedFor(trace: Trace, file: FilePath, c: number): boolean {
  const facts = trace.world.facts(file);
  const resolves = (v: Val | undefined): boolean => {
    const decl = v?.k === 'ref' && v.d >= 0 ? facts.decls[v.d]! : undefined;
    const argOf = decl?.k === 'param' ? facts.fns[decl.fn]!.argOf : undefined;
    return argOf !== undefined && facts.calls[argOf.c]!.k === 'new' && nameOf(facts.calls[argOf.c]!.callee) === 'Promise';
  };
  const isToldOfEnd = (use: Use): boolean => {
    const told = use.root.k === 'callee' ? facts.calls[use.root.c]! : undefined;
    const [event, listener] = told?.args ?? [];
    if (!told || event?.k !== 'lit') return false;
    if (/^(exit|close|end)$/.test(String(event.v)) && (resolves(listener) || (listener?.k === 'fn' && facts.calls.some(call => call.fn === listener.f && resolves(call.callee))))) return true;
    // `child.on('error', …).on('exit', …)`
    return use.root.k === 'callee' && /^(on|once|addListener)$/.test(nameOf(told.callee)) && trace.world.uses(file).ofCall(use.root.c).some(isToldOfEnd);
  };
  return trace.world.uses(file).ofCall(c).some(use => {
    const target = use.root.k === 'write' ? facts.writes[use.root.w]!.t : undefined;
    const d = use.root.k === 'decl' ? use.root.d : target?.k === 'ref' ? target.d : -1;
    return d < 0 ? isToldOfEnd(use) : trace.world.usesOfDecl(file, d).some(each => each.file === file && isToldOfEnd(each.use));
  });
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
