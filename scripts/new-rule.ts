/** `npm run new-rule -- <id>` writes the folder of a new rule (page, code, test) and brings the generated files up to date. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const id = process.argv[2] ?? '';
const folder = join(root, 'src/rules', id);

if (!/^[a-z]+(-[a-z]+)*$/.test(id)) fail(`\`${id}\` is no rule id; use lower-case words joined by hyphens that read well after "allow"`);
if (existsSync(folder)) fail(`src/rules/${id} exists already; choose another id`);

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'rule.md'), page());
writeFileSync(join(folder, 'rule.ts'), code());
writeFileSync(join(folder, 'rule.test.ts'), "import { testRulePage } from '../../testing/rule-page.ts';\nimport rule from './rule.ts';\n\ntestRulePage(rule, import.meta);\n");
execFileSync(process.execPath, [join(root, 'node_modules/jiti/lib/jiti-cli.mjs'), join(root, 'scripts/sync.ts')], { stdio: 'inherit' });
console.log(`src/rules/${id}/rule.md   write this first: each section is a little project, and a test\nsrc/rules/${id}/rule.ts\nsrc/rules/${id}/rule.test.ts\nnpx vitest src/rules/${id}`);

function page(): string {
  return [
    `# ${id}`, '', 'One sentence that says what is reported.', '', 'Why it matters: what goes wrong, for whom, unnoticed until when.', '',
    '## Reports what it is about', '', '```ts title="src/main.ts"', 'export const port = process.env.PORT; // want', '```', '',
    '## When not to use it', '', 'Where it would not help.', '', '## Options', '', 'None.', '',
  ].join('\n');
}

function code(): string {
  return [
    "import { defineRule } from '../../core/model.ts';", "import { program } from '../../facts/program/kind.ts';", '',
    'export default defineRule({', `  id: '${id}',`, "  summary: 'One sentence that says what is reported',", '  needs: [program],', '  defaults: {},', '  messages: {',
    '    found: ({ name }: { name: string }) => `\\`${name}\\` is wrong; do this instead`,', '  },',
    '  judge({ files, table, report }) {', '    for (const file of files) {', '      const facts = table(program, file);', '      void facts;', '      void report;', '    }', '  },', '});', '',
  ].join('\n');
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
