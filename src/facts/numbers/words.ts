import { perName } from './memo.ts';

/**
 * The words of a name, in lower case: `maxRetryDelayMs`, `MAX_RETRY_DELAY_MS` and `max-retry-delay-ms` are all
 * `max retry delay ms`. Digits stay with the word before them. Character by character, because a name may be a key of
 * a megabyte.
 */
export const wordsOf = perName((name): readonly string[] => {
  const words: string[] = [];
  let start = 0;
  let before = OTHER;
  for (let at = 0; at < name.length; at++) {
    const here = classOf(name.charCodeAt(at));
    const begins = here === UPPER && (before === LOWER || before === DIGIT || (before === UPPER && classOf(name.charCodeAt(at + 1)) === LOWER));
    if ((begins || here === OTHER) && before !== OTHER) words.push(name.slice(start, at).toLowerCase());
    if (begins || before === OTHER) start = at;
    before = here;
  }
  if (before !== OTHER) words.push(name.slice(start).toLowerCase());
  return words;
});

const OTHER = 0;
const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;

/** Of a character code; there is none behind the end, which is `OTHER` too. */
function classOf(code: number): number {
  if (code >= 97 && code <= 122) return LOWER;
  if (code >= 65 && code <= 90) return UPPER;
  return code >= 48 && code <= 57 ? DIGIT : OTHER;
}
