import path from 'node:path';
import type { Around } from '../around.ts';
import type { Range } from '../mutant.ts';

/** The code as it can stand in another file, with the imports it needs there; `undefined` when it needs what only its place has. */
export function remoteImports({ repository }: Around, file: string, { place, code }: { readonly place: Range; readonly code: string }): { readonly text: string; readonly code: string } | undefined {
  const match = /^((?:console\.log\()?)([A-Za-z_$][\w$]*)((?:\.[A-Za-z_$][\w$]*)*)(\)?;|\(.*\);)$/s.exec(code);
  if (!match) return undefined;
  const [, before = '', root = '', rest = '', after = ''] = match;
  const isCall = before === '' && after.startsWith('(');
  if (isCall && rest !== '') return undefined;
  const from = importOf(repository, file, root, place);
  if (from === undefined) return undefined;
  // What it was called with is not at hand in another file.
  return { text: from, code: isCall ? `${root}(...(globalThis as any).injectedArguments);` : code };
}

function importOf(repository: Around['repository'], file: string, name: string, place: Range): string | undefined {
  const facts = repository.facts(file);
  const imported = facts.imports.find(({ decl, typeOnly }) => !typeOnly && decl >= 0 && facts.decls[decl]?.n === name);
  if (imported) {
    const from = imported.from.startsWith('.') ? `../${path.posix.normalize(imported.from)}`.replace('/./', '/') : imported.from;
    return imported.imported === 'default' ? `import ${name} from '${from}';` : imported.imported === '*' ? `import * as ${name} from '${from}';` : `import { ${imported.imported} as ${name} } from '${from}';`;
  }
  const exported = facts.exports.find(({ decl, from, typeOnly }) => !typeOnly && from === undefined && decl !== undefined && facts.decls[decl]?.n === name);
  const shadowed = facts.decls.some(decl => decl.n === name && decl.fn !== 0 && facts.fns[decl.fn]!.s <= place.s && place.s < facts.fns[decl.fn]!.e);
  if (!exported || shadowed) return undefined;
  const stem = path.posix.basename(file).replace(/\.[cm]?[jt]sx?$/, '');
  return exported.n === 'default' ? `import ${name} from '../${stem}';` : `import { ${exported.n} as ${name} } from '../${stem}';`;
}
