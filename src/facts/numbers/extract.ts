import type { ts as Ts } from 'ts-morph';
import type { Val } from '../program/model.ts';
import { ts } from '../walk/parser.ts';
import type { Extractor, Place, Source } from '../walk/visitor.ts';
import { isInDevelopment } from './development.ts';
import { isExplained } from './explained.ts';
import { fold } from './fold.ts';
import { numbers } from './kind.ts';
import { leavesOf } from './leaves.ts';
import type { NamedNumber, NumberFacts, Numeral, Offered, ParameterDefault, Quantity, Reference, Role, Sink, Use } from './model.ts';
import { offeredBy } from './offered.ts';
import { isBesideTheProgram, namesAmount, presents, yieldsDefaults, yieldsOptions, yieldsSettings } from './owners.ts';
import { isToldLaidDown } from './declarations.ts';
import { decides } from './policy.ts';
import { purposeOf } from './purpose.ts';
import { visitNode, wanted } from './sinks.ts';

/** Finds the numbers that decide something, and the names that may stand for one; `model.ts` says what is kept. */
export const numbersExtractor: Extractor<NumberFacts> = {
  kind: numbers,
  begin(source, place) {
    const purpose = purposeOf(source.path, source.text);
    const found = collector(source, place);
    return {
      wants: purpose === 'generated' ? [] : wanted,
      visit: node => visitNode(node, found),
      finish: () => ({ purpose, ...found.bound() }),
    };
  },
};

/** What the sinks report to. Names are bound to declarations when the whole file is known. */
export interface Collector {
  readonly tree: Ts.SourceFile;
  readonly place: Place;
  /** A value in a place that decides something; its constant parts are kept. Each number counts once, for the outermost place. */
  use(
    value: Ts.Expression,
    at: {
      readonly slot: string;
      readonly sink: Sink;
      readonly quantity: Quantity;
      readonly callee?: string;
      readonly offered?: Offered | undefined;
      readonly kept?: boolean;
      readonly settles?: boolean;
      readonly tidies?: boolean;
    },
  ): void;
  /** A name for exactly one number. True when the value is one. */
  named(value: Ts.Expression, name: Ts.Node | undefined, more: Omit<NamedNumber, 'number' | 'owner' | 'fn' | 'd' | 'cls'>): boolean;
  parameter(name: string, number: Numeral): void;
  /** An option of that name is given a value here. */
  supplies(name: string): void;
  /** The name may stand for a constant that is declared elsewhere: an import, or another name for one. */
  leads(name: string): void;
}

interface Unbound { readonly val: Val; readonly cls: number; readonly s: number; readonly e: number }

function collector(source: Source, place: Place): Collector & { bound(): Omit<NumberFacts, 'purpose'> } {
  const { tree } = source;
  const uses: { readonly use: Use; readonly ref?: Unbound }[] = [];
  const settings: Unbound[] = [];
  const named: { readonly named: Omit<NamedNumber, 'd'>; readonly val?: Val }[] = [];
  const parameters: ParameterDefault[] = [];
  const leading = new Set<string>();
  const supplied = new Set<string>();
  const seen = new Set<number>();
  /** The same measure compared with three numbers or more sorts it into classes; three numbers returned are a table. */
  const steps = new Map<string, number>();
  return {
    tree, place,
    use(value, { slot, sink, quantity, callee, offered, kept, settles, tidies }) {
      if ((sizes.has(quantity.role) && presents(place.owner)) || isBesideTheProgram(place.owner) || namesAmount(place.owner)) return;
      const told = new Set<string>();
      for (const leaf of leavesOf(value, tree)) {
        const s = leaf.number?.s ?? leaf.name!.getStart(tree); // A leaf has one or the other.
        if (seen.has(s)) continue;
        seen.add(s);
        const ref = leaf.name && { val: place.valueOf(leaf.name), cls: classStart(), s, e: leaf.name.end };
        if (leaf.setting || yieldsDefaults(place.owner) || (leaf.how === 'fallback' && yieldsSettings(place.owner))) {
          if (ref) settings.push(ref);
          continue;
        }
        const through = leaf.how === 'fallback' || leaf.how === 'clamp' ? leaf.how : sink;
        // `Math.floor(ms / 10_000) * 10_000` rounds; a plain duration is computed with, not decided.
        if (leaf.how === 'term' && quantity.role === 'duration') continue;
        // The span of `random() * (2000 - 500 + 1) + 500` is computed from its ends.
        if (leaf.how === 'term' && leaf.number?.form === 'product' && /[\w)] [-+] /.test(leaf.number.text)) continue;
        if (leaf.number && sorted.has(through) && Math.abs(Number(leaf.number.value)) !== 1 && Number(leaf.number.value) !== 0) {
          const step = stepKey({ owner: place.owner, slot, sink: through });
          steps.set(step, (steps.get(step) ?? 0) + 1);
        }
        if (leaf.number && !decides(leaf.number, through, quantity, slot)) continue;
        if (leaf.number && (isToldLaidDown(place, tree) || isInDevelopment(place, tree))) continue;
        // `first > 0 ? Math.min(first, 20) : 20` states one bound, twice.
        if (leaf.number && told.has(leaf.number.value)) continue;
        if (leaf.number) told.add(leaf.number.value);
        const instead = offered ?? (leaf.over && offeredBy(leaf.over, place));
        uses.push({
          use: {
            slot,
            sink: through,
            quantity,
            owner: place.owner,
            fn: place.fn,
            ...(callee ? { callee } : {}),
            ...(leaf.how === 'term' ? { scaled: 1 } : {}),
            ...(instead ? { offered: instead } : {}),
            ...(kept || yieldsOptions(place.owner, slot) ? { kept: 1 } : {}),
            ...(settles ? { settles: 1 } : {}),
            ...(tidies ? { tidies: 1 } : {}),
            ...(leaf.number ? { number: leaf.number, ...(sink === 'timer' && isExplained(s, place, tree) ? { explained: 1 } : {}) } : {}),
          },
          ...(ref ? { ref } : {}),
        });
      }
    },
    named(value, name, more) {
      const number = fold(value, tree);
      if (number === undefined) return false;
      seen.add(number.s);
      named.push({
        named: { ...more, number, owner: place.owner, fn: place.fn, ...(name ? {} : { cls: classStart() }) },
        ...(name ? { val: place.valueOf(name as Ts.Identifier) } : {}), // Callers give the identifier that declares the holder.
      });
      return true;
    },
    parameter(name, number) { parameters.push({ name, number, owner: place.owner }); },
    supplies(name) { supplied.add(name); },
    leads(name) { leading.add(name); },
    bound() {
      const codes = rowsOfCodes(named.map(each => each.named));
      const constants = named.map(({ named: each, val }): NamedNumber => ({ ...each, ...(codes.has(each) ? { given: 'code' } : {}), d: val?.k === 'ref' ? val.d : -1 }));
      const declared = new Set(constants.map(each => each.d).filter(d => d >= 0));
      const fields = new Set(constants.filter(each => each.cls !== undefined).map(each => `${each.cls} ${each.path[0]}`));
      const bind = (ref: Unbound): Reference | undefined => bindReference(ref, (d, n) => declared.has(d) || leading.has(n), (cls, n) => fields.has(`${cls} ${n}`));
      return {
        named: constants,
        parameters,
        supplied: [...supplied],
        settings: settings.flatMap(each => bind(each) ?? []),
        uses: uses.flatMap(({ use, ref }): Use[] => {
          if (sorted.has(use.sink) && (steps.get(stepKey(use)) ?? 0) >= 3) return [];
          if (ref === undefined) return [use];
          const bound = bind(ref);
          return bound ? [{ ...use, ref: bound }] : [];
        }),
      };
    },
  };

  /** Start of the class around the place, which identifies it within the file. */
  function classStart(): number {
    for (let i = 0; ; i++) {
      const node = place.up(i);
      if (node === undefined) return -1;
      if (ts.isClassLike(node)) return node.pos;
    }
  }
}

/** Constants that are numbered one after the other (`const StepTimeout = 31` between 30 and 32): what they are called is not what the numbers mean. */
function rowsOfCodes<T extends Pick<NamedNumber, 'holder' | 'module' | 'number'>>(named: readonly T[]): ReadonlySet<T> {
  const isConstant = ({ holder, module }: T): boolean => holder === 'const' && module === 1;
  return new Set([...rowsAmong(named.filter(isConstant)), ...rowsAmong(named.filter(({ holder }) => holder === 'static'))]);
}

function rowsAmong<T extends Pick<NamedNumber, 'number'>>(constants: readonly T[]): readonly T[] {
  const codes: T[] = [];
  let row: T[] = [];
  for (const each of constants) {
    const step = row.length === 0 ? 1 : Number(each.number.value) - Number(row.at(-1)!.number.value);
    row = step >= 1 && step <= 3 ? [...row, each] : [each];
    if (row.length >= 5) codes.push(...row);
  }
  return codes;
}

const sizes: ReadonlySet<Role> = new Set(['size-limit', 'limit', 'threshold', 'duration', 'weight']);

const sorted: ReadonlySet<Sink> = new Set(['comparison', 'return']);
const stepKey = ({ owner, slot, sink }: Pick<Use, 'owner' | 'slot' | 'sink'>): string => `${owner} ${slot} ${sink}`;

/** Undefined for a name that cannot lead to a constant. */
function bindReference({ val, cls, s, e }: Unbound, mayLead: (d: number, name: string) => boolean, isField: (cls: number, name: string) => boolean): Reference | undefined {
  const path: string[] = [];
  let at = val;
  while (at.k === 'prop') {
    path.unshift(at.n);
    at = at.o;
  }
  if (at.k === 'this') return path.length === 1 && isField(cls, path[0]!) ? { d: -1, cls, path, s, e } : undefined;
  return at.k === 'ref' && at.d >= 0 && mayLead(at.d, at.n) ? { d: at.d, path, s, e } : undefined;
}
