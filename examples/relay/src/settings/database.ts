import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SettingValue } from './definition.ts';

type Rows = Readonly<Record<string, SettingValue>>;

/** The stored settings: one JSON file that both processes share. Reads come from a snapshot in memory. */
export class SettingsDatabase {
  private rows: Rows = {};
  private stamp = '';

  constructor(private readonly file: string) {}

  read(name: string): SettingValue | undefined {
    return this.rows[name];
  }

  async write(name: string, value: SettingValue): Promise<void> {
    await this.reload();
    await this.save({ ...this.rows, [name]: value });
  }

  async remove(name: string): Promise<void> {
    await this.reload();
    const { [name]: _removed, ...rest } = this.rows;
    await this.save(rest);
  }

  /** Takes over what another process has written, and returns the names whose stored value is different now. */
  async reload(): Promise<readonly string[]> {
    const stamp = await this.readStamp();
    if (stamp === this.stamp) return [];
    const before = this.rows;
    this.rows = stamp === '' ? {} : (JSON.parse(await readFile(this.file, 'utf8')) as Rows);
    this.stamp = stamp;
    const names = new Set([...Object.keys(before), ...Object.keys(this.rows)]);
    return [...names].filter((name) => before[name] !== this.rows[name]);
  }

  private async save(rows: Rows): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true });
    const draft = `${this.file}.${process.pid}.tmp`;
    await writeFile(draft, `${JSON.stringify(rows, null, 2)}\n`);
    await rename(draft, this.file);
    this.rows = rows;
    this.stamp = await this.readStamp();
  }

  private async readStamp(): Promise<string> {
    try {
      const { mtimeMs, size, ino } = await stat(this.file);
      return `${mtimeMs}:${size}:${ino}`;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    }
  }
}
