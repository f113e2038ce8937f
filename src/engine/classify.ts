import type { FilePath } from '../core/model.ts';

/** What a path alone says about a file. All patterns read `/`-separated paths relative to the root. */

/** TypeScript or JavaScript that may hold code; declaration files hold none. */
export const isSource = (path: FilePath): boolean => isTypeScript(path) || isJavaScript(path);

export const isTypeScript = (path: FilePath): boolean => /\.[cm]?tsx?$/.test(path) && !/\.d\.([^/]+\.)?[cm]?ts$/.test(path);

export const isJavaScript = (path: FilePath): boolean => /\.[cm]?jsx?$/.test(path) && !/\.min\.[cm]?js$/.test(path);

/** Test code, its helpers and data, and the configuration of test runners: evidence, never reported in. */
export const isTest = (path: FilePath): boolean => testFile.test(path) || testFolder.test(path);

const testFile = new RegExp(
  [
    '[._-](unit)?tests?\\.[cm]?[jt]sx?', '(^|/)tests?\\.[cm]?[jt]sx?', '\\.(spec|specs|e2e|e2e-spec|cy|stories|story|bench|fixtures?|mocks?|test-d|type-test)\\.[cm]?[jt]sx?',
    '\\.(client|server|browser|node|unit|int|integration|db|api|smoke|perf|load)-?tests?\\.[cm]?[jt]sx?', '\\.[a-z]+-specs?\\.[cm]?[jt]sx?',
    '[-_]mocks?\\.[cm]?[jt]sx?', '(^|/)(setupTests|test[-_](setup|utils?|helpers?))\\.[cm]?[jt]sx?',
    '(^|/)(vitest|jest|playwright|cypress|karma|ava|mocha|wdio)([.-][^/]*)?\\.(config|setup|workspace|conf|globals?)(\\.[^/]*)?\\.[cm]?[jt]sx?',
    '(^|/)(vitest|jest)[.-](setup|globals?|config)[^/]*\\.[cm]?[jt]sx?', '(^|/)\\.mocharc\\.[cm]?js',
  ].map(name => `(${name})$`).join('|'),
);

// `spec/` deeper down is as often a specification as a test, so only the one at the top counts.
const testFolder = /(^|\/)(tests?|__tests__|__mocks__|__fixtures__|e2e|e2e-[\w-]+|integration-tests?|fixtures|mocks|cypress|playwright|\.storybook|test-utils|test-helpers)\/|^specs?\//;

/** Files that say how the source is put together, started and configured. */
export const isProjectFile = (path: FilePath): boolean =>
  projectFile.test(path.slice(path.lastIndexOf('/') + 1)) ||
  hostScript.test(path) ||
  (/\.(mdx?|ya?ml)$/.test(path) && handbook.test(path) && !otherHandbook.test(path));

/** Workflows, and the pages that may list variables: those whose names speak of configuration. */
const handbook = /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(^|\/)README\.mdx?$|(^|[/._-])(env|envs|environment|environments|variables|config|configs|configuration|configure|configuring|settings|self-?host|self-?hosted|self-?hosting|deploy|deployment)([/._-]([^/]*\/)*[^/]*)?\.mdx?$/i;

/** What a host runs before the program starts, with the variables it was given. */
const hostScript = /(^|\/)\.(ebextensions|platform)\/.*\.(config|ya?ml|sh)$/;

/** Translations and other versions say again what one page says. */
const otherHandbook = /(^|\/)(i18n|locales?|translations?|versioned_docs|archived?|changelogs?|\.changeset)\//i;

const projectFile = new RegExp(
  [
    'package\\.json', '\\.gitmodules', '(ts|js)config[^/]*\\.json', 'pnpm-workspace\\.yaml', 'lerna\\.json', 'nx\\.json', 'project\\.json', 'deno\\.jsonc?',
    '([^/]+\\.)?(Dockerfile|Containerfile)([.-][^/]+)?', '(docker-)?compose([.-][^/]+)?\\.ya?ml', 'Procfile([.-][^/]+)?', 'ecosystem\\.config\\.[cm]?[jt]s(on)?',
    '(pm2|process)\\.json', 'nest-cli\\.json', 'serverless\\.(ya?ml|json|[jt]s)', 'vercel\\.json', 'wrangler\\.(toml|jsonc?)', 'fly\\.toml', 'render\\.yaml', 'app\\.json',
    '\\.env(\\.[^/]*)?\\.(example|sample|template|dist|defaults?)', '\\.env\\.(development|production|test|local\\.example)', '(example|sample|default)\\.env', '[^/]+\\.env\\.(example|sample)',
    '(next|nuxt|vite|remix|svelte|astro|trigger|react-router|docusaurus|nitro)\\.config\\.[cm]?[jt]s', '[^/]+\\.sh', '([\\w-]+-)?entrypoint', '(index|popup|options|sidepanel|background|app|main)\\.html',
    'app\\.ya?ml', 'railway\\.(toml|json)', 'nixpacks\\.toml', '(angular|cdk|firebase|manifest|ng-package)\\.json',
    '(serverless|template|sam)\\.(ya?ml|json)', 'netlify\\.toml', 'rush\\.json', 'pm2[\\w.-]*\\.(json|ya?ml)',
    // What reads settings without being TypeScript: programs in other languages, scripts, templates, database schemas, patches of dependencies.
    '[^/]+\\.(sh|bash|prisma|patch|sql|pug|ejs|hbs|html|vue|svelte|astro|py|rb|go|rs|java|kt|cs|php|ex|exs)',
  ].map(name => `^${name}$`).join('|'),
);

/**
 * Plain scripts that start what was built: under `bin`, beside a manifest, or by name. Where JavaScript is not part of
 * the program they are read for what they load, and what configures a bundler for what it bundles.
 */
export const isLauncher = (path: FilePath, besideManifest: boolean): boolean =>
  launcher.test(path) || (besideManifest && isJavaScript(path) && (!/\.config\.[cm]?js$/.test(path) || bundler.test(path)));

const bundler = /(^|\/)(webpack|rspack|rsbuild|rollup|vite|esbuild|tsup)[\w.-]*\.config\.[cm]?js$/;

const launcher = /(^|\/)(bin\/[^/.]+(\.[cm]?js)?|(index|main|server|app|start|run|cli|worker|boot|bootstrap|launcher)\.[cm]?js)$/;

/** '' for a file at the root. */
export const directoryOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
