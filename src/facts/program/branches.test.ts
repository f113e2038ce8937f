import { expect, it } from 'vitest';
import { program } from './kind.ts';
import { factsOf } from '../../testing/program.ts';
import type { ProgramFacts } from './model.ts';

/** The kinds of the conditions of the call of `mark`, innermost first. */
function conditions(body: string): string[] {
  const facts = factsOf({ 'a.ts': `function f() { ${body} }` })[0]!.tables[program.id] as ProgramFacts; // Of its own kind.
  const kinds: string[] = [];
  const call = facts.calls.find(({ callee }) => callee.k === 'ref' && callee.n === 'mark')!;
  for (let g = call.g; g >= 0; g = facts.guards[g]!.parent) kinds.push(facts.guards[g]!.k);
  return kinds;
}

it.each([
  ['behind a `try` that leaves where it succeeds', 'try { open(); return; } catch { note(); } mark();', ['catch']],
  ['behind a `try` that may go on', 'try { if (open()) return; } catch { note(); } mark();', []],
  ['in `finally`, which runs in any case', 'try { open(); return; } catch { note(); } finally { mark(); }', []],
  ['behind a `try` whose `catch` leaves too', 'try { open(); } catch { return; } mark();', []],
  ['the right side of `??=`', 'x ??= mark();', ['nullish']],
  ['the right side of `||=`', 'this.x ||= mark();', ['or']],
  ['the right side of `&&=`', 'x &&= mark();', ['and']],
  ['the right side of `=`', 'x = mark();', []],
])('KS19: what stands %s', (_, body, expected) => expect(conditions(body)).toEqual(expected));
