import type { FilePath } from '../../core/model.ts';

/**
 * Files that build, configure or operate the program: bundler and tool configuration, `scripts/`, build tasks. They run
 * on a developer's machine or in CI and are no part of a service, so the environment is their natural input.
 * `packageDirectory` is the directory of the package the file belongs to, '' for the root.
 */
export function isTooling(path: FilePath, packageDirectory: string): boolean {
  const slash = path.lastIndexOf('/');
  const directory = slash < 0 ? '' : path.slice(0, slash);
  const name = path.slice(slash + 1);
  if (folder.test(path) || taskFile.test(name) || toolConfig.test(name)) return true;
  // Beside its package.json any `<tool>.config.ts` belongs to a tool; deeper down `database.config.ts` is the program's own.
  return directory === packageDirectory && anyConfig.test(name) && !runsInService.test(name);
}

// Folders of tasks, not of a running program. `bin/` and `cli/` are missing on purpose: what they hold is shipped.
const folder = /(^|\/)(scripts|\.github|\.circleci|\.husky|\.vscode|\.erb|gulp|webpack|rollup|ci)\//;

const taskFile = /^(gulpfile|gruntfile|jakefile|rakefile|makefile|dangerfile|knexfile|ormconfig|electron-builder|forge\.config|\.[a-z][\w.-]*rc)(\.[\w-]+)*\.[cm]?[jt]s$/i;

const tools = [
  'webpack', 'rspack', 'rsbuild', 'rslib', 'rollup', 'rolldown', 'vite', 'vitest', 'esbuild', 'tsup', 'tsdown', 'unbuild', 'swc', 'babel', 'metro', 'parcel', 'turbo', 'nx', 'craco',
  'next', 'nuxt', 'svelte', 'astro', 'remix', 'react-router', 'gatsby', 'vue', 'quasar', 'docusaurus', 'vuepress', 'vitepress', 'storybook', 'tailwind', 'postcss', 'windi', 'uno',
  'eslint', 'prettier', 'stylelint', 'commitlint', 'lint-staged', 'oxlint', 'knip', 'dependency-cruiser', 'jest', 'playwright', 'cypress', 'karma', 'wdio', 'protractor', 'mocha', 'ava',
  'drizzle', 'prisma', 'knex', 'sequelize', 'mikro-orm', 'codegen', 'graphql', 'openapi', 'orval', 'i18next', 'lingui', 'release', 'semantic-release', 'changelog',
  'electron-builder', 'electron\\.vite', 'forge', 'wxt', 'plasmo', 'capacitor', 'expo', 'trigger', 'sst', 'cdk', 'serverless', 'typedoc', 'bundlewatch', 'size-limit', 'ghostwire',
].join('|');
const toolConfig = new RegExp(`^(${tools})[\\w.-]*\\.(config|conf|workspace)(\\.[\\w-]+)*\\.[cm]?[jt]sx?$|^(webpack|rollup|vite|esbuild|next)(\\.[\\w-]+)+\\.[cm]?[jt]s$`);

const anyConfig = /^[\w-]+\.config(\.[\w-]+)*\.[cm]?[jt]sx?$/;

/** Beside the manifest too, but loaded by the program when it runs. */
const runsInService = /^(app|server|client|edge|env|site|runtime|application|service|process|database|db|auth|redis|mikro-orm|ormconfig|data-source)\.config\./;
