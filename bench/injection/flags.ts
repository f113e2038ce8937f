import path from 'node:path';
import { modules } from '../../src/analyses/modules/analysis.ts';
import type { Setting } from '../../src/analyses/settings/model.ts';
import type { Linked } from '../../src/core/link.ts';
import type { OffFlag } from './around.ts';
import { offCalls } from './flag-calls.ts';
import type { Repository } from './repository.ts';

/** A read as the settings model has it, at offsets. */
export interface ReadAt {
  readonly setting: Setting;
  readonly file: string;
  readonly s: number;
  readonly e: number;
  readonly isCall: boolean;
}

/** Conditions that are false by default: a read of a setting that is off, in the same file or by way of an import. */
export function offFlags(repository: Repository, linked: Linked, reads: readonly ReadAt[]): (file: string, at: number) => OffFlag | undefined {
  const called = offCalls(repository, reads);
  const off = reads.flatMap(read => {
    const text = repository.texts.get(read.file)!.slice(read.s, read.e);
    const condition = /^[A-Za-z_$][\w$]*(\.[\w$]+)+$/.test(text) && !read.isCall ? conditionOf(read.setting, text) : undefined;
    return condition ? [{ ...read, text, ...condition }] : [];
  }).sort((a, b) => Number(b.boolean) - Number(a.boolean));
  const shared = off.map(read => ({ read, from: importable(repository, linked, read.file, read.text) })).find(each => each.from !== undefined);
  return (file, at) => {
    const own = off.find(read => read.file === file && isModuleLevel(repository, file, read.text));
    if (own) return { head: '', text: own.condition, boolean: own.boolean };
    if (!shared?.from || shared.from.home === file) return called(file, at);
    const { home, name, rest } = shared.from;
    const from = path.posix.relative(path.posix.dirname(file), home).replace(/(\/index)?\.[cm]?[jt]sx?$/, '');
    const chain = `injectedFlags${rest}`;
    return { head: `import { ${name} as injectedFlags } from '${from.startsWith('.') ? from : `./${from}`}'; `, text: conditionOf(shared.read.setting, chain)!.condition, boolean: shared.read.boolean };
  };
}

function conditionOf({ default: registered }: Setting, text: string): { readonly condition: string; readonly boolean: boolean } | undefined {
  if (registered.k !== 'constant') return undefined;
  if (registered.value === false) return { condition: text, boolean: true };
  if (registered.value === 'false') return { condition: `${text} === 'true'`, boolean: false };
  if (registered.value === '0') return { condition: `${text} === '1'`, boolean: false };
  return undefined;
}

/** The chain begins with an import or a name of the module, so it can be written anywhere in the file. */
function isModuleLevel(repository: Repository, file: string, text: string): boolean {
  const root = text.slice(0, text.indexOf('.'));
  const named = repository.facts(file).decls.filter(decl => decl.n === root);
  return named.length === 1 && named[0]!.fn === 0;
}

function importable(repository: Repository, linked: Linked, file: string, text: string): { readonly home: string; readonly name: string; readonly rest: string } | undefined {
  const root = text.slice(0, text.indexOf('.'));
  const facts = repository.facts(file);
  const each = facts.imports.find(({ decl }) => facts.decls[decl]?.n === root);
  const binding = each ? linked.model(modules).binding(file, each.decl) : undefined;
  if (binding?.k !== 'decl') return undefined;
  const name = repository.facts(binding.file).exports.find(({ decl, from }) => decl === binding.decl && from === undefined)?.n;
  return name === undefined || name === 'default' ? undefined : { home: binding.file, name, rest: text.slice(root.length) };
}
