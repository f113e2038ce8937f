// ESLint through its own class, over a list of files, with nothing printed: only the linting is compared.
import fs from 'node:fs';
import { ESLint } from 'eslint';

const [, , root, list, cacheLocation] = process.argv;
const eslint = new ESLint({
  cwd: root, overrideConfigFile: new URL('eslint.config.mjs', import.meta.url).pathname, allowInlineConfig: false, warnIgnored: false,
  ...(cacheLocation === undefined ? {} : { cache: true, cacheLocation }),
});
let messages = 0;
for (const result of await eslint.lintFiles(fs.readFileSync(list, 'utf8').split('\n'))) messages += result.messages.length;
console.log(`${messages} messages`);
