import type { QueueStore } from '../queue/store.ts';
import type { SettingRegistry } from '../settings/registry.ts';
import type { ConfigResolver } from '../settings/resolver.ts';
import type { SettingsService } from '../settings/service.ts';
import type { RateLimiter } from './rate-limit.ts';

/** What the handlers of the HTTP process work with. */
export interface ApiContext {
  readonly queue: QueueStore;
  readonly limiter: RateLimiter;
  readonly registry: SettingRegistry;
  readonly resolver: ConfigResolver;
  readonly settings: SettingsService;
}
