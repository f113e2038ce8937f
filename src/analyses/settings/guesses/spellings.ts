import type { Call, FnIndex, Val } from '../../../facts/program/model.ts';
import { eachPart } from '../../../facts/program/parts.ts';
import { chainsOf, namesOf } from '../chains.ts';
import { calleeName, receiverOf, type Code, type Unit } from '../code.ts';
import { objectsOf } from '../objects.ts';
import type { NameKind } from './name-kinds.ts';

/** What is known of a place before it is told which setting its name may mean. */
export interface Spelling {
  readonly fn: FnIndex;
  readonly s: number;
  readonly e: number;
  readonly call?: Call;
}

/** Texts that calls are handed, and by which members are chosen, with what their unknown parts (`*`) leave of them. */
export function* textsOf(unit: Unit): Generator<Spelling & { readonly text: string }> {
  const { facts } = unit;
  const texts = new Map<number, Spelling & { text: string }>();
  const visit = (value: Val, fn: FnIndex, call?: Call): void => {
    const text = value.k === 'lit' && typeof value.v === 'string' ? value.v : value.k === 'tpl' ? value.q.join('*') : value.k === 'op' && value.o === '+' ? sum(value.a) : undefined;
    if (text !== undefined && 's' in value && !texts.has(value.s)) texts.set(value.s, { text, fn, s: value.s, e: value.e, ...(call && { call }) });
    // What a member is chosen by is looked up there, whatever is done with what is found.
    if (value.k === 'elem') { visit(value.i, fn); return visit(value.o, fn, call); }
    eachPart(value, part => visit(part, fn, call));
  };
  for (const call of facts.calls) for (const arg of call.args) visit(arg, call.fn, call);
  for (const { v, fn } of facts.reads) for (const { value } of namesOf(v)) if (value.k === 'elem') visit(value.i, fn);
  // `case 'retryLimit':` tells apart what was handed in by its name.
  for (const { v } of facts.guards) compared(v, part => visit(part, 0));
  yield* texts.values();
}

/** Names of members that are read. */
export function* membersOf(unit: Unit): Generator<Spelling & { readonly name: string; readonly of: Val }> {
  for (const { value, fn, isWrite } of chainsOf(unit)) {
    for (const [i, { name, value: at }] of namesOf(value).entries()) if (at.k === 'prop' && !(isWrite && i === namesOf(value).length - 1)) yield { name, of: at.o, fn, s: at.s, e: at.e };
  }
}

/**
 * Arguments that are constants under whose name a text of interest stands somewhere: `ask(KEYS.retryLimit)` of a table that
 * cannot be followed. A registration (`{ key: 'retryLimit' }`) is no such table, and a part of a key counts under its own name only.
 */
export function constantsNaming(
  code: Code,
  texts: ReadonlyMap<string, readonly { readonly kind: NameKind }[]>,
  isRegistration: (file: string, s: number) => boolean,
): (unit: Unit) => readonly (Spelling & { readonly text: string; readonly value: Val })[] {
  const named = new Map<string, string>();
  const note = (file: string, name: string, value: Val | undefined): void => {
    if (value?.k !== 'lit' || typeof value.v !== 'string' || name === '' || isRegistration(file, value.s)) return;
    const meant = texts.get(value.v);
    if (meant && (meant.some(({ kind }) => kind === 'whole') || bare(name) === bare(lastPart(value.v)))) named.set(name, value.v);
  };
  for (const unit of code.units) {
    if (unit.test) continue;
    for (const { object } of objectsOf(unit)) for (const { n, v } of object.p) note(unit.path, n, v);
    for (const { k, n, init } of unit.facts.decls) if (k === 'const') note(unit.path, n, init);
  }
  return unit =>
    named.size === 0
      ? []
      : unit.facts.calls.flatMap(call =>
          !mayLookUp(unit, call)
            ? []
            : call.args.flatMap(value => {
                const text = value.k === 'prop' || value.k === 'ref' ? named.get(value.n) : undefined;
                return text === undefined || !('s' in value) ? [] : [{ text, value, fn: call.fn, s: value.s, e: value.e, call }];
              }),
        );
}

/** Functions that give a value, say something or act on a name: none of them reads a setting. */
const OTHER_VERBS = new Set([
  'log', 'trace', 'debug', 'info', 'warn', 'error', 'fatal', 'print', 'set', 'update', 'save', 'store', 'put', 'delete', 'remove', 'unset', 'clear', 'reset',
  't', 'translate', 'localize', 'describe', 'it', 'expect', 'execute', 'open', 'emit', 'track', 'capture', 'register', 'define',
]);

/** The call may ask for something by a name that it is handed. */
export function mayLookUp({ facts }: Unit, call: Call): boolean {
  const name = calleeName(facts, call) ?? '';
  const receiver = receiverOf(facts, call);
  if (receiver?.k === 'ref' && receiver.n === 'console' && receiver.d < 0) return false;
  return !OTHER_VERBS.has(/^[A-Za-z][a-z]*/.exec(name)?.[0].toLowerCase() ?? '') && !(call.k === 'new' && name.endsWith('Error'));
}

const bare = (name: string): string => name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

const lastPart = (key: string): string => key.slice(Math.max(key.lastIndexOf('.'), key.lastIndexOf('/')) + 1);

/** Texts that something is compared with. */
function compared(value: Val, visit: (text: Val) => void): void {
  if (value.k !== 'op') return;
  const isComparison = value.o === '===' || value.o === '==';
  for (const part of value.a) if (part.k === 'op') compared(part, visit); else if (isComparison && part.k === 'lit') visit(part);
}

/** `'a.' + name + '.b'` with `*` for what is no text. */
const sum = (parts: readonly Val[]): string => parts.map(part => (part.k === 'lit' && typeof part.v === 'string' ? part.v : part.k === 'op' && part.o === '+' ? sum(part.a) : '*')).join('');
