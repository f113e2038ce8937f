import type { CallIndex, Val } from '../../../facts/program/model.ts';
import { receiverOf, type Code, type Unit } from '../code.ts';

/** Tests of a text against a part of it, with what that part makes of a key; `*` stands for any characters. */
const TESTS: { readonly [method: string]: (part: string) => string } = {
  startsWith: part => `${part}*`,
  endsWith: part => `*${part}`,
  includes: part => `*${part}*`,
};

/**
 * Which names are picked from what `Object.entries(env)` or `Object.keys(env)` yields, as patterns:
 * `.filter(([key]) => key.startsWith('REDIS_'))`, `for (const key of …) if (key.endsWith('_URL'))`. None when all are.
 */
export function testsOfKeys(code: Code, unit: Unit, call: CallIndex): readonly string[] {
  const { facts } = unit;
  const found = new Set<string>();
  for (const each of facts.calls) {
    if (each.callee.k !== 'prop' || each.args.length !== 1) continue;
    const make = TESTS[each.callee.n];
    const tested = make && receiverOf(facts, each);
    if (!make || !tested || !isKeyOf(unit, tested, call)) continue;
    const part = code.values.constant({ file: unit.path, fn: each.fn }, each.args[0]!);
    if (typeof part === 'string' && part !== '') found.add(make(part));
  }
  return [...found];
}

/** The value is one of the names, or the first half of one of the pairs, that the call yields. */
function isKeyOf(unit: Unit, value: Val, call: CallIndex): boolean {
  const { facts } = unit;
  let at = value;
  const path: string[] = [];
  for (let hops = 0; hops < 8; hops++) {
    if (at.k === 'prop') {
      path.unshift(at.n);
      at = at.o;
    } else if (at.k === 'ref' && facts.decls[at.d]?.init) at = facts.decls[at.d]!.init!;
    else break;
  }
  if (path.length > 1 || (path.length === 1 && path[0] !== '0')) return false;
  if (at.k === 'item') return at.how === 'of' && yields(unit, at.of, call);
  const handed = at.k === 'param' ? facts.fns[at.f]?.argOf : undefined;
  const through = handed && facts.calls[handed.c]?.callee;
  return at.k === 'param' && through?.k === 'prop' && yields(unit, through.o, call);
}

/** The call itself, or what is filtered, sorted or mapped of it. */
function yields({ facts }: Unit, value: Val, call: CallIndex): boolean {
  let at = value;
  for (let hops = 0; hops < 8; hops++) {
    if (at.k === 'ref' && facts.decls[at.d]?.k === 'const' && facts.decls[at.d]!.init) at = facts.decls[at.d]!.init!;
    else if (at.k !== 'call') return false;
    else if (at.c === call) return true;
    else {
      const callee: Val | undefined = facts.calls[at.c]?.callee;
      if (callee?.k !== 'prop') return false;
      at = callee.o;
    }
  }
  return false;
}
