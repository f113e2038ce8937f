import type { ProjectFile } from '../../core/model.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import { variablesOfCompose } from './compose.ts';
import { kindOf } from './read.ts';

/** Names and parts of names that code and scripts mention, so that a variable may be read under them. */
export interface Mentions {
  has(variable: string): boolean;
}

/**
 * Which of the candidates are mentioned outside the documents: as a member or a text in the code, as a word in a script, a
 * schema or a template, as `$NAME` in a document. A text that ends in `_` stands for all names that begin so, and one
 * that begins with `_` for those that end so, unless it is `derived`: how names of settings are spelled is known.
 */
export function mentionsOf(candidates: ReadonlySet<string>, tables: readonly ProgramFacts[], project: readonly ProjectFile[], derived: (prefix: string) => boolean): Mentions {
  const found = new Set<string>();
  const beginnings = new Set<string>();
  const endings = new Set<string>();
  const take = (text: string): void => {
    if (candidates.has(text)) found.add(text);
    else if (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*_$/.test(text) && !derived(text)) beginnings.add(text);
    else if (/^_[A-Z0-9]+(_[A-Z0-9]+)*$/.test(text)) endings.add(text);
  };
  for (const facts of tables) textsIn(facts, take);
  for (const { path, text } of project) {
    const kind = kindOf(path);
    if (kind === 'table') continue;
    const names = kind === undefined ? text.matchAll(/\b[A-Z][A-Z0-9_]*\b/g) : text.matchAll(/(?<=\$\{?|\benv\.|\bsecrets\.|\bvars\.)[A-Z][A-Z0-9_]*/g);
    for (const [name] of names) if (candidates.has(name)) found.add(name);
    if (kind === 'compose') for (const name of handedToOthers(path, text)) if (candidates.has(name)) found.add(name);
    if (/(^|\/)package\.json$/.test(path)) for (const name of candidates) if (isKeyOfPackage(name, text)) found.add(name);
  }
  return { has: variable => found.has(variable) || [...beginnings].some(prefix => variable.startsWith(prefix)) || [...endings].some(suffix => variable.endsWith(suffix)) };
}

/** Variables that a compose file hands to images built elsewhere: what runs there reads them. */
function handedToOthers(path: string, text: string): readonly string[] {
  const own = new Set(variablesOfCompose(path, text).map(({ at }) => at.line));
  return text.split('\n').flatMap((line, i) => (own.has(i + 1) ? [] : (/^\s*(?:-\s*)?["']?([A-Z][A-Z0-9_]*)["']?\s*[:=]/.exec(line)?.[1] ?? [])));
}

/** Libraries and tools read their own keys by themselves: `ACME_API_KEY` where `acme` or `@acme/sdk` is installed. */
function isKeyOfPackage(variable: string, manifest: string): boolean {
  const name = /^([A-Z][A-Z0-9]{2,})_(?:API_KEY|API_TOKEN|AUTH_TOKEN|TOKEN|LICENSE_KEY)$/.exec(variable)?.[1];
  return name !== undefined && new RegExp(`"(?:@${name}/[^"]*|[^"/]*\\b${name}\\b[^"]*|@[^"/]+/[^"]*\\b${name}\\b[^"]*)"\\s*:`, 'i').test(manifest);
}

/** Members, texts and parts of templates of a file; types do not read. */
function textsIn(facts: ProgramFacts, take: (text: string) => void): void {
  const pending: unknown[] = [facts.decls.map(decl => decl.init), facts.calls, facts.writes, facts.reads.map(read => read.v), facts.guards.map(guard => guard.v), facts.fns.map(fn => fn.returns), facts.classes.map(cls => [cls.fields.map(field => [field.init, field.decorators]), cls.decorators]), facts.enums, facts.exports.map(each => each.v)];
  for (let node = pending.pop(); pending.length > 0 || node !== undefined; node = pending.pop()) {
    if (typeof node === 'string') {
      if (node.includes('_') || /^[A-Z][A-Z0-9]+$/.test(node)) take(node);
    } else if (Array.isArray(node)) pending.push(...node.filter(each => each !== undefined));
    else if (typeof node === 'object' && node !== null) for (const value of Object.values(node)) if (typeof value === 'string' || typeof value === 'object') pending.push(value);
  }
}
