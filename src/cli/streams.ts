/** What the command line touches of the process, so that tests need none. */
export interface Io {
  readonly cwd: string;
  readonly out: Sink;
  readonly err: Sink;
  readonly surroundings: Surroundings;
  /** Puts a question and waits for the line that answers it; absent where nobody is there to answer. */
  readonly ask?: (question: string) => Promise<string>;
}

export interface Sink {
  write(text: string): void;
  readonly terminal: boolean;
  /** Width in characters, where it is a terminal. */
  readonly columns: number | undefined;
}

/** What the environment says of the place the tool runs in. */
export interface Surroundings {
  readonly ci: boolean;
  /** `undefined`: as the terminal has it. */
  readonly color: boolean | undefined;
}

/** The streams of this process. A reader that goes away (`| head`) ends the output, not the run. */
export function processIo(surroundings: Surroundings): Io {
  return { cwd: process.cwd(), out: sink(process.stdout), err: sink(process.stderr), surroundings, ...(process.stdin.isTTY && process.stdout.isTTY && { ask }) };
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

function sink(stream: NodeJS.WriteStream): Sink {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    open = false;
  });
  return {
    write: text => {
      if (open && text !== '') stream.write(text);
    },
    terminal: Boolean(stream.isTTY),
    columns: stream.isTTY ? stream.columns : undefined,
  };
}
