import { log } from '../../log/log.ts';
import type { Message } from '../../queue/message.ts';
import type { QueueStore } from '../../queue/store.ts';
import type { ConfigResolver } from '../../settings/resolver.ts';
import type { AlertNotifier } from '../alerts/notifier.ts';
import type { Counters } from '../metrics/counters.ts';
import { backoffDelay } from './backoff.ts';
import type { CircuitBreaker } from './breaker.ts';
import { send } from './send.ts';
import { signature } from './signature.ts';

/** Makes one attempt at one message and decides what becomes of it. */
export class Courier {
  constructor(
    private readonly resolver: ConfigResolver,
    private readonly queue: QueueStore,
    private readonly counters: Counters,
    private readonly breaker: CircuitBreaker,
    private readonly alerts?: AlertNotifier,
  ) {}

  async deliver(message: Message): Promise<void> {
    const { host } = new URL(message.url);
    const heldUntil = await this.breaker.heldUntil(host);
    if (heldUntil > Date.now()) {
      await this.queue.settle({ ...message, dueAt: heldUntil }, 'pending');
      return;
    }
    try {
      await this.post(message);
      this.breaker.succeeded(host);
      this.counters.count('delivered');
      await this.queue.settle({ ...message, attempts: message.attempts + 1 }, 'delivered');
    } catch (error) {
      this.breaker.failed(host);
      await this.postpone(message, error instanceof Error ? error.message : String(error));
    }
  }

  private async post(message: Message): Promise<void> {
    const body = JSON.stringify(message.payload);
    const secret = await this.resolver.getString('delivery', 'signing_secret');
    await send(message.url, {
      body,
      headers: {
        'content-type': 'application/json',
        'x-relay-id': message.id,
        ...(secret === '' ? {} : { 'x-relay-signature': signature(secret, body, Date.now()) }),
      },
      timeoutMs: await this.resolver.getInt('delivery', 'timeout_ms'),
    });
  }

  private async postpone(message: Message, lastError: string): Promise<void> {
    const attempts = message.attempts + 1;
    const failed = { ...message, attempts, lastError };
    if (attempts >= (await this.resolver.getInt('delivery', 'max_attempts'))) {
      log.warn('dead', { id: message.id, url: message.url, lastError });
      this.counters.count('dead');
      await this.queue.settle(failed, 'dead');
      await this.alerts?.messageDied(failed);
      return;
    }
    const baseMs = await this.resolver.getInt('delivery', 'backoff_base_ms');
    const maxMs = await this.resolver.getInt('delivery', 'backoff_max_ms');
    this.counters.count('retried');
    await this.queue.settle({ ...failed, dueAt: Date.now() + backoffDelay(attempts, baseMs, maxMs) }, 'pending');
  }
}
