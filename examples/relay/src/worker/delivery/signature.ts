import { createHmac } from 'node:crypto';

/** Version of the signature scheme, as receivers read it. */
const SCHEME: number = 1;
const MS_PER_SECOND: number = 1_000;

/** `t=<unix seconds>,v1=<hex>`: receivers recompute the HMAC-SHA-256 over `<t>.<body>`. */
export function signature(secret: string, body: string, now: number): string {
  const seconds = Math.floor(now / MS_PER_SECOND);
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v${SCHEME}=${digest}`;
}
