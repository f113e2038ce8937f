import { isUtf8 } from 'node:buffer';

/** The text of a source file without its byte order mark; `undefined` when the bytes are not UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes)) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Nobody wrote this text by hand, so nobody can act on what is said about it. */
export const isGenerated = (text: string): boolean => {
  const header = leadingComments(text);
  return header.includes('@generated') || (/\b(auto-?)?generated\b/i.test(header) && generator.test(header));
};

const generator =
  /\bdo not (edit|modify|change)\b|\bauto(matically)?[- ]?generated\b|\bgenerated (automatically|by (protoc|ts-proto|protobuf|antlr|peg\.?js|peggy|jison|nearley|lezer|openapi|swagger|graphql|prisma|kysely|supabase|hey-api|orval))/i;

/** Comments before the first code, up to two thousand characters. */
function leadingComments(text: string): string {
  const head = text.slice(0, 2000);
  return /^(?:\s+|#![^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|['"]use [a-z]+['"];?)*/.exec(head)?.[0] ?? '';
}

/** Long lines throughout: output of a bundler or minifier. A table or a picture on one line of a file that is written by hand is not. */
export const isMinified = (text: string): boolean => text.length >= 5000 && isLong(text) && isLong(withoutData(text));

const isLong = (text: string): boolean => {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > 500;
};

/** What nothing closes is code: a quote in a comment or in a regular expression. */
const withoutData = (text: string): string =>
  text.replace(data, (found: string, double?: string, single?: string, template?: string) =>
    (double ?? single ?? template) === '' ? found : '',
  );

/**
 * Texts and lists of numbers; the groups hold what closes a text. That is optional, so that no character is read twice: one line may be
 * a megabyte long.
 */
const data =
  /"[^"\\\n]*(?:\\.[^"\\\n]*)*("?)|'[^'\\\n]*(?:\\.[^'\\\n]*)*('?)|`[^`\\]*(?:\\[^][^`\\]*)*(`?)|[-\d., \t]+(?=[-\d., \t\]])/g;
