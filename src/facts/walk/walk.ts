import type { ts as Ts } from 'ts-morph';
import { addRef, finishProgram } from '../program/binding.ts';
import { lookUp, newBuilder, type Builder } from '../program/builder.ts';
import { lowerBody } from '../program/statements.ts';
import { ts } from './parser.ts';
import type { FilePath, Location } from '../../core/model.ts';
import type { ProgramFacts, Val } from '../program/model.ts';
import type { Extractor, FileVisitor, Place, Source } from './visitor.ts';

export interface Extracted {
  readonly tables: { readonly [kind: string]: unknown };
  readonly lineStarts: readonly number[];
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

/**
 * Parses one file and walks it once. The walk lowers the file into program facts; the extractors of the other kinds
 * are fed the nodes they asked for on the way. The tree is garbage when this returns.
 */
export const extractFile = (path: FilePath, text: string, extractors: readonly Extractor<unknown>[]): Extracted => {
  const tree = ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, false, scriptKind(path));
  const lineStarts = tree.getLineStarts();
  // The parser keeps its syntax errors in a member that TypeScript's declarations leave out.
  const errors = (tree as unknown as { readonly parseDiagnostics: readonly Ts.DiagnosticWithLocation[] }).parseDiagnostics;
  const problems = errors.slice(0, 1).map(error => ({
    line: tree.getLineAndCharacterOfPosition(error.start).line + 1,
    message: ts.flattenDiagnosticMessageText(error.messageText, ' '),
  }));
  const source: Source = { path, text, tree, lineStarts, at: (start, end) => locate(path, tree, start, end) };
  const hooks: ((node: Ts.Node) => void)[][] = [];
  const builder = newBuilder(tree, text, hooks);
  const visitors = extractors.map(extractor => [extractor.kind.id, extractor.begin(source, new LivePlace(builder))] as const);
  for (const [, visitor] of visitors) register(visitor, hooks);
  const facts = lowerFile(builder, tree);
  const tables: { [kind: string]: unknown } = { program: facts };
  for (const [id, visitor] of visitors) tables[id] = visitor.finish();
  return { tables, lineStarts, problems };
};

const SCRIPT: { readonly [extension: string]: Ts.ScriptKind } = {
  ts: ts.ScriptKind.TS, mts: ts.ScriptKind.TS, cts: ts.ScriptKind.TS, tsx: ts.ScriptKind.TSX,
  js: ts.ScriptKind.JSX, mjs: ts.ScriptKind.JSX, cjs: ts.ScriptKind.JSX, jsx: ts.ScriptKind.JSX,
};
const scriptKind = (path: FilePath): Ts.ScriptKind => SCRIPT[path.slice(path.lastIndexOf('.') + 1)] ?? ts.ScriptKind.TS;

const register = (visitor: FileVisitor<unknown>, hooks: ((node: Ts.Node) => void)[][]): void => {
  for (const kind of visitor.wants) (hooks[kind] ??= []).push(node => visitor.visit(node));
};

const lowerFile = (b: Builder, tree: Ts.SourceFile): ProgramFacts => {
  b.fns.push({ n: '', k: 'module', parent: 0, params: [], returns: [], falls: true, owner: '<module>', g: -1, loop: -1, s: 0, e: tree.end });
  if (b.text.startsWith('#!')) b.directives.push('#!');
  b.ancestors.push(tree);
  const falls = lowerBody(b, tree.statements);
  const module = b.fns[0];
  if (module) module.falls = falls;
  return finishProgram(b);
};

/**
 * A class, and not a literal with getters: V8 gives every literal with getters a hidden class of its own, which lives
 * in the old generation, holds the getters, and through them kept every tree alive until the next full collection.
 */
class LivePlace implements Place {
  readonly #b: Builder;

  constructor(b: Builder) {
    this.#b = b;
  }

  get ancestors() { return this.#b.ancestors; }
  get fn() { return this.#b.fn; }
  get guard() { return this.#b.guard; }
  get loop() { return this.#b.loop; }
  get owner() { return this.#b.owner; }
  up(n: number) { return this.#b.ancestors[this.#b.ancestors.length - 1 - n]; }
  declOf(name: string) { return lookUp(this.#b.scope, name); }
  valueOf(node: Ts.Expression) { return simpleValue(this.#b, node); }
}


/** The value of a name, a literal or a property chain, without walking anything: for visitors that look ahead. */
const simpleValue = (b: Builder, node: Ts.Expression): Val => {
  if (ts.isIdentifier(node)) {
    const ref = { k: 'ref' as const, n: node.text, d: -2, s: node.end - node.text.length, e: node.end };
    addRef(b, ref, true);
    return ref;
  }
  if (ts.isPropertyAccessExpression(node)) {
    const s = node.getStart(b.source);
    return { k: 'prop', o: simpleValue(b, node.expression), n: node.name.text, s, e: node.end };
  }
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return { k: 'prop', o: simpleValue(b, node.expression), n: node.argumentExpression.text, s: node.getStart(b.source), e: node.end };
  }
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node)) return simpleValue(b, node.expression);
  if (node.kind === ts.SyntaxKind.ThisKeyword) return { k: 'this' };
  if (ts.isStringLiteralLike(node)) return { k: 'lit', v: node.text, s: node.end, e: node.end };
  return { k: '?' };
};

const locate = (file: FilePath, tree: Ts.SourceFile, start: number, end: number): Location => {
  const from = tree.getLineAndCharacterOfPosition(start);
  const to = tree.getLineAndCharacterOfPosition(end);
  return { file, line: from.line + 1, column: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 };
};
