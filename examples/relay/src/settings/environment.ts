import type { SettingDefinition } from './definition.ts';

/** Name of the environment variable that may set this setting. */
export function environmentName(definition: SettingDefinition): string {
  return definition.envVarOverride ?? `RELAY_${definition.namespace}_${definition.key}`.toUpperCase();
}

/** What the environment says about a setting. A blank variable counts as not set, as compose files leave them. */
export function environmentValue(definition: SettingDefinition): string | undefined {
  // lint-allow: env-read -- this is the environment tier itself; every other reader goes through the resolver
  const raw = process.env[environmentName(definition)];
  return raw === undefined || raw.trim() === '' ? undefined : raw;
}
