import { SettingNamespace } from '../namespace.ts';
import { registry } from '../registry.ts';

registry.register({
  namespace: SettingNamespace.Metrics,
  key: 'report_enabled',
  type: 'boolean',
  default: true,
  description: 'Pauses the metrics report of the worker when off.',
});

registry.register({
  namespace: SettingNamespace.Metrics,
  key: 'report_interval_ms',
  type: 'integer',
  default: 30_000,
  min: 1_000,
  description: 'Time between two metrics reports.',
});

registry.register({
  namespace: SettingNamespace.Metrics,
  key: 'push_enabled',
  type: 'boolean',
  default: false,
  description: 'Sends each report to a collector as well.',
  // lint-allow: restart-required -- the deployment that sets this also opens the firewall to the collector
  restartRequired: true,
});

registry.register({
  namespace: SettingNamespace.Metrics,
  key: 'push_url',
  type: 'string',
  default: 'http://127.0.0.1:9091/relay',
  description: 'Address of the collector.',
});

registry.register({
  namespace: SettingNamespace.Metrics,
  key: 'push_host_labels',
  type: 'boolean',
  default: true,
  description: 'Names host and process in every report that is sent.',
});
