import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * An esbuild plugin that puts stand-ins in the place of `src/cli/rule-list.ts`: what a rule says of itself as data, its
 * code and that of its analyses (half of the suite) behind a lazy import. A run that finds its verdict in the cache
 * then loads none of it.
 */
export async function ruleStandIns(root) {
  const heads = await headsOf(root);
  const contents = `
    import { kinds } from ${JSON.stringify(path.join(root, 'src/facts/kinds.ts'))};
    export const rules = ${JSON.stringify(heads)}.map(head => ({
      ...head, needs: kinds.filter(kind => head.needs.includes(kind.id)), messages: {}, judge() { throw new Error('a stand-in cannot judge'); },
    }));
    export const loadRules = async () => (await import(${JSON.stringify(path.join(root, 'src/rules/index.ts'))})).rules;
  `;
  return {
    name: 'rule-stand-ins',
    setup(context) {
      context.onLoad({ filter: /[\\/]src[\\/]cli[\\/]rule-list\.ts$/ }, () => ({ contents, loader: 'js', resolveDir: root }));
    },
  };
}

/** Id, summary, defaults, choices and the ids of the fact kinds of every rule, in their order. */
async function headsOf(root) {
  const file = path.join(root, 'dist', `rules-${process.pid}.mjs`);
  const entry = `
    export { rules } from './src/rules/index.ts';
    export { kindsOf } from './src/core/link.ts';
  `;
  await build({ stdin: { contents: entry, resolveDir: root, loader: 'ts' }, outfile: file, bundle: true, format: 'esm', platform: 'node', packages: 'external', logLevel: 'warning' });
  try {
    const { rules, kindsOf } = await import(pathToFileURL(file).href);
    return rules.map(({ id, summary, defaults, choices, needs }) => ({ id, summary, defaults, choices, needs: kindsOf(needs).map(kind => kind.id) }));
  } finally {
    fs.rmSync(file, { force: true });
  }
}
