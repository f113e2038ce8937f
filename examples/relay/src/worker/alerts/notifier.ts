import { log } from '../../log/log.ts';
import type { Message } from '../../queue/message.ts';
import type { ConfigResolver } from '../../settings/resolver.ts';

/** Tells a chat room or a pager about messages that could not be delivered. */
export class AlertNotifier {
  constructor(private readonly resolver: ConfigResolver) {}

  async messageDied(message: Message): Promise<void> {
    const url = await this.resolver.getString('alerts', 'webhook_url');
    if (url === '') return;
    const text = `${message.url} did not take message ${message.id}: ${message.lastError ?? 'no reason known'}`;
    try {
      await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
        signal: AbortSignal.timeout(5_000),
      });
    } catch (error) {
      log.warn('alert_failed', { error });
    }
  }
}
