import { setTimeout as sleep } from 'node:timers/promises';

export interface Outgoing {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

const MAX_CONNECT_TRIES = 3;

/** Posts once, as seen by the receiver. A connection that never came about is tried again on the spot. */
export async function send(url: string, outgoing: Outgoing): Promise<void> {
  let tries = 0;
  while (true) {
    tries += 1;
    try {
      return await post(url, outgoing);
    } catch (error) {
      if (tries >= MAX_CONNECT_TRIES || !neverConnected(error)) throw error;
      await sleep(200 * tries);
    }
  }
}

async function post(url: string, { body, headers, timeoutMs }: Outgoing): Promise<void> {
  const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  await response.body?.cancel();
  if (response.status < 200 || response.status >= 300) throw new Error(`receiver answered ${response.status}`);
}

function neverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : undefined;
  return cause?.code === 'ECONNREFUSED' || cause?.code === 'EAI_AGAIN';
}
