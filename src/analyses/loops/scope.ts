import type { CallIndex, FnIndex, TypeRef } from '../../facts/program/model.ts';
import type { Scope } from './model.ts';
import type { LoopProgram } from './program.ts';
import { isInside, nameOf, type Unit } from './unit.ts';

/** How long what runs a place lives, as far as the functions around it, their callers in the file and the constructions of its class say. */
export function scopeOf(program: LoopProgram, unit: Unit, fn: FnIndex): Scope {
  return fileScope(unit) ?? (program.isClient(unit.path) ? 'component' : undefined) ?? functionScope(program, unit, fn, 0) ?? 'process';
}

const TOOL_FOLDERS = /(^|\/)(tests?|__tests__|e2e|bench|benchmarks?|perf|scripts?|__mocks__|mocks?|fixtures?|testing|test-utils|spec|cypress|playwright|storybook|\.storybook|tools|dev-?tools|dev-server|hack|create-[\w-]+)\//i;
const TOOL_FILES = /\.(bench|test|spec|stories|config|e2e|mock|fixture)\.[cm]?[jt]sx?$|(^|\/)(gulpfile|Gruntfile)\.|(^|\/)(bench|seed)[A-Z_.-][^/]*$/i;
const VIEW_FOLDERS = /(^|\/)(browser|electron-browser|electron-renderer|renderer|webview|frontend|client-side|composables)\//i;
const VIEW_LIBRARIES = /^(react|react-dom|react-native|preact|vue|svelte|solid-js|@angular\/core|lit|lit-element|mobx-react|jquery|@emotion\/.*|next\/router|next\/navigation|@remix-run\/react|react-.*|@tanstack\/react-.*)(\/|$)/;
const PAGE_GLOBALS = new Set(['document', 'window', 'localStorage', 'sessionStorage', 'navigator', 'requestAnimationFrame', 'cancelAnimationFrame']);

const fileScopes = new WeakMap<Unit, { readonly scope: Scope | undefined }>();

function fileScope(unit: Unit): Scope | undefined {
  const known = fileScopes.get(unit);
  if (known) return known.scope;
  const scope = TOOL_FOLDERS.test(unit.path) || TOOL_FILES.test(unit.path) ? 'tool' : isView(unit) ? 'component' : undefined;
  fileScopes.set(unit, { scope });
  return scope;
}

function isView({ path, facts }: Unit): boolean {
  if (/\.[jt]sx$/.test(path) || VIEW_FOLDERS.test(path) || facts.directives.includes('use client')) return true;
  if (facts.imports.some(each => !each.typeOnly && VIEW_LIBRARIES.test(each.from))) return true;
  return facts.reads.some(({ v }) => {
    let root = v;
    while (root.k === 'prop' || root.k === 'elem') root = root.o;
    return root.k === 'ref' && root.d < 0 && PAGE_GLOBALS.has(root.n);
  }) || facts.calls.some(({ callee }) => {
    let root = callee;
    while (root.k === 'prop' || root.k === 'elem') root = root.o;
    return root.k === 'ref' && root.d < 0 && PAGE_GLOBALS.has(root.n);
  });
}

const MAX_DEPTH = 3;

function functionScope(program: LoopProgram, unit: Unit, fn: FnIndex, depth: number): Scope | undefined {
  for (let f = fn; f > 0; f = unit.facts.fns[f]!.parent) {
    const own = ownScope(unit, f);
    if (own) return own;
  }
  if (depth >= MAX_DEPTH) return undefined;
  return callerScope(program, unit, fn, depth) ?? classScope(program, unit, fn, depth);
}

const HOOKS = /^(use[A-Z]\w*|onMounted|onMount|createEffect|watchEffect|effect|\$effect|onBeforeMount|componentDidMount)$/;
const CONNECTION_EVENTS = /^(connection|connect|upgrade|session|stream|socket|open|secureConnection|request|ws|websocket|message)$/;
const ROUTES = /^(get|post|put|patch|delete|del|all|use|route|options|head|query|mutation|subscription|handler|ws|websocket|sse|event)$/i;
const TESTS = /^(it|test|describe|beforeEach|beforeAll|afterEach|afterAll|bench|suite)$/;

function ownScope(unit: Unit, f: FnIndex): Scope | undefined {
  const { facts } = unit;
  const fn = facts.fns[f]!;
  if (isRequestHandler(unit, f)) return 'call';
  if (SHUTDOWN.test(fn.n)) return 'call';
  if (fn.argOf === undefined) return undefined;
  const call = facts.calls[fn.argOf.c]!;
  const name = nameOf(call);
  if (call.k === 'new') return name === 'Promise' ? 'call' : /Stream$/.test(name) ? 'connection' : undefined;
  if (HOOKS.test(name)) return 'component';
  if (call.callee.k === 'ref' && TESTS.test(name)) return 'tool';
  const [first] = call.args;
  const event = first?.k === 'lit' && typeof first.v === 'string' ? first.v : undefined;
  if (/^(on|once|addListener|addEventListener)$/.test(name) && event !== undefined && CONNECTION_EVENTS.test(event)) return 'connection';
  if (call.callee.k === 'prop' && ROUTES.test(name) && fn.argOf.i > 0 && event?.startsWith('/')) return 'call';
  return call.callee.k === 'prop' && /^(query|mutation|subscription)$/.test(name) && fn.argOf.i === 0 && fn.async ? 'call' : undefined;
}

/** What runs while the process goes down ends with it. */
const SHUTDOWN = /^[_#]*(stop|close|shutdown|dispose|destroy|drain|teardown|terminate|graceful\w*|onApplicationShutdown|beforeApplicationShutdown|onModuleDestroy)$/i;

const REQUEST_NAMES = /^_?(req|request|res|response|reply|nextRequest|rawRequest|ws|socket|websocket)$/;
const REQUEST_TYPES = /(^|\.)(Request|Response|IncomingMessage|ServerResponse|FastifyRequest|FastifyReply|NextApiRequest|NextApiResponse|NextRequest|IRequest|APIContext|LoaderFunctionArgs|ActionFunctionArgs|ReadableStreamDefaultController|ReadableStreamController|\w*RequestEvent|ServerWebSocket|ExecutionContext|Socket|WebSocket)$/;

function isRequestHandler(unit: Unit, f: FnIndex): boolean {
  const fn = unit.facts.fns[f]!;
  return fn.k !== 'constructor' && takesRequest(unit, f);
}

function takesRequest(unit: Unit, f: FnIndex): boolean {
  const { facts } = unit;
  return facts.decls.some(decl => decl.k === 'param' && decl.fn === f && (REQUEST_NAMES.test(decl.n) || isRequestType(decl.type))) || typesOfParams(unit, f).some(isRequestType);
}

const typesOfParams = (unit: Unit, f: FnIndex): readonly TypeRef[] => unit.facts.fns[f]!.params.flatMap(d => unit.facts.decls[d]?.type ?? []);

const isRequestType = (type: TypeRef | undefined): boolean => type !== undefined && (REQUEST_TYPES.test(type.n) || (type.alts ?? []).some(isRequestType));

/** All calls of a function that nothing outside the file can call stand in places that live shorter. */
function callerScope(program: LoopProgram, unit: Unit, fn: FnIndex, depth: number): Scope | undefined {
  const { facts } = unit;
  const holder = namedAround(unit, fn);
  if (holder === undefined || facts.exports.some(each => each.decl !== undefined && facts.decls[each.decl]?.ref === holder && facts.decls[each.decl]?.k === 'function')) return undefined;
  const callers: CallIndex[] = [];
  facts.calls.forEach((call, c) => {
    if (nameOf(call) !== facts.fns[holder]!.n) return;
    const target = program.targets.ofCall(unit, c);
    if (target?.unit === unit && target.fn === holder) callers.push(c);
  });
  const outside = callers.filter(c => !isInside(unit, facts.calls[c]!.fn, holder));
  if (outside.length === 0) return undefined;
  return agreed(outside.map(c => functionScope(program, unit, facts.calls[c]!.fn, depth + 1)));
}

/** All constructions of the class around a function stand in places that live shorter. */
function classScope(program: LoopProgram, unit: Unit, fn: FnIndex, depth: number): Scope | undefined {
  const cls = unit.facts.classes[program.targets.classAround(unit, fn) ?? -1];
  if (!cls || cls.n === '') return undefined;
  // What is given a connection when it is made lives as long as that.
  if (cls.ctor !== undefined && takesRequest(unit, cls.ctor)) return 'connection';
  const sites = program.constructions(cls.n).filter(site => !site.unit.test);
  if (sites.length === 0 || sites.length > 12) return undefined;
  return agreed(sites.map(site => fileScope(site.unit) ?? functionScope(program, site.unit, site.unit.facts.calls[site.call]!.fn, depth + 1)));
}

function agreed(scopes: readonly (Scope | undefined)[]): Scope | undefined {
  return scopes.every(scope => scope !== undefined) ? scopes[0] : undefined;
}

function namedAround(unit: Unit, fn: FnIndex): FnIndex | undefined {
  for (let f = fn; f > 0; f = unit.facts.fns[f]!.parent) {
    const { k, argOf, n } = unit.facts.fns[f]!;
    if (n !== '' && argOf === undefined && k !== 'constructor' && k !== 'field' && k !== 'static') return f;
  }
  return undefined;
}
