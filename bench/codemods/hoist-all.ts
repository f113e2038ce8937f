import fs from 'node:fs';
import path from 'node:path';
import { policyNumbers } from '../../src/analyses/numbers/analysis.ts';
import { unnamedNumber } from '../../src/cli/repairs.ts';
import { applyEdits, isLeft, type Edit } from '../../src/codemods/edit.ts';
import { hoistNumbers } from '../../src/codemods/hoist-number.ts';
import { openSource } from '../../src/codemods/source.ts';
import { link } from '../../src/core/link.ts';
import { locate } from '../../src/core/locate.ts';
import type { FileFacts } from '../../src/core/model.ts';
import { isTest } from '../../src/engine/classify.ts';
import { discover } from '../../src/engine/discover.ts';
import { textOf } from '../../src/engine/text.ts';
import { diskWorld } from '../../src/engine/world.ts';
import { extractors } from '../../src/facts/extractors.ts';
import { extractFile } from '../../src/facts/walk/walk.ts';

export interface Hoisted {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly numbers: number;
  /** Why the others of the file were left. */
  readonly left: readonly string[];
}

/** Every number in place that decides something, given a name, whatever the rule advises: far more than `fix` does. */
export function hoistAll(root: string): readonly Hoisted[] {
  const facts = new Map<string, FileFacts>();
  const texts = new Map<string, string>();
  for (const file of discover(diskWorld(root), { include: undefined, exclude: [] }).sources) {
    const text = textOf(fs.readFileSync(path.join(root, file)));
    if (text === undefined) continue;
    const { tables, lineStarts, problems } = extractFile(file, text, extractors);
    if (problems.length > 0) continue;
    texts.set(file, text);
    facts.set(file, { path: file, test: isTest(file), lineStarts, tables });
  }
  const options = { vocabularies: [], entries: {}, env: { allow: [] }, external: [], profiles: {} };
  const policies = link({ files: [...facts.values()], project: [], options }).model(policyNumbers).filter(each => !each.named);
  return [...new Set(policies.map(each => each.file))].sort().flatMap(file => {
    const before = texts.get(file)!; // Its facts come from it.
    const own = policies.filter(each => each.file === file);
    const results = hoistNumbers(openSource(file, before), own.map(each => unnamedNumber(each, locate(file, facts.get(file)!.lineStarts, each.number.s, each.number.e))));
    let edits: readonly Edit[] = [];
    let numbers = 0;
    const left: string[] = [];
    for (const result of results) {
      if (isLeft(result)) left.push(result.left);
      else if (applyEdits(before, [...edits, ...result]) !== undefined) {
        edits = [...edits, ...result];
        numbers++;
      }
    }
    return [{ file, before, after: applyEdits(before, edits)!, numbers, left }]; // Checked one by one.
  });
}
