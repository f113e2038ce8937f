import type { SettingValue } from './definition.ts';
import { environmentValue } from './environment.ts';
import type { NamespaceName } from './namespace.ts';
import { registry } from './registry.ts';
import { parseValue } from './value.ts';

/** For the few settings that are needed before the database is open: environment, then default. */
export function resolveInitValue(namespace: NamespaceName, key: string): SettingValue {
  const definition = registry.lookup(namespace, key);
  const raw = environmentValue(definition);
  if (raw === undefined) return definition.default;
  const parsed = parseValue(definition, raw);
  return parsed.ok ? parsed.value : definition.default;
}
