import { join, resolve } from 'node:path';

/** The directory that both processes share: stored settings, queue, archives. */
export function dataDirectory(): string {
  return resolve(process.env.RELAY_DATABASE_PATH ?? 'data');
}

export function settingsFile(directory: string): string {
  return join(directory, 'settings.json');
}
