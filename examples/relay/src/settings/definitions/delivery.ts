import { SettingNamespace } from '../namespace.ts';
import { registry } from '../registry.ts';

registry.register({
  namespace: SettingNamespace.Delivery,
  key: 'worker_enabled',
  type: 'boolean',
  default: true,
  description: 'Pauses the delivery worker when off; messages wait in the queue.',
});

registry.register({
  namespace: SettingNamespace.Delivery,
  key: 'poll_interval_ms',
  type: 'integer',
  default: 500,
  min: 10,
  description: 'Time between two looks into the queue.',
});

registry.register({
  namespace: SettingNamespace.Delivery,
  key: 'concurrency',
  type: 'integer',
  default: 4,
  min: 1,
  description: 'Messages in flight at once.',
  restartRequired: true,
});

registry.register({
  namespace: SettingNamespace.Delivery,
  key: 'max_attempts',
  type: 'integer',
  default: 5,
  min: 1,
  description: 'Attempts after which a message is put aside as dead.',
});

registry.register({
  namespace: SettingNamespace.Delivery,
  key: 'timeout_ms',
  type: 'integer',
  default: 10_000,
  min: 100,
  description: 'Time that a receiver has for its answer.',
});

registry.register({
  namespace: SettingNamespace.Delivery,
  key: 'backoff_base_ms',
  type: 'integer',
  default: 1_000,
  min: 1,
  description: 'Wait before the second attempt; doubles with each further one.',
});

registry.register({
  namespace: SettingNamespace.Delivery,
  key: 'backoff_max_ms',
  type: 'integer',
  default: 300_000,
  min: 1,
  description: 'Longest wait between two attempts.',
});

registry.register({
  namespace: SettingNamespace.Delivery,
  key: 'signing_secret',
  type: 'string',
  default: '',
  description: 'Key of the signature that receivers check; blank sends unsigned.',
  sensitive: true,
});

registry.register({
  namespace: SettingNamespace.Delivery,
  key: 'circuit_breaker_enabled',
  type: 'boolean',
  default: false,
  description: 'Holds back messages for a host that keeps failing.',
});

registry.register({
  namespace: SettingNamespace.Delivery,
  key: 'circuit_breaker_threshold',
  type: 'integer',
  default: 10,
  min: 1,
  description: 'Failures in a row after which a host is left alone.',
});

registry.register({
  namespace: SettingNamespace.Delivery,
  key: 'circuit_breaker_cooldown_ms',
  type: 'integer',
  default: 60_000,
  min: 1_000,
  description: 'How long a failing host is left alone.',
});
