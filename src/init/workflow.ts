import type { PackageManager, Seen } from './model.ts';

/** The step of a workflow, as it is pasted below `steps:`. */
export const workflowStep = (command: string): string => `      - name: Settings\n        run: ${command}\n`;

/** A workflow of its own, for a repository that has none. */
export function workflow(manager: PackageManager, { text }: Pick<Seen, 'text'>, command: string): string {
  const node = ['.nvmrc', '.node-version', '.tool-versions'].find(file => text(file) !== undefined);
  const cache = manager.name === 'bun' ? [] : [`          cache: ${manager.name}`];
  const setup = manager.name === 'pnpm' ? ['      - uses: pnpm/action-setup@v4', ...(manager.pinned ? [] : ['        with:', '          version: latest'])]
    : manager.name === 'bun' ? ['      - uses: oven-sh/setup-bun@v2'] : [];
  return [
    'name: Settings', '',
    'on:', '  pull_request:', '  push:', '    branches: [main, master]', '',
    'permissions:', '  contents: read', '',
    'jobs:', '  ghostwire:', '    runs-on: ubuntu-latest', '    steps:',
    '      - uses: actions/checkout@v4', ...setup,
    '      - uses: actions/setup-node@v4', '        with:', node === undefined ? '          node-version: 22' : `          node-version-file: ${node}`, ...cache,
    `      - run: ${manager.install}`,
    workflowStep(command),
  ].join('\n');
}

/** Which other service builds the repository, by its file. */
export const otherCi = (paths: readonly string[]): string | undefined =>
  paths.find(path =>
    /^(\.gitlab-ci\.ya?ml|\.circleci\/config\.yml|azure-pipelines\.ya?ml|Jenkinsfile|bitbucket-pipelines\.yml|\.travis\.yml|\.drone\.ya?ml|\.buildkite\/.+\.ya?ml|\.woodpecker\.ya?ml|\.woodpecker\/.+\.ya?ml|\.forgejo\/workflows\/.+|\.gitea\/workflows\/.+)$/.test(
      path,
    ),
  );
