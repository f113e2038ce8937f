import type { FilePath } from '../../core/model.ts';
import type { CallIndex, DeclIndex, ProgramFacts, Val } from '../../facts/program/model.ts';
import { eachPart } from '../../facts/program/parts.ts';

/** An object literal that a module holds under a name, or exports by default, made of other values: `const config = { port: env.PORT }`. */
export interface ConfigObject {
  /** -1 for the default export of a file. */
  readonly decl: DeclIndex;
  readonly leaves: readonly Leaf[];
  /** The object (a default export without a name) and the objects in it, each with the names of its members. */
  readonly groups: readonly { readonly name: string; readonly members: ReadonlySet<string> }[];
}

/** A member that is no object literal itself. */
export interface Leaf {
  readonly name: string;
  /** As it is read: `config.redis.host`. */
  readonly path: string;
  readonly value: Val;
}

/** The objects of one file; `as const`, `satisfies` and `Object.freeze` around the literal do not matter. */
export const configObjects = (file: FilePath, facts: ProgramFacts): readonly ConfigObject[] => [
  ...facts.decls.flatMap((decl, d) => (decl.fn === 0 && decl.k === 'const' && decl.init ? objectFrom(facts, decl.init, d, decl.n) : [])),
  ...facts.exports.flatMap(({ n, v }) => (n === 'default' && v ? objectFrom(facts, v, -1, baseName(file)) : [])),
];

/** A default export goes by the name of its file, as it is mostly imported under it. */
const baseName = (file: FilePath): string => /([^/.]+)\.[^/]*$/.exec(file)?.[1] ?? file;

const objectFrom = (facts: ProgramFacts, value: Val, decl: DeclIndex, name: string): ConfigObject[] => {
  const literal = literalOf(facts, value);
  if (!literal) return [];
  const leaves: Leaf[] = [];
  const groups: { name: string; members: Set<string> }[] = [];
  const collect = (object: Extract<Val, { k: 'obj' }>, groupName: string, path: string, depth: number): void => {
    groups.push({ name: groupName, members: new Set(object.p.filter(each => !each.spread && !each.key).map(each => each.n)) });
    for (const { n, key, spread, v } of object.p) {
      if (spread || key) continue;
      const inner = depth < MAX_DEPTH ? literalOf(facts, v) : undefined;
      if (inner) collect(inner, n, `${path}.${n}`, depth + 1);
      else leaves.push({ name: n, path: `${path}.${n}`, value: v });
    }
  };
  collect(literal, decl < 0 ? '' : name, name, 0);
  return [{ decl, leaves, groups }];
};

const MAX_DEPTH = 6;

const literalOf = (facts: ProgramFacts, v: Val): Extract<Val, { k: 'obj' }> | undefined => {
  if (v.k === 'obj') return v;
  const call = v.k === 'call' ? facts.calls[v.c] : undefined;
  const [arg] = call?.args ?? [];
  return call?.callee.k === 'prop' && call.callee.n === 'freeze' && call.args.length === 1 && arg?.k === 'obj' ? arg : undefined;
};

/** What is looked for in a value: the call that it is, or the chain that begins there. */
export interface Wanted {
  readonly offset: number;
  readonly call?: CallIndex;
}

/**
 * What is wanted is kept as it is, or in another spelling, and nothing is done with it: `Number(env.PORT ?? 3000)`
 * is kept, `createPool(env.URL)` is not.
 */
export const keeps = (facts: ProgramFacts, v: Val, wanted: Wanted): boolean => {
  if ((v.k === 'prop' || v.k === 'ref' || v.k === 'elem') && v.s === wanted.offset) return wanted.call === undefined;
  switch (v.k) {
    case 'op': case 'cond': case 'tpl': case 'arr': {
      let found = false;
      eachPart(v, part => { found ||= keeps(facts, part, wanted); });
      return found;
    }
    case 'call': {
      const call = facts.calls[v.c];
      if (wanted.call === v.c) return true;
      if (!call || call.k !== 'call') return call?.k === 'new' && call.callee.k === 'ref' && CONVERSIONS.has(call.callee.n) && call.args.some(arg => keeps(facts, arg, wanted));
      const { callee, args } = call;
      if (args.some(arg => keeps(facts, arg, wanted))) return isConversion(callee);
      // `env.HOSTS.split(',').map(trim)`
      return callee.k === 'prop' && REWRITES.has(callee.n) && keeps(facts, callee.o, wanted);
    }
    default: return false;
  }
};

const isConversion = (callee: Val): boolean =>
  callee.k === 'ref' ? callee.d < 0 && CONVERSIONS.has(callee.n) : callee.k === 'prop' && callee.o.k === 'ref' && callee.o.d < 0 && CONVERSIONS.has(callee.o.n);

/** Of the language: they yield what they are given in another form. */
const CONVERSIONS = new Set(['Number', 'String', 'Boolean', 'BigInt', 'parseInt', 'parseFloat', 'URL', 'Set', 'JSON', 'Array', 'Math']);
const REWRITES = new Set([
  'split', 'trim', 'trimEnd', 'trimStart', 'map', 'filter', 'toLowerCase', 'toUpperCase', 'toString', 'replace', 'replaceAll', 'slice', 'join',
  'concat', 'includes', 'startsWith', 'endsWith',
]);
