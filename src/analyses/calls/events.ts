import type { Call, Val } from '../../facts/program/model.ts';
import type { Constant, Site, Values } from '../values/model.ts';
import { emittersOf, EMITS, EVENT_TARGET, LISTENS, type Emitter } from './emitters.ts';
import type { Ids } from './ids.ts';
import { ADDS, CALLS } from './own-emitters.ts';
import type { ClassNode, FnId, Signal, Signalling } from './model.ts';
import type { Given, Signals } from './signals.ts';

/** What listeners wait for. */
export interface Events {
  /** What has to be emitted for the listeners that a call adds; `undefined` when that is not known, so anything may call them. */
  heardBy(file: string, call: Call): Signal | undefined;
  /** The call adds a listener to an emitter of this program for an event that nothing emits. */
  isMute(file: string, call: Call): boolean;
  /** What has to be emitted for the member that a decorator makes a listener; `undefined` when it is none, or that is not known. */
  heardByDecorator(file: string, fn: number, decorator: Val): Signal | undefined;
}

/** A place that emits. */
interface Emission {
  readonly from: FnId;
  readonly g: number;
  readonly s: number;
  readonly method: string;
  /** Names of the events; `undefined` when they are not known. */
  readonly events: ReadonlySet<Constant> | undefined;
  readonly emitter: Emitter | undefined;
  /** The package whose emitter it is, where no emitter of this program is known. */
  readonly kind: string | undefined;
}

/** Events that Node's emitter emits by itself, or that an environment may. */
const EMITTED_ELSEWHERE = new Set<Constant>(['error', 'newListener', 'removeListener']);

/**
 * Emitters are told apart by the class that extends one or by the variable that holds one, and by the package they are
 * of; one of which nothing is known may be any. Where nothing is known of the event either, it is only a guess that
 * the two belong together.
 */
export const eventsOf = (ids: Ids, values: Values, classes: readonly ClassNode[], signals: Signals, isTest: (file: string) => boolean): Events => {
  const emitters = emittersOf(ids, values, classes);
  let known: readonly Emission[] | undefined;
  const emissions = (): readonly Emission[] => (known ??= ids.files.flatMap((file, f) => (isTest(file) ? [] : (ids.facts[f]?.calls ?? []).flatMap(call => emissionOf(file, call) ?? []))));

  const emissionOf = (file: string, call: Call): Emission | undefined => {
    const { callee, g, s } = call;
    if (callee.k !== 'prop' || (!EMITS.has(callee.n) && !CALLS.has(callee.n))) return undefined;
    const site = { file, fn: call.fn };
    const emitter = emitters.of(site, callee.o);
    const own = emitter && emitters.own(emitter);
    const event = callee.n === 'dispatchEvent' && !own ? dispatched(site, call.args[0]) : call.args[0];
    if (event === undefined && call.args.length === 0) return undefined;
    const constants = event && (own ? keysOf(site, event, own.path) : values.constants(site, event));
    const kind = emitter !== undefined ? undefined : callee.n === 'dispatchEvent' ? EVENT_TARGET : emitters.kindOf(site, callee.o);
    if (!constants && emitter === undefined && kind === undefined && emitters.isSomethingElse(site, callee.o)) return undefined;
    return { from: ids.fn(file, call.fn), g, s, method: callee.n, events: constants && new Set(constants), emitter, kind };
  };

  /** The name of an event that is dispatched as an object: `target.dispatchEvent(new Event('ready'))`. */
  const dispatched = (site: Site, event: Val | undefined): Val | undefined => {
    const made = event?.k === 'call' ? ids.facts[ids.fileIndex(site.file)]?.calls[event.c] : undefined;
    return made?.k === 'new' ? made.args[0] : undefined;
  };

  /** What an emitter of the program's own finds listeners by, for what it is handed: the name itself, a member of the event, its class. */
  const keysOf = (site: Site, event: Val, path: readonly string[]): readonly Constant[] | undefined => {
    if (path[0] !== 'constructor') return values.constants(site, path.reduce((o: Val, n): Val => ({ k: 'prop', o, n, s: -1, e: -1 }), event));
    const cls = values.classOf(site, event);
    if (!cls || path.length > 2) return undefined;
    const found = [ids.cls(cls.file, cls.cls)];
    for (let i = 0; i < found.length && found.length < MOST_CLASSES; i++) for (const below of classes[found[i]!]?.subclasses ?? []) if (!found.includes(below)) found.push(below);
    return found.length < MOST_CLASSES ? found.map(nameOfClass) : undefined;
  };

  /** What a listener is added for: names, or classes where the emitter finds listeners by these. */
  const heardAt = (site: Site, event: Val, emitter: Emitter): readonly Constant[] | undefined => {
    if (emitters.own(emitter)?.path[0] !== 'constructor') return values.constants(site, event);
    const origin = values.origin(site, event);
    return origin.k === 'class' && (origin.path.length === 0 || (origin.path.length === 1 && origin.path[0] === 'name')) ? [nameOfClass(ids.cls(origin.file, origin.cls))] : undefined;
  };

  /** Whether what is emitted may be heard at an emitter: `weak` when there is nothing to say so, and nothing against it. */
  const mayBe = ({ emitter, kind, events, method }: Emission, heard: readonly Constant[], at: Emitter): Signalling['strength'] | undefined => {
    // Of an emitter that is not known, what it is handed may be an event whose class is the name.
    const isKeyed = emitter === undefined && (emitters.own(at)?.path.length ?? 0) > 0;
    if (events && !isKeyed && !heard.some(each => events.has(each))) return undefined;
    if (emitter !== undefined) return keyOf(emitter) === keyOf(at) ? 'strong' : undefined;
    if (emitters.own(at)) {
      if (kind !== undefined || !('cls' in at) || !classes[at.cls]?.members.has(method)) return undefined;
      return events && !isKeyed ? 'strong' : 'weak';
    }
    if (!EMITS.has(method) && method !== 'dispatchEvent') return undefined;
    if (!/^(emit|dispatchEvent$)/.test(method)) return events ? 'strong' : undefined;
    const own = emitters.kindOfEmitter(at);
    if (kind !== undefined && own !== undefined) return kind === own ? 'strong' : undefined;
    return events ? 'strong' : emitters.staysInVariable(at) ? undefined : 'weak';
  };

  /** The signal of the events at the emitter. */
  const signalOf = (at: Emitter, heard: readonly Constant[]): Signal => signals.named(`${keyOf(at)} ${JSON.stringify(heard)}`, () => emissions().flatMap((emission): Given[] => {
    const strength = mayBe(emission, heard, at);
    return strength === undefined ? [] : [{ from: emission.from, g: emission.g, s: emission.s, strength }];
  }));

  /** The signal of events of Nest's emitter, which is one for the whole program. */
  const signalOfNest = (heard: readonly Constant[]): Signal => signals.named(`nest ${JSON.stringify(heard)}`, () => emissions().flatMap((emission): Given[] => {
    const { from, g, s, method, events, emitter, kind } = emission;
    if (kind !== undefined && kind !== 'eventemitter2') return [];
    if (events ? !heard.some(each => events.has(each)) : emitter !== undefined || !/^emit/.test(method)) return [];
    return [{ from, g, s, strength: events || kind !== undefined ? 'strong' : 'weak' }];
  }));

  const heardBy = (file: string, call: Call): Signal | undefined => {
    const [event, listener] = call.args;
    if (call.callee.k !== 'prop' || !(LISTENS.has(call.callee.n) || ADDS.has(call.callee.n)) || event === undefined || listener === undefined) return undefined;
    const site = { file, fn: call.fn };
    const emitter = emitters.of(site, call.callee.o);
    if (emitter !== undefined && !LISTENS.has(call.callee.n) && !emitters.own(emitter)) return undefined;
    const heard = emitter === undefined ? undefined : heardAt(site, event, emitter);
    return emitter === undefined || !heard || heard.length === 0 || heard.some(each => EMITTED_ELSEWHERE.has(each)) ? undefined : signalOf(emitter, heard);
  };

  return {
    heardBy,
    isMute(file, call) {
      const signal = heardBy(file, call);
      return signal !== undefined && signals.isNever(signal);
    },
    heardByDecorator(file, fn, decorator) {
      const call = decorator.k === 'call' ? ids.facts[ids.fileIndex(file)]?.calls[decorator.c] : undefined;
      const [event] = call?.args ?? [];
      if (!call || event === undefined) return undefined;
      const origin = values.origin({ file, fn }, call.callee);
      if (origin.k !== 'external' || origin.from !== '@nestjs/event-emitter' || origin.name !== 'OnEvent') return undefined;
      const heard = values.constants({ file, fn }, event);
      return !heard || heard.length === 0 || heard.some(each => typeof each !== 'string' || each.includes('*') || EMITTED_ELSEWHERE.has(each)) ? undefined : signalOfNest(heard);
    },
  };
};

/** Classes stand among the names of events as texts that no event has. */
const nameOfClass = (cls: number): string => `\0class ${cls}`;

/** A class with more below it says nothing of what an event is. */
const MOST_CLASSES = 50;

const keyOf = (emitter: Emitter): string => ('cls' in emitter ? `class ${emitter.cls}` : `${emitter.file} call ${emitter.call}`);
