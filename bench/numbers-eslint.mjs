// One of ESLint's two readings of magic numbers over a list of files: how many it reports, and nothing printed of them.
import fs from 'node:fs';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const [, , root, list, reading] = process.argv;
const base = tseslint.plugin.rules['no-magic-numbers'];

/**
 * Sonar's S109 is typescript-eslint's rule with exemptions. What its options cannot say (JSX, bits, and the arguments of
 * a few functions) is left out here.
 */
const sonar = {
  ...base,
  create(context) {
    const report = descriptor => {
      if (!isExempt(context.sourceCode.getAncestors(descriptor.node))) context.report(descriptor);
    };
    return base.create(Object.create(context, { report: { value: report } }));
  },
};

const bitwise = new Set(['&', '|', '^', '<<', '>>', '>>>', '&=', '|=', '^=', '<<=', '>>=', '>>>=']);

function isExempt(ancestors) {
  const parent = ancestors.findLast(node => node.type !== 'UnaryExpression');
  if (ancestors.some(node => node.type.startsWith('JSX'))) return true;
  if ((parent?.type === 'BinaryExpression' || parent?.type === 'AssignmentExpression') && bitwise.has(parent.operator)) return true;
  const callee = parent?.type === 'CallExpression' ? parent.callee : undefined;
  return callee !== undefined && ['parseInt', 'stringify'].includes(callee.name ?? callee.property?.name);
}

const powers = [...Array(31).keys()].flatMap(n => [2 ** n, 10 ** n]);
const readings = {
  eslint: { rules: { 'no-magic-numbers': 'warn' } },
  sonar: {
    plugins: { sonar: { rules: { s109: sonar } } },
    rules: {
      'sonar/s109': ['warn', {
        ignore: [...new Set([-1, 0, 1, 24, 60, ...powers])], ignoreEnums: true, ignoreDefaultValues: true, ignoreReadonlyClassProperties: true,
        ignoreNumericLiteralTypes: true, ignoreArrayIndexes: true, ignoreTypeIndexes: true, ignoreClassFieldInitialValues: true,
      }],
    },
  },
};
const eslint = new ESLint({
  cwd: root, allowInlineConfig: false, warnIgnored: false, overrideConfigFile: true,
  overrideConfig: { files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'], languageOptions: { parser: tseslint.parser }, linterOptions: { reportUnusedDisableDirectives: 'off' }, ...readings[reading] },
});
let found = 0;
let unread = 0;
for (const { messages } of await eslint.lintFiles(fs.readFileSync(list, 'utf8').split('\n'))) {
  for (const { ruleId } of messages) {
    if (ruleId === null) unread++;
    else found++;
  }
}
console.log(JSON.stringify({ found, unread }));
