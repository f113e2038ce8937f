const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type Level = (typeof LEVELS)[number];
export type Fields = Readonly<Record<string, unknown>>;

const { RELAY_LOG_PRETTY } = process.env;

let quietest: Level = 'info';
let asText = false;

export const log = {
  debug: (event: string, fields?: Fields) => write('debug', event, fields),
  info: (event: string, fields?: Fields) => write('info', event, fields),
  warn: (event: string, fields?: Fields) => write('warn', event, fields),
  error: (event: string, fields?: Fields) => write('error', event, fields),
};

export function setLogLevel(level: string): void {
  quietest = LEVELS.find((known) => known === level) ?? 'info';
}

export function setLogFormat(format: string): void {
  asText = format === 'text';
}

function write(level: Level, event: string, fields: Fields = {}): void {
  if (LEVELS.indexOf(level) < LEVELS.indexOf(quietest)) return;
  const at = new Date().toISOString();
  const line = asText
    ? `${at.slice(11, 19)} ${level.padEnd(5)} ${event} ${JSON.stringify(fields, plainError)}`
    : JSON.stringify({ at, level, event, ...fields }, plainError, RELAY_LOG_PRETTY === '1' ? 2 : 0);
  process.stdout.write(`${line}\n`);
}

/** Errors have no enumerable properties, so JSON would show them as `{}`. */
function plainError(_key: string, value: unknown): unknown {
  return value instanceof Error ? `${value.name}: ${value.message}` : value;
}
