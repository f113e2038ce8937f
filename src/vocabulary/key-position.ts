import type { AccessForm } from './accesses.ts';
import type { Registry } from './registries.ts';
import { parseSlot, SlotError, slotList, type SlotRoot } from './slot.ts';

type Root = SlotRoot['k'];

/** Where a key cannot stand, or would be the same for every setting: each a sentence that names the slot and what to write. `at` says whose it is. */
export function keyProblems(form: Registry | AccessForm, at: string): readonly string[] {
  const place = placeOf(form);
  if (place === undefined || !('key' in form)) return [];
  return slotList(form.key).flatMap(slot => {
    const root = rootOf(slot);
    if (root === undefined) return [];
    if (!place.has.includes(root)) return [`${at} \`key\`: slot \`${slot}\` does not exist there, because ${place.what}; begin it with ${place.write}`];
    return place.shared?.includes(root)
      ? [
          `${at} \`key\`: slot \`${slot}\` is the same for every setting, because ${place.what}; begin it with ${place.write}, and give \`${slot}\` as \`namespace\``,
        ]
      : [];
  });
}

interface Place {
  /** What the settings are. */
  readonly what: string;
  /** Roots that slots can begin with there. */
  readonly has: readonly Root[];
  /** … of which these hold the same for all settings of the registry. */
  readonly shared?: readonly Root[];
  readonly write: string;
}

const ofCalls: readonly Root[] = ['arg', 'receiver'];
const ofNames: readonly Root[] = ['name', 'value', 'variable', 'fallback'];

function placeOf(form: Registry | AccessForm): Place | undefined {
  switch (form.kind) {
    case 'call': case 'new':
      if (!('entries' in form) || form.entries === undefined || !('members' in form.entries))
        return { what: `${form.kind === 'new' ? 'a construction' : 'a call'} has arguments and no name`, has: [...ofCalls, 'text'], write: '`arg0`' };
      return { what: 'its settings are the members at `entries`', has: [...ofCalls, ...ofNames, 'text'], shared: [...ofCalls, 'text'], write: '`name` or `value`' };
    case 'class': return { what: 'its settings are fields', has: [...ofNames, 'decorator', 'text'], shared: ['text'], write: '`name`, `value` or `@Decorator(0)`' };
    case 'variable': case 'enum': case 'union': return { what: `its settings are members of ${form.kind === 'variable' ? 'a variable' : form.kind === 'enum' ? 'an enum' : 'a union'}`, has: [...ofNames, 'text'], shared: ['text'], write: '`name` or `value`' };
    case 'literal': return { what: 'the key is a member of the object', has: ['value', 'text'], write: '`value`' };
    default: return undefined;
  }
}

/** `undefined` for a slot that is wrong in itself, which is told elsewhere. */
function rootOf(slot: string): Root | undefined {
  try {
    return parseSlot(slot).root.k;
  } catch (thrown) {
    if (thrown instanceof SlotError) return undefined;
    throw thrown;
  }
}
