import { nearest } from '../../core/nearest.ts';

/** The name that differs in one word, and in that one by a slip: `APP_PORT` for `APP_PROT`, but not `AWS_KEY` for `BOX_KEY`. */
export function meantFor(typed: string, names: readonly string[]): string | undefined {
  const words = typed.split('_');
  return names.find(name => {
    const others = name.split('_');
    const different = words.flatMap((word, i) => (word === others[i] ? [] : [[word, others[i] ?? '']] as const));
    const [first] = different;
    return others.length === words.length && different.length === 1 && first !== undefined && isSlip(first[0], first[1]);
  });
}

function isSlip(typed: string, meant: string): boolean {
  const isSwap = typed.length === meant.length && [...typed].sort().join('') === [...meant].sort().join('');
  const isLonger = typed === `${meant}S` || meant === `${typed}S`;
  return isSwap || isLonger || (Math.min(typed.length, meant.length) > 4 && nearest(typed, [meant]) !== undefined && !typed.startsWith(meant) && !meant.startsWith(typed));
}
