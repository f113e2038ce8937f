import type { Call, Fn, FnIndex, TypeRef, Val } from '../../../facts/program/model.ts';
import { rootOf } from '../../../facts/program/parts.ts';
import type { Scope } from '../model.ts';
import { isRoute, streamScope } from './requests.ts';
import { isEventOfSomebody } from './user-words.ts';
import { nameOf, type Unit } from '../program/unit.ts';

/** How long what a function begins lives, as far as its name, its parameters and the call it is handed to say. */
export function ownScope(unit: Unit, f: FnIndex, depth: number, outlives = false): Scope | undefined {
  const { facts } = unit;
  const fn = facts.fns[f]!;
  if (isRequestHandler(unit, f) || isRoute(unit, f)) return 'call';
  if (SHUTDOWN.test(fn.n)) return 'call';
  if (fn.argOf === undefined) return streamScope(unit, f);
  const call = facts.calls[fn.argOf.c]!;
  const name = nameOf(call);
  // What is begun while a promise is made may outlive it, as what an object keeps does; what waits in its executor itself does not.
  if (call.k === 'new') return name === 'Promise' ? (depth === 0 && !outlives ? 'call' : undefined) : /Stream$/.test(name) ? 'connection' : undefined;
  // `ctx.effect(() => …)` is no view's.
  if (HOOKS.test(name) && (name !== 'effect' || call.callee.k === 'ref')) return 'component';
  if (call.callee.k === 'ref' && TESTS.test(name)) return 'tool';
  if (isOfChat(call, fn)) return 'call';
  const [first] = call.args;
  const event = first?.k === 'lit' && typeof first.v === 'string' ? first.v : undefined;
  if (/^(on|once|addListener|addEventListener)$/.test(name) && event !== undefined && (CONNECTION_EVENTS.test(event) || isEventOfSomebody(event)) && !(call.callee.k === 'prop' && call.callee.o.k === 'ref' && PARENTS.test(call.callee.o.n))) return 'connection';
  if (call.callee.k === 'prop' && name === 'use' && fn.params.length > 0 && APPS.test(call.callee.o.k === 'ref' || call.callee.o.k === 'prop' ? call.callee.o.n : '')) return 'call';
  if (call.callee.k === 'prop' && ROUTES.test(name) && fn.argOf.i > 0 && event?.startsWith('/')) return 'call';
  return call.callee.k === 'prop' && /^(query|mutation|subscription)$/.test(name) && fn.argOf.i === 0 && fn.async ? 'call' : undefined;
}

const HOOKS = /^(use[A-Z]\w*|onMounted|onMount|createEffect|watchEffect|effect|\$effect|onBeforeMount|componentDidMount)$/;
const CONNECTION_EVENTS = /^(connection|connect|upgrade|session|stream|socket|open|secureConnection|request|ws|websocket|message)$/;
/** Whose messages begin what a worker does for as long as it runs. */
const PARENTS = /^(process|parentPort|cluster)$/;
const ROUTES = /^(get|post|put|patch|delete|del|all|use|route|options|head|query|mutation|subscription|handler|ws|websocket|sse|event)$/i;
/** What takes functions to run for each request. */
const APPS = /^_?(app|router|server|koa|ws|wss|io|api)$/i;
/** What a bot or a server of tools runs for each command it is sent: `bot.command('follow', ctx => …)`, `server.tool('watch', …, handler)`. */
function isOfChat({ callee, args }: Call, { params, argOf }: Fn): boolean {
  if (callee.k !== 'prop' || argOf === undefined || argOf.i !== args.length - 1 || argOf.i === 0) return false;
  if (/^(tool|registerTool|setRequestHandler)$/.test(callee.n)) return true;
  const name = callee.o.k === 'ref' || callee.o.k === 'prop' ? callee.o.n : '';
  return params.length > 0 && /^(command|hears|action|onText|slashCommand|inlineQuery|callbackQuery)$/.test(callee.n) && /bot|client|composer|telegra|scene/i.test(name);
}

const TESTS = /^(it|test|describe|beforeEach|beforeAll|afterEach|afterAll|bench|suite)$/;

/** What runs while the process goes down ends with it. */
const SHUTDOWN = /^[_#]*(stop|close|shutdown|dispose|destroy|drain|teardown|terminate|graceful\w*|onApplicationShutdown|beforeApplicationShutdown|onModuleDestroy)$/i;

const REQUEST_NAMES = /^_?(req|request|res|response|reply|nextRequest|rawRequest|ws|socket|websocket|interaction)$/;
const REQUEST_TYPES = /(^|\.)(Request|Response|IncomingMessage|ServerResponse|FastifyRequest|FastifyReply|NextApiRequest|NextApiResponse|NextRequest|IRequest|APIContext|LoaderFunctionArgs|ActionFunctionArgs|ReadableStreamDefaultController|ReadableStreamController|\w*RequestEvent|ServerWebSocket|ExecutionContext|Socket|WebSocket|\w*Interaction|Server(WritableStream|ReadableStream|DuplexStream|UnaryCall))$/;

function isRequestHandler(unit: Unit, f: FnIndex): boolean {
  const fn = unit.facts.fns[f]!;
  return fn.k !== 'constructor' && takesRequest(unit, f);
}

/** One of its parameters is a request or a connection. */
export function takesRequest(unit: Unit, f: FnIndex): boolean {
  const { facts } = unit;
  if (facts.decls.some(decl => decl.k === 'const' && decl.fn === f && decl.n === 'interaction' && decl.init?.k === 'prop' && isParameterOf(unit, decl.init, f))) return true;
  return (
    facts.decls.some(
      decl => decl.k === 'param' && decl.fn === f && ((REQUEST_NAMES.test(decl.n) && !SERVES.test(decl.type?.n ?? '')) || isRequestType(decl.type)),
    ) || typesOfParams(unit, f).some(type => isRequestType(type) || isOfChatLibrary(unit, type))
  );
}

/** `context.interaction` of a parameter. */
function isParameterOf({ facts }: Unit, v: Val, f: FnIndex): boolean {
  const root = rootOf(v);
  return root.k === 'param' ? root.f === f : root.k === 'ref' && facts.decls[root.d]?.k === 'param' && facts.decls[root.d]!.fn === f;
}

const typesOfParams = (unit: Unit, f: FnIndex): readonly TypeRef[] => unit.facts.fns[f]!.params.flatMap(d => unit.facts.decls[d]?.type ?? []);

/** `Message` of discord.js, `Context` of telegraf, `Conversation` of grammY: what a bot is handed for each message or talk. */
const isOfChatLibrary = ({ facts }: Unit, type: TypeRef): boolean =>
  /(^|\.)(Message|Context|NarrowedContext|Conversation)$/.test(type.n) && facts.imports.some(({ decl, from }) => decl === type.d && /discord|telegra|grammy|eris|oceanic|whatsapp|baileys|slack|revolt|guilded/i.test(from) && !from.startsWith('.'));

/** What holds many of them lives longer than each: `socket: SocketServer`. */
const SERVES = /(Server|Service|Manager|Pool|Hub|Gateway|Factory|Namespace|Controller)$/;

const isRequestType = (type: TypeRef | undefined): boolean => type !== undefined && (REQUEST_TYPES.test(type.n) || (type.alts ?? []).some(isRequestType));
