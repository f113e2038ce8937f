import fs from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { configSchema } from '../src/config/schema.ts';

/** The JSON schema of `ghostwire.config.json`, as it is published. `--check` compares instead of writing. */
export const target = new URL('../schema/config.schema.json', import.meta.url);

export function configJsonSchema(): string {
  // Checks in words (blank or placeholder reasons, patterns that climb) have no counterpart in JSON schema.
  const { $schema, ...rest } = toJsonSchema(configSchema, { errorMode: 'ignore' });
  return `${JSON.stringify({ $schema, title: 'Configuration of ghostwire', ...rest }, null, 2)}\n`;
}

if (process.argv[1]?.endsWith('config-schema.ts')) {
  const fresh = configJsonSchema();
  if (!process.argv.includes('--check')) fs.writeFileSync(target, fresh);
  else if (fs.readFileSync(target, 'utf8') !== fresh) {
    process.stderr.write('`schema/config.schema.json` is stale; run `npm run schema`\n');
    process.exitCode = 1;
  }
}
