import type { FilePath } from '../../../core/model.ts';
import type { Call, ProgramFacts, Val } from '../../../facts/program/model.ts';
import { ITERATORS, nameOf } from '../when/callbacks.ts';
import { ownerOf } from '../world.ts';
import { held } from './held.ts';
import { assignTo, putAt } from './put.ts';
import { holderOf, isBuiltIn, isConversion, isDoing, isInitial, isLogging, isToldAgain, makesHolder, READS_FILE, STARTS_WORKER, WORKERS } from './sinks.ts';
import { programTargets } from './targets.ts';
import { isOnlyBoot, type Flow, type Trace } from './trace.ts';
import { consume } from './use-up.ts';

const MAX_CALLS = 6;
/** A member that no code takes. */
const INSIDE = '(inside)';
/** Lists of what is to be done away with in the end: nothing is taken out of them before. */
const ENDS = /^(_*(to_?dispose|subscriptions|disposers|cleanups|teardowns)|.*disposables?)$/i;
const ADDERS = /^(push|unshift|add|set|append)$/;

/** The value is an argument, or stands in one. */
export function pass(trace: Trace, file: FilePath, c: number, i: number, flow: Flow): void {
  const call = trace.world.facts(file).calls[c]!;
  if (isLogging(call) || trace.world.setBy.call(file, c)) return trace.ignore();
  const name = nameOf(call.callee);
  const { callee } = call;
  const into = programTargets(trace, file, call, c);
  if (into.length === 0) {
    if (name === 'assign' && i > 0 && call.args[0]) return assignTo(trace, file, call, call.args[0], flow);
    if (isToldAgain(call, flow.path))
      return trace.add(
        'unknown',
        'local',
        `handed to \`${name}\` for the first request, and perhaps told again by a notification`,
        flow,
        trace.stepAt(file, call.s, `handed to \`${name}\``),
      );
    if (isInitial(call, i, flow.path)) return trace.add('unknown', 'local', `what the state of \`${name}\` begins with`, flow, trace.stepAt(file, call.s, `handed to \`${name}\` as the first state`));
    const holder = isChosen(trace.world.facts(file), callee) ? undefined : holderOf(call, i, flow.path);
    if (holder) return held(trace, file, call, c, holder, flow);
    // `Array.from({ length: workers }, () => new Worker(…))`
    if (isOnlyBoot(flow.at) && i === 0 && isConversion(call) && call.args.some(arg => arg.k === 'fn' && startsWorkers(trace.world.facts(file), arg.f))) held(trace, file, call, c, WORKERS, flow);
    if (isConversion(call) || isBuiltIn(call)) return resultOf(trace, file, c, { ...flow, path: [] });
    if (callee.k === 'prop' && callee.o.k !== 'call' && ADDERS.test(name) && !isModuleLike(callee.o)) {
      if (ENDS.test(nameOf(callee.o))) return;
      if (name === 'set' && i === 0 && call.args.length > 1) return; // A key is not kept as a value.
      // Another value has an entry of its own.
      const [key] = call.args;
      if (name === 'set' && key?.k === 'ref' && flow.names?.has(`${file}#${key.d}`)) return consume(trace, file, call, flow);
      return putAt(trace, file, callee.o, { ...flow, path: ['*', ...flow.path] }, { file, fn: call.fn, loop: call.loop, g: call.g, s: call.s, ...(name !== 'set' && { item: call.args[i]! }) });
    }
    return handOut(trace, file, call, c, flow);
  }
  if (call.k === 'new' && !flow.isInside && !isOnlyBoot(flow.at)) resultOf(trace, file, c, { ...flow, path: [INSIDE], isInside: true });
  for (const target of into) {
    const facts = trace.world.facts(target.file);
    const rest = facts.fns[target.fn]?.rest;
    const at = rest !== undefined && i >= rest ? { i: rest, path: ['*', ...flow.path] } : { i, path: flow.path };
    const taken = trace.world.uses(target.file).ofParam(target.fn, at.i);
    const named = trace.stepAt(file, call.s, `handed to \`${ownerOf(trace.world, trace.world.graph.idOf(target.file, target.fn))}\``);
    for (const use of taken)
      trace.visit(target.file, use, {
        ...flow,
        path: at.path,
        calls: [...flow.calls.slice(1 - MAX_CALLS), { file, c, into: trace.world.graph.idOf(target.file, target.fn) }],
        steps: flow.steps.at(-1)?.text === named.text ? flow.steps : [...flow.steps, named],
      });
  }
}

/** The value leaves the program's code for something that is not looked into. */
function handOut(trace: Trace, file: FilePath, call: Call, c: number, flow: Flow): void {
  const name = nameOf(call.callee) || 'a function';
  if (flow.at.event || isDoing(call)) consume(trace, file, call, flow);
  else trace.add('unknown', 'local', `handed to \`${name}\``, flow, trace.stepAt(file, call.s, `handed to \`${name}\``));
  // What a file holds is as old as its name.
  if (READS_FILE.test(name) && isOnlyBoot(flow.at)) resultOf(trace, file, c, { ...flow, path: [], unsure: true });
  const option = flow.path.at(-1);
  if (!isDoing(call)) resultOf(trace, file, c, { ...flow, path: [], unsure: flow.unsure || !makesHolder(call), ...(option !== undefined && { option }) });
}

export function resultOf(trace: Trace, file: FilePath, c: number, flow: Flow): void {
  for (const use of trace.world.uses(file).ofCall(c)) trace.visit(file, use, flow);
}

/** A method of the value is called, or the value itself. */
export function callOn(trace: Trace, file: FilePath, c: number, flow: Flow): void {
  const call = trace.world.facts(file).calls[c]!;
  const uses = trace.world.uses(file).ofCall(c);
  for (const arg of call.args) {
    if (arg.k !== 'fn' || !ITERATORS.test(nameOf(call.callee))) continue;
    if (isOnlyBoot(flow.at) && startsWorkers(trace.world.facts(file), arg.f)) held(trace, file, call, c, WORKERS, flow);
    for (const use of trace.world.uses(file).ofParam(arg.f, nameOf(call.callee).startsWith('reduce') ? 1 : 0)) trace.visit(file, use, flow);
  }
  for (const use of uses) trace.visit(file, use, flow);
  if (uses.length === 0 && !call.args.some(arg => arg.k === 'fn')) consume(trace, file, call, flow);
}

const startsWorkers = (facts: ProgramFacts, fn: number): boolean => facts.calls.some(each => each.fn === fn && STARTS_WORKER.test(nameOf(each.callee)));

/** `const Server = servers[name]`: what the program chooses by itself, whatever the choice is called. */
const isChosen = (facts: ProgramFacts, callee: Val): boolean => callee.k === 'ref' && callee.d >= 0 && facts.decls[callee.d]?.init?.k === 'elem';

/** `app.set`, `headers.set` on something that is not a collection: a name that is imported or global. */
const isModuleLike = (v: Val): boolean => v.k === 'ref' && (v.d < 0 || /^(app|server|router|headers|res|response|req|request)$/.test(v.n));
