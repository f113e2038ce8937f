import type { IncomingMessage } from 'node:http';
import { log } from '../log/log.ts';
import { newMessage } from '../queue/message.ts';
import { readFields } from './body.ts';
import type { ApiContext } from './context.ts';
import { HttpError, json, type Reply } from './reply.ts';

/** `POST /messages` with `{ "url": …, "payload": … }`: takes a message in and answers before it is delivered. */
export async function acceptMessage(context: ApiContext, request: IncomingMessage): Promise<Reply> {
  const client = request.socket.remoteAddress ?? 'unknown';
  if (!context.limiter.admit(client)) throw new HttpError(429, 'too many messages, try again later', { 'retry-after': '1' });

  const fields = await readFields(request, await context.resolver.getInt('api', 'max_body_bytes'));
  const message = newMessage(receiverUrl(fields.url), fields.payload ?? null);
  await context.queue.enqueue(message);
  log.debug('accepted', { id: message.id, url: message.url });
  return json(202, { id: message.id }, { location: `/messages/${message.id}` });
}

function receiverUrl(value: unknown): string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw new HttpError(422, '`url` is not an http or https address');
  return url.href;
}
