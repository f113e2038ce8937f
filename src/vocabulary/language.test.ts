import { describe, expect, it } from 'vitest';
import { settings } from '../analyses/settings/analysis.ts';
import type { Setting } from '../analyses/settings/model.ts';
import type { Json } from '../core/model.ts';
import { models, type Files } from '../testing/program.ts';

/** Everything the language can say, said of names that no preset knows. */
const speak = (vocabulary: { readonly [member: string]: Json }, files: Files): { settings: string[]; reads: string[]; problems: string[] } => {
  const model = models(files, { vocabularies: [{ name: 'own', changes: 'live', ...vocabulary }] }).model(settings);
  return {
    settings: model.settings.map(wordsOf),
    reads: model.accesses.map(({ mode, key, strength, at }) => `${at.line} ${strength === 'weak' ? 'weak ' : ''}${mode} ${key}`),
    problems: model.problems.map(({ message }) => message),
  };
};

function wordsOf({ key, type, default: value, env, flags }: Setting): string {
  const raised = Object.entries(flags).filter(([, state]) => state === true).map(([flag]) => flag);
  return [key, type, value.k === 'constant' ? JSON.stringify(value.value) : value.k, env.join(), ...raised].filter(word => word !== undefined && word !== '').join(' ');
}

/** Dials of a coffee machine: declared by a call of `dial`, read by `turn`. */
const DIALS = `export function dial(room: string, knob: string, start: unknown, more?: object): void {}
dial('boiler', 'heat', 93, { kind: 'whole', shell: 'BOIL_HEAT', reboot: true, look: 'secretly' });
dial('boiler', 'bar', 9, { sealed: 'yes' });
dial('mill', 'grit', 4, {});
`;
const dials = { kind: 'call', callee: ['dial'], namespace: 'arg0', key: 'arg1', default: 'arg2', type: 'arg3.kind', types: { whole: 'integer' }, env: 'arg3.shell', flags: { restart: 'arg3.reboot', sensitive: { slot: 'arg3.look', equals: ['secretly'] }, readOnly: { slot: 'arg3.sealed', present: true } } } as const;
const turn = { kind: 'call', callee: ['turn'], mode: 'read', namespace: 'arg0', key: 'arg1' } as const;
const dialled = (source: string, ...accesses: Json[]): string[] => {
  const { reads, problems } = speak({ registries: [dials], accesses: accesses.length > 0 ? accesses : [turn] }, { 'a/dials.ts': DIALS, 'a/use.ts': source, 'a/m.ts': 'export declare function turn(room: string, knob: string): any;\nexport declare const panel: any;\n' });
  expect(problems).toEqual([]);
  return reads;
};

describe('registries', () => {
  it('call: namespace, key, default, type, variable and flags each in a slot', () => {
    expect(speak({ registries: [dials], accesses: [] }, { 'a/dials.ts': DIALS }).settings).toEqual(['boiler.heat integer 93 BOIL_HEAT restart sensitive', 'boiler.bar number 9 readOnly', 'mill.grit number 4']);
  });

  it('new: subclasses count', () => {
    expect(speak({ join: '/', registries: [{ kind: 'new', classes: ['Lever'], namespace: '"yard"', key: 'arg0.tag', default: 'arg0.rest', flags: { action: { slot: 'arg0.sort', names: ['Push'] } } }], accesses: [] }, {
      'a.ts': `class Lever { constructor(readonly of: object) {} }
class SlowLever extends Lever {}
const Sort = { Push: 1, Pull: 2 };
export const all = [new Lever({ tag: 'gate', rest: false, sort: Sort.Pull }), new SlowLever({ tag: 'bell', sort: Sort.Push })];
`,
    }).settings).toEqual(['yard/gate boolean false', 'yard/bell unset action']);
  });

  it('variable: an object table, nested groups, and an array', () => {
    const files = { 'a.ts': `export const SHELF = { jar: { fill: { start: 1, about: 'x' }, lid: { start: true } }, tin: { start: null } };
export const ROWS = [{ tag: 'x.y', first: 2 }, { tag: 'x.z', first: 'w' }];
` };
    expect(speak({ registries: [{ kind: 'variable', names: ['SHELF'], entries: { members: 'value', depth: { leaf: ['start'] } }, key: 'name', default: 'value.start' }], accesses: [] }, files).settings).toEqual(['jar.fill number 1', 'jar.lid boolean true', 'tin null']);
    expect(speak({ registries: [{ kind: 'variable', names: ['ROW*'], entries: { elements: 'value' }, key: 'value.tag', default: 'value.first' }], accesses: [] }, files).settings).toEqual(['x.y number 2', 'x.z string "w"']);
  });

  it('class: fields with a decorator, fields of a base class, static fields', () => {
    const files = { 'a.ts': `declare function Knob(name: string, more?: object): PropertyDecorator;
class Base {}
export class Oven extends Base { @Knob('oven.heat', { locked: true }) heat = 180; @Knob('oven.fan') fan = false; other = 1; }
export class Names { static readonly OVEN_URL = 'OVEN_URL'; static readonly TITLE = 'the oven'; own = 'OWN_URL'; }
` };
    expect(speak({ registries: [{ kind: 'class', decorators: ['Knob'], key: '@Knob(0)', default: 'value', flags: { readOnly: '@Knob(1).locked' } }], accesses: [] }, files).settings).toEqual(['oven.heat number 180 readOnly', 'oven.fan boolean false']);
    expect(speak({ registries: [{ kind: 'class', extends: ['Base'], key: 'name', default: 'value' }], accesses: [] }, files).settings).toEqual(['heat number 180', 'fan boolean false', 'other number 1']);
    expect(speak({ registries: [{ kind: 'class', classes: ['Names'], static: true, keyed: '^[A-Z_]+$', key: 'value', env: 'value' }], accesses: [] }, files).settings).toEqual(['OVEN_URL unknown OVEN_URL']);
  });

  it('enum and union', () => {
    const files = { 'a.ts': "export enum Perk { Dark = 'dark-mode', Beta = 'beta' }\nexport type Trick = | 'flip' | 'spin';\n" };
    expect(speak({ registries: [{ kind: 'enum', names: ['Perk'], key: 'value' }], accesses: [] }, files).settings).toEqual(['dark-mode unknown', 'beta unknown']);
    expect(speak({ registries: [{ kind: 'union', names: ['Trick'], key: 'name', type: '"boolean"' }], accesses: [] }, files).settings).toEqual(['flip boolean unknown', 'spin boolean unknown']);
  });

  it('jsonSchema and yaml', () => {
    const files = { 'a.ts': 'export {};\n', 'kiln.json': '{ "deep": { "properties": { "zone": { "properties": { "low": { "type": "number", "default": 5, "boot": true } } }, "on": { "type": "boolean" } } } }\n', 'kiln.yaml': 'zone:\n  low: 5\nskip: 1\n' };
    expect(speak({ registries: [{ kind: 'jsonSchema', files: ['kiln.json'], at: 'deep', flags: { restart: 'value.boot' } }], accesses: [] }, files).settings).toEqual(['zone.low number 5 restart', 'on boolean unset']);
    expect(speak({ registries: [{ kind: 'jsonSchema', files: ['kiln.json'], at: 'deep', depth: 'top' }], accesses: [] }, files).settings).toEqual(['zone unset', 'on boolean unset']);
    expect(speak({ registries: [{ kind: 'yaml', files: ['*.yaml'], except: ['skip'] }], accesses: [] }, files).settings).toEqual(['zone.low number 5']);
  });
});

describe('modes and scopes', () => {
  const head = "import { panel, turn } from './m.ts';\n";
  it('read, watch, write, mention', () => {
    const forms = (['read', 'watch', 'write', 'mention'] as const).map(mode => ({ kind: 'call', callee: [`${mode}It`], receiver: { endings: ['panel'] }, mode, key: 'arg0' }) as const);
    expect(dialled(`${head}panel.readIt('boiler.heat');\npanel.watchIt('boiler.heat');\npanel.writeIt('boiler.heat');\npanel.mentionIt('boiler.heat');\n`, ...forms)).toEqual(['2 read boiler.heat', '3 watch boiler.heat', '4 write boiler.heat', '5 mention boiler.heat']);
  });
  it.each([
    ['subtree', "'boiler'", ['2 read boiler.*']], ['prefix', "'boiler.h'", ['2 read boiler.h*']], ['pattern', '/^boiler\\.b/', ['2 read boiler.bar']],
    ['elements', "['mill.grit', 'boiler.bar']", ['2 read boiler.bar', '2 read mill.grit']], ['values', "{ x: 'mill.grit' }", ['2 read mill.grit']], ['names', "{ 'mill.grit': 1 }", ['2 read mill.grit']],
  ])('scope %s', (scope, argument, reads) => {
    expect(dialled(`${head}panel.sweep(${argument});\n`, { kind: 'call', callee: ['sweep'], mode: 'read', key: 'arg0', scope })).toEqual(reads);
  });
  it('a construction, an element, a rewritten key', () => {
    expect(dialled(`class Gauge { constructor(readonly of: string) {} }\nexport const g = new Gauge('mill.grit');\n`, { kind: 'call', callee: ['Gauge'], form: 'new', mode: 'read', key: 'arg0' })).toEqual(['2 read mill.grit']);
    expect(dialled(`${head}panel.old('grinder.grit');\n`, { kind: 'call', callee: ['old'], mode: 'read', key: 'arg0', rewrite: [['grinder.', 'mill.']] })).toEqual(['2 read mill.grit', '2 read grinder.grit'].sort((a, b) => (a < b ? -1 : 1)));
  });
  it('literal, list, comparison and string', () => {
    expect(dialled(`export const slot = { zone: 'mill', dialName: 'grit' };\nexport const dialsUsed = [['boiler', 'bar'], 'mill.grit'];\nexport const is = (e: { knobId: string }) => e.knobId === 'boiler.heat';\nexport const when = 'dial:boiler.bar > 3';\n`,
      { kind: 'literal', members: ['zone', 'dialName'], mode: 'read', namespace: 'value.zone', key: 'value.dialName' }, { kind: 'list', names: ['dialsUsed'], mode: 'watch' },
      { kind: 'comparison', members: ['knobId'], mode: 'read' }, { kind: 'string', after: ['dial:'], mode: 'read' })).toEqual(['1 read mill.grit', '2 watch boiler.bar', '2 watch mill.grit', '3 read boiler.heat', '4 weak read boiler.bar']);
  });
});

describe('key forms', () => {
  const head = "import { turn } from './m.ts';\n";
  it.each([
    ['an enum and a constant', "enum Room { Mill = 'mill' }\nconst KNOB = 'grit';\nturn(Room.Mill, KNOB);", ['4 read mill.grit']],
    ['a template with a fixed beginning or end', 'export const f = (x: string) => turn("boiler", `he${x}`);\nexport const g = (x: string) => turn("boiler", `${x}ar`);', ['2 read boiler.he*', '3 read boiler.*ar']],
    ['a wrapper three hops deep', "const a = (k: string) => turn('mill', k);\nfunction b(k: string) { return a(k); }\nclass C { c(k: string) { return b(k); } }\nnew C().c('grit');", ['5 read mill.grit']],
    ['a wrapper whose key is put together', 'const both = (room: string, rest: string) => turn(room, `h${rest}`);\nboth("boiler", "eat");', ['2 read boiler.heat']],
    ['a condition', "export const f = (on: boolean) => turn('boiler', on ? 'heat' : 'bar');", ['2 read boiler.heat', '2 read boiler.bar']],
    ['an alias and a destructured function', "const spin = turn;\nspin('mill', 'grit');\nimport * as all from './m.ts';\nconst { turn: t } = all;\nt('boiler', 'bar');", ['3 read mill.grit', '6 read boiler.bar']],
    ['a loop over a list', "for (const k of ['heat', 'bar']) turn('boiler', k);", ['2 read boiler.heat', '2 read boiler.bar']],
    ['no comment', "// turn('mill', 'grit');\nturn('mill', 'other');", ['3 read mill.other']],
  ])('%s', (_, source, reads) => {
    expect(dialled(`${head}${source}\n`).sort()).toEqual([...reads].sort());
  });

  it('members, groups, destructuring and aliases of an object, however it is handed on', () => {
    const { reads, problems } = speak({
      changes: 'start', registries: [{ kind: 'call', callee: ['brew'], entries: { members: 'arg0', depth: { leaf: ['start'] } }, key: 'name', default: 'value.start', result: { path: ['all'] } }],
      accesses: [{ kind: 'result', mode: 'read' }],
    }, {
      'a.ts': `declare function brew(of: object): { all: any }; declare function send(of: object): void;
const cups = brew({ small: { size: { start: 1 }, lid: { start: 2 } }, large: { size: { start: 3 }, lid: { start: 4 } }, sugar: { start: 5 }, milk: { start: 6 } }).all;
export const size = () => cups.small.size;
export const { small: { lid } } = cups;
const tall = cups.large;
export const tallSize = () => tall.size;
const sweet = (c: { sugar: number }) => c.sugar;
sweet(cups);
send(cups.large);
`,
    });
    expect(problems).toEqual([]);
    expect(reads).toEqual(expect.arrayContaining(['3 read small.size', '4 read small.lid', '6 read large.size', '7 read sugar', '9 weak read large.*']));
  });

  it('a tree that a call yields, below a path, and one that goes by a name', () => {
    const files = { 'tree.json': '{ "properties": { "hob": { "properties": { "gas": { "type": "boolean" }, "ring": { "type": "number" } } } } }\n', 'a.ts': `declare function stove(): any; declare const kitchen: any;
export const gas = () => stove().now.hob.gas;
export const { ring } = stove().now.hob;
export const other = () => kitchen.hob.ring;
` };
    const registries = [{ kind: 'jsonSchema', files: ['tree.json'] }];
    expect(speak({ registries, accesses: [{ kind: 'result', of: { callee: ['stove'], path: ['now'] }, mode: 'read' }] }, files).reads).toEqual(['2 read hob.gas', '3 read hob.ring']);
    expect(speak({ registries, accesses: [{ kind: 'result', of: { endings: ['kitchen'] }, mode: 'read' }] }, files).reads).toEqual(['4 weak read hob.ring']);
  });
});

it('text readers and external consumers keep a setting alive', () => {
  const model = models({ 'a.ts': DIALS, 'deploy/up.tpl': 'heat=${BOIL_HEAT}\n', 'q.sql': "-- 'boiler.bar'\nselect 'mill.grit';\n" }, {
    vocabularies: [{ name: 'own', changes: 'live', registries: [dials], external: [{ keys: ['boiler.b*'], reason: 'read by the gauge on the front' }], accesses: [{ kind: 'text', files: ['**/*.tpl'], names: 'env', after: ['${'] }, { kind: 'text', files: ['*.sql'], names: 'key', after: ["'"], skip: ['--'] }] }],
  }).model(settings);
  expect(model.problems).toEqual([]);
  expect(model.settings.map(({ key, flags, outside }) => [key, flags.external, outside?.file ?? null])).toEqual([['boiler.heat', true, 'deploy/up.tpl'], ['boiler.bar', true, null], ['mill.grit', true, 'q.sql']]);
});

describe('a bad vocabulary is told which member is wrong, and what to write', () => {
  const problemsOf = (vocabulary: { readonly [member: string]: Json }): readonly string[] => speak({ accesses: [], ...vocabulary }, { 'a.ts': DIALS }).problems;
  it('a key where no key can stand, or one that is the same for every setting', () => {
    expect(problemsOf({ registries: [{ kind: 'call', callee: ['dial'], key: 'name' }] })[0]).toBe('vocabulary `own`, `registries[0]`, `key`: slot `name` does not exist there, because a call has arguments and no name; begin it with `arg0`');
    expect(problemsOf({ registries: [{ kind: 'call', callee: ['dial'], entries: { members: 'arg3' }, key: 'arg1' }] })[0]).toBe('vocabulary `own`, `registries[0]`, `key`: slot `arg1` is the same for every setting, because its settings are the members at `entries`; begin it with `name` or `value`, and give `arg1` as `namespace`');
    expect(problemsOf({ registries: [{ kind: 'enum', names: ['E'], key: 'arg0' }] })[0]).toBe('vocabulary `own`, `registries[0]`, `key`: slot `arg0` does not exist there, because its settings are members of an enum; begin it with `name` or `value`');
    expect(problemsOf({ registries: [dials], accesses: [{ ...turn, key: 'value' }] })[0]).toBe('vocabulary `own`, `accesses[0]`, `key`: slot `value` does not exist there, because a call has arguments and no name; begin it with `arg0`');
  });
  it('a pattern that fits nothing', () => {
    expect(problemsOf({ registries: [dials, { ...dials, callee: ['diall'] }] })).toEqual(['vocabulary `own`, `registries[1]`, `callee`: the program calls nothing of the name `diall`; the nearest is `dial`']);
    expect(problemsOf({ registries: [dials], accesses: [turn] })).toEqual(['vocabulary `own`, `accesses[0]`, `callee`: the program calls nothing of the name `turn`; correct it, or take this part out']);
    expect(problemsOf({ registries: [dials, { kind: 'variable', names: ['DAILS'], key: 'name' }] })).toEqual(['vocabulary `own`, `registries[1]`, `names`: the program declares nothing of the name `DAILS`; correct it, or take this part out']);
    expect(problemsOf({ registries: [dials], accesses: [{ kind: 'text', files: ['deploy/*.tpl'], names: 'env' }] })).toEqual(['vocabulary `own`, `accesses[0]`, `files`: no file fits `deploy/*.tpl`; write a glob relative to the root, or take this part out']);
  });
  it('an unknown member, deep down too', () => {
    expect(problemsOf({ registries: [{ ...dials, recevier: {} }] })[0]).toBe('vocabulary `own`, `registries[0]`, has the unknown member `recevier`; write `receiver`');
    expect(problemsOf({ registries: [{ kind: 'variable', names: ['D'], entries: { member: 'arg0' }, key: 'name' }] })[0]).toMatch(/^vocabulary `own`, `registries\[0\]`, `entries` has the unknown member `member`; write `members`/);
    expect(problemsOf({ registries: [dials], accesses: [{ ...turn, receiver: { ending: ['x'] } }] })[0]).toMatch(/`accesses\[0\]`, `receiver` has the unknown member `ending`; write `endings`/);
  });
});
