import type { SettingsSubscriber } from '../settings/dispatcher.ts';
import { SettingNamespace } from '../settings/namespace.ts';
import type { ConfigResolver } from '../settings/resolver.ts';
import { setLogLevel } from './log.ts';

/** Lets an operator turn the log up while something is going wrong. */
export class LogLevelSubscriber implements SettingsSubscriber {
  readonly watched = [[SettingNamespace.Log, 'level']] as const;

  async settingsChanged(resolver: ConfigResolver): Promise<void> {
    setLogLevel(await resolver.getEnum('log', 'level'));
  }
}
