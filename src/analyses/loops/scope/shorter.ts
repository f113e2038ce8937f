import type { CallIndex, Cls, FnIndex, Guard, Val } from '../../../facts/program/model.ts';
import type { Scope } from '../model.ts';
import { guardsUpTo, nameOf, partsOf, type Unit } from '../program/unit.ts';

const ROUTES = /^(Get|Post|Put|Patch|Delete|Options|Head|All|Sse|Http(Get|Post|Put|Patch|Delete)|SubscribeMessage|MessagePattern|EventPattern|GrpcMethod|GrpcStreamMethod|Query|Mutation|Subscription|ResolveField|FieldResolver)$/;

/** A method that a decorator has run for each request or message. */
export function isRoute({ facts }: Unit, fn: FnIndex): boolean {
  const { cls } = facts.fns[fn]!;
  const method = cls === undefined ? undefined : facts.classes[cls]?.methods.find(each => each.fn === fn);
  return method !== undefined && method.decorators.some(value => ROUTES.test(decoratorName({ facts }, value)));
}

/** A class that a container makes anew for each request: `@Injectable({ scope: Scope.REQUEST })`. */
export function isRequestScoped(unit: Pick<Unit, 'facts'>, { decorators }: Cls): boolean {
  return decorators.some(value => {
    if (/^(scoped|requestScoped|RequestScoped?)$/.test(decoratorName(unit, value))) return true;
    const args = value.k === 'call' ? unit.facts.calls[value.c]!.args : [];
    return args.some(arg => arg.k === 'obj' && arg.p.some(({ n, v }) => n === 'scope' && /^(request|scoped)$/i.test(v.k === 'prop' ? v.n : v.k === 'lit' ? String(v.v) : '')));
  });
}

const decoratorName = ({ facts }: Pick<Unit, 'facts'>, value: Val): string => (value.k === 'call' ? nameOf(facts.calls[value.c]!) : value.k === 'ref' || value.k === 'prop' ? value.n : '');

const sources = new WeakMap<Unit, ReadonlySet<FnIndex>>();

/** A method of what a stream is made of: `new ReadableStream({ start(controller) { … } })`. */
export function streamScope(unit: Unit, fn: FnIndex): Scope | undefined {
  const known = sources.get(unit) ?? new Set(unit.facts.calls.flatMap(call => (call.k === 'new' && /Stream$/.test(nameOf(call)) ? call.args.flatMap(arg => (arg.k === 'obj' ? arg.p.flatMap(({ v }) => (v.k === 'fn' ? [v.f] : [])) : [])) : [])));
  sources.set(unit, known);
  return known.has(fn) ? 'connection' : undefined;
}

/** A call that the program makes only once, whoever makes it first: `if (!timer) timer = begin()` of a variable of the module. */
export const isOnce = (unit: Unit, c: CallIndex): boolean => emptyBefore(unit, c).some(v => isKept(unit, v));

/** The same of a member: `if (this.timer) return; this.timer = begin();` lasts as long as its object, whoever begins it. A flag that tells of a connection is set again for each. */
export function isOnceOfObject(unit: Unit, c: CallIndex): boolean {
  const members = emptyBefore(unit, c).flatMap(v => (v.k === 'prop' && v.o.k === 'this' ? [v.n] : []));
  return members.some(n => unit.writesToMember(n).some(({ t, v, fn }) => t.k === 'prop' && t.o.k === 'this' && fn === unit.facts.calls[c]!.fn && v !== undefined && (v.k === 'lit' ? BEGUN.test(n) : [...partsOf(v)].some(part => part.k === 'call' && part.c === c))));
}

/** Flags that are raised when something begins. */
const BEGUN = /start|running|schedul|begun|armed|init|set_?up|active|installed/i;

/** What has to be empty, or false, where a call is made. */
function emptyBefore(unit: Unit, c: CallIndex): readonly Val[] {
  return guardsUpTo(unit.facts, unit.facts.calls[c]!.g, -1).flatMap(({ v, pos, k }: Guard): readonly Val[] => {
    // `if (timer) return;`
    if (k === 'nullish' || (!pos && v.k !== 'op')) return [v];
    if (v.k !== 'op') return [];
    const [first, second] = v.a;
    if (v.o === '!') return pos && first ? [first] : [];
    return /^[!=]==?$/.test(v.o) && pos === v.o.startsWith('=') && first && (second?.k === 'undef' || (second?.k === 'lit' && second.v === null)) ? [first] : [];
  });
}

/** A variable of the module, or a static member. */
function isKept({ facts }: Unit, v: Val): boolean {
  const root = v.k === 'prop' ? v.o : v;
  const decl = root.k === 'ref' ? facts.decls[root.d] : undefined;
  return decl !== undefined && decl.fn === 0 && (v.k === 'prop' ? decl.k === 'class' : decl.k === 'let' || decl.k === 'var');
}
