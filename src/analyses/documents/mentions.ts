import type { FileFacts, ProjectFile } from '../../core/model.ts';
import type { ProgramFacts, TypeRef, Val } from '../../facts/program/model.ts';
import { eachPart } from '../../facts/program/parts.ts';
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
export function mentionsOf(
  candidates: ReadonlySet<string>,
  files: readonly FileFacts[],
  table: (file: FileFacts) => ProgramFacts,
  project: readonly ProjectFile[],
  derived: (prefix: string) => boolean,
): Mentions {
  const found = new Set<string>();
  const beginnings = new Set<string>();
  const endings = new Set<string>();
  const isBeginning = (text: string): boolean => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*_$/.test(text) && !derived(text);
  const take = (text: string): void => {
    if (candidates.has(text)) found.add(text);
    else if (isBeginning(text)) beginnings.add(text);
    else if (isEnding(text)) endings.add(text);
  };
  // The same few thousand names make up a program.
  const seen = new Set<string>();
  const note = (text: string): void => {
    if (seen.has(text)) return;
    seen.add(text);
    if (text.includes('_') || /^[A-Z][A-Z0-9]+$/.test(text)) take(text);
  };
  const isNews = (word: string): boolean =>
    !seen.has(word) && (candidates.has(word) || (word.includes('_') && (isBeginning(word) || isEnding(word))));
  // Of the files that name nothing new nothing is unpacked.
  for (const file of candidates.size === 0 ? [] : files) if (file.words?.some(isNews) ?? true) textsIn(table(file), note);
  for (const { path, text } of project) {
    const kind = kindOf(path);
    if (kind === 'table') continue;
    const names =
      kind === undefined ? text.matchAll(/\b[A-Z][A-Z0-9_]*\b/g) : text.matchAll(/(?<=\$\{?|\benv\.|\bsecrets\.|\bvars\.)[A-Z][A-Z0-9_]*/g);
    for (const [name] of names) if (candidates.has(name)) found.add(name);
    if (kind === 'compose') for (const name of handedToOthers(path, text)) if (candidates.has(name)) found.add(name);
    if (/(^|\/)package\.json$/.test(path)) for (const name of candidates) if (isKeyOfPackage(name, text)) found.add(name);
  }
  return {
    has: variable =>
      found.has(variable) || [...beginnings].some(prefix => variable.startsWith(prefix)) || [...endings].some(suffix => variable.endsWith(suffix)),
  };
}

const isEnding = (text: string): boolean => /^_[A-Z0-9]+(_[A-Z0-9]+)*$/.test(text);

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

/** Members, texts and parts of templates of a file; types do not read, but those that calls are given may name. */
function textsIn(facts: ProgramFacts, note: (text: string) => void): void {
  const visit = (value: Val): void => {
    if (value.k === 'lit' && typeof value.v === 'string') note(value.v);
    else if (value.k === 'ref' || value.k === 'prop') note(value.n);
    else if (value.k === 'obj') for (const { n } of value.p) note(n);
    else if (value.k === 'tpl') value.q.forEach(note);
    eachPart(value, visit);
  };
  const visitType = ({ n, lit, args, alts, members }: TypeRef): void => {
    note(n);
    if (typeof lit === 'string') note(lit);
    args?.forEach(visitType);
    alts?.forEach(visitType);
    for (const { n: name, type } of members ?? []) {
      note(name);
      if (type) visitType(type);
    }
  };
  for (const { init } of facts.decls) if (init) visit(init);
  for (const { callee, args, types } of facts.calls) {
    visit(callee);
    args.forEach(visit);
    types?.forEach(visitType);
  }
  for (const { t, v } of facts.writes) {
    visit(t);
    if (v) visit(v);
  }
  for (const { v } of facts.reads) visit(v);
  for (const { v } of facts.guards) visit(v);
  for (const { returns } of facts.fns) for (const { v } of returns) if (v) visit(v);
  for (const { fields, decorators } of facts.classes) {
    for (const { init, decorators: own } of fields) {
      if (init) visit(init);
      own.forEach(visit);
    }
    decorators.forEach(visit);
  }
  for (const { n, members } of facts.enums) {
    note(n);
    for (const { n: name, v } of members) {
      note(name);
      if (v) visit(v);
    }
  }
  for (const { v } of facts.exports) if (v) visit(v);
}
