import type { Vocabulary } from '../model.ts';

/** `convict({ http: { port: { format: 'port', default: 3000, env: 'PORT' } } })`, read by `config.get('http.port')` or as an object. */
export const convict: Vocabulary = {
  name: 'convict',
  changes: 'start',
  registries: [
    {
      kind: 'call', callee: ['convict'], from: ['convict'],
      entries: { members: 'arg0', depth: { leaf: ['default', 'format', 'env', 'doc', 'arg'] } },
      key: 'name', type: 'value.format', types: { port: 'integer', int: 'integer', nat: 'integer', duration: 'duration', url: 'string', email: 'string', ipaddress: 'string', '*': 'string' },
      default: 'value.default', description: 'value.doc', env: 'value.env', flags: { sensitive: 'value.sensitive' }, unique: false,
      // `convict({…}).validate().getProperties()` is read as an object.
      result: { fluent: ['validate', 'load', 'loadFile', 'getProperties'] },
    },
  ],
  accesses: [
    { kind: 'call', callee: ['get', 'has', 'default'], receiver: { result: true }, mode: 'read', key: 'arg0', scope: 'subtree' },
    { kind: 'call', callee: ['set'], receiver: { result: true }, mode: 'write', key: 'arg0' },
    { kind: 'result', mode: 'read' },
  ],
};
