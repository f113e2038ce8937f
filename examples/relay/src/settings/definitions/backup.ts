import { SettingNamespace } from '../namespace.ts';
import { registry } from '../registry.ts';

registry.register({
  namespace: SettingNamespace.Backup,
  key: 'enabled',
  type: 'boolean',
  default: true,
  description: 'Pauses the backup service when off.',
});

registry.register({
  namespace: SettingNamespace.Backup,
  key: 'path',
  type: 'string',
  default: 'backups',
  description: 'Where copies of the settings file are put, below the data directory.',
});

registry.register({
  namespace: SettingNamespace.Backup,
  key: 'interval_hours',
  type: 'integer',
  default: 24,
  min: 1,
  description: 'Time between two copies.',
});

registry.register({
  namespace: SettingNamespace.Backup,
  // lint-allow: bootstrap-wiring owner=@storage -- the off-site copy job reads it from settings.json itself
  key: 'keep',
  type: 'integer',
  default: 7,
  min: 1,
  description: 'Copies that are kept; older ones are removed.',
});
