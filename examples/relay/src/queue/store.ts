import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STATES, type Message, type State } from './message.ts';

export interface Page {
  /** Only messages after this id. */
  readonly after?: string;
  readonly limit: number;
}

/**
 * A queue of files: one per message, in a directory per state. Renaming within one file system is atomic, so of two
 * workers that reach for the same message exactly one gets it.
 */
export class QueueStore {
  constructor(private readonly directory: string) {}

  async open(): Promise<void> {
    for (const state of STATES) await mkdir(join(this.directory, state), { recursive: true });
  }

  async enqueue(message: Message): Promise<void> {
    await this.put('pending', message);
  }

  /** Takes the message for this process, or answers null when another one was faster. */
  async claim(message: Message): Promise<Message | null> {
    try {
      await rename(this.path('pending', message.id), this.path('leased', message.id));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
    const leased = { ...message, changedAt: Date.now() };
    await this.put('leased', leased);
    return leased;
  }

  /** Moves a leased message on: to its end, or back into the queue. */
  async settle(message: Message, state: Exclude<State, 'leased'>): Promise<void> {
    await this.put(state, { ...message, changedAt: Date.now() });
    await this.remove('leased', message.id);
  }

  async remove(state: State, id: string): Promise<void> {
    await rm(this.path(state, id), { force: true });
  }

  async find(id: string): Promise<{ readonly state: State; readonly message: Message } | null> {
    for (const state of STATES) {
      const message = await this.load(state, id);
      if (message !== null) return { state, message };
    }
    return null;
  }

  async list(state: State, page: Page): Promise<readonly Message[]> {
    const names = await readdir(join(this.directory, state));
    const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length)).sort();
    const wanted = ids.filter((id) => id > (page.after ?? '')).slice(0, page.limit);
    const messages = await Promise.all(wanted.map((id) => this.load(state, id)));
    return messages.filter((message) => message !== null);
  }

  private async load(state: State, id: string): Promise<Message | null> {
    try {
      return JSON.parse(await readFile(this.path(state, id), 'utf8')) as Message;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  private async put(state: State, message: Message): Promise<void> {
    const path = this.path(state, message.id);
    const draft = `${path}.${process.pid}.tmp`;
    await writeFile(draft, JSON.stringify(message));
    await rename(draft, path);
  }

  private path(state: State, id: string): string {
    return join(this.directory, state, `${id}.json`);
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
