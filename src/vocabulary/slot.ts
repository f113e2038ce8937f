/**
 * Where a part of a setting stands, seen from its entry: a root and steps, joined by dots.
 *
 * - `arg0` … an argument of the call (the method's receiver is `receiver`);
 * - `name` the name under which the entry stands in its object, class or enum (dotted when entries are leaves);
 * - `value` what stands under that name; for an element of an array, the element;
 * - `fallback` what stands behind `??` or `||` in the value;
 * - `variable` the environment variable that the value reads, where the registry says `reads`;
 * - `@Name(0)` an argument of a decorator on the entry;
 * - `"text"` a fixed text.
 *
 * Steps: `.member` takes a member of an object; `.method(0)` takes an argument of the last call of `method` in a fluent
 * chain (`z.string().default("1")`: `value.default(0)`); `.()` is the name of the function the chain begins with
 * (`string`) and `.(0)` an argument of it; `.0` is an element of an array; `.=>` is what a function returns, or each
 * function of a list.
 */
export type Slot = string;

/** One slot, or several of which the first that is filled counts. */
export type Slots = Slot | readonly Slot[];

export type SlotRoot =
  | { readonly k: 'arg'; readonly i: number }
  | { readonly k: 'receiver' }
  | { readonly k: 'name' }
  | { readonly k: 'value' }
  | { readonly k: 'variable' }
  | { readonly k: 'fallback' }
  | { readonly k: 'decorator'; readonly name: string; readonly i: number }
  | { readonly k: 'text'; readonly text: string };

export type SlotStep =
  | { readonly k: 'member'; readonly name: string }
  | { readonly k: 'method'; readonly name: string; readonly i: number }
  | { readonly k: 'base' }
  | { readonly k: 'returned' }
  | { readonly k: 'baseArg'; readonly i: number };

export interface ParsedSlot {
  readonly root: SlotRoot;
  readonly steps: readonly SlotStep[];
}

export const slotList = (slots: Slots | undefined): readonly Slot[] => (slots === undefined ? [] : typeof slots === 'string' ? [slots] : slots);

/** The slot taken apart; throws a sentence that names what is wrong with it. Memoised. */
export function parseSlot(slot: Slot): ParsedSlot {
  const known = parsed.get(slot);
  if (known) return known;
  const fresh = parse(slot);
  parsed.set(slot, fresh);
  return fresh;
}

const parsed = new Map<Slot, ParsedSlot>();

function parse(slot: Slot): ParsedSlot {
  if (/^".*"$/.test(slot)) return { root: { k: 'text', text: slot.slice(1, -1) }, steps: [] };
  const [first = '', ...rest] = slot.split('.');
  return { root: rootOf(first, slot), steps: rest.map(step => stepOf(step, slot)) };
}

function rootOf(first: string, slot: Slot): SlotRoot {
  const arg = /^arg(\d+)$/.exec(first);
  if (arg) return { k: 'arg', i: Number(arg[1]) };
  const decorator = /^@([\w$]+)\((\d+)\)$/.exec(first);
  if (decorator) return { k: 'decorator', name: decorator[1]!, i: Number(decorator[2]) };
  if (first === 'name' || first === 'value' || first === 'variable' || first === 'fallback' || first === 'receiver') return { k: first };
  throw new SlotError(`slot \`${slot}\` begins with \`${first}\`; begin it with \`arg0\`, \`name\`, \`value\`, \`variable\`, \`fallback\`, \`receiver\`, \`@Decorator(0)\` or a \`"text"\``);
}

function stepOf(step: string, slot: Slot): SlotStep {
  if (step === '()') return { k: 'base' };
  if (step === '=>') return { k: 'returned' };
  const base = /^\((\d+)\)$/.exec(step);
  if (base) return { k: 'baseArg', i: Number(base[1]) };
  const method = /^([\w$]+)\((\d+)\)$/.exec(step);
  if (method) return { k: 'method', name: method[1]!, i: Number(method[2]) };
  if (/^[\w$-]+$/.test(step)) return { k: 'member', name: step };
  throw new SlotError(`slot \`${slot}\` has the step \`${step}\`; write a member, \`method(0)\`, \`()\` or \`=>\``);
}

export class SlotError extends Error {}
