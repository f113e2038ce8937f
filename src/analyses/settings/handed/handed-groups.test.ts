import { describe, expect, it } from 'vitest';
import { models } from '../../../testing/program.ts';
import { wiring } from '../../wiring/analysis.ts';
import { settings } from '../analysis.ts';

/** Verdicts on the three settings of a group that is handed to `use`, written like this. */
const verdicts = (use: string): readonly string[] => {
  const program = models({
    'package.json': '{ "name": "app", "main": "src/main.ts" }',
    'src/config.ts': 'export const defaults = { db: { host: "h", port: 1, spare: 2 } };\nexport const getConfig = async () => structuredClone(defaults);\n',
    'src/main.ts': `import { getConfig } from './config';\n${use}\nconst main = async () => { const { db } = await getConfig(); console.log(use(db)); };\nmain();\n`,
  }, { vocabularies: ['object-table'] });
  const { settings: all } = program.model(settings);
  return program.model(wiring).wirings.map(({ setting, verdict }) => `${all[setting]!.key.slice(3)} ${verdict}`);
};

describe('a group of settings that is handed on', () => {
  it.each([
    ['a parameter', 'function use(o: any) { return [o.host, o.port]; }'],
    ['a parameter taken apart', 'function use({ host, port }: any) { return [host, port]; }'],
    ['an arrow function', 'const use = ({ host, port }: any) => [host, port];'],
    ['taken apart inside', 'function use(o: any) { const { host, port } = o; return [host, port]; }'],
    ['the rest of it', 'function use({ host, ...rest }: any) { return [host, rest.port]; }'],
    ['handed on again', 'function use(o: any) { return other(o); }\nfunction other(p: any) { return [p.host, p.port]; }'],
    ['a field', 'class Keeper { constructor(private o: any) {} go() { return [this.o.host, this.o.port]; } }\nfunction use(o: any) { return new Keeper(o).go(); }'],
    ['a method', 'class Worker { run(o: any) { return this.each(o); } each({ host, port }: any) { return [host, port]; } }\nfunction use(o: any) { return new Worker().run(o); }'],
    ['a parameter with a default', 'function use(o: any = {}) { return [o.host, o.port]; }'],
  ])('is read as far as it is looked at: %s', (_, use) => {
    expect(verdicts(use)).toEqual(['host live', 'port live', 'spare unread']);
  });

  it.each([
    ['a library', 'import { createPool } from "pg";\nfunction use(o: any) { return createPool({ ...o, max: 3 }); }'],
    ['its text', 'function use(o: any) { return JSON.stringify(o); }'],
    ['a copy that is given back', 'function use(o: any) { return { ...o }; }'],
  ])('may be read whole where it leaves what is seen: %s', (_, use) => {
    expect(verdicts(use)).toEqual(['host weakly-live', 'port weakly-live', 'spare weakly-live']);
  });
});
