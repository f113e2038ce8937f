import { randomBytes } from 'node:crypto';

export const STATES = ['pending', 'leased', 'delivered', 'dead'] as const;
export type State = (typeof STATES)[number];

export interface Message {
  /** Sorts by time of arrival. */
  readonly id: string;
  readonly url: string;
  readonly payload: unknown;
  readonly createdAt: number;
  /** Not to be sent before this time. */
  readonly dueAt: number;
  /** When it entered its present state. */
  readonly changedAt: number;
  readonly attempts: number;
  readonly lastError?: string;
}

export function newMessage(url: string, payload: unknown, now = Date.now()): Message {
  const id = `${now.toString(36).padStart(9, '0')}-${randomBytes(6).toString('hex')}`;
  return { id, url, payload, createdAt: now, dueAt: now, changedAt: now, attempts: 0 };
}
