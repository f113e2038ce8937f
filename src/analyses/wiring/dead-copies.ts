import type { FileFacts, ProjectFile } from '../../core/model.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import type { EntryModel } from '../entries/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { Access, SettingIndex, SettingsModel } from '../settings/model.ts';
import { configObjects, keeps, type Leaf } from './config-objects.ts';
import type { Accesses } from './every-access.ts';
import { memberUses, type Placed } from './member-uses.ts';

export interface Copying {
  readonly settings: SettingsModel;
  readonly modules: ModuleGraph;
  readonly entries: EntryModel;
  readonly files: readonly FileFacts[];
  /** Files of other languages that the program is made of, too. */
  readonly project: readonly ProjectFile[];
  facts(file: string): ProgramFacts;
}

/** Reads that only fill a member which nobody reads, each with that member as it would be read (`config.redis.host`). */
export type DeadCopies = ReadonlyMap<Access, string>;

/**
 * `const config = { port: env.PORT }` reads `PORT` for whoever reads `config.port`; where nobody does, the setting is
 * as dead as one that is not read at all. Only what cannot be read elsewhere counts: the member's name is read of
 * nothing, and the object is handed on nowhere.
 */
export const deadCopies = ({ settings, modules, entries, files, project, facts }: Copying, accessesOf: Accesses): DeadCopies => {
  const sources = new Map(files.map(file => [file.path, file]));
  const copies: { readonly access: Access; readonly placed: Placed; readonly leaf: Leaf }[] = [];
  const known = new Map<string, readonly Placed[]>();
  settings.settings.forEach((_, index: SettingIndex) => {
    for (const access of accessesOf(index)) {
      if (access.mode !== 'read' || access.test || access.fn !== 0 || (access.site !== 'member' && access.site !== 'call')) continue;
      const source = sources.get(access.file);
      if (!source) continue;
      if (!known.has(access.file)) known.set(access.file, configObjects(access.file, facts(access.file)).map(object => ({ file: access.file, object })));
      const offset = (source.lineStarts[access.at.line - 1] ?? 0) + access.at.column - 1;
      const wanted = { offset, ...(access.site === 'call' && access.call !== undefined ? { call: access.call } : {}) };
      for (const placed of known.get(access.file)!) {
        const leaf = placed.object.leaves.find(each => keeps(facts(access.file), each.value, wanted));
        if (leaf) copies.push({ access, placed, leaf });
      }
    }
  });
  if (copies.length === 0) return new Map();

  const objects = [...new Set(copies.map(({ placed }) => placed))];
  const uses = memberUses(objects, files.map(({ path }) => [path, facts(path)] as const), modules);
  const outside = declaredOutside(entries, modules, new Set(objects.map(({ file }) => file)));
  const templates = project.filter(({ path }) => TEMPLATE.test(path));
  const dead = copies.filter(({ placed, leaf }) =>
    uses.isUsed(placed) && !uses.isHandedOn(placed) && !uses.isRead(leaf.name) && !outside(placed)
    && !templates.some(({ text }) => text.includes(leaf.name)));
  return new Map(dead.map(({ access, leaf }) => [access, leaf.path]));
};

/** Code in languages that are looked at as text. */
const TEMPLATE = /\.(vue|svelte|astro|html|ejs|pug|hbs)$/;

/** What somebody outside the program may import: exports of libraries, and whatever stands in an entry. */
const declaredOutside = (entries: EntryModel, modules: ModuleGraph, homes: ReadonlySet<string>): ((placed: Placed) => boolean) => {
  const exported = new Set<string>();
  for (const { file, exportsLive } of entries.groups.flatMap(group => group.entries)) {
    if (homes.has(file)) exported.add(file);
    for (const name of exportsLive ? modules.exportedNames(file) : []) {
      const binding = modules.exported(file, name);
      if (binding && 'file' in binding && homes.has(binding.file)) exported.add(binding.k === 'namespace' ? binding.file : `${binding.k === 'decl' ? binding.decl : -1}#${binding.file}`);
    }
  }
  return ({ file, object }) => exported.has(file) || exported.has(`${object.decl}#${file}`);
};
