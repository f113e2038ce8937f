import { parseArgs } from 'node:util';
import { ConfigError } from '../config/config-error.ts';
import { nearest, orNearest } from '../core/nearest.ts';
import { commands, type Command, type CommandName, type Option } from './options.ts';

/** A command line, taken apart and checked against what its command takes. */
export interface Arguments {
  readonly command: CommandName;
  /** What follows the command and is no option. */
  readonly operands: readonly string[];
  has(option: string): boolean;
  /** The last value given. */
  value(option: string): string | undefined;
  values(option: string): readonly string[];
}

/** Throws `ConfigError`, with the nearest name for one that does not exist. */
export function parseArguments(argv: readonly string[]): Arguments {
  const tokens = tokensOf(argv);
  const given = new Map<string, string[]>();
  const written = tokens.flatMap(token => (token.kind === 'positional' ? [token.value] : []));
  // `ghostwire help fix` is `ghostwire fix --help`.
  if (written[0] === 'help') given.set('help', ['']);
  const words = given.has('help') ? written.slice(1) : written;
  const command = isCommand(words[0]) ? words[0] : 'check';
  const operands = isCommand(words[0]) ? words.slice(1) : words;
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = known(token.rawName, token.name, command);
    const value = valueOf(option, token);
    const values = given.get(option.name) ?? [];
    if (values.length > 0 && option.value !== undefined && option.repeatable === undefined) throw new ConfigError(`\`--${option.name}\` is given twice; give it once`);
    given.set(option.name, [...values, value]);
  }
  if (!given.has('help') && !given.has('version')) checkOperands(operands, command, commands[command]);
  return {
    command,
    operands,
    has: option => given.has(option),
    value: option => given.get(option)?.at(-1),
    values: option => given.get(option) ?? [],
  };
}

const everyOption: readonly Option[] = Object.values(commands).flatMap(command => command.options);

/** Not strict, because the messages of `parseArgs` know no nearest names; the options are declared so that values are taken along. */
function tokensOf(argv: readonly string[]) {
  const options = Object.fromEntries(
    everyOption.map(({ name, short, value }) => [name, { type: value === undefined ? 'boolean' : 'string', multiple: true, ...(short === undefined ? {} : { short }) } as const]),
  );
  return parseArgs({ args: [...argv], options, strict: false, tokens: true }).tokens;
}

const isCommand = (word: string | undefined): word is CommandName => word !== undefined && Object.hasOwn(commands, word);

function known(raw: string, name: string, command: CommandName): Option {
  const { options } = commands[command];
  const found = options.find(option => option.name === name || option.short === name);
  if (found !== undefined) return found;
  const names = options.map(option => option.name);
  const elsewhere = Object.entries(commands).filter(([, { options: others }]) => others.some(option => option.name === name)).map(([other]) => `\`${other}\``);
  if (elsewhere.length > 0) throw new ConfigError(`\`${raw}\` is no option of \`${command}\`; it belongs to ${elsewhere.join(' and ')}`);
  const meant = nearest(name, names);
  throw new ConfigError(`\`${raw}\` is not an option${meant === undefined ? '; `ghostwire --help` lists them' : `; the nearest is \`--${meant}\``}`);
}

function valueOf(option: Option, token: { readonly rawName: string; readonly value?: string | undefined }): string {
  if (option.value === undefined) {
    if (token.value !== undefined) throw new ConfigError(`\`${token.rawName}\` takes no value; leave out \`=${token.value}\``);
    return '';
  }
  // `--root --rule x` takes `--rule` for the value, which is never what was meant.
  if (token.value === undefined || token.value === '' || /^--\w/.test(token.value)) throw new ConfigError(`\`${token.rawName}\` has no value; write \`--${option.name} ${option.value}\``);
  return token.value;
}

function checkOperands(operands: readonly string[], name: CommandName, { arity: [least, most], usage }: Command): void {
  if (operands.length >= least && operands.length <= most) return;
  const surplus = operands[most];
  throw new ConfigError(surplus === undefined ? `\`${name}\` lacks an argument; write \`${usage}\`` : `\`${name}\` takes no \`${surplus}\`; write \`${usage}\``);
}

/** For a word that is neither a path nor a command. */
export const orNearestCommand = (word: string): string => orNearest(word, Object.keys(commands));
