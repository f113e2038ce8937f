import type { Call, CallIndex, DeclIndex, FnIndex, ProgramFacts, Val } from '../../facts/program/model.ts';
import { eachPart } from '../../facts/program/parts.ts';
import type { Values } from '../values/model.ts';
import type { AllUses } from './all-uses.ts';
import type { Ids } from './ids.ts';
import type { Signal } from './model.ts';
import type { Given, Signals } from './signals.ts';
import { usesIn } from './uses.ts';

/** Functions handed to something that runs nothing by itself: a router until it is mounted, an observable until somebody subscribes. */
export interface Lazy {
  /** What must happen before a call's callbacks can run; `undefined` when nothing is known to hold them back. */
  heldBack(file: string, c: CallIndex): Signal | undefined;
}

/** What is made by a package and waits, with the members that only tell it what to do once it is used. */
interface Idle {
  readonly from: RegExp;
  readonly name: RegExp;
  readonly configures: ReadonlySet<string>;
}

const ROUTES: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'all', 'use', 'route', 'options', 'head', 'param', 'prefix']);
const NONE: ReadonlySet<string> = new Set();

const IDLE: readonly Idle[] = [
  { from: /^express$/, name: /^(default\.)?Router$/, configures: ROUTES },
  { from: /^(express-promise-router|@koa\/router|koa-router)$/, name: /^(default|Router|\*)$/, configures: ROUTES },
  { from: /^inversify$/, name: /^(Async)?ContainerModule$/, configures: new Set(['id']) },
  // What is subscribed is heard when somebody calls `next`; one that keeps its last value is heard at once.
  { from: /^rxjs$/, name: /^Subject$/, configures: new Set(['subscribe', 'pipe', 'asObservable', 'unsubscribe', 'complete']) },
];

const PIPED = /^rxjs(\/|$)/;
/** `a().b().c()`: longer chains say nothing. */
const MOST_LINKS = 12;

export const lazyOf = (ids: Ids, values: Values, allUses: AllUses, signals: Signals): Lazy => {
  const { factsOf } = ids;
  const using = new Map<string, readonly Idle[]>();
  /** Kinds of idle things that a file may make, as far as its imports tell. */
  const idleIn = (file: string): readonly Idle[] => {
    const known = using.get(file) ?? IDLE.filter(each => factsOf(file).imports.some(({ from }) => each.from.test(from)));
    using.set(file, known);
    return known;
  };

  const idleMadeBy = (file: string, call: Call): Idle | undefined => {
    const kinds = call.k === 'new' || call.k === 'call' ? idleIn(file) : [];
    if (kinds.length === 0) return undefined;
    const origin = values.origin({ file, fn: call.fn }, call.callee);
    if (origin.k !== 'external') return undefined;
    const name = [origin.name, ...origin.path].join('.');
    return kinds.find(each => each.from.test(origin.from) && each.name.test(name));
  };

  /** The variable that holds what a call makes. */
  const holders = new Map<string, ReadonlyMap<CallIndex, DeclIndex>>();
  const holderOf = (file: string, c: CallIndex): DeclIndex | undefined => {
    let ofFile = holders.get(file);
    if (!ofFile) holders.set(file, (ofFile = new Map(factsOf(file).decls.flatMap(({ k, init }, d) => (k === 'const' && init?.k === 'call' ? [[init.c, d] as const] : [])))));
    return ofFile.get(c);
  };

  /** The idle thing that a method is called on, through whatever is chained between: `router.route('/x').get(…)`. */
  const idleReceiver = (file: string, call: Call): { readonly file: string; readonly c: CallIndex; readonly idle: Idle } | undefined => {
    let at: Call | undefined = call;
    for (let links = 0; links < MOST_LINKS && at?.callee.k === 'prop'; links++) {
      const receiver: Val = at.callee.o;
      const origin = values.origin({ file, fn: at.fn }, receiver);
      if (origin.k !== 'call' || origin.path.length > 0) return undefined;
      const made = factsOf(origin.file).calls[origin.call];
      const idle = made && idleMadeBy(origin.file, made);
      if (idle) return { file: origin.file, c: origin.call, idle };
      at = origin.file === file ? made : undefined;
    }
    return undefined;
  };

  /** The signal that a variable is used in another way than to configure what it holds. */
  const used = (file: string, d: DeclIndex, configures: ReadonlySet<string>): Signal => signals.named(`used ${file} ${d}`, () => {
    const uses = allUses(file, d) ?? [{ file, fn: 0, g: -1, s: factsOf(file).decls[d]?.s ?? 0 }];
    return uses.flatMap(({ file: at, fn, g, s, member }): Given[] => (member !== undefined && configures.has(member) ? [] : [{ from: ids.fn(at, fn), g, s, strength: 'strong' }]));
  });

  /** `source.pipe(map(each => …))` under a name, of rxjs: the call of the operator leads to the variable. */
  const observableOf = (file: string, c: CallIndex): DeclIndex | undefined => {
    const facts = factsOf(file);
    const call = facts.calls[c];
    if (!call || !facts.imports.some(({ from }) => PIPED.test(from))) return undefined;
    const operator = values.origin({ file, fn: call.fn }, call.callee);
    if (operator.k !== 'external' || !PIPED.test(operator.from)) return undefined;
    const pipe = facts.calls.findIndex(each => each.callee.k === 'prop' && each.callee.n === 'pipe' && each.args.some(arg => arg.k === 'call' && arg.c === c));
    return pipe < 0 ? undefined : holderOf(file, pipe);
  };

  /** `const send = withRetry(async () => …)`: a function of this program that only ever calls what it is given in what it returns. */
  const wrappedIn = (file: string, c: CallIndex): DeclIndex | undefined => {
    const d = holderOf(file, c);
    const call = factsOf(file).calls[c];
    if (d === undefined || call?.k !== 'call' || call.callee.k !== 'ref') return undefined;
    const wrapper = values.origin({ file, fn: call.fn }, call.callee);
    if (wrapper.k !== 'fn' || wrapper.path.length > 0) return undefined;
    const facts = factsOf(wrapper.file);
    const handed = call.args.flatMap((arg, i) => (arg.k === 'fn' || arg.k === 'ref' || arg.k === 'prop' ? [facts.fns[wrapper.fn]?.params[i] ?? -1] : []));
    return handed.length > 0 && handed.every(param => param >= 0 && isOnlyReturned(facts, wrapper.fn, param)) ? d : undefined;
  };

  return {
    heldBack(file, c) {
      const call = factsOf(file).calls[c];
      if (!call) return undefined;
      const idle = idleMadeBy(file, call);
      const receiver = idle ? { file, c, idle } : idleIn(file).length > 0 || call.callee.k === 'prop' ? idleReceiver(file, call) : undefined;
      if (receiver) {
        const d = holderOf(receiver.file, receiver.c);
        return d === undefined ? undefined : used(receiver.file, d, receiver.idle.configures);
      }
      const d = observableOf(file, c) ?? wrappedIn(file, c);
      return d === undefined ? undefined : used(file, d, NONE);
    },
  };
};

/** Nothing is done with a parameter but in functions that the function returns. */
const isOnlyReturned = (facts: ProgramFacts, fn: FnIndex, param: DeclIndex): boolean => {
  const returned = returnedBy(facts, fn);
  const isInside = (at: FnIndex): boolean => {
    for (let f = at; f > 0 && f !== fn; f = facts.fns[f]?.parent ?? 0) if (returned.has(f)) return true;
    return false;
  };
  return (usesIn(facts).get(param) ?? []).every(use => isInside(use.fn));
};

/** Functions that a function returns, by themselves, in an object or under a name. */
const returnedBy = (facts: ProgramFacts, fn: FnIndex): ReadonlySet<FnIndex> => {
  const found = new Set<FnIndex>();
  const visit = (v: Val): void => {
    if (v.k === 'fn') found.add(v.f);
    else if (v.k === 'ref' && v.d >= 0) {
      const decl = facts.decls[v.d];
      if (decl?.k === 'function' && decl.ref !== undefined) found.add(decl.ref);
      if (decl?.k === 'const' && decl.init?.k === 'fn') found.add(decl.init.f);
    } else if (v.k === 'obj') eachPart(v, visit);
  };
  for (const { v } of facts.fns[fn]?.returns ?? []) if (v) visit(v);
  return found;
};
