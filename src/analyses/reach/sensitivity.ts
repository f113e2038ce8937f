/** What was found out once, and whether a setting was looked at on the way. */
export interface Known<T> {
  readonly of: T;
  readonly sensitive: boolean;
}

/** Notes whether settings are looked at while something is found out. */
export interface Sensitivity {
  /** A setting has been looked at. */
  touch(): void;
  /** Takes over what was found out earlier. */
  reuse<T>(known: Known<T>): T;
  /** Finds something out, apart from what is under way. */
  apart<T>(compute: () => T): Known<T>;
  /** Computes once; what is asked for while it is being computed depends on itself and is `unfinished`. `fixed` may know it already, whatever the settings are. */
  once<K, T>(memo: Map<K, Known<T>>, key: K, unfinished: Known<T>, compute: () => T, fixed?: () => T | undefined): T;
}

export const sensitivity = (): Sensitivity => {
  /** A setting has been looked at, or something that is not finished, since this was last put down. */
  let touched = false;
  const reuse = <T>(known: Known<T>): T => {
    touched ||= known.sensitive;
    return known.of;
  };
  const apart = <T>(compute: () => T): Known<T> => {
    const before = touched;
    touched = false;
    const of = compute();
    const known = { of, sensitive: touched };
    touched = before;
    return known;
  };
  return {
    touch: () => { touched = true; },
    reuse,
    apart,
    once(memo, key, unfinished, compute, fixed) {
      const before = memo.get(key);
      if (before) return reuse(before);
      const same = fixed?.();
      if (same !== undefined) {
        memo.set(key, { of: same, sensitive: false });
        return same;
      }
      memo.set(key, unfinished);
      const known = apart(compute);
      memo.set(key, known);
      return reuse(known);
    },
  };
};
