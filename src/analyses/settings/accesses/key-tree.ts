/** Keys as a tree of names. */
export interface KeyTree {
  has(key: string): boolean;
  /** The key of a name in a group; `''` is the group of all. */
  below(group: string, name: string): string;
  /** Some key stands below it. */
  isGroup(key: string): boolean;
  /** Some key has a part of that name. */
  knows(name: string): boolean;
  /** The key that these names lead to from a group, taking as few of them as it needs. */
  leafOn(group: string, names: readonly string[]): string | undefined;
  /** A key, as a pattern, that ends in these names, whatever group it stands in. */
  leafBelow(names: readonly string[]): string | undefined;
}

export function keyTree(keys: readonly string[], join: string): KeyTree {
  const all = new Set(keys);
  const groups = new Set<string>();
  const parts = new Set<string>(keys);
  for (const key of keys) {
    const names = key.split(join);
    names.forEach(name => parts.add(name));
    for (let i = 1; i < names.length; i++) groups.add(names.slice(0, i).join(join));
  }
  return {
    has: key => all.has(key),
    below: (group, name) => (group === '' ? name : `${group}${join}${name}`),
    isGroup: key => groups.has(key),
    knows: name => parts.has(name),
    leafBelow(names) {
      for (let i = names.length; i > 0; i--) {
        const end = `${join}${names.slice(0, i).join(join)}`;
        if (keys.some(key => key.endsWith(end))) return `*${end}`;
      }
      return undefined;
    },
    leafOn(group, names) {
      let at = group;
      for (const name of names) {
        at = at === '' ? name : `${at}${join}${name}`;
        if (all.has(at)) return at;
        if (!groups.has(at)) return undefined;
      }
      return undefined;
    },
  };
}
