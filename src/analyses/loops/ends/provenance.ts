import type { Call, CallIndex, FnIndex, Val, Write } from '../../../facts/program/model.ts';
import { allOf, anyOf, strongest, type Provenance } from './causes.ts';
import { isHandedOn } from './passed-along.ts';
import { isBoundless } from './bounds.ts';
import type { Cause } from '../model.ts';
import { ABORT, CLOCKS, isOptions, OWN, SHARED, SIZES, TELLERS, THERE, TOLD } from './words.ts';
import { isBroughtAboutByOthers, isEmptied, isRaisedByOthers, plannedOf } from './own-flags.ts';
import { byOthers, isOfOneRun } from './flags-of-others.ts';
import { isAround, isCalledBack, isCountOfOthers, isInRound, isMoved, isRun, type Round } from '../program/round.ts';
import { ENDS, isLock, namesAbort, nameOfState } from './flag-values.ts';
import type { Target, Targets } from '../program/targets.ts';
import { chainOf, guardsUpTo, nameOf, partsOf, type Unit } from '../program/unit.ts';
import { isPause } from '../program/work.ts';

/** What makes a condition come out as wanted, seen from one round to the next; `fn` is the function of the round it stands in. */
export function causeOf(round: Round, targets: Targets, condition: Val, wanted: boolean, fn = round.fn): Cause {
  return outcome(round.unit, fn, condition, wanted, 0);

  function outcome(unit: Unit, fn: FnIndex, v: Val, pos: boolean, depth: number): Cause {
    switch (v.k) {
      case 'lit': return Boolean(v.v) === pos ? 'always' : 'never';
      case 'undef': return pos ? 'never' : 'always';
      case 'op': {
        const [first] = v.a;
        if (v.o === '!' && first) return outcome(unit, fn, first, !pos, depth);
        if (v.o === '&&' || v.o === '||') {
          const causes = v.a.map(each => outcome(unit, fn, each, pos, depth));
          return (v.o === '&&') === pos ? allOf(causes) : anyOf(causes);
        }
      }
    }
    // `do … while (await sleep(1_000))`: who waits in a condition means to go on.
    if (isPause(unit, v)) return pos ? 'always' : 'never';
    if (isEmptied(round, unit, v, pos)) return 'stop';
    // A flag that has to be raised by somebody, though this round lowers it again.
    if (!pos && isRaisedByOthers(round, unit, v)) return 'data';
    const provenance = of(unit, fn, v, depth);
    // To go on until something is there is to wait for it, whoever says so.
    if ((provenance === 'stop' || provenance === 'constant') && pos && comesAbout(unit, v)) return 'data';
    return provenance === 'constant' ? 'never' : provenance;
  }

  function of(unit: Unit, fn: FnIndex, v: Val, depth: number): Provenance {
    if (depth > 6) return 'data';
    switch (v.k) {
      case 'lit':
      case 'undef':
      case 'big':
      case 'regex':
      case 'fn':
      case 'class':
      case 'this':
      case 'super':
      case 'meta':
      case 'param':
      case 'obj': return 'constant';
      case 'ref': return ofName(unit, v, depth);
      case 'prop': return ofMember(unit, fn, v, depth);
      case 'call': return ofCall(unit, v.c, depth);
      case 'await': return of(unit, fn, v.v, depth + 1);
      case 'spread': return of(unit, fn, v.v, depth + 1);
      case 'cond': return strongest([v.c, v.a, v.b].map(each => of(unit, fn, each, depth + 1)));
      case 'arr': return strongest(v.i.map(each => of(unit, fn, each, depth + 1)));
      case 'tpl': return strongest(v.a.map(each => of(unit, fn, each, depth + 1)));
      case 'op': return ofOperator(unit, fn, v, depth);
      default: return 'data';
    }
  }

  function ofOperator(unit: Unit, fn: FnIndex, v: Extract<Val, { k: 'op' }>, depth: number): Provenance {
    if (v.o === '++' || v.o === '--') return 'budget';
    if (/^([!=]==?|instanceof)$/.test(v.o) && v.a.some(namesAbort)) return 'stop';
    if (/^[!=]==?$/.test(v.o) && isBroughtAboutByOthers(round, unit, v.a)) return 'stop';
    const parts = v.a.map(each => (each.k === 'prop' && ENDS.test(each.n) && nameOfState(each) !== undefined ? 'constant' : of(unit, fn, each, depth + 1)));
    // A number that was noted before and is compared again (`mine === this.round`) tells that somebody began anew.
    if (/^[!=]==?$/.test(v.o) && v.a.every(each => each.k !== 'lit' && each.k !== 'undef' && !isFetched(unit, each)) && parts.every((part, i) => part === 'constant' || isCountOfOthers(round, unit, v.a[i]!))) return strongest(parts) === 'constant' ? 'constant' : 'stop';
    if (/^([<>]=?|[!=]==?)$/.test(v.o) && v.a.some(each => isBoundless(unit, each))) return 'constant';
    if (!/^[<>]=?$/.test(v.o) || parts.includes('data')) return strongest(parts);
    // `config.interval > 0`: a limit that others set decides nothing from round to round.
    if (parts.every((part, i) => part === 'constant' || (part === 'stop' && isOptions(chainOf(v.a[i]!) ?? []))) && !v.a.some(each => isMoved(round, each))) return strongest(parts);
    return parts.some(each => each !== 'constant') || v.a.some(each => isMoved(round, each)) ? 'budget' : 'constant';
  }

  function ofName(unit: Unit, v: Extract<Val, { k: 'ref' }>, depth: number): Provenance {
    const decl = unit.facts.decls[v.d];
    if (!decl) return 'constant';
    if (decl.k === 'catch' || isCalledBack(round, unit, decl)) return 'data';
    const writes = unit.writesTo(v.d);
    const own = plannedOf(unit, writes, write => unit === round.unit && isInRound(round, write), v.n);
    if (!own) return 'stop';
    if (own.length > 0) return isLock(round.loop, own, v.n) ? 'constant' : strongest(own.map(write => ofWrite(unit, write, depth)));
    if (decl.init && unit === round.unit && isInRound(round, decl)) return of(unit, decl.fn, decl.init, depth + 1);
    // What another function of the round declares is made anew each time; what stands around the round is not.
    if (decl.init && decl.k !== 'param' && !isAround(round, unit, decl.fn))
      return strongest([of(unit, decl.fn, decl.init, depth + 1), ...(depth < 4 ? writes : []).map(write => ofWrite(unit, write, depth + 1))]);
    if (writes.length > 0) return decl.fn !== round.fn && isOfOneRun(unit, decl, writes) ? 'data' : byOthers(unit, writes, v.n);
    return decl.init && decl.k !== 'param' && (decl.init.k === 'prop' || decl.init.k === 'ref') ? of(unit, decl.fn, decl.init, depth + 1) : 'constant';
  }

  function ofMember(unit: Unit, fn: FnIndex, v: Extract<Val, { k: 'prop' }>, depth: number): Provenance {
    if (v.n === 'aborted' || v.n === 'isCancellationRequested') return 'stop';
    if (SIZES.test(v.n)) return v.o.k === 'ref' && isHandedOn(unit, v.o.d) ? 'constant' : 'budget';
    const chain = chainOf(v);
    if (!chain) return of(unit, fn, v.o, depth + 1);
    const sameChain = unit.writesToMember(v.n).filter(write => chainOf(write.t)?.join('.') === chain.join('.'));
    const own = plannedOf(unit, sameChain, write => (unit === round.unit && isInRound(round, write)) || isRun(round, unit, write.fn), v.n);
    if (!own) return 'stop';
    if (own.length > 0) return isLock(round.loop, own, v.n) ? 'constant' : strongest(own.map(write => ofWrite(unit, write, depth)));
    const live = sameChain.filter(write => unit.facts.fns[write.fn]?.k !== 'constructor');
    if (live.length > 0) return byOthers(unit, live, v.n);
    if (v.o.k === 'this') return OWN.test(v.n) ? 'stop' : ofOwnMember(unit, fn, v.n, depth);
    if (TOLD.test(v.n) && isGivenOnce(unit, v.o)) return 'stop';
    const holder = of(unit, fn, v.o, depth + 1);
    if (holder === 'data' || holder === 'budget') return holder; // What the loop fetched says how things are, not what to do.
    if (TOLD.test(v.n) || chain.some(name => TELLERS.test(name))) return 'stop';
    return holder === 'constant' && isOptions(chain) ? 'constant' : 'data';
  }

  /** `this.host` that nothing but a constructor assigns, of this class or of the one that it extends. */
  function isGivenOnce(unit: Unit, v: Val): boolean {
    return v.k === 'prop' && v.o.k === 'this' && unit.writesToMember(v.n).every(({ t, fn }) => t.k !== 'prop' || t.o.k !== 'this' || unit.facts.fns[fn]?.k === 'constructor');
  }

  /** `this.x` that the file never assigns: an accessor, or what was given once. */
  function ofOwnMember(unit: Unit, fn: FnIndex, name: string, depth: number): Provenance {
    const cls = unit.facts.classes[targets.classAround(unit, fn) ?? -1];
    const getter = cls?.methods.find(each => each.n === name && each.kind === 'getter');
    if (getter) return ofReturns({ unit, fn: getter.fn }, depth);
    if (cls?.fields.some(each => each.n === name)) return 'constant';
    // What the class inherits is judged where it is declared.
    const base = targets.inBaseWith(unit, fn, name);
    return base ? ofMember(base.unit, base.fn, { k: 'prop', o: { k: 'this' }, n: name, s: 0, e: 0 }, depth + 1) : 'data';
  }

  function ofCall(unit: Unit, c: CallIndex, depth: number): Provenance {
    const call = unit.facts.calls[c]!;
    if (round.isSettingRead(unit, c)) return 'stop';
    const name = nameOf(call);
    const chain = chainOf(call.callee)?.join('.') ?? name;
    if (CLOCKS.test(chain)) return 'budget';
    if (call.k === 'new') return name === 'Date' ? 'budget' : 'data';
    if (ABORT.test(name) && /^is|^was|^has|error/i.test(name)) return 'stop';
    if (SHARED.test(chain)) return 'stop';
    const { callee } = call;
    const own = callee.k === 'ref' || (callee.k === 'prop' && callee.o.k === 'this');
    const target = depth < 3 ? targets.ofCall(unit, c) : undefined;
    if (target) {
      const returned = ofReturns(target, depth);
      // `isTerminating()`: whatever it looks at, it tells that somebody stops the loop.
      if (returned === 'data' && own && TOLD.test(name)) return 'stop';
      return returned !== 'constant' ? returned : (ofAnswer(target, unit, call, depth) ?? (OWN.test(name) ? 'stop' : 'data'));
    }
    if (callee.k === 'prop' && !own) {
      const holder = of(unit, call.fn, callee.o, depth + 1);
      if (holder === 'data' || holder === 'budget') return chainOf(callee.o)?.some(part => TELLERS.test(part)) && holder === 'data' && !isFetched(unit, callee.o) ? 'stop' : 'data';
      if (chainOf(callee.o)?.some(part => TELLERS.test(part))) return 'stop';
    }
    return (own ? OWN : TOLD).test(name) ? 'stop' : 'data';
  }

  /** `this.connected`, which something in the file assigns. */
  function comesAbout(unit: Unit, v: Val): boolean {
    return (v.k === 'ref' || v.k === 'prop') && THERE.test(v.n) && (v.k === 'ref' ? unit.writesTo(v.d) : unit.writesToMember(v.n)).length > 0;
  }

  /** The root of a chain is a local that the round itself makes; what a round is handed is as old as what began it. */
  function isFetched(unit: Unit, v: Val): boolean {
    let root = v;
    while (root.k === 'prop') root = root.o;
    const decl = root.k === 'ref' ? unit.facts.decls[root.d] : undefined;
    return decl !== undefined && unit === round.unit && isInRound(round, decl) && !(decl.k === 'param' && decl.fn === round.fn);
  }

  function ofReturns({ unit, fn }: Target, depth: number): Provenance {
    const returns = unit.facts.fns[fn]?.returns.flatMap(({ v }) => (v ? [v] : [])) ?? [];
    return returns.length === 0 ? 'data' : strongest(returns.map(v => of(unit, fn, v, depth + 2)));
  }

  /** `if (config.once) return true; return false;`: what decides between the answers, with what the call hands over. */
  function ofAnswer({ unit, fn }: Target, from: Unit, call: Call, depth: number): Provenance | undefined {
    const { returns, params, falls } = unit.facts.fns[fn]!;
    const answers = new Set(returns.map(({ v }) => v?.k === 'lit' && Boolean(v.v)));
    if (falls || answers.size < 2 || !returns.every(({ v }) => v?.k === 'lit')) return undefined;
    const deciding = returns.flatMap(({ g }) => guardsUpTo(unit.facts, g, -1)).flatMap(({ v }) => [...partsOf(v)]);
    const given = deciding.flatMap(part => (part.k === 'ref' ? call.args[params.indexOf(part.d)] ?? [] : []));
    return strongest([...deciding.filter(part => part.k !== 'op' && part.k !== 'lit').map(part => of(unit, fn, part, depth + 2)), ...given.map(each => of(from, call.fn, each, depth + 2))]);
  }

  /** What an assignment inside the loop makes of its target: how it is counted, or what it is given. */
  function ofWrite(unit: Unit, write: Write, depth: number): Provenance {
    if (write.op !== '=' || !write.v) return 'budget';
    const given = of(unit, write.fn, write.v, depth + 1);
    if (given !== 'constant') return given;
    // A constant: what matters is when it is assigned.
    const until = write.fn === round.fn && round.loop >= 0 && unit === round.unit ? unit.facts.loops[round.loop]!.bodyGuard : -1;
    const own = guardsUpTo(unit.facts, write.g, until).filter(guard => guard.k !== 'exit');
    return depth < 4 && own.some(guard => outcome(unit, write.fn, guard.v, guard.pos, depth + 2) === 'stop') ? 'stop' : 'data';
  }
}
