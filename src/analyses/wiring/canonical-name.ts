/** `max_retries`, `max-retries` and `maxRetries` are one name. */
export const canonicalName = (name: string): string => name.replace(/[_-]/g, '').toLowerCase();
