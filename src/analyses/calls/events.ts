import type { Call, ProgramFacts, Val } from '../../facts/program/model.ts';
import type { Constant, Site, Values } from '../values/model.ts';
import type { Ids } from './ids.ts';
import type { ClassNode } from './model.ts';
import { isOwnEmitter } from './own-emitters.ts';

/** Which listeners can never hear anything. */
export interface Events {
  /** The call adds a listener to an emitter of this program for an event that nothing emits. */
  isMute(file: string, call: Call): boolean;
  /** The decorator makes a member the listener of events that nothing emits. */
  isMuteDecorator(file: string, fn: number, decorator: Val): boolean;
}

/** Events that Node's emitter emits by itself, or that an environment may. */
const EMITTED_ELSEWHERE = new Set<Constant>(['error', 'newListener', 'removeListener']);
const LISTENS = new Set(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'addEventListener']);
const EMITS = new Set(['emit', 'emitAsync', 'emitSync', 'dispatch', 'trigger', 'fire', 'publish', 'send']);
const ANY = '*';
/** Emitters of packages: what is of one of these types is of none of the others. */
const LIBRARY_TYPES = new Set(['EventEmitter', 'EventEmitter2', 'Emittery']);
/** Emitters whose events are dispatched as objects: `target.dispatchEvent(new Event('ready'))`. */
const ANY_TARGET = 'target *';

/**
 * Emitters are told apart by the class that extends one or by the variable that holds one; an emitter whose origin
 * cannot be seen may be any. An event counts as emitted when any emitter emits it, and when what emits an event that
 * is not known may be the same emitter.
 */
export const eventsOf = (ids: Ids, values: Values, classes: readonly ClassNode[], isTest: (file: string) => boolean): Events => {
  const emitted = new Set<Constant>();
  const dynamic = new Set<string>();
  let known = false;
  const index = (): void => {
    if (known) return;
    known = true;
    ids.files.forEach((file, f) => {
      const facts = ids.facts[f];
      if (facts && !isTest(file)) for (const call of facts.calls) note(file, call);
    });
  };
  const note = (file: string, call: Call): void => {
    const [event] = call.args;
    if (call.callee.k !== 'prop' || event === undefined) return;
    const site = { file, fn: call.fn };
    if (call.callee.n === 'dispatchEvent') return noteDispatch(site, call.callee.o, event);
    if (!EMITS.has(call.callee.n)) return;
    const all = values.constants(site, event);
    if (all) all.forEach(each => emitted.add(each));
    else noteUnknown(site, call.callee.o, call.callee.n);
  };

  /** An event that is not known is emitted: by one emitter, by all of a type, or by any. */
  const noteUnknown = (site: Site, receiver: Val, method: string): void => {
    const emitter = emitterOf(site, receiver);
    if (emitter !== undefined) return void dynamic.add(emitter);
    if (isSomethingElse(site, receiver)) return;
    // `send(message)` of something else is no emission of an unknown event, unless an emitter of the program's own does it.
    if (!/^emit/.test(method)) return void dynamic.add(`method ${method}`);
    const types = values.typeNames(site, receiver);
    if (types.length > 0 && types.every(type => LIBRARY_TYPES.has(type))) types.forEach(type => dynamic.add(`type ${type}`));
    else dynamic.add(ANY);
  };

  const noteDispatch = (site: Site, target: Val, event: Val): void => {
    const made = event.k === 'call' ? ids.facts[ids.fileIndex(site.file)]?.calls[event.c] : undefined;
    const name = made?.k === 'new' ? made.args[0] : undefined;
    const all = name && values.constants(site, name);
    if (all) all.forEach(each => emitted.add(each));
    else dynamic.add(emitterOf(site, target) ?? ANY_TARGET);
  };

  /** It comes from outside, or its type is that of another thing: `socket.to(room).emit(name)`. */
  const isSomethingElse = (site: Site, value: Val): boolean => {
    let root = value;
    while (root.k === 'prop' || root.k === 'elem') root = root.o;
    if (root.k === 'call') {
      const call = ids.facts[ids.fileIndex(site.file)]?.calls[root.c];
      if (call?.callee.k === 'prop') return isSomethingElse({ file: site.file, fn: call.fn }, call.callee.o);
    }
    const origin = values.origin(site, value);
    if (origin.k === 'external' || origin.k === 'global') return true;
    const types = values.typeNames(site, value);
    return types.length > 0 && !types.some(name => /emitter/i.test(name) || emitterNames().has(name));
  };

  let names: ReadonlySet<string> | undefined;
  /** Names of the classes of this program that extend an emitter. */
  const emitterNames = (): ReadonlySet<string> => (names ??= new Set(classes.flatMap((node, cls) => (emitterClass(cls) === undefined ? [] : [node.name]))));

  /** The emitter of this program that a value is. */
  const emitterOf = (site: Site, value: Val): string | undefined => {
    const cls = values.classOf(site, value.k === 'super' ? { k: 'this' } : value);
    if (cls) return emitterClass(ids.cls(cls.file, cls.cls));
    const origin = values.origin(site, value);
    if (origin.k === 'call' && origin.path.length === 0 && makesEmitter(origin.file, origin.call)) return `${origin.file} call ${origin.call}`;
    if (origin.k === 'this' && origin.path.length === 1) {
      const field = ids.facts[ids.fileIndex(origin.file)]?.classes[origin.cls]?.fields.find(each => each.n === origin.path[0]);
      if (field?.init?.k === 'call' && makesEmitter(origin.file, field.init.c)) return `${origin.file} call ${field.init.c}`;
    }
    return undefined;
  };

  /** The class of this program, furthest up, that extends an emitter: it and all below it count as one. */
  const emitterClass = (cls: number): string | undefined => {
    for (let at: number | undefined = cls, hops = 0; at !== undefined && hops < 12; at = classes[at]?.base, hops++) {
      const node = classes[at];
      const ext = node && ids.facts[ids.fileIndex(node.file)]?.classes[node.cls]?.ext;
      if (node && !ext && node.base === undefined) return isOwn(at) ? `class ${at}` : undefined;
      if (node && ext && node.base === undefined) return isEmitterName(values.origin({ file: node.file, fn: 0 }, ext)) ? `class ${at}` : undefined;
    }
    return undefined;
  };

  const own = new Map<number, boolean>();
  const isOwn = (cls: number): boolean => {
    const known = own.get(cls);
    if (known !== undefined) return known;
    const node = classes[cls];
    const facts = node && ids.facts[ids.fileIndex(node.file)];
    const is = node !== undefined && facts !== undefined && !node.external && isOwnEmitter(facts, node.cls, LISTENS, EMITS);
    own.set(cls, is);
    return is;
  };

  const makesEmitter = (file: string, c: number): boolean => {
    const facts: ProgramFacts | undefined = ids.facts[ids.fileIndex(file)];
    const call = facts?.calls[c];
    const maker = facts && call && (call.k === 'new' || call.k === 'call') ? values.origin({ file, fn: call.fn }, call.callee) : undefined;
    if (!facts || !call || !maker || !(call.k === 'new' ? isEmitterName(maker) : isEmitterFactory(maker))) return false;
    // Handed to something else, it may be made to emit there.
    return !facts.calls.some(each => each.args.some(arg => {
      const init = arg.k === 'ref' ? facts.decls[arg.d]?.init : undefined;
      return init?.k === 'call' && init.c === c;
    }));
  };

  /** Something that may be the emitter emits an event that is not known. */
  const mayEmitAnything = (emitter: string): boolean => {
    if (dynamic.has(ANY)) return true;
    const cls = emitter.startsWith('class ') ? Number(emitter.slice(6)) : undefined;
    if (cls !== undefined && isOwn(cls)) return [...EMITS].some(name => classes[cls]?.members.has(name) && dynamic.has(`method ${name}`));
    const [file = '', c] = emitter.split(' call ');
    const call = c === undefined ? undefined : ids.facts[ids.fileIndex(file)]?.calls[Number(c)];
    const made = call && values.origin({ file, fn: call.fn }, call.callee);
    // Only what is known to be Node's own is told from the others: many packages call theirs by the same name.
    const isNodes = made?.k === 'external' && /^(node:)?events$/.test(made.from);
    return isNodes ? dynamic.has('type EventEmitter') : [...LIBRARY_TYPES].some(type => dynamic.has(`type ${type}`));
  };

  /** The emitter is only ever named as what a method is called on, so nothing unknown can be it. */
  const staysInVariable = (emitter: string): boolean => {
    const [file = '', c] = emitter.split(' call ');
    const facts = ids.facts[ids.fileIndex(file)];
    const d = facts?.decls.findIndex(decl => decl.init?.k === 'call' && decl.init.c === Number(c)) ?? -1;
    return c !== undefined && facts !== undefined && d >= 0
      && !facts.exports.some(each => each.decl === d)
      && !facts.reads.some(({ v, use }) => v.k === 'ref' && v.d === d && use === 'value');
  };

  return {
    isMute(file, call) {
      const [event, listener] = call.args;
      if (call.callee.k !== 'prop' || !LISTENS.has(call.callee.n) || event === undefined || listener === undefined) return false;
      const site = { file, fn: call.fn };
      const emitter = emitterOf(site, call.callee.o);
      const heard = emitter === undefined ? undefined : values.constants(site, event);
      if (emitter === undefined || !heard || heard.length === 0) return false;
      index();
      const unknown = call.callee.n === 'addEventListener' ? dynamic.has(ANY_TARGET) : mayEmitAnything(emitter);
      return !dynamic.has(emitter) && (!unknown || staysInVariable(emitter)) && heard.every(each => !emitted.has(each) && !EMITTED_ELSEWHERE.has(each));
    },
    isMuteDecorator(file, fn, decorator) {
      const call = decorator.k === 'call' ? ids.facts[ids.fileIndex(file)]?.calls[decorator.c] : undefined;
      const [event] = call?.args ?? [];
      if (!call || event === undefined) return false;
      const origin = values.origin({ file, fn }, call.callee);
      if (origin.k !== 'external' || origin.from !== '@nestjs/event-emitter' || origin.name !== 'OnEvent') return false;
      const heard = values.constants({ file, fn }, event);
      if (!heard || heard.length === 0 || heard.some(each => typeof each !== 'string' || each.includes('*'))) return false;
      index();
      return !dynamic.has(ANY) && !dynamic.has('type EventEmitter2') && !dynamic.has('type EventEmitter') && heard.every(each => !emitted.has(each) && !EMITTED_ELSEWHERE.has(each));
    },
  };
};

const isEmitterName = (origin: ReturnType<Values['origin']>): boolean =>
  (origin.k === 'global' && origin.path.join('.') === 'EventTarget')
  || (origin.k === 'external' && /^(node:)?events$|eventemitter|emitter/i.test(origin.from) && /emitter|default|\*/i.test(`${origin.name}.${origin.path.join('.')}`));

/** Small emitters that a function makes. */
const isEmitterFactory = (origin: ReturnType<Values['origin']>): boolean => origin.k === 'external' && /^(mitt|nanoevents|emittery)$/.test(origin.from);
