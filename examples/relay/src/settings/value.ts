import type { SettingDefinition, SettingValue } from './definition.ts';

export type Parsed = { readonly ok: true; readonly value: SettingValue } | { readonly ok: false; readonly why: string };

const TRUE_WORDS = ['true', '1', 'yes', 'on'];
const FALSE_WORDS = ['false', '0', 'no', 'off'];

/** Turns what a file, a form or an environment variable holds into the type of the setting. */
export function parseValue(definition: SettingDefinition, raw: unknown): Parsed {
  switch (definition.type) {
    case 'boolean':
      return parseBoolean(raw);
    case 'integer':
      return parseInteger(definition, raw);
    case 'enum':
      return definition.choices?.includes(String(raw)) ? accept(String(raw)) : refuse(`is none of ${definition.choices?.join(', ')}`);
    case 'string':
      return typeof raw === 'string' ? accept(raw) : refuse('is not a string');
  }
}

function parseBoolean(raw: unknown): Parsed {
  const word = String(raw).trim().toLowerCase();
  if (TRUE_WORDS.includes(word)) return accept(true);
  if (FALSE_WORDS.includes(word)) return accept(false);
  return refuse('is neither true nor false');
}

function parseInteger(definition: SettingDefinition, raw: unknown): Parsed {
  const value = typeof raw === 'number' ? raw : Number(String(raw).trim() || Number.NaN);
  if (!Number.isSafeInteger(value)) return refuse('is not a whole number');
  if (definition.min !== undefined && value < definition.min) return refuse(`is below ${definition.min}`);
  if (definition.max !== undefined && value > definition.max) return refuse(`is above ${definition.max}`);
  return accept(value);
}

function accept(value: SettingValue): Parsed {
  return { ok: true, value };
}

function refuse(why: string): Parsed {
  return { ok: false, why };
}
