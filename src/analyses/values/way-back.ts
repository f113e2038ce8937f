/** The way along which something is followed back, so that it ends where it leads in a circle or too far. */
export interface WayBack<T> {
  /** Follows on unless that leads in a circle; everything on a circle ends at itself, whichever part was asked for first. */
  follow(key: string, end: T, onward: () => T): T;
  isTooFar(): boolean;
  /** How often something was not followed on so far. What was found while that did not grow holds whoever asks, and may be kept. */
  cuts(): number;
}

export function wayBack<T>(limit: number): WayBack<T> {
  /** What is being followed, outermost first, and what turned out to lead back to itself. */
  const underWay: string[] = [];
  const circular = new Set<string>();
  let cuts = 0;
  return { follow, isTooFar: () => underWay.length > limit, cuts: () => cuts };

  function follow(key: string, end: T, onward: () => T): T {
    const start = underWay.indexOf(key);
    if (start >= 0 || underWay.length > limit) cuts++;
    if (start >= 0) {
      for (const each of underWay.slice(start)) circular.add(each);
      return end;
    }
    if (underWay.length > limit) return end;
    underWay.push(key);
    const found = onward();
    underWay.pop();
    return circular.delete(key) ? end : found;
  }
}
