import type { FilePath } from '../../core/model.ts';
import type { CallIndex, ClassIndex, Val } from '../../facts/program/model.ts';
import { rootOf } from '../../facts/program/parts.ts';
import type { Code, Unit } from '../settings/code.ts';
import type { Origin, Site } from '../values/model.ts';
import { leadsToEnvironment } from './leads.ts';
import { onlyWrite } from './only-write.ts';
import { bare, isDotenv, moduleNames, ofDotenv, ofGlobal, ofModule, taken, type Environment } from './sources.ts';

export interface Recogniser {
  /** The environment, when the value is it or comes out of it. */
  of(site: Site, value: Val): Environment | undefined;
  /** False when the value cannot be the environment, nor anything that leads to it; cheap. */
  mayLead(unit: Unit, site: Site, value: Val): boolean;
}

const DEPTH = 6;

export function recogniser(code: Code): Recogniser {
  const leads = leadsToEnvironment(code);
  return { of: (site, value) => of(site, value, 0), mayLead: (unit, site, value) => leads(unit, site.fn, value) };

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
    return callee.k === 'external' && isDotenv(callee.from) ? ofDotenv(moduleNames([callee.name, ...callee.path])[0] ?? 'config', path) : undefined;
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
}

/** What stands in front of the chain is a pattern's default. */
const mayHoldOperator = (value: Val): boolean => {
  const root = rootOf(value);
  return root.k === 'op' && root.o === 'default' || (value.k === 'op' && value.o === 'default');
};

const isNothing = (value: Val): boolean => value.k === 'undef' || (value.k === 'obj' && value.p.length === 0) || (value.k === 'lit' && (value.v === null || value.v === false));

/** `typeof window === 'undefined'` and the like. */
const asksForPlatform = (value: Val): boolean =>
  value.k === 'op' && (value.o === 'typeof' ? value.a[0]?.k === 'ref' && value.a[0].d < 0 : value.a.some(asksForPlatform));
