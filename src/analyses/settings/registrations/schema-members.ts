import type { Val } from '../../../facts/program/model.ts';
import type { Entries } from '../../../vocabulary/registries.ts';
import type { Code } from '../code.ts';
import type { Ctx, Known, Span } from '../evaluation/known.ts';
import type { Reading } from '../setting.ts';

/** One member of a settings object or of a schema. */
export interface Member {
  readonly name: string;
  readonly ctx: Ctx;
  readonly value: Val;
  readonly at: Span;
}

export type MemberEntries = Extract<Entries, { members: unknown }>;

/** Members of an object literal, of the schemas it is built into, and of what is spread into it. */
export function membersOf(reading: Reading, known: Known, entries: MemberEntries, prefix = '', depth = 0): Member[] {
  if (depth > 12) return [];
  const { evaluator, reader, vocabulary } = reading;
  const inner = (each: Known): Member[] => membersOf(reading, each, entries, prefix, depth + 1);
  switch (known.k) {
    case 'obj': {
      const { ctx } = known;
      return known.value.p.flatMap((each): Member[] => {
        if (each.spread) return inner(evaluator.evaluate(ctx, each.v));
        const key = each.key && evaluator.evaluate(ctx, each.key);
        const name = each.key ? (key?.k === 'const' && typeof key.v === 'string' ? key.v : undefined) : each.n;
        if (name === undefined) return [];
        const whole = prefix === '' ? name : `${prefix}${vocabulary.join ?? '.'}${name}`;
        if (typeof entries.depth === 'object') {
          const value = evaluator.evaluate(ctx, each.v);
          const leaf = entries.depth.leaf;
          if (value.k === 'obj' && !value.value.p.some(member => leaf.includes(member.n))) return membersOf(reading, value, entries, whole, depth + 1);
        }
        return [{ name: whole, ctx, value: each.v, at: { file: ctx.file, s: each.s, e: each.e } }];
      });
    }
    case 'arr': return known.items.flatMap(item => inner(evaluator.evaluate(item.ctx, item.val)));
    case 'either': return known.of.flatMap(inner);
    case 'call': {
      // `...Other.shape` spreads what the schema `Other` is made of.
      const schema: Known = known.path.length === 0 || known.path.at(-1) === 'shape' ? { ...known, path: [] } : known;
      return reader.links(schema).flatMap(link => (entries.through?.[link.name ?? ''] ?? []).flatMap(i => {
        const arg = link.call.args[i];
        return arg ? inner(evaluator.evaluate(link.ctx, arg)) : [];
      }));
    }
    default: return [];
  }
}

/** Something is spread into the object that cannot be seen, or a member has a computed name. */
export function hasUnseen(reading: Reading, known: Known, entries: MemberEntries, depth = 0): boolean {
  const { evaluator, reader } = reading;
  const inner = (each: Known): boolean => depth < 12 && hasUnseen(reading, each, entries, depth + 1);
  switch (known.k) {
    case 'undef': return false;
    case 'obj': return known.value.p.some(each => (each.spread ? inner(evaluator.evaluate(known.ctx, each.v)) : each.key !== undefined && evaluator.evaluate(known.ctx, each.key).k !== 'const'));
    case 'arr': return !known.whole || known.items.some(item => inner(evaluator.evaluate(item.ctx, item.val)));
    case 'either': return known.of.some(inner);
    case 'call': {
      const links = reader.links(known.path.at(-1) === 'shape' ? { ...known, path: [] } : known);
      const parts = links.flatMap(link => (entries.through?.[link.name ?? ''] ?? []).flatMap(i => (link.call.args[i] ? [evaluator.evaluate(link.ctx, link.call.args[i]!)] : [])));
      return parts.length === 0 || parts.some(inner);
    }
    default: return true;
  }
}

/** One of these methods has to do with the schema, or with one that it is made of. */
export function isBuiltBy(reading: Reading, known: Known, entries: MemberEntries, methods: readonly string[], depth = 0): boolean {
  const { evaluator, reader } = reading;
  if (depth > 12) return true;
  const inner = (each: Known): boolean => isBuiltBy(reading, each, entries, methods, depth + 1);
  switch (known.k) {
    case 'either': return known.of.some(inner);
    case 'arr': return known.items.some(item => inner(evaluator.evaluate(item.ctx, item.val)));
    case 'call': return reader.links(known.path.at(-1) === 'shape' ? { ...known, path: [] } : known).some(link =>
      methods.includes(link.name ?? '') || (entries.through?.[link.name ?? ''] ?? []).some(i => link.call.args[i] !== undefined && inner(evaluator.evaluate(link.ctx, link.call.args[i]!))));
    default: return false;
  }
}

/** From the name to the end of the value, as far as it can be seen. */
export function rangeOf(code: Code, { ctx, value, at }: Member): Span {
  const end = value.k === 'call' ? code.unit(ctx.file)?.facts.calls[value.c]?.e : value.k === 'fn' ? code.unit(ctx.file)?.facts.fns[value.f]?.e : 'e' in value ? value.e : undefined;
  return { file: at.file, s: at.s, e: ctx.file === at.file && end !== undefined && end > at.e ? end : at.e };
}
