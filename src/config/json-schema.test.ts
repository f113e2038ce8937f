import fs from 'node:fs';
import { expect, it } from 'vitest';
import { configJsonSchema, target } from '../../scripts/config-schema.ts';

it('the published JSON schema is the one that is enforced; `npm run schema` writes it', () => {
  expect(fs.readFileSync(target, 'utf8')).toBe(configJsonSchema());
});
