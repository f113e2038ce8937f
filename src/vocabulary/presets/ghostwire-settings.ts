import type { Vocabulary } from '../model.ts';

/** `defineSettings('api', { serverPort: setting(z.int(), { default: 3001, description }) })` of `@ghostwire/settings`, read by handles. */
export const ghostwireSettings: Vocabulary = {
  name: 'ghostwire-settings',
  changes: 'live',
  registries: [
    {
      kind: 'call',
      callee: ['defineSettings'],
      from: ['@ghostwire/settings'],
      entries: { members: 'arg1' },
      namespace: 'arg0',
      key: 'name',
      type: 'value.(0).()',
      types: { int: 'integer', number: 'number', boolean: 'boolean', string: 'string', enum: 'enum', array: 'list', object: 'json', record: 'json' },
      default: 'value.(1).default',
      description: 'value.(1).description',
      env: 'value.(1).env',
      flags: {
        readOnly: 'value.(1).readOnlyPostInit',
        restart: { slot: 'value.(1).restartRequired', present: true },
        sensitive: 'value.(1).sensitive',
        external: 'value.(1).external',
        deprecated: { slot: 'value.(1).deprecated', present: true },
      },
    },
  ],
  accesses: [
    // A handle that is named is read, unless it is named to be written.
    { kind: 'result', mode: 'read', writtenBy: ['set', 'override', 'delete', 'setMany'] },
  ],
};
