import type { FilePath } from '../../core/model.ts';

/** What an entry is for. `dev` counts only where a package has nothing else. */
export type Role = 'app' | 'worker' | 'library' | 'tools' | 'dev';

/** Something says that a file is started. */
export interface Clue {
  readonly file: FilePath;
  readonly role: Role;
  readonly why: string;
  readonly exportsLive: boolean;
}

/** Where the places that look for entries put what they find. */
export interface Found {
  entry(file: FilePath, role: Role, why: string, more?: { readonly exportsLive: true }): void;
  lost(name: string, why: string, home: FilePath): void;
}

/** The role that the name of a script, a process or a service tells. */
export const roleOfName = (name: string): Role =>
  /(^|[:._/-])(worker|workers|queue|queues|consumer|consumers|cron|scheduler|jobs?|processor|background|sidekiq)([:._/-]|$)/i.test(name) ? 'worker' : 'app';
