import type { Call, FnIndex, Val } from '../../../facts/program/model.ts';
import { isHandedIn } from './handed-in.ts';
import { HANDLERS, offeredBy, offers } from './libraries.ts';
import { madeBy } from './made-by.ts';
import { originOf, type LoopProgram } from '../program/program.ts';
import { nameOf, type Unit } from '../program/unit.ts';

/** The library that a call asks to run something again and again. */
export function libraryOf(program: LoopProgram, unit: Unit, call: Call): string | undefined {
  const { callee } = call;
  const [first] = call.args;
  const event = callee.k === 'prop' && callee.n === 'on' && first?.k === 'lit' ? `on:${String(first.v)}` : undefined;
  const written = event ?? nameOf(call);
  if (callee.k === 'prop' ? !isOffered(program, written) : callee.k !== 'ref' || !mayBeLibrary(program, unit, call, callee.d)) return undefined;
  const made = madeBy(program, unit, call.fn, callee, call.k === 'new');
  if (!made) return undefined;
  // An import may give it another name, and a subclass has its own.
  const name = event ?? (callee.k === 'prop' && call.k === 'call' ? callee.n : made.name);
  return offers(made.from, name) ? made.from : undefined;
}

/** An import, or a class of the program that may extend one. */
function mayBeLibrary(program: LoopProgram, { facts }: Unit, call: Call, d: number): boolean {
  const kind = facts.decls[d]?.k;
  if (call.k === 'new') return kind === 'import' || kind === 'class';
  const imported = kind === 'import' ? facts.imports.find(each => each.decl === d) : undefined;
  return imported !== undefined && (imported.imported === '*' || isOffered(program, imported.imported));
}

const offered = new WeakMap<LoopProgram, RegExp>();

function isOffered(program: LoopProgram, name: string): boolean {
  const names = offered.get(program) ?? offeredBy(from => program.usesAny([from]));
  offered.set(program, names);
  return names.test(name);
}

const MAX_DEPTH = 3;

/** What a call is given to run: a function, one in an object, one in something else that the library makes (`new Job(…, new Task(run))`). */
export function handlerOf(program: LoopProgram, unit: Unit, fn: FnIndex, call: Call, library: string | undefined, depth: number): Val | undefined {
  const candidates = call.args.flatMap(arg => (arg.k === 'obj' ? arg.p.filter(member => HANDLERS.test(member.n)).flatMap(({ v }) => (v.k === 'obj' ? v.p.map(member => member.v) : [v])) : [arg]));
  const isKnown = (each: Val): boolean => (each.k === 'ref' || each.k === 'prop' || each.k === 'call') && program.targets.ofValue(unit, fn, each) !== undefined;
  const isGiven = (each: Val): boolean => isHandedIn(unit, each, fn) && each.k === 'ref' && /^function$|handler|processor|callback/i.test(unit.facts.decls[each.d]?.type?.n ?? '');
  return candidates.find(each => each.k === 'fn') ?? candidates.find(isKnown) ?? candidates.find(isGiven) ?? (library && depth < MAX_DEPTH ? nested() : undefined);

  function nested(): Val | undefined {
    for (const arg of call.args) {
      const origin = arg.k === 'ref' || arg.k === 'call' ? originOf(program, unit, fn, arg) : undefined;
      const inner = origin?.k === 'call' && origin.file === unit.path ? unit.facts.calls[origin.call] : undefined;
      const by = inner && originOf(program, unit, inner.fn, inner.callee);
      const found = inner && by?.k === 'external' && by.from === library ? handlerOf(program, unit, inner.fn, inner, library, depth + 1) : undefined;
      if (found) return found;
    }
    return undefined;
  }
}
