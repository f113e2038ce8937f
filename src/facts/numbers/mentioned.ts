import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import type { Collector } from './extract.ts';

/** The name stands somewhere in the text as a word of its own, lines of comment aside. */
export function isMentioned(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (!continues(text[at - 1]) && !continues(text[at + name.length]) && !isCommentLine(text, at)) return true;
  }
  return false;
}

const continues = (character: string | undefined): boolean => character !== undefined && /[\w$]/.test(character);

/** Nothing but a comment begins the line before the offset. */
function isCommentLine(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trimStart();
  return line.startsWith('//') || line.startsWith('* ') || line.startsWith('/*');
}

/** A variable of a function that nothing behind it reads: what is left of code that is commented out or gone. */
export const isLeftOver = ({ name, end }: Ts.VariableDeclaration, { place, tree }: Collector): boolean =>
  place.fn !== 0 && ts.isIdentifier(name) && !isMentioned(name.text, tree.text.slice(end)) && !isMentioned(name.text, tree.text.slice(0, name.pos));
