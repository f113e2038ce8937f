import { SettingNamespace } from '../namespace.ts';
import { registry } from '../registry.ts';

registry.register({
  namespace: SettingNamespace.Alerts,
  key: 'webhook_url',
  type: 'string',
  default: '',
  description: 'Receives a note for every message that is put aside as dead; blank sends none.',
});
