import { log } from '../log/log.ts';
import { everyMessage } from '../queue/pages.ts';
import type { QueueStore } from '../queue/store.ts';
import type { ConfigResolver } from '../settings/resolver.ts';

/** Puts messages back into the queue whose worker went away without settling them. */
export class LeaseReaper {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly queue: QueueStore,
    private readonly resolver: ConfigResolver,
  ) {}

  start(): void {
    this.timer = setTimeout(() => void this.tick(), 15_000);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async tick(): Promise<void> {
    try {
      await this.reap(Date.now());
    } catch (error) {
      log.error('lease_reaper_failed', { error });
    }
    if (!this.stopped) this.start();
  }

  private async reap(now: number): Promise<void> {
    const leaseMs = await this.resolver.getInt('queue', 'lease_ms');
    for await (const message of everyMessage(this.queue, 'leased')) {
      if (now - message.changedAt < leaseMs) continue;
      log.warn('lease_lost', { id: message.id, attempts: message.attempts });
      await this.queue.settle({ ...message, attempts: message.attempts + 1 }, 'pending');
    }
  }
}
