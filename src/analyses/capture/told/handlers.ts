import type { FilePath } from '../../../core/model.ts';
import type { Call, FnIndex, ProgramFacts, Val } from '../../../facts/program/model.ts';
import type { CallGraph, FnId } from '../../calls/model.ts';
import type { Access, SettingsModel } from '../../settings/model.ts';
import type { Values } from '../../values/model.ts';
import { nameOf } from '../when/callbacks.ts';

export interface Given {
  readonly files: readonly FilePath[];
  facts(file: FilePath): ProgramFacts;
  offset(file: FilePath, line: number, column: number): number;
  readonly graph: CallGraph;
  readonly values: Values;
  readonly settings: SettingsModel;
}

/** Functions that a watch calls; `undefined` when they cannot be told. */
export function handlersAt(given: Given, access: Access): readonly FnId[] | undefined {
  const told = toldAt(given, access);
  return told && withTold(given, told);
}

function toldAt(given: Given, access: Access): readonly FnId[] | undefined {
  const { graph, facts } = given;
  const table = facts(access.file);
  if (access.site === 'call' && access.call !== undefined) {
    const call = table.calls[access.call]!;
    const found = call.args.flatMap(arg => functionsIn(given, access.file, call.fn, arg));
    return found.length > 0 ? found : toldBy(given, access.file, call);
  }
  if (access.site !== 'list') return undefined;
  const offset = given.offset(access.file, access.at.line, access.at.column);
  const list = listAround(table, access, offset);
  if (!list) return undefined;
  const called = methodsBeside(given, list.name);
  const isHandler = (name: string): boolean => called.has(name) || TOLD.test(name);
  const found = list.members.filter(({ name }) => isHandler(name)).map(({ fn }) => graph.idOf(access.file, fn));
  return found.length > 0 ? found : undefined;
}

/** `event.affects('log.level')`: the function that the event came into. */
function toldBy({ graph, facts }: Given, file: FilePath, { callee }: Call): readonly FnId[] | undefined {
  const event = callee.k === 'prop' ? callee.o : undefined;
  const decl = event?.k === 'ref' && event.d >= 0 ? facts(file).decls[event.d]! : undefined;
  return decl?.k === 'param' ? [graph.idOf(file, decl.fn)] : undefined;
}

/** Functions that are told of any change of a vocabulary's settings. */
export function listenersOf(given: Given): readonly { readonly vocabulary: string; readonly fn: FnId }[] {
  const names = [...given.settings.traits].filter(([, traits]) => traits.listeners.length > 0);
  return names.length === 0 ? [] : given.files.flatMap(file => given.facts(file).calls.flatMap(call => {
    const vocabulary = names.find(([, traits]) => traits.listeners.includes(nameOf(call.callee)))?.[0];
    const [told] = call.args;
    if (vocabulary === undefined || !told) return [];
    return withTold(given, functionsIn(given, file, call.fn, told)).map(fn => ({ vocabulary, fn }));
  }));
}

/** With what a listener was handed itself and calls: `function onSettings(renew: () => void) { host.onDidChange(() => renew()); }`. */
function withTold(given: Given, told: readonly FnId[]): readonly FnId[] {
  const { graph, facts } = given;
  const further = told.flatMap(fn => {
    const file = graph.fileOf(fn);
    const { calls, decls, fns } = facts(file);
    return calls.flatMap(({ fn: within, callee }) => {
      const decl = within === graph.indexOf(fn) && callee.k === 'ref' && callee.d >= 0 ? decls[callee.d]! : undefined;
      if (decl?.k !== 'param' || callee.k !== 'ref' || decl.fn === within) return [];
      const i = fns[decl.fn]!.params.indexOf(callee.d);
      return graph.callers(graph.idOf(file, decl.fn)).flatMap(each => {
        const call = facts(each.file).calls[each.call]!;
        const arg = i < 0 ? undefined : call.args[i];
        return arg ? functionsIn(given, each.file, call.fn, arg) : [];
      });
    });
  });
  return [...new Set([...told, ...further])];
}

/** Names of methods that are told of a change. */
const TOLD = /(changed|changes|updated)$|^on([A-Z_]\w*)?(setting|config|option|change|update)/i;

/** Functions that a value is, holds or binds. */
export function functionsIn(given: Given, file: FilePath, fn: FnIndex, arg: Val): FnId[] {
  const { graph, values, facts } = given;
  if (arg.k === 'fn') return [graph.idOf(file, arg.f)];
  if (arg.k === 'obj') return arg.p.flatMap(each => functionsIn(given, file, fn, each.v));
  if (arg.k === 'arr') return arg.i.flatMap(each => functionsIn(given, file, fn, each));
  if (arg.k === 'call') {
    // `this.reload.bind(this)`
    const { callee } = given.facts(file).calls[arg.c]!;
    if (callee.k === 'prop' && callee.n === 'bind') return functionsIn(given, file, fn, callee.o);
    // `onChanged(server)`: a function that is made for the occasion.
    return graph.targets(file, arg.c).flatMap(made => facts(graph.fileOf(made)).fns[graph.indexOf(made)]!.returns.flatMap(({ v }) => (v?.k === 'fn' ? [graph.idOf(graph.fileOf(made), v.f)] : [])));
  }
  if (arg.k !== 'ref' && arg.k !== 'prop') return [];
  const origin = values.origin({ file, fn }, arg);
  if (origin.k === 'fn' && origin.path.length === 0) return [graph.idOf(origin.file, origin.fn)];
  if (origin.k === 'value' && origin.value.k === 'fn' && origin.path.length === 0) return [graph.idOf(origin.file, origin.value.f)];
  if (arg.k !== 'prop') return [];
  const cls = values.classOf({ file, fn }, arg.o);
  const member = cls && graph.classes[graph.classId(cls.file, cls.cls)]?.members.get(arg.n);
  return member === undefined ? [] : [member];
}

interface Listed {
  /** Name of the property or variable that holds the list. */
  readonly name: string;
  /** Functions beside it: methods of its class, members of its object, functions of its file. */
  readonly members: readonly { readonly name: string; readonly fn: FnIndex }[];
}

function listAround(facts: ProgramFacts, access: Access, offset: number): Listed | undefined {
  const ofClass = access.cls ?? facts.fns[access.fn]?.cls;
  const cls = ofClass === undefined ? undefined : facts.classes[ofClass];
  if (cls) {
    const field = cls.fields.filter(each => each.s <= offset).at(-1);
    const getter = cls.methods.find(each => each.fn === access.fn);
    const members = [...cls.methods.map(each => ({ name: each.n, fn: each.fn })), ...cls.fields.flatMap(each => (each.init?.k === 'fn' ? [{ name: each.n, fn: each.init.f }] : []))];
    return { name: getter?.n ?? field?.n ?? 'watched', members };
  }
  const decl = facts.decls.filter(each => each.init && each.s <= offset && each.fn === access.fn).sort((a, b) => a.s - b.s).at(-1);
  const inFile = facts.fns.flatMap((each, fn) => (each.n !== '' && each.k !== 'module' ? [{ name: each.n, fn }] : []));
  return decl && { name: decl.n, members: inFile };
}

/** Names of methods that are called on whatever the member `list` is also read of: `if (x.watched.has(key)) x.changed()`. */
function methodsBeside({ files, facts }: Given, list: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const file of files) {
    const table = facts(file);
    const holders = new Map<number, FnIndex[]>();
    const look = (v: Val, fn: FnIndex): void => {
      for (let at = v; at.k === 'prop' || at.k === 'elem'; at = at.o)
        if (at.k === 'prop' && at.n === list && at.o.k === 'ref' && at.o.d >= 0) holders.set(at.o.d, [...(holders.get(at.o.d) ?? []), fn]);
    };
    for (const read of table.reads) look(read.v, read.fn);
    for (const call of table.calls) look(call.callee, call.fn);
    if (holders.size === 0) continue;
    for (const { callee } of table.calls) if (callee.k === 'prop' && callee.o.k === 'ref' && holders.has(callee.o.d) && callee.n !== list) found.add(callee.n);
  }
  return found;
}
