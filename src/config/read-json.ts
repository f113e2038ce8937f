import fs from 'node:fs';
import { ConfigError } from './config-error.ts';
import { firstLine } from './first-line.ts';

/** What a configuration in JSON holds. */
export function readJson(absolute: string, file: string): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(fs.readFileSync(absolute));
  } catch (thrown) {
    throw new ConfigError(`\`${file}\` cannot be read as UTF-8 text; it fails with: ${firstLine(thrown)}`);
  }
  try {
    return JSON.parse(text);
  } catch (thrown) {
    const at = offsetOf(text, firstLine(thrown));
    throw new ConfigError(`\`${file}\`${placeOf(text, at)} is not valid JSON; ${slipAt(text, at) ?? `it fails with: ${firstLine(thrown)}`}`);
  }
}

/** Where the parser gave up; it says so itself only in some of its messages. */
function offsetOf(text: string, message: string): number {
  const said = /position (\d+)/.exec(message)?.[1];
  return said === undefined ? lastGood(text) : Number(said);
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at).split('\n');
  return ` (line ${before.length}, column ${before.at(-1)!.length + 1})`;
}

/** What other dialects of JSON take, and this one does not. */
function slipAt(text: string, at: number): string | undefined {
  if (text.trim() === '') return 'it is empty; write at least `{}`';
  if (/^\/[/*]/.test(text.slice(at))) return 'it takes no comments; remove them, or write the configuration as `ghostwire.config.ts`';
  if (/^[}\]]/.test(text.slice(at)) && /,\s*$/.test(text.slice(0, at))) return 'a comma stands before a closing bracket; remove it';
  return undefined;
}

/** Length of the longest beginning of the text that more text could still make valid. */
function lastGood(text: string): number {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (breaksInside(text.slice(0, middle))) bad = middle;
    else good = middle;
  }
  return good;
}

function breaksInside(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return false;
  } catch (thrown) {
    return /^Unexpected (token|identifier|number|string)/.test(firstLine(thrown));
  }
}
