import { isString, type Around } from '../around.ts';
import type { Mutant } from '../mutant.ts';

/** M8 renames the only emit of an event. */
export function* ofEvents(around: Around, file: string): Generator<Mutant> {
  const { repository } = around;
  const facts = repository.facts(file);
  for (const call of facts.calls) {
    const [event, listener] = call.args;
    if (call.callee.k !== 'prop' || !/^(on|once|addListener)$/.test(call.callee.n) || event?.k !== 'lit' || typeof event.v !== 'string' || listener?.k !== 'fn') continue;
    const fn = facts.fns[listener.f];
    const expected = fn ? around.oracle.settingsIn(file, fn.s, fn.e) : [];
    if (!fn || expected.length === 0) continue;
    const name = event.v;
    const emits = repository.sources.flatMap(other => repository.facts(other).calls.filter(each => each.callee.k === 'prop' && each.callee.n === 'emit' && isString(each.args[0], name)).map(each => ({ other, each })));
    const only = emits[0];
    if (emits.length !== 1 || !only || only.each.args[0]?.k !== 'lit') continue;
    const { s, e } = only.each.args[0];
    yield { id: `M8:${only.other}:${s}`, operator: 'M8', shape: 'emit renamed', stratum: 'events', cut: { edits: [{ file: only.other, s, e, text: `'injected-${name}'` }] }, expected, gone: { file, s: fn.s, e: fn.e } };
  }
}
