import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

// The two rules that overlap with ours, on the same files, without type information.
export default defineConfig({
  files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
  languageOptions: { parser: tseslint.parser },
  linterOptions: { reportUnusedDisableDirectives: 'off' },
  rules: {
    'no-magic-numbers': 'warn',
    'no-restricted-properties': ['warn', { object: 'process', property: 'env' }],
  },
});
