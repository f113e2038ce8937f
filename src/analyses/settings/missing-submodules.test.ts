import { expect, it } from 'vitest';
import { models } from '../../testing/program.ts';
import { settings } from './analysis.ts';

const FILES = {
  'package.json': '{ "name": "x" }',
  '.gitmodules': '[submodule "ee"]\n\tpath = src/ee\n\turl = https://example.org/ee\n',
  'src/env.ts': "import { z } from 'zod';\nexport const env = z.object({ SEARCH_URL: z.string() }).parse(process.env);\n",
};
const isExternal = (files: { readonly [path: string]: string }): unknown => models(files).model(settings).settings.map(({ flags, outside }) => [flags.external, outside?.line]);

it('who reads a setting in a submodule that is not checked out cannot be seen', () => {
  expect(isExternal({ ...FILES, 'src/main.ts': "try { require('./ee/module'); } catch {}\n" })).toEqual([[true, 2]]);
});

it('a submodule that is there, or that nothing loads, excuses nothing', () => {
  expect(isExternal({ ...FILES, 'src/main.ts': "import './ee/module.ts';\n", 'src/ee/module.ts': 'export {};\n' })).toEqual([[false, undefined]]);
  expect(isExternal({ ...FILES, 'src/main.ts': "import './env.ts';\n" })).toEqual([[false, undefined]]);
});
