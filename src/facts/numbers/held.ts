import { wordsOf } from './words.ts';

/** The name says that what it counts or measures is held by the running program: `queued`, `MAX_CACHED_ENTRIES`. */
export const namesHeld = (name: string): boolean => wordsOf(name).some(word => held.has(word));

const held = new Set(
  ('queue queues queued pending backlog inflight flight buffer buffers buffered cache caches cached waiting waiters connections sockets sessions listeners subscribers subscriptions ' +
  'workers running outstanding unacked unsent memory heap rss jobs').split(' '),
);
