/** The parts of the relay that own settings. The value is what stands in setting names and environment variables. */
export enum SettingNamespace {
  Api = 'api',
  Log = 'log',
  Delivery = 'delivery',
  Queue = 'queue',
  Retention = 'retention',
  Archive = 'archive',
  Backup = 'backup',
  Alerts = 'alerts',
  Metrics = 'metrics',
}

/** Readers may write the plain string where the enum would only add noise. */
export type NamespaceName = `${SettingNamespace}`;
