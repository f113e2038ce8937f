import type { Val } from '../../facts/program/model.ts';
import type { SettingsModel } from '../settings/model.ts';
import type { Indexes } from './indexes.ts';

/** `config.backup.enabled`: a typed configuration object that mirrors the registry by its names. */
export const mirroredSetting = (settings: SettingsModel, indexes: Indexes, v: Extract<Val, { k: 'prop' }>): number | undefined => {
  if (v.o.k !== 'prop' && v.o.k !== 'ref') return undefined;
  const found = indexes.endsKey(v.n) ? settings.byKey(`${v.o.n}.${v.n}`) : [];
  const spelled = found.length > 0 ? undefined : snake(v.n);
  const exact = spelled !== undefined && indexes.endsKey(spelled) ? settings.byKey(`${snake(v.o.n)}.${spelled}`) : found;
  return exact.length === 1 ? exact[0] : undefined;
};

const snake = (name: string): string => {
  let known = snakes.get(name);
  if (known === undefined) snakes.set(name, (known = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()));
  return known;
};

/** The same few names are asked for again and again. */
const snakes = new Map<string, string>();
