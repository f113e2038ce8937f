import type { Location } from '../../../core/model.ts';
import { addTo } from '../../../core/multimap.ts';
import type { Call, FnIndex, Val } from '../../../facts/program/model.ts';
import type { Origin } from '../../values/model.ts';
import { callersOf } from '../callers.ts';
import { calleeName, receiverOf, type Code, type Unit } from '../code.ts';
import type { Evaluator } from '../evaluation/evaluate.ts';
import type { Known } from '../evaluation/known.ts';
import { matcher } from '../keys.ts';
import type { Access, Setting, SettingIndex, SettingsModel } from '../model.ts';
import { isMember, isText, nameKinds, type NameKind } from './name-kinds.ts';
import { constantsNaming, mayLookUp, membersOf, textsOf, type Spelling } from './spellings.ts';

/** Less than this of a name is fixed: it could be any. */
const LEAST_FIXED = 4;
/** Of so few settings most are soon meant. */
const LEAST_SETTINGS = 3;

/**
 * Places that may read a setting of which no reader is seen, by the name alone: `lookUp('mail.sender')` of a helper that is
 * not here, `options.retryLimit` of an object that cannot be followed, `${prefix}_HOST`. Such a place proves no read; it
 * is a doubt, and a setting about which there is one is not called dead.
 */
export function guessedReads(
  code: Code,
  evaluator: Evaluator,
  settings: readonly Setting[],
  accesses: readonly Access[],
  traits: SettingsModel['traits'],
): ReadonlyMap<SettingIndex, readonly Access[]> {
  const found = new Map<SettingIndex, Access[]>();
  const isRead = new Set(accesses.flatMap(access => (!access.test && (access.mode === 'read' || access.mode === 'watch') ? access.settings : [])));
  const names = new Map<string, { readonly setting: SettingIndex; readonly kind: NameKind }[]>();
  settings.forEach((setting, i) => {
    if (isRead.has(i) || setting.flags.external === true) return;
    const asked = traits.get(setting.vocabulary)?.askedAt;
    if (asked) found.set(i, [guessAt(setting, i, asked, 0, 'text')]);
    for (const [name, kind] of nameKinds(setting)) addTo(names, name, { setting: i, kind });
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
      addTo(found, setting, guessAt(settings[setting]!, setting, at, fn, site));
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
      case 'either':
        return known.of.some(mayBeAnything);
      case 'call':
        return true;
      case 'opaque':
        return known.value.k !== 'fn' && known.value.k !== 'class' && known.value.k !== '?';
      // What its callers hand in has been followed.
      case 'free':
        return known.on.k === 'param' && (callersOf(code, known.on.file, known.on.fn)?.length ?? 0) === 0;
      default:
        return false;
    }
  }

  /** Settings that a text with unknown parts (`*`) can mean; what fits most of them means none in particular. */
  function fitting(pattern: string): readonly SettingIndex[] {
    const fixed = pattern.replaceAll('*', '');
    if (fixed.length < LEAST_FIXED || !/[._/-]/.test(fixed)) return [];
    const fits = matcher(pattern);
    const all = settings.flatMap((setting, i) =>
      [...nameKinds(setting)].some(([name, kind]) => (kind === 'whole' || kind === 'tail') && fits(name)) ? [i] : [],
    );
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

/** `config.get('port')`: the receiver says that its names are those of settings. */
function looksUp({ facts }: Unit, call: Call): boolean {
  const receiver = receiverOf(facts, call);
  const name = receiver?.k === 'ref' || receiver?.k === 'prop' ? receiver.n : receiver?.k === 'call' ? (calleeName(facts, facts.calls[receiver.c]!) ?? '') : (calleeName(facts, call) ?? '');
  return /(conf|config|configuration|settings?|cfg|prefs?|preferences?|options?|env|section)$/i.test(name);
}
