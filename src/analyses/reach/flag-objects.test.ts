import { expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { settings } from '../settings/analysis.ts';
import { wiring } from '../wiring/analysis.ts';

const ENV = `import { z } from 'zod';
export const env = z.object({ A: z.string().default('a'), OFF: z.coerce.boolean().default(false), ON: z.coerce.boolean().default(true), MODE: z.enum(['x', 'y']).default('x') }).parse(process.env);
`;

/** The verdict on `A`, which the program reads under some condition. */
const verdictIn = (main: string, more: Files = {}): string | undefined => {
  const program = models({ 'src/env.ts': ENV, ...more, 'src/main.ts': `import { env } from './env';\n${main}\n` }, { entries: { app: ['src/main.ts'] } });
  const index = program.model(settings).settings.findIndex(({ key }) => key === 'A');
  return program.model(wiring).wirings[index]?.verdict;
};

it.each([
  ['a constant object', 'const features = { a: env.OFF, b: true } as const;\nif (features.a) console.log(env.A);', 'default-off'],
  ['a constant object, on', 'const features = { a: env.ON, b: env.OFF };\nif (features.a) console.log(env.A);', 'live'],
  ['a nested one', 'const features = { jobs: { sync: env.OFF } };\nif (features.jobs.sync) console.log(env.A);', 'default-off'],
  ['one of another file', "import { features } from './features';\nif (features.a) console.log(env.A);", 'default-off'],
  ['a name that is handed in', "const features: Record<string, boolean> = { a: env.OFF, b: true };\nconst isOn = (name: string) => features[name] ?? false;\nif (isOn('a')) console.log(env.A);", 'default-off'],
  ['one that is written to', 'const features = { a: env.OFF };\nprocess.on("SIGUSR2", () => { features.a = true; });\nsetInterval(() => { if (features.a) console.log(env.A); }, 10);', 'live'],
  ['one that more is spread into', 'const features = { a: env.OFF, ...JSON.parse("{}") };\nif (features.a) console.log(env.A);', 'live'],
  ['one that is filled by computed names', 'const features: Record<string, boolean> = { a: env.OFF };\nfor (const name of process.argv) features[name] = true;\nif (features.a) console.log(env.A);', 'live'],
  ['one that is assigned to', 'const features = { a: env.OFF };\nObject.assign(features, JSON.parse("{}"));\nif (features.a) console.log(env.A);', 'live'],
])('judges what stands behind a flag in %s', (_, main, verdict) => {
  expect(verdictIn(main, { 'src/features.ts': "import { env } from './env';\nexport const features = { a: env.OFF };\n" })).toBe(verdict);
});
