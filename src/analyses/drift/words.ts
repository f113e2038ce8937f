/** The words of a name in any spelling: `maxRetryMs`, `max_retry_ms`, `MAX_RETRY_MS`. */
export const wordsOf = (name: string): readonly string[] =>
  name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2').toLowerCase().split(/[^a-z0-9]+/).filter(word => word !== '');
