import { addTo } from '../../../core/multimap.ts';
import type { Val } from '../../../facts/program/model.ts';
import type { AccessMode } from '../../../vocabulary/accesses.ts';
import { chainsOf, namesOf, rootOf } from '../chains.ts';
import type { Unit } from '../code.ts';
import type { Known } from '../evaluation/known.ts';
import type { Reading } from '../setting.ts';
import type { SettingsObject } from '../settings-object.ts';
import type { RawAccess } from './call-accesses.ts';
import type { Leading } from './leading.ts';

/** Spreads within spreads. */
const MAX_DEPTH = 4;
/** What gives an object more members than it was made with. */
const EXTENDING = ['assign', 'defineProperty', 'defineProperties', 'merge'];

/**
 * Reads of members that a settings object does not have: `env.PROT`, `const { PROT } = env`. Only objects all of whose
 * members are seen count, and only where nothing but such an object can stand in front of the member.
 */
export function unknownMembers(reading: Reading, objects: readonly SettingsObject[], mode: AccessMode, leading: Leading): RawAccess[] {
  const { code, evaluator, vocabulary } = reading;
  if (!objects.some(object => object.closed)) return [];
  const byCall = new Map<string, SettingsObject[]>();
  for (const object of objects) if (object.call !== undefined) addTo(byCall, `${object.file}#${object.call}`, object);
  const isStart = startsOf();
  const written = namesWritten();
  const extended = objectsExtended();

  const found: RawAccess[] = [];
  for (const unit of leading.units) {
    for (const { value, fn, guard, loop, call, isWrite } of chainsOf(unit)) {
      if (isWrite || !leading.has(unit, rootOf(value)) || !isStart(unit, rootOf(value))) continue;
      for (const { name, value: member } of namesOf(value)) {
        if (member.k !== 'prop') break;
        // A method of any object, or of one that has more to it than its settings.
        if ((call !== undefined && member === value) || name in Object.prototype) break;
        if (written.has(name) || !lacks(evaluator.evaluate({ file: unit.path, fn }, member.o), name)) continue;
        found.push({
          key: name, exact: true, mode, strength: 'exact', vocabulary: vocabulary.name, site: 'member', file: unit.path, fn, guard, loop,
          via: [], at: code.locate(unit.path, member.s, member.e), test: false,
        });
        break;
      }
    }
  }
  return found;

  /** A declaration is looked at once, however often its name is used. */
  function startsOf(): (unit: Unit, root: Val) => boolean {
    const known = new Map<string, boolean>();
    return (unit, root) => {
      if (root.k !== 'ref' || root.d < 0) return true;
      const id = `${unit.path} ${root.d}`;
      let is = known.get(id);
      if (is === undefined) known.set(id, (is = mayHold(evaluator.evaluate({ file: unit.path, fn: unit.facts.decls[root.d]!.fn }, root))));
      return is;
    };
  }

  function mayHold(known: Known): boolean {
    if (known.k === 'either') return known.of.some(mayHold);
    return known.k === 'obj' || (known.k === 'call' && byCall.has(`${known.ctx.file}#${known.call}`));
  }

  /** `env.STARTED = true`: what is written somewhere is no slip where it is read. */
  function namesWritten(): ReadonlySet<string> {
    return new Set(code.units.flatMap(unit => unit.facts.writes.flatMap(({ t }) => (t.k === 'prop' ? [t.n] : []))));
  }

  function objectsExtended(): ReadonlySet<string> {
    return new Set(EXTENDING.flatMap(name => code.calls(name)).flatMap(({ unit, c }) => {
      const call = unit.facts.calls[c]!;
      const known = call.args[0] && leading.has(unit, rootOf(call.args[0])) ? evaluator.evaluate({ file: unit.path, fn: call.fn }, call.args[0]) : undefined;
      return known?.k === 'call' ? [`${known.ctx.file}#${known.call}`] : [];
    }));
  }

  /** Whatever it can be is a settings object, and none has such a member. */
  function lacks(known: Known, name: string, depth = 0): boolean {
    if (depth > MAX_DEPTH) return false;
    switch (known.k) {
      case 'either': return known.of.length > 0 && known.of.every(each => lacks(each, name, depth + 1));
      case 'call': {
        const id = `${known.ctx.file}#${known.call}`;
        const own = extended.has(id) ? [] : (byCall.get(id)?.filter(object => object.path.join('.') === known.path.join('.')) ?? []);
        return own.length > 0 && own.every(object => object.closed === true && !object.settings.has(name));
      }
      case 'obj': {
        const { p } = known.value;
        return p.some(each => each.spread) && p.every(each => (each.spread ? lacks(evaluator.evaluate(known.ctx, each.v), name, depth + 1) : !each.key && each.n !== name));
      }
      default: return false;
    }
  }
}
