import { SettingNamespace } from '../namespace.ts';
import { registry } from '../registry.ts';

registry.register({
  namespace: SettingNamespace.Archive,
  key: 'enabled',
  type: 'boolean',
  default: false,
  description: 'Keeps a compressed copy of every message that the sweep removes.',
});

registry.register({
  namespace: SettingNamespace.Archive,
  key: 'directory',
  type: 'string',
  default: 'archive',
  description: 'Where archives are written, below the data directory.',
});

registry.register({
  namespace: SettingNamespace.Archive,
  key: 'compression_level',
  type: 'integer',
  default: 6,
  min: 1,
  max: 9,
  description: 'From 1, fast, to 9, small.',
});

registry.register({
  namespace: SettingNamespace.Archive,
  key: 'max_file_mb',
  type: 'integer',
  default: 64,
  min: 1,
  description: 'A new archive file is begun when the current one is this large.',
});
