import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { settings } from '../settings/analysis.ts';
import { wiring } from './analysis.ts';

/** The evidence for one setting, as lines. */
const why = (key: string, files: Files): string[] => {
  const program = models(files, { entries: { app: ['src/main.ts'] } });
  const registered = program.model(settings).settings;
  const model = program.model(wiring);
  return model.wirings.filter(({ setting }) => registered[setting]!.key === key).flatMap(({ setting }) => model.why(setting).map(({ file, line, text }) => `${file}:${line} ${text}`));
};

const ENV = `import { z } from 'zod';
export const env = z.object({
  GATE: z.string().default('0'),
  SECOND: z.boolean().default(false),
  URL: z.string().optional(),
  FAST_ENABLED: z.string().default('true'),
}).parse(process.env);
`;

describe('the evidence', () => {
  it('leads from the entry to the condition, with its values, and says what the condition asks for', () => {
    expect(why('FAST_ENABLED', {
      'src/env.ts': ENV,
      'src/main.ts': "import { boot } from './boot';\nboot();\n",
      'src/boot.ts': "import { env } from './env';\nexport function boot(): void {\n  if (env.GATE !== '1') return;\n  console.log(env.FAST_ENABLED);\n}\n",
    })).toEqual([
      'src/main.ts:1 `<module>` starts',
      'src/boot.ts:2 then `boot`',
      "src/boot.ts:3 stops here: goes no further, because `env.GATE !== '1'` is true: `GATE` is \"0\" by default",
      'src/boot.ts:3 runs once `GATE` is `"1"`',
      'src/boot.ts:4 read, but not in the default configuration in `boot`',
    ]);
  });

  it('names every setting that has to change, found by trying, and none that does not matter', () => {
    const [, , , flips] = why('FAST_ENABLED', {
      'src/env.ts': ENV,
      'src/main.ts': "import { boot } from './boot';\nboot();\n",
      'src/boot.ts': "import { env } from './env';\nexport function boot(): void {\n  if (env.SECOND) start();\n}\nfunction start(): void {\n  if (env.GATE === '1') console.log(env.FAST_ENABLED, env.URL);\n}\n",
    });
    expect(flips).toBe('src/boot.ts:3 runs once `SECOND` is `true` and `GATE` is `"1"`');
  });

  it('names the class that nothing constructs and the place that waits for it', () => {
    expect(why('URL', {
      'src/env.ts': ENV,
      'src/backup.ts': "import { env } from './env';\nexport class Backup {\n  start(): void { this.copy(); }\n  copy(): void { console.log(env.URL); }\n}\n",
      'src/main.ts': "import type { Backup } from './backup';\nlet backup: Backup | null = null;\nexport function run(): void { backup?.start(); }\nrun();\n",
    })).toEqual([
      'src/backup.ts:4 read, but nothing runs this in `Backup.copy`',
      'src/backup.ts:2 nothing constructs `Backup`',
      'src/main.ts:2 `backup` waits for one here, and nothing but `null` is ever put into it',
    ]);
  });

  it('follows who would call it up to what nobody calls', () => {
    expect(why('URL', {
      'src/env.ts': ENV,
      'src/jobs.ts': "import { env } from './env';\nexport function sweep(): void { step(); }\nfunction step(): void { console.log(env.URL); }\n",
      'src/main.ts': "import './jobs';\n",
    })).toEqual(['src/jobs.ts:3 read, but nothing runs this in `step`', 'src/jobs.ts:2 called from `sweep`, which does not run either', 'src/jobs.ts:2 nothing calls `sweep`']);
  });

  it('stops at the outermost condition that is false, not at the ones inside it', () => {
    expect(why('URL', {
      'src/env.ts': ENV,
      'src/main.ts': "import { env } from './env';\nlet known = process.argv.length > 2;\nif (env.GATE === '1' && process.argv[2] !== 'x') {\n  known = known || (env.SECOND && Boolean(env.URL));\n}\n",
    })).toEqual([
      'src/main.ts:1 `<module>` starts',
      "src/main.ts:3 stops here: goes no further, because `env.GATE === '1' && process.argv[2] !== 'x'` is false: `GATE` is \"0\" by default",
      'src/main.ts:3 runs once `GATE` is `"1"` and `SECOND` is `true`',
      'src/main.ts:4 read, but not in the default configuration in `<module>`',
    ]);
  });

  it('names each of two readers once, the one that runs first, and the way to that one', () => {
    expect(why('URL', {
      'src/env.ts': ENV,
      'src/main.ts': "import { env } from './env';\nimport { copy } from './copy';\nif (env.SECOND) console.log(env.URL);\ncopy();\n",
      'src/copy.ts': 'export function copy(): void { console.log(process.env.URL); }\n',
    })).toEqual(['src/main.ts:1 `<module>` starts', 'src/copy.ts:1 then `copy`', 'src/copy.ts:1 read in `copy`', 'src/main.ts:3 read, but not in the default configuration in `<module>`']);
  });

  it('tells of any of several conditions that one is enough', () => {
    const steps = why('URL', { 'src/env.ts': ENV, 'src/main.ts': "import { env } from './env';\nif (env.SECOND || env.GATE === '1') console.log(env.URL);\n" });
    expect(steps[2]).toBe('src/main.ts:2 runs once `GATE` is `"1"`');
  });
});
