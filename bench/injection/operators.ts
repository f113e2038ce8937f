import type { Call, Fn, Import, ProgramFacts, Val } from '../../src/facts/program/model.ts';
import { CARRIERS } from './carriers.ts';
import { blankComments, type Oracle, type Place } from './oracle.ts';
import type { Repository } from './repository.ts';

export type Stratum = 'direct' | 'method' | 'DI' | 'events' | 'registry' | 'elision' | 'convention';

/** One injected ghost: what is changed, and which settings it must take from life. */
export interface Mutant {
  /** Stable within a repository: `M1:src/app.ts:120`. */
  readonly id: string;
  readonly operator: string;
  readonly stratum: Stratum;
  /** New text by path; `undefined` takes the file away. */
  readonly changes: ReadonlyMap<string, string | undefined>;
  readonly expected: readonly string[];
  /** A collision: weakly live is an answer, live is not. */
  readonly collision?: true;
  /** Changes that mean the same as the program did: nothing may die of them. */
  readonly harmless?: ReadonlyMap<string, string | undefined>;
}

interface Around {
  readonly repository: Repository;
  readonly oracle: Oracle;
  /** Text of a read of a boolean setting that is off by default, in a file. */
  offRead(file: string): string | undefined;
  /** The same by way of an import that is put at the beginning of the file. */
  offImport(file: string): { readonly head: string; readonly read: string } | undefined;
}

/** All mutants of a repository, in the order of its files. Long on purpose: one generator per operator. */
export function* mutantsOf(around: Around): Generator<Mutant> {
  for (const file of around.repository.sources) {
    const facts = around.repository.facts(file);
    for (const [i, fn] of facts.fns.entries()) yield* ofFunction(around, file, facts, fn, i);
    for (const cls of facts.classes) yield* ofClass(around, file, facts, cls.n, cls.s, cls.e);
    yield* ofModule(around, file);
    yield* ofEvents(around, file, facts);
  }
}

/** M1 deletes the only call, M3 puts an off flag before it, M10 adds another of its name; M7 takes it out of a table. */
function* ofFunction(around: Around, file: string, facts: ProgramFacts, fn: Fn, index: number): Generator<Mutant> {
  if (!/^[A-Za-z_$][\w$]{3,}$/.test(fn.n) || (fn.k !== 'function' && fn.k !== 'arrow' && fn.k !== 'method') || index === 0) return;
  const expected = around.oracle.settingsIn(file, fn.s, fn.e);
  if (expected.length === 0) return;
  const uses = around.oracle.places(fn.n).filter(place => !isDeclaration(around, place, file, fn) && !isImportOrExport(around, place));
  if (uses.length !== 1) return;
  const use = uses[0]!;
  const where = around.repository.facts(use.file);
  const call = where.calls.find(each => each.k === 'call' && calleeEnd(each) === use.at + fn.n.length);
  const text = around.repository.texts.get(use.file)!;
  const stratum: Stratum = fn.cls === undefined && call?.callee.k === 'ref' ? 'direct' : 'method';
  if (call) {
    const replace = (by: string): ReadonlyMap<string, string> => new Map([[use.file, text.slice(0, call.s) + by + text.slice(call.e)]]);
    yield { id: `M1:${use.file}:${call.s}`, operator: 'M1', stratum, changes: replace('(undefined as any)'), expected };
    const off = around.offRead(use.file);
    const imported = off === undefined ? around.offImport(use.file) : undefined;
    if (imported && call.use !== 'value') {
      const changed = `${imported.head}${text.slice(0, call.s)}((${imported.read}) && ${text.slice(call.s, call.e)})${text.slice(call.e)}`;
      yield { id: `M3:${use.file}:${call.s}`, operator: 'M3', stratum, changes: new Map([[use.file, changed]]), expected };
    }
    if (off !== undefined && call.use !== 'value') yield { id: `M3:${use.file}:${call.s}`, operator: 'M3', stratum, changes: replace(`((${off}) && ${text.slice(call.s, call.e)})`), expected };
    if (call.use !== 'value' && call.use !== 'return' && !/\b(await|yield|arguments|super)\b/.test(text.slice(call.s, call.e))) {
      for (const carrier of CARRIERS) {
        const carried = (by: string): ReadonlyMap<string, string> => new Map([[use.file, carrier.head + text.slice(0, call.s) + by + text.slice(call.e)]]);
        const source = text.slice(call.s, call.e);
        yield { id: `${carrier.operator}:${use.file}:${call.s}`, operator: carrier.operator, stratum: carrier.stratum, changes: carried(carrier.cut(source)), harmless: carried(carrier.whole(source)), expected };
      }
    }
    const collision = `\nclass InjectedCollision { ${fn.n}(): number { return 1; } }\nnew InjectedCollision().${fn.n}();\n`;
    yield { id: `M10:${use.file}:${call.s}`, operator: 'M10', stratum, changes: new Map([[use.file, `${text.slice(0, call.s)}(undefined as any)${text.slice(call.e)}${collision}`]]), expected, collision: true };
    return;
  }
  const element = tableElement(text, use.at, fn.n);
  if (element) yield { id: `M7:${use.file}:${use.at}`, operator: 'M7', stratum: 'registry', changes: new Map([[use.file, text.slice(0, element.from) + text.slice(element.to)]]), expected };
  void facts;
}

/** M2 makes the only construction null, M4 lets the factory around it return early, M5 takes the class off a list of providers. */
function* ofClass(around: Around, file: string, facts: ProgramFacts, name: string, s: number, e: number): Generator<Mutant> {
  if (!/^[A-Z][\w$]{3,}$/.test(name)) return;
  // Static initialisers run when the module is loaded, whoever constructs the class.
  const early = new Set(facts.fns.filter(fn => fn.k === 'static' && fn.s >= s && fn.e <= e).flatMap(() => staticFields(facts, s, e)).flatMap(field => around.oracle.settingsIn(file, field.s, field.e)));
  const expected = around.oracle.settingsIn(file, s, e).filter(key => !early.has(key));
  if (expected.length === 0) return;
  const uses = around.oracle.places(name).filter(place => !(place.file === file && place.at >= s && place.at < e) && !isImportOrExport(around, place));
  const constructions = uses.filter(place => /\bnew\s+$/.test(around.repository.texts.get(place.file)!.slice(Math.max(0, place.at - 8), place.at)));
  const others = uses.filter(place => !constructions.includes(place) && !isTypePosition(around, place));
  if (constructions.length === 1 && others.length === 0) {
    const at = constructions[0]!;
    const where = around.repository.facts(at.file);
    const text = around.repository.texts.get(at.file)!;
    const call = where.calls.find(each => each.k === 'new' && each.ce === at.at + name.length);
    if (!call) return;
    yield { id: `M2:${at.file}:${call.s}`, operator: 'M2', stratum: 'method', changes: new Map([[at.file, `${text.slice(0, call.s)}(null as any)${text.slice(call.e)}`]]), expected };
    const factory = where.fns[call.fn];
    const body = factory && call.fn > 0 && factory.k !== 'constructor' && factory.k !== 'field' ? text.indexOf('{', text.indexOf(')', factory.s)) : -1;
    if (factory && body > 0 && body < call.s && /^\s*(async\s+)?function|=>\s*\{$/.test(text.slice(factory.s, body + 1)) && factory.returns.length > 0) {
      yield { id: `M4:${at.file}:${call.s}`, operator: 'M4', stratum: 'method', changes: new Map([[at.file, `${text.slice(0, body + 1)} return null as any; ${text.slice(body + 1)}`]]), expected };
    }
  }
  if (constructions.length === 0) {
    const provided = others.filter(place => tableElement(around.repository.texts.get(place.file)!, place.at, name) !== undefined);
    if (provided.length === 0 || provided.length !== others.length) return;
    const changes = new Map<string, string>();
    for (const place of [...provided].reverse()) {
      const text = changes.get(place.file) ?? around.repository.texts.get(place.file)!;
      const element = tableElement(text, place.at, name);
      if (element) changes.set(place.file, text.slice(0, element.from) + text.slice(element.to));
    }
    yield { id: `M5:${file}:${s}`, operator: 'M5', stratum: 'DI', changes, expected };
  }
  void facts;
}

/** Where static fields stand, each as far as the next member begins. */
const staticFields = (facts: ProgramFacts, s: number, e: number): { readonly s: number; readonly e: number }[] =>
  facts.classes.filter(cls => cls.s <= s && cls.e >= e).flatMap(cls => {
    const starts = [...cls.fields.map(field => field.s), ...cls.methods.map(method => facts.fns[method.fn]?.s ?? e), e].sort((a, b) => a - b);
    return cls.fields.filter(field => field.isStatic).map(field => ({ s: field.s, e: starts.find(start => start > field.s) ?? e }));
  });

/** M6 drops the only import of a module that acts when it is loaded; M9 moves a file out of the folder that convention loads. */
function* ofModule(around: Around, file: string): Generator<Mutant> {
  const text = around.repository.texts.get(file)!;
  const expected = around.oracle.settingsIn(file, 0, text.length);
  if (expected.length === 0) return;
  const stem = file.replace(/(\/index)?\.[cm]?[jt]sx?$/, '').split('/').at(-1)!;
  const importers = around.repository.sources.flatMap(other => around.repository.facts(other).imports.filter(each => each.from.replace(/\.[cm]?[jt]sx?$/, '').endsWith(`/${stem}`)).map(each => ({ other, each })));
  const only = importers[0];
  // Re-exported, loaded later or named in any other way, it may run all the same.
  const mentions = specifiersOf(around.repository).get(stem) ?? 0;
  if (importers.length > 0 && mentions > 1) return;
  if (importers.length === 1 && only && only.each.imported === '') {
    const importing = around.repository.texts.get(only.other)!;
    const from = importing.lastIndexOf('import', only.each.s);
    yield { id: `M6:${only.other}:${from}`, operator: 'M6', stratum: 'elision', changes: new Map([[only.other, importing.slice(0, from) + importing.slice(only.each.e)]]), expected };
  }
  if (only && only.each.imported !== '' && importers.every(({ other, each }) => other === only.other && each.s === only.each.s && !each.typeOnly)) {
    const changed = withoutValues(around, only.other, importers.map(({ each }) => each));
    if (changed !== undefined) yield { id: `M6:${only.other}:${only.each.s}`, operator: 'M6', stratum: 'elision', changes: new Map([[only.other, changed]]), expected };
  }
  if (importers.length === 0 && /(^|\/)(app|src)\/(routes|pages|api)\//.test(file)) {
    yield { id: `M9:${file}`, operator: 'M9', stratum: 'convention', changes: new Map<string, string | undefined>([[file, undefined], [file.replace(/(^|\/)(routes|pages|api)\//, '$1attic/'), text]]), expected };
  }
}

const specifiers = new WeakMap<Repository, ReadonlyMap<string, number>>();

/** How often texts end in each name, as specifiers do: `'./boot/start.ts'` in `start`. */
function specifiersOf(repository: Repository): ReadonlyMap<string, number> {
  const known = specifiers.get(repository);
  if (known) return known;
  const found = new Map<string, number>();
  for (const file of repository.sources) {
    for (const [, stem = ''] of blankComments(repository.texts.get(file)!).matchAll(/\/([\w$.@-]+?)(?:\.[cm]?[jt]sx?)?['"`]/g)) found.set(stem, (found.get(stem) ?? 0) + 1);
  }
  specifiers.set(repository, found);
  return found;
}

/** `import { start } from './x'` becomes `import type`, as after a refactoring that no longer uses `start` as a value. */
function withoutValues({ repository }: Around, file: string, imports: readonly Import[]): string | undefined {
  const text = repository.texts.get(file)!;
  const from = text.lastIndexOf('import', imports[0]!.s);
  const rest = blankComments(text);
  let changed = text;
  const places = imports.flatMap(({ decl }) => {
    const name = repository.facts(file).decls[decl]?.n ?? '';
    return [...rest.matchAll(new RegExp(`(?<![\\w$.'"\`])${name.replace(/\$/g, '\\$')}(?![\\w$'"\`])`, 'g'))].map(match => ({ s: match.index, e: match.index + name.length })).filter(place => place.s < from || place.s > imports[0]!.e);
  }).sort((a, b) => b.s - a.s);
  for (const { s, e } of places) {
    // A shorthand, a type or a name of a member is no value that can be replaced.
    if (/^\s*[:?]/.test(rest.slice(e, e + 8)) || /[{,]\s*$/.test(rest.slice(Math.max(0, s - 20), s)) && /^\s*[,}]/.test(rest.slice(e, e + 20)) || /(:|<|\btypeof|\bas|\bextends|\bimplements|\|)\s*$/.test(rest.slice(Math.max(0, s - 14), s))) return undefined;
    changed = `${changed.slice(0, s)}(undefined as any)${changed.slice(e)}`;
  }
  return `${changed.slice(0, from)}import type${changed.slice(from + 6)}`;
}

/** M8 renames the only emit of an event. */
function* ofEvents(around: Around, file: string, facts: ProgramFacts): Generator<Mutant> {
  for (const call of facts.calls) {
    const [event, listener] = call.args;
    if (call.callee.k !== 'prop' || !/^(on|once|addListener)$/.test(call.callee.n) || event?.k !== 'lit' || typeof event.v !== 'string' || listener?.k !== 'fn') continue;
    const fn = facts.fns[listener.f];
    const expected = fn ? around.oracle.settingsIn(file, fn.s, fn.e) : [];
    if (expected.length === 0) continue;
    const emits = around.repository.sources.flatMap(other => around.repository.facts(other).calls.filter(each => each.callee.k === 'prop' && each.callee.n === 'emit' && isString(each.args[0], String(event.v))).map(each => ({ other, each })));
    const only = emits[0];
    if (emits.length !== 1 || !only || only.each.args[0]?.k !== 'lit') continue;
    const text = around.repository.texts.get(only.other)!;
    const { s, e } = only.each.args[0];
    yield { id: `M8:${only.other}:${s}`, operator: 'M8', stratum: 'events', changes: new Map([[only.other, `${text.slice(0, s)}'injected-${event.v}'${text.slice(e)}`]]), expected };
  }
}

const isString = (v: Val | undefined, text: string): boolean => v?.k === 'lit' && v.v === text;

const calleeEnd = (call: Call): number => ('e' in call.callee ? call.callee.e : -1);

const isDeclaration = ({ repository }: Around, { file, at }: Place, home: string, fn: Fn): boolean =>
  file === home && (at >= fn.s && at < fn.e ? at - fn.s < 80 : /\b(const|let|var|function)\s+$/.test(repository.texts.get(file)!.slice(Math.max(0, at - 12), at)) || (at < fn.s && fn.s - at < fn.n.length + 80 && !repository.texts.get(file)!.slice(at, fn.s).includes('\n')));

/** The line imports or re-exports the name; that calls nothing. */
const isImportOrExport = ({ repository }: Around, { file, at }: Place): boolean => {
  const text = blankComments(repository.texts.get(file)!);
  const from = Math.max(text.lastIndexOf(';', at), text.lastIndexOf('\nimport', at), text.lastIndexOf('\nexport', at), 0);
  return /^[;\s]*(import|export)\s+(type\s+)?(\{[^}]*|[\w$*,\s{]*)$/.test(text.slice(from, at));
};

const isTypePosition = ({ repository }: Around, { file, at }: Place): boolean => /(:\s*|<\s*|\|\s*|\bas\s+|\bimplements\s+|\bextends\s+|\btypeof\s+)$/.test(repository.texts.get(file)!.slice(Math.max(0, at - 14), at));

/** The name stands alone as an element of a list or the value of a member: what to cut out with its comma. */
const tableElement = (text: string, at: number, name: string): { readonly from: number; readonly to: number } | undefined => {
  const before = /(?:^|[[,{(]\s*|\n\s*)((?:['"]?[\w$-]+['"]?\s*:\s*)?)$/.exec(text.slice(Math.max(0, at - 80), at));
  const after = /^\s*(,)|^\s*[\]}]/.exec(text.slice(at + name.length));
  if (!before || !after) return undefined;
  return { from: at - (before[1]?.length ?? 0), to: at + name.length + (after[1] ? after[0].length : 0) };
};
