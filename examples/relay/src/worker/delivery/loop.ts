import { setTimeout as sleep } from 'node:timers/promises';
import { pause } from '../../boot/pause.ts';
import { log } from '../../log/log.ts';
import type { Message } from '../../queue/message.ts';
import { everyMessage } from '../../queue/pages.ts';
import type { QueueStore } from '../../queue/store.ts';
import type { ConfigResolver } from '../../settings/resolver.ts';
import type { Courier } from './courier.ts';

export interface DeliveryOptions {
  readonly concurrency: number;
}

/**
 * Looks into the queue again and again and hands what is due to the courier.
 * Without a resolver, as in tests, it is always on and never rests.
 */
export class DeliveryLoop {
  private readonly inFlight = new Set<Promise<void>>();
  private readonly concurrency: number;

  constructor(
    private readonly courier: Courier,
    private readonly queue: QueueStore,
    private readonly resolver: ConfigResolver | null,
    options: DeliveryOptions,
  ) {
    this.concurrency = options.concurrency;
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (await this.resolveWorkerEnabled()) {
        await this.dispatchDue(Date.now());
      } else {
        log.debug('delivery_paused');
      }
      await pause(await this.pollInterval(), signal);
    }
  }

  /** Waits for the deliveries under way, but not longer than `graceMs`. */
  async drain(graceMs: number): Promise<void> {
    const deadline = Date.now() + graceMs;
    while (this.inFlight.size > 0 && Date.now() < deadline) {
      await Promise.race([...this.inFlight, sleep(deadline - Date.now())]);
    }
  }

  /** An outage of the settings must not silence the relay, so whatever goes wrong here means: go on. */
  private async resolveWorkerEnabled(): Promise<boolean> {
    if (this.resolver === null) return true;
    try {
      return await this.resolver.getBool('delivery', 'worker_enabled');
    } catch (error) {
      if (error instanceof Error && error.name === 'AbortError') throw error;
      log.warn('switch_unreadable', { setting: 'delivery.worker_enabled', error });
      return true;
    }
  }

  private async pollInterval(): Promise<number> {
    return this.resolver === null ? 0 : this.resolver.getInt('delivery', 'poll_interval_ms');
  }

  private async dispatchDue(now: number): Promise<void> {
    const batch = await this.resolver?.getInt('queue', 'batch_size');
    for await (const message of everyMessage(this.queue, 'pending', batch)) {
      if (this.inFlight.size >= this.concurrency) return;
      if (message.dueAt > now) continue;
      const claimed = await this.queue.claim(message);
      if (claimed !== null) this.launch(claimed);
    }
  }

  private launch(message: Message): void {
    const delivery = this.courier
      .deliver(message)
      .catch((error: unknown) => log.error('delivery_crashed', { id: message.id, error }))
      .finally(() => this.inFlight.delete(delivery));
    this.inFlight.add(delivery);
  }
}
