/** What one .gitignore says of a path below it: `true` ignored, `false` taken back by `!`, `undefined` nothing. */
export type GitIgnore = (path: string, isDirectory: boolean) => boolean | undefined;

/**
 * Reads a .gitignore. Its rules are joined into one expression for each run of rules of a kind, because a tree has
 * thousands of paths and a .gitignore dozens of rules; the last rule that matches decides, so runs are asked from the
 * last to the first. A path is only asked about when its directory is not ignored, which is when git looks, too.
 */
export function gitIgnore(text: string): GitIgnore {
  const runs: { readonly ignores: boolean; readonly sources: string[] }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const rule = ruleOf(line);
    if (rule === undefined) continue;
    if (runs.at(-1)?.ignores !== rule.ignores) runs.push({ ignores: rule.ignores, sources: [] });
    runs.at(-1)!.sources.push(rule.source);
  }
  const expressions = runs.reverse().map(({ ignores, sources }) => ({ ignores, expression: new RegExp(`^(?:${sources.join('|')})$`, 's') }));
  return (path, isDirectory) => {
    const asked = isDirectory ? `${path}/` : path;
    return expressions.find(({ expression }) => expression.test(asked))?.ignores;
  };
}

function ruleOf(line: string): { readonly ignores: boolean; readonly source: string } | undefined {
  // Spaces at the end count only where they are escaped.
  let pattern = line.replace(/(?<!\\)\s+$/, '');
  if (pattern === '' || pattern.startsWith('#')) return undefined;
  const ignores = !pattern.startsWith('!');
  if (!ignores) pattern = pattern.slice(1);
  const directoriesOnly = pattern.endsWith('/');
  if (directoriesOnly) pattern = pattern.slice(0, -1);
  // A slash at the start or inside ties the pattern to the place of the file.
  const anchored = pattern.includes('/');
  if (pattern.startsWith('/')) pattern = pattern.slice(1);
  return pattern === '' ? undefined : { ignores, source: `${anchored ? '' : '(?:.*/)?'}${sourceOf(pattern)}${directoriesOnly ? '/' : '/?'}` };
}

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
