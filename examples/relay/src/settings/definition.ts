import type { NamespaceName, SettingNamespace } from './namespace.ts';

export type SettingType = 'boolean' | 'integer' | 'string' | 'enum';
export type SettingValue = boolean | number | string;

export interface SettingDefinition {
  readonly namespace: SettingNamespace;
  readonly key: string;
  readonly type: SettingType;
  readonly default: SettingValue;
  /** One sentence for the operator, shown on the admin page. */
  readonly description: string;
  readonly choices?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** Edits are stored, and take effect with the next start of the process. */
  readonly restartRequired?: boolean;
  /** Fixed by the environment: edits are refused while the process runs. */
  readonly readOnlyPostInit?: boolean;
  /** Replaces the derived name `RELAY_<NAMESPACE>_<KEY>`. */
  readonly envVarOverride?: string;
  /** Never shown in pages, answers or logs. */
  readonly sensitive?: boolean;
}

/** The name of a setting as people say it: `delivery.max_attempts`. */
export function settingName(setting: { readonly namespace: NamespaceName; readonly key: string }): string {
  return `${setting.namespace}.${setting.key}`;
}
