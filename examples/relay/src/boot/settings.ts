import '../settings/definitions/index.ts';
import { LogLevelSubscriber } from '../log/level-subscriber.ts';
import { setLogFormat, setLogLevel } from '../log/log.ts';
import { SettingsDatabase } from '../settings/database.ts';
import { SettingsDispatcher } from '../settings/dispatcher.ts';
import { resolveInitValue } from '../settings/init.ts';
import { SettingNamespace } from '../settings/namespace.ts';
import { registry } from '../settings/registry.ts';
import { ConfigResolver } from '../settings/resolver.ts';
import { SettingsService } from '../settings/service.ts';
import { watchSettings } from '../settings/watcher.ts';
import { settingsFile } from './database.ts';

export interface Settings {
  readonly resolver: ConfigResolver;
  readonly dispatcher: SettingsDispatcher;
  readonly service: SettingsService;
}

/** Opens the stored settings and follows them until `signal` aborts. The first thing each process does. */
export async function bootSettings(directory: string, signal: AbortSignal): Promise<Settings> {
  setLogFormat(String(resolveInitValue(SettingNamespace.Log, 'format')));
  setLogLevel(String(resolveInitValue(SettingNamespace.Log, 'level')));

  const database = new SettingsDatabase(settingsFile(directory));
  const resolver = new ConfigResolver(registry, database);
  const dispatcher = new SettingsDispatcher(registry, resolver);
  dispatcher.subscribe(new LogLevelSubscriber());
  await dispatcher.dispatch(await database.reload());

  void watchSettings(database, dispatcher, signal);
  return { resolver, dispatcher, service: new SettingsService(database, resolver, dispatcher) };
}
