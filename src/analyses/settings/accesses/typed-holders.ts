import type { TypeRef, Val } from '../../../facts/program/model.ts';
import type { Unit } from '../code.ts';
import type { Held } from '../handed/handed.ts';
import type { Reading } from '../setting.ts';
import type { SettingsObject } from '../settings-object.ts';
import type { ObjectOwners } from './object-owners.ts';

/**
 * Parameters, variables and fields of which an annotation says that they hold what a registry yields:
 * `config: ConfigType<typeof database>`, also under a name of its own (`type Database = ConfigType<typeof database>`).
 */
export function typedHolders({ code, evaluator }: Reading, objects: readonly SettingsObject[], owners: Pick<ObjectOwners, 'byCall'>): readonly Held<SettingsObject>[] {
  const wrappers = new Set(objects.flatMap(object => object.types ?? []));
  if (wrappers.size === 0) return [];
  const aliases = new Map<string, readonly SettingsObject[]>();
  const named = new Set(wrappers);
  for (const unit of code.units) {
    if (!unit.mayMention(word => wrappers.has(word))) continue;
    for (const { decl, alias } of unit.facts.shapes) {
      const held = alias === undefined ? [] : wrapped(unit, alias);
      if (held.length === 0) continue;
      aliases.set(`${unit.path} ${decl}`, held);
      named.add(unit.facts.decls[decl]!.n);
    }
  }
  return code.units.filter(unit => !unit.test && unit.mayMention(word => named.has(word))).flatMap(holdersIn);

  function holdersIn(unit: Unit): Held<SettingsObject>[] {
    const { decls, fns, classes } = unit.facts;
    return [
      ...decls.flatMap(({ type }, d) => heldBy(unit, type).map(object => ({ object, unit, to: { k: 'decl' as const, d, path: [] } }))),
      ...fns.flatMap(({ patterns = [] }, fn) => patterns.flatMap(({ i, type }) => heldBy(unit, type).map(object => ({ object, unit, to: { k: 'param' as const, fn, i } })))),
      ...classes.flatMap(({ fields }, cls) => fields.flatMap(({ n, type }) => heldBy(unit, type).map(object => ({ object, unit, to: { k: 'field' as const, cls, name: n, path: [] } })))),
    ];
  }

  function heldBy(unit: Unit, type: TypeRef | undefined): readonly SettingsObject[] {
    return type === undefined ? [] : [type, ...(type.alts ?? [])].flatMap(each => {
      const own = wrapped(unit, each);
      const target = own.length > 0 || each.d < 0 ? undefined : code.values.typeTarget(unit.path, each);
      return target === undefined ? own : (aliases.get(`${target.file} ${target.decl}`) ?? own);
    });
  }

  function wrapped(unit: Unit, { n, args }: TypeRef): readonly SettingsObject[] {
    const [of] = args ?? [];
    if (of === undefined || !of.n.startsWith('typeof ') || of.d < 0 || !wrappers.has(n.slice(n.lastIndexOf('.') + 1))) return [];
    const [first, ...members] = of.n.slice('typeof '.length).split('.');
    const { s, e } = unit.facts.decls[of.d]!;
    const value = members.reduce<Val>((o, member) => ({ k: 'prop', o, n: member, s, e }), { k: 'ref', n: first!, d: of.d, s, e });
    const known = evaluator.evaluate({ file: unit.path, fn: 0 }, value);
    return known.k === 'call' && known.path.length === 0 ? owners.byCall(known.ctx.file, known.call) : [];
  }
}
