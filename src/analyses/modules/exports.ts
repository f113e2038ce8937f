import type { FilePath } from '../../core/model.ts';
import type { Decl, DeclIndex, Export, ProgramFacts, Val } from '../../facts/program/model.ts';
import { commonJsExports, type WholeExport } from './commonjs.ts';
import { loadedSpecifier } from './literal-load.ts';
import type { Binding, ModuleGraph, Resolution } from './model.ts';

type Names = Pick<ModuleGraph, 'exported' | 'exportedNames' | 'binding' | 'moduleObject'>;

/** What one file offers by itself. */
interface Offer {
  readonly named: ReadonlyMap<string, Export>;
  readonly stars: readonly string[];
  readonly common: WholeExport;
  /** It speaks CommonJS: its whole is what an importer gets. */
  readonly isCommon: boolean;
}

/** Follows exported names through re-exports and barrels to what they stand for. Every answer is computed once. */
export function exportedNames(factsOf: (file: FilePath) => ProgramFacts | undefined, resolve: (from: FilePath, specifier: string) => Resolution): Names {
  const offers = new Map<FilePath, Offer>();
  const known = new Map<FilePath, Map<string, Binding | undefined>>();
  const providers = new Map<FilePath, Providers>();
  const imported = new Map<FilePath, Map<DeclIndex, Binding | undefined>>();
  const underWay = new Set<string>();

  const names: Names = {
    exported(file, name) {
      let ofFile = known.get(file);
      if (!ofFile) known.set(file, (ofFile = new Map()));
      if (ofFile.has(name)) return ofFile.get(name);
      const key = `${file}\n${name}`;
      // A name that leads back to itself stands for nothing, and so do all names on the way.
      if (underWay.has(key)) return undefined;
      underWay.add(key);
      const found = find(file, name);
      underWay.delete(key);
      ofFile.set(name, found);
      return found;
    },
    exportedNames(file) {
      const offer = offerOf(file);
      if (!offer) return [];
      const { from } = providersOf(file);
      const all = new Set([...offer.named.keys(), ...from.keys(), ...offer.common.names.keys()]);
      if (offer.common.whole) {
        all.add('default');
        const object = objectOf(file, offer.common.whole);
        for (const each of object?.p ?? []) if (each.n !== '') all.add(each.n);
      }
      return [...all].sort();
    },
    binding(file, decl) {
      const facts = factsOf(file);
      const entry = facts?.decls[decl];
      if (!facts || !entry) return undefined;
      if (entry.k !== 'import') return { k: 'decl', file, decl };
      let ofFile = imported.get(file);
      if (!ofFile) imported.set(file, (ofFile = new Map()));
      const before = ofFile.get(decl);
      if (before || ofFile.has(decl)) return before;
      const item = facts.imports[entry.ref ?? -1];
      const found = item && through(file, item.from, item.imported);
      // Inside a circle the name may stand for nothing only because it is being followed.
      if (found || underWay.size === 0) ofFile.set(decl, found);
      return found;
    },
    moduleObject: (from, specifier) => through(from, specifier, '*'),
  };
  return names;

  function find(file: FilePath, name: string): Binding | undefined {
    const offer = offerOf(file);
    if (!offer) return undefined;
    const own = offer.named.get(name);
    if (own) return own.from === undefined ? ofExport(file, own) : through(file, own.from, own.imported ?? name);
    const common = fromCommon(file, offer, name);
    if (common || name === 'default') return common;
    const { from, external } = providersOf(file);
    const provider = from.get(name);
    if (provider !== undefined) return names.exported(provider, name);
    return external !== undefined ? { k: 'external', from: external, name } : undefined;
  }

  function ofExport(file: FilePath, { decl, v }: Export): Binding | undefined {
    if (decl !== undefined) return names.binding(file, decl);
    return v && ofValue(file, v);
  }

  function ofValue(file: FilePath, value: Val): Binding | undefined {
    if (value.k === 'ref' && value.d >= 0) return names.binding(file, value.d);
    const specifier = requiredBy(file, value);
    return (specifier === undefined ? undefined : through(file, specifier, '*')) ?? { k: 'value', file, value };
  }

  function through(file: FilePath, specifier: string, imported: string): Binding | undefined {
    const target = resolve(file, specifier);
    if (target.k === 'external') return { k: 'external', from: target.name, name: imported };
    if (target.k === 'missing') return undefined;
    if (imported !== '*') return names.exported(target.file, imported);
    const offer = offerOf(target.file);
    if (offer?.isCommon && offer.common.whole && !objectOf(target.file, offer.common.whole)) return names.exported(target.file, 'default');
    return { k: 'namespace', file: target.file };
  }

  function fromCommon(file: FilePath, { common, isCommon }: Offer, name: string): Binding | undefined {
    if (!isCommon) return undefined;
    const named = common.names.get(name);
    if (named) return ofValue(file, named);
    const { whole } = common;
    if (name === 'default') return whole ? ofValue(file, whole) : { k: 'namespace', file };
    if (!whole) return undefined;
    const object = objectOf(file, whole);
    for (let i = (object?.p.length ?? 0) - 1; i >= 0; i--) {
      const member = object!.p[i]!;
      if (member.n === name) return ofValue(file, member.v);
      const specifier = member.spread ? requiredBy(file, member.v) : undefined;
      const spread = specifier === undefined ? undefined : through(file, specifier, name);
      if (spread) return spread;
    }
    const specifier = requiredBy(file, whole);
    return specifier === undefined ? undefined : through(file, specifier, name);
  }

  function requiredBy(file: FilePath, value: Val): string | undefined {
    const facts = factsOf(file);
    const call = value.k === 'call' ? facts?.calls[value.c] : undefined;
    return facts && call && call.k !== 'import' ? loadedSpecifier(call, facts) : undefined;
  }

  /** The object literal that a whole export is, also through a constant. */
  function objectOf(file: FilePath, value: Val): Extract<Val, { k: 'obj' }> | undefined {
    const init = value.k === 'ref' && value.d >= 0 ? factsOf(file)?.decls[value.d]?.init : value;
    return init?.k === 'obj' ? init : undefined;
  }

  /** Which file below `export *` offers which name: nearest first, then in the order of the statements. */
  function providersOf(file: FilePath): Providers {
    const before = providers.get(file);
    if (before) return before;
    const from = new Map<string, FilePath>();
    const outside = new Set<string>();
    const seen = new Set([file]);
    for (let level = [file]; level.length > 0;) {
      const next: FilePath[] = [];
      for (const at of level) {
        const offer = offerOf(at);
        if (!offer) continue;
        if (at !== file) for (const name of [...offer.named.keys(), ...offer.common.names.keys()]) if (name !== 'default' && !from.has(name)) from.set(name, at);
        for (const specifier of offer.stars) {
          const target = resolve(at, specifier);
          if (target.k === 'external') outside.add(target.name);
          if (target.k !== 'file' || seen.has(target.file)) continue;
          seen.add(target.file);
          next.push(target.file);
        }
      }
      level = next;
    }
    // With several outside packages the name could come from each; that it comes from outside is what matters.
    const [external] = outside;
    const made: Providers = external === undefined ? { from } : { from, external };
    providers.set(file, made);
    return made;
  }

  function offerOf(file: FilePath): Offer | undefined {
    const before = offers.get(file);
    const facts = before ? undefined : factsOf(file);
    if (before || !facts) return before;
    const named = new Map<string, Export>();
    const stars: string[] = [];
    for (const each of facts.exports) {
      if (each.n === '*') stars.push(each.from ?? '');
      else if (each.n !== 'export=' && (!named.has(each.n) || outranks(each, named.get(each.n)!, facts.decls))) named.set(each.n, each);
    }
    const isCommon = named.size === 0 && stars.length === 0;
    const offer: Offer = { named, stars, common: isCommon ? commonJsExports(facts) : { names: new Map() }, isCommon };
    offers.set(file, offer);
    return offer;
  }
}

interface Providers {
  readonly from: ReadonlyMap<string, FilePath>;
  /** An outside package whose names are passed on. */
  readonly external?: string;
}

/** A value and a type may share a name: the value is what the name stands for. */
const outranks = (later: Export, earlier: Export, decls: readonly Decl[]): boolean => isType(earlier, decls) && !isType(later, decls);

const isType = ({ typeOnly, decl }: Export, decls: readonly Decl[]): boolean => typeOnly !== undefined || kindOf(decls, decl) === 'type' || kindOf(decls, decl) === 'interface';

const kindOf = (decls: readonly Decl[], decl: DeclIndex | undefined): Decl['k'] | undefined => (decl === undefined ? undefined : decls[decl]?.k);
