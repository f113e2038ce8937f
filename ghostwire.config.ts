import { defineConfig } from './src/define.ts';

/** Our own house. The example has a configuration and a baseline of its own. */
export default defineConfig({
  include: ['src/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'],
  entries: ['src/cli/main.ts', 'src/index.ts', 'src/define.ts', 'scripts/*.ts', 'bench/*.ts', 'bench/injection/run.ts'],
  env: {
    allow: [{ file: 'src/cli/surroundings.ts', variables: ['CI', 'NO_COLOR', 'FORCE_COLOR', 'TERM'], reason: 'what a command line learns from its terminal; there is no settings service to ask' }],
  },
});
