import { expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { settings } from '../settings/analysis.ts';
import { wiring } from './analysis.ts';

const ENV = `import { z } from 'zod';
export const env = z.object({ PORT: z.coerce.number(), HOST: z.string().default('a'), ZONE: z.string().optional() }).parse(process.env);
`;
const CONFIG = "import { env } from './env';\nexport const config = { listenPort: env.PORT, upstream: { hostName: env.HOST ?? 'a', timeZone: env.ZONE } };\n";

/** What becomes of `ZONE`, which the program reads into `config.upstream.timeZone` only. */
const verdictOf = (files: Files, entries: Record<string, string[]> = { app: ['src/main.ts'] }): string | undefined => {
  const program = models({ 'package.json': '{ "name": "x", "private": true }', 'src/env.ts': ENV, 'src/config.ts': CONFIG, ...files }, { entries });
  const index = program.model(settings).settings.findIndex(({ key }) => key === 'ZONE');
  return program.model(wiring).wirings[index]?.verdict;
};

const USE = "import { config } from './config';\nconsole.log(config.listenPort, config.upstream.hostName);\n";

it('calls a setting unread that only fills a member which nobody reads, and says which', () => {
  const program = models({ 'src/env.ts': ENV, 'src/config.ts': CONFIG, 'src/main.ts': USE }, { entries: { app: ['src/main.ts'] } });
  const index = program.model(settings).settings.findIndex(({ key }) => key === 'ZONE');
  const { wirings, why } = program.model(wiring);
  expect(wirings.map(each => each.verdict)).toEqual(['live', 'live', 'unread']);
  expect(wirings[index]!.because).toBe('all it fills is `config.upstream.timeZone`, which nothing reads');
  expect(why(index)).toEqual([{ file: 'src/config.ts', line: 2, text: 'copied into `config.upstream.timeZone`, which nothing reads' }]);
});

it.each([
  ['in another spelling', { 'src/config.ts': CONFIG.replace('timeZone: env.ZONE', "timeZone: (env.ZONE ?? 'utc').trim()") }],
  ['as a flag', { 'src/config.ts': CONFIG.replace('timeZone: env.ZONE', "timeZone: env.ZONE === 'utc' ? 1 : 2") }],
  ['under Object.freeze', { 'src/config.ts': CONFIG.replace('{ listenPort', 'Object.freeze({ listenPort').replace('} };', '} });') }],
  ['straight from the environment', { 'src/config.ts': CONFIG.replace('env.ZONE', 'process.env.ZONE') }],
  ['exported by default', { 'src/config.ts': `${CONFIG.replace('export ', '')}export default config;\n`, 'src/main.ts': USE.replace('{ config }', 'config') }],
  ['exported by default without a name', { 'src/config.ts': CONFIG.replace('const config =', 'default').replace('};\n', '}\n'), 'src/main.ts': USE.replace('{ config }', 'config') }],
  ['where others are taken out by name', { 'src/main.ts': "import { config } from './config';\nconst { listenPort, upstream: { hostName } } = config;\nconsole.log(listenPort, hostName);\n" }],
  ['through a barrel and another name', { 'src/index.ts': "export { config as settings } from './config';\n", 'src/main.ts': USE.replace("{ config } from './config'", "{ settings as config } from './index'") }],
])('sees it %s', (_, files: Files) => {
  expect(verdictOf({ 'src/main.ts': USE, ...files })).toBe('unread');
});

it.each([
  ['the member is read', `${USE}console.log(config.upstream.timeZone);\n`],
  ['a member of that name is read of something else', `${USE}export const zoneOf = (x: { timeZone: string }) => x.timeZone;\n`],
  ['the member is taken out by name', `${USE}export const f = ({ timeZone }: { timeZone: string }) => timeZone;\n`],
  ['the object is handed on', `${USE}start(config);\ndeclare function start(x: object): void;\n`],
  ['its group is handed on', `${USE}start(config.upstream);\ndeclare function start(x: object): void;\n`],
  ['its group is spread', `${USE}console.log({ ...config.upstream });\n`],
  ['the rest of its group is taken', `${USE}const { hostName, ...rest } = config.upstream;\nconsole.log(hostName, rest);\n`],
  ['the rest of it is taken', `${USE}const { listenPort, ...rest } = config;\nconsole.log(listenPort, rest);\n`],
  ['it is read by computed names', `${USE}export const read = (name: 'listenPort') => config[name];\n`],
  ['its group is read by computed names', `${USE}export const read = (name: 'hostName') => config.upstream[name];\n`],
  ['its module is handed on', `${USE}import * as all from './config';\nstart(all);\ndeclare function start(x: object): void;\n`],
  ['nobody uses the object by name at all', "import './config';\n"],
])('leaves it alone where %s', (_, main) => {
  expect(verdictOf({ 'src/main.ts': main })).toMatch(/live$/);
});

it.each([
  ['something is done with the value', { 'src/config.ts': CONFIG.replace('timeZone: env.ZONE', 'timeZone: zoneOf(env.ZONE)').concat('declare function zoneOf(name: string | undefined): number;\n') }],
  ['a method does something with it', { 'src/config.ts': CONFIG.replace('env.ZONE', 'env.ZONE!.connect()') }],
  ['a getter reads it', { 'src/config.ts': CONFIG.replace('timeZone: env.ZONE', 'get timeZone() { return env.ZONE; }') }],
  ['a template reads it', { 'src/App.vue': '<template>{{ config.upstream.timeZone }}</template>' }],
])('leaves it alone where %s', (_, files: Files) => {
  expect(verdictOf({ 'src/main.ts': USE, ...files })).not.toBe('unread');
});

it('leaves it alone where a library exports the object', () => {
  expect(verdictOf({ 'src/main.ts': USE, 'package.json': '{ "name": "x", "bin": "./src/main.ts", "exports": "./src/config.ts" }' }, {})).not.toBe('unread');
});
