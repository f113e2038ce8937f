import type { FilePath } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import type { Decl, FnIndex } from '../../facts/program/model.ts';
import { constructedBy, inherits, lineOf, sameClass, type ClassRef } from './class-line.ts';
import { receiverOf, type CallSite, type Code, type Unit } from './code.ts';

export interface Caller {
  readonly site: CallSite;
  /** For a function that another one returns (`const reg = registrar('http')`): the call that made it. */
  readonly outer?: { readonly fn: FnIndex; readonly site: CallSite };
}

/** Calls of a function, those in test code too; `undefined` when there can be none, because it has no name to call it by. */
export function callersOf(code: Code, file: FilePath, f: FnIndex): readonly Caller[] | undefined {
  let ofCode = known.get(code);
  if (!ofCode) known.set(code, (ofCode = new Map()));
  const id = `${file}#${f}`;
  if (!ofCode.has(id)) ofCode.set(id, findCallers(code, file, f));
  return ofCode.get(id);
}

const known = new WeakMap<Code, Map<string, readonly Caller[] | undefined>>();

function findCallers(code: Code, file: FilePath, f: FnIndex): readonly Caller[] | undefined {
  const unit = code.unit(file);
  const fn = unit?.facts.fns[f];
  if (!unit || !fn || fn.k === 'module') return undefined;
  const cls = fn.cls === undefined ? undefined : unit.facts.classes[fn.cls];
  if (fn.k === 'constructor' && cls) return constructionsOf(code, file, fn.cls!, cls.n).map(site => ({ site }));
  const direct = fn.n === '' ? [] : namesOf(code, unit, f).flatMap(name => callsUnder(code, name).filter(called => calls(code, called, file, f))).map(({ site }) => site);
  const callers: Caller[] = [...new Set(direct)].map(site => ({ site }));
  return [...callers, ...callersOfReturned(code, file, f)];
}

/** A default export goes by whatever name its importers give it. */
function namesOf(code: Code, { facts }: Unit, f: FnIndex): readonly string[] {
  const { n } = facts.fns[f]!;
  const isDefault = facts.exports.some(each => each.n === 'default' && ((each.v?.k === 'fn' && each.v.f === f) || (each.decl !== undefined && isFunction(facts.decls[each.decl], f))));
  return isDefault ? [n, ...code.names('default').slice(1)] : [n];
}

const isFunction = (decl: Decl | undefined, f: FnIndex): boolean => (decl?.k === 'function' && decl.ref === f) || (decl?.init?.k === 'fn' && decl.init.f === f);

interface Called {
  readonly site: CallSite;
  /** The function that is called; `undefined` where only its receiver can tell. */
  readonly to: { readonly file: FilePath; readonly fn: FnIndex } | undefined;
  /** Found out when the first method of that name asks. */
  receiverClass?: ClassRef | 'unknown';
}

const calledUnder = new WeakMap<Code, Map<string, readonly Called[]>>();

/** Calls under a name with what each calls, found out once for all functions of that name. */
function callsUnder(code: Code, name: string): readonly Called[] {
  let ofCode = calledUnder.get(code);
  if (!ofCode) calledUnder.set(code, (ofCode = new Map()));
  let called = ofCode.get(name);
  if (!called) ofCode.set(name, (called = code.calls(name).flatMap(site => calledAt(code, site) ?? [])));
  return called;
}

function calledAt(code: Code, site: CallSite): Called | undefined {
  const call = site.unit.facts.calls[site.c]!;
  if (call.k !== 'call' && call.k !== 'jsx') return undefined;
  const origin = code.values.origin({ file: site.unit.path, fn: call.fn }, call.callee);
  if (origin.k === 'fn') return origin.path.length === 0 ? { site, to: { file: origin.file, fn: origin.fn } } : undefined;
  return receiverOf(site.unit.facts, call) ? { site, to: undefined } : undefined;
}

function calls(code: Code, called: Called, file: FilePath, f: FnIndex): boolean {
  const { site: { unit, c }, to } = called;
  if (to) return to.file === file && to.fn === f;
  const fn = code.unit(file)?.facts.fns[f];
  if (fn?.cls === undefined) return false;
  const call = unit.facts.calls[c]!;
  const site = { file: unit.path, fn: call.fn };
  const receiver = receiverOf(unit.facts, call)!;
  const target = called.receiverClass ??= code.values.classOf(site, receiver) ?? 'unknown';
  if (target === 'unknown') return methodsNamed(code, fn.n) === 1 && receiver.k !== 'this';
  return inherits(code, target, { file, cls: fn.cls });
}

/** `new C()`, and `new D()` of a subclass that has no constructor of its own. */
function constructionsOf(code: Code, file: FilePath, cls: number, name: string): CallSite[] {
  const sites = [...code.calls(name), ...subclassesOf(code, file, cls).flatMap(sub => code.calls(sub))].filter(({ unit, c }) => {
    const call = unit.facts.calls[c]!;
    const origin = call.k === 'new' ? code.values.origin({ file: unit.path, fn: call.fn }, call.callee) : undefined;
    return origin?.k === 'class' && sameClass(constructedBy(code, origin), { file, cls });
  });
  return [...new Set(sites)];
}

/** Names of the classes without a constructor of their own that inherit that of this one, or extend it further down. */
const subclassesOf = (code: Code, file: FilePath, cls: number): readonly string[] => {
  let heirs = heirNames.get(code);
  if (!heirs) heirNames.set(code, (heirs = heirsByBase(code)));
  return heirs.get(`${file}#${cls}`) ?? [];
};

const heirNames = new WeakMap<Code, ReadonlyMap<string, readonly string[]>>();

/** By each class that they lead up to. */
function heirsByBase(code: Code): ReadonlyMap<string, readonly string[]> {
  const heirs = new Map<string, string[]>();
  for (const unit of code.units) {
    for (const [cls, { ext, ctor, n }] of unit.facts.classes.entries()) {
      if (!ext || ctor !== undefined) continue;
      for (const { file, cls: base } of lineOf(code, { file: unit.path, cls })) {
        const id = `${file}#${base}`;
        addTo(heirs, id, n);
      }
    }
  }
  return heirs;
}

const methodCounts = new WeakMap<Code, Map<string, number>>();

function methodsNamed(code: Code, name: string): number {
  let counts = methodCounts.get(code);
  if (!counts) {
    counts = new Map();
    for (const { facts } of code.units) for (const cls of facts.classes) for (const each of cls.methods) counts.set(each.n, (counts.get(each.n) ?? 0) + 1);
    methodCounts.set(code, counts);
  }
  return counts.get(name) ?? 0;
}

/** Calls of what a maker function returned: `const reg = registrar('http'); reg('port', 1)`. */
function callersOfReturned(code: Code, file: FilePath, f: FnIndex): Caller[] {
  const facts = code.unit(file)!.facts;
  const maker = facts.fns[f]!.parent;
  if (maker === 0 || !facts.fns[maker]?.returns.some(({ v }) => v?.k === 'fn' && v.f === f || (v?.k === 'ref' && facts.decls[v.d]?.ref === f))) return [];
  return (callersOf(code, file, maker) ?? []).flatMap(({ site }) => {
    const making = site.unit.facts;
    return making.decls.filter(decl => decl.init?.k === 'call' && decl.init.c === site.c).flatMap(decl =>
      code.calls(decl.n)
        .filter(({ unit, c }) => {
          const call = unit.facts.calls[c]!;
          const origin = code.values.origin({ file: unit.path, fn: call.fn }, call.callee);
          return origin.k === 'call' && origin.file === site.unit.path && origin.call === site.c && origin.path.length === 0;
        })
        .map((each): Caller => ({ site: each, outer: { fn: maker, site } })));
  });
}
