export type Files = Readonly<Record<string, string>>;

export interface GrowthCase {
  readonly name: string;
  /** The smaller of the two sizes. */
  readonly size: number;
  files(size: number): Files;
}

const base: Files = { 'package.json': '{"name":"x","scripts":{"start":"node src/main.js"}}', 'src/main.ts': 'export const PORT = Number(process.env.PORT ?? 3000);\n' };

/** What stands on end in the texts, none of which closes or ends as an expression may hope. */
const runs: Readonly<Record<string, string>> = {
  spaces: ' ', 'blank lines': '\n', slashes: '/', stars: '*', underscores: '_', capitals: 'A', hashes: '# ', quotes: '"', ticks: '`', bars: '| ', dots: '.', openings: '<!--', words: 'foo ', parts: 'a/', commands: ' && ', backslashes: '\\',
};

/** One kind of character on end, in every kind of file that is read line by line or by expressions. */
export const texts: readonly GrowthCase[] = Object.entries(runs).map(([name, unit]) => ({
  name: `text: ${name}`,
  size: 25_000,
  files(size) {
    const run = unit.repeat(Math.ceil(size / unit.length));
    const line = run.replaceAll('\n', ' ');
    const quoted = JSON.stringify(line);
    return {
      ...base,
      Dockerfile: `FROM node ${run}x\nENV A_B=${run}x\nFROM ${line} AS a b\nCMD node ${run}x\n${run}?\n`,
      Procfile: `web: node ${line}x\n${run}?\n`, 'fly.toml': `app = "a${line}b"\n${run}?\n`, 'wrangler.toml': `${run}?\nmain = "${line}\n`,
      '.env.example': `A_B=x${line}x\nC_D="${line}\n${line}=1\n# lint-allow: env-inventory -- todo${line}x\n`,
      'README.md': `lint-allow\n\n| Variable | Default |\n|---|---|\n| A_B ${line}x\n| ${line} |\n\n${run}x\n<!-- ${line}\n`,
      '.gitignore': `a${line}b\n`, '.gitmodules': `[submodule]\n path = a${line}b\n`, 'start.sh': `node ${run}x\n`,
      'src/long.ts': `export const limits = { ${quoted}: 5, maxRetries: 3 };\nfetch(${quoted}, { timeout: 5000 });\nif (process.env[${quoted}]) setTimeout(() => 0, 100);\n// ${line}\nexport const timeoutMs = 5000; // ${line}\n`,
    };
  },
}));

const times = (size: number, text: (i: number) => string): string => Array.from({ length: size }, (_, i) => text(i)).join('');

/** Programs in which something occurs as often as there are classes, functions or settings. */
export const programs: readonly GrowthCase[] = [
  {
    name: 'program: classes that all have a field of one name and one base', size: 150,
    files: size => ({
      ...base, 'src/base.ts': 'export class Base { protected readonly parts = new Map<string, string>(); start(): void { setInterval(() => this.parts.clear(), 1000); } }\n',
      ...Object.fromEntries(Array.from({ length: size }, (_, i) => [`src/c${i}.ts`, `import { ${i === 0 ? 'Base' : `C${i % 10 === 0 ? 0 : i - 1}`} } from './${i === 0 ? 'base' : `c${i % 10 === 0 ? 0 : i - 1}`}';\nexport class C${i} extends ${i === 0 ? 'Base' : `C${i % 10 === 0 ? 0 : i - 1}`} { protected readonly parts = new Map<string, string>(); run(): void { this.parts.get('a'); this.parts.set('b', 'c'); this.start(); } }\nnew C${i}().run();\n`])),
      'src/main.ts': times(size, i => `import './c${i}';\n`),
    }),
  },
  {
    name: 'program: entry functions that call each other, and settings that each keeps', size: 100,
    files: size => ({
      'package.json': JSON.stringify({ name: 'x', main: './dist/main.js', engines: { vscode: '^1.80.0' }, contributes: { configuration: { properties: Object.fromEntries(Array.from({ length: size }, (_, i) => [`x.s${i}`, { type: 'number', default: i }])) } } }),
      ...Object.fromEntries(Array.from({ length: size }, (_, i) => [`src/f${i}.ts`, `import * as vscode from 'vscode';\nlet kept = 0;\nexport function start${i}(): void { kept = vscode.workspace.getConfiguration('x').get('s${i}', ${i}); vscode.commands.registerCommand('x.c${i}', () => use${i}()); }\nfunction use${i}(): void { console.log(kept); }\n`])),
      'src/main.ts': `${times(size, i => `import { start${i} } from './f${i}';\n`)}export function activate(): void { ${times(size, i => `start${i}(); `)} }\n`,
    }),
  },
  {
    name: 'program: a barrel of barrels', size: 100,
    files: size => ({
      ...base, ...Object.fromEntries(Array.from({ length: size }, (_, i) => [`src/b${i}.ts`, `${i + 1 < size ? `export * from './b${i + 1}';\n` : ''}export const value${i} = ${i};\n`])),
      'src/main.ts': times(size, i => `import { value${i} } from './b0';\nconsole.log(value${i});\n`),
    }),
  },
];
