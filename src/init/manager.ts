import type { PackageManager } from './model.ts';

/** The package manager of a workspace: what the manifest says, else whose lock file there is, else npm. `text` reads a file of the workspace's root. */
export function packageManager(text: (path: string) => string | undefined): PackageManager {
  const said = /"packageManager"\s*:\s*"(npm|pnpm|yarn|bun)@/.exec(text('package.json') ?? '')?.[1];
  const name = said ?? lockFiles.find(([file]) => text(file) !== undefined)?.[1] ?? 'npm';
  const pinned = said !== undefined;
  if (name === 'pnpm') return { name, install: 'pnpm install --frozen-lockfile', add: 'pnpm add --save-dev ghostwire', run: 'pnpm run', exec: 'pnpm exec', pinned };
  if (name === 'bun') return { name, install: 'bun install --frozen-lockfile', add: 'bun add --dev ghostwire', run: 'bun run', exec: 'bunx', pinned };
  if (name === 'yarn') {
    const classic = /^# yarn lockfile v1/m.test(text('yarn.lock') ?? '');
    return { name, install: classic ? 'yarn install --frozen-lockfile' : 'yarn install --immutable', add: 'yarn add --dev ghostwire', run: 'yarn run', exec: 'yarn', pinned };
  }
  const locked = ['package-lock.json', 'npm-shrinkwrap.json'].some(file => text(file) !== undefined);
  return { name: 'npm', install: locked ? 'npm ci' : 'npm install', add: 'npm install --save-dev ghostwire', run: 'npm run', exec: 'npx --no-install', pinned };
}

const lockFiles = [['pnpm-lock.yaml', 'pnpm'], ['bun.lock', 'bun'], ['bun.lockb', 'bun'], ['yarn.lock', 'yarn'], ['package-lock.json', 'npm']] as const;
