import colors from 'picocolors';
import type { Outcome, Reporter } from '../core/model.ts';
import { addTo } from '../core/multimap.ts';
import { count, covering } from './covering.ts';
import { itemsOf, placeOf, type Item } from './items.ts';

type Colors = ReturnType<typeof colors.createColors>;

/** For people at a terminal: what is new, by file, then what else there is in numbers, then what was covered. */
export const stylish: Reporter = (outcome, style) => {
  const paint = colors.createColors(style.color);
  const blocks = byFile(itemsOf(outcome)).map(items => block(items, paint));
  return [...blocks, `${summary(outcome, paint)}\n${paint.dim(covering(outcome))}\n`].join('\n');
};

function byFile(items: readonly Item[]): readonly (readonly Item[])[] {
  const files = new Map<string, Item[]>();
  for (const item of items) addTo(files, item.file, item);
  return [...files.values()];
}

function block(items: readonly Item[], paint: Colors): string {
  const widest = (texts: readonly string[]): number => Math.max(...texts.map(text => text.length));
  const places = widest(items.map(placeOf));
  const labels = widest(items.map(item => item.label));
  return items.map(item => {
    const place = paint.bold(visible(placeOf(item).padEnd(places)));
    const label = paintOf(item, paint)(item.label.padEnd(labels));
    const text = visible(item.level === 'warning' ? `warning: ${item.text}` : item.text);
    const steps = (item.finding?.witness ?? []).map(step => `\n    ${paint.dim(visible(`${step.file}:${step.line}`))}  ${visible(step.text)}`);
    return `${[place, label, text].filter(part => part.trim() !== '').join('  ')}${steps.join('')}\n`;
  }).join('');
}

const paintOf = ({ level }: Item, paint: Colors) => (level === 'warning' ? paint.yellow : level === 'problem' ? paint.magenta : paint.red);

function summary({ new: found, known, moved, allowed, stale, markers, problems }: Outcome, paint: Colors): string {
  const warnings = found.filter(finding => finding.severity === 'warn').length;
  const errors = found.length - warnings;
  const todo = [
    problems.length > 0 && paint.magenta(`${count(problems.length, 'problem')}, so this run cannot be trusted`),
    errors > 0 && paint.red(count(errors, 'new finding')),
    warnings > 0 && paint.yellow(count(warnings, 'new warning')),
    markers.length > 0 && paint.red(`${count(markers.length, 'marker')} to mend`),
  ].filter(part => part !== false);
  const rest = [
    known.length > 0 && `${known.length} known`,
    moved.length > 0 && `${moved.length} moved`,
    allowed.length > 0 && `${allowed.length} allowed by a marker`,
    stale.length > 0 && paint.yellow(count(stale.length, 'stale baseline entry', 'stale baseline entries')),
  ].filter(part => part !== false);
  return [todo.length > 0 ? todo.join(', ') : paint.green('nothing new'), ...(rest.length > 0 ? [rest.join(', ')] : [])].join('; ');
}

// A path or a name in the scanned code may hold what moves the cursor or recolours the terminal.
const visible = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, character => `\\u{${character.codePointAt(0)!.toString(16)}}`);
