/**
 * Writes what follows from the rule folders: `src/rules/index.ts` and `docs/rules.md`. With `--check` it writes nothing
 * and exits 1 when a file is not what it would be; the test command runs that.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const ids = readdirSync(join(root, 'src/rules'), { withFileTypes: true })
  .filter(entry => entry.isDirectory() && existsSync(join(root, 'src/rules', entry.name, 'rule.ts')))
  .map(entry => entry.name)
  .sort();

const stale = Object.entries({ 'src/rules/index.ts': indexOf(ids), 'docs/rules.md': pageOf(ids) }).filter(([file, text]) => {
  const path = join(root, file);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
  if (!process.argv.includes('--check')) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return true;
});

if (process.argv.includes('--check') && stale.length > 0) {
  console.error(`${stale.map(([file]) => file).join(' and ')} no longer match the rule folders; run \`npm run sync\``);
  process.exitCode = 1;
}

function indexOf(rules: readonly string[]): string {
  return [
    '// Generated from the folders beside it by `scripts/sync`; edits are lost.',
    ...rules.map(id => `import ${nameOf(id)} from './${id}/rule.ts';`),
    '',
    `export const rules = [${rules.map(nameOf).join(', ')}] as const;`,
    '',
    "export type RuleId = (typeof rules)[number]['id'];",
    '',
  ].join('\n');
}

function pageOf(rules: readonly string[]): string {
  const rows = rules.map(id => `| [\`${id}\`](../src/rules/${id}/rule.md) | ${summaryOf(id)} |`);
  return ['# Rules', '', 'Generated from the rules by `scripts/sync`; edits are lost. The page of a rule is also its test.', '', '| rule | what it reports |', '|---|---|', ...rows, ''].join('\n');
}

/** The page's first sentence: the page's test holds it to the rule's `summary`. */
function summaryOf(id: string): string {
  const [, summary = ''] = readFileSync(join(root, 'src/rules', id, 'rule.md'), 'utf8').split(/\n{2,}/);
  return summary.trim().replace(/\n/g, ' ').replace(/\.$/, '');
}

function nameOf(id: string): string {
  return id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
