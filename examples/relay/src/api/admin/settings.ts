import type { IncomingMessage } from 'node:http';
import { settingName, type SettingDefinition } from '../../settings/definition.ts';
import { environmentName } from '../../settings/environment.ts';
import { SettingRefused } from '../../settings/service.ts';
import { readFields } from '../body.ts';
import type { ApiContext } from '../context.ts';
import { HttpError, json, type Reply } from '../reply.ts';

export interface SettingView {
  readonly name: string;
  readonly definition: SettingDefinition;
  readonly environment: string;
  readonly value: string;
  readonly source: string;
  readonly rejected: readonly string[];
}

/** What an operator may see of every setting, in the order of registration. */
export async function viewSettings(context: ApiContext): Promise<readonly SettingView[]> {
  return Promise.all(context.registry.all().map((definition) => viewSetting(context, definition)));
}

async function viewSetting(context: ApiContext, definition: SettingDefinition): Promise<SettingView> {
  const { value, source, rejected } = await context.resolver.explain(definition);
  return {
    name: settingName(definition),
    definition,
    environment: environmentName(definition),
    value: definition.sensitive && value !== '' ? '********' : String(value),
    source,
    rejected: rejected.map((tier) => `${tier.source}: ${tier.why}`),
  };
}

/** `GET /admin/settings` */
export async function listSettings(context: ApiContext): Promise<Reply> {
  const views = await viewSettings(context);
  return json(200, views.map(({ definition, ...view }) => ({ ...view, type: definition.type, default: definition.default })));
}

/** `PUT /admin/settings/<name>` with `{ "value": …, "scope": "process"? }` */
export async function changeSetting(context: ApiContext, name: string, request: IncomingMessage): Promise<Reply> {
  const definition = knownSetting(context, name);
  const fields = await readFields(request, await context.resolver.getInt('api', 'max_body_bytes'));
  try {
    if (fields.scope === 'process') await context.settings.override(definition, fields.value);
    else await context.settings.store(definition, fields.value);
  } catch (error) {
    if (error instanceof SettingRefused) throw new HttpError(422, error.message);
    throw error;
  }
  return json(200, { ...(await viewSetting(context, definition)), definition: undefined, restartRequired: definition.restartRequired ?? false });
}

/** `DELETE /admin/settings/<name>` */
export async function resetSetting(context: ApiContext, name: string): Promise<Reply> {
  const definition = knownSetting(context, name);
  await context.settings.reset(definition);
  return json(200, { ...(await viewSetting(context, definition)), definition: undefined });
}

function knownSetting(context: ApiContext, name: string): SettingDefinition {
  const definition = context.registry.find(name);
  if (definition === undefined) throw new HttpError(404, `no setting is called ${name}`);
  return definition;
}
