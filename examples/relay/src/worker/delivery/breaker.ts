import type { ConfigResolver } from '../../settings/resolver.ts';

interface HostRecord {
  readonly failures: number;
  readonly lastFailure: number;
}

/** Remembers how each host has been doing. Whether that matters is asked anew for each delivery. */
export class CircuitBreaker {
  private readonly records = new Map<string, HostRecord>();

  constructor(private readonly resolver: ConfigResolver) {}

  /** Time until which nothing is to be sent to the host; 0 when it is free. */
  async heldUntil(host: string): Promise<number> {
    if (!(await this.resolver.getBool('delivery', 'circuit_breaker_enabled'))) return 0;
    const record = this.records.get(host);
    const threshold = await this.resolver.getInt('delivery', 'circuit_breaker_threshold');
    if (record === undefined || record.failures < threshold) return 0;
    return record.lastFailure + (await this.resolver.getInt('delivery', 'circuit_breaker_cooldown_ms'));
  }

  succeeded(host: string): void {
    this.records.delete(host);
  }

  failed(host: string, now = Date.now()): void {
    const failures = this.records.get(host)?.failures ?? 0;
    this.records.set(host, { failures: failures + 1, lastFailure: now });
  }
}
