import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { reach } from '../reach/analysis.ts';
import { modules } from './analysis.ts';

const PARTS: Files = { 'src/jobs/a.ts': 'export default class A { run() { return 1; } }', 'src/jobs/b.ts': 'export const b = () => 2;', 'src/jobs/b.test.ts': 'export const t = 1;', 'src/child.ts': 'console.log(1);', 'src/unloaded.ts': 'console.log(2);' };

const loaded = (source: string, more: Files = {}): string[] =>
  models({ 'package.json': '{"private":true}', 'src/main.ts': source, ...PARTS, ...more }).model(modules).imports('src/main.ts').filter(each => each.dynamic).map(each => each.file);

describe('a path put together at run time loads', () => {
  it.each([
    ['a directory handed to an autoloader', "import autoload from '@fastify/autoload';\nexport const up = (app: any) => app.register(autoload, { dir: path.join(__dirname, 'jobs') });", ['src/jobs/a.ts', 'src/jobs/b.ts']],
    ['by import.meta.dirname', "export const all = () => load(resolve(import.meta.dirname, 'jobs'));", ['src/jobs/a.ts', 'src/jobs/b.ts']],
    ['a pattern in a template', 'export const options = { entities: [`${__dirname}/jobs/*.{ts,js}`] };', ['src/jobs/a.ts', 'src/jobs/b.ts']],
    ['a pattern in a sum', "export const options = { migrations: [__dirname + '/jobs/a{.ts,.js}'] };", ['src/jobs/a.ts']],
    ['a glob call from the package', "export const all = () => glob.sync(path.join(root, 'src/jobs/!(*.test).[jt]s'));", ['src/jobs/a.ts', 'src/jobs/b.ts']],
    ['a glob of the bundler', "export const all = import.meta.glob('./jobs/*.ts');", ['src/jobs/a.ts', 'src/jobs/b.ts']],
    ['a worker by its built name', "new Worker('./child.js');", ['src/child.ts']],
    ['a fork beside the code', "fork(path.join(__dirname, 'child.js'));", ['src/child.ts']],
    ['a worker by its URL', "new Worker(new URL('./child.ts', import.meta.url));", ['src/child.ts']],
    ['a part that is not known', 'export const run = (name: string) => fork(path.join(__dirname, "jobs", name));', ['src/jobs/a.ts', 'src/jobs/b.ts']],
    ['nothing that the code itself stands in', "express.static(path.join(__dirname, '..'));", []],
    ['nothing where nobody loads', "express.static(path.join(__dirname, 'jobs'));", []],
    ['nothing that starts elsewhere', "readFileSync(path.join(dataDirectory, 'jobs'));", []],
  ])('%s', (_, source, files) => {
    expect(loaded(source)).toEqual(files);
  });

  it('nothing where a tool is told of directories', () => {
    const source = "export default load({ alias: { '@': path.resolve(__dirname, './src') }, content: [path.join(__dirname, 'src/**/*.ts')] });";
    expect(models({ ...PARTS, 'vite.config.ts': source }).model(modules).imports('vite.config.ts')).toEqual([]);
  });

  it('the directory of the code, where that is handed to what loads', () => {
    expect(models({ ...PARTS, 'src/jobs/index.ts': 'requireDirectory(__dirname);' }).model(modules).imports('src/jobs/index.ts').map(each => each.file)).toEqual(['src/jobs/a.ts', 'src/jobs/b.ts']);
  });

  it('modules that run when the function around it does, with all they export', () => {
    const program = (body: string) => models({ 'src/main.ts': `function load() { return readAll(path.join(__dirname, 'jobs')); }\n${body}`, ...PARTS }, { entries: { app: ['src/main.ts'] } }).model(reach);
    expect(program('load();').unreached).toEqual(['src/child.ts', 'src/unloaded.ts']);
    expect(program('').unreached).toEqual(['src/child.ts', 'src/jobs/a.ts', 'src/jobs/b.ts', 'src/unloaded.ts']);
  });
});

it('emitted decorator types keep the imports they need', () => {
  const files = { 'src/a.ts': "import { Dto } from './dto';\n@Controller()\nexport class A { @Post() add(@Body() dto: Dto) { return dto; } }", 'src/dto.ts': 'export class Dto { x = 1; }' };
  const imports = (options: object) => models({ ...files, 'tsconfig.json': JSON.stringify({ compilerOptions: options }) }).model(modules).imports('src/a.ts').map(each => each.file);
  expect(imports({ emitDecoratorMetadata: true })).toEqual(['src/dto.ts']);
  expect(imports({})).toEqual([]);
});
