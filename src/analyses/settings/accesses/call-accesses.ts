import type { Val } from '../../../facts/program/model.ts';
import type { CallAccess } from '../../../vocabulary/accesses.ts';
import { slotList, type Slots } from '../../../vocabulary/slot.ts';
import { receiverOf, type CallSite } from '../code.ts';
import type { Entry } from '../entry.ts';
import { extended, type Known, type Span } from '../evaluation/known.ts';
import type { Access, Setting } from '../model.ts';
import type { Reading } from '../setting.ts';
import type { SettingsObject } from '../settings-object.ts';
import { settingsOfReceiver, siteMatcher } from '../sites.ts';

/** An access before it is looked up among the settings. */
export interface RawAccess extends Omit<Access, 'settings'> {
  /** It is made on what one registry yields, so none but its settings are meant. */
  readonly among?: ReadonlySet<Setting>;
}

const MAX_HOPS = 6;
/** Loops and helpers together. */
const MAX_STEPS = 12;

/** Calls with the key as an argument; where a helper hands the key on, the helper's callers. */
export function accessesByCall(reading: Reading, form: CallAccess, objects: readonly SettingsObject[] = [], keys: readonly string[] = []): RawAccess[] {
  const { code, evaluator, reader, vocabulary } = reading;
  const join = vocabulary.join ?? '.';
  const found: RawAccess[] = [];
  const callee = form.callee.flatMap(name => (name.includes('*') ? code.callees(name) : [name]));
  const isMeant = siteMatcher(reading, { ...form, callee }, objects);
  const registered = new Set(keys);
  const amongOf = form.receiver?.result ? settingsOfReceiver(reading, objects) : () => undefined;

  for (const site of new Set(callee.flatMap(name => code.calls(name)))) {
    if (isMeant(site)) settle({ ctx: { file: site.unit.path, fn: site.unit.facts.calls[site.c]!.fn }, site }, [site]);
  }
  return found;

  function settle(entry: Entry, trail: readonly CallSite[], steps = 0): void {
    const key = named(entry, form.key);
    const space = form.namespace === undefined ? undefined : named(entry, form.namespace);
    const namespace = space?.k === 'undef' ? undefined : space;
    if (form.scope === 'pattern' ? !isRegex(key) : form.scope === 'values' || form.scope === 'names' ? key.k !== 'obj' && key.k !== 'free' : cannotName(key)) return;
    if (namespace && cannotName(namespace)) return;
    const free = [namespace, key].find(part => part?.k === 'free');
    if (free?.k === 'free') {
      const each = trail.length > MAX_HOPS || steps > MAX_STEPS ? undefined : evaluator.expand(entry.ctx, free.on);
      if (each && each.length > 0) return each.forEach(expansion => settle({ ...entry, ctx: expansion.ctx }, extended(trail, expansion), steps + 1));
      // What reads settings by itself (a resolver's own methods) hands on what it is asked for.
      if (isOwnMethod(trail[0]!)) return;
      if (steps > 2 * MAX_STEPS) return;
      return settle({ ...entry, ctx: evaluator.close(entry.ctx, free.on) }, trail, steps + 1);
    }
    for (const space of namespace ? patterns(namespace) : [undefined]) {
      for (const name of namesIn(key)) add(entry, trail, space, name, key.at);
    }
  }

  /** Most keys begin like this: who is told of any change, or computes any key, looks at nothing in particular. */
  function isMost(beginning: string): boolean {
    return keys.length > 3 && keys.filter(key => key.startsWith(beginning)).length > keys.length / 2;
  }

  /** Nothing is known of the group in which any key is looked up, or most keys are in it. */
  function isAnywhere(namespace: string | undefined): boolean {
    return namespace === undefined || namespace.includes('*') || isMost(`${namespace}${join}`);
  }

  /** The first of the slots that can hold a name: `get('ns', 'key')` or `get({ namespace: 'ns', key: 'key' })`. */
  function named(entry: Entry, slots: Slots): Known {
    const all = slotList(slots).map(slot => reader.read(entry, slot));
    if (form.scope === 'names' || form.scope === 'values') return all[0] ?? { k: 'undef' };
    return all.find(known => !cannotName(known)) ?? all[0] ?? { k: 'undef' };
  }

  function namesIn(key: Known): readonly string[] {
    switch (form.scope) {
      case 'elements': return key.k === 'arr' ? key.items.flatMap(item => patterns(evaluator.evaluate(item.ctx, item.val))) : patterns(key);
      case 'values': return key.k === 'obj' ? key.value.p.flatMap(each => (each.spread ? [] : patterns(evaluator.evaluate(key.ctx, each.v)))) : [];
      case 'names': return key.k === 'obj' ? key.value.p.flatMap(each => (each.n === '' ? [] : [each.n])) : [];
      case 'pattern': return isRegex(key) ? matchedBy(key.value.t) : [];
      default: return patterns(key);
    }
  }

  /** What also fits a key without a letter is told of any change, and looks at nothing in particular. */
  function matchedBy(literal: string): readonly string[] {
    const matches = matching(literal);
    return matches('') ? [] : keys.filter(matches);
  }

  function add(entry: Entry, trail: readonly CallSite[], namespace: string | undefined, name: string, at: Span | undefined): void {
    // A method of the store itself that looks up whatever it is told.
    if (name === '*' && isOwnMethod(trail[0]!)) return;
    const outermost = trail.at(-1)!;
    const { unit, c } = outermost;
    const call = unit.facts.calls[c]!;
    const whole = namespace === undefined ? name : `${namespace}${join}${name}`;
    const written = [whole, ...(form.rewrite ?? []).map(([from, to]) => whole.replace(from, to)).filter(each => each !== whole)];
    const among = amongOf(trail[0]!);
    const fallback = reader.json(reader.read(entry, form.fallback));
    for (const exactKey of written) {
      if (form.loose && !registered.has(exactKey) && !exactKey.includes('*') && form.scope !== 'subtree' && form.scope !== 'prefix') continue;
      // What could be any key tells nothing where the call may be one of something else.
      if (form.loose && ((name === '*' && isAnywhere(namespace)) || exactKey.replaceAll('*', '').length < 3 || (/^[^*]*\*$/.test(exactKey) && isMost(exactKey.slice(0, -1))))) continue;
      const key = form.scope === 'prefix' ? `${exactKey}*` : exactKey;
      const place = at && at.file === unit.path ? at : { file: unit.path, s: call.s, e: call.e };
      const access: RawAccess = {
        key, exact: !key.includes('*'), mode: form.mode, strength: form.loose && name === '*' ? 'weak' : 'exact', vocabulary: vocabulary.name, site: 'call',
        file: unit.path, fn: call.fn, guard: call.g, loop: call.loop, call: c,
        via: trail.slice(0, -1).reverse().map(inner => ({ file: inner.unit.path, fn: inner.unit.facts.calls[inner.c]!.fn, call: inner.c })),
        ...(fallback !== undefined && { fallback }), ...(among && { among }),
        at: code.locate(place.file, place.s, place.e), test: unit.test,
      };
      found.push(access);
      if (form.scope === 'subtree' && !(form.mode === 'watch' && isMost(`${key}${join}`))) found.push({ ...access, key: `${key}${join}*`, exact: false });
    }
  }
}

function isOwnMethod({ unit, c }: CallSite): boolean {
  const receiver = receiverOf(unit.facts, unit.facts.calls[c]!);
  return receiver?.k === 'this' || receiver?.k === 'super';
}

const isRegex = (known: Known): known is Extract<Known, { k: 'opaque' }> & { readonly value: Extract<Val, { k: 'regex' }> } => known.k === 'opaque' && known.value.k === 'regex';

function matching(literal: string): (key: string) => boolean {
  const end = literal.lastIndexOf('/');
  try {
    const expression = new RegExp(literal.slice(1, end), literal.slice(end + 1).replace(/[gy]/g, ''));
    return key => expression.test(key);
  } catch {
    return () => true; // An expression of another engine may match anything.
  }
}

const cannotName = (known: Known): boolean =>
  known.k === 'undef' || known.k === 'obj' || known.k === 'arr' && known.items.length === 0 || (known.k === 'const' && typeof known.v !== 'string')
  || (known.k === 'opaque' && (known.value.k === 'fn' || known.value.k === 'class' || known.value.k === 'regex'));

/** Texts a key can be, `*` for what is not known. */
export function patterns(known: Known): readonly string[] {
  if (known.k === 'const') return typeof known.v === 'string' ? [known.v] : [];
  if (known.k === 'pattern') return [known.text];
  if (known.k === 'either') return [...new Set(known.of.flatMap(patterns))];
  return ['*'];
}
