import type { Call, Cls, ProgramFacts, Val } from '../../facts/program/model.ts';
import type { Values } from '../values/model.ts';
import { calledFor } from './bus-handlers.ts';

/** Classes of the language and of common packages that call nothing of a class that extends them. */
const PASSIVE = new Set([
  'EventEmitter', 'EventEmitter2', 'EventEmitter3', 'TypedEmitter', 'TypedEventEmitter', 'EventTarget', 'Emittery', 'Error', 'TypeError',
  'RangeError', 'AggregateError', 'Object', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Array',
  'Promise', 'Date', 'RegExp', 'URL', 'URLSearchParams', 'Uint8Array', 'Buffer', 'AbortController', 'AsyncLocalStorage', 'CustomEvent', 'Event', 'HttpException',
]);

/** Interfaces of frameworks and of the language, with the only members that are called through them. */
const CALLED_THROUGH: { readonly [name: string]: readonly string[] } = {
  OnModuleInit: ['onModuleInit'], OnApplicationBootstrap: ['onApplicationBootstrap'], OnModuleDestroy: ['onModuleDestroy'],
  OnApplicationShutdown: ['onApplicationShutdown'], BeforeApplicationShutdown: ['beforeApplicationShutdown'],
  OnGatewayInit: ['afterInit'], OnGatewayConnection: ['handleConnection'], OnGatewayDisconnect: ['handleDisconnect'],
  NestModule: ['configure'], CanActivate: ['canActivate'], NestInterceptor: ['intercept'], PipeTransform: ['transform'], ExceptionFilter: ['catch'], NestMiddleware: ['use'],
  OnInit: ['ngOnInit'], OnDestroy: ['ngOnDestroy'], OnChanges: ['ngOnChanges'], AfterViewInit: ['ngAfterViewInit'], AfterContentInit: ['ngAfterContentInit'],
  ICommandHandler: ['execute'], IQueryHandler: ['execute'], IEventHandler: ['handle'],
  Disposable: ['dispose'], AsyncDisposable: [], Iterable: [], AsyncIterable: [], Iterator: ['next', 'return', 'throw'], AsyncIterator: ['next', 'return', 'throw'], PromiseLike: ['then'], Error: [], Record: [], Readonly: [], Partial: [],
};

/** Members that a container calls on what it constructs, whether the class says so or not: while it boots, and afterwards. */
const AT_BOOT = new Set(['onModuleInit', 'onApplicationBootstrap', 'afterInit', 'configure', 'postConstruct']);
const AFTERWARDS = new Set([
  'onModuleDestroy', 'onApplicationShutdown', 'beforeApplicationShutdown', 'handleConnection', 'handleDisconnect', 'ngOnInit', 'ngOnDestroy',
  'ngOnChanges', 'ngAfterViewInit', 'ngAfterContentInit',
]);

/** A base outside the program never calls the members of the class. */
export const isPassiveBase = (name: string): boolean => PASSIVE.has(name);

/** What is called of a class that says it implements this; `undefined`: anything may be. */
export const calledThrough = (interfaceName: string): readonly string[] | undefined =>
  (Object.hasOwn(CALLED_THROUGH, interfaceName) ? CALLED_THROUGH[interfaceName] : undefined);

/** When a container calls a member of that name of a class that is decorated. */
export const hookOf = (name: string): 'boot' | 'later' | undefined => (AT_BOOT.has(name) ? 'boot' : AFTERWARDS.has(name) ? 'later' : undefined);

/** The class only lists what a container constructs: nothing of it is constructed before a list that is in use names the class. */
export const isModuleList = (values: Values, file: string, facts: ProgramFacts, cls: Cls): boolean => cls.decorators.some(decorator => {
  const callee = decorator.k === 'call' ? facts.calls[decorator.c]?.callee : decorator;
  const origin = callee && values.origin({ file, fn: cls.fn }, callee);
  if (origin?.k !== 'external') return false;
  return (origin.from === '@nestjs/common' && origin.name === 'Module') || (origin.from === '@angular/core' && origin.name === 'NgModule');
});

/** `@inject(Mail)` of a container that constructs only what is bound, `@EventsHandler(Placed)`: the class it names is asked for, not handed on. */
export const onlyAsks = (values: Values, file: string, { callee, fn }: Call): boolean => {
  if (calledFor(values, file, fn, callee) !== undefined) return true;
  if ((callee.k !== 'ref' && callee.k !== 'prop') || !/^(multi)?inject/i.test(callee.n)) return false;
  const origin = values.origin({ file, fn }, callee);
  return origin.k === 'external' && (origin.from.startsWith('@nestjs/') || /(^|\/)inversify$/.test(origin.from));
};

/**
 * The class registers itself with its container (tsyringe, typedi and the like), which constructs what its constructor
 * asks for. Containers that construct only what a list or a binding names are left out.
 */
export const registersItself = (facts: ProgramFacts, cls: Cls): boolean =>
  cls.decorators.length > 0 && !facts.imports.some(({ from }) => from.startsWith('@nestjs/') || from === 'nest-commander' || /(^|\/)inversify$/.test(from));

/** Decorators of common packages that only change how a member runs when it is called. */
const MODIFIERS = new Set([
  'Transactional', 'Span', 'WithSpan', 'Trace', 'Traceable', 'Memoize', 'Memoized', 'memoize', 'memoized', 'Cacheable', 'CacheEvict', 'Debounce', 'debounce', 'Throttle', 'throttle',
  'bind', 'Bind', 'autobind', 'boundMethod', 'action', 'computed', 'override', 'final', 'deprecated', 'Deprecated', 'Retryable', 'Timeout',
]);

/** Calls by which a decorator leaves a note that somebody acts on. */
const LEAVES_NOTE = /^(defineMetadata|metadata|SetMetadata|applyDecorators|push|set|add|addInitializer|register\w*|subscribe|on|once|use)$/;

/**
 * Somebody may call a member because of this decorator. One of this program that only puts another function in the
 * place of the member (`descriptor.value = …`) makes nobody call it.
 */
export const mayCallMember = (values: Values, factsOf: (file: string) => ProgramFacts | undefined, file: string, facts: ProgramFacts, cls: Cls, decorator: Val): boolean => {
  const callee = decorator.k === 'call' ? facts.calls[decorator.c]?.callee : decorator;
  if (!callee) return true;
  const origin = values.origin({ file, fn: cls.fn }, callee);
  if (origin.k === 'external') return !MODIFIERS.has(origin.path[0] ?? origin.name);
  if (origin.k !== 'fn' || origin.path.length > 0) return true;
  const home = factsOf(origin.file);
  const body = home?.fns[origin.fn];
  if (!home || !body) return true;
  const isInside = (fn: number): boolean => {
    for (let at = fn; at > 0; at = home.fns[at]?.parent ?? 0) if (at === origin.fn) return true;
    return false;
  };
  const replaces = home.writes.some(({ t, fn }) => t.k === 'prop' && (t.n === 'value' || t.n === 'get') && isInside(fn));
  return !replaces || home.calls.some(({ callee: called, fn }) => isInside(fn) && (called.k === 'prop' || called.k === 'ref') && LEAVES_NOTE.test(called.n));
};
