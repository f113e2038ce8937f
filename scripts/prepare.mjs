import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';

/** After `npm ci`: a `bin` that runs, declarations, git hooks. Does what it can with what is installed. */
const root = new URL('../', import.meta.url);
process.chdir(new URL('.', root).pathname);

if (installed('esbuild')) {
  await import('./build.mjs');
  if (installed('typescript')) execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
} else process.stderr.write('ghostwire: development dependencies are not installed, so nothing is built\n');

// A tarball or a copy without history has no hooks to set up.
if (fs.existsSync('.git') && installed('husky')) (await import('husky')).default();

function installed(name) {
  try {
    createRequire(import.meta.url).resolve(`${name}/package.json`);
    return true;
  } catch {
    return fs.existsSync(`node_modules/${name}`);
  }
}
