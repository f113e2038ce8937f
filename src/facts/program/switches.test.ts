import { expect, it } from 'vitest';
import { models } from '../../testing/program.ts';
import { calls } from '../../analyses/calls/analysis.ts';
import { reach } from '../../analyses/reach/analysis.ts';

/** Functions called `mark…` that run when `mode` is `'a'`. */
const running = (body: string): string[] => {
  const program = models({ 'src/main.ts': `const mode: string = 'a';\nfunction go() { ${body} }\ngo();\nfunction mark1() {} function mark2() {} function mark3() {}\n` }, { entries: { app: ['src/main.ts'] } });
  const graph = program.model(calls);
  const { byDefault } = program.model(reach);
  const { fns } = program.files[0]!.tables['program'] as { readonly fns: readonly { readonly n: string }[] };
  return fns.flatMap(({ n }, i) => (n.startsWith('mark') && byDefault.has(graph.idOf('src/main.ts', i)) ? [n] : []));
};

it.each([
  ['the label that fits', "switch (mode) { case 'a': mark1(); break; case 'b': mark2(); break; default: mark3(); }", ['mark1']],
  ['`default` where no label fits', "switch (mode) { case 'b': mark1(); break; default: mark2(); }", ['mark2']],
  ['`default` that is not the last clause in any case', "switch (mode) { default: mark1(); break; case 'a': mark2(); }", ['mark1', 'mark2']],
  ['what a clause runs on into', "switch (mode) { case 'a': mark1(); case 'b': mark2(); break; case 'c': mark3(); }", ['mark1', 'mark2']],
  ['a `default` into which the label that fits runs on', "switch (mode) { case 'a': mark1(); default: mark2(); }", ['mark1', 'mark2']],
  ['a label that shares its clause', "switch (mode) { case 'a': case 'b': mark1(); break; case 'c': case 'd': mark2(); }", ['mark1']],
  ['`default` that shares its clause', "switch (mode) { case 'b': mark1(); break; case 'a': default: mark2(); }", ['mark2']],
  ['what follows a clause that breaks, though `default` throws', "switch (mode) { case 'a': mark1(); break; default: throw new Error('no'); } mark2();", ['mark1', 'mark2']],
  ['what follows a conditional break', "switch (mode) { case 'a': if (process.argv[2]) break; return; default: return; } mark1();", ['mark1']],
  ['nothing behind a label that returns', "switch (mode) { case 'a': return; case 'b': mark1(); } mark2();", []],
  ['nothing behind a `default` that returns, unless its label breaks', "switch (mode) { case 'b': break; default: return; } mark1();", []],
  ['nothing behind clauses that all return', "switch (mode) { case 'a': return; default: return; } mark1();", []],
  ['what follows a loop whose own break is inside', "switch (mode) { case 'a': for (;;) { break; } return; default: } mark1();", []],
  ['what follows a block that is left by its label', "out: { if (process.argv[2]) break out; mark1(); break out; } mark2();", ['mark1', 'mark2']],
  ['what follows an endless loop that is left by its label', "out: for (;;) { for (;;) { break out; } } mark1();", ['mark1']],
])('runs %s', (_, body, expected) => {
  expect(running(body)).toEqual(expected);
});
