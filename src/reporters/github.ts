import type { Reporter } from '../core/model.ts';
import { covering } from './covering.ts';
import { itemsOf, type Item } from './items.ts';

/**
 * Workflow commands of GitHub Actions, which become annotations on the changed lines. GitHub shows only some ten of a
 * step, so the covering line says in the log what there is.
 */
export const github: Reporter = outcome => [...itemsOf(outcome).map(annotation), covering(outcome), ''].join('\n');

function annotation({ level, file, line, column, label, text, finding }: Item): string {
  // GitHub takes columns only for a range within one line.
  const range = finding !== undefined && finding.at.endLine === finding.at.line ? { endColumn: finding.at.endColumn } : {};
  const properties = { ...(file === '' ? {} : { file, line, col: column, ...range }), title: `ghostwire ${label}` };
  const list = Object.entries(properties).filter(([, value]) => value !== undefined).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${level === 'warning' ? 'warning' : 'error'} ${list.join(',')}::${escapeData(text)}`;
}

const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
