import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts', 'packages/**/*.test.ts', 'scripts/**/*.test.ts'], environment: 'node' } },
      // These start whole processes: builds, the CLI, the example.
      { test: { name: 'e2e', include: ['test/**/*.test.ts', 'examples/**/*.test.ts'], exclude: ['test/fixtures/**', '**/node_modules/**'], environment: 'node', testTimeout: 60_000, hookTimeout: 120_000, globalSetup: ['test/e2e/build.ts'] } },
    ],
  },
});
