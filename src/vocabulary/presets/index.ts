import type { Vocabulary } from '../model.ts';
import { convict } from './convict.ts';
import { envClass } from './env-class.ts';
import { envTable } from './env-table.ts';
import { envalid } from './envalid.ts';
import { nestConfig } from './nest-config.ts';
import { registry } from './registry.ts';
import { t3Env } from './t3-env.ts';
import { valibotEnv } from './valibot-env.ts';
import { zodEnv } from './zod-env.ts';
import { znv } from './znv.ts';

/** Every vocabulary that is shipped, by name. */
export const presets: { readonly [name: string]: Vocabulary } = Object.fromEntries(
  [registry, zodEnv, t3Env, envalid, znv, valibotEnv, envClass, envTable, convict, nestConfig].map(vocabulary => [vocabulary.name, vocabulary]),
);
