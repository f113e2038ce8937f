/** The way along which something is followed back, so that it ends where it leads in a circle or too far. */
export interface WayBack<T> {
  /** Follows on unless that leads in a circle; everything on a circle ends at itself, whichever part was asked for first. */
  follow(key: string, end: T, onward: () => T): T;
  isTooFar(): boolean;
}

export function wayBack<T>(limit: number): WayBack<T> {
  /** What is being followed, outermost first, and what turned out to lead back to itself. */
  const underWay: string[] = [];
  const circular = new Set<string>();
  return { follow, isTooFar: () => underWay.length > limit };

  function follow(key: string, end: T, onward: () => T): T {
    const start = underWay.indexOf(key);
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
