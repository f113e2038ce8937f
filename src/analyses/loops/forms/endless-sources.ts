import type { LoopIndex, Val } from '../../../facts/program/model.ts';
import { isEndlessGenerator } from '../ends/endless.ts';
import { timerOf } from './platform-timers.ts';
import { originOf, type LoopProgram } from '../program/program.ts';
import { chainOf, nameOf, type Unit } from '../program/unit.ts';

/** What a `for … of` or `for await … of` takes from never ends, as far as can be seen; the words say what it is. */
export function endlessSource(program: LoopProgram, unit: Unit, l: LoopIndex): string | undefined {
  const loop = unit.facts.loops[l]!;
  return loop.v && sourceOf(program, unit, loop.fn, loop.v, loop.k === 'for-await');
}

function sourceOf(program: LoopProgram, unit: Unit, fn: number, v: Val, awaited: boolean): string | undefined {
  if (v.k === 'ref') {
    const decl = unit.facts.decls[v.d];
    // `{ async *[Symbol.asyncIterator]() { … } }`
    const own = decl?.init?.k === 'obj' ? decl.init.p.find(each => each.key && chainOf(each.key)?.[0] === 'Symbol' && each.v.k === 'fn') : undefined;
    if (own?.v.k === 'fn') return isEndlessGenerator(program, unit, own.v.f) ? 'its source never ends' : undefined;
    if (decl?.init && decl.k === 'const') return sourceOf(program, unit, decl.fn, decl.init, awaited);
    return iteratorOf(program, unit, fn, v) ? 'its source never ends' : undefined;
  }
  // `for await (const block of this.queue)`, whose class keeps it open.
  if (v.k === 'prop') return iteratorOf(program, unit, fn, v) ? 'its source never ends' : undefined;
  if (v.k === 'await') return sourceOf(program, unit, fn, v.v, awaited);
  if (v.k !== 'call') return undefined;
  const call = unit.facts.calls[v.c]!;
  if (call.k === 'new') return iteratorOf(program, unit, fn, v) ? 'its source never ends' : undefined;
  const target = program.targets.ofCall(unit, v.c);
  if (target) return isEndlessGenerator(program, target.unit, target.fn) ? 'its source never ends' : undefined;
  if (!awaited) return undefined;
  const timer = timerOf(program, unit, v.c);
  if (timer) return timer.promise && timer.timer === 'setInterval' ? 'it waits for one tick after another' : undefined;
  const origin = originOf(program, unit, fn, call.callee);
  if (origin.k === 'external') {
    const name = [origin.name, ...origin.path].at(-1);
    if (/^(node:)?events$/.test(origin.from) && name === 'on') return 'it waits for one event after another';
    if (/^(node:)?fs(\/promises)?$/.test(origin.from) && name === 'watch') return 'it waits for one change after another';
  }
  return call.callee.k === 'prop' && /^(subscribe|consume|watch|consumeMessages|listenAll)$/.test(nameOf(call)) ? 'it waits for one message after another' : undefined;
}

/** `class Ticks { async *[Symbol.asyncIterator]() { … } }` */
function iteratorOf(program: LoopProgram, unit: Unit, fn: number, v: Val): boolean {
  const cls = program.values.classOf({ file: unit.path, fn }, v);
  const home = cls && program.unitAt(cls.file);
  return home !== undefined && home.facts.classes[cls!.cls]!.methods.some(method => method.n === '' && isEndlessGenerator(program, home, method.fn));
}
