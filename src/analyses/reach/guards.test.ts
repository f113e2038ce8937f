import { expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { settings } from '../settings/analysis.ts';
import { wiring } from '../wiring/analysis.ts';

const HOUSE: Files = {
  'src/house.ts': `export class ConfigResolver { getBool(ns: string, key: string): boolean { return ns === key; } getInt(ns: string, key: string): number { return ns.length + key.length; } getStr(ns: string, key: string): string { return ns + key; } }
export const resolver = new ConfigResolver();
`,
  'src/definitions.ts': `declare const registry: { register(definition: object): void };
registry.register({ namespace: 's', key: 'a', default: '/var' });
registry.register({ namespace: 'f', key: 'off', type: 'boolean', default: false, restartRequired: true });
registry.register({ namespace: 'f', key: 'on', type: 'boolean', default: true, restartRequired: true });
registry.register({ namespace: 'f', key: 'mode', default: 'none', restartRequired: true });
registry.register({ namespace: 'f', key: 'n', type: 'int', default: 0, restartRequired: true });
registry.register({ namespace: 'f', key: 'url', default: '', restartRequired: true });
registry.register({ namespace: 'f', key: 'unset', restartRequired: true });
`,
};
const OFF = "resolver.getBool('f','off')";
const ON = "resolver.getBool('f','on')";
const MODE = "resolver.getStr('f','mode')";
const A = "console.log(resolver.getStr('s','a'));";

/** The verdict on `s.a`, which the program reads under some condition. */
const verdictIn = (main: string, more: Files = {}): string | undefined => {
  const program = models({ ...HOUSE, ...more, 'src/main.ts': `import './definitions';\nimport { resolver } from './house';\n${main}\n` }, { entries: { app: ['src/main.ts'] }, vocabularies: ['registry'] });
  const index = program.model(settings).settings.findIndex(({ key }) => key === 's.a');
  return program.model(wiring).wirings[index]?.verdict;
};

it.each([
  ['if', `if (${OFF}) { ${A} }`, 'default-off'],
  ['if else', `if (!${OFF}) { console.log(1); } else { ${A} }`, 'default-off'],
  ['else of on', `if (${ON}) { console.log(1); } else { ${A} }`, 'default-off'],
  ['early return', `function go() { if (!${OFF}) return; ${A} }\ngo();`, 'default-off'],
  ['early throw', `function go() { if (!${OFF}) throw new Error('x'); ${A} }\ngo();`, 'default-off'],
  ['&&', `${OFF} && console.log(resolver.getStr('s','a'));`, 'default-off'],
  ['||', `${ON} || console.log(resolver.getStr('s','a'));`, 'default-off'],
  ['ternary', `console.log(${OFF} ? resolver.getStr('s','a') : 1);`, 'default-off'],
  ['ternary 2', `console.log(${ON} ? 1 : resolver.getStr('s','a'));`, 'default-off'],
  ['de morgan', `if (!(!${OFF} || !${ON})) { ${A} }`, 'default-off'],
  ['de morgan 2', `if (!(!${OFF} && !${ON})) { ${A} }`, 'live'],
  ['switch', `switch (${MODE}) { case 'redis': { ${A} break; } case 'none': break; }`, 'default-off'],
  ['switch default', `switch (${MODE}) { case 'none': break; default: { ${A} } }`, 'default-off'],
  ['switch fallthrough', `switch (${MODE}) { case 'none': case 'redis': { ${A} break; } }`, 'live'],
  ['switch true', `switch (true) { case ${OFF}: { ${A} break; } }`, 'default-off'],
  ['switch taken', `switch (${MODE}) { case 'none': { ${A} break; } default: console.log(1); }`, 'live'],
  ['switch return', `function go() { switch (${MODE}) { case 'none': return; } ${A} }\ngo();`, 'default-off'],
  ['=== false', `if (${OFF} === false) { console.log(1); } else { ${A} }`, 'default-off'],
  ['!== true', `function go() { if (${OFF} !== true) return; ${A} }\ngo();`, 'default-off'],
  ['== mode', `if (${MODE} === 'redis') { ${A} }`, 'default-off'],
  ['!= mode', `if (${MODE} !== 'none') { ${A} }`, 'default-off'],
  ['> 0', `if (resolver.getInt('f','n') > 0) { ${A} }`, 'default-off'],
  ['>= 1', `if (resolver.getInt('f','n') >= 1) { ${A} }`, 'default-off'],
  ['0 <', `if (0 < resolver.getInt('f','n')) { ${A} }`, 'default-off'],
  ['number truth', `if (resolver.getInt('f','n')) { ${A} }`, 'default-off'],
  ['url', `if (resolver.getStr('f','url')) { ${A} }`, 'default-off'],
  ['url length', `if (resolver.getStr('f','url').length > 0) { ${A} }`, 'default-off'],
  ['url trim', `if (resolver.getStr('f','url').trim()) { ${A} }`, 'default-off'],
  ["url !== ''", `if (resolver.getStr('f','url') !== '') { ${A} }`, 'default-off'],
  ['unset', `if (resolver.getStr('f','unset')) { ${A} }`, 'default-off'],
  ['unset != null', `if (resolver.getStr('f','unset') != null) { ${A} }`, 'default-off'],
  ['unset !== undefined', `if (resolver.getStr('f','unset') !== undefined) { ${A} }`, 'default-off'],
  ['unset ??', `const x = resolver.getStr('f','unset') ?? resolver.getStr('s','a');\nconsole.log(x);`, 'live'],
  ['mode ??', `const x = ${MODE} ?? resolver.getStr('s','a');\nconsole.log(x);`, 'default-off'],
  ['url ||', `const x = resolver.getStr('f','url') || resolver.getStr('s','a');\nconsole.log(x);`, 'live'],
  ['mode ||', `const x = ${MODE} || resolver.getStr('s','a');\nconsole.log(x);`, 'default-off'],
  ['const', `const on = ${OFF};\nif (on) { ${A} }`, 'default-off'],
  ['const negated', `const off = !${OFF};\nif (!off) { ${A} }`, 'default-off'],
  ['const two', `const on = ${OFF} && process.env.X === '1';\nif (on) { ${A} }`, 'default-off'],
  ['const or unknown', `const on = ${OFF} || process.env.X === '1';\nif (on) { ${A} }`, 'live'],
  ['!!', `if (!!${OFF}) { ${A} }`, 'default-off'],
  ['Boolean()', `if (Boolean(${OFF})) { ${A} }`, 'default-off'],
  ['helper', `function isOn(): boolean { return ${OFF}; }\nif (isOn()) { ${A} }`, 'default-off'],
  ['helper arrow', `const isOn = () => ${OFF};\nif (isOn()) { ${A} }`, 'default-off'],
  ['helper negated', `const isOff = () => !${OFF};\nif (!isOff()) { ${A} }`, 'default-off'],
  ['async helper', `async function isOn(): Promise<boolean> { return ${OFF}; }\nif (await isOn()) { ${A} }`, 'default-off'],
  ['async helper not awaited', `async function isOn(): Promise<boolean> { return ${OFF}; }\nif (isOn()) { ${A} }`, 'live'],
  ['helper early', `function isOn(): boolean { if (!${OFF}) return false; return process.argv.length > 2; }\nif (isOn()) { ${A} }`, 'default-off'],
  ['helper param', `function isOn(x: boolean): boolean { return x; }\nif (isOn(${OFF})) { ${A} }`, 'default-off'],
  ['two hops', `const one = () => ${OFF};\nconst two = () => one();\nconst three = () => two();\nif (three()) { ${A} }`, 'default-off'],
  ['let reassigned', `let on = ${OFF};\nif (process.argv[2]) on = true;\nif (on) { ${A} }`, 'live'],
  ['let unreassigned', `let on = false;\nif (on) { ${A} }`, 'ghost-wired'],
  ['object flags', `const flags = { sync: ${OFF} };\nif (flags.sync) { ${A} }`, 'default-off'],
  ['destructured flags', `const { sync } = { sync: ${OFF} };\nif (sync) { ${A} }`, 'default-off'],
  ['optional call', `const svc = ${OFF} ? { start() { ${A} } } : undefined;\nsvc?.start();`, 'default-off'],
  ['while', `while (${OFF}) { ${A} }`, 'default-off'],
  ['for cond', `for (let i = 0; i < resolver.getInt('f','n'); i++) { ${A} }`, 'default-off'],
  ['try', `try { if (${OFF}) { ${A} } } catch { console.log(1); }`, 'default-off'],
  ['catch', `try { console.log(1); } catch { ${A} }`, 'live'],
  ['nested', `if (${ON}) { if (${OFF}) { ${A} } }`, 'default-off'],
  ['either', `if (${ON} || ${OFF}) { ${A} }`, 'live'],
  ['unknown', `if (process.argv.length > 3) { ${A} }`, 'live'],
  ['continue', `for (const x of [1, 2]) { if (!${OFF}) continue; ${A} }`, 'default-off'],
  ['break', `for (const x of [1, 2]) { if (!${OFF}) break; ${A} }`, 'default-off'],
  ['label fn arg', `[1].forEach(() => { if (!${OFF}) return; ${A} });`, 'default-off'],
  ['includes', `if (['redis', 'memory'].includes(${MODE})) { ${A} }`, 'default-off'],
  ['xor', `if (${OFF} !== ${ON}) { ${A} }`, 'live'],
  ['comma', `if ((console.log(1), ${OFF})) { ${A} }`, 'default-off'],
  ['process.exit', `if (!${OFF}) process.exit(0);\n${A}`, 'default-off'],
  ['??=', `let x: string | null = null;\nif (${OFF}) x ??= resolver.getStr('s','a');\nconsole.log(x);`, 'default-off'],
  ['default param', `function go(on = ${OFF}) { if (on) { ${A} } }\ngo();`, 'default-off'],
  ['class static flag', `class F { static readonly sync = ${OFF}; }\nif (F.sync) { ${A} }`, 'default-off'],
  ['class field flag', `class F { private readonly sync = ${OFF}; go() { if (this.sync) { ${A} } } }\nnew F().go();`, 'default-off'],
  ['class ctor flag', `class F { private readonly sync: boolean; constructor() { this.sync = ${OFF}; } go() { if (this.sync) { ${A} } } }\nnew F().go();`, 'default-off'],
  ['class param prop', `class F { constructor(private readonly sync: boolean) {} go() { if (this.sync) { ${A} } } }\nnew F(${OFF}).go();`, 'default-off'],
  ['class opts', `class F { constructor(private readonly opts: { sync: boolean }) {} go() { if (this.opts.sync) { ${A} } } }\nnew F({ sync: ${OFF} }).go();`, 'default-off'],
  ['getter flag', `class F { get sync() { return ${OFF}; } go() { if (this.sync) { ${A} } } }\nnew F().go();`, 'default-off'],
  ['method flag', `class F { isOn() { return ${OFF}; } go() { if (this.isOn()) { ${A} } } }\nnew F().go();`, 'default-off'],
  ['mode map', `const on = { none: false, redis: true }[${MODE}];\nif (on) { ${A} }`, 'default-off'],
  ['typeof', `if (typeof ${MODE} !== 'string') { ${A} }`, 'default-off'],
  ['startsWith', `if (${MODE}.startsWith('redis')) { ${A} }`, 'default-off'],
  ['toLowerCase', `if (${MODE}.toLowerCase() === 'redis') { ${A} }`, 'default-off'],
  ['function opts', `function go(opts: { on: boolean }) { if (opts.on) { ${A} } }\ngo({ on: ${OFF} });`, 'default-off'],
  ['function destructured', `function go({ on }: { on: boolean }) { if (on) { ${A} } }\ngo({ on: ${OFF} });`, 'default-off'],
  ['promise then', `Promise.resolve().then(() => { if (${OFF}) { ${A} } });`, 'default-off'],
  ['some', `if ([${OFF}, ${ON}].some(Boolean)) { ${A} }`, 'live'],
])('decides a condition that is written with %s', (_, main, expected) => {
  expect(verdictIn(main)).toBe(expected);
});

it.each([
  ['a constant', `import { SYNC } from './flags';\nif (SYNC) { ${A} }`, `export const SYNC = ${OFF};`],
  ['an object', `import { flags } from './flags';\nif (flags.sync) { ${A} }`, `export const flags = { sync: ${OFF} };`],
  ['a default export', `import flags from './flags';\nif (flags.sync) { ${A} }`, `export default { sync: ${OFF} };`],
  ['a function', `import * as flags from './flags';\nif (flags.isOn()) { ${A} }`, `export function isOn() { return ${OFF}; }`],
  ['what a function returns', `import { load } from './flags';\nconst config = load();\nif (config.sync) { ${A} }`, `export function load() { return { sync: ${OFF} }; }`],
])('decides a condition that comes from another file as %s', (_, main, flags) => {
  expect(verdictIn(main, { 'src/flags.ts': `import { resolver } from './house';\n${flags}\n` })).toBe('default-off');
});

/** Each of these may be on, though something that says off stands near. */
it.each([
  ['an object that is filled by name later', `const flags = { sync: ${OFF} };\nfunction fill(o: { sync: boolean }) { o.sync = true; }\nfill(flags);\nif (flags.sync) { ${A} }`],
  ['an object that is filled by computed names', `const flags = { sync: ${OFF} };\nfor (const key of ['sync'] as const) flags[key] = process.argv.length > 2;\nif (flags.sync) { ${A} }`],
  ['an object into which another is copied', `const flags = { sync: ${OFF} };\nObject.assign(flags, JSON.parse(process.argv[2]!));\nif (flags.sync) { ${A} }`],
  ['an object that another is spread over', `const flags = { sync: ${OFF}, ...JSON.parse(process.argv[2]!) };\nif (flags.sync) { ${A} }`],
  ['a parameter that another caller fills', `function go(on: boolean) { if (on) { ${A} } }\ngo(${OFF});\ngo(process.argv.length > 2);`],
  ['a parameter of a function that is handed on', `function go(on: boolean) { if (on) { ${A} } }\ngo(${OFF});\n[true].forEach(go);`],
  ['a parameter that spread arguments may fill', `function go(on: boolean) { if (on) { ${A} } }\nconst args: [boolean] = [process.argv.length > 2];\ngo(...args);\ngo(${OFF});`],
  ['a field that a subclass fills', `class F { protected sync = ${OFF}; go() { if (this.sync) { ${A} } } }\nclass G extends F { protected override sync = true; }\nnew G().go();`],
  ['a getter that a subclass overrides', `class F { get sync() { return ${OFF}; } go() { if (this.sync) { ${A} } } }\nclass G extends F { override get sync() { return true; } }\nnew G().go();`],
  ['a field that a method fills', `class F { private sync = ${OFF}; switchOn() { this.sync = true; } go() { if (this.sync) { ${A} } } }\nconst f = new F();\nf.switchOn();\nf.go();`],
  ['a parameter property that another construction fills', `class F { constructor(private readonly sync: boolean) {} go() { if (this.sync) { ${A} } } }\nnew F(${OFF}).go();\nnew F(true).go();`],
  ['a parameter property of a class that something else constructs', `class F { constructor(private readonly sync: boolean) {} go() { if (this.sync) { ${A} } } }\nnew F(${OFF});\nconst classes = [F];\nfor (const each of classes) new each(true).go();`],
  ['what one of several functions returns', `const one = () => ({ sync: ${OFF} });\nconst two = () => ({ sync: true });\nconst load = process.argv[2] ? one : two;\nif (load().sync) { ${A} }`],
  ['what a function returns on one way', `function load() { if (process.argv[2]) return { sync: true }; return { sync: ${OFF} }; }\nif (load().sync) { ${A} }`],
  ['a list that more is put into', `const modes = ['redis'];\nmodes.push('none');\nif (modes.includes(${MODE})) { ${A} }`],
  ['a counter that begins above', `for (let i = resolver.getInt('f','n'); i < 3; i++) { ${A} }`],
  ['a variable that a callback fills', `let on = ${OFF};\nprocess.on('SIGUSR1', () => { on = true; });\nsetInterval(() => { if (on) { ${A} } }, 1000);`],
])('leaves open %s', (_, main) => {
  expect(verdictIn(main)).toMatch(/live$/);
});

it('knows nothing of a parameter that somebody outside fills', () => {
  const program = models({
    ...HOUSE, 'package.json': '{ "name": "x", "exports": "./src/index.ts" }',
    'src/index.ts': `import './definitions';\nimport { resolver } from './house';\nexport function go(on: boolean) { if (on) { ${A} } }\ngo(${OFF});\n`,
  }, { vocabularies: ['registry'] });
  const index = program.model(settings).settings.findIndex(({ key }) => key === 's.a');
  expect(program.model(wiring).wirings[index]?.verdict).toBe('live');
});

it('knows a setting that a service of the program is asked for by its key', () => {
  const verdict = (service: string): string | undefined => {
    const program = models({
      'src/configuration.ts': `import { bool, cleanEnv, str } from 'envalid';\nexport class Configuration {\n  private readonly env;\n  constructor() { this.env = cleanEnv(process.env, { BETA: bool({ default: false }), PATH_A: str({ default: '/var' }) }); }\n  ${service}\n}\n`,
      'src/main.ts': "import { Configuration } from './configuration';\nconst configuration = new Configuration();\nif (configuration.get('BETA')) console.log(configuration.get('PATH_A'));\n",
    }, { entries: { app: ['src/main.ts'] } });
    const index = program.model(settings).settings.findIndex(({ key }) => key === 'PATH_A');
    return program.model(wiring).wirings[index]?.verdict;
  };
  expect(verdict('get<K extends string>(key: K) { return this.env[key]; }')).toBe('default-off');
  expect(verdict('get(key: string) { return !this.env[key]; }')).toBe('live');
  expect(verdict('get(key: string) { if (process.argv[2]) return true; return this.env[key]; }')).toBe('live');
});
