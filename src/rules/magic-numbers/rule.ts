import type { Advice } from '../../analyses/numbers/advice.ts';
import { policyNumbers } from '../../analyses/numbers/analysis.ts';
import { bareNumbers } from '../../analyses/numbers/bare.ts';
import type { PolicyNumber } from '../../analyses/numbers/model.ts';
import { policyRelations } from '../../analyses/numbers/relations.ts';
import { locate } from '../../core/locate.ts';
import { defineRule, type Step } from '../../core/model.ts';
import { numbers } from '../../facts/numbers/kind.ts';
import type { Role, Unit } from '../../facts/numbers/model.ts';
import { likelyUnit, readable } from '../../facts/numbers/units.ts';

interface Said {
  readonly role: Role;
  readonly slot: string;
  readonly number: string;
}

interface Registered extends Said {
  readonly key: string;
  /** The registered default. */
  readonly value: string;
}

interface Repeated extends Said {
  /** The other places. */
  readonly others: string;
  readonly advice: Advice;
}

export default defineRule({
  id: 'magic-numbers',
  summary: 'Policy hidden in a number: timeouts, limits and retries that nobody can change without a release',
  needs: [numbers, policyNumbers, policyRelations],
  defaults: { constants: 'follow' as string, ignoreCallees: [] as readonly string[], ignoreKeys: [] as readonly string[] },
  choices: { constants: ['follow', 'annotated-only'] },
  messages: {
    setting: ({ role, slot, number }: Said) => `${number} is ${aRole(role)} (\`${slot}\`) that nobody can change without a release; make it a setting`,
    name: ({ role, slot, number }: Said) => `${number} is ${aRole(role)} (\`${slot}\`) without a name; name it, or make it a setting if operators tune it`,
    named: ({ role, slot, number }: Said) => `\`${slot}\` fixes ${aRole(role)} at ${number}, and a name does not make it changeable; make it a setting`,
    unit: ({ slot, number, stated, used }: { slot: string; number: string; stated: string; used: string }) =>
      `\`${slot}\` states ${stated}, and its ${number} is used as ${used}; convert it or correct the name`,
    magnitude: ({ slot, number, stated, likely }: { slot: string; number: string; stated: string; likely: string }) =>
      `\`${slot}\` states ${stated}, and ${number} looks like ${likely}; convert it or correct the name`,
    repeats: ({ role, slot, number, key }: Registered) => `${number} is ${aRole(role)} (\`${slot}\`) that repeats the default of \`${key}\`; read the setting, so that there is one default`,
    drifts: ({ role, slot, number, key, value }: Registered) =>
      `${number} is ${aRole(role)} (\`${slot}\`) beside \`${key}\`, whose registered default is ${value}; read the setting, or say in the name what is different here`,
    repeated: ({ role, slot, number, others, advice }: Repeated) =>
      `${number} is ${aRole(role)} (\`${slot}\`) that stands at ${others} too; where they mean the same, state it once${advice === 'setting' ? ', as a setting' : ''}`,
    constant: ({ slot, number }: { slot: string; number: string }) => `\`${slot}\` is the bare number ${number}; make it a setting, or annotate it if it is no policy`,
    parameter: ({ slot, number }: { slot: string; number: string }) => `\`${slot}\` defaults to the bare number ${number}; make it a setting, or name it in an annotated constant`,
  },
  judge({ files, options, table, model, report }) {
    const lineStarts = new Map(files.map(file => [file.path, file.lineStarts]));
    const locationOf = (file: string, { s, e }: { readonly s: number; readonly e: number }) => locate(file, lineStarts.get(file) ?? [0], s, e);
    const placeOf = (file: string, s: number) => ({ file, line: locationOf(file, { s, e: s }).line });
    if (options.constants === 'annotated-only') {
      for (const file of files) {
        for (const { message, slot, number, owner } of bareNumbers(table(numbers, file))) {
          report({
            message, data: { slot, number: `\`${number.text}\`` }, at: locationOf(file.path, number),
            entry: { key: `${file.path}#${slot}=${number.value}`, kind: message, owner },
          });
        }
      }
      return;
    }
    const isIgnored = ignoring(options.ignoreKeys, options.ignoreCallees);
    const { counterparts, repeated } = model(policyRelations);
    for (const policy of model(policyNumbers)) {
      if (!isIgnored(policy)) judgePolicy(policy);
    }

    function judgePolicy(policy: PolicyNumber): void {
      const { file, number, slot, quantity, advice } = policy;
      const uses = policy.uses.map((use): Step => ({ ...placeOf(use.file, use.s), text: `decides \`${use.slot}\` here` }));
      const standing = (kind: string, more: readonly Step[] = []) => {
        const witness = [...uses, ...more];
        return { at: locationOf(file, number), entry: { key: `${file}#${slot}=${number.value}`, kind, owner: policy.owner }, ...(witness.length > 0 ? { witness } : {}) };
      };
      const said: Said = { role: quantity.role, slot: slot.replace(/\.\d+$/, ''), number: written(policy) };
      const likely = likelyUnit(number, policy.stated);
      const counterpart = counterparts.get(policy);
      const all = repeated.get(policy);
      if (policy.mismatch) {
        const { stated, used } = policy.mismatch;
        report({ message: 'unit', data: { slot: said.slot, number: `\`${number.text}\``, stated: unitNames[stated], used: unitNames[used] }, ...standing(quantity.role) });
      } else if (likely !== undefined && policy.stated !== undefined) {
        report({ message: 'magnitude', data: { slot: said.slot, number: `\`${number.text}\``, stated: unitNames[policy.stated], likely: unitNames[likely] }, ...standing(quantity.role) });
      } else if (counterpart) {
        const { same, setting: { key, at, default: registered, flags } } = counterpart;
        const value = flags.sensitive === true || registered.k !== 'constant' ? 'another one' : `\`${JSON.stringify(registered.value)}\``;
        const home: Step = { file: at.file, line: at.line, text: `\`${key}\` is registered here with the default ${value}` };
        report({ message: same ? 'repeats' : 'drifts', data: { ...said, key, value }, ...standing(same ? 'repeats-default' : 'drifts-from-default', [home]) });
      } else if (all) {
        const others = all.filter(other => other !== policy).map((other): Step => ({ ...placeOf(other.file, other.number.s), text: `\`${other.slot}\` is \`${other.number.text}\` here too` }));
        report({ message: 'repeated', data: { ...said, advice, others: listed(others) }, ...standing('repeated', others) });
      } else if (advice !== 'none') {
        report({ message: advice === 'name' ? 'name' : policy.named ? 'named' : 'setting', data: said, ...standing(quantity.role) });
      }
    }
  },
});

const aRole = (role: Role): string => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role === 'ttl' ? 'lifetime' : role.replace('-', ' ')}`;

const unitNames: Readonly<Record<Unit, string>> = {
  ms: 'milliseconds', s: 'seconds', min: 'minutes', h: 'hours', d: 'days', week: 'weeks', bytes: 'bytes', KB: 'kilobytes', MB: 'megabytes', GB: 'gigabytes', percent: 'percent',
};

/** The number as it stands in the source, with what it comes to where that is easier to read. */
function written({ number, quantity }: PolicyNumber): string {
  const easier = readable(Number(number.value), quantity.unit);
  return easier === undefined ? `\`${number.text}\`` : `\`${number.text}\` (${easier})`;
}

/** Up to three places by name, the rest by count; the witness has them all. */
function listed(places: readonly Step[]): string {
  const named = places.slice(0, 3).map(({ file, line }) => `\`${file}:${line}\``);
  const rest = places.length - named.length;
  return rest === 0 ? `${named.slice(0, -1).join(', ')} and ${named.at(-1)}` : `${named.join(', ')} and ${rest} more`;
}

/** Keys are names of places and constants, whole or their last part; callees likewise. */
function ignoring(keys: readonly string[], callees: readonly string[]): (policy: PolicyNumber) => boolean {
  const ignoredKeys = new Set(keys);
  const ignoredCallees = new Set(callees);
  const lastOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
  const isIgnored = (callee: string): boolean => ignoredCallees.has(callee) || ignoredCallees.has(lastOf(callee));
  // A named number is left alone where nothing else takes it.
  return ({ slot, callees: called, uses }) => ignoredKeys.has(slot) || ignoredKeys.has(lastOf(slot)) || (called.length > 0 && called.length >= uses.length && called.every(isIgnored));
}
