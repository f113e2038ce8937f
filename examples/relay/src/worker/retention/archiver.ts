import { appendFile, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { log } from '../../log/log.ts';
import type { Message } from '../../queue/message.ts';
import type { ConfigResolver } from '../../settings/resolver.ts';
import type { LastStop, RetentionSweep } from './sweep.ts';

const compress = promisify(gzip);
const BYTES_PER_MB: number = 1_048_576;

/** Appends every message that leaves the queue to a compressed file. Gzip members may simply follow each other. */
export class Archiver implements LastStop {
  private directory = '';
  private file = '';

  constructor(
    private readonly resolver: ConfigResolver,
    private readonly dataDirectory: string,
    private readonly sweep: RetentionSweep,
  ) {}

  async start(): Promise<void> {
    this.directory = join(this.dataDirectory, await this.resolver.getString('archive', 'directory'));
    await mkdir(this.directory, { recursive: true });
    this.sweep.passThrough(this);
    log.info('archiving', { directory: this.directory });
  }

  async keep(message: Message): Promise<void> {
    const level = await this.resolver.getInt('archive', 'compression_level');
    const member = await compress(`${JSON.stringify(message)}\n`, { level });
    await appendFile(await this.currentFile(), member);
  }

  private async currentFile(): Promise<string> {
    const maxBytes = (await this.resolver.getInt('archive', 'max_file_mb')) * BYTES_PER_MB;
    if (this.file === '' || (await stat(this.file)).size >= maxBytes) {
      this.file = join(this.directory, `${new Date().toISOString().replaceAll(':', '-')}.jsonl.gz`);
      await appendFile(this.file, '');
    }
    return this.file;
  }
}
