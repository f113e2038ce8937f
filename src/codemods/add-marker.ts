import { ts, type SourceFile } from 'ts-morph';
import type { Location } from '../core/model.ts';
import type { Edit } from './edit.ts';
import { indentation, lineBreak, lineEnd, lineStart } from './lines.ts';
import { offsetsOf } from './source.ts';

/** What a marker is to say. */
export interface Wording {
  readonly rule: string;
  readonly reason: string;
  readonly owner?: string;
  readonly until?: string;
}

export const words = ({ rule, reason, owner, until }: Wording): string =>
  `lint-allow: ${rule}${owner === undefined ? '' : ` owner=${owner}`}${until === undefined ? '' : ` until=${until}`} -- ${reason}`;

/**
 * Where a marker for the finding at `at` could stand, the best place first: a comment of its own above the line, behind
 * the line, right before the node. Which of them reaches the finding is for the reader of markers to say, since a line
 * may begin inside a template or among the text of JSX.
 */
export function addMarker(file: SourceFile, at: Location, wording: Wording): readonly Edit[] {
  const text = file.getFullText();
  const { start } = offsetsOf(file, at);
  const said = words(wording);
  const block = said.includes('*/') ? undefined : `/* ${said} */`;
  const line = lineStart(text, start);
  return [
    ...above(file, firstDirective(text, line), line, said, block),
    ...behind(file, lineEnd(text, start), said),
    ...(block === undefined || opaqueAt(file, start) !== undefined ? [] : [{ start, end: start, text: `${block} ` }]),
  ];
}

/** A comment line; a block where a directive for the next line follows, which must not become part of the reason. */
function above(file: SourceFile, place: number, line: number, said: string, block: string | undefined): Edit[] {
  const text = file.getFullText();
  const opaque = opaqueAt(file, place);
  const write = (comment: string): Edit => ({ start: place, end: place, text: `${indentation(text, line)}${comment}${lineBreak(text)}` });
  if (opaque === undefined) return place === line ? [write(`// ${said}`)] : block === undefined ? [] : [write(block)];
  return opaque === 'jsx' && block !== undefined ? [write(`{${block}}`)] : [];
}

const behind = (file: SourceFile, end: number, said: string): Edit[] =>
  opaqueAt(file, end) === undefined ? [{ start: end, end, text: ` // ${said}` }] : [];

/** The line itself, or the first of the comments above it that other tools read as "the next line". */
function firstDirective(text: string, line: number): number {
  let first = line;
  while (first > 0) {
    const before = lineStart(text, first - 1);
    if (!directive.test(text.slice(before, lineEnd(text, before)))) break;
    first = before;
  }
  return first;
}

const directive = /^\s*\{?\s*(?:\/\/|\/\*)\s*(?:@ts-|eslint-disable-next|oxlint-disable-next|biome-ignore|prettier-ignore|tslint:|istanbul|c8 |v8 |stylelint-|deno-lint-|noinspection|@__|#__)/;

/** What a comment may not be put into: a text of some kind, or the text of JSX, which takes comments in braces. */
function opaqueAt(file: SourceFile, offset: number): 'text' | 'jsx' | undefined {
  let found: 'text' | 'jsx' | undefined;
  const visit = (node: ts.Node): void => {
    if (found !== undefined || offset < node.pos || offset > node.end) return;
    if (ts.isJsxText(node)) found = offset < node.end ? 'jsx' : found;
    else if (isText(node)) found = node.getStart(file.compilerNode) < offset && offset < node.end ? 'text' : found;
    else ts.forEachChild(node, visit);
  };
  visit(file.compilerNode);
  return found;
}

const isText = (node: ts.Node): boolean =>
  ts.isStringLiteralLike(node) || ts.isRegularExpressionLiteral(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
