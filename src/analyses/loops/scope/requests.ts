import type { Cls, FnIndex, Val } from '../../../facts/program/model.ts';
import type { Scope } from '../model.ts';
import { nameOf, type Unit } from '../program/unit.ts';

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
  const known =
    sources.get(unit) ??
    new Set(
      unit.facts.calls.flatMap(call =>
        call.k === 'new' && /Stream$/.test(nameOf(call))
          ? call.args.flatMap(arg => (arg.k === 'obj' ? arg.p.flatMap(({ v }) => (v.k === 'fn' ? [v.f] : [])) : []))
          : [],
      ),
    );
  sources.set(unit, known);
  return known.has(fn) ? 'connection' : undefined;
}
