// The test command: every check this repository asks of itself, one after the other, none left out because an earlier
// one failed. The last line counts checks and test cases together: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const scratch = mkdtempSync(join(tmpdir(), 'ghostwire-test-'));
const report = join(scratch, 'vitest.json');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

const steps = [
  ['build', [npm, 'run', '--silent', 'build']],
  ['type-check', [npm, 'run', '--silent', 'typecheck']],
  ['lint', [npm, 'run', '--silent', 'lint']],
  ['generated files', [npm, 'run', '--silent', 'sync', '--', '--check']],
  ['the demo in the README', [npm, 'run', '--silent', 'demo', '--', '--readme', '--check']],
  ['conformance ids', [npm, 'run', '--silent', 'conformance']],
  ['our own gate', [npm, 'run', '--silent', 'lint:settings']],
];

let passed = 0;
let failed = 0;
const run = (name, [command, ...args], env = {}) => {
  console.log(`\n> ${name}`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env }, shell: process.platform === 'win32' });
  if (error) console.error(error.message);
  return status === 0;
};

for (const [name, command] of steps) {
  if (run(name, command)) passed++;
  else failed++;
}

const ok = run('unit and end-to-end tests', [npm, 'exec', '--', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile=${report}`]);
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
  passed += numPassedTests;
  failed += numFailedTests > 0 ? numFailedTests : ok ? 0 : Math.max(1, numFailedTestSuites);
} catch (error) {
  console.error(`the test runner left no report: ${error.message}`);
  failed++;
}
rmSync(scratch, { recursive: true, force: true });

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
