import type { Progress } from '../engine/request.ts';
import type { Sink } from './streams.ts';

/** Milliseconds before the first line and between two lines: short runs stay silent, long ones do not pay for printing. */
const patience = 400;
const pace = 80;

const doing: { readonly [phase in Parameters<Progress>[0]['phase']]: string } = {
  discover: 'looking for files',
  extract: 'reading',
  analyse: 'linking',
  judge: 'judging',
};

/** One line on a terminal that is rewritten while work goes on and gone at its end. */
export function progressLine(sink: Sink, now: () => number = Date.now): { readonly show: Progress; clear(): void } {
  if (!sink.terminal) return { show() {}, clear() {} };
  let next = now() + patience;
  let shown = false;
  return {
    show({ phase, done, total }) {
      if (now() < next) return;
      next = now() + pace;
      shown = true;
      sink.write(`\r\u001b[2K${doing[phase]}${total > 0 ? ` ${done}/${total}` : ''}`);
    },
    clear() {
      if (shown) sink.write('\r\u001b[2K');
    },
  };
}
