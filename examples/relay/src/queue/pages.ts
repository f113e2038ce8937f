import type { Message, State } from './message.ts';
import type { QueueStore } from './store.ts';

/** Every message in one state, page by page. Messages that arrive meanwhile may or may not be seen. */
export async function* everyMessage(queue: QueueStore, state: State, pageSize = 250): AsyncGenerator<Message> {
  let after = '';
  while (true) {
    const page = await queue.list(state, { after, limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.id;
  }
}
