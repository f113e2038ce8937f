// Runs the two processes of the relay side by side, as `docker compose up` would, and stops both together.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const children = ['api', 'worker'].map((name) => {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`./dist/${name}/main.js`, import.meta.url))], { stdio: 'inherit' });
  child.on('exit', (code) => {
    process.exitCode ||= code ?? 0;
    stop();
  });
  return child;
});

function stop() {
  for (const child of children) child.kill('SIGTERM');
}

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
