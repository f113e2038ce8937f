import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';

/** A range of the text; `e` is the offset after its last character. */
export interface Range {
  readonly s: number;
  readonly e: number;
}

export interface Comment extends Range {
  readonly block: boolean;
}

/**
 * The comments of a file and the decorators of its tree, both in the order of the text. What the tree calls a string, a
 * template, a regular expression or JSX text is stepped over, so what opens like a comment in the rest is one.
 */
export function commentsOf(tree: Ts.SourceFile): { readonly comments: readonly Comment[]; readonly decorators: readonly Range[] } {
  const { opaque, decorators } = rangesOf(tree);
  const { text } = tree;
  const comments: Comment[] = [];
  let next = 0;
  let at = ts.getShebang(text)?.length ?? 0;
  for (let range = opaque[next]; ; range = opaque[next]) {
    const opening = openingFrom(text, at, range?.s ?? text.length);
    if (opening < 0) {
      if (range === undefined) return { comments, decorators };
      at = Math.max(at, range.e);
      next += 1;
      continue;
    }
    const block = text[opening + 1] === '*';
    const end = block ? text.indexOf('*/', opening + 2) + 2 : endOfLine(text, opening);
    at = end < opening + 2 ? text.length : end;
    comments.push({ s: opening, e: at, block });
  }
}

const opens = /\/[/*]/g;

function openingFrom(text: string, from: number, to: number): number {
  opens.lastIndex = from;
  const index = opens.exec(text)?.index ?? -1;
  return index < to ? index : -1;
}

const endsLine = /[\n\r\u2028\u2029]/g;

function endOfLine(text: string, from: number): number {
  endsLine.lastIndex = from;
  return endsLine.exec(text)?.index ?? text.length;
}

// With a stack of its own: a sum of ten thousand parts is deeper than the call stack.
function rangesOf(tree: Ts.SourceFile): { readonly opaque: readonly Range[]; readonly decorators: readonly Range[] } {
  const opaque: Range[] = [];
  const decorators: Range[] = [];
  const pending: Ts.Node[] = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    // White space belongs to JSX text, comments before any other token do not belong to the token.
    if (ts.isJsxText(node)) opaque.push({ s: node.pos, e: node.end });
    else if (isOpaque(node)) opaque.push({ s: node.getStart(tree), e: node.end });
    else if (ts.isDecorator(node)) decorators.push({ s: node.getStart(tree), e: node.end });
    ts.forEachChild(node, child => {
      pending.push(child);
    });
  }
  const byStart = (a: Range, b: Range): number => a.s - b.s;
  return { opaque: opaque.sort(byStart), decorators: decorators.sort(byStart) };
}

const isOpaque = (node: Ts.Node): boolean =>
  ts.isStringLiteralLike(node) || ts.isRegularExpressionLiteral(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
