/** What declarations of settings in classes and in variables have in common. */
import type { Val } from '../../../facts/program/model.ts';
import type { VariableRegistry } from '../../../vocabulary/registries.ts';
import type { Entry } from '../entry.ts';
import type { Ctx } from '../evaluation/known.ts';
import { fallbackIn } from '../globals.ts';
import { texts, type Reading } from '../setting.ts';
import type { SettingsObject } from '../settings-object.ts';
import type { Registrations } from './registrations.ts';

export type Found = Registrations & { readonly objects: SettingsObject[] };

export const nothing = (): Found => ({ settings: [], problems: [], doubts: [], objects: [] });

/** The key is one of the form that the registry says. */
export const isKeyed = ({ reader }: Reading, { keyed, key }: Pick<VariableRegistry, 'keyed' | 'key'>, entry: Entry): boolean =>
  keyed === undefined || (texts(reader.read(entry, key))?.every(each => new RegExp(keyed).test(each)) ?? false);

export function fallbackFor(reading: Reading, ctx: Ctx, value: Val): Pick<Entry, 'fallback'> {
  const fallback = fallbackIn(reading, ctx.file, value);
  return fallback ? { fallback: reading.evaluator.evaluate(ctx, fallback) } : {};
}

export const anyOf = (tests: readonly ((text: string) => boolean)[]) => (text: string): boolean => tests.some(test => test(text));
