import type { Val } from '../../../facts/program/model.ts';
import { environment } from '../../../vocabulary/presets/schema-words.ts';
import type { Chain } from '../chains.ts';
import type { Unit } from '../code.ts';
import type { Ctx, Free, Known } from '../evaluation/known.ts';
import { mayBeGlobal } from '../globals.ts';
import { matcher } from '../keys.ts';
import type { Reading } from '../setting.ts';
import type { SettingsObject } from '../settings-object.ts';
import { patterns } from './call-accesses.ts';
import type { AccessTo, MemberAccess } from './member-access.ts';
import type { Owner } from './object-owners.ts';

export interface ComputedMembers {
  /** `env[name]`: whatever the name can be. */
  read(unit: Unit, chain: Chain, value: Extract<Val, { k: 'elem' }>): readonly MemberAccess[];
  /** Objects of which some member was read whose name is not known. */
  readonly objects: ReadonlySet<SettingsObject>;
  /** Packages that read the environment itself by computed names. */
  readonly environmentIn: ReadonlySet<string>;
}

/** Members of settings objects under names that are computed. */
export function computedMembers(reading: Reading, ownersAt: (unit: Unit, chain: Chain, value: Val) => readonly Owner[] | undefined, accessTo: AccessTo): ComputedMembers {
  const { code, evaluator, vocabulary } = reading;
  const objects = new Set<SettingsObject>();
  const environmentIn = new Set<string>();
  return { read, objects, environmentIn };

  function read(unit: Unit, chain: Chain, value: Extract<Val, { k: 'elem' }>): MemberAccess[] {
    const own = ownersAt(unit, chain, value.o);
    if (!own) {
      if (vocabulary.changes === 'start' && !unit.test && isEnvironment(unit, chain, value)) environmentIn.add(code.modules.packageOf(unit.path));
      return [];
    }
    const known = evaluator.evaluate({ file: unit.path, fn: chain.fn }, value.i);
    const handed = known.k === 'free' && known.on.k === 'param' ? handedIn(known.on, value.i, own) : undefined;
    if (handed) return handed;
    const keys = patterns(closed(unit, chain, value.i));
    return own.flatMap(({ object }) => keys.flatMap(key => {
      if (key === '*') objects.add(object);
      const fits = matcher(key);
      const of = key === '*' ? [] : [...object.settings.values()].filter(setting => fits(setting.key));
      return of.flatMap(setting => accessTo(unit, chain, value, setting.key, [setting], key.includes('*') ? 'weak' : 'exact') ?? []);
    }));
  }

  /** `process.env[name]`, whatever the environment is called there. */
  function isEnvironment(unit: Unit, { fn }: Chain, { o, i }: Extract<Val, { k: 'elem' }>): boolean {
    const name = o.k === 'prop' || o.k === 'ref' ? o.n : '';
    return /env/i.test(name) && i.k !== 'lit' && mayBeGlobal(reading, { file: unit.path, fn }, o, environment);
  }

  /** `get(key) { return this.env[key]; }`: what its callers ask for, where every one of them says it outright. */
  function handedIn(free: Free, index: Val, own: readonly Owner[]): MemberAccess[] | undefined {
    if (free.k !== 'param') return undefined;
    const callers = evaluator.expand({ file: free.file, fn: free.fn }, free);
    if (!callers || callers.length === 0) return undefined;
    const asked = callers.map(({ ctx, site }) => ({ site, known: evaluator.evaluate(ctx, index) }));
    if (!asked.every(({ site, known }) => site && known.k === 'const')) return undefined;
    return asked.flatMap(({ site, known }) => {
      const call = site!.unit.facts.calls[site!.c]!;
      const key = known.k === 'const' ? String(known.v) : '';
      const of = own.flatMap(({ object }) => object.settings.get(key) ?? []);
      const place = { k: 'prop', o: call.callee, n: key, s: call.s, e: call.e } as const;
      return accessTo(site!.unit, { value: place, fn: call.fn, guard: call.g, loop: call.loop, call: site!.c, isWrite: false }, place, key, of, 'exact') ?? [];
    });
  }

  function closed(unit: Unit, chain: Chain, value: Val): Known {
    const ctx: Ctx = { file: unit.path, fn: chain.fn };
    const known = evaluator.evaluate(ctx, value);
    return known.k === 'free' ? evaluator.evaluate(evaluator.close(ctx, known.on), value) : known;
  }
}
