import type { FilePath } from '../../core/model.ts';
import type { CallIndex, ClassIndex, DeclIndex, FnIndex, Val, Write } from '../../facts/program/model.ts';
import { rootOf } from '../../facts/program/parts.ts';
import type { Binding } from '../modules/model.ts';
import type { Code, Unit } from '../settings/code.ts';
import type { Origin, Site } from '../values/model.ts';
import type { EnvironmentSource } from './model.ts';

/** A value that is the environment, or something taken of it. */
export interface Environment {
  /** Variables are `members` of it, or are asked for by `methods` (`Deno.env.get('FOO')`). */
  readonly api: 'members' | 'methods';
  readonly source: EnvironmentSource;
  /** What is taken of it: empty for the environment itself. */
  readonly rest: readonly string[];
}

export interface Recogniser {
  /** The environment, when the value is it or comes out of it. */
  of(site: Site, value: Val): Environment | undefined;
  /** False when the value cannot be the environment, nor anything that leads to it; cheap. */
  mayLead(unit: Unit, site: Site, value: Val): boolean;
}

const DEPTH = 6;

export function recogniser(code: Code): Recogniser {
  const leads = new Map<Unit, Uint8Array>();
  const namespaces = new Map<FilePath, boolean>();
  /** How many declarations under way were met again: they lie on a circle. */
  let met = 0;
  const provisional: { readonly known: Uint8Array; readonly d: DeclIndex }[] = [];
  let isMistaken = false;
  const classes = new Map<Unit, Map<ClassIndex, boolean>>();
  return { of: (site, value) => of(site, value, 0), mayLead };

  function of(site: Site, value: Val, depth: number): Environment | undefined {
    if (depth > DEPTH) return undefined;
    // A pattern's own default is taken from where it stands (`({ FOO } = process.env) => …`); behind a name it is an
    // injection seam (`(env = process.env) => env.FOO`), which `origin` leaves as the operator it is.
    if (value.k === 'op' && value.o === 'default') return value.a[0]?.k === 'param' ? of(site, value.a[1]!, depth + 1) : undefined;
    if (value.k === 'prop' && mayHoldOperator(value.o)) return taken(of(site, value.o, depth + 1), [value.n]);
    return fromOrigin(code.values.origin(site, value), depth);
  }

  function fromOrigin(origin: Origin, depth: number): Environment | undefined {
    switch (origin.k) {
      case 'global': return ofGlobal(origin.path);
      case 'meta': return origin.path[0] === 'env' ? { api: 'members', source: 'import.meta', rest: origin.path.slice(1) } : undefined;
      case 'external': return ofModule(origin.from, [origin.name, ...origin.path]);
      case 'call': return ofCall(origin.file, origin.call, origin.path, depth);
      case 'value': return ofValue(origin, depth);
      case 'this': return ofField(origin.file, origin.cls, origin.path, depth);
      case 'decl': {
        const unit = code.unit(origin.file);
        const only = unit && onlyWrite(unit, origin.decl);
        return only?.v && taken(of({ file: origin.file, fn: only.fn }, only.v, depth + 1), origin.path);
      }
      default: return undefined;
    }
  }

  function ofValue({ file, fn, value, path }: Extract<Origin, { k: 'value' }>, depth: number): Environment | undefined {
    const site = { file, fn };
    if (value.k === 'await') return taken(of(site, value.v, depth + 1), path);
    if (value.k === 'op' && value.o === 'rest') return taken(of(site, value.a[0]!, depth + 1), path);
    const parts = value.k === 'cond' ? [value.a, value.b] : value.k !== 'op' ? [] : value.o === '&&' ? [value.a[1]!] : value.o === '||' || value.o === '??' ? value.a : [];
    const found = parts.map(each => of(site, each, depth + 1));
    // `options.env ?? process.env` is a seam, `skip ? process.env : schema.parse(…)` is validated: only where there is
    // nothing else it can be, or where the platform decides, is it the environment.
    const isOnly = parts.every((each, i) => found[i] !== undefined || isNothing(each)) || (value.k === 'cond' && asksForPlatform(value.c));
    return isOnly ? taken(found.find(each => each !== undefined), path) : undefined;
  }

  /** `require('process')`, `dotenv.config().parsed`, `Object.freeze(process.env)`, and a function of the program that returns the environment. */
  function ofCall(file: FilePath, c: CallIndex, path: readonly string[], depth: number): Environment | undefined {
    const call = code.unit(file)?.facts.calls[c];
    if (!call) return undefined;
    const site = { file, fn: call.fn };
    const first = call.args[0];
    const module = loadedModule(file, c);
    if (module !== undefined) return ofModule(module, ['*', ...path]);
    const callee = code.values.origin(site, call.callee);
    if (callee.k === 'fn' && callee.path.length === 0) {
      const target = code.unit(callee.file)?.facts.fns[callee.fn];
      if (!target || target.generator || target.returns.length === 0) return undefined;
      const returned = target.returns.map(({ v }) => v && of({ file: callee.file, fn: callee.fn }, v, depth + 2));
      return returned.every(each => each?.rest.length === 0) ? taken(returned[0], path) : undefined;
    }
    if (callee.k === 'global' && callee.path[0] === 'Object' && (callee.path[1] === 'freeze' || callee.path[1] === 'seal')) {
      return first && taken(of(site, first, depth + 1), path);
    }
    const receiver = fromOrigin(callee, depth + 1);
    if (receiver?.api === 'methods' && receiver.rest.length === 1) {
      if (receiver.rest[0] === 'toObject') return { api: 'members', source: receiver.source, rest: path };
      if (receiver.rest[0] === 'from' && first && of(site, first, depth + 1)) return { ...receiver, rest: path };
    }
    return callee.k === 'external' && dotenvs.test(callee.from) ? ofDotenv(moduleNames([callee.name, ...callee.path])[0] ?? 'config', path) : undefined;
  }

  /** The module that `require('x')`, `import('x')` or `process.getBuiltinModule('x')` loads. */
  function loadedModule(file: FilePath, c: CallIndex): string | undefined {
    const call = code.unit(file)?.facts.calls[c];
    const first = call?.args[0];
    if (!call || first?.k !== 'lit' || typeof first.v !== 'string') return undefined;
    if (call.k === 'import') return first.v;
    const callee = code.values.origin({ file, fn: call.fn }, call.callee);
    const name = callee.k === 'global' ? callee.path.join('.') : callee.k === 'external' ? `${bare(callee.from)}.${moduleNames([callee.name, ...callee.path]).join('.')}` : '';
    if (name === 'require' || name === 'process.getBuiltinModule' || name === 'module.require') return first.v;
    // `const require = createRequire(import.meta.url)`
    const made = callee.k === 'call' ? code.unit(callee.file)?.facts.calls[callee.call] : undefined;
    return made?.callee.k === 'ref' && made.callee.n === 'createRequire' ? first.v : undefined;
  }

  function ofField(file: FilePath, cls: ClassIndex, path: readonly string[], depth: number): Environment | undefined {
    const facts = code.unit(file)?.facts;
    const [name, ...rest] = path;
    if (!facts || name === undefined) return undefined;
    const field = facts.classes[cls]?.fields.find(each => each.n === name);
    const writes = facts.writes.filter(({ t, fn }) => t.k === 'prop' && t.o.k === 'this' && t.n === name && facts.fns[fn]?.cls === cls);
    const value = writes.length === 0 ? field?.init : writes.length === 1 && !field?.init ? writes[0]!.v : undefined;
    return value && taken(of({ file, fn: writes[0]?.fn ?? 0 }, value, depth + 1), rest);
  }

  function mayLead(unit: Unit, site: Site, value: Val): boolean {
    return valueLeads(unit, site.fn, value, 0);
  }

  /** Follows names as written, without asking what values they have: nearly every chain of a program ends here. */
  function valueLeads(unit: Unit, fn: FnIndex, value: Val, depth: number): boolean {
    if (depth > 12) return false;
    const leads = (each: Val): boolean => valueLeads(unit, fn, each, depth + 1);
    switch (value.k) {
      case 'meta': return true;
      case 'ref': return value.d < 0 ? globals.has(value.n) : declLeads(unit, value.d);
      case 'prop':
      case 'elem': return leads(rootOf(value)) && !leadsElsewhere(unit, value);
      case 'this': return thisLeads(unit, fn);
      case 'await':
      case 'spread': return leads(value.v);
      case 'cond': return leads(value.a) || leads(value.b);
      case 'op': return transparent.has(value.o) && value.a.some(leads);
      case 'obj': return depth < 4 && value.p.some(({ v }) => v.k !== 'fn' && leads(v));
      case 'call': {
        const call = unit.facts.calls[value.c]!;
        const first = call.args[0];
        const module = first?.k === 'lit' && typeof first.v === 'string' ? first.v : undefined;
        if (call.k === 'import') return module !== undefined;
        if (call.callee.k === 'ref' && call.callee.n === 'require') return module !== undefined;
        const isFrozen = call.callee.k === 'prop' && call.callee.o.k === 'ref' && call.callee.o.d < 0 && call.callee.o.n === 'Object';
        return isFrozen ? first !== undefined && leads(first) : call.k === 'call' && valueLeads(unit, call.fn, call.callee, depth + 1);
      }
      default: return false;
    }
  }

  /** What a name stands for: one variable of the environment leads nowhere. */
  function aliasLeads(unit: Unit, fn: FnIndex, value: Val): boolean {
    return !((value.k === 'prop' || value.k === 'elem') && isWritten(value.o)) && valueLeads(unit, fn, value, 1);
  }

  function declLeads(unit: Unit, d: DeclIndex): boolean {
    let known = leads.get(unit);
    if (!known) leads.set(unit, (known = new Uint8Array(unit.facts.decls.length)));
    switch (known[d]) {
      case YES: return true;
      case NO: case MET: return false;
      case UNDER_WAY:
        known[d] = MET;
        met++;
        return false;
    }
    known[d] = UNDER_WAY;
    const result = declares(unit, d);
    const isMet = known[d] === MET;
    known[d] = result ? YES : NO;
    if (met > 0) {
      provisional.push({ known, d });
      // What was concluded on a circle took its beginning for false; when it is not, that is concluded again.
      if (isMet) met--;
      if (isMet && result) isMistaken = true;
      if (met === 0) {
        if (isMistaken) for (const each of provisional) if (each.known[each.d] === NO) each.known[each.d] = UNKNOWN;
        provisional.length = 0;
        isMistaken = false;
      }
    }
    return result;
  }

  function declares(unit: Unit, d: DeclIndex): boolean {
    const decl = unit.facts.decls[d];
    switch (decl?.k) {
      case 'import': {
        const from = unit.facts.imports[decl.ref ?? -1]?.from ?? '';
        if (modules.test(bare(from)) || dotenvs.test(from)) return true;
        const binding = code.modules.binding(unit.path, d);
        return binding !== undefined && bindingLeads(binding);
      }
      case 'function': return (unit.facts.fns[decl.ref ?? -1]?.returns ?? []).some(({ v }) => v !== undefined && v.k !== 'obj' && aliasLeads(unit, decl.ref!, v));
      case 'class': return (unit.facts.classes[decl.ref ?? -1]?.fields ?? []).some(({ isStatic, init }) => isStatic && init && aliasLeads(unit, 0, init));
      case 'const':
      case 'let':
      case 'var': {
        const { init, fn } = decl;
        if (init?.k === 'fn') return unit.facts.fns[init.f]!.returns.some(({ v }) => v !== undefined && v.k !== 'obj' && aliasLeads(unit, init.f, v));
        if (init !== undefined) return aliasLeads(unit, fn, init);
        const only = onlyWrite(unit, d);
        return only?.v !== undefined && aliasLeads(unit, only.fn, only.v);
      }
      default: return false;
    }
  }

  function bindingLeads(binding: Binding): boolean {
    const unit = binding.k === 'external' ? undefined : code.unit(binding.file);
    switch (binding.k) {
      case 'external': return modules.test(bare(binding.from)) || dotenvs.test(binding.from);
      case 'decl': return unit !== undefined && declLeads(unit, binding.decl);
      case 'value': return unit !== undefined && valueLeads(unit, 0, binding.value, 0);
      case 'namespace': return namespaceLeads(binding.file);
    }
  }

  function namespaceLeads(file: FilePath): boolean {
    const before = namespaces.get(file);
    if (before !== undefined) return before;
    namespaces.set(file, false);
    const result = code.modules.exportedNames(file).some(name => {
      const binding = code.modules.exported(file, name);
      return binding !== undefined && bindingLeads(binding);
    });
    namespaces.set(file, result);
    return result;
  }

  function thisLeads(unit: Unit, fn: number): boolean {
    let cls = unit.facts.fns[fn]?.cls;
    for (let at = fn; cls === undefined && at > 0; ) {
      at = unit.facts.fns[at]?.parent ?? 0;
      cls = unit.facts.fns[at]?.cls;
    }
    if (cls === undefined) return false;
    let known = classes.get(unit);
    if (!known) classes.set(unit, (known = new Map()));
    let result = known.get(cls);
    if (result === undefined) {
      known.set(cls, false);
      const { fns, writes, classes: all } = unit.facts;
      result = (all[cls]?.fields ?? []).some(({ init }) => init !== undefined && valueLeads(unit, fn, init, 4))
        || writes.some(({ t, v, fn: at }) => v !== undefined && t.k === 'prop' && t.o.k === 'this' && fns[at]?.cls === cls && valueLeads(unit, at, v, 4));
      known.set(cls, result);
    }
    return result;
  }
}

/** Whether a declaration leads to the environment: not asked yet, being found out, met again meanwhile, found out. */
const UNKNOWN = 0;
const UNDER_WAY = 1;
const MET = 2;
const NO = 3;
const YES = 4;

/** `let env; env = process.env`: a variable that gets its value in one place only. */
function onlyWrite({ facts }: Unit, d: DeclIndex): Write | undefined {
  const decl = facts.decls[d];
  if (!decl || decl.init || decl.ambient || (decl.k !== 'let' && decl.k !== 'var')) return undefined;
  const writes = facts.writes.filter(({ t }) => t.k === 'ref' && t.d === d);
  return writes.length === 1 && writes[0]!.op === '=' ? writes[0] : undefined;
}

/** The value in front of the chain is a pattern's default, somewhere below plain properties. */
/** `process.argv`, `import.meta.url`, `window.location`: a chain from a name of the platform that goes another way. */
function leadsElsewhere({ facts }: Unit, value: Val): boolean {
  let at = value;
  const names: string[] = [];
  for (; at.k === 'prop' || at.k === 'elem'; at = at.o) names.unshift(at.k === 'prop' ? at.n : '*');
  const alias = at.k === 'ref' && at.d >= 0 ? facts.decls[at.d]?.init : undefined;
  const root = alias?.k === 'ref' || alias?.k === 'meta' ? alias : at;
  let next = root.k === 'meta' ? 'import.meta' : root.k === 'ref' && root.d < 0 ? root.n : undefined;
  while (next !== undefined && names[0] !== undefined) {
    const ways: readonly string[] | undefined = onward[next];
    if (!ways) return false;
    next = names.shift()!;
    if (next === '*') return false;
    if (!ways.includes(next)) return true;
  }
  return false;
}

/** `process.env` and `import.meta.env` as such. */
const isWritten = (value: Val): boolean =>
  value.k === 'prop' && value.n === 'env' && (value.o.k === 'meta' || (value.o.k === 'ref' && value.o.d < 0 && value.o.n === 'process'));

const mayHoldOperator = (value: Val): boolean => {
  const root = rootOf(value);
  return root.k === 'op' && root.o === 'default' || (value.k === 'op' && value.o === 'default');
};

const isNothing = (value: Val): boolean => value.k === 'undef' || (value.k === 'obj' && value.p.length === 0) || (value.k === 'lit' && (value.v === null || value.v === false));

/** `typeof window === 'undefined'` and the like. */
const asksForPlatform = (value: Val): boolean =>
  value.k === 'op' && (value.o === 'typeof' ? value.a[0]?.k === 'ref' && value.a[0].d < 0 : value.a.some(asksForPlatform));

const taken = (environment: Environment | undefined, path: readonly string[]): Environment | undefined =>
  environment && { ...environment, rest: [...environment.rest, ...path] };

const ofGlobal = ([first, second, ...rest]: readonly string[]): Environment | undefined => {
  if (second !== 'env') return undefined;
  if (first === 'process') return { api: 'members', source: 'process', rest };
  if (first === 'Bun') return { api: 'members', source: 'bun', rest };
  return first === 'Deno' ? { api: 'methods', source: 'deno', rest } : undefined;
};

/** Operators whose result is one of the operands. */
const transparent = new Set(['||', '??', '&&', 'rest', 'default', ',']);

const platform = ['process', 'Bun', 'Deno', 'globalThis', 'global', 'window', 'self', 'require'];
const onward: { readonly [name: string]: readonly string[] } = {
  process: ['env', 'getBuiltinModule'], Bun: ['env'], Deno: ['env'], 'import.meta': ['env'], globalThis: platform, global: platform, window: platform, self: platform, Object: ['freeze', 'seal'],
};

const globals = new Set(['process', 'Bun', 'Deno', 'globalThis', 'global', 'window', 'self']);

/** What a module of the platform, of a framework or of a library that reads the environment exports. */
function ofModule(from: string, names: readonly string[]): Environment | undefined {
  const [name, ...rest] = moduleNames(names);
  switch (bare(from)) {
    case 'process': return name === 'env' ? { api: 'members', source: 'process', rest } : undefined;
    case 'bun': return name === 'env' ? { api: 'members', source: 'bun', rest } : undefined;
    case 'std-env': return name === 'env' ? { api: 'members', source: 'library', rest } : undefined;
    // SvelteKit: `static` exports the variables themselves, `dynamic` an object of them.
    case '$env/dynamic/private':
    case '$env/dynamic/public': return name === 'env' ? { api: 'members', source: 'library', rest } : undefined;
    case '$env/static/private':
    case '$env/static/public': return { api: 'members', source: 'library', rest: name === undefined ? [] : [name, ...rest] };
    case 'env-var': return { api: 'methods', source: 'library', rest: name === undefined ? [] : [name, ...rest] };
    default: return undefined;
  }
}

const modules = /^(process|bun|std-env|\$env\/(static|dynamic)\/(private|public)|env-var)$/;
const dotenvs = /^(dotenv(-expand|-flow|-safe|-extended|-defaults|-mono)?|@dotenvx\/dotenvx)$/;

const ofDotenv = (method: string, path: readonly string[]): Environment | undefined => {
  if (method === 'parse') return { api: 'members', source: 'dotenv', rest: path };
  const [parsed, ...rest] = path;
  return /^(config|configDotenv|load|expand|dotenvLoad)$/.test(method) && parsed === 'parsed' ? { api: 'members', source: 'dotenv', rest } : undefined;
};

/** Names taken of a module, without the namespace and the default export, which stand for the module here. */
const moduleNames = (names: readonly string[]): string[] => {
  let from = 0;
  while (names[from] === '*' || names[from] === 'default') from++;
  return names.slice(from);
};

const bare = (from: string): string => from.replace(/^node:/, '');
