import { locate } from '../../core/locate.ts';
import type { FileFacts } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import type { Call, ProgramFacts } from '../../facts/program/model.ts';
import type { EnvironmentModel } from '../environment/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { Access, SettingIndex, SettingsModel } from '../settings/model.ts';
import type { Values } from '../values/model.ts';

export interface Reading {
  readonly settings: SettingsModel;
  readonly environment: EnvironmentModel;
  readonly modules: ModuleGraph;
  readonly values: Values;
  readonly files: readonly FileFacts[];
  facts(file: string): ProgramFacts;
}

/**
 * Reads of a setting that is a variable of the environment, straight from the environment (`process.env.PORT`) or
 * through a framework's view of it (Nest's `ConfigService`), past the object that its schema yields. Whatever the name,
 * it is the same variable.
 */
export const environmentReads = (reading: Reading): ReadonlyMap<SettingIndex, readonly Access[]> => {
  const { settings, environment, modules, facts } = reading;
  const byVariable = new Map<string, SettingIndex[]>();
  settings.settings.forEach(({ key, namespace, env, changes }, index) => {
    if (namespace === undefined && changes === 'start' && env[0] === key) addTo(byVariable, key, index);
  });
  const found = new Map<SettingIndex, Access[]>();
  if (byVariable.size === 0) return found;
  const registrations = new Map<string, { readonly startLine: number; readonly endLine: number }[]>();
  for (const { file, span } of settings.settings) addTo(registrations, file, span);

  const add = (key: string, access: Pick<Access, 'file' | 'fn' | 'guard' | 'loop' | 'at' | 'test'>): void => {
    // What stands in a registration makes a default or feeds the schema.
    if (registrations.get(access.file)?.some(span => span.startLine <= access.at.line && access.at.line <= span.endLine)) return;
    const all = byVariable.get(key) ?? [];
    const own = all.filter(index => settings.settings[index]!.application === modules.packageOf(access.file));
    for (const index of own.length > 0 ? own : all) {
      const read: Access = { ...access, key, exact: true, mode: 'read', strength: 'exact', settings: [index], vocabulary: settings.settings[index]!.vocabulary, site: 'member', via: [] };
      addTo(found, index, read);
    }
  };
  const fileAt = new Map(reading.files.map(file => [file.path, file]));

  for (const { kind, schema, variable, file, fn, at, test } of environment.accesses) {
    if (kind !== 'read' || schema || !byVariable.has(variable)) continue;
    const offset = (fileAt.get(file)?.lineStarts[at.line - 1] ?? 0) + at.column - 1;
    const place = facts(file).reads.find(each => each.fn === fn && 's' in each.v && each.v.s === offset);
    add(variable, { file, fn, guard: place?.g ?? -1, loop: place?.loop ?? -1, at, test });
  }
  for (const file of reading.files) {
    for (const call of facts(file.path).calls) {
      const key = keyOf(call);
      if (key === undefined || !byVariable.has(key) || !isConfigService(reading, file.path, call)) continue;
      add(key, { file: file.path, fn: call.fn, guard: call.g, loop: call.loop, at: locate(file.path, file.lineStarts, call.s, call.e), test: file.test });
    }
  }
  return found;
};

const keyOf = ({ callee, args }: Call): string | undefined => {
  const [key] = args;
  return callee.k === 'prop' && (callee.n === 'get' || callee.n === 'getOrThrow') && key?.k === 'lit' && typeof key.v === 'string' ? key.v : undefined;
};

/** Nest's service, which looks variables up by their names; its own and what an application hands around under that name. */
const isConfigService = ({ values }: Reading, file: string, { callee, fn }: Call): boolean => {
  if (callee.k !== 'prop') return false;
  const { o } = callee;
  return values.typeNames({ file, fn }, o).includes('ConfigService') || ((o.k === 'ref' || o.k === 'prop') && o.n === 'configService');
};
