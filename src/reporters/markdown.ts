import type { Reporter } from '../core/model.ts';
import { count, covering } from './covering.ts';
import { itemsOf, placeOf } from './items.ts';

/** For a job summary or a comment on a change. */
export const markdown: Reporter = outcome => {
  const items = itemsOf(outcome);
  const { known, moved, allowed, stale } = outcome;
  const rest = [`${known.length} known`, `${moved.length} moved`, `${allowed.length} allowed by a marker`, `${stale.length} stale`].join(', ');
  const table = items.map(item => `| ${code(placeOf(item))} | ${cell(item.label)} | ${item.level === 'warning' ? 'warning: ' : ''}${cell(item.text)} |`);
  return [
    `## ghostwire: ${outcome.exitCode === 2 ? 'this run cannot be trusted' : items.length === 0 ? 'nothing new' : `${count(items.length, 'thing')} to look at`}`,
    '',
    ...(table.length === 0 ? [] : ['| where | rule | what |', '|---|---|---|', ...table, '']),
    `${rest}.`,
    '',
    `${covering(outcome)}.`,
    '',
  ].join('\n');
};

// Code in backticks stays code; what else could open a tag or end a cell is taken literally.
const cell = (text: string): string =>
  text.split(/(`[^`]*`)/).map(part => (part.startsWith('`') ? part : part.replace(/[<>&]/g, character => `&#${character.charCodeAt(0)};`))).join('').replaceAll('|', '\\|').replace(/[\r\n]+/g, ' ');

const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('`', "'").replaceAll('|', '\\|').replace(/[\r\n]+/g, ' ')}\``);
