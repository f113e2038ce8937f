import { expect, it } from 'vitest';
import { documentsOf } from './read.ts';

const read = (path: string, text: string): string[] => documentsOf([{ path, text }]).flatMap(({ kind, variables }) => variables.map(({ variable, at, scope }) => `${kind} ${variable} ${at.line}:${at.column}-${at.endColumn} ${scope}`));

it('reads environment files, lines that are commented out too, and no prose', () => {
  expect(read('app/.env.example', 'A=1\n export B_C=2\n# D=3\n# set E=4 to be sure\nlower=5\n# ====\r\nF=\r\n')).toEqual(['env-file A 1:1-2 -', 'env-file B_C 2:9-12 -', 'env-file D 3:3-4 -', 'env-file F 7:1-2 -']);
});

it('reads what images set, line by line and over continued lines, and no arguments of the build', () => {
  expect(read('Dockerfile', 'FROM node AS app\nARG X=1\nENV A=1 \\\n    B="C=2"\nENV D 4\nRUN E=5 true\n# ENV F=1\n')).toEqual(['dockerfile A 3:5-6 app', 'dockerfile B 4:5-6 app', 'dockerfile D 5:5-6 app']);
});

it('reads what services built here are handed, quoted or merged, and nothing of other images', () => {
  expect(read('compose.yaml', 'x: &x\n  "A": 1\nservices:\n  web:\n    build: .\n    environment: { <<: *x, B: 2 }\n  job:\n    build: .\n    environment: ["C=3", D]\n  db:\n    image: db\n    environment: { E: 1 }\n')).toEqual([
    'compose A 2:4-5 web', 'compose B 6:28-29 web', 'compose C 9:20-21 job', 'compose D 9:26-27 job',
  ]);
  expect(read('compose.yaml', 'services: [')).toEqual([]);
});

it('reads what workflows set for steps that run the program', () => {
  expect(read('.github/workflows/ci.yml', 'env: { A: 1 }\njobs:\n  test:\n    env: { B: 1 }\n    steps:\n      - uses: x\n        env: { C: 1 }\n      - run: npm test\n        env: { D: 1 }\n  lint:\n    env: { E: 1 }\n    steps: [{ run: make }]\n')).toEqual(['workflow A 1:8-9 -', 'workflow B 4:12-13 test', 'workflow D 9:16-17 test']);
});

it('reads tables of variables, and neither other tables nor fences', () => {
  const table = '| Variable | Default |\n|---|---|\n| `A_B` | 1 |\n| **C_D** | 2 |\n| see below | |\n';
  expect(read('docs/env.md', table)).toEqual(['table A_B 3:4-7 -', 'table C_D 4:5-8 -']);
  expect(read('docs/env.md', `\`\`\`\n${table}\`\`\`\n`)).toEqual([]);
  expect(read('docs/env.md', table.replace('Variable', 'Error'))).toEqual([]);
});

it('reads a line with a hundred thousand spaces once', () => {
  const gap = ' '.repeat(100_000);
  expect(read('Dockerfile', `FROM node${gap}AS${gap}app${gap}x\nENV A=1\nFROM node AS ${gap}b\nENV B=2\n`)).toEqual(['dockerfile A 2:5-6 -', 'dockerfile B 4:5-6 b']);
  expect(read('docs/env.md', `| Variable | Default |\n|---|---|\n| A_B |\n| C_D |\n| E_F${gap}x\n`)).toEqual(['table A_B 3:3-6 -', 'table C_D 4:3-6 -']);
});
