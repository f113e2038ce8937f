import type { FilePath } from '../../core/model.ts';
import type { Unit } from '../../facts/numbers/model.ts';
import { quantityOf } from '../../facts/numbers/roles.ts';
import { unitOf } from '../../facts/numbers/units.ts';
import { wordsOf } from '../../facts/numbers/words.ts';
import type { Setting } from '../settings/model.ts';
import type { PolicyNumber } from './model.ts';
import { dimensionOf, inBase, isGeneral, isSameRole, isSpecific, policyWords } from './policy-name.ts';

/** A registered setting that means what a number decides. */
export interface Counterpart {
  readonly setting: Setting;
  /** The number is the setting's default, whatever unit each is in; else it is another one. */
  readonly same: boolean;
}

/**
 * Finds the setting that a number repeats or contradicts. Their names must state the same quantity in the same words, and
 * what the setting's name or namespace says beyond that must stand around the number (in its owner, its file, what it is
 * handed to), unless no other setting has these words. In doubt there is none.
 */
export function counterparts(settings: readonly Setting[], packageOf: (file: FilePath) => string): (number: PolicyNumber) => Counterpart | undefined {
  const known = settings.flatMap(described);
  const byHead = new Map<string, Described[]>();
  for (const each of known) for (const word of new Set(each.all)) byHead.set(word, [...(byHead.get(word) ?? []), each]);
  return number => {
    if (known.length === 0 || number.scaled || !nameIsPlace(number)) return undefined;
    const words = policyWords(lastOf(number.slot));
    if (words.length === 0) return undefined;
    const around = contextOf(number);
    const meant = (byHead.get(words[0]!) ?? []).filter(each => each.setting.file !== number.file && means(each, words, around, number));
    const near = meant.filter(({ setting }) => setting.application === packageOf(number.file));
    const chosen = near.length > 0 ? near : meant;
    const [first] = chosen;
    if (first === undefined || chosen.some(({ setting }) => setting.key !== first.setting.key)) return undefined;
    const same = compare(number, first);
    // What another package of the workspace is like by default is its own business, until it is the very same.
    return same === undefined || (!same && near.length === 0) ? undefined : { setting: first.setting, same };
  };

  function means({ setting, own, all }: Described, words: readonly string[], around: ReadonlySet<string>, number: PolicyNumber): boolean {
    if (!isSameRole(number.quantity, quantityOf(setting.name)) || !words.every(word => all.has(word))) return false;
    if ([...all].every(word => words.includes(word))) return isSpecific(words);
    const rest = [...all].filter(word => !words.includes(word));
    if (rest.every(word => around.has(word))) return true;
    const isWhole = own.length === words.length && own.every(word => words.includes(word));
    return isWhole && isSpecific(words) && !isGeneral(words) && known.every(other => other.setting.key === setting.key || other.own.join(' ') !== own.join(' '));
  }
}

interface Described {
  readonly setting: Setting;
  /** Words of the key without its namespace. */
  readonly own: readonly string[];
  /** Words of namespace and key. */
  readonly all: ReadonlySet<string>;
  readonly value: number;
  readonly unit: Unit | undefined;
}

function described(setting: Setting): Described[] {
  const { default: registered, name, namespace = '' } = setting;
  const value =
    registered.k === 'constant' && (typeof registered.value === 'number' || (typeof registered.value === 'string' && /^\d+$/.test(registered.value)))
      ? Number(registered.value)
      : undefined;
  const own = policyWords(name);
  if (value === undefined || value === 0 || own.length === 0 || !quantityOf(name)?.strong) return [];
  return [{ setting, own, all: new Set([...policyWords(`${namespace} x`).filter(word => word !== 'x'), ...own]), value, unit: unitOf(wordsOf(name)) }];
}

/** The slot names the number itself, and not the function that takes it or what it is compared with. */
const nameIsPlace = ({ named, sink }: PolicyNumber): boolean => named || (sink !== 'timer' && sink !== 'argument' && sink !== 'comparison' && sink !== 'clamp');

const lastOf = (slot: string): string => slot.slice(slot.lastIndexOf('.') + 1);

/** What is said around a number: who holds it, in which file and folder, to what it is handed. */
const contextOf = ({ owner, file, slot, callees }: PolicyNumber): ReadonlySet<string> =>
  new Set([owner, slot, ...file.replace(/\.[cm]?[jt]sx?$/, '').split('/').slice(-2), ...callees].flatMap(policyWords));

/** Undefined where one of them states no unit and the difference may be nothing but that. */
function compare({ number, quantity }: PolicyNumber, { value, unit }: Described): boolean | undefined {
  const given = Number(number.value);
  if (Number.isNaN(given)) return undefined;
  const units = [dimensionOf(quantity.unit), dimensionOf(unit)];
  if (units[0] !== undefined && units[1] !== undefined) return units[0] === units[1] ? inBase(given, quantity.unit) === inBase(value, unit) : undefined;
  if (given === value) return true;
  return units[0] === units[1] || !conversions.has(Math.max(given, value) / Math.min(given, value)) ? false : undefined;
}

const conversions = new Set([60, 1000, 1024, 3600, 60_000, 86_400, 1_048_576, 3_600_000, 86_400_000]);
