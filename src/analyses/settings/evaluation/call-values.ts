import type { CallIndex, Val } from '../../../facts/program/model.ts';
import type { Code, Unit } from '../code.ts';
import { frameOf, type Ctx, type Evaluation, type Known } from './known.ts';
import { choice, type Tables } from './tables.ts';
import { isTextMethod, textCall } from './text-calls.ts';
import type { Variables } from './variables.ts';

/** What a call yields: that of a function which is seen, or of a method that every text, list or object has. */
export function callValuesOf(code: Code, { listed }: Tables, { bound }: Variables, { evaluate }: Evaluation): (ctx: Ctx, unit: Unit, c: CallIndex) => Known | undefined {
  const { values } = code;
  return (ctx, unit, c) => (unit.facts.calls[c]!.k === 'new' ? collection(ctx, unit, c) : (builtIn(ctx, unit, c) ?? throughFunction(ctx, unit, c) ?? textual(ctx, unit, c)));

  function collection(ctx: Ctx, unit: Unit, c: CallIndex): Known | undefined {
    const call = unit.facts.calls[c]!;
    const isSet = call.callee.k === 'ref' && call.callee.d === -1 && call.callee.n === 'Set';
    return isSet && call.args[0] ? evaluate(ctx, call.args[0]) : undefined;
  }

  /** `Object.entries(TABLE)` and its like, `Object.freeze(…)`, `ROWS.map(…)`. */
  function builtIn(ctx: Ctx, unit: Unit, c: CallIndex): Known | undefined {
    const { callee, args: [arg] } = unit.facts.calls[c]!;
    if (callee.k !== 'prop' || !arg) return undefined;
    if (callee.n === 'map') return mapped(ctx, callee.o, arg);
    if (callee.o.k !== 'ref' || callee.o.d !== -1) return undefined;
    const name = `${callee.o.n}.${callee.n}`;
    if (name === 'Object.freeze' || name === 'Object.seal' || name === 'Array.from') return evaluate(ctx, arg);
    if (name !== 'Object.entries' && name !== 'Object.keys' && name !== 'Object.values') return undefined;
    return listed(evaluate(ctx, arg), name === 'Object.keys' ? 'keys' : name === 'Object.values' ? 'values' : 'entries');
  }

  /** `TABLE.map(row => row.key)`: what the function gives for each element. */
  function mapped(ctx: Ctx, list: Val, arg: Val): Known | undefined {
    const fn = arg.k === 'fn' ? code.unit(ctx.file)?.facts.fns[arg.f] : undefined;
    const returned = fn?.returns[0]?.v;
    if (arg.k !== 'fn' || !fn || fn.returns.length !== 1 || !returned) return undefined;
    const of = evaluate(ctx, list);
    if (of.k === 'free') return of;
    if (of.k !== 'arr' || !of.whole) return undefined;
    const frame = frameOf(ctx.file, arg.f);
    return { k: 'arr', ctx, whole: true, items: of.items.map(item => ({ ctx: { ...ctx, fn: arg.f, env: { frame, args: [item.val], ctx: item.ctx, outer: ctx.env } }, val: returned })) };
  }

  /** What a function returns under the arguments of this call; where it returns one of several things, only texts. */
  function throughFunction(ctx: Ctx, unit: Unit, c: CallIndex): Known | undefined {
    const call = unit.facts.calls[c]!;
    if (call.k !== 'call') return undefined;
    const origin = values.origin(ctx, call.callee);
    if (origin.k !== 'fn' || origin.path.length > 0) return undefined;
    const fn = code.unit(origin.file)?.facts.fns[origin.fn];
    const frame = frameOf(origin.file, origin.fn);
    if (!fn || fn.generator || fn.returns.length === 0 || bound(ctx, frame)) return undefined;
    const inside: Ctx = { file: origin.file, fn: origin.fn, env: { frame, args: call.args, ctx, outer: ctx.env } };
    if (fn.returns.length > 1) return choice(values, inside, fn.returns.map(({ v }) => v));
    const returned = fn.returns[0]!.v;
    const inner = returned && evaluate(inside, returned);
    return inner?.k === 'opaque' ? undefined : inner;
  }

  /** `'a_'.concat(name)`, `name.replace('OLD_', 'NEW_')`, `String(name)`: a key made from another. */
  function textual(ctx: Ctx, unit: Unit, c: CallIndex): Known | undefined {
    const { callee, args } = unit.facts.calls[c]!;
    if (callee.k === 'ref' && callee.d === -1 && callee.n === 'String' && args[0]) {
      const known = evaluate(ctx, args[0]);
      return known.k === 'const' ? { k: 'const', v: String(known.v) } : known.k === 'pattern' || known.k === 'free' ? known : undefined;
    }
    if (callee.k !== 'prop' || !isTextMethod(callee.n)) return undefined;
    return textCall(callee.n, evaluate(ctx, callee.o), () => args.map(each => evaluate(ctx, each)), itemsOf);
  }

  function itemsOf(known: Known): readonly Known[] | undefined {
    return known.k === 'arr' && known.whole ? known.items.map(item => evaluate(item.ctx, item.val)) : undefined;
  }
}
