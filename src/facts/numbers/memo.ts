/**
 * What a name says, worked out once per name: a program has few names and uses them by the ten thousand, and taking
 * one to pieces costs more than the rest of the walk. All questions share one table, because whoever asks one of a name
 * asks the next of it too.
 */
export function perName<T>(judge: (name: string) => T): (name: string) => T {
  const question = questions++;
  return name => {
    const { copy, answers } = entryOf(name);
    let answer = answers[question];
    if (answer === undefined) answers[question] = answer = { said: judge(copy) };
    return answer.said as T; // Only this question writes under its number.
  };
}

interface Entry {
  /** A name is a slice of its file's text and would keep that text alive, and so would every word of it. */
  readonly copy: string;
  /** By question; what was not asked yet has no answer. */
  readonly answers: ({ readonly said: unknown } | undefined)[];
}

let questions = 0;
const known = new Map<string, Entry>();

function entryOf(name: string): Entry {
  let entry = known.get(name);
  if (entry === undefined) {
    const copy = JSON.parse(JSON.stringify(name)) as string;
    known.set(copy, (entry = { copy, answers: [] }));
  }
  return entry;
}
