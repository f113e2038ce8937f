import { log } from '../../log/log.ts';
import type { ConfigResolver } from '../../settings/resolver.ts';
import type { Counters } from './counters.ts';
import type { MetricsPusher } from './pusher.ts';

/** Writes the counters into the log from time to time, and to the collector where there is one. */
export class MetricsReporter {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly counters: Counters,
    private readonly pusher: MetricsPusher | null,
    private readonly resolver: ConfigResolver,
  ) {}

  async start(): Promise<void> {
    const intervalMs = await this.resolver.getInt('metrics', 'report_interval_ms');
    if (!this.stopped) this.timer = setTimeout(() => void this.tick(), intervalMs);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async tick(): Promise<void> {
    if (await this.resolveReportEnabled()) await this.report();
    await this.start();
  }

  private async report(): Promise<void> {
    const snapshot = this.counters.snapshot();
    log.info('metrics', snapshot);
    try {
      await this.pusher?.push(snapshot);
    } catch (error) {
      log.warn('metrics_push_failed', { error });
    }
  }

  private async resolveReportEnabled(): Promise<boolean> {
    try {
      return await this.resolver.getBool('metrics', 'report_enabled');
    } catch (error) {
      if (error instanceof Error && error.name === 'AbortError') throw error;
      log.warn('switch_unreadable', { setting: 'metrics.report_enabled', error });
      return true;
    }
  }
}
