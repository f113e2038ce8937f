import type { FilePath } from '../../../core/model.ts';
import type { Call, FnIndex, GuardIndex } from '../../../facts/program/model.ts';
import { isOfOneWork, ITERATORS, nameOf, whenHanded } from '../when/callbacks.ts';
import { ownerOf, standsWithin } from '../world.ts';
import { giveBack } from './give-back.ts';
import { runBy } from './targets.ts';
import { isOnlyBoot, type Flow, type Trace } from './trace.ts';
import type { Use } from './uses.ts';

/** The value is used up here. */
export function consume(trace: Trace, file: FilePath, { fn, s }: Pick<Use, 'fn' | 's'>, flow: Flow): void {
  if (flow.isInside) return;
  const moment = flow.at;
  const owner = ownerOf(trace.world, trace.world.graph.idOf(file, fn));
  if (!moment.event && trace.refresh.has(trace.world.graph.idOf(file, fn))) return trace.add('live', 'local', `used again when the setting changes, in \`${owner}\``, flow);
  const effect = moment.event ? 'live' : moment.mayEvent ? 'unknown' : moment.boot ? 'once' : 'unknown';
  const words = effect === 'live' ? 'used where it is read, again and again' : effect === 'once' ? 'used up while the program boots' : 'used at a time that is not known';
  const step = trace.stepAt(file, s, `used in \`${owner}\``);
  if (moment.boot && moment.mayEvent && !moment.event)
    trace.ends.push({
      effect: 'once',
      lifetime: 'local',
      what: `used in \`${owner}\`, at boot and perhaps later`,
      steps: [...flow.steps, step],
      again: true,
    });
  else trace.add(effect, 'local', `${words}, in \`${owner}\``, flow, step);
}

/** The value decides what runs. */
export function decide(trace: Trace, file: FilePath, use: Use, g: GuardIndex, flow: Flow): void {
  const facts = trace.world.facts(file);
  if (isOnlyBoot(flow.at)) {
    const { s } = facts.guards[g]!;
    const gated = facts.calls.flatMap((call, c) => (call.fn === use.fn && isBehind(facts.guards, call.g, s) ? [c] : []));
    if (gated.some(c => runBy(trace, file, c).some(fn => trace.refresh.has(fn)))) return trace.add('live', 'gate', 'what it decides about is done again when the setting changes', flow);
    const behind = gated.find(c => startsSomething(trace, file, facts.calls[c]!, c)) ?? -1;
    if (behind >= 0) {
      const owner = ownerOf(trace.world, trace.world.graph.idOf(file, use.fn));
      const fn = trace.world.graph.idOf(file, use.fn);
      if (setsItself(trace, file, use.fn, facts.guards[g]!)) return trace.add('unknown', 'gate', `decides in \`${owner}\` about what sets it by itself`, flow);
      if (trace.refresh.has(fn)) return trace.add('live', 'gate', `decides anew when the setting changes, in \`${owner}\``, flow);
      return trace.add(
        trace.refresh.may(fn) ? 'unknown' : 'captured',
        'gate',
        `read once, in \`${owner}\`, to decide what is started`,
        flow,
        trace.stepAt(file, facts.calls[behind]!.s, 'started here, or not at all, while the program boots'),
      );
    }
  }
  // No proof that a change is seen, where something was started or not before the change, at boot or on an event that is past.
  const isPast = flow.at.event ? trace.world.moments.lastingLoop(file, use.loop) < 0 : flow.at.boot && flow.at.mayEvent;
  if (trace.isSwitch && isPast && facts.calls.some((call, c) => call.fn === use.fn && isBehind(facts.guards, call.g, facts.guards[g]!.s) && startsSomething(trace, file, call, c))) {
    return trace.add('unknown', 'gate', `decides ${flow.at.event ? 'on an event' : 'at boot, and perhaps later,'} what \`${ownerOf(trace.world, trace.world.graph.idOf(file, use.fn))}\` starts`, flow);
  }
  // Of `limit ?? 5` the value itself goes on.
  const { k } = facts.guards[g]!;
  if (k !== 'nullish' && k !== 'or') consume(trace, file, use, flow);
  if (flow.at.event && flow.at.boot) answer(trace, file, use.fn, g, flow);
}

/** `if (!enabled) return undefined;`: what a function yields is decided by the value, and may be kept by whoever called it at boot. */
function answer(trace: Trace, file: FilePath, f: FnIndex, g: GuardIndex, flow: Flow): void {
  const { fns, guards } = trace.world.facts(file);
  const isDecided = fns[f]!.returns.some(each => each.v !== undefined && each.v.k !== 'undef' && isBehind(guards, each.g, guards[g]!.s));
  if (isDecided) giveBack(trace, file, f, { ...flow, path: [], decides: true, unsure: true });
}

/** `if (settings.showTip) { tip.on('close', () => { settings.showTip = false; }); … }`: who is shown it dismisses it. */
const setsItself = (trace: Trace, file: FilePath, fn: FnIndex, { s }: { readonly s: number }): boolean => {
  const { fns } = trace.world.facts(file);
  return fns.some((each, f) => f !== fn && each.s > s && standsWithin(trace.world.facts(file), f, fn) && trace.refresh.sets(trace.world.graph.idOf(file, f)));
};

function startsSomething(trace: Trace, file: FilePath, call: Call, c: number): boolean {
  if (call.args.some(arg => arg.k === 'fn' && whenHanded(trace.world.facts(file), call, arg.f) === 'event') && !isOfOneWork(call) && !ITERATORS.test(nameOf(call.callee))) return true;
  return trace.world.graph.targets(file, c).some(to => trace.world.moments.starts(to));
}

function isBehind(guards: readonly { readonly parent: GuardIndex; readonly s: number }[], g: GuardIndex, s: number): boolean {
  for (let at = g; at >= 0; at = guards[at]!.parent) if (guards[at]!.s === s) return true;
  return false;
}
