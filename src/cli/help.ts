import { commands, type Command, type CommandName, type Option } from './options.ts';

/** The help of one command, or of all where none is named. */
export function help(command: CommandName | undefined): string {
  if (command !== undefined && command !== 'check') return helpOf(commands[command]);
  const others = Object.values(commands).map(({ usage, summary }) => [usage.replace(' [options]', ''), summary] as const);
  return [
    'ghostwire proves that the settings of a TypeScript system are real.',
    '',
    'Commands',
    ...columns(others),
    '',
    'Options of check',
    ...columns(commands.check.options.map(line)),
    '',
    'Exit code: 0 clean, 1 findings, 2 the run cannot be trusted.',
    '',
  ].join('\n');
}

const helpOf = ({ usage, summary, options }: Command): string => [usage, '', `  ${summary}`, '', 'Options', ...columns(options.map(line)), ''].join('\n');

const line = ({ name, short, value, help: text }: Option): readonly [string, string] =>
  [`${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`, text];

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
