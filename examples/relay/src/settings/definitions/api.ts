import { SettingNamespace } from '../namespace.ts';
import { registry } from '../registry.ts';

registry.register({
  namespace: SettingNamespace.Api,
  key: 'listen_port',
  type: 'integer',
  default: 8080,
  min: 0,
  max: 65_535,
  description: 'TCP port of the HTTP interface; 0 takes any free one.',
  restartRequired: true, // lint-allow: restart-required -- the socket is bound once, and clients are told the port at start
  envVarOverride: 'RELAY_PORT',
});

registry.register({
  // lint-allow: restart-required -- the socket is bound to an address once; moving it would drop
  // every open connection, which is what a restart is for
  namespace: SettingNamespace.Api,
  key: 'listen_host',
  type: 'string',
  default: '127.0.0.1',
  description: 'Address on which the HTTP interface listens.',
  restartRequired: true,
});

registry.register({
  namespace: SettingNamespace.Api,
  key: 'request_timeout_ms',
  type: 'integer',
  default: 15_000,
  min: 100,
  description: 'A request that has not been answered after this time is cut off.',
  restartRequired: true,
});

registry.register({
  namespace: SettingNamespace.Api,
  key: 'max_body_bytes',
  type: 'integer',
  default: 262_144,
  min: 1_024,
  description: 'Larger request bodies are refused.',
});

registry.register({
  namespace: SettingNamespace.Api,
  key: 'page_size',
  type: 'integer',
  default: 50,
  min: 1,
  description: 'Messages on one page of the listing when the caller names no limit.',
});

registry.register({
  namespace: SettingNamespace.Api,
  key: 'rate_limit_per_minute',
  type: 'integer',
  default: 600,
  min: 1,
  description: 'Messages that one client may hand in per minute, on average.',
});

registry.register({
  namespace: SettingNamespace.Api,
  key: 'rate_limit_burst',
  type: 'integer',
  default: 60,
  min: 1,
  description: 'Messages that one client may hand in at once.',
});

registry.register({
  namespace: SettingNamespace.Api,
  key: 'admin_enabled',
  type: 'boolean',
  default: true,
  description: 'Serves the settings page and its interface under /admin.',
});

registry.register({
  namespace: SettingNamespace.Api,
  key: 'admin_token',
  type: 'string',
  default: '',
  description: 'Password of the admin page; when blank, only local callers are let in.',
  envVarOverride: 'RELAY_ADMIN_TOKEN',
  sensitive: true,
});
