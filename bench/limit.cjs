// The least that any tool on TypeScript's own parser must do: read and parse every file, then visit every node once.
const fs = require('node:fs');
const path = require('node:path');
const fromTsMorph = require('node:module').createRequire(require.resolve('ts-morph'));
const ts = fromTsMorph(fromTsMorph.resolve('@ts-morph/common').replace(/ts-morph-common\.js$/, 'typescript.js'));

const [, , root, list] = process.argv;
const walk = node => void ts.forEachChild(node, walk);
for (const file of fs.readFileSync(list, 'utf8').split('\n')) {
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  const options = { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  walk(ts.createSourceFile(file, text, options, false));
}
