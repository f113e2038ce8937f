import type { Cause } from '../model.ts';

/** What a value depends on while the loop runs. `constant`: nothing in or around the loop changes it. */
export type Provenance = 'stop' | 'data' | 'budget' | 'constant';

/** Everything must hold: one thing that others decide is enough to make others decide. */
export function allOf(causes: readonly Cause[]): Cause {
  for (const cause of ['never', 'stop', 'budget', 'data'] as const) if (causes.includes(cause)) return cause;
  return 'always';
}

/** One of several is enough. */
export function anyOf(causes: readonly Cause[]): Cause {
  for (const cause of ['always', 'budget', 'data', 'stop'] as const) if (causes.includes(cause)) return cause;
  return 'never';
}

/** Of what several values depend on, what weighs most. */
export function strongest(parts: readonly Provenance[]): Provenance {
  for (const part of ['budget', 'data', 'stop'] as const) if (parts.includes(part)) return part;
  return 'constant';
}
