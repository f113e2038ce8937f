import type { ProgramFacts } from '../../../src/facts/program/model.ts';
import { headOf, isImportOrExport, tableElement, type Around } from '../around.ts';
import type { Edit, Mutant, Range } from '../mutant.ts';
import type { Place } from '../oracle.ts';

/** M2 makes the only construction of a class null, M4 lets the factory around it return early, M5 takes the class off a list of providers. */
export function* ofConstructions(around: Around, file: string): Generator<Mutant> {
  const facts = around.repository.facts(file);
  for (const { n: name, s, e } of facts.classes) {
    if (!/^[A-Z][\w$]{3,}$/.test(name)) continue;
    // Static initialisers run when the module is loaded, whoever constructs the class.
    const early = new Set(staticFields(facts, s, e).flatMap(field => around.oracle.settingsIn(file, field.s, field.e)));
    const expected = around.oracle.settingsIn(file, s, e).filter(key => !early.has(key));
    if (expected.length === 0) continue;
    const uses = around.oracle.places(name).filter(place => !(place.file === file && place.at >= s && place.at < e) && !isImportOrExport(around, place));
    const constructions = uses.filter(place => /\bnew\s+$/.test(around.repository.texts.get(place.file)!.slice(Math.max(0, place.at - 8), place.at)));
    const others = uses.filter(place => !constructions.includes(place) && !isTypePosition(around, place));
    const gone = { file, s, e };
    if (constructions.length === 1 && others.length === 0) yield* ofConstruction(around, constructions[0]!, name, expected, gone);
    if (constructions.length === 0) yield* ofProvider(around, file, s, name, others, expected, gone);
  }
}

function* ofConstruction(around: Around, at: Place, name: string, expected: readonly string[], gone: Range): Generator<Mutant> {
  const where = around.repository.facts(at.file);
  const text = around.repository.texts.get(at.file)!;
  const call = where.calls.find(each => each.k === 'new' && each.ce === at.at + name.length);
  if (!call) return;
  const place = `${at.file}:${call.s}`;
  const replaced = (by: string): Edit => ({ file: at.file, s: call.s, e: call.e, text: by });
  const mutant = (operator: string, shape: string, edits: readonly Edit[]): Mutant => ({ id: `${operator}/${shape}:${place}`, operator, shape, stratum: 'method', cut: { edits }, expected, gone });
  const source = text.slice(call.s, call.e);
  yield mutant('M2', 'null', [replaced('(null as any)')]);
  yield mutant('M2', 'undefined', [replaced('(undefined as any)')]);
  const off = around.off(at.file, call.s);
  const head = off && { file: at.file, s: headOf(text), e: headOf(text), text: off.head };
  if (off && head) {
    yield mutant('M2', 'ternary', [head, replaced(`((${off.text}) ? ${source} : null as any)`)]);
    yield mutant('M2', 'and', [head, replaced(`(((${off.text}) && ${source}) as any)`)]);
  }
  if (!/\b(await|yield|this|super|arguments)\b/.test(source)) {
    yield mutant('M4', 'in place', [replaced('((): any => { return null; })()')]);
    if (off && head) yield mutant('M4', 'in place, behind a flag', [head, replaced(`((): any => { if (!(${off.text})) { return undefined; } return ${source}; })()`)]);
  }
  const factory = where.fns[call.fn];
  if (!factory || call.fn === 0 || factory.k === 'constructor' || factory.k === 'field' || factory.returns.length === 0) return;
  // The brace behind the parameters and the return type, or behind the arrow.
  const opening = (factory.k === 'arrow' ? /=>\s*\{/ : /\)\s*(?::\s*[^={};()]+)?\s*\{/).exec(text.slice(factory.s, call.s));
  if (!opening) return;
  const body = factory.s + opening.index + opening[0].length - 1;
  const first = (by: string): Edit => ({ file: at.file, s: body + 1, e: body + 1, text: by });
  yield mutant('M4', 'null', [first(' return null as any; ')]);
  yield mutant('M4', 'undefined', [first(' return undefined as any; ')]);
  const offAtOnce = around.off(at.file, body + 1);
  if (offAtOnce) yield mutant('M4', 'behind a flag', [{ file: at.file, s: headOf(text), e: headOf(text), text: offAtOnce.head }, first(` if (!(${offAtOnce.text})) return null as any; `)]);
}

function* ofProvider(around: Around, file: string, s: number, name: string, others: readonly Place[], expected: readonly string[], gone: Range): Generator<Mutant> {
  const elements = others.map(place => {
    const element = tableElement(around.repository.texts.get(place.file)!, place.at, name);
    return element && { file: place.file, ...element, text: '' };
  });
  if (elements.length === 0 || elements.includes(undefined)) return;
  yield { id: `M5:${file}:${s}`, operator: 'M5', shape: 'provider dropped', stratum: 'DI', cut: { edits: elements as Edit[] }, expected, gone };
}

/** Where static fields stand, each as far as the next member begins. */
const staticFields = (facts: ProgramFacts, s: number, e: number): { readonly s: number; readonly e: number }[] =>
  facts.classes.filter(cls => cls.s <= s && cls.e >= e).flatMap(cls => {
    const starts = [...cls.fields.map(field => field.s), ...cls.methods.map(method => facts.fns[method.fn]?.s ?? e), e].sort((a, b) => a - b);
    return cls.fields.filter(field => field.isStatic).map(field => ({ s: field.s, e: starts.find(start => start > field.s) ?? e }));
  });

const isTypePosition = ({ repository }: Around, { file, at }: Place): boolean => /(:\s*|<\s*|\|\s*|\bas\s+|\bimplements\s+|\bextends\s+|\btypeof\s+)$/.test(repository.texts.get(file)!.slice(Math.max(0, at - 14), at));
