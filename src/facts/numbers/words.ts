/**
 * The words of a name, in lower case: `maxRetryDelayMs`, `MAX_RETRY_DELAY_MS` and `max-retry-delay-ms` are all
 * `max retry delay ms`. Digits stay with the word before them.
 */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter(word => word !== '')
    .map(word => word.toLowerCase());
