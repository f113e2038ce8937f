import { SettingNamespace } from '../namespace.ts';
import { registry } from '../registry.ts';

registry.register({
  namespace: SettingNamespace.Retention,
  key: 'delivered_hours',
  type: 'integer',
  default: 72,
  min: 0,
  description: 'Delivered messages are kept this long.',
});

registry.register({
  namespace: SettingNamespace.Retention,
  key: 'sweep_interval_ms',
  type: 'integer',
  default: 60_000,
  min: 1_000,
  description: 'Time between two sweeps of old messages.',
});
