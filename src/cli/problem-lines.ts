import type { Problem } from '../core/model.ts';

/** One line for each reason not to trust the run. */
export const problemLines = (problems: readonly Problem[]): string =>
  problems.map(({ file, line, message }) => `ghostwire: ${file === '' ? '' : `${file}${line === undefined ? '' : `:${line}`}: `}${message}\n`).join('');
