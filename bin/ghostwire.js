#!/usr/bin/env node
import fs from 'node:fs';

const built = new URL('../dist/cli/main.js', import.meta.url);

if (fs.existsSync(built)) {
  const { runProcess } = await import(built.href);
  await runProcess();
} else {
  process.stderr.write('ghostwire: this checkout is not built; run `npm ci`, or `npm run build` after it\n');
  process.exitCode = 2;
}
