/**
 * Globs over paths relative to the root: `*` and `?` within a part, `**` over parts, `[abc]`, `[!abc]`, `{a,b}` for
 * alternatives, which may nest. A pattern that ends in `/` means everything below. A leading `./` is
 * dropped. A path also matches itself: routers put brackets in file names. Hidden files match like others: what is left out is for discovery to say.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const literal = normal(pattern);
  const expression = new RegExp(`^${sourceOf(literal)}$`, 's');
  return path => path === literal || expression.test(path);
}

/** True for a path that one of the patterns matches. */
export function anyGlob(patterns: readonly string[]): (path: string) => boolean {
  const matchers = patterns.map(globMatcher);
  return path => matchers.some(matches => matches(path));
}

/** False when the pattern can only mean the one path that it spells. */
export const isGlob = (pattern: string): boolean => /[*?[\]{}]/.test(pattern);

const normal = (pattern: string): string => {
  const bare = pattern.replace(/^(\.\/)+/, '');
  return bare.endsWith('/') ? `${bare}**` : bare;
};

function sourceOf(pattern: string): string {
  let source = '';
  let depth = 0;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    if (char === '*') {
      const from = i;
      while (pattern[i + 1] === '*') i++;
      const wholePart = (from === 0 || pattern[from - 1] === '/') && (i + 1 === pattern.length || pattern[i + 1] === '/');
      if (i === from || !wholePart) source += '[^/]*';
      else if (i + 1 === pattern.length) source += '.*';
      else {
        source += '(?:[^/]+/)*';
        i++;
      }
    } else if (char === '?') source += '[^/]';
    else if (char === '[' && pattern.indexOf(']', i + 2) > 0) {
      const end = pattern.indexOf(']', i + 2);
      source += `[${pattern.slice(i + 1, end).replace(/^[!^]/, '^/').replace(/[\\\]]/g, '\\$&')}]`;
      i = end;
    } else if (char === '{' && closes(pattern, i)) {
      source += '(?:';
      depth++;
    } else if (char === '}' && depth > 0) {
      source += ')';
      depth--;
    } else if (char === ',' && depth > 0) source += '|';
    else if (char === '\\' && i + 1 < pattern.length) source += escaped(pattern[++i]!);
    else source += escaped(char);
  }
  return source;
}

/** True when the brace at `open` has its partner, so that a lone one stands for itself. */
function closes(pattern: string, open: number): boolean {
  let depth = 0;
  for (let i = open; i < pattern.length; i++) {
    if (pattern[i] === '{') depth++;
    else if (pattern[i] === '}' && --depth === 0) return true;
  }
  return false;
}

const escaped = (char: string): string => char.replace(/[.+^$()|[\]{}\\*?/-]/, '\\$&');
