import { describe, expect, it } from 'vitest';
import { models } from '../../../testing/program.ts';
import { wiring } from '../../wiring/analysis.ts';
import { settings } from '../analysis.ts';

/** Verdicts on the settings `a`, `g.b` and `g.c` of a group that is injected like this. */
const verdicts = (code: string): readonly string[] => {
  const program = models({
    'package.json': '{ "name": "app", "main": "src/main.ts", "dependencies": { "@nestjs/config": "3" } }',
    'src/group.ts': "import { registerAs, type ConfigType } from '@nestjs/config';\nexport const group = registerAs('group', () => ({ a: process.env.A, g: { b: process.env.B, c: process.env.C } }));\nexport type Group = ConfigType<typeof group>;\nexport type Made = ReturnType<typeof group>;\n",
    'src/main.ts': `import { Inject } from '@nestjs/common';\nimport type { ConfigType } from '@nestjs/config';\nimport { use } from 'lib';\nimport { group, type Group, type Made } from './group';\n${code}\n`,
  }, { vocabularies: ['nest-variables'] });
  const { settings: all } = program.model(settings);
  return program.model(wiring).wirings.map(({ setting, verdict }) => `${all[setting]!.key.slice(6)} ${verdict}`);
};

const inClass = (type: string, body: string): string => `class A { constructor(@Inject(group.KEY) private readonly own: ${type}) {} go() { ${body} } }\nnew A(undefined as any).go();`;

describe('a group of settings that a container hands to what asks for it by type', () => {
  it.each([
    ['a parameter property', inClass('ConfigType<typeof group>', 'use(this.own.a, this.own.g.b);')],
    ['a type of its own', inClass('Group', 'use(this.own.a, this.own.g.b);')],
    ['the type of what is made', inClass('Made', 'use(this.own.a, this.own.g.b);')],
    ['a field', 'class A { @Inject(group.KEY) own: Group; go() { use(this.own.a, this.own.g.b); } }\nnew A().go();'],
    ['a parameter', 'const run = (given: ConfigType<typeof group>) => use(given.a, given.g.b);\nrun(undefined as any);'],
    ['a parameter taken apart', 'const run = ({ a, g: { b } }: ConfigType<typeof group>) => use(a, b);\nrun(undefined as any);'],
  ])('is read as far as it is looked at: %s', (_, code) => {
    expect(verdicts(code)).toEqual(['a live', 'g.b live', 'g.c unread']);
  });

  it.each([
    ['the rest of a group', inClass('Group', 'const { b, ...rest } = this.own.g; use(this.own.a, b, rest);'), ['a live', 'g.b live', 'g.c weakly-live']],
    ['a computed name', inClass('Group', "for (const name of ['b', 'c'] as const) use(this.own.g[name]);"), ['a unread', 'g.b weakly-live', 'g.c weakly-live']],
    ['a library', inClass('Group', 'use(this.own);'), ['a weakly-live', 'g.b weakly-live', 'g.c weakly-live']],
    ['what calls a factory', 'use({ inject: [group.KEY], useFactory: (given: Group) => ({ ...given }) });', ['a weakly-live', 'g.b weakly-live', 'g.c weakly-live']],
    ['a container', 'use(group.asProvider());', ['a weakly-live', 'g.b weakly-live', 'g.c weakly-live']],
    ['what no type tells', 'class A { constructor(@Inject(group.KEY) private readonly own: any) {} go() { use(this.own.x); } }\nnew A(undefined).go();', ['a weakly-live', 'g.b weakly-live', 'g.c weakly-live']],
  ])('may be read whole where it leaves what is seen: %s', (_, code, expected) => {
    expect(verdicts(code)).toEqual(expected);
  });
});
