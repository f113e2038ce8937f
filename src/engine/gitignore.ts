/** What one .gitignore says of a path below it: `true` ignored, `false` taken back by `!`, `undefined` nothing. */
export type GitIgnore = (path: string, isDirectory: boolean) => boolean | undefined;

/**
 * Reads a .gitignore. A tree has thousands of paths and a .gitignore dozens of rules, so rules are not tried one by one:
 * those of a run of one sign are joined, plain names into sets, other names into one expression over names, the rest
 * into one over paths. The last rule that matches decides, so runs are asked from the last to the first. A path is only
 * asked about when its directory is not ignored, which is when git looks, too.
 */
export function gitIgnore(text: string): GitIgnore {
  const runs: Run[] = [];
  for (const line of text.split(/\r?\n/)) {
    const rule = ruleOf(line);
    if (rule === undefined) continue;
    if (runs.at(-1)?.ignores !== rule.ignores) runs.push({ ignores: rule.ignores, names: new Set(), directories: new Set(), nameSources: [], pathSources: [] });
    const run = runs.at(-1)!;
    const { pattern, directoriesOnly, anchored } = rule;
    if (anchored) run.pathSources.push(sourceOf(pattern) + (directoriesOnly ? '/' : '/?'));
    else if (/[*?[\\]/.test(pattern)) run.nameSources.push(sourceOf(pattern) + (directoriesOnly ? '/' : '/?'));
    else (directoriesOnly ? run.directories : run.names).add(pattern);
  }
  const deciding = runs.reverse().map(run => ({ ...run, byName: joined(run.nameSources), byPath: joined(run.pathSources) }));
  return (path, isDirectory) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    for (const { ignores, names, directories, byName, byPath } of deciding) {
      if (names.has(name) || (isDirectory && directories.has(name))) return ignores;
      if (byName?.test(isDirectory ? `${name}/` : name) || byPath?.test(isDirectory ? `${path}/` : path)) return ignores;
    }
    return undefined;
  };
}

interface Run {
  readonly ignores: boolean;
  readonly names: Set<string>;
  readonly directories: Set<string>;
  readonly nameSources: string[];
  readonly pathSources: string[];
}

const joined = (sources: readonly string[]): RegExp | undefined => (sources.length === 0 ? undefined : new RegExp(`^(?:${sources.join('|')})$`, 's'));

function ruleOf(line: string): { readonly ignores: boolean; readonly pattern: string; readonly directoriesOnly: boolean; readonly anchored: boolean } | undefined {
  // Spaces at the end count only where they are escaped.
  let pattern = line.trimEnd();
  if (pattern.endsWith('\\')) pattern = line.slice(0, pattern.length + 1);
  if (pattern === '' || pattern.startsWith('#')) return undefined;
  const ignores = !pattern.startsWith('!');
  if (!ignores) pattern = pattern.slice(1);
  const directoriesOnly = pattern.endsWith('/');
  if (directoriesOnly) pattern = pattern.slice(0, -1);
  // A slash at the start or inside ties the pattern to the place of the file.
  const anchored = pattern.includes('/');
  if (pattern.startsWith('/')) pattern = pattern.slice(1);
  return pattern === '' || pattern.length > LONGEST_PATH ? undefined : { ignores, pattern, directoriesOnly, anchored };
}

/** No system has a longer path, and an expression may not be of any length. */
const LONGEST_PATH = 4096;

function sourceOf(pattern: string): string {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const rest = pattern.slice(i);
    const stars = /^\*+/.exec(rest)?.[0].length ?? 0;
    const startsPart = i === 0 || pattern[i - 1] === '/';
    if (stars === 2 && startsPart && rest.startsWith('**/')) {
      source += '(?:.*/)?';
      i += 2;
    } else if (stars === 2 && startsPart && rest === '**') {
      source += '.+';
      i += 1;
    } else if (stars > 0) {
      // A whole part is not nothing.
      source += startsPart && (rest.length === stars || rest[stars] === '/') ? '[^/]+' : '[^/]*';
      i += stars - 1;
    } else if (rest.startsWith('?')) {
      source += '[^/]';
    } else if (rest.startsWith('[') && characterClass.test(rest)) {
      const [whole, negated, members] = characterClass.exec(rest)!;
      source += `(?!/)[${negated === '' ? '' : '^'}${members!.replace(/\\(.)/g, '$1').replace(/[\\\][^]/g, '\\$&')}]`;
      i += whole.length - 1;
    } else {
      if (rest.startsWith('\\') && rest.length > 1) i += 1;
      source += pattern[i]!.replace(/[.+^$()|[\]{}\\*?/-]/, '\\$&');
    }
  }
  return source;
}

/** `[abc]`, `[!a-z]`; a `]` in front is a member. */
const characterClass = /^\[([!^]?)(\]?(?:[^\]\\]|\\.)+)\]/;
