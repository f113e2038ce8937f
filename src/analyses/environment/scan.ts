import type { Call, FnIndex, ObjectMember, Val } from '../../facts/program/model.ts';
import { eachPart } from '../../facts/program/parts.ts';
import type { Code, Unit } from '../settings/code.ts';
import type { Site } from '../values/model.ts';
import { ownTests, readers, writers } from './by-name.ts';
import { isCandidate, isIterated, staticImports } from './candidates.ts';
import { functionAt } from './function-at.ts';
import type { EnvironmentSource } from './model.ts';
import type { NameReader, Names } from './names.ts';
import type { Recogniser } from './recognise.ts';
import type { Environment } from './sources.ts';
import type { Touch } from './touch.ts';

/** Every place of one file that touches the environment, by offset. */
export function touchesOf(unit: Unit, code: Code, environment: Recogniser, names: NameReader): Touch[] {
  const { facts } = unit;
  const imported = staticImports(unit);
  if (!isCandidate(unit, environment)) return imported;
  const touches = new Map<string, Touch>();
  const iterates = isIterated(unit, environment);
  for (const touch of imported) add(touch);
  for (const { t, v, fn } of facts.writes) {
    written({ file: unit.path, fn }, t);
    if (v) visit(v, fn);
  }
  facts.calls.forEach(call => {
    const site = { file: unit.path, fn: call.fn };
    if (call.k === 'call') called(site, call);
    chain(site, call.callee, 'callee');
    inside(call.callee, call.fn);
    for (const arg of call.args) visit(arg, call.fn);
  });
  for (const { v, fn, use } of facts.reads) if (use !== 'type') visit(v, fn);
  for (const { init, fn } of facts.decls) if (init) visit(init, fn);
  facts.fns.forEach((fn, f) => fn.returns.forEach(({ v }) => v && visit(v, f)));
  for (const { v, fn } of facts.loops) if (v) visit(v, fn);
  for (const { v, s } of facts.guards) visit(v, functionAt(unit, s));
  for (const cls of facts.classes) for (const { init, s } of cls.fields) if (init) visit(init, functionAt(unit, s));
  for (const { v } of facts.exports) if (v) visit(v, 0);
  for (const { init } of facts.decls) unalias(init);
  return [...touches.values()].sort((a, b) => a.s - b.s || a.e - b.e);

  /** `const env = process.env` and `const { FOO } = process.env` hand nothing on. */
  function unalias(init: Val | undefined): void {
    for (let at = init; at; at = at.k === 'prop' || at.k === 'elem' ? at.o : at.k === 'op' && at.o === 'default' ? at.a[at.a[0]?.k === 'param' ? 1 : 0] : undefined) {
      if ('s' in at && touches.get(`${at.s}:${at.e}`)?.kind === 'snapshot') touches.delete(`${at.s}:${at.e}`);
    }
  }

  /** One place is one access, seen first where its context is known: writes, then calls, then the rest. */
  function add(touch: Touch): void {
    const at = `${touch.s}:${touch.e}`;
    const before = touches.get(at);
    if (!before || before.kind === 'snapshot') touches.set(at, touch);
  }

  function visit(value: Val, fn: FnIndex): void {
    const site = { file: unit.path, fn };
    switch (value.k) {
      case 'ref': return chain(site, value, 'value');
      case 'prop':
      case 'elem': {
        chain(site, value, 'value');
        return inside(value, fn);
      }
      case 'op':
        if (value.o === 'in') tested(site, value.a[0]!, value.a[1]!, value);
        else if (value.o === '===' || value.o === '==') compared(site, value.a[0]!, value.a[1]!, value);
        for (const each of value.a) visit(each, fn);
        return;
      default: return eachPart(value, part => visit(part, fn));
    }
  }

  /** Computed names along a property chain, and what it begins with when that is no name. */
  function inside(value: Val, fn: FnIndex): void {
    let at = value;
    for (; at.k === 'prop' || at.k === 'elem'; at = at.o) if (at.k === 'elem') visit(at.i, fn);
    if (at.k !== 'ref') visit(at, fn);
  }

  /** Finds the link of a property chain at which a variable is taken of the environment. */
  function chain(site: Site, value: Val, as: 'value' | 'callee' | 'target'): void {
    const links: Val[] = [];
    for (let at = value; ; at = at.o) {
      links.push(at);
      if (at.k !== 'prop' && at.k !== 'elem') break;
    }
    if (!environment.mayLead(unit, site, value)) return;
    for (let i = links.length - 1; i >= 0; i--) {
      const whole = links[i]!;
      const found = environment.of(site, whole);
      if (!found) continue;
      if (found.rest.length > 0 || found.api === 'methods') return;
      const link = links[i - 1];
      if (!link) return untaken(site, whole, found, as);
      if (as === 'callee' && i === 1) return; // A method of the object itself: `called` judges it.
      return take(site, link, found, as === 'target' && i === 1 ? 'write' : 'read');
    }
  }

  function take(site: Site, link: Val, { source }: Environment, kind: 'read' | 'write'): void {
    if (link.k === 'prop') return add({ kind, source, names: { k: 'known', names: [link.n] }, fn: site.fn, s: link.s, e: link.e });
    if (link.k === 'elem') named(site, names.of(site, link.i), source, kind, link);
  }

  function untaken(site: Site, whole: Val, { source }: Environment, as: string): void {
    if (!('s' in whole)) return;
    const at = { source, fn: site.fn, s: whole.s, e: whole.e };
    if (as === 'target') {
      // `process.env = …` replaces all of it; a variable of the program that holds it is no part of it.
      if (whole.k === 'prop') add({ ...at, kind: 'write', names: { k: 'unknown' } });
    } else add({ ...at, kind: 'snapshot', names: { k: 'every' } });
  }

  function named(site: Site, which: Names, source: EnvironmentSource, kind: 'read' | 'write', { s, e }: { readonly s: number; readonly e: number }): void {
    const at = { source, fn: site.fn, s, e, names: which };
    if (which.k === 'every') add({ ...at, kind: kind === 'read' ? 'snapshot' : 'write' });
    else add({ ...at, kind: which.k === 'unknown' && kind === 'read' ? 'dynamic' : kind });
  }

  function written(site: Site, target: Val): void {
    chain(site, target, 'target');
    if (target.k === 'prop' || target.k === 'elem') inside(target, site.fn);
  }

  /** `'FOO' in process.env`; `key in KNOWN` where `key` is one of the environment's own names. */
  function tested(site: Site, key: Val, object: Val, at: Extract<Val, { k: 'op' }>): void {
    const found = leading(site, object);
    if (found) return named(site, names.of(site, key), found.source, 'read', at);
    const known = iterates && names.of(site, key).k === 'every' ? code.values.object(site, object)?.value.p : undefined;
    if (known) filtered(site, known.map((member: ObjectMember) => member.n).filter(Boolean), at);
  }

  function compared(site: Site, a: Val, b: Val, at: Extract<Val, { k: 'op' }>): void {
    if (!iterates) return;
    const [key, other] = a.k === 'lit' ? [b, a] : [a, b];
    const constant = key.k === 'lit' || names.of(site, key).k !== 'every' ? undefined : code.values.constant(site, other);
    if (typeof constant === 'string') filtered(site, [constant], at);
  }

  /** The environment's entries are looked through for known names, which is reading those. */
  function filtered(site: Site, known: readonly string[], { s, e }: { readonly s: number; readonly e: number }): void {
    if (known.length > 0) add({ kind: 'read', source: 'process', names: { k: 'known', names: known }, fn: site.fn, s, e });
  }

  /** The environment itself, when the value is just that. */
  function leading(site: Site, value: Val | undefined): Environment | undefined {
    if (!value || !environment.mayLead(unit, site, value)) return undefined;
    const found = environment.of(site, value);
    return found?.rest.length === 0 && found.api === 'members' ? found : undefined;
  }

  function called(site: Site, call: Call): void {
    const { callee, args } = call;
    const method = callee.k === 'prop' ? callee.n : callee.k === 'ref' ? callee.n : '';
    // `process.env.hasOwnProperty('FOO')`, `Deno.env.get('FOO')`, `env.get('FOO')` of env-var
    if (environment.mayLead(unit, site, callee)) {
      const found = environment.of(site, callee);
      if (found?.api === 'methods' && found.rest.length === 1) return asked(site, found, found.rest[0]!, call);
      const owner = callee.k === 'prop' ? leading(site, callee.o) : undefined;
      if (owner && args[0] && ownTests.has(method)) return named(site, names.of(site, args[0]), owner.source, 'read', call);
    }
    const [first, second] = args;
    const found = leading(site, first);
    if (found && second) {
      if (callee.k === 'prop' && method === 'call' && callee.o.k === 'prop' && ownTests.has(callee.o.n)) return named(site, names.of(site, second), found.source, 'read', call);
      if (readers.has(method)) return picked(site, second, found, call);
      const global = callee.k === 'prop' && callee.o.k === 'ref' && callee.o.d < 0 ? `${callee.o.n}.${method}` : '';
      if (writers.has(global)) return named(site, names.of(site, second), found.source, 'write', call);
      if (global === 'Object.assign' || global === 'Object.defineProperties') return args.slice(1).forEach(each => assigned(site, each, found, call));
    }
    // `KNOWN.includes(key)`, `known.has(key)` where `key` is one of the environment's own names
    if (iterates && first && callee.k === 'prop' && (method === 'includes' || method === 'has' || method === 'indexOf') && names.of(site, first).k === 'every') {
      const listed = names.listed(site, callee.o);
      if (listed && listed !== 'every') filtered(site, listed, call);
    }
  }

  function asked(site: Site, { source }: Environment, method: string, call: Call): void {
    const [first] = call.args;
    if (method === 'set' || method === 'delete') named(site, first ? names.of(site, first) : { k: 'unknown' }, source, 'write', call);
    else if (method === 'toObject') add({ kind: 'snapshot', source, names: { k: 'every' }, fn: site.fn, s: call.s, e: call.e });
    else if (first && (method === 'get' || method === 'has')) named(site, names.of(site, first), source, 'read', call);
  }

  /** `pick(process.env, ['FOO', 'BAR'])`, `get(process.env, 'FOO')` */
  function picked(site: Site, which: Val, { source }: Environment, call: Call): void {
    const listed = names.listed(site, which);
    named(site, listed === undefined ? names.of(site, which) : listed === 'every' ? { k: 'every' } : { k: 'known', names: listed }, source, 'read', call);
  }

  function assigned(site: Site, value: Val, { source }: Environment, { s, e }: Call): void {
    const members = code.values.object(site, value)?.value.p;
    const known = members?.every(member => !member.spread && member.n !== '') ? members.map(member => member.n) : undefined;
    const which: Names = known && known.length > 0 ? { k: 'known', names: known } : { k: 'unknown' };
    if (known?.length !== 0) add({ kind: 'write', source, names: which, fn: site.fn, s, e });
  }
}
