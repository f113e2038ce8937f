import { expect, it } from 'vitest';
import { models } from '../../testing/program.ts';
import { settings } from '../settings/analysis.ts';
import { wiring } from '../wiring/analysis.ts';

const verdictOf = (base: string): string | undefined => {
  const linked = models({
    'package.json': '{ "name": "app", "main": "src/main.ts" }',
    'src/settings.ts': "declare const registry: { register(definition: object): void };\nregistry.register({ namespace: 'steps', key: 'preview', default: true });\n",
    'src/steps.ts': `import { Step } from 'wizard';\nimport { resolver } from './resolver.ts';\nabstract class Base extends ${base} { name = 'x'; }\nexport class Preview extends Base { shouldExecute(): boolean { return resolver.getBool('steps', 'preview'); } }\n`,
    'src/resolver.ts': 'export declare const resolver: { getBool(namespace: string, key: string): boolean };\n',
    'src/main.ts': "import './settings.ts';\nimport { Preview } from './steps.ts';\nimport { run } from 'wizard';\nrun([new Preview()]);\n",
  });
  return linked.model(wiring).wirings.map(({ verdict }) => verdict)[linked.model(settings).settings.findIndex(({ key }) => key === 'steps.preview')];
};

it('lets another package call what overrides its members, however far below', () => expect(verdictOf('Step')).toBe('live'));
