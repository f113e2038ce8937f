import type { FilePath } from '../../core/model.ts';
import type { DeclIndex } from '../../facts/program/model.ts';
import { rootOf } from '../../facts/program/parts.ts';
import type { Access, Setting } from '../settings/model.ts';
import { nameOf } from './when/callbacks.ts';
import type { World } from './world.ts';

const MAX_DEPTH = 4;

interface Named {
  readonly file: FilePath;
  readonly d: DeclIndex;
}

/**
 * Whether a read takes the default out of the very table that registers the setting (`DEFAULTS.limit`), which no change
 * touches. Where the program writes to that table it is the store itself.
 */
export function readsOfDefaults(world: World, accesses: readonly Access[]): (access: Access, setting: Setting) => boolean {
  const written = new Set<string>();
  for (const access of accesses) {
    const named = access.mode === 'write' && access.site === 'member' ? rootAt(world, access) : undefined;
    if (named) written.add(`${named.file}#${named.d}`);
  }
  return (access, setting) => {
    if (access.site !== 'member') return false;
    const named = rootAt(world, access);
    return named !== undefined && !written.has(`${named.file}#${named.d}`) && holds(world, named, setting, 0) && !isWritten(world, named);
  };
}

/** `settings.limit = 1`, `Object.assign(settings, loaded)` */
const isWritten = (world: World, { file, d }: Named): boolean =>
  world.facts(file).writes.some(({ t }) => {
    const root = t.k === 'ref' ? undefined : rootOf(t);
    return root?.k === 'ref' && root.d === d;
  }) ||
  world
    .usesOfDecl(file, d)
    .some(
      ({ file: user, use: { root, around } }) =>
        root.k === 'arg' &&
        root.i === 0 &&
        around.length === 0 &&
        /^(assign|merge|extend|defaultsDeep)$/.test(nameOf(world.facts(user).calls[root.c]!.callee)),
    );

/** The setting is registered in the table, or in one that is spread into it. */
function holds(world: World, { file, d }: Named, setting: Setting, depth: number): boolean {
  const facts = world.facts(file);
  const { init } = facts.decls[d]!;
  const frozen = init?.k === 'call' && nameOf(facts.calls[init.c]!.callee) === 'freeze' ? facts.calls[init.c]!.args[0] : init;
  if (frozen?.k !== 'obj') return false;
  const at = world.offset(setting.at.file, setting.at.line, setting.at.column);
  if (file === setting.file && frozen.s <= at && at < frozen.e) return true;
  return depth < MAX_DEPTH && frozen.p.some(({ spread, v }) => {
    const part = spread && v.k === 'ref' ? declared(world, file, v.d) : undefined;
    return part !== undefined && holds(world, part, setting, depth + 1);
  });
}

/** The declaration that the chain of an access begins with, behind an import. */
function rootAt(world: World, { file, at }: Access): Named | undefined {
  const s = world.offset(file, at.line, at.column);
  const e = world.offset(file, at.endLine, at.endColumn);
  const [use] = world.uses(file).ofSpan(s, e);
  const target = use ? undefined : world.facts(file).writes.find(({ t }) => 's' in t && t.s === s && t.e === e)?.t;
  const leaf = use?.leaf ?? target;
  const root = leaf && rootOf(leaf);
  return root?.k === 'ref' ? declared(world, file, root.d) : undefined;
}

/** What a name stands for, behind an import. */
function declared(world: World, file: FilePath, d: DeclIndex): Named | undefined {
  if (d < 0) return undefined;
  if (world.facts(file).decls[d]!.k !== 'import') return { file, d };
  const binding = world.modules.binding(file, d);
  return binding?.k === 'decl' ? { file: binding.file, d: binding.decl } : undefined;
}
