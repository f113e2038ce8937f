import { isDate } from '../../core/date.ts';
import type { Marker } from '../../core/model.ts';

export type Directive = Pick<Marker, 'rules' | 'reason' | 'owner' | 'until' | 'malformed'>;

const form = '`lint-allow: <rule> -- <reason>`';

/**
 * What one line of a comment says, when it is a marker or was meant to be one: `lint-allow: <rule>[, <rule>]
 * [owner=@x] [until=YYYY-MM-DD] -- <reason>`. `below` are the comment's next lines, on which the reason may go on.
 */
export function parseDirective(line: string, below: readonly string[]): Directive | undefined {
  const rest = directiveOf(line);
  if (rest === undefined) return undefined;
  if (!rest.startsWith(':')) return looksMeant(rest) ? { rules: [], reason: '', malformed: `this is no marker; write it as ${form}` } : undefined;
  const dashes = rest.indexOf('--');
  const head = readHead(rest.slice(1, dashes < 0 ? undefined : dashes));
  if (dashes < 0) return { malformed: `this marker gives no reason and excuses nothing; write it as ${form}`, ...head, reason: '' };
  const first = rest.slice(dashes + 2).trim();
  const reason = [first, ...paragraph(below)].join(' ').trim();
  if (isPlaceholder(first === '' ? reason : first) || lettersIn(reason) < 4) {
    return { malformed: 'the reason of this marker says nothing, so it excuses nothing; say after `--` why the finding is right to stay', ...head, reason };
  }
  return { ...head, reason };
}

/** What follows `lint-allow` where it opens the line, or a further comment on the line, behind another tool's directive. */
const directiveOf = (line: string): string | undefined => /(?:^|\/\/)\s*lint-allow(?!\w)(.*)$/.exec(line)?.[1];

/** `lint-allow env-read -- why`, `lint-allow-next-line: …`, a bare `lint-allow`; but not a sentence about such comments. */
const looksMeant = (rest: string): boolean => /^(-[\w-]+\s*:|-?[\w-]*(\s+\w+(-\w+)+|\s+\*)?(\s*,\s*[\w-]+)*\s*($|--(\s|$)))/.test(rest);

function readHead(text: string): Omit<Directive, 'reason'> {
  const words = text.trim().split(/\s+/);
  const options = words.filter(word => word.includes('='));
  const rules = words.filter(word => !word.includes('=')).join(' ').split(',').map(name => name.trim()).filter(name => name !== '');
  const values = new Map(options.map(option => [option.slice(0, option.indexOf('=')), option.slice(option.indexOf('=') + 1)]));
  const owner = values.get('owner');
  const until = values.get('until');
  const wrong = wrongIn(rules, values);
  return {
    rules: rules.filter(isName),
    ...(owner === undefined ? {} : { owner }),
    ...(until === undefined ? {} : { until }),
    ...(wrong === undefined ? {} : { malformed: wrong }),
  };
}

const isName = (name: string): boolean => /^\w+(-\w+)*$/.test(name);

function wrongIn(rules: readonly string[], values: ReadonlyMap<string, string>): string | undefined {
  if (rules.length === 0) return `this marker names no rule; write it as ${form}`;
  if (rules.includes('*')) return 'this marker is for every rule, which there is not; name the rule it is for';
  const name = rules.find(rule => !isName(rule));
  if (name !== undefined) return `\`${name}\` is no name of a rule; write one name, or several with commas between, then \`--\` and the reason`;
  for (const [option, value] of values) {
    if (option !== 'owner' && option !== 'until') return `a marker has no \`${option}=\`; it may have \`owner=@x\` and \`until=2027-01-31\``;
    if (value === '') return `\`${option}=\` is empty; give it a value or delete it`;
    if (option === 'until' && !isDate(value)) return `\`until=${value}\` is no date; write it as \`until=2027-01-31\``;
  }
  return undefined;
}

/** The lines that continue the sentence: up to a blank one, a tag of a doc comment or the next marker. */
function paragraph(lines: readonly string[]): readonly string[] {
  const end = lines.findIndex(line => line === '' || line.startsWith('@') || directiveOf(line) !== undefined);
  return end < 0 ? lines : lines.slice(0, end);
}

const isPlaceholder = (reason: string): boolean =>
  /^[<[{(].*[>\]})]$/.test(reason) || /^(the |a |your |some )?(todo|fixme|tbd|xxx|reason|why|because|explanation|justification|description|none|n\/a|wip|later)\b[\s.:!?…]*((goes |comes )(here)?[\s.:!?…]*|here[\s.:!?…]*)?$/i.test(reason)
  || /^(todo|fixme|tbd|xxx)\b.*\b(explain|reason|justify|describe|why|fill|write|document)\b/i.test(reason) || /^(.)\1*$/u.test(reason);

// A sign of Chinese, Japanese or Korean says as much as a few letters.
const lettersIn = (text: string): number => [...text.matchAll(/[\p{L}\p{N}]/gu)].length + 2 * [...text.matchAll(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu)].length;
