import { describe, expect, it } from 'vitest';
import { memberQuantity, quantityOf } from './roles.ts';
import { isUnitName, readable } from './units.ts';
import { wordsOf } from './words.ts';

const said = (name: string): string => {
  const quantity = quantityOf(name);
  return quantity === undefined ? 'nothing' : [quantity.role, quantity.unit, quantity.strong ? undefined : 'weakly'].filter(part => part !== undefined).join(' ');
};

describe('what a name says of its number', () => {
  it.each([
    ['timeoutMs', 'timeout ms'], ['REQUEST_TIMEOUT', 'timeout'], ['connectTimeoutSeconds', 'timeout s'], ['deadline', 'timeout'],
    ['pollInterval', 'interval'], ['heartbeatIntervalMs', 'interval ms'], ['retryDelay', 'delay'], ['backoff', 'delay'], ['debounceMs', 'delay ms'],
    ['cacheTtl', 'ttl'], ['maxAge', 'ttl'], ['retentionDays', 'ttl d'], ['session_lifetime', 'ttl'], ['baseMs', 'duration ms'],
    ['maxRetries', 'retry-limit'], ['attempts', 'retry-limit'], ['retryCount', 'retry-limit'], ['MAX_CONNECT_TRIES', 'retry-limit'],
    ['concurrency', 'concurrency'], ['poolSize', 'concurrency'], ['maxConnections', 'concurrency'],
    ['pageSize', 'page-size'], ['perPage', 'page-size'], ['batchSize', 'batch-size'], ['chunkSize', 'batch-size'],
    ['maxFileSize', 'size-limit'], ['MAX_BODY_BYTES', 'size-limit bytes'], ['highWaterMark', 'size-limit'], ['limit', 'limit'], ['maxItems', 'limit'],
    ['rateLimit', 'rate'], ['requestsPerSecond', 'rate'], ['failureThreshold', 'threshold'], ['minScore', 'threshold'],
    ['elapsed', 'duration weakly'], ['score', 'threshold weakly'], ['buffer_length', 'size-limit weakly'], ['days', 'duration d weakly'],
  ])('%s: %s', (name, expected) => expect(said(name)).toBe(expected));

  it.each(['width', 'maxWidth', 'port', 'statusCode', 'timeoutId', 'intervalHandle', 'expiresAt', 'retriesEnabled', 'version', 'columnIndex', 'MAX_INT', 'fontWeight', 'lastTimeoutMs', 'isTimeout', 'previewLimit', 'FIFTEEN_MINUTES'])(
    '%s: nothing', name => expect(said(name)).toBe('nothing'));

  it('takes a member with what holds it', () => {
    expect(memberQuantity(['TIMEOUTS', 'upload'])?.role).toBe('timeout');
    expect(memberQuantity(['LIMITS', 'retries'])?.role).toBe('retry-limit');
    expect(memberQuantity(['SIZES', 'small'])).toBeUndefined();
  });

  it('knows names that only size a unit', () => {
    for (const name of ['HOUR', 'MS_PER_DAY', 'ONE_WEEK', 'bytesPerMb', 'secondsToMilliseconds', 'ONEDAY', 'sixhours']) expect(isUnitName(name), name).toBe(true);
    for (const name of ['timeoutMs', 'WAIT_SECONDS', 'x', 'ten', 'onerous', 'ADAY_LIMIT']) expect(isUnitName(name), name).toBe(false);
  });

  it('says a number as people do, where that is easier', () => {
    expect([readable(300_000, 'ms'), readable(1_500, 'ms'), readable(90, 's'), readable(65_536, 'bytes'), readable(250, 'ms'), readable(30, 's'), readable(5, undefined)])
      .toEqual(['5 minutes', '1.5 seconds', '1.5 minutes', '64 KiB', undefined, undefined, undefined]);
  });
});

it('takes a name of a hundred thousand letters to pieces once', () => {
  expect(wordsOf('A'.repeat(100_000))).toEqual(['a'.repeat(100_000)]);
  expect(wordsOf('parseHTTPHeader2 v-10_MAX')).toEqual(['parse', 'http', 'header2', 'v', '10', 'max']);
});
