import type { Json } from '../../core/model.ts';

/** An object of a manifest or tsconfig. */
export type JsonObject = { readonly [key: string]: Json };

/**
 * The object in a text of JSON with comments and trailing commas, as tsconfigs have them; an empty one when the text
 * is damaged, because a broken manifest is no reason not to read the code.
 */
export const parseJsonObject = (text: string): JsonObject => {
  const bare = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  for (const candidate of [bare, withoutComments(bare)]) {
    try {
      const value: unknown = JSON.parse(candidate);
      // `JSON.parse` yields nothing but JSON.
      return isObject(value as Json) ? (value as JsonObject) : {};
    } catch {
      // The second candidate is tried next; after it the text counts as damaged.
    }
  }
  return {};
};

export const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectAt = (object: JsonObject, key: string): JsonObject => {
  const value = object[key];
  return isObject(value) ? value : {};
};

export const stringAt = (object: JsonObject, key: string): string | undefined => {
  const value = object[key];
  return typeof value === 'string' ? value : undefined;
};

/** The strings of a list; a lone string is a list of one. */
export const stringsIn = (value: Json | undefined): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];

// A comment is taken whole or not at all: one that could end early has exponentially many readings together with the next.
const token = /"(?:[^"\\]|\\.)*"|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|,(?=(?:\s|\/\/[^\r\n]*(?![^\r\n])|\/\*(?:[^*]|\*(?!\/))*\*\/)*[}\]])/g;

const withoutComments = (text: string): string => text.replace(token, found => (found.startsWith('"') ? found : ' '));
