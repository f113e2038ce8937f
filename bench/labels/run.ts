import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * How many of the labelled settings of a checkout are found: `npx jiti bench/labels/run.ts ../langfuse`. The repository is
 * known by the name in its package.json or of its directory. Labels that the checkout no longer has are left out.
 */
interface Labelled {
  readonly repository: string;
  readonly commit: string;
  /** Keys by what is wrong with them. */
  readonly labels: { readonly [kind: string]: readonly string[] };
}

/** Kinds of entries that say what a label says. */
const SAID: { readonly [kind: string]: readonly string[] } = {
  'unread': ['unread', 'mention-only', 'test-only'],
  'write-only': ['write-only'],
  'restart-unnecessary': ['unnecessary', 'unjustified'],
  'restart-missing': ['missing', 'half-live'],
};

const [checkout] = process.argv.slice(2);
if (checkout === undefined) throw new Error('name a checkout: `npx jiti bench/labels/run.ts ../langfuse`');
const all: readonly Labelled[] = JSON.parse(readFileSync(new URL('labels.json', import.meta.url), 'utf8'));
const names = [checkout.replace(/\/+$/, '').split('/').at(-1), nameIn(join(checkout, 'package.json'))];
const labelled = all.find(({ repository }) => names.includes(repository.split('/')[1]));
if (!labelled) throw new Error(`no labels for \`${checkout}\`; there are some for ${all.map(each => `\`${each.repository}\``).join(', ')}`);

const findings = run<{ findings: readonly { rule: string; entry: string }[] }>('check').findings;
const registered = new Set(run<{ settings: readonly { key: string }[] }>('settings').settings.map(each => each.key));
const said = new Set(findings.filter(({ rule }) => rule === 'bootstrap-wiring' || rule === 'restart-required').map(({ entry }) => entry.split(':').slice(0, -1).join(':')));
let found = 0;
let present = 0;
for (const [kind, keys] of Object.entries(labelled.labels)) {
  const here = keys.filter(key => registered.has(key));
  const missed = here.filter(key => !SAID[kind]!.some(each => said.has(`${key}:${each}`)));
  found += here.length - missed.length;
  present += here.length;
  console.log(`${kind}: ${here.length - missed.length} of ${here.length}${missed.length > 0 ? `; missed ${missed.join(', ')}` : ''}${here.length < keys.length ? `; ${keys.length - here.length} no longer registered` : ''}`);
}
console.log(`${labelled.repository}: ${found} of ${present} labels (labelled at ${labelled.commit})`);

function run<T>(command: string): T {
  const cli = fileURLToPath(new URL('../../bin/ghostwire.js', import.meta.url));
  try {
    return JSON.parse(execFileSync(process.execPath, [cli, command, '--root', checkout!, '--no-cache', '--format', 'json'], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch (thrown) {
    // Findings make the exit code 1; what was printed counts.
    if (thrown instanceof Error && 'stdout' in thrown && typeof thrown.stdout === 'string') return JSON.parse(thrown.stdout);
    throw thrown;
  }
}

function nameIn(file: string): string | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).name?.split('/').at(-1) : undefined;
}
