import type { Problem } from '../../../core/model.ts';
import type { Val } from '../../../facts/program/model.ts';
import type { CallRegistry, ConstructionRegistry } from '../../../vocabulary/registries.ts';
import { slotList } from '../../../vocabulary/slot.ts';
import { constructedBy } from '../class-line.ts';
import type { CallSite, Code } from '../code.ts';
import { isNamed, type Entry } from '../entry.ts';
import { extended, type Known, type Span } from '../evaluation/known.ts';
import type { Setting } from '../model.ts';
import { lastStep, partsOf, problemAt, slotsOf, texts, type Reading } from '../setting.ts';
import { siteMatcher } from '../sites.ts';

export interface Registrations {
  readonly settings: Setting[];
  readonly problems: Problem[];
  /** Something that looks like a registration of this vocabulary, but may be a call of something else. */
  readonly doubts: Problem[];
  /** There are settings whose names cannot be seen. */
  open?: boolean;
}

/** A helper within a helper within a helper … */
const MAX_HOPS = 6;
/** Loops and helpers together. */
const MAX_STEPS = 12;

/** Settings that calls and constructions declare, each as `entries: { one: true }` says. */
export function registrationsByCall(reading: Reading, registry: CallRegistry | ConstructionRegistry, seen: Set<string>): Registrations {
  const { code, evaluator, reader, vocabulary } = reading;
  const found: Registrations = { settings: [], problems: [], doubts: [] };
  const identity = [...(registry.requires ?? [registry.key]), registry.key, ...(registry.namespace === undefined ? [] : [registry.namespace])];
  const binding = [registry.flags?.restart, registry.flags?.readOnly].flatMap(rule => (rule === undefined ? [] : [slotsOf(rule)]));

  /** Functions that are known to register settings, and calls whose definition cannot be seen. */
  const registering = new Set<string>();
  const unseen: CallSite[] = [];

  for (const site of sitesOf(reading, registry)) {
    const call = site.unit.facts.calls[site.c]!;
    settle({ ctx: { file: site.unit.path, fn: call.fn }, site }, [site]);
  }
  // A call of the very function that registers settings elsewhere registers one here too, visible or not.
  for (const site of unseen) {
    const callee = calleeKey(code, site);
    if (callee === undefined || !registering.has(callee)) continue;
    const call = site.unit.facts.calls[site.c]!;
    found.doubts.push(problemAt(code, { file: site.unit.path, s: call.s, e: call.e }, 'a setting is registered here whose definition cannot be seen; write the definition as an object, or hand on a constant'));
  }
  return found;

  /** The object that names the setting is there to see, or comes in through a helper. */
  function isWritten(entry: Entry): boolean {
    const [slot = ''] = slotList(registry.key);
    if (!slot.includes('.')) return true;
    const { k } = reader.read(entry, slot.slice(0, slot.lastIndexOf('.')));
    return k === 'obj' || k === 'free' || k === 'either';
  }

  /** Takes one registration to its key, once for each value of what it depends on. `trail` are the calls that lead to it, outermost last. */
  function settle(entry: Entry, trail: readonly CallSite[], steps = 0): void {
    if (trail.at(-1)!.unit.test) return;
    if (!isWritten(entry)) return void unseen.push(trail.at(-1)!);
    const parts = identity.map(slots => reader.read(entry, slots));
    const missing = parts.find(part => part.k === 'undef' || isNoText(part));
    if (missing) return;
    const free = [...parts, ...binding.map(slots => reader.read(entry, slots))].find(part => part.k === 'free');
    if (free?.k === 'free') {
      const each = trail.length > MAX_HOPS || steps > MAX_STEPS ? undefined : evaluator.expand(entry.ctx, free.on);
      if (!each || each.length === 0) return handedOn(entry, trail);
      return each.forEach(expansion => settle({ ...entry, ctx: expansion.ctx }, extended(trail, expansion), steps + 1));
    }
    const key = reader.read(entry, registry.key);
    const namespace = registry.namespace === undefined ? undefined : reader.read(entry, registry.namespace);
    const names = texts(key);
    const spaces = namespace ? texts(namespace) : [undefined];
    if (!names || !spaces) return registry.open ? void (found.open = true) : unresolved(entry, trail, names ? 'namespace' : 'key');
    for (const space of spaces) for (const name of names) add(entry, trail, space, name, key.at);
  }

  function add(entry: Entry, trail: readonly CallSite[], namespace: string | undefined, name: string, keyAt: Span | undefined): void {
    const outermost = trail.at(-1)!;
    const outer = outermost.unit.facts.calls[outermost.c]!;
    const place = keyAt ?? { file: outermost.unit.path, s: outer.s, e: outer.e };
    const key = namespace === undefined ? name : `${namespace}${vocabulary.join ?? '.'}${name}`;
    const identity = `${place.file}:${place.s}:${key}`;
    const callee = calleeKey(code, trail[0]!);
    if (callee !== undefined) registering.add(callee);
    if (seen.has(identity)) return;
    seen.add(identity);

    const { parts, problems } = partsOf(reading, registry, entry, key, place);
    found.problems.push(...problems);
    found.settings.push({
      key, name, ...(namespace !== undefined && { namespace }), ...parts,
      at: code.locate(place.file, place.s, place.e),
      span: spanOf(trail, entry, place),
      file: outermost.unit.path,
      fn: outer.fn,
      call: outermost.c,
      vocabulary: vocabulary.name,
      application: code.modules.packageOf(outermost.unit.path),
    });
  }

  function spanOf(trail: readonly CallSite[], entry: Entry, place: Span): { startLine: number; endLine: number } {
    const around = trail.map(({ unit, c }) => ({ file: unit.path, s: unit.facts.calls[c]!.s, e: unit.facts.calls[c]!.e })).reverse()
      .find(call => call.file === place.file && call.s <= place.s && place.e <= call.e) ?? definitionAround(entry, place);
    const { line, endLine } = code.locate(around.file, around.s, around.e);
    return { startLine: line, endLine };
  }

  /** The object literal in which the key stands, when it is written apart from the call. */
  function definitionAround(entry: Entry, place: Span): Span {
    for (const slot of slotList(registry.key)) {
      const whole = slot.includes('.') ? reader.read(entry, slot.slice(0, slot.lastIndexOf('.'))) : undefined;
      if (whole?.k === 'obj' && whole.ctx.file === place.file && whole.value.s <= place.s && place.e <= whole.value.e) return { file: place.file, s: whole.value.s, e: whole.value.e };
    }
    return place;
  }

  /** A helper that nobody calls registers nothing; one that writes out a registration and is called from unseen places hides settings. */
  function handedOn(entry: Entry, trail: readonly CallSite[]): void {
    if (registry.open) return void (found.open = true);
    const isNamed = identity.some(slots => { const { k } = reader.read(entry, slots); return k === 'const' || k === 'pattern'; });
    if (isNamed) unresolved(entry, trail, reader.read(entry, registry.key).k === 'free' ? 'key' : 'namespace');
  }

  /** Namespace and key are members that are written out, or one of them is a text: not just something that a spread may bring. */
  function isSpelled(entry: Entry): boolean {
    const all = identity.flatMap(slots => slotList(slots).slice(0, 1));
    return all.some(slot => texts(reader.read(entry, slot)) !== undefined) || all.every(slot => {
      const dot = slot.lastIndexOf('.');
      const whole = dot < 0 ? undefined : reader.read(entry, slot.slice(0, dot));
      return whole === undefined || (whole.k === 'obj' && whole.value.p.some(each => !each.spread && each.n === slot.slice(dot + 1)));
    });
  }

  function unresolved(entry: Entry, trail: readonly CallSite[], part: 'key' | 'namespace'): void {
    const slots = part === 'key' ? registry.key : registry.namespace!;
    const { unit, c } = trail.at(-1)!;
    const call = unit.facts.calls[c]!;
    if (!isSpelled(entry)) return;
    const where = reader.read(entry, slots).at ?? { file: unit.path, s: call.s, e: call.e };
    const isTold = (registry.tells ?? []).some(slot => { const { k } = reader.read(entry, slot); return k !== 'undef' && k !== 'opaque'; });
    const message = `a setting is registered under a \`${lastStep(slots)}\` that cannot be resolved; give it as a literal, a constant or an enum member`;
    (isTold ? found.problems : found.doubts).push(problemAt(code, where, message));
  }
}

/** Identity of the function or method that a call calls, when it can be followed. */
function calleeKey(code: Code, { unit, c }: CallSite): string | undefined {
  const call = unit.facts.calls[c]!;
  const origin = code.values.origin({ file: unit.path, fn: call.fn }, call.callee);
  return origin.k === 'value' || origin.k === 'this' || origin.k === 'global' ? undefined : JSON.stringify(origin);
}

function sitesOf(reading: Reading, registry: CallRegistry | ConstructionRegistry): CallSite[] {
  const { code } = reading;
  if (registry.kind === 'call') {
    const isMeant = siteMatcher(reading, registry, []);
    return unique(registry.callee.flatMap(name => code.calls(name))).filter(site => !site.unit.test && isMeant(site));
  }
  const { classes } = registry;
  const supers = code.calls('super').filter(({ unit, c }) => {
    const { cls } = unit.facts.fns[unit.facts.calls[c]!.fn]!;
    const ext = cls === undefined ? undefined : unit.facts.classes[cls]?.ext;
    const origin = ext && code.values.origin({ file: unit.path, fn: 0 }, ext);
    return origin?.k === 'class' ? classes.includes(code.unit(origin.file)!.facts.classes[origin.cls]!.n) : origin?.k === 'external' && classes.includes(origin.name);
  });
  const spelled = new Set(classes);
  for (const { facts, path } of code.units) {
    for (const cls of facts.classes) if (cls.ext && cls.ctor === undefined && extendsAny(code, path, cls.ext, classes)) spelled.add(cls.n);
  }
  const constructions = [...spelled].flatMap(name => code.calls(name)).filter(({ unit, c }) => {
    const call = unit.facts.calls[c]!;
    if (call.k !== 'new' || !isNamed(code, { unit, c }, classes)) return false;
    const origin = code.values.origin({ file: unit.path, fn: call.fn }, call.callee);
    if (origin.k !== 'class') return true;
    const constructed = constructedBy(code, origin);
    const { n, ctor } = code.unit(constructed.file)!.facts.classes[constructed.cls]!;
    return ctor === undefined || classes.includes(n);
  });
  return unique([...supers, ...constructions]).filter(({ unit }) => !unit.test);
}

function extendsAny(code: Code, file: string, ext: Val, classes: readonly string[]): boolean {
  const origin = code.values.origin({ file, fn: 0 }, ext);
  if (origin.k === 'external') return classes.includes(origin.name);
  if (origin.k !== 'class') return false;
  const { n, ext: further } = code.unit(origin.file)!.facts.classes[origin.cls]!;
  return classes.includes(n) || (further !== undefined && extendsAny(code, origin.file, further, classes));
}

const unique = (sites: readonly CallSite[]): CallSite[] => [...new Set(sites)];

/** A value that can be no key: the call is one of something else. */
const isNoText = (known: Known): boolean =>
  known.k === 'obj' || known.k === 'arr' || (known.k === 'const' && typeof known.v !== 'string') || (known.k === 'opaque' && (known.value.k === 'fn' || known.value.k === 'class' || known.value.k === 'regex'));
