import type { Problem } from '../../core/model.ts';
import type { CallIndex, ClassIndex, DeclIndex, FnIndex, Val } from '../../facts/program/model.ts';
import type { CallRegistry, ConstructionRegistry, Entries } from '../../vocabulary/registries.ts';
import { slotList } from '../../vocabulary/slot.ts';
import type { CallSite, Code } from './code.ts';
import type { Entry } from './entry.ts';
import type { Ctx, Known, Span } from './known.ts';
import { fallbackIn, holdsGlobal, mayHoldGlobal, membersOfGlobal } from './globals.ts';
import type { Setting } from './model.ts';
import type { Registrations } from './registrations.ts';
import { partsOf, texts, type Parts, type Reading } from './setting.ts';
import { siteMatcher } from './sites.ts';

export type MemberEntries = Extract<Entries, { members: unknown }>;
type MemberRegistry = (CallRegistry | ConstructionRegistry) & { readonly entries: MemberEntries };

/** What a registry yields: the object whose members are the settings. */
export interface SettingsObject {
  readonly file: string;
  /** The call or construction that yields it; absent when it is every instance of `cls`. */
  readonly call?: CallIndex;
  readonly cls?: ClassIndex;
  /** The variable that it is, and where the object literals of its groups begin, each with the names that lead to it. */
  readonly decl?: DeclIndex;
  readonly groups?: ReadonlyMap<number, string>;
  /** Members to pass through to the settings. */
  readonly path: readonly string[];
  /** It is called for the settings. */
  readonly called?: true;
  /** It has no other members than its settings. */
  readonly closed?: true;
  /** Settings by the name under which they are read. */
  readonly settings: ReadonlyMap<string, Setting>;
  /** Where each setting is written, from its name to the end of its value. */
  readonly ranges: readonly { readonly range: Span; readonly setting: Setting }[];
}

/** One member of a settings object or of a schema. */
export interface Member {
  readonly name: string;
  readonly ctx: Ctx;
  readonly value: Val;
  readonly at: Span;
}

/** Settings that are the members of objects, directly or in schemas built from objects. */
export function registrationsByMembers(reading: Reading, registry: MemberRegistry): Registrations & { readonly objects: SettingsObject[] } {
  const { code, evaluator, reader } = reading;
  const found: Registrations & { objects: SettingsObject[] } = { settings: [], problems: [], doubts: [], objects: [] };
  /** One setting for each member that is written, in however many objects it stands. */
  const written = new Map<string, Setting>();
  const names = registry.kind === 'call' ? registry.callee : registry.classes;

  const isMeant = siteMatcher(reading, { callee: names, from: registry.from, receiver: registry.receiver, within: registry.within, ...(registry.kind === 'new' && { form: 'new' }) }, []);

  for (const site of new Set(names.flatMap(name => code.calls(name)))) {
    const call = site.unit.facts.calls[site.c]!;
    if (site.unit.test || !isMeant(site)) continue;
    const entry: Entry = { ctx: { file: site.unit.path, fn: call.fn }, site };
    const where = Object.entries(registry.where ?? {});
    if (!where.every(([slot]) => mayHoldGlobal(reader.read(entry, slot)))) continue;
    const schemas = slotList(registry.entries.members).map(slot => reader.read(entry, slot));
    const members = schemas.flatMap(schema => membersOf(reading, schema, registry.entries));
    if (members.length > 0 && where.every(([slot, globals]) => holdsGlobal(reading, entry, slot, globals))) {
      const unseen = schemas.some(schema => hasUnseen(reading, schema, registry.entries));
      add(site, members, !unseen && isClosed(entry, schemas));
      if (unseen) found.open = true;
    }
  }
  return found;

  function isClosed(entry: Entry, schemas: readonly Known[]): boolean {
    const closed = registry.result?.closed;
    if (!closed) return false;
    if (closed.unless && slotList(closed.unless).some(slot => reader.read(entry, slot).k !== 'undef')) return false;
    return !schemas.some(schema => isBuiltBy(reading, schema, registry.entries, closed.opens ?? []));
  }

  function add(site: CallSite, members: readonly Member[], isWhole: boolean): void {
    const settings = new Map<string, Setting>();
    const ranges: { range: Span; setting: Setting }[] = [];
    for (const member of members) {
      const range = rangeOf(code, member);
      const identity = `${member.at.file}:${member.at.s}`;
      const setting = written.get(identity) ?? settingOf(site, member, range);
      // The first of several members of one name counts: branches of a union declare one setting.
      if (!settings.has(member.name)) {
        settings.set(member.name, setting);
        if (!written.has(identity)) found.settings.push(setting);
      }
      written.set(identity, setting);
      ranges.push({ range, setting: settings.get(member.name)! });
    }
    found.objects.push({ file: site.unit.path, call: site.c, path: registry.result?.path ?? [], ...(registry.result?.called && { called: true as const }), ...(isWhole && { closed: true as const }), settings, ranges });
    // `definePluginSettings({…}).withPrivateSettings()` is what the registry yields, too.
    for (let at = site.c, hops = 0; hops < 5 && registry.result?.fluent; hops++) {
      const next = site.unit.facts.calls.findIndex(each => each.k === 'call' && each.callee.k === 'prop' && each.callee.o.k === 'call' && each.callee.o.c === at && registry.result!.fluent!.includes(each.callee.n));
      if (next < 0) break;
      at = next;
      found.objects.push({ file: site.unit.path, call: at, path: registry.result.path ?? [], settings, ranges: [] });
    }
  }

  /** The globals a value is made of, and what stands behind them. */
  function madeOf({ ctx, value }: Member): Pick<Entry, 'variables' | 'fallback'> {
    if (!registry.reads) return {};
    const variables = [...new Set(membersOfGlobal(reading, ctx, value, registry.reads))];
    const fallback = fallbackIn(reading, ctx.file, value);
    return { variables, ...(fallback && { fallback: evaluator.evaluate(ctx, fallback) }) };
  }

  function settingOf(site: CallSite, member: Member, range: Span): Setting {
    const { ctx, at } = member;
    const entry: Entry = { ctx, site, name: { k: 'const', v: member.name, at }, value: evaluator.evaluate(ctx, member.value), ...madeOf(member) };
    const isHere = at.file === site.unit.path;
    const { setting, problems } = settingAt(reading, registry, entry, member.name, range, { fn: isHere ? site.unit.facts.calls[site.c]!.fn : 0, ...(isHere && { call: site.c }) });
    found.problems.push(...problems);
    return setting;
  }
}

/** A setting whose entry is a member, an element or a field: its place is its name, its span runs to the end of its value. */
export function settingAt(reading: Reading, registry: Parts & Pick<CallRegistry, 'key' | 'namespace'>, entry: Entry, fallback: string, range: Span, where: { readonly fn: FnIndex; readonly call?: CallIndex }): { setting: Setting; problems: Problem[] } {
  const { code, reader, vocabulary } = reading;
  const name = texts(reader.read(entry, registry.key))?.[0] ?? fallback;
  const namespace = registry.namespace === undefined ? undefined : texts(reader.read(entry, registry.namespace))?.[0];
  const key = namespace === undefined ? name : `${namespace}${vocabulary.join ?? '.'}${name}`;
  const at = { file: range.file, s: range.s, e: Math.min(range.e, entry.name?.at?.e ?? range.e) };
  const { parts, problems } = partsOf(reading, registry, entry, key, at);
  const location = code.locate(at.file, at.s, at.e);
  return {
    problems,
    setting: {
      key, name, ...(namespace !== undefined && { namespace }), ...parts, at: location,
      span: { startLine: location.line, endLine: code.locate(range.file, range.s, range.e).endLine },
      file: at.file, ...where, vocabulary: vocabulary.name, application: code.modules.packageOf(at.file),
    },
  };
}

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
function hasUnseen(reading: Reading, known: Known, entries: MemberEntries, depth = 0): boolean {
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
function isBuiltBy(reading: Reading, known: Known, entries: MemberEntries, methods: readonly string[], depth = 0): boolean {
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
