import { STATES } from '../queue/message.ts';
import type { ApiContext } from './context.ts';
import { HttpError, json, type Reply } from './reply.ts';

/** `GET /messages?state=dead&after=<id>&limit=20` */
export async function listMessages(context: ApiContext, url: URL): Promise<Reply> {
  const state = STATES.find((known) => known === (url.searchParams.get('state') ?? 'pending'));
  if (state === undefined) throw new HttpError(400, `\`state\` is none of ${STATES.join(', ')}`);

  const asked = Number(url.searchParams.get('limit') ?? (await context.resolver.getInt('api', 'page_size')));
  if (!Number.isInteger(asked) || asked < 1) throw new HttpError(400, '`limit` is not a positive whole number');
  const limit = Math.min(asked, 500);

  const messages = await context.queue.list(state, { after: url.searchParams.get('after') ?? '', limit });
  const next = messages.length === limit ? messages.at(-1)?.id : undefined;
  return json(200, { messages: messages.map(({ payload: _payload, ...summary }) => summary), next });
}

/** `GET /messages/<id>` */
export async function showMessage(context: ApiContext, id: string): Promise<Reply> {
  const found = await context.queue.find(id);
  if (found === null) throw new HttpError(404, 'no such message');
  return json(200, { state: found.state, ...found.message });
}
