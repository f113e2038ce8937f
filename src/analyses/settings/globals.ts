import type { ObjectMember, Val } from '../../facts/program/model.ts';
import type { Slot } from '../../vocabulary/slot.ts';
import type { Origin } from '../values/model.ts';
import type { Entry } from './entry.ts';
import type { Ctx, Free, Known } from './evaluation/known.ts';
import type { Reading } from './setting.ts';

/** A loader that is handed the environment stands this many calls away from it at most. */
const MAX_HOPS = 3;

/** Cheap: what is written out as something else than a global cannot hold one. */
export const mayHoldGlobal = (known: Known): boolean => known.k !== 'const' && known.k !== 'undef' && known.k !== 'pattern' && known.k !== 'arr';

/** The slot holds one of these globals, or an object into which one of them or its members are put. */
export function holdsGlobal(reading: Reading, entry: Entry, slot: Slot, globals: readonly string[], hops = 0): boolean {
  const { evaluator, reader } = reading;
  const held = holds(reading, reader.read(entry, slot), globals);
  if (held === true) return true;
  if (!held || hops >= MAX_HOPS) return false;
  // What a test hands in is no environment of the program.
  const expansions = (evaluator.expand(entry.ctx, held) ?? []).filter(({ site }) => site?.unit.test !== true);
  const contexts = expansions.length > 0 ? expansions.map(each => each.ctx) : [evaluator.close(entry.ctx, held)];
  return contexts.slice(0, 20).some(ctx => holdsGlobal(reading, { ...entry, ctx }, slot, globals, hops + 1));
}

/** The value is one of these globals, or a function's callers hand one in. */
export function mayBeGlobal(reading: Reading, ctx: Ctx, value: Val, globals: readonly string[], hops = 0): boolean {
  const held = holds(reading, reading.evaluator.evaluate(ctx, value), globals);
  if (held === true) return true;
  if (!held || hops >= MAX_HOPS) return false;
  const expansions = reading.evaluator.expand(ctx, held) ?? [];
  const contexts = expansions.length > 0 ? expansions.map(each => each.ctx) : [reading.evaluator.close(ctx, held)];
  return contexts.slice(0, 20).some(each => mayBeGlobal(reading, each, value, globals, hops + 1));
}

/** True, false, or what it depends on. `ofObject`: the value is a member of an object that is put together, of which one variable is enough. */
function holds({ code, evaluator }: Reading, start: Known, globals: readonly string[]): boolean | Free {
  let free: Free | undefined;
  const visit = (known: Known, depth: number, ofObject = false, inCall = false): boolean => {
    if (depth > 5) return false;
    switch (known.k) {
      case 'opaque': {
        const spelled = globalPath(code.values.origin(known.ctx, known.value));
        return spelled !== undefined && globals.some(each => spelled === each || (ofObject && spelled.startsWith(`${each}.`)));
      }
      case 'obj': {
        const isHeld = (each: ObjectMember): boolean => visit(evaluator.evaluate(known.ctx, each.v), depth + 1, !each.spread);
        // Of options with which something else is asked for (`decode(token, { key: process.env.KEY })`) nothing is the environment.
        return inCall ? known.value.p.some(each => each.spread && isHeld(each)) || (known.value.p.length > 1 && known.value.p.every(isHeld)) : known.value.p.some(isHeld);
      }
      case 'either': return known.of.some(each => visit(each, depth + 1, ofObject, inCall));
      // `withoutBlanks(process.env)`
      case 'call': {
        const call = code.unit(known.ctx.file)?.facts.calls[known.call];
        return known.path.length === 0 && (call?.args ?? []).some(arg => visit(evaluator.evaluate(known.ctx, arg), depth + 1, false, true));
      }
      case 'free':
        free ??= known.on;
        return false;
      default: return false;
    }
  };
  return visit(start, 0) || (free ?? false);
}

function globalPath(origin: Origin): string | undefined {
  if (origin.k === 'global') return origin.path.join('.');
  if (origin.k === 'meta') return ['import', 'meta', ...origin.path].join('.');
  const isProcess = origin.k === 'external' && (origin.from === 'process' || origin.from === 'node:process');
  return isProcess ? ['process', origin.name, ...origin.path].filter(name => name !== 'default' && name !== '*').join('.') : undefined;
}

/** Names of the members of these globals that an expression reads, in order: `number(process.env.PORT ?? env.HTTP_PORT)`. */
export function membersOfGlobal(reading: Reading, ctx: Ctx, value: Val, globals: readonly string[], depth = 0): string[] {
  if (depth > 8) return [];
  const again = (each: Val): string[] => membersOfGlobal(reading, ctx, each, globals, depth + 1);
  switch (value.k) {
    case 'prop': return isGlobal(reading, ctx, value.o, globals) ? [value.n] : again(value.o);
    // `const { PORT } = process.env`, used where the table is made.
    case 'ref': {
      const decl = reading.code.unit(ctx.file)?.facts.decls[value.d];
      return decl?.k === 'const' && decl.fn === 0 && decl.init ? again(decl.init) : [];
    }
    case 'elem': return [...again(value.o), ...again(value.i)];
    case 'op': return value.a.flatMap(again);
    case 'cond': return [...again(value.c), ...again(value.a), ...again(value.b)];
    case 'await': case 'spread': return again(value.v);
    case 'tpl': return value.a.flatMap(again);
    case 'call': {
      const call = reading.code.unit(ctx.file)?.facts.calls[value.c];
      return call ? [...(call.callee.k === 'prop' ? again(call.callee.o) : []), ...call.args.flatMap(again)] : [];
    }
    default: return [];
  }
}

/** What stands behind `??` or `||` in an expression: `number(process.env.PORT ?? 3000)`. */
export function fallbackIn({ code }: Reading, file: string, value: Val, depth = 0): Val | undefined {
  if (depth > 8) return undefined;
  const again = (each: Val): Val | undefined => fallbackIn({ code } as Reading, file, each, depth + 1); // Only the code is looked at.
  switch (value.k) {
    case 'op': return value.o === '??' || value.o === '||' ? value.a[1] : value.a.map(again).find(each => each !== undefined);
    case 'prop': return again(value.o);
    case 'await': return again(value.v);
    case 'call': {
      const call = code.unit(file)?.facts.calls[value.c];
      return [...(call?.args ?? []), ...(call?.callee.k === 'prop' ? [call.callee.o] : [])].map(again).find(each => each !== undefined);
    }
    default: return undefined;
  }
}

const known = new WeakMap<Reading, Map<string, boolean>>();

/** The expression is one of the globals, whatever it is called here. */
function isGlobal(reading: Reading, ctx: Ctx, value: Val, globals: readonly string[]): boolean {
  if (value.k !== 'ref' && value.k !== 'prop') return value.k === 'meta' && globals.includes('import.meta');
  const spelled = spelledOut(value);
  if (spelled !== undefined) return globals.includes(spelled);
  if (value.k !== 'ref') return false;
  let memo = known.get(reading);
  if (!memo) known.set(reading, (memo = new Map()));
  const id = `${ctx.file}#${value.d}`;
  let is = memo.get(id);
  if (is === undefined) memo.set(id, (is = holds(reading, reading.evaluator.evaluate(ctx, value), globals) === true));
  return is;
}

/** The path of a chain that begins at a global or at `import.meta`. */
function spelledOut(value: Val): string | undefined {
  if (value.k === 'ref') return value.d === -1 ? value.n : undefined;
  if (value.k === 'meta') return 'import.meta';
  const before = value.k === 'prop' ? spelledOut(value.o) : undefined;
  return before !== undefined && value.k === 'prop' ? `${before}.${value.n}`.replace(/^(globalThis|global|window|self)\./, '') : undefined;
}
