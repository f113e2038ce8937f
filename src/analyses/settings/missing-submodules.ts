import type { ProjectFile } from '../../core/model.ts';
import type { TextPlace } from './accesses/texts.ts';
import type { Code } from './code.ts';

/** Applications of which a part is a git submodule that is not checked out, although their code loads it: who reads a setting there cannot be seen. */
export function missingSubmodules(code: Code, project: readonly ProjectFile[]): ReadonlyMap<string, TextPlace> {
  const found = new Map<string, TextPlace>();
  const isSource = (directory: string): boolean => code.units.some(({ path }) => path.startsWith(directory));
  for (const { path: file, text } of project) {
    if (file !== '.gitmodules' && !file.endsWith('/.gitmodules')) continue;
    const base = file.slice(0, -'.gitmodules'.length);
    for (const [i, line] of text.split('\n').entries()) {
      const directory = /^\s*path\s*=\s*(\S.*)$/.exec(line)?.[1]?.trimEnd();
      if (directory === undefined || isSource(`${base}${directory}/`)) continue;
      const name = directory.slice(directory.lastIndexOf('/') + 1);
      const loads = (file: string): boolean => specifiersIn(code, file).some(from => from.includes(name) && `${resolvedFrom(file, from)}/`.startsWith(`${base}${directory}/`));
      const loader = code.units.find(unit => !unit.test && unit.mayMention(word => word.startsWith('.') && word.includes(name)) && loads(unit.path));
      if (loader) found.set(code.modules.packageOf(loader.path), { file, line: i + 1 });
    }
  }
  return found;
}

/** What a module imports by a relative path, `require` and `import()` of a text among it. */
function specifiersIn(code: Code, file: string): readonly string[] {
  const { facts } = code.unit(file)!;
  const loaded = facts.calls.flatMap(({ callee, args: [first] }) => (callee.k === 'ref' && (callee.n === 'require' || callee.n === 'import') && first?.k === 'lit' ? [String(first.v)] : []));
  return [...facts.imports.map(({ from }) => from), ...loaded].filter(from => from.startsWith('.'));
}

function resolvedFrom(file: string, specifier: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
