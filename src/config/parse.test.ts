import { expect, it } from 'vitest';
import { parseConfig } from './parse.ts';

const sentences = (exported: unknown): string => {
  try {
    parseConfig(exported, 'ghostwire.config.ts');
  } catch (thrown) {
    return (thrown as Error).message; // Only a ConfigError comes out of `parseConfig`.
  }
  return '';
};

it('accepts every key there is', () => {
  const config = {
    $schema: 'node_modules/ghostwire/schema/config.schema.json',
    include: ['src/**/*.ts'],
    exclude: ['src/generated'],
    entries: { app: ['src/main.ts'], worker: ['src/worker.ts'] },
    vocabularies: ['registry', { name: 'ours', registries: [] }],
    env: { allow: [{ file: 'src/boot.ts', variables: ['DATABASE_URL'], reason: 'read before the settings service exists' }] },
    external: [{ keys: ['mobile.*'], reason: 'read by the mobile client' }],
    profiles: { compose: 'docker-compose.yml' },
    rules: { 'magic-numbers': ['error', { constants: 'follow' }], 'restart-required': 'warn', 'env-read': 'off' },
    baselines: 'baselines',
  };
  expect(parseConfig(config, 'x')).toEqual(config);
  expect(parseConfig({}, 'x')).toEqual({});
  expect(parseConfig({ entries: ['src/main.ts'] }, 'x')).toEqual({ entries: ['src/main.ts'] });
});

it.each([
  ['an unknown key with the nearest', { inclde: [] }, '`inclde` in `ghostwire.config.ts` is not a key of the configuration; the nearest is `include`'],
  ['a nested unknown key', { env: { alow: [] } }, '`env.alow` in `ghostwire.config.ts` is not a key of the configuration; the nearest is `allow`'],
  ['a key unlike any other', { zzzzzzzzzz: 1 }, 'is not a key of the configuration; known here are `$schema`, `include`'],
  ['a missing key', { env: { allow: [{ file: 'a.ts', reason: 'boots first' }] } }, '`env.allow[0].variables` in `ghostwire.config.ts` is missing'],
  ['a string for a list', { include: 'src' }, '`include` in `ghostwire.config.ts` is "src"; write a list of globs'],
  ['a wrong severity', { rules: { 'env-read': 'fatal' } }, '`rules["env-read"]` in `ghostwire.config.ts` is "fatal"; write `off`, `warn`, `error` or `[severity, options]`'],
  ['a blank reason', { external: [{ keys: ['a.b'], reason: ' ' }] }, '`external[0].reason` in `ghostwire.config.ts` says nothing; write why'],
  ['a placeholder reason', { external: [{ keys: ['a.b'], reason: 'TODO' }] }, 'says nothing; write why'],
  ['a list without members', { external: [{ keys: [], reason: 'read by the mobile client' }] }, '`external[0].keys` in `ghostwire.config.ts` is empty; name the keys'],
  ['a pattern that takes away', { include: ['!src/a.ts'] }, 'put what is left out under `exclude`'],
  ['a pattern that climbs', { entries: ['../main.ts'] }, 'leads out of the root'],
  ['a vocabulary that is neither', { vocabularies: [3] }, '`vocabularies[0]` in `ghostwire.config.ts` is 3; write the name of a preset, or a vocabulary as an object'],
  ['a list of rules', { rules: ['env-read'] }, '`rules` in `ghostwire.config.ts` is a list; write an object of severities by rule'],
  ['no object at all', null, '`ghostwire.config.ts` exports nothing; write the configuration as an object'],
  ['a list', [], '`ghostwire.config.ts` exports a list; write the configuration as an object'],
])('refuses %s', (_, exported, message) => {
  expect(sentences(exported)).toContain(message);
});

it('names all that is wrong at once', () => {
  expect(sentences({ inclde: [], rules: { x: 1 } }).split('\n')).toHaveLength(2);
});
