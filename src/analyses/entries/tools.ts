import type { FilePath } from '../../core/model.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import type { Package } from '../modules/packages.ts';
import { below } from '../modules/paths.ts';
import type { Follow } from './follow.ts';
import { actsOnLoad } from './guess.ts';

/**
 * Programs that people and pipelines run by hand: configuration of tools, scripts, migrations, seeds. A place alone is
 * not enough, or a service in a folder of that name would count as started: the file has to look like one too.
 */
export function tools({ workspace, found }: Follow, home: Package, imported: ReadonlySet<FilePath>, facts: (file: FilePath) => ProgramFacts): void {
  for (const file of workspace.sourcesOf(home)) {
    const path = below(home.dir, file) ?? file;
    if (NAMED_CONFIG.test(path) || (ANY_CONFIG.test(path) && !IN_SOURCE.test(path))) found.entry(file, 'tools', 'a tool reads it as its configuration', { exportsLive: true });
    else if (IN_MIGRATIONS.test(path) && migrates(file, facts(file))) found.entry(file, 'tools', 'a migration or a seed', { exportsLive: true });
    else if (!imported.has(file) && (IN_TOOLS.test(path) || OF_TOOLS.test(file)) && actsOnLoad(facts(file))) found.entry(file, 'tools', 'a script of its own');
  }
}

const NAMED_CONFIG =
  /(^|\/)((knexfile|ormconfig|gulpfile|Gruntfile|Jakefile|dangerfile|plopfile|electron-builder(\.[\w-]+)?|data-?source|codegen|config-overrides)|(webpack|rollup|vite|esbuild|tsup|babel|eslint|prettier|craco|metro|svgr|jest|postcss|tailwind|drizzle|prisma|mikro-orm|lint-staged|release)\.[\w.-]*config[\w.-]*)\.[cm]?[jt]s$/i;
const ANY_CONFIG = /(^|\/)(\.[\w.-]+|[\w.-]+\.(config|conf)|(webpack|rollup|vite|esbuild|eslint|babel)[\w.-]*)\.[cm]?[jt]s$/i;
const IN_SOURCE = /(^|\/)(src|source|app|lib|server)\//;

const IN_MIGRATIONS = /(^|\/)(migrations?|seeds?|seeders|seeding)\//i;

/** A time or a number in front of its name, or what a migration tool calls in it. */
const migrates = (file: FilePath, facts: ProgramFacts): boolean =>
  /\/[vV]?\d[\w.-]*$/.test(file) || actsOnLoad(facts) ||
  facts.exports.some(({ n }) => CALLED.has(n)) || facts.classes.some(({ methods }) => methods.some(({ n }) => CALLED.has(n)));

const CALLED = new Set(['up', 'down', 'seed', 'change', 'migrate', 'run', 'default']);

const IN_TOOLS = /(^|\/)(scripts?|tools?|tooling|codemods?|prisma|\.[a-z][\w-]*)\/|^(hack|bin|generators?|tasks|gulp|benchmarks?|benches|perf|ci|ops|infra|deploy|build|config)\//i;
/** A whole package of tools too. */
const OF_TOOLS = /(^|\/)(scripts?|tools?|tooling)\//i;
