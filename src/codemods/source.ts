import { Project, ts, type SourceFile } from 'ts-morph';
import type { Location } from '../core/model.ts';

/** One file as ts-morph sees it, alone: a codemod never asks for types. */
export function openSource(path: string, text: string): SourceFile {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true, compilerOptions: { allowJs: true, jsx: ts.JsxEmit.Preserve } });
  return project.createSourceFile(`/${path}`, text);
}

/** How many syntax errors the parser sees. */
export function syntaxErrors(file: SourceFile): number {
  // The parser keeps them in a member that TypeScript's declarations leave out.
  return (file.compilerNode as unknown as { readonly parseDiagnostics: readonly unknown[] }).parseDiagnostics.length;
}

/** The offsets of a location. Both ends are clamped to the file. */
export function offsetsOf(file: SourceFile, at: Location): { readonly start: number; readonly end: number } {
  const starts = file.compilerNode.getLineStarts();
  const length = file.getFullText().length;
  const offset = (line: number, column: number): number => Math.min(length, (starts[line - 1] ?? length) + column - 1);
  return { start: offset(at.line, at.column), end: offset(at.endLine, at.endColumn) };
}
