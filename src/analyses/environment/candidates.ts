import type { FnIndex, Val } from '../../facts/program/model.ts';
import type { Unit } from '../settings/code.ts';
import type { Recogniser } from './recognise.ts';
import type { Touch } from './touch.ts';

/** Something in the file can lead to the environment at all. */
export function isCandidate(unit: Unit, environment: Recogniser): boolean {
  const { facts, path } = unit;
  const leads = (value: Val, fn: FnIndex): boolean => environment.mayLead(unit, { file: path, fn }, value);
  return facts.reads.some(({ v, fn }) => leads(v, fn)) || facts.calls.some(call => leads(call.callee, call.fn)) || facts.writes.some(({ t, fn }) => leads(t, fn));
}

/** Something in the file goes through what may be the environment, name by name. */
export function isIterated(unit: Unit, environment: Recogniser): boolean {
  const { facts, path } = unit;
  return facts.loops.some(({ k, v, fn }) => k === 'for-in' && v !== undefined && environment.mayLead(unit, { file: path, fn }, v))
    || facts.calls.some(({ callee, args, fn }) =>
      callee.k === 'prop' && callee.o.k === 'ref' && callee.o.d < 0 && args[0] !== undefined && environment.mayLead(unit, { file: path, fn }, args[0]));
}

/** SvelteKit's `import { FOO } from '$env/static/private'` is the read itself. */
export const staticImports = ({ facts }: Unit): Touch[] =>
  facts.imports.flatMap((each): Touch[] =>
    /^\$env\/static\/(private|public)$/.test(each.from) && each.decl >= 0 && each.imported !== '*' && !each.typeOnly
      ? [{ kind: 'read', source: 'library', names: { k: 'known', names: [each.imported] }, fn: 0, s: facts.decls[each.decl]!.s, e: facts.decls[each.decl]!.e }]
      : []);
