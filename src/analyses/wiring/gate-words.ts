import type { Setting } from '../settings/model.ts';

/** How the default of a gate stands, as messages say it: `` `a.enabled` is off``, `` `mode` is `"fast"` ``. */
export function gateWords(gate: Setting): string {
  const { key, default: value } = gate;
  if (value.k === 'unset') return `\`${key}\` is not set`;
  if (value.k === 'unknown') return `\`${key}\` is computed`;
  if (value.value === true) return `\`${key}\` is on`;
  if (!value.value) return `\`${key}\` is off`;
  return `\`${key}\` is \`${JSON.stringify(value.value)}\``;
}
