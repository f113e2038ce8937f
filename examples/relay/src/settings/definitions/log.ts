import { SettingNamespace } from '../namespace.ts';
import { registry } from '../registry.ts';

registry.register({
  namespace: SettingNamespace.Log,
  key: 'level',
  type: 'enum',
  choices: ['debug', 'info', 'warn', 'error'],
  default: 'info',
  description: 'Quietest level that is written.',
});

registry.register({
  namespace: SettingNamespace.Log,
  key: 'format',
  type: 'enum',
  choices: ['json', 'text'],
  default: 'json',
  description: 'One JSON object per line, or text for people.',
  readOnlyPostInit: true,
});
