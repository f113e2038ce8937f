/**
 * What a name says, worked out once per name: a program has few names and uses them by the ten thousand, and taking
 * one to pieces costs more than the rest of the walk. The key is copied, because a name is a slice of its file's text
 * and would keep that text alive.
 */
export function perName<T>(judge: (name: string) => T): (name: string) => T {
  const known = new Map<string, { readonly said: T }>();
  return name => {
    let entry = known.get(name);
    if (entry === undefined) known.set(JSON.parse(JSON.stringify(name)) as string, (entry = { said: judge(name) }));
    return entry.said;
  };
}
