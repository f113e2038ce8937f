import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

// Lists the cases of `test/conformance-ids.txt` that no test shows: exit 1 when there is one.

const root = fileURLToPath(new URL('..', import.meta.url));
const cases = readFileSync(join(root, 'test/conformance-ids.txt'), 'utf8').split('\n').filter(line => /^[A-Z]+\d+ /.test(line));
const shown = new Set(['src', 'test', 'packages', 'examples'].flatMap(folder => testsBelow(join(root, folder))).flatMap(path => idsOf(readFileSync(path, 'utf8'))));
const missing = cases.filter(line => !shown.has(line.slice(0, line.indexOf(' '))));

for (const line of missing) console.log(line);
console.log(`${cases.length - missing.length} of ${cases.length} cases are shown by a test`);
if (cases.length === 0 || missing.length > 0) process.exitCode = 1;

function testsBelow(folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap(entry => {
    if (entry.isDirectory()) return /^(node_modules|dist|fixtures)$/.test(entry.name) ? [] : testsBelow(join(folder, entry.name));
    return /\.test\.ts$/.test(entry.name) ? [join(folder, entry.name)] : [];
  });
}

/**
 * Ids at the start of the names of tests. A name may be a template or come from a table (`it.each(rows)('KS07 %s')`);
 * in the rows of a table an id opens the first string: `['KS07 …', …]` under `it.each(rows)('%s', …)`.
 * Skipped tests show nothing.
 */
function idsOf(text: string): string[] {
  const code = text.replace(/^\s*\/\/.*$/gm, '');
  const named = [...code.matchAll(/\b(?:it|test)(?:\.(?:concurrent|sequential|fails|each\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)))*\(\s*['"`]([A-Z]+\d+)\b/g)].map(match => match[1]!);
  const afterTable = /\b(?:it|test)\.each\b/.test(code) ? [...code.matchAll(/\)\(\s*['"`]([A-Z]+\d+)\b/g)].map(match => match[1]!) : [];
  const byTable = /\b(?:it|test)\.each\b[\s\S]*?\)\(\s*['"`](?:%s|\$\w+)/.test(code)
    ? [...code.matchAll(/[[{]\s*(?:(?:id|name|title)\s*:\s*)?['"`]([A-Z]+\d+)\b/g)].map(match => match[1]!)
    : [];
  return [...named, ...afterTable, ...byTable];
}
