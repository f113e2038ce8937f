import { policyNumbers } from '../../analyses/numbers/analysis.ts';
import type { PolicyNumber } from '../../analyses/numbers/model.ts';
import { locate } from '../../core/locate.ts';
import { defineRule, type Step } from '../../core/model.ts';
import { isNumberAnnotation } from '../../facts/numbers/annotations.ts';
import { numbers } from '../../facts/numbers/kind.ts';
import type { NamedNumber, NumberFacts, Numeral, Role, Unit } from '../../facts/numbers/model.ts';
import { likelyUnit, readable } from '../../facts/numbers/units.ts';
import { wordsOf } from '../../facts/numbers/words.ts';

export default defineRule({
  id: 'magic-numbers',
  summary: 'Policy hidden in a number: timeouts, limits and retries that nobody can change without a release',
  needs: [numbers, policyNumbers],
  defaults: { constants: 'follow' as string, ignoreCallees: [] as readonly string[], ignoreKeys: [] as readonly string[] },
  messages: {
    setting: ({ role, slot, number }: Said) => `${number} is ${aRole(role)} (\`${slot}\`) that nobody can change without a release; make it a setting`,
    name: ({ role, slot, number }: Said) => `${number} is ${aRole(role)} (\`${slot}\`) without a name; name it, or make it a setting if operators tune it`,
    named: ({ role, slot, number }: Said) => `\`${slot}\` fixes ${aRole(role)} at ${number}, and a name does not make it changeable; make it a setting`,
    unit: ({ slot, number, stated, used }: { slot: string; number: string; stated: string; used: string }) =>
      `\`${slot}\` states ${stated}, and its ${number} is used as ${used}; convert it or correct the name`,
    magnitude: ({ slot, number, stated, likely }: { slot: string; number: string; stated: string; likely: string }) =>
      `\`${slot}\` states ${stated}, and ${number} looks like ${likely}; convert it or correct the name`,
    constant: ({ slot, number }: { slot: string; number: string }) => `\`${slot}\` is the bare number ${number}; make it a setting, or annotate it if it is no policy`,
    parameter: ({ slot, number }: { slot: string; number: string }) => `\`${slot}\` defaults to the bare number ${number}; make it a setting, or name it in an annotated constant`,
  },
  judge({ files, options, table, model, report }) {
    const lineStarts = new Map(files.map(file => [file.path, file.lineStarts]));
    const locationOf = (file: string, { s, e }: { readonly s: number; readonly e: number }) => locate(file, lineStarts.get(file) ?? [0], s, e);
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
    for (const policy of model(policyNumbers)) {
      if (isIgnored(policy)) continue;
      const { file, number, slot, quantity, owner } = policy;
      const at = locationOf(file, number);
      const entry = { key: `${file}#${slot}=${number.value}`, kind: quantity.role, owner };
      const witness = policy.uses.map((use): Step => ({ file: use.file, line: locationOf(use.file, { s: use.s, e: use.s }).line, text: `decides \`${use.slot}\` here` }));
      const more = witness.length > 0 ? { at, entry, witness } : { at, entry };
      const likely = likelyUnit(Number(number.value), quantity.unit);
      if (policy.mismatch) {
        const { stated, used } = policy.mismatch;
        report({ message: 'unit', data: { slot, number: `\`${number.text}\``, stated: unitNames[stated], used: unitNames[used] }, ...more });
      } else if (likely !== undefined && quantity.unit !== undefined) {
        report({ message: 'magnitude', data: { slot, number: `\`${number.text}\``, stated: unitNames[quantity.unit], likely: unitNames[likely] }, ...more });
      } else {
        report({ message: policy.named ? 'named' : operated.has(quantity.role) ? 'setting' : 'name', data: { role: quantity.role, slot: slot.replace(/\.\d+$/, ''), number: written(policy) }, ...more });
      }
    }
  },
});

interface Said {
  readonly role: Role;
  readonly slot: string;
  readonly number: string;
}

/** Roles that operators turn when something is slow, full or failing; the others need a name first. */
const operated: ReadonlySet<Role> = new Set(['timeout', 'interval', 'delay', 'ttl', 'duration', 'retry-limit', 'concurrency', 'rate', 'page-size', 'batch-size', 'size-limit', 'limit']);

const aRole = (role: Role): string => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role === 'ttl' ? 'lifetime' : role.replace('-', ' ')}`;

const unitNames: Readonly<Record<Unit, string>> = {
  ms: 'milliseconds', s: 'seconds', min: 'minutes', h: 'hours', d: 'days', week: 'weeks', bytes: 'bytes', KB: 'kilobytes', MB: 'megabytes', GB: 'gigabytes', percent: 'percent',
};

/** The number as it stands in the source, with what it comes to where that is easier to read. */
function written({ number, quantity }: PolicyNumber): string {
  const easier = readable(Number(number.value), quantity.unit);
  return easier === undefined ? `\`${number.text}\`` : `\`${number.text}\` (${easier})`;
}

/** Keys are names of places and constants, whole or their last part; callees likewise. */
function ignoring(keys: readonly string[], callees: readonly string[]): (policy: PolicyNumber) => boolean {
  const ignoredKeys = new Set(keys);
  const ignoredCallees = new Set(callees);
  const lastOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
  return ({ slot, callees: called }) =>
    ignoredKeys.has(slot) || ignoredKeys.has(lastOf(slot)) || called.some(callee => ignoredCallees.has(callee) || ignoredCallees.has(lastOf(callee)));
}

/** The strict reading: module constants without a number's annotation, and parameter defaults. */
function bareNumbers({ purpose, named, parameters }: NumberFacts) {
  if (purpose === 'definitions' || purpose === 'generated') return [];
  return [
    ...named
      .filter(each => each.module && isBare(each.number) && !(each.annotation !== undefined && isNumberAnnotation(each.annotation)))
      .map(({ name, number, owner }: NamedNumber) => ({ message: 'constant' as const, slot: name, number, owner })),
    ...parameters
      .filter(({ name, number }) => isBare(number) && !isStatus(name) && !isBlock(name, number))
      .map(({ name, number, owner }) => ({ message: 'parameter' as const, slot: name, number, owner })),
  ];
}

const isBare = ({ form, value }: Numeral): boolean => form === 'literal' && ![0, 1, -1].includes(Number(value.replace(/n$/, '')));

const isStatus = (name: string): boolean => ['status', 'status code'].includes(wordsOf(name).join(' '));

/** A buffer that is sized by the machine's pages and not by anybody's policy. */
const isBlock = (name: string, { value }: Numeral): boolean =>
  ['buffering', 'buffersize', 'bufsize', 'blocksize'].includes(wordsOf(name).join('')) && [1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072].includes(Number(value));
