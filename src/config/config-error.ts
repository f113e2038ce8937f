/** The configuration or the command line cannot be used: the run ends with exit code 2, nothing written. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** One sentence each. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[] | string) {
    const sentences = typeof problems === 'string' ? [problems] : problems;
    super(sentences.join('\n'));
    this.problems = sentences;
  }
}
