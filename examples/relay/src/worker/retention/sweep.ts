import { log } from '../../log/log.ts';
import type { Message, State } from '../../queue/message.ts';
import { everyMessage } from '../../queue/pages.ts';
import type { QueueStore } from '../../queue/store.ts';
import type { ConfigResolver } from '../../settings/resolver.ts';
import type { Counters } from '../metrics/counters.ts';

const MS_PER_HOUR: number = 3_600_000;
const DEAD_LETTER_MAX_AGE_MS = 30 * 24 * 60 * 60 * 1000;

/** Gets each message once more before it is gone. */
export interface LastStop {
  keep(message: Message): Promise<void>;
}

/** Removes messages that nobody will ask about any more. */
export class RetentionSweep {
  private timer: NodeJS.Timeout | undefined;
  private lastStop: LastStop | null = null;

  constructor(
    private readonly queue: QueueStore,
    private readonly resolver: ConfigResolver,
    private readonly counters: Counters,
  ) {}

  passThrough(lastStop: LastStop): void {
    this.lastStop = lastStop;
  }

  async start(): Promise<void> {
    const intervalMs = await this.resolver.getInt('retention', 'sweep_interval_ms');
    this.timer = setInterval(() => void this.sweep(Date.now()), intervalMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async sweep(now: number): Promise<void> {
    try {
      const deliveredMs = (await this.resolver.getInt('retention', 'delivered_hours')) * MS_PER_HOUR;
      await this.expire('delivered', now, deliveredMs);
      await this.expire('dead', now, DEAD_LETTER_MAX_AGE_MS);
    } catch (error) {
      log.error('sweep_failed', { error });
    }
  }

  private async expire(state: State, now: number, maxAgeMs: number): Promise<void> {
    for await (const message of everyMessage(this.queue, state)) {
      if (now - message.changedAt <= maxAgeMs) continue;
      if (this.lastStop) await this.lastStop.keep(message);
      await this.queue.remove(state, message.id);
      this.counters.count('expired');
    }
  }
}
