import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { wordsOf } from './words.ts';

/** The file holds configuration and nothing else by its name: an object in it is where its numbers are named and kept. */
export const isConfiguration = (file: string): boolean =>
  /(^|[/._-])(configs?|configuration|settings|preferences|defaults)(\/[^/]+)?\.[cm]?[jt]s$|(^|\/)(knexfile|ormconfig|ecosystem)[^/]*\.[cm]?[jt]s$/i.test(
    file,
  );

/** `const mainnet: NetworkConfig = { … }` of a type that the program declares: its numbers are kept there, each under its name. */
export function isOwnConfiguration({ type }: Ts.VariableDeclaration, tree: Ts.SourceFile): boolean {
  const name = type && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? type.typeName.text : '';
  if (!/(Config(uration)?|Settings)$/.test(name)) return false;
  return new RegExp(String.raw`\b(interface|type)\s+${name}\b|import[^;'"]*\b${name}\b[^;'"]*from\s+['"](\.|@/|~/|#|src/)`).test(tree.text);
}

/** `defaultTimeouts`, `DEFAULT_ROUTE_OPTIONS`, `commandDefaults`: what options are until somebody gives others; each has a name there. */
export const namesDefaults = (name: string): boolean => /^_*default(s|[A-Z_]|$)|^_*DEFAULTS?(_|$)|(Defaults|(^|_)DEFAULTS|(^|_)defaults)$/.test(name);

/** `defaultConfig`, `DEFAULT_SETTINGS`, `configDefaults`: what every setting is until somebody sets it. */
export function isDefaultConfiguration(name: string, type = '', file = ''): boolean {
  const words = wordsOf(name);
  if (!words.some(word => word === 'default' || word === 'defaults')) return false;
  const configured = (word: string): boolean => /^(configs?|configuration|settings?|preferences|prefs|env|flags)$/.test(word);
  const names = wordsOf(file.slice(file.lastIndexOf('/') + 1));
  return words.some(configured) || wordsOf(type).some(configured) || names.some(configured) || (words.includes('options') && names.includes('options'));
}
