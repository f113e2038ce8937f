import { log } from '../log/log.ts';
import { settingName } from './definition.ts';
import type { NamespaceName } from './namespace.ts';
import type { SettingRegistry } from './registry.ts';
import type { ConfigResolver } from './resolver.ts';

/** Something that holds a copy of settings and wants to hear when they change. */
export interface SettingsSubscriber {
  readonly watched: readonly (readonly [NamespaceName, string])[];
  settingsChanged(resolver: ConfigResolver): Promise<void>;
}

export class SettingsDispatcher {
  private readonly subscribers: SettingsSubscriber[] = [];

  constructor(
    private readonly registry: SettingRegistry,
    private readonly resolver: ConfigResolver,
  ) {}

  subscribe(subscriber: SettingsSubscriber): void {
    this.subscribers.push(subscriber);
  }

  /** Tells each subscriber once, however many of its settings changed. Restart-bound settings stay as they were at boot. */
  async dispatch(names: readonly string[]): Promise<void> {
    const live = new Set(names.filter((name) => this.isLive(name)));
    if (live.size === 0) return;
    log.info('settings_changed', { names: [...live] });
    for (const subscriber of this.subscribers) {
      const concerned = subscriber.watched.some(([namespace, key]) => live.has(settingName({ namespace, key })));
      if (concerned) await subscriber.settingsChanged(this.resolver);
    }
  }

  private isLive(name: string): boolean {
    const definition = this.registry.find(name);
    return definition !== undefined && !definition.restartRequired && !definition.readOnlyPostInit;
  }
}
