import { hostname } from 'node:os';
import type { ConfigResolver } from '../../settings/resolver.ts';
import type { Snapshot } from './counters.ts';

const PUSH_TIMEOUT_MS = 4_000;

/** Sends reports to a collector that takes JSON. */
export class MetricsPusher {
  constructor(
    private readonly resolver: ConfigResolver,
    private readonly workerId: string,
  ) {}

  async push(snapshot: Snapshot): Promise<void> {
    const labels = (await this.resolver.getBool('metrics', 'push_host_labels')) ? { host: hostname(), pid: process.pid } : {};
    const response = await fetch(await this.resolver.getString('metrics', 'push_url'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ worker: this.workerId, ...labels, ...snapshot }),
      signal: AbortSignal.timeout(PUSH_TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`collector answered ${response.status}`);
  }
}
