import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { programs, texts, type Files } from './growth/cases.ts';
import { bin, measured, median, temporaryDirectory } from './measure.ts';

/**
 * Guards against time that grows faster than what is read: texts of one kind on end (spaces, slashes, openings of
 * comments) in every kind of file that is read by expressions, and programs in which one name, base or handler occurs as
 * often as there are files. Each case runs at two sizes; what a run takes above an empty one may grow by no more than a
 * half beyond the factor between them. Exits with 1 where one does. Seconds are of the CPU, so a busy machine changes little.
 */
const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] }, rounds: { type: 'string', default: '3' } } });

const FACTOR = 4;
/** Milliseconds that are lost in the noise of a start. */
const NOISE = 150;

const work = temporaryDirectory();
const empty = cpuOf({ 'package.json': '{"name":"x"}', 'src/main.ts': 'export {};\n' });
let failed = false;
for (const { name, size, files } of [...texts, ...programs]) {
  if (values.only.length > 0 && !values.only.some(part => name.includes(part))) continue;
  const [small, large] = [size, size * FACTOR].map(each => Math.max(0, cpuOf(files(each)) - empty));
  const tooMuch = large! > NOISE + FACTOR * 1.5 * Math.max(small!, NOISE);
  failed ||= tooMuch;
  process.stdout.write(`${tooMuch ? 'FASTER THAN ITS INPUT ' : ''}${name}: ${Math.round(small!)} ms at ${size}, ${Math.round(large!)} ms at ${size * FACTOR}\n`);
}
process.exitCode = failed ? 1 : 0;

/** Milliseconds of a run without a cache over a directory with these files. */
function cpuOf(files: Files): number {
  const root = path.join(work, 'case');
  fs.rmSync(root, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  }
  return median(Array.from({ length: Number(values.rounds) }, () => measured([bin, '--root', root, '--no-cache'], work).cpu));
}
