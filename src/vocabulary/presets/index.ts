import type { Vocabulary } from '../model.ts';
import { configClass } from './config-class.ts';
import { contributions } from './contributions.ts';
import { convict } from './convict.ts';
import { enumKeys } from './enum-keys.ts';
import { envClass } from './env-class.ts';
import { envNames } from './env-names.ts';
import { envTable } from './env-table.ts';
import { envalid } from './envalid.ts';
import { featureFlags } from './feature-flags.ts';
import { flagUnion } from './flag-union.ts';
import { ghostwireSettings } from './ghostwire-settings.ts';
import { groupAdd } from './group-add.ts';
import { jsonSchemaSettings } from './json-schema-settings.ts';
import { metadataTable } from './metadata-table.ts';
import { nestConfig } from './nest-config.ts';
import { nestFactories } from './nest-factories.ts';
import { nestVariables } from './nest-variables.ts';
import { nodeConfig } from './node-config.ts';
import { objectTable } from './object-table.ts';
import { pluginSettings } from './plugin-settings.ts';
import { preferenceSchema } from './preference-schema.ts';
import { registry } from './registry.ts';
import { runtimeConfig } from './runtime-config.ts';
import { settingsMap } from './settings-map.ts';
import { startupConfig } from './startup-config.ts';
import { t3Env } from './t3-env.ts';
import { valibotEnv } from './valibot-env.ts';
import { znv } from './znv.ts';
import { zodEnv } from './zod-env.ts';

/** Every vocabulary that is shipped, by name. */
export const presets: { readonly [name: string]: Vocabulary } = Object.fromEntries(
  [registry, zodEnv, t3Env, envalid, znv, valibotEnv, envClass, envNames, envTable, convict, nestConfig, nestVariables, nestFactories, nodeConfig, configClass, metadataTable, settingsMap, groupAdd, runtimeConfig, startupConfig, pluginSettings, jsonSchemaSettings, contributions, preferenceSchema, flagUnion, featureFlags, enumKeys, objectTable, ghostwireSettings].map(vocabulary => [vocabulary.name, vocabulary]),
);
