import type { SettingsSubscriber } from '../settings/dispatcher.ts';
import { SettingNamespace } from '../settings/namespace.ts';
import type { ConfigResolver } from '../settings/resolver.ts';

const MS_PER_MINUTE: number = 60_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** One token bucket per client. It keeps its own copy of the limits because it is asked on every request. */
export class RateLimiter implements SettingsSubscriber {
  readonly watched = [
    [SettingNamespace.Api, 'rate_limit_per_minute'],
    [SettingNamespace.Api, 'rate_limit_burst'],
  ] as const;

  private readonly buckets = new Map<string, Bucket>();
  private perMinute = 0;
  private burst = 0;
  private timer: NodeJS.Timeout | undefined;

  async start(resolver: ConfigResolver): Promise<void> {
    await this.settingsChanged(resolver);
    this.timer = setInterval(() => this.forgetFullBuckets(Date.now()), 45_000);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  async settingsChanged(resolver: ConfigResolver): Promise<void> {
    this.perMinute = await resolver.getInt('api', 'rate_limit_per_minute');
    this.burst = await resolver.getInt('api', 'rate_limit_burst');
  }

  /** Whether the client may hand in one more message now. */
  admit(client: string, now = Date.now()): boolean {
    const bucket = this.refill(this.buckets.get(client) ?? { tokens: this.burst, filledAt: now }, now);
    this.buckets.set(client, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  private refill(bucket: Bucket, now: number): Bucket {
    const earned = ((now - bucket.filledAt) / MS_PER_MINUTE) * this.perMinute;
    return { tokens: Math.min(this.burst, bucket.tokens + earned), filledAt: now };
  }

  private forgetFullBuckets(now: number): void {
    for (const [client, bucket] of this.buckets) {
      if (this.refill(bucket, now).tokens >= this.burst) this.buckets.delete(client);
    }
  }
}
