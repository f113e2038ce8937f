// What the tool is for, on the example: old debt is in the baseline, what nobody looked at yet is found, and one
// setting explains itself. Exits 0: the findings are the demonstration.
import { spawnSync } from 'node:child_process';

const relay = ['--root', 'examples/relay', '--config', 'examples/relay/demo/ghostwire.config.json'];
const steps = [
  ['check', ...relay],
  ['explain', 'metrics.push_host_labels', ...relay],
];

for (const step of steps) {
  console.log(`\n$ npx ghostwire ${step.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, ['bin/ghostwire.js', ...step], { stdio: 'inherit' });
  if (status !== 0 && status !== 1) process.exit(status ?? 2);
}
