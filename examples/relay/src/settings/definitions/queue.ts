import { SettingNamespace } from '../namespace.ts';
import { registry } from '../registry.ts';

registry.register({
  namespace: SettingNamespace.Queue,
  key: 'batch_size',
  type: 'integer',
  default: 20,
  min: 1,
  description: 'Messages read from the queue at a time.',
});

registry.register({
  namespace: SettingNamespace.Queue,
  key: 'lease_ms',
  type: 'integer',
  default: 60_000,
  min: 1_000,
  description: 'A message claimed this long ago and not settled goes back into the queue.',
});

registry.register({
  namespace: SettingNamespace.Queue,
  key: 'poison_threshold',
  type: 'integer',
  default: 3,
  min: 1,
  description: 'Lost leases after which a message counts as poisonous and is put aside.',
});

registry.register({
  namespace: SettingNamespace.Queue,
  key: 'compaction_threshold',
  type: 'integer',
  default: 5_000,
  min: 100,
  description: 'Settled messages after which the journal is rewritten.',
});
