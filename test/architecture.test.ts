import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const src = join(root, 'src');

interface Layer {
  /** Folder below `src`. */
  readonly name: string;
  /** Layers it may import; `type:x` for types only, `x:no-parser` for files that load no parser, `x:lazily` by `import()`. */
  readonly may: readonly string[];
  readonly packages: readonly RegExp[];
  readonly why: string;
}

const PARSER = /^ts-morph$/;
const NODE = /^node:/;

/** DESIGN's import table: who may know whom, and the reason a newcomer reads when it is broken. */
const LAYERS: readonly Layer[] = [
  { name: 'core', may: [], packages: [], why: 'core holds the shared types and the pure steps; it knows no parser, no disk and none of our other layers' },
  { name: 'facts', may: ['core'], packages: [PARSER, /^node:module$/], why: 'facts know syntax and nothing that needs another file, the disk or a rule' },
  { name: 'vocabulary', may: ['core'], packages: [], why: 'a vocabulary is data about a dialect; it knows no analysis that uses it' },
  { name: 'analyses', may: ['core', 'type:facts', 'facts:no-parser', 'vocabulary'], packages: [/^yaml$/], why: 'analyses are pure functions of facts; they never see a tree, the disk or a rule' },
  { name: 'rules', may: ['core', 'facts:no-parser', 'type:facts', 'analyses', 'vocabulary'], packages: [], why: 'a rule judges facts and models; it never parses, reads files or knows another rule' },
  { name: 'codemods', may: ['core'], packages: [PARSER], why: 'a codemod is a pure function of one file and what is known of it; what to mend is for the command line to say, and writing for the engine' },
  { name: 'init', may: ['core', 'type:config'], packages: [], why: 'a proposal is a pure function of what was seen, so that it can be shown before anything is written' },
  { name: 'engine', may: ['core', 'type:facts', 'facts:lazily'], packages: [NODE], why: 'the engine takes kinds, analyses and rules as values, so that it need not change for a new one' },
  { name: 'reporters', may: ['core'], packages: [/^picocolors$/], why: 'a reporter is a view of the outcome; it never reads or writes' },
  { name: 'config', may: ['core', 'engine', 'rules', 'vocabulary'], packages: [NODE, /^valibot$/, /^jiti$/], why: 'configuration is resolved once, before the engine runs' },
];

const sources = filesBelow(src).filter(file => /\.ts$/.test(file) && !/\.test(-d)?\.ts$/.test(file));

describe('the import table', () => {
  it.each(LAYERS)('$name keeps to it', layer => {
    const broken = sources.filter(file => layerOf(file) === layer.name).flatMap(file => importsOf(file).filter(each => !isAllowed(layer, file, each)).map(each => `${relative(root, file)} imports ${each.specifier}`));
    expect(broken, layer.why).toEqual([]);
  });

  it('sees every layer that exists', () => {
    const known = new Set([...LAYERS.map(layer => layer.name), 'cli', 'testing']);
    expect([...new Set(sources.map(layerOf))].filter(layer => layer !== '' && !known.has(layer)), 'a new folder below src needs a row here and in ARCHITECTURE.md').toEqual([]);
    for (const layer of LAYERS) expect(sources.some(file => layerOf(file) === layer.name), `${layer.name} has files`).toBe(true);
  });

  it('lets no rule know another', () => {
    const broken = sources.filter(file => /\/rules\/[^/]+\//.test(file)).flatMap(file => importsOf(file).flatMap(each => {
      const target = each.target === undefined ? undefined : /\/rules\/([^/]+)\//.exec(each.target)?.[1];
      return target !== undefined && target !== /\/rules\/([^/]+)\//.exec(file)?.[1] ? [`${relative(root, file)} imports ${each.specifier}`] : [];
    }));
    expect(broken, 'what two rules share is an analysis').toEqual([]);
  });

  it('keeps the disk in the engine, the configuration and the command line', () => {
    const broken = sources.filter(file => !['engine', 'config', 'cli', 'testing'].includes(layerOf(file))).flatMap(file => importsOf(file).filter(each => /^node:(fs|child_process|net|http)/.test(each.specifier)).map(each => `${relative(root, file)} imports ${each.specifier}`));
    expect(broken, 'everything else is pure, so that it can be tested without a disk and cached').toEqual([]);
  });

  it('loads the parser only behind the lazy door', () => {
    const eager = sources.filter(file => importsOf(file).some(each => !each.typeOnly && each.target !== undefined && /\/facts\/walk\/parser\.ts$/.test(each.target)));
    expect(eager.filter(file => !/\/facts\//.test(file)).map(file => relative(root, file)), 'an unchanged run loads no parser').toEqual([]);
    expect(eager.filter(file => /\/kind\.ts$/.test(file)), 'a kind is a token; its extractor parses').toEqual([]);
  });

  it('loads ts-morph whole only where something is edited', () => {
    const eager = sources.filter(file => importsOf(file).some(each => !each.typeOnly && !each.lazy && each.target !== undefined && layerOf(each.target) === 'codemods'));
    expect(eager.filter(file => layerOf(file) !== 'codemods').map(file => relative(root, file)), 'a check never needs it; commands that edit are imported when they are reached').toEqual(['src/cli/repairs.ts']);
    expect(sources.filter(file => importsOf(file).some(each => !each.typeOnly && !each.lazy && /\/cli\/repairs\.ts$/.test(each.target ?? ''))).map(file => relative(root, file))).toEqual([]);
  });

  it('does not share code between the suite and the settings library', () => {
    expect(sources.flatMap(file => importsOf(file).filter(each => each.target?.includes(`${root}/packages/`)).map(each => `${relative(root, file)} imports ${each.specifier}`)), 'the library is a production dependency of others').toEqual([]);
  });
});

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly lazy: boolean;
  readonly target?: string;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const found = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm)];
  return found.map(match => {
    const specifier = match[2] ?? match[3] ?? match[4] ?? '';
    const names = /^(?:import|export)\s+\{([^}]*)\}/.exec(match[0])?.[1]?.split(',').map(name => name.trim()).filter(name => name !== '') ?? [];
    const typeOnly = match[1] !== undefined || (names.length > 0 && names.every(name => name.startsWith('type ')));
    const parts = { specifier, typeOnly, lazy: match[4] !== undefined };
    return specifier.startsWith('.') ? { ...parts, target: resolve(dirname(file), specifier) } : parts;
  });
}

function isAllowed(layer: Layer, file: string, { specifier, typeOnly, lazy, target }: Import): boolean {
  if (target === undefined) return layer.packages.some(each => each.test(specifier)) || (typeOnly && PARSER.test(specifier));
  const to = layerOf(target);
  if (to === layerOf(file)) return true;
  if (layer.may.includes(to)) return true;
  if (typeOnly && layer.may.includes(`type:${to}`)) return true;
  if (lazy && layer.may.includes(`${to}:lazily`)) return true;
  return layer.may.includes(`${to}:no-parser`) && !loadsParser(target, new Set());
}

function loadsParser(file: string, seen: Set<string>): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  return importsOf(file).some(each => !each.typeOnly && !each.lazy && (PARSER.test(each.specifier) || /\/walk\/parser\.ts$/.test(each.target ?? '') || (each.target !== undefined && loadsParser(each.target, seen))));
}

function layerOf(file: string): string {
  const parts = relative(src, file).split('/');
  return parts.length > 1 ? parts[0]! : '';
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));
}
