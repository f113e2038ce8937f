import { expect, it } from 'vitest';
import { reporters } from './formats.ts';
import { help } from './help.ts';

it('names every format', () => {
  for (const name of Object.keys(reporters)) expect(help(undefined)).toMatch(new RegExp(`\\b${name}\\b`));
});
