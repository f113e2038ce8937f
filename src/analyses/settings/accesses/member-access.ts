import { addTo } from '../../../core/multimap.ts';
import type { ResultAccess } from '../../../vocabulary/accesses.ts';
import type { Chain } from '../chains.ts';
import type { Code, Unit } from '../code.ts';
import type { Setting } from '../model.ts';
import type { Reading } from '../setting.ts';
import type { SettingsObject } from '../settings-object.ts';
import type { RawAccess } from './call-accesses.ts';

/** A member that is read, with the settings it can be; none where the object that is read has no such member. */
export interface MemberAccess {
  readonly access: RawAccess;
  readonly of: readonly Setting[];
  /** The setting in whose own registration the place stands. */
  readonly inside?: Setting;
}

export type AccessTo = (unit: Unit, chain: Chain, value: { readonly s: number; readonly e: number }, key: string, of: readonly Setting[], strength: 'exact' | 'weak') => MemberAccess | undefined;

/** Makes accesses to members, except of places that belong to a registration. */
export function memberAccess({ code, vocabulary }: Reading, objects: readonly SettingsObject[], { mode, writtenBy = [] }: Pick<ResultAccess, 'mode' | 'writtenBy'>): AccessTo {
  const writtenIn = new Map<string, SettingsObject[]>();
  for (const object of objects) for (const file of new Set([object.file, ...object.ranges.map(each => each.range.file)])) addTo(writtenIn, file, object);
  /** Where members are handed to a function that writes them. */
  const written = new Set(writtenBy.flatMap(name => code.calls(name)).flatMap(({ unit, c }) => unit.facts.calls[c]!.args.flatMap(arg => ('s' in arg ? [`${unit.path}:${arg.s}`] : []))));

  return (unit, chain, value, key, of, strength) => {
    if (of.length === 0) return undefined;
    const around = writtenIn.get(unit.path) ?? [];
    const inside = around.flatMap(object => object.ranges).find(({ range }) => range.file === unit.path && range.s <= value.s && value.e <= range.e)?.setting;
    // What stands in the registry's own call (`runtimeEnv: { PORT: process.env.PORT }`) belongs to the registration.
    if (!inside && around.some(object => object.file === unit.path && isWithin(code, object, value))) return undefined;
    if (inside && of.length === 1 && of[0] === inside) return undefined;
    return {
      of,
      ...(inside && { inside }),
      access: {
        key: of.length === 1 ? of[0]!.key : key, exact: true, mode: chain.isWrite || written.has(`${unit.path}:${value.s}`) ? 'write' : mode, strength, vocabulary: vocabulary.name, site: 'member',
        file: unit.path, fn: chain.fn, guard: chain.guard, loop: chain.loop, ...(chain.call !== undefined && { call: chain.call }),
        via: [], at: code.locate(unit.path, value.s, value.e), test: unit.test,
      },
    };
  };
}

/** The place stands among the arguments of the registry's own call. */
function isWithin(code: Code, object: SettingsObject, value: { readonly s: number; readonly e: number }): boolean {
  const call = object.call === undefined ? undefined : code.unit(object.file)!.facts.calls[object.call];
  return call !== undefined && call.ce <= value.s && value.e <= call.e;
}
