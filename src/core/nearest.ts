/**
 * The name a user most likely meant: the one fewest typing slips away, if that is few enough for its length. Case does
 * not count. A name that begins with what was typed counts as near.
 */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase();
  let best: string | undefined;
  let least = Math.max(2, Math.floor(typed.length / 3)) + 1;
  for (const name of names) {
    const distance = slips(wanted, name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best ?? (wanted.length >= 3 ? names.find(name => name.toLowerCase().startsWith(wanted)) : undefined);
}

/** `; did you mean …?` in the style of our messages, or nothing. */
export function orNearest(typed: string, names: readonly string[]): string {
  const name = nearest(typed, names);
  return name === undefined ? '' : `; the nearest is \`${name}\``;
}

/** Insertions, deletions, substitutions and swaps of neighbours. */
function slips(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    [before, above] = [above, row];
  }
  return above[b.length]!;
}
