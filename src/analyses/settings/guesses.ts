import type { Location } from '../../core/model.ts';
import type { Call, FnIndex, Val } from '../../facts/program/model.ts';
import { eachPart } from '../../facts/program/parts.ts';
import { chainsOf, namesOf } from './chains.ts';
import type { Origin } from '../values/model.ts';
import { calleeName, receiverOf, type Code, type Unit } from './code.ts';
import { callersOf } from './callers.ts';
import type { Evaluator } from './evaluate.ts';
import { matcher } from './keys.ts';
import type { Known } from './known.ts';
import { objectsOf } from './objects.ts';
import { isMember, isText, nameKinds, type NameKind } from './name-kinds.ts';
import type { Access, Setting, SettingIndex, SettingsModel } from './model.ts';

/** Less than this of a name is fixed: it could be any. */
const LEAST_FIXED = 4;
/** Of so few settings most are soon meant. */
const LEAST_SETTINGS = 3;

/** What is known of a place before it is told which setting its name may mean. */
interface Spelling {
  readonly fn: FnIndex;
  readonly s: number;
  readonly e: number;
  readonly call?: Call;
}

/**
 * Places that may read a setting of which no reader is seen, by the name alone: `lookUp('mail.sender')` of a helper that is
 * not here, `options.retryLimit` of an object that cannot be followed, `${prefix}_HOST`. Such a place proves no read; it
 * is a doubt, and a setting about which there is one is not called dead.
 */
export function guessedReads(code: Code, evaluator: Evaluator, settings: readonly Setting[], accesses: readonly Access[], traits: SettingsModel['traits']): ReadonlyMap<SettingIndex, readonly Access[]> {
  const found = new Map<SettingIndex, Access[]>();
  const isRead = new Set(accesses.flatMap(access => (!access.test && (access.mode === 'read' || access.mode === 'watch') ? access.settings : [])));
  const names = new Map<string, { readonly setting: SettingIndex; readonly kind: NameKind }[]>();
  settings.forEach((setting, i) => {
    if (isRead.has(i) || setting.flags.external === true) return;
    const asked = traits.get(setting.vocabulary)?.askedAt;
    if (asked) found.set(i, [guessAt(setting, i, asked, 0, 'text')]);
    for (const [name, kind] of nameKinds(setting)) names.set(name, [...(names.get(name) ?? []), { setting: i, kind }]);
  });
  if (names.size === 0) return found;
  const known = understood(accesses);
  const registered = registrationsOf(code, settings);

  const constantsIn = constantsNaming(code, names, (file, s) => registered.get(file)?.some(range => range.s <= s && s < range.e) === true);

  for (const unit of code.units) {
    if (unit.test) continue;
    const own = registered.get(unit.path) ?? [];
    const add = (setting: SettingIndex, { fn, s, e }: Spelling, site: 'text' | 'name'): void => {
      const at = code.locate(unit.path, s, e);
      if (own.some(range => range.s <= s && e <= range.e) || known.has(`${at.file}:${at.line}:${at.column}`)) return;
      found.set(setting, [...(found.get(setting) ?? []), guessAt(settings[setting]!, setting, at, fn, site)]);
    };
    for (const { text, ...at } of textsOf(unit)) {
      const isOpen = at.call === undefined || mayLookUp(unit, at.call);
      if (!isOpen) continue;
      if (text.includes('*')) fitting(text).forEach(each => !isRead.has(each) && add(each, at, 'text'));
      else for (const { setting, kind } of names.get(text) ?? []) if (isText(kind, at.call && looksUp(unit, at.call))) add(setting, at, 'text');
    }
    for (const { text, value, ...at } of constantsIn(unit)) {
      const known = evaluator.evaluate({ file: unit.path, fn: at.fn }, value);
      if (known.k === 'const' && known.v !== text) continue;
      for (const { setting, kind } of names.get(text) ?? []) if (isText(kind)) add(setting, at, 'text');
    }
    for (const { name, of, ...at } of membersOf(unit)) {
      const meant = (names.get(name) ?? []).filter(({ kind }) => isMember(kind));
      if (meant.length > 0 && isUnseen(unit, at.fn, of)) for (const { setting } of meant) add(setting, at, 'name');
    }
  }
  return found;

  /** The program does not show which object this is: a member of it may be the setting's value. */
  function isUnseen(unit: Unit, fn: FnIndex, of: Val): boolean {
    const site = { file: unit.path, fn };
    return !isEnvironment(code.values.origin(site, of)) && code.values.classOf(site, of) === undefined && mayBeAnything(evaluator.evaluate(site, of));
  }

  function mayBeAnything(known: Known): boolean {
    switch (known.k) {
      case 'either': return known.of.some(mayBeAnything);
      case 'call': return true;
      case 'opaque': return known.value.k !== 'fn' && known.value.k !== 'class' && known.value.k !== '?';
      // What its callers hand in has been followed.
      case 'free': return known.on.k === 'param' && (callersOf(code, known.on.file, known.on.fn)?.length ?? 0) === 0;
      default: return false;
    }
  }

  /** Settings that a text with unknown parts (`*`) can mean; what fits most of them means none in particular. */
  function fitting(pattern: string): readonly SettingIndex[] {
    const fixed = pattern.replaceAll('*', '');
    if (fixed.length < LEAST_FIXED || !/[._/-]/.test(fixed)) return [];
    const fits = matcher(pattern);
    const all = settings.flatMap((setting, i) => ([...nameKinds(setting)].some(([name, kind]) => (kind === 'whole' || kind === 'tail') && fits(name)) ? [i] : []));
    return all.length * 2 > settings.length && settings.length > LEAST_SETTINGS ? [] : all;
  }
}

/** What is read of the environment itself is seen by name. */
const isEnvironment = (origin: Origin): boolean =>
  (origin.k === 'global' && (origin.path.join('.') === 'process.env' || origin.path.join('.') === 'Bun.env')) || (origin.k === 'meta' && origin.path.join('.') === 'env')
  || (origin.k === 'external' && /^(node:)?process$/.test(origin.from) && [origin.name, ...origin.path].at(-1) === 'env');

const guessAt = ({ key, vocabulary }: Setting, setting: SettingIndex, at: Location, fn: FnIndex, site: 'text' | 'name'): Access =>
  ({ key, exact: true, mode: 'read', strength: 'weak', settings: [setting], vocabulary, site, file: at.file, fn, guard: -1, loop: -1, via: [], at, test: false });

/** Places whose meaning is known: reads, writes and watches of other settings among them. */
const understood = (accesses: readonly Access[]): ReadonlySet<string> =>
  new Set(accesses.flatMap(({ mode, site, settings, at }) => (settings.length === 0 || (mode === 'mention' && site === 'text') ? [] : [`${at.file}:${at.line}:${at.column}`])));

/** Where settings are registered: the lines of each, and the whole call that holds them with its mirror of the environment. */
function registrationsOf(code: Code, settings: readonly Setting[]): ReadonlyMap<string, readonly { readonly s: number; readonly e: number }[]> {
  const found = new Map<string, { s: number; e: number }[]>();
  for (const { file, call, span } of settings) {
    const unit = code.unit(file);
    if (!unit) continue;
    const ranges = found.get(file) ?? [];
    found.set(file, ranges);
    const lines = { s: unit.lineStarts[span.startLine - 1] ?? 0, e: unit.lineStarts[span.endLine] ?? Number.MAX_SAFE_INTEGER };
    const whole = call === undefined ? undefined : unit.facts.calls[call];
    for (const range of whole ? [lines, { s: whole.s, e: whole.e }] : [lines]) if (!ranges.some(each => each.s <= range.s && range.e <= each.e)) ranges.push(range);
  }
  return found;
}

/** Functions that give a value, say something or act on a name: none of them reads a setting. */
const OTHER_VERBS = new Set([
  'log', 'trace', 'debug', 'info', 'warn', 'error', 'fatal', 'print', 'set', 'update', 'save', 'store', 'put', 'delete', 'remove', 'unset', 'clear', 'reset',
  't', 'translate', 'localize', 'describe', 'it', 'expect', 'execute', 'open', 'emit', 'track', 'capture', 'register', 'define',
]);

function mayLookUp({ facts }: Unit, call: Call): boolean {
  const name = calleeName(facts, call) ?? '';
  const receiver = receiverOf(facts, call);
  if (receiver?.k === 'ref' && receiver.n === 'console' && receiver.d < 0) return false;
  return !OTHER_VERBS.has(/^[A-Za-z][a-z]*/.exec(name)?.[0].toLowerCase() ?? '') && !(call.k === 'new' && name.endsWith('Error'));
}

/** `config.get('port')`: the receiver says that its names are those of settings. */
function looksUp({ facts }: Unit, call: Call): boolean {
  const receiver = receiverOf(facts, call);
  const name = receiver?.k === 'ref' || receiver?.k === 'prop' ? receiver.n : receiver?.k === 'call' ? (calleeName(facts, facts.calls[receiver.c]!) ?? '') : (calleeName(facts, call) ?? '');
  return /(conf|config|configuration|settings?|cfg|prefs?|preferences?|options?|env|section)$/i.test(name);
}

/** Texts that calls are handed, and by which members are chosen, with what their unknown parts (`*`) leave of them. */
function* textsOf(unit: Unit): Generator<Spelling & { readonly text: string }> {
  const { facts } = unit;
  const texts = new Map<number, Spelling & { text: string }>();
  const visit = (value: Val, fn: FnIndex, call?: Call): void => {
    const text = value.k === 'lit' && typeof value.v === 'string' ? value.v : value.k === 'tpl' ? value.q.join('*') : value.k === 'op' && value.o === '+' ? sum(value.a) : undefined;
    if (text !== undefined && 's' in value && !texts.has(value.s)) texts.set(value.s, { text, fn, s: value.s, e: value.e, ...(call && { call }) });
    // What a member is chosen by is looked up there, whatever is done with what is found.
    if (value.k === 'elem') { visit(value.i, fn); return visit(value.o, fn, call); }
    eachPart(value, part => visit(part, fn, call));
  };
  for (const call of facts.calls) for (const arg of call.args) visit(arg, call.fn, call);
  for (const { v, fn } of facts.reads) for (const { value } of namesOf(v)) if (value.k === 'elem') visit(value.i, fn);
  // `case 'retryLimit':` tells apart what was handed in by its name.
  for (const { v } of facts.guards) compared(v, part => visit(part, 0));
  yield* texts.values();
}

/**
 * Arguments that are constants under whose name a text of interest stands somewhere: `ask(KEYS.retryLimit)` of a table that
 * cannot be followed. A registration (`{ key: 'retryLimit' }`) is no such table, and a part of a key counts under its own name only.
 */
function constantsNaming(code: Code, texts: ReadonlyMap<string, readonly { readonly kind: NameKind }[]>, isRegistration: (file: string, s: number) => boolean): (unit: Unit) => readonly (Spelling & { readonly text: string; readonly value: Val })[] {
  const named = new Map<string, string>();
  const note = (file: string, name: string, value: Val | undefined): void => {
    if (value?.k !== 'lit' || typeof value.v !== 'string' || name === '' || isRegistration(file, value.s)) return;
    const meant = texts.get(value.v);
    if (meant && (meant.some(({ kind }) => kind === 'whole') || bare(name) === bare(lastPart(value.v)))) named.set(name, value.v);
  };
  for (const unit of code.units) {
    if (unit.test) continue;
    for (const { object } of objectsOf(unit)) for (const { n, v } of object.p) note(unit.path, n, v);
    for (const { k, n, init } of unit.facts.decls) if (k === 'const') note(unit.path, n, init);
  }
  return unit => (named.size === 0 ? [] : unit.facts.calls.flatMap(call => (!mayLookUp(unit, call) ? [] : call.args.flatMap(value => {
    const text = value.k === 'prop' || value.k === 'ref' ? named.get(value.n) : undefined;
    return text === undefined || !('s' in value) ? [] : [{ text, value, fn: call.fn, s: value.s, e: value.e, call }];
  }))));
}

const bare = (name: string): string => name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

const lastPart = (key: string): string => key.slice(Math.max(key.lastIndexOf('.'), key.lastIndexOf('/')) + 1);

/** Texts that something is compared with. */
function compared(value: Val, visit: (text: Val) => void): void {
  if (value.k !== 'op') return;
  const isComparison = value.o === '===' || value.o === '==';
  for (const part of value.a) if (part.k === 'op') compared(part, visit); else if (isComparison && part.k === 'lit') visit(part);
}

/** `'a.' + name + '.b'` with `*` for what is no text. */
const sum = (parts: readonly Val[]): string => parts.map(part => (part.k === 'lit' && typeof part.v === 'string' ? part.v : part.k === 'op' && part.o === '+' ? sum(part.a) : '*')).join('');

/** Names of members that are read. */
function* membersOf(unit: Unit): Generator<Spelling & { readonly name: string; readonly of: Val }> {
  for (const { value, fn, isWrite } of chainsOf(unit)) {
    for (const [i, { name, value: at }] of namesOf(value).entries()) if (at.k === 'prop' && !(isWrite && i === namesOf(value).length - 1)) yield { name, of: at.o, fn, s: at.s, e: at.e };
  }
}
