import path from 'node:path';
import { ts } from 'ts-morph';

/** New texts of files, by absolute path. */
export type Texts = ReadonlyMap<string, string>;

/**
 * What `tsc --noEmit` says of files, each under the configuration nearest above it, without lines: `TS2304 a.ts message`,
 * sorted. With `all`, of everything that the configuration covers. What is not installed is missing before and after.
 */
export function typeErrors(root: string, files: readonly string[], texts: Texts, all: boolean): readonly string[] {
  const groups = new Map<string | undefined, string[]>();
  for (const file of files) {
    const config = ts.findConfigFile(path.dirname(file), ts.sys.fileExists);
    const own = config?.startsWith(root + path.sep) ? config : undefined;
    groups.set(own, [...(groups.get(own) ?? []), file]);
  }
  return [...groups].flatMap(([config, own]) => errorsUnder(root, config, own, texts, all)).sort();
}

function errorsUnder(root: string, config: string | undefined, files: readonly string[], texts: Texts, all: boolean): string[] {
  const given = config === undefined ? undefined : ts.parseJsonConfigFileContent(ts.readConfigFile(config, ts.sys.readFile).config, ts.sys, path.dirname(config));
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, strict: true, jsx: ts.JsxEmit.Preserve, ...given?.options,
    // Stricter than the project, so that a name without a use shows.
    noUnusedLocals: true, noUnusedParameters: true, noEmit: true, allowJs: true, skipLibCheck: true, composite: false, incremental: false,
  };
  const host = ts.createCompilerHost(options, true);
  const read = host.readFile.bind(host);
  host.readFile = file => texts.get(path.resolve(file)) ?? read(file);
  host.getSourceFile = (file, language) => {
    const text = host.readFile(file);
    return text === undefined ? undefined : ts.createSourceFile(file, text, language, true);
  };
  const program = ts.createProgram([...new Set([...files, ...(all ? (given?.fileNames ?? []) : [])])], options, host);
  const judged = all ? program.getSourceFiles().filter(each => !each.isDeclarationFile) : files.flatMap(file => program.getSourceFile(file) ?? []);
  return judged.flatMap(file => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(({ code, file, messageText }) => `TS${code} ${file === undefined ? '' : path.relative(root, file.fileName)} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}
