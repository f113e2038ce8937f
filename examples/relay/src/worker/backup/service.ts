import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { settingsFile } from '../../boot/database.ts';
import { log } from '../../log/log.ts';
import type { ConfigResolver } from '../../settings/resolver.ts';

const MS_PER_HOUR: number = 3_600_000;

/** Copies the settings file aside, so that a bad evening of clicking can be undone. */
export class BackupService {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly dataDirectory: string,
    private readonly resolver: ConfigResolver,
  ) {}

  async start(): Promise<void> {
    const hours = await this.resolver.getInt('backup', 'interval_hours');
    this.timer = setTimeout(() => void this.tick(), hours * MS_PER_HOUR);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async tick(): Promise<void> {
    if (await this.resolveBackupEnabled()) await this.copy(new Date());
    if (!this.stopped) await this.start();
  }

  private async resolveBackupEnabled(): Promise<boolean> {
    try {
      return await this.resolver.getBool('backup', 'enabled');
    } catch (error) {
      if (error instanceof Error && error.name === 'AbortError') throw error;
      log.warn('switch_unreadable', { setting: 'backup.enabled', error });
      return true;
    }
  }

  private async copy(now: Date): Promise<void> {
    const target = join(this.dataDirectory, await this.resolver.getString('backup', 'path'));
    await mkdir(target, { recursive: true });
    await copyFile(settingsFile(this.dataDirectory), join(target, `settings-${now.toISOString().replaceAll(':', '-')}.json`));
    await this.prune(target);
  }

  private async prune(target: string): Promise<void> {
    const keep = await this.resolver.getInt('backup', 'keep');
    const copies = (await readdir(target)).sort();
    for (const name of copies.slice(0, Math.max(0, copies.length - keep))) await rm(join(target, name));
  }
}
