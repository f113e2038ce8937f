// What the tool is for, on the example: old debt is in the baseline, what nobody looked at yet is found, and one
// setting explains itself. Exits 0: the findings are the demonstration. `--readme` writes the output into README.md,
// `--readme --check` says whether it stands there.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const relay = ['--root', 'examples/relay', '--config', 'examples/relay/demo/ghostwire.config.json'];
const steps = [
  ['check', ...relay],
  ['explain', 'metrics.push_host_labels', ...relay],
];
const toReadme = process.argv.includes('--readme');
const printed = [];

for (const step of steps) {
  const title = `$ npx ghostwire ${step.join(' ')}`;
  if (!toReadme) console.log(`\n${title}\n`);
  const { status, stdout } = spawnSync(process.execPath, ['bin/ghostwire.js', ...step, ...(toReadme ? ['--no-color'] : [])], toReadme ? { encoding: 'utf8' } : { stdio: 'inherit' });
  if (status !== 0 && status !== 1) process.exit(status ?? 2);
  printed.push(title, '', stdout ?? '');
}

if (toReadme) {
  const readme = readFileSync('README.md', 'utf8');
  const block = /(<!-- demo: [^\n]*-->\n```text\n)[\s\S]*?(```\n<!-- \/demo -->)/;
  const next = readme.replace(block, (_, open, close) => `${open}${printed.join('\n').trim()}\n${close}`);
  if (process.argv.includes('--check')) {
    if (next !== readme) {
      console.error('README.md does not show what the demo prints; run `npm run demo -- --readme`');
      process.exitCode = 1;
    }
  } else {
    writeFileSync('README.md', next);
  }
}
