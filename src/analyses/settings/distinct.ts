/** One access for each place, key and mode: what is found in several ways is one read. The most direct way counts. */
export function distinct<
  A extends {
    readonly at: { file: string; line: number; column: number };
    readonly key: string;
    readonly mode: string;
    readonly strength: string;
    readonly settings: readonly number[];
    readonly via: readonly unknown[];
  },
>(accesses: readonly A[]): A[] {
  const kept = new Map<string, A>();
  for (const access of accesses) {
    const id = `${access.at.file}:${access.at.line}:${access.at.column}:${access.key}:${access.mode}:${access.strength}:${access.settings.join()}`;
    const other = kept.get(id);
    if (!other || access.via.length < other.via.length) kept.set(id, access);
  }
  // `get('http')` reads a group: then no setting of that very name is meant.
  const groups = new Set(
    [...kept.values()]
      .filter(access => access.key.endsWith('*') && access.settings.length > 0)
      .map(access => `${access.at.file}:${access.at.line}:${access.at.column}`),
  );
  // A text that is the argument of a read is no mention besides.
  const read = new Set([...kept.values()].filter(access => access.mode !== 'mention').map(placeOf));
  // A place that reads a setting for sure is no place where something else may be meant besides.
  const sure = new Set([...kept.values()].filter(access => access.strength === 'exact' && access.mode !== 'mention').map(placeOf));
  return [...kept.values()]
    .filter(access => access.strength === 'exact' || access.settings.length === 0 || !sure.has(placeOf(access)))
    .filter(
      access =>
        (access.mode !== 'mention' || !read.has(placeOf(access))) &&
        (access.settings.length > 0 || !groups.has(`${access.at.file}:${access.at.line}:${access.at.column}`)),
    );

  function placeOf({ at, settings }: A): string {
    return `${at.file}:${at.line}:${at.column}:${settings.join()}`;
  }
}
