import type { CallRegistry, ConstructionRegistry } from '../../../vocabulary/registries.ts';
import { slotList } from '../../../vocabulary/slot.ts';
import type { CallSite } from '../code.ts';
import type { Entry } from '../entry.ts';
import type { Known, Span } from '../evaluation/known.ts';
import { fallbackIn, holdsGlobal, mayHoldGlobal, membersOfGlobal } from '../globals.ts';
import type { Setting } from '../model.ts';
import type { Reading } from '../setting.ts';
import type { SettingsObject } from '../settings-object.ts';
import { siteMatcher } from '../sites.ts';
import { settingAt } from './member-setting.ts';
import type { Registrations } from './registrations.ts';
import { hasUnseen, isBuiltBy, membersOf, rangeOf, type Member, type MemberEntries } from './schema-members.ts';

type MemberRegistry = (CallRegistry | ConstructionRegistry) & { readonly entries: MemberEntries };

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
    found.objects.push({
      file: site.unit.path,
      call: site.c,
      path: registry.result?.path ?? [],
      ...(registry.result?.called && { called: true as const }),
      ...(registry.result?.types && { types: registry.result.types }),
      ...(registry.result?.handing && { handing: registry.result.handing }),
      ...(registry.result?.injecting && { injecting: registry.result.injecting }),
      ...(isWhole && { closed: true as const }),
      settings,
      ranges,
    });
    // `definePluginSettings({…}).withPrivateSettings()` is what the registry yields, too.
    for (let at = site.c, hops = 0; hops < 5 && registry.result?.fluent; hops++) {
      const next = site.unit.facts.calls.findIndex(
        each =>
          each.k === 'call' &&
          each.callee.k === 'prop' &&
          each.callee.o.k === 'call' &&
          each.callee.o.c === at &&
          registry.result!.fluent!.includes(each.callee.n),
      );
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
