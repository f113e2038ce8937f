import type { Marker } from '../../core/model.ts';
import { parseDirective } from './parse.ts';

/**
 * The markers of files that are no source code but in which rules report: in comments behind `#` of environment files,
 * YAML and Dockerfiles, and in comments of Markdown. Such a marker excuses its own line, or the one right below it.
 */
export function markersInText(path: string, text: string): readonly Marker[] {
  if (!text.includes('lint-allow')) return [];
  const comment = /\.mdx?$/.test(path) ? inMarkup : hashed.test(path) ? behindHash : undefined;
  if (comment === undefined) return [];
  const lines = text.split(/\r?\n/).map(line => {
    const { before = line, words } = comment(line) ?? {};
    return { line, before, words, isAlone: words !== undefined && before.trim() === '' };
  });
  return lines.flatMap(({ before, words, isAlone }, i): Marker[] => {
    if (words === undefined || !/^lint-allow/.test(words)) return [];
    const run: string[] = [];
    for (let next = lines[i + 1]; isAlone && next?.isAlone && !isVariable(next.words!); next = lines[i + run.length + 1]) run.push(next.words!); // What stands alone has words.
    const directive = parseDirective(words, run);
    if (directive === undefined) return [];
    const lastLine = i + 1 + run.length;
    const below = lines[lastLine];
    const reaches = !isAlone ? [i + 1] : below !== undefined && below.line.trim() !== '' ? [lastLine + 1] : [];
    return [{ ...directive, at: { file: path, line: i + 1, column: before.length + 1, endLine: i + 1, endColumn: lines[i]!.line.length + 1 }, lastLine, reaches }];
  });
}

/** What stands before the comment of a line, and what the comment says. */
interface Commented {
  readonly before: string;
  readonly words: string;
}

function inMarkup(line: string): Commented | undefined {
  const open = line.indexOf('<!--');
  const close = open < 0 ? -1 : line.indexOf('-->', open + 4);
  return close < 0 ? undefined : { before: line.slice(0, open), words: line.slice(open + 4, close).trim() };
}

function behindHash(line: string): Commented | undefined {
  const open = line.startsWith('#') ? 0 : line.search(/\s#/) + 1;
  return open === 0 && line[0] !== '#' ? undefined : { before: line.slice(0, open), words: line.slice(open).replace(/^#+/, '').trim() };
}

const hashed = /(^|\/)(\.env[^/]*|[^/]*\.env(\.[^/]*)?|[^/]+\.ya?ml|([^/]+\.)?(Dockerfile|Containerfile)[^/]*)$/;

/** A variable that is commented out may be what is excused. */
const isVariable = (words: string): boolean => /^(export\s+)?[A-Z][A-Z0-9_]*=/.test(words);
