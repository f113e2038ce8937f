import fs from 'node:fs';
import path from 'node:path';
import type { FilePath } from '../core/model.ts';
import { codeOf } from './world.ts';

/** A file to be written. */
export interface NewFile {
  readonly path: FilePath;
  readonly text: string;
  /** What stands there today; absent for a file that is not there yet. */
  readonly before?: string;
  readonly executable?: true;
}

/**
 * Writes all files or none. A file that is not there yet never replaces one that has appeared meanwhile, and one that
 * is there is replaced only while it still says what it said. Returns why nothing was written, as a sentence.
 */
export function writeNewFiles(root: string, files: readonly NewFile[]): string | undefined {
  const staged: { readonly temporary: string; readonly target: string; readonly file: NewFile }[] = [];
  const created: string[] = [];
  try {
    for (const file of files) {
      const target = path.join(root, file.path);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      const temporary = `${target}.${process.pid}.tmp`;
      staged.push({ temporary, target, file });
      fs.writeFileSync(temporary, file.text, { flag: 'wx' });
      if (file.before !== undefined) fs.chmodSync(temporary, fs.statSync(target).mode);
      else if (file.executable) fs.chmodSync(temporary, 0o755);
    }
    const changed = staged.find(({ target, file }) => file.before !== undefined && fs.readFileSync(target, 'utf8') !== file.before);
    if (changed) return failed(`\`${changed.file.path}\` has changed meanwhile; run this again`);
    for (const { temporary, target } of staged.filter(({ file }) => file.before === undefined)) {
      fs.linkSync(temporary, target); // Fails where something stands there by now, which a rename would replace.
      created.push(target);
    }
    for (const { temporary, target, file } of staged) {
      if (file.before === undefined) fs.rmSync(temporary, { force: true });
      else fs.renameSync(temporary, target);
    }
    return undefined;
  } catch (thrown) {
    return failed(codeOf(thrown) === 'EEXIST' ? 'a file that was to be written has appeared meanwhile; run this again' : `nothing could be written (${codeOf(thrown)}); make the directory writable`);
  }

  function failed(reason: string): string {
    for (const { temporary } of staged) fs.rmSync(temporary, { force: true });
    for (const target of created) fs.rmSync(target, { force: true });
    return reason;
  }
}
