import type { Outcome, Reporter } from '../core/model.ts';
import { addTo } from '../core/multimap.ts';
import { compareText } from '../core/order.ts';
import { itemsOf, placeOf, type Item } from './items.ts';

/** JUnit XML: a suite for each rule that ran, a passed case where it found nothing. Warnings do not fail. */
export const junit: Reporter = outcome => {
  const suites = suitesOf(outcome);
  const cases = suites.flatMap(([, items]) => items);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ghostwire" tests="${suites.reduce((sum, [, items]) => sum + Math.max(1, items.length), 0)}" ${totals(cases)}>`,
    ...suites.flatMap(([label, items]) => [
      `  <testsuite name="${escape(label)}" tests="${Math.max(1, items.length)}" ${totals(items)}>`,
      ...(items.length === 0 ? [`    <testcase classname="${escape(label)}" name="nothing new"/>`] : items.flatMap(testCase)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
};

function suitesOf(outcome: Outcome): readonly (readonly [string, readonly Item[]])[] {
  const suites = new Map<string, Item[]>(outcome.scanned.rules.map(rule => [rule, []]));
  for (const item of itemsOf(outcome)) addTo(suites, item.label, item);
  return [...suites].sort(([a], [b]) => compareText(a, b));
}

const totals = (items: readonly Item[]): string =>
  `failures="${items.filter(item => item.level === 'error').length}" errors="${items.filter(item => item.level === 'problem').length}"`;

function testCase(item: Item): string[] {
  const place = placeOf(item);
  const steps = (item.finding?.witness ?? []).map(step => `\n${step.file}:${step.line}  ${step.text}`).join('');
  const body = `${place}${place === '' ? '' : '  '}${item.text}${steps}`;
  const element = item.level === 'problem' ? 'error' : item.level === 'error' ? 'failure' : 'system-out';
  const message = element === 'system-out' ? '' : ` message="${escape(item.text)}"`;
  return [
    `    <testcase classname="${escape(item.label)}" name="${escape(place === '' ? item.text : place)}"${item.file === '' ? '' : ` file="${escape(item.file)}"`}>`,
    `      <${element}${message}>${escape(body)}</${element}>`,
    '    </testcase>',
  ];
}

const entities: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// XML 1.0 has no way to write most control characters or half a surrogate pair.
const escape = (text: string): string => text.replace(/[^\t\n\r\u0020-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd').replace(/[&<>"]/g, character => entities[character] ?? character);
