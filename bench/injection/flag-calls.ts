import type { ProgramFacts } from '../../src/facts/program/model.ts';
import type { OffFlag } from './around.ts';
import type { ReadAt } from './flags.ts';
import type { Repository } from './repository.ts';

/**
 * Conditions that are false by default where settings are read by calls: `settings.get('beta')` can be written wherever
 * another setting is read through the same `settings`.
 */
export function offCalls(repository: Repository, reads: readonly ReadAt[]): (file: string, at: number) => OffFlag | undefined {
  const off = new Map<string, string>();
  const places = new Map<string, { readonly receiver: string; readonly s: number }[]>();
  for (const read of reads) {
    if (!read.isCall) continue;
    const text = repository.texts.get(read.file)!.slice(read.s, read.e);
    const receiver = /^((?:this\.)?[A-Za-z_$][\w$]*(?:\.[\w$]+)*)\(\s*(?:'[^']*'|"[^"]*"|,|\s)+\)$/.exec(text)?.[1];
    if (receiver === undefined) continue;
    places.set(read.file, [...(places.get(read.file) ?? []), { receiver, s: read.s }]);
    const { default: registered } = read.setting;
    if (registered.k === 'constant' && registered.value === false && !off.has(receiver)) off.set(receiver, text);
  }
  return (file, at) => {
    const facts = repository.facts(file);
    const found = (places.get(file) ?? []).find(({ receiver, s }) => off.has(receiver) && (receiver.startsWith('this.') ? thisAt(facts, s) !== undefined && thisAt(facts, s) === thisAt(facts, at) : isSameName(facts, receiver.split('.')[0]!, s, at)));
    return found && { head: '', text: off.get(found.receiver)!, boolean: true };
  };
}

/** Functions around an offset, innermost first. */
const around = ({ fns }: ProgramFacts, at: number): number[] =>
  fns.flatMap((fn, i) => (i > 0 && fn.k !== 'field' && fn.k !== 'static' && fn.s <= at && at < fn.e ? [i] : [])).sort((a, b) => fns[b]!.s - fns[a]!.s);

/** The class whose instance `this` is. */
const thisAt = (facts: ProgramFacts, at: number): number | undefined => {
  const owner = around(facts, at).map(i => facts.fns[i]!).find(fn => fn.k !== 'arrow');
  return owner && !owner.isStatic && owner.k === 'method' ? owner.cls : undefined;
};

/** The name means the same declaration at both places, and stands before them. */
const isSameName = (facts: ProgramFacts, name: string, a: number, b: number): boolean => {
  const declared = (at: number): number | undefined => [...around(facts, at), 0].map(fn => facts.decls.findIndex(decl => decl.n === name && decl.fn === fn)).find(d => d >= 0);
  const d = declared(a);
  return d !== undefined && d === declared(b) && facts.decls[d]!.s < Math.min(a, b);
};
