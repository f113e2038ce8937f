import type { Json } from '../../core/model.ts';
import type { Setting, SettingIndex } from '../settings/model.ts';
import type { Constant } from '../values/model.ts';

/**
 * What is known of a value under the default configuration. Absent parts are unknown. `flags` are the settings whose
 * defaults it was computed from.
 */
export interface Abstract {
  readonly truth?: boolean;
  readonly nullish?: boolean;
  readonly value?: Constant;
  readonly flags: readonly SettingIndex[];
}

export const UNKNOWN: Abstract = { flags: [] };
export const NULLISH: Abstract = { truth: false, nullish: true, flags: [] };
/** An object, a function, an instance. */
export const PRESENT: Abstract = { truth: true, nullish: false, flags: [] };

export const constantValue = (value: Constant, flags: readonly SettingIndex[] = []): Abstract =>
  value === null ? { ...NULLISH, value, flags } : { truth: Boolean(value), nullish: false, value, flags };

const ON = new Set(['true', '1', 'yes', 'on', 'enabled']);
const OFF = new Set(['false', '0', 'no', 'off', 'disabled', '']);

/** The default of a setting as code sees it: a boolean read parses tokens, any other read yields what is registered. */
export const defaultOf = (setting: Setting, index: SettingIndex, readsBoolean: boolean): Abstract => {
  const { default: registered } = setting;
  if (registered.k === 'unset') return { ...NULLISH, flags: [index] };
  const value = shippedValue(setting);
  if (value === undefined) return { flags: [index] };
  if (readsBoolean || setting.type === 'boolean') {
    const on = booleanOf(value);
    return on === undefined ? { flags: [index] } : constantValue(on, [index]);
  }
  return value !== null && typeof value === 'object' ? { ...PRESENT, flags: [index] } : constantValue(value, [index]);
};

/** What an environment sets a setting to, as code sees it. */
export const givenValue = (setting: Setting, index: SettingIndex, text: string | undefined, readsBoolean: boolean): Abstract => {
  if (text === undefined) return { flags: [index] };
  if (readsBoolean || setting.type === 'boolean') {
    const on = booleanOf(text);
    return on === undefined ? { flags: [index] } : constantValue(on, [index]);
  }
  const isNumber = (setting.type === 'number' || setting.type === 'integer') && text.trim() !== '' && Number.isFinite(Number(text));
  return constantValue(isNumber ? Number(text) : text, [index]);
};

/** A default read as a switch: `true`, `"1"`, `"yes"`, `"on"` against their opposites; `undefined` for anything else. */
export const booleanOf = (value: Json): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  if (value === null) return false;
  if (typeof value === 'number') return value === 1 ? true : value === 0 ? false : undefined;
  if (typeof value !== 'string') return undefined;
  const token = value.trim().toLowerCase();
  return ON.has(token) ? true : OFF.has(token) ? false : undefined;
};

/** The default as shipped: a constant, or what stands behind `??` or `||` where an environment variable may say otherwise. */
const shippedValue = ({ default: registered }: Setting): Json | undefined => {
  if (registered.k === 'constant') return registered.value;
  let behind = registered.k === 'unknown' ? registered.value : undefined;
  while (behind?.k === 'op' && (behind.o === '??' || behind.o === '||')) behind = behind.a[1];
  return behind?.k === 'lit' ? behind.v : undefined;
};

/** The default promises that something is on: a boolean or its word; a bare `1` only where the name says what it means. */
export const saysOn = (setting: Setting): boolean => {
  const { type, name } = setting;
  const value = shippedValue(setting);
  if (value === undefined) return false;
  if (value === true || (type === 'boolean' && booleanOf(value) === true)) return true;
  if (typeof value === 'string' && /^(true|on|yes|enabled)$/i.test(value.trim())) return true;
  return (value === '1' || value === 1) && /(^|[_.-])(enabled?|active|on|allow(ed)?)$/i.test(name.replace(/([a-z])([A-Z])/g, '$1_$2'));
};

/** What is known of a value that is one of several. */
export const join = (parts: readonly Abstract[]): Abstract => {
  const [first, ...rest] = parts;
  if (!first) return UNKNOWN;
  const flags = [...new Set(parts.flatMap(part => part.flags))];
  const same = <K extends 'truth' | 'nullish' | 'value'>(key: K): boolean => first[key] !== undefined && rest.every(part => part[key] === first[key]);
  return {
    flags,
    ...(same('truth') ? { truth: first.truth as boolean } : {}),
    ...(same('nullish') ? { nullish: first.nullish as boolean } : {}),
    ...(same('value') ? { value: first.value as Constant } : {}),
  };
};

export const not = (part: Abstract): Abstract =>
  part.truth === undefined ? { flags: part.flags } : constantValue(!part.truth, part.flags);

export const withFlags = (part: Abstract, flags: readonly SettingIndex[]): Abstract =>
  (flags.length === 0 ? part : { ...part, flags: [...new Set([...part.flags, ...flags])] });
