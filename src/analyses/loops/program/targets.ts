import type { FilePath } from '../../../core/model.ts';
import type { CallIndex, ClassIndex, Cls, FnIndex, Val } from '../../../facts/program/model.ts';
import { enclosingClass } from '../../../facts/program/parts.ts';
import type { Origin, Values } from '../../values/model.ts';
import type { Unit } from './unit.ts';

/** A function of the program. */
export interface Target {
  readonly unit: Unit;
  readonly fn: FnIndex;
}

/** The one function that a call or a value is known to mean. */
export interface Targets {
  ofCall(unit: Unit, call: CallIndex): Target | undefined;
  ofValue(unit: Unit, fn: FnIndex, value: Val): Target | undefined;
  /** Class whose instance `this` is in a function. */
  classAround(unit: Unit, fn: FnIndex): ClassIndex | undefined;
  /** A function of the nearest class that the one around a function extends and that declares a member itself. */
  inBaseWith(unit: Unit, fn: FnIndex, member: string): Target | undefined;
}

/** A class by its place. */
interface ClassAt {
  readonly file: FilePath;
  readonly cls: ClassIndex;
}

/** With more classes between the two than that nothing is said. */
const MAX_BASES = 8;

export function targetsOf(unitAt: (path: FilePath) => Unit | undefined, values: Values): Targets {
  const known = new Map<string, Target | undefined>();
  const targets: Targets = {
    ofCall(unit, c) {
      const id = `${c} ${unit.path}`;
      if (known.has(id)) return known.get(id);
      known.set(id, undefined); // A cycle of aliases leads nowhere.
      const call = unit.facts.calls[c]!;
      const found = call.k === 'call' || call.k === 'tag' ? targets.ofValue(unit, call.fn, call.callee) : undefined;
      known.set(id, found);
      return found;
    },
    ofValue(unit, fn, value) {
      const { facts } = unit;
      switch (value.k) {
        case 'fn': return { unit, fn: value.f };
        case 'ref': {
          const decl = facts.decls[value.d];
          if (!decl) return namedAround(unit, fn, value.n);
          if (decl.k === 'function') return decl.ref === undefined || decl.ambient ? undefined : { unit, fn: decl.ref };
          if (decl.k === 'import') return imported(unit, fn, value);
          if (decl.k === 'param') return undefined;
          if (!decl.init) {
            // `let tick; tick = () => …`
            const [write, ...more] = unit.writesTo(value.d);
            return write?.v?.k === 'fn' && more.length === 0 ? { unit, fn: write.v.f } : undefined;
          }
          return decl.init.k === 'fn' || decl.init.k === 'prop' || decl.init.k === 'call' ? targets.ofValue(unit, decl.fn, decl.init) : undefined;
        }
        case 'prop': return member(unit, fn, value);
        case 'call': return wrapped(unit, fn, value.c);
        case 'await': return undefined;
        default: return undefined;
      }
    },
    classAround,
    inBaseWith(unit, fn, member) {
      const cls = classAround(unit, fn);
      let at = cls === undefined ? undefined : baseOf({ file: unit.path, cls });
      for (let hops = 0; at && hops < MAX_BASES; hops++, at = baseOf(at)) {
        const home = unitAt(at.file);
        const base = home?.facts.classes[at.cls];
        if (!home || !base) return undefined;
        const [method] = base.methods.filter(each => !each.isStatic);
        if (method && (base.fields.some(each => each.n === member) || base.methods.some(each => each.n === member))) return { unit: home, fn: method.fn };
      }
      return undefined;
    },
  };
  return targets;

  /** A function expression may call itself by its own name. */
  function namedAround(unit: Unit, fn: FnIndex, name: string): Target | undefined {
    for (let f = fn; f > 0; f = unit.facts.fns[f]!.parent) if (unit.facts.fns[f]!.n === name && unit.facts.fns[f]!.k === 'function') return { unit, fn: f };
    return undefined;
  }

  function imported(unit: Unit, fn: FnIndex, value: Val): Target | undefined {
    const origin = values.origin({ file: unit.path, fn }, value);
    if (origin.k !== 'fn' || origin.path.length > 0) return undefined;
    const target = unitAt(origin.file);
    return target && { unit: target, fn: origin.fn };
  }

  function member(unit: Unit, fn: FnIndex, value: Extract<Val, { k: 'prop' }>): Target | undefined {
    if (value.o.k === 'this' || value.o.k === 'super') {
      const cls = classAround(unit, fn);
      return cls === undefined ? undefined : methodOf({ file: unit.path, cls }, value.n);
    }
    const site = { file: unit.path, fn };
    const cls = values.classOf(site, value.o);
    return (cls && methodOf(cls, value.n)) ?? imported(unit, fn, value);
  }

  /** `this.tick.bind(this)`, and what a wrapper such as `throttle(tick)` was given. */
  function wrapped(unit: Unit, fn: FnIndex, c: CallIndex): Target | undefined {
    const { callee, args } = unit.facts.calls[c]!;
    if (callee.k === 'prop' && callee.n === 'bind') return targets.ofValue(unit, fn, callee.o);
    const functions = args.filter(arg => arg.k === 'fn');
    return functions.length === 1 ? targets.ofValue(unit, fn, functions[0]!) : undefined;
  }

  function methodOf(start: ClassAt, name: string): Target | undefined {
    let at: ClassAt | undefined = start;
    for (let hops = 0; at && hops < MAX_BASES; hops++) {
      const unit: Unit | undefined = unitAt(at.file);
      const cls: Cls | undefined = unit?.facts.classes[at.cls];
      if (!unit || !cls) return undefined;
      const method = cls.methods.find(each => each.n === name);
      if (method) return { unit, fn: method.fn };
      const field = cls.fields.find(each => each.n === name);
      if (field?.init?.k === 'fn') return { unit, fn: field.init.f };
      at = baseOf(at);
    }
    return undefined;
  }

  function baseOf({ file, cls }: ClassAt): ClassAt | undefined {
    const found = unitAt(file)?.facts.classes[cls];
    const up: Origin | undefined = found?.ext && values.origin({ file, fn: found.fn }, found.ext);
    return up?.k === 'class' && up.path.length === 0 ? up : undefined;
  }

  function classAround(unit: Unit, fn: FnIndex): ClassIndex | undefined {
    return enclosingClass(unit.facts, fn);
  }
}
