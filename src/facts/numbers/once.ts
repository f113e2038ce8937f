import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import type { Collector } from './extract.ts';

/**
 * A pause that is taken once lets something settle, and how long is its author's judgement. In a loop, after a failure, or
 * where what comes after it waits again, it is how often something is tried, and where what comes after it ends
 * something, it is a deadline: operators turn those. `then` is what runs after the pause, where the call is given it.
 */
export function isTakenOnce(then: Ts.Expression | undefined, { place, tree }: Collector): boolean {
  const self = place.owner.slice(place.owner.lastIndexOf('.') + 1);
  if (repeating.test(self) || (then !== undefined && (goesOn(then.getText(tree), self) || givesUp.test(then.getText(tree))))) return false;
  for (let i = 0; ; i++) {
    const outer = place.up(i);
    if (outer === undefined) return true;
    if (ts.isIterationStatement(outer, false) || ts.isCatchClause(outer)) return false;
    if (ts.isFunctionLike(outer) && !isExecutor(place.up(i + 1))) return true;
  }
}

const repeating = /retr|poll|back_?off|attempt|wait_?(for|until)|reconnect|throttle|debounce|loop|watch|tick|schedul/i;

/** What runs afterwards calls the function that waited, or one whose name says that it starts over. */
const goesOn = (text: string, self: string): boolean =>
  /\b(this\.)?_?(re(connect|try|start|fresh|load|schedule|sume|run)|try|poll|tick|loop|schedule|connect|check|next|sync|ping|flush)\w*\s*(\(|\)|$|\.bind\b)/i.test(text) || (self !== '' && new RegExp(String.raw`(?<![\w$])${self.replaceAll('$', String.raw`\$`)}\s*(\(|\)|$|\.bind\b)`).test(text));

/** What runs afterwards ends what has not ended by itself. */
const givesUp = /\b(abort|reject|rej|kill|destroy|terminate|cancel|throw|fail|expire|evict|time_?d?_?out)\w*\b/i;

/** `new Promise(resolve => setTimeout(resolve, 50))` */
const isExecutor = (node: Ts.Node | undefined): boolean => node !== undefined && ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Promise';
