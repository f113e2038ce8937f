import type { Quantity, Role } from './model.ts';
import { perName } from './memo.ts';
import { isTime, isUnitName, unitOf } from './units.ts';
import { wordsOf } from './words.ts';

/**
 * What a name says about a number that stands under it, from the name alone; undefined for names that promise no
 * policy (`width`, `port`, `expiresAt`). English puts what a thing is last, so the last word decides once the unit
 * is taken off (`retryDelayMs` is a delay, `timeoutId` is no timeout), and the words before it say of what.
 */
export const quantityOf = perName((name): Quantity | undefined => {
  const words = wordsOf(name);
  // `FIFTEEN_MINUTES` says how long a quarter of an hour is, and nothing of what it is for.
  return words.length > 1 && isUnitName(name) ? undefined : classify(words);
});

function classify(spelled: readonly string[]): Quantity | undefined {
  const unit = spelled.at(-2) === 'per' ? undefined : unitOf(spelled); // `requestsPerSecond` counts requests.
  let words = unit === undefined ? spelled : spelled.slice(0, -1);
  if (unit !== undefined && words.at(-1) === 'in') words = words.slice(0, -1); // `timeoutInMs`
  while (words.length > 1 && emptyWords.has(words.at(-1)!)) words = words.slice(0, -1); // `TIMEOUT_DEFAULT`, `retries_max`
  const extreme = spelled.includes('max') || spelled.includes('maximum');
  const phrase = words.join(' ');
  const head = words.at(-1) ?? '';
  if (notPolicy.test(phrase) || isMargin(phrase) || isEndless(phrase) || spelled.some(word => shown.has(word))) return undefined;
  for (const [pattern, role, strong] of patterns) {
    if (pattern.test(phrase)) return found(role, strong || (extreme && !geometry.has(head)));
  }
  if (unit === 'percent') return found('threshold', false);
  if (unit === 'bytes' || unit === 'KB' || unit === 'MB' || unit === 'GB') return found('size-limit', extreme || spelled.includes('limit'));
  if (unit !== undefined)
    return words.length === 0
      ? found('duration', false)
      : found(
          'duration',
          !/\b(per|of|since|until|total|start|end|now|current|elapsed|diff|difference|ago|duration|range|span|step|bucket|granularity|from|to|utc)\b/.test(
            phrase,
          ),
        );
  // `maxCachedEntries`, `maxConnecting`: how many, or what is under way at once. The largest of a measure (`maxTemp`) is a shape.
  if (extreme && words.length > 1 && (words[0] === 'max' || words[0] === 'maximum') && /ing$|[^su]s$/.test(head) && !geometry.has(head)) return found('limit', true);
  return undefined;

  function found(role: Role, strong: boolean): Quantity {
    return unit === undefined ? { role, strong } : { role: isTime(unit) ? (timing.get(role) ?? role) : role, unit, strong };
  }
}

/** A count that is stated in seconds is none: `RETRY_MIN_MS` is how long to wait before one, `RATE_LIMIT_IN_SECONDS` how far apart they are. */
const timing: ReadonlyMap<Role, Role> = new Map([['retry-limit', 'delay'], ['rate', 'interval'], ['limit', 'duration'], ['concurrency', 'duration'], ['batch-size', 'duration'], ['page-size', 'duration'], ['size-limit', 'duration']]);

/** The name is that of something drawn: a frame, a cursor, a colour. */
export const isShown = perName((name): boolean => wordsOf(name).some(word => shown.has(word)));

/** What is cut, placed or drawn for a reader is presentation, and rounds of an approximation are its own. */
const shown = new Set([
  'preview', 'display', 'tooltip', 'label', 'labels', 'ellipsis', 'truncate', 'truncated', 'visible', 'chart', 'pixel', 'pixels', 'px', 'animation',
  'transition', 'toast', 'font', 'title', 'titles', 'indent', 'layout', 'iter', 'progress', 'spinner', 'frame', 'blink', 'cursor', 'caret', 'hover',
  'render', 'redraw', 'repaint', 'fps', 'audio', 'rtp', 'pcm', 'bitrate', 'codec', 'gas',
]);

/** Words behind the noun that add nothing to what it is. */
const emptyWords = new Set(['default', 'max', 'min', 'maximum', 'minimum', 'fallback', 'value', 'number', 'amount', 'config', 'setting']);

/** How long before an end something is done: it goes with that end, whoever lays it down. */
export const isMargin = (phrase: string): boolean => /\bbefore (expiry|expiration|expires|expire|timeout|deadline)\b|\bmargin( \w+)?$/.test(phrase);

/** As long or as much as there is; and how much of an error is told. */
export const isEndless = (phrase: string): boolean => /\b(forever|infinite|infinity|unlimited|never|eternity)\b|^stack trace (limit|depth)$/.test(phrase);

/** An absolute moment, a handle, a label, a counter in the past tense: the words before it do not make it policy. */
const notPolicy =
  /\b(at|unit|units|id|ids|name|key|keys|label|text|title|type|kind|index|idx|handle|handler|timer|ref|map|error|errors|message|code|codes|status|version|regex|pattern|format|column|columns|row|rows|width|height|opacity|color|radius|padding|margin|offset|zoom|scale|x|y|z|exceeded|enabled|disabled|stamp|timestamp|date|port|exit|bits|bit|mask|flag|magic|header|opcode|tag|year|years|month|months|epoch|precision|decimals|digits|salt|rounds|seed|listeners|maximum age|minimum age|min age|position|order|level|levels)$|^(is|has|should|last|next|prev|previous|start|end|first|total|current|old|new|test|mock|avg|average|estimated|approx)\b|\bblocks? per\b/;

/** The largest of these is a shape or a bound of a type, not a policy. */
const geometry = new Set([
  'int', 'integer', 'safe', 'uint', 'int32', 'int64', 'value', 'lines', 'line', 'chars', 'char', 'x', 'y', 'date', 'time', 'timestamp', 'id', 'port',
  'column', 'columns', 'zoom', 'scale', 'level', 'index', 'codepoint',
]);

/** First match wins: what is more particular comes first. `true`: the name alone proves a policy. */
const patterns: readonly (readonly [RegExp, Role, boolean])[] = [
  [/\b(retr(y|ies)|attempts?|tries)( (count|limit|times|budget|attempts?|tries|remaining|left))?$|\b(retry|attempt|tries|failure|failures|error|restart|reconnect|redelivery)s? (limit|times|budget)$|\bretries per \w+$|\bmax (failures|restarts|reconnects|reconnections|redeliveries)\b|\bmax failed( (attempts|logins?|tries|requests|calls|runs))?$|^(reconnection|reconnect) attempts?$/, 'retry-limit', true],
  [/\b(errors?|failures?|restarts?|reconnects?|misses|strikes) count$|\b(failures|restarts|reconnects|strikes)$/, 'retry-limit', false],
  [/\bmax query execution time$/, 'threshold', true], // What TypeORM tells as slow.
  [/\bmin(imum)? timeout$/, 'delay', true], // What `retry` and its kin call the first wait.
  [/\btimeouts?$|\btime out$|\bdeadline$|\btimeout (after|duration|period|time)$|\bmax (wait|idle|run|execution|processing)( time)?$|\bmax wait for\b|\b(idle|wait|execution) limit$|\b(idle|execution) time$/, 'timeout', true],
  [/\b(rate limit|rate limiter|rps|qps|rpm|requests|calls|messages|events) (per\b|max$)|\bper (second|minute|hour|day|interval|window)$|\b(rate limit|max rps|max qps|rps|qps|rpm|sample rate|sampling rate|traces sample rate|max requests)$/, 'rate', true],
  [/\b(interval|intervals|cadence|polling|heartbeat|keep alive|keepalive)$|\b(poll|polling|refresh|sync|flush|check|scan|heartbeat|tick|sweep|cleanup|report|save|ping|update|interval) (interval|period|every|rate|frequency|duration|time)$|\b(poll|heartbeat|ping|flush|sweep)$/, 'interval', true],
  [/\b(delay|delays|back ?off|debounce|throttle|cool ?down|jitter|grace|grace period|sleep|sleep time|wait time|retry after|pause|retry time|retry wait)$|\b(delay|back ?off|debounce|throttle|cool ?down|sleep|grace|jitter|pause|settle) (time|duration|period|base|cap|ceiling|initial|max|min|window)$|\bbase delay\b/, 'delay', true],
  [/\b(ttl|ttls|time to live|lifetime|lifespan|retention|expiry|expiration|expire|expires|expires in|expire after|expires after|expiry time|max age|maxage|stale time|stale after|cache time|gc time|lease|lease duration|lock duration|s maxage|stale while revalidate|keep for|retain|retain for|validity)$|\b(ttl|retention|expiry|expiration|lease|lock|cache|session|token|ban|stale|visibility) (time|duration|period|window|age|lifetime)$|\bblock (duration|period|window)$/, 'ttl', true],
  [/\b(concurrency|concurrent|parallelism|parallel|prefetch|prefetch count|in ?flight|pool size|worker count|num workers|max workers|connection limit|max connections|max sockets|max free sockets|concurrent \w+|concurrency limit|parallel \w+)$/, 'concurrency', true],
  [/\b(page size|per page|page limit|items per page|results per page|rows per page|page length|result limit|results limit|row limit|search limit|query limit|fetch limit|list limit|history limit)$/, 'page-size', true],
  [/\b(batch size|chunk size|bulk size|batch limit|batch|bulk limit|flush size|flush at|block size limit|batch count)$/, 'batch-size', true],
  [/\b(size limit|length limit|byte limit|bytes limit|memory limit|body limit|payload limit|upload limit|file limit|buffer size|buffer limit|cache size|queue size|queue limit|queue depth|high water mark|low water mark|water mark|watermark|capacity|quota|max size|max file size|max (body|content|payload|message|request|response|input|prompt|context|header|line|queue) length|max payload|max buffer|max \w+ (size|bytes)|\w+ size limit)$/, 'size-limit', true],
  [/\b(threshold|thresholds|cut ?off|tolerance)$|\b(threshold) (ratio|count|percent|score)$|\b(min|minimum|max|maximum) (score|similarity|confidence|probability|ratio|relevance)$/, 'threshold', true],
  [/\b(boost|factor|exponent|multiplier|back ?off factor|backoff rate|decay|decay rate|decay factor|growth factor|temperature|penalty|weight)$/, 'weight', true],
  [/\blimit$|^remove on (complete|fail)$|\bmax (items|entries|results|records|rows|messages|events|jobs|tasks|tokens|depth|iterations|steps|turns|pages|files|users|members|size|count|keys|queries|complexity|points|hits|per \w+|\w+ per \w+|(?!arg|char|column|listener|digit|line|param|decimal|bucket)\w+s)$/, 'limit', true],
  [/\b(elapsed|age|idle|latency|lag|uptime|duration|period|window|drift|inactivity|inactive|since|ago|time (ms|left|taken|spent|diff|difference|elapsed|passed|since \w+)|response time|execution time|processing time|wait time|idle time|delta|time diff)$/, 'duration', false],
  [/\b(score|scores|similarity|confidence|probability|ratio|relevance|utili[sz]ation|usage|load)$/, 'threshold', false],
  [/\b(queue|pending|backlog|cache|jobs|messages|events|tasks|requests|connections|listeners|sessions|subscribers|clients|workers) (length|size|count)$/, 'limit', false],
  [/\b(size|length|bytes|buffered|memory|depth)$/, 'size-limit', false],
  [/\b(count|counter|num \w+|number of \w+|pending|queued|backlog|requests|calls|iterations?|hits)$/, 'limit', false],
];

/** What a member says together with what holds it: `Timeouts.upload` is a timeout, `LIMITS.retries` a retry limit. */
export function memberQuantity(path: readonly string[]): Quantity | undefined {
  const own = quantityOf(path.at(-1) ?? '');
  if (own?.strong) return own;
  const last = path.at(-1) ?? '';
  if (notPolicy.test(wordsOf(last).join(' '))) return undefined; // `ERRORS.LOCK_TIMEOUT.status_code`
  if (isUnitName(last) && /\d/.test(last)) return undefined; // `CACHE_TTL['30_DAYS']` is named after its value.
  for (const holder of path.slice(0, -1).reverse()) {
    const quantity = quantityOf(holder) ?? quantityOf(holder.replace(/s$/i, ''));
    if (quantity?.role === 'limit' && last === 'age') return { role: 'ttl', unit: 's', strong: true }; // `removeOnComplete: { age: 3600 }`
    if (quantity?.role === 'rate' && isWindow(last, own)) return { role: 'duration', strong: true, ...(own?.unit ? { unit: own.unit } : {}) }; // `rateLimit: { max: 10, windowSeconds: 60 }`
    if (quantity?.strong && holders.has(quantity.role)) return own?.unit && !quantity.unit ? { ...quantity, unit: own.unit } : quantity;
  }
  return own;
}

/** Says how long what is counted is counted for. */
const isWindow = (name: string, own: Quantity | undefined): boolean => (own?.unit !== undefined && isTime(own.unit)) || /^(time_?)?(window|duration|period|interval|per)/i.test(name);

/** Roles whose name makes a table of them (`TIMEOUTS = { … }`). */
const holders: ReadonlySet<Role> = new Set(['timeout', 'interval', 'delay', 'ttl', 'retry-limit', 'limit', 'size-limit', 'threshold', 'rate', 'concurrency', 'batch-size']);
