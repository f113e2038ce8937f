import type { ProgramFacts, Val } from '../../facts/program/model.ts';
import { rootOf } from '../../facts/program/parts.ts';
import type { Origin, Site, Values } from '../values/model.ts';
import type { Ids } from './ids.ts';
import type { ClassNode } from './model.ts';
import { ownEmitterOf, type OwnEmitter } from './own-emitters.ts';

export const LISTENS: ReadonlySet<string> = new Set(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'addEventListener']);
export const EMITS: ReadonlySet<string> = new Set(['emit', 'emitAsync', 'emitSync', 'dispatch', 'trigger', 'fire', 'publish', 'send']);

/** One emitter of this program: the variable or field that holds what a call makes, or all instances of a class and of those below it. */
export type Emitter = { readonly file: string; readonly call: number } | { readonly cls: number };

/** Which emitter of this program a value is, and what it cannot be. */
export interface Emitters {
  of(site: Site, value: Val): Emitter | undefined;
  /** The kind of emitter that a value is, by the package whose type it has; `undefined` when that tells nothing. */
  kindOf(site: Site, value: Val): string | undefined;
  kindOfEmitter(emitter: Emitter): string | undefined;
  /** A class of the program's own that keeps and calls listeners itself. */
  own(emitter: Emitter): OwnEmitter | undefined;
  /** It comes from outside, or its type is that of another thing: `socket.to(room).emit(name)`. */
  isSomethingElse(site: Site, value: Val): boolean;
  /** The emitter is only ever named as what a method is called on, so nothing unknown can be it. */
  staysInVariable(emitter: Emitter): boolean;
}

/** The kind of what dispatches events as objects. */
export const EVENT_TARGET = 'EventTarget';

/** Packages whose emitters are none of each other, under the names they are imported by. Others may pass on somebody else's. */
const KINDS: { readonly [from: string]: string } = {
  'events': 'events', 'node:events': 'events', 'eventemitter2': 'eventemitter2', '@nestjs/event-emitter': 'eventemitter2', 'eventemitter3': 'eventemitter3',
  'mitt': 'mitt', 'nanoevents': 'nanoevents', 'emittery': 'emittery', '@angular/core': '@angular/core',
};

export const emittersOf = (ids: Ids, values: Values, classes: readonly ClassNode[]): Emitters => {
  const factsOf = (file: string): ProgramFacts | undefined => ids.facts[ids.fileIndex(file)];

  const of = (site: Site, value: Val): Emitter | undefined => {
    const cls = values.classOf(site, value.k === 'super' ? { k: 'this' } : value);
    if (cls) {
      const top = topOf(ids.cls(cls.file, cls.cls));
      return top === undefined ? undefined : { cls: top };
    }
    const origin = values.origin(site, value);
    if (origin.k === 'call' && origin.path.length === 0) return madeBy(origin.file, origin.call);
    if (origin.k !== 'this' || origin.path.length !== 1) return undefined;
    const init = factsOf(origin.file)?.classes[origin.cls]?.fields.find(each => each.n === origin.path[0])?.init;
    return init?.k === 'call' ? madeBy(origin.file, init.c) : undefined;
  };

  const madeBy = (file: string, call: number): Emitter | undefined => (makesEmitter(file, call) ? { file, call } : undefined);

  const tops = new Map<number, number | undefined>();
  /** The class of this program, furthest up, that extends an emitter: it and all below it count as one. */
  const topOf = (cls: number): number | undefined => {
    if (!tops.has(cls)) tops.set(cls, findTop(cls));
    return tops.get(cls);
  };

  const findTop = (cls: number): number | undefined => {
    let at = cls;
    for (let hops = 0; hops < 12; hops++) {
      const node = classes[at];
      if (!node) return undefined;
      if (node.base !== undefined) { at = node.base; continue; }
      const extended = extendedBy(at);
      return (extended ? isEmitterName(extended) : ownOf(at) !== undefined) ? at : undefined;
    }
    return undefined;
  };

  /** What a class extends that is not of this program. */
  const extendedBy = (cls: number): Origin | undefined => {
    const node = classes[cls];
    const ext = node && factsOf(node.file)?.classes[node.cls]?.ext;
    return node && ext && values.origin({ file: node.file, fn: 0 }, ext);
  };

  const own = new Map<number, OwnEmitter | undefined>();
  const ownOf = (cls: number): OwnEmitter | undefined => {
    if (own.has(cls)) return own.get(cls);
    const node = classes[cls];
    const facts = node && factsOf(node.file);
    const found = node !== undefined && facts !== undefined && !node.external ? ownEmitterOf(facts, node.cls) : undefined;
    own.set(cls, found);
    return found;
  };

  const makerOf = (file: string, c: number): Origin | undefined => {
    const call = factsOf(file)?.calls[c];
    return call && (call.k === 'new' || call.k === 'call') ? values.origin({ file, fn: call.fn }, call.callee) : undefined;
  };

  const makesEmitter = (file: string, c: number): boolean => {
    const facts = factsOf(file);
    const maker = makerOf(file, c);
    if (!facts || !maker || !(facts.calls[c]?.k === 'new' ? isEmitterName(maker) : isEmitterFactory(maker))) return false;
    // Handed to something else, it may be made to emit there.
    return !facts.calls.some(each => each.args.some(arg => {
      const init = arg.k === 'ref' ? facts.decls[arg.d]?.init : undefined;
      return init?.k === 'call' && init.c === c;
    }));
  };

  let names: ReadonlySet<string> | undefined;
  /** Names of the classes of this program that are emitters, and of what they say they implement. */
  const emitterNames = (): ReadonlySet<string> =>
    (names ??= new Set(
      classes.flatMap((node, cls) =>
        topOf(cls) === undefined
          ? []
          : [node.name, ...(factsOf(node.file)?.classes[node.cls]?.impl ?? []).map(({ n }) => n.slice(n.lastIndexOf('.') + 1))],
      ),
    ));

  const isSomethingElse = (site: Site, value: Val): boolean => {
    const root = rootOf(value);
    if (root.k === 'call') {
      const call = factsOf(site.file)?.calls[root.c];
      if (call?.callee.k === 'prop') return isSomethingElse({ file: site.file, fn: call.fn }, call.callee.o);
    }
    const origin = values.origin(site, value);
    if (origin.k === 'external' || origin.k === 'global') return true;
    const types = values.typeNames(site, value);
    return types.length > 0 && !types.some(name => /emitter/i.test(name) || emitterNames().has(name));
  };

  return {
    of, isSomethingElse,
    kindOf(site, value) {
      const kinds = values.typePackages(site, value).map(kindOfPackage);
      return kinds.length > 0 && kinds.every(kind => kind === kinds[0]) ? kinds[0] : undefined;
    },
    kindOfEmitter(emitter) {
      const made = 'cls' in emitter ? extendedBy(emitter.cls) : makerOf(emitter.file, emitter.call);
      return made?.k === 'external' ? kindOfPackage(made.from) : made?.k === 'global' ? EVENT_TARGET : undefined;
    },
    own: emitter => ('cls' in emitter ? ownOf(emitter.cls) : undefined),
    staysInVariable(emitter) {
      if ('cls' in emitter) return false;
      const facts = factsOf(emitter.file);
      const d = facts?.decls.findIndex(decl => decl.init?.k === 'call' && decl.init.c === emitter.call) ?? -1;
      return facts !== undefined && d >= 0 && !facts.exports.some(each => each.decl === d) && !facts.reads.some(({ v, use }) => v.k === 'ref' && v.d === d && use === 'value');
    },
  };
};

const kindOfPackage = (from: string): string | undefined => (Object.hasOwn(KINDS, from) ? KINDS[from] : undefined);

const isEmitterName = (origin: Origin): boolean =>
  (origin.k === 'global' && origin.path.join('.') === 'EventTarget')
  || (origin.k === 'external' && /^(node:)?events$|eventemitter|emitter/i.test(origin.from) && /emitter|default|\*/i.test(`${origin.name}.${origin.path.join('.')}`));

/** Small emitters that a function makes. */
const isEmitterFactory = (origin: Origin): boolean => origin.k === 'external' && /^(mitt|nanoevents|emittery)$/.test(origin.from);
