import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeNewFiles } from '../engine/new-files.ts';
import { main } from './main.ts';

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'ghostwire-init-'));
  write('package.json', '{ "name": "x", "private": true, "scripts": {} }');
  write('src/main.ts', "import { z } from 'zod';\nconst env = z.object({ PORT: z.string() }).parse(process.env);\nconsole.log(env.PORT);\n");
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const write = (file: string, text: string): void => {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
};
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

it.each([['n', false], ['', false], ['yes', true], ['Y', true]])('asks after it has shown what it would write; the answer %j', async (answer, writes) => {
  let said = '';
  let shown = '';
  const sink = { write: (text: string) => void (said += text), terminal: false, columns: undefined };
  const ask = async (question: string): Promise<string> => {
    shown = said;
    expect(question).toContain('(y/N)');
    return answer;
  };
  expect(await main(['init', '--root', root], { cwd: root, out: sink, err: sink, surroundings: { ci: false, color: false }, ask })).toBe(0);
  expect(shown).toContain('ghostwire.config.json');
  expect(fs.existsSync(path.join(root, 'ghostwire.config.json'))).toBe(writes);
  expect(said).toContain(writes ? 'wrote ' : 'nothing was written');
});

it('files are written all or none, and never over something that has changed or appeared meanwhile', () => {
  write('there.txt', 'now');
  expect(writeNewFiles(root, [{ path: 'a/new.txt', text: 'x' }, { path: 'there.txt', text: 'y', before: 'then' }])).toMatch(/`there\.txt` has changed meanwhile/);
  expect(writeNewFiles(root, [{ path: 'a/new.txt', text: 'x' }, { path: 'there.txt', text: 'y' }])).toMatch(/has appeared meanwhile/);
  expect([read('there.txt'), fs.readdirSync(path.join(root, 'a'))]).toEqual(['now', []]);
  expect(writeNewFiles(root, [{ path: 'a/new.txt', text: 'x', executable: true }, { path: 'there.txt', text: 'y', before: 'now' }])).toBeUndefined();
  expect([read('there.txt'), read('a/new.txt'), fs.readdirSync(root).sort()]).toEqual(['y', 'x', ['a', 'package.json', 'src', 'there.txt']]);
});
