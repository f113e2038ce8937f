/** Every option there is. What a command takes stands in `commands`. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** Shown in the help; absent for a switch. */
  readonly value?: string;
  readonly repeatable?: true;
  readonly help: string;
}

const option = {
  root: { name: 'root', value: '<dir>', help: 'root of the scan (default: the working directory)' },
  config: { name: 'config', value: '<file>', help: 'configuration file (default: ghostwire.config.{ts,mts,js,mjs,json} in the root)' },
  rule: { name: 'rule', value: '<id>', repeatable: true, help: 'run this rule alone; may be repeated' },
  format: { name: 'format', value: '<name>[=<file>]', repeatable: true, help: 'stylish (default), json, github, sarif, gitlab, junit or markdown; to a file with =<file>; may be repeated' },
  table: { name: 'format', value: 'table|json|markdown', help: 'how the inventory is written (default: table)' },
  verdict: { name: 'verdict', value: '<verdict>', repeatable: true, help: 'only settings with this verdict; may be repeated' },
  namespace: { name: 'namespace', value: '<ns>', repeatable: true, help: 'only settings in this namespace, or whose key matches a glob; may be repeated' },
  flag: { name: 'flag', value: '<flag>', repeatable: true, help: 'only settings with this flag (`restart`, `sensitive` …); may be repeated' },
  sort: { name: 'sort', value: 'key|verdict|readers|place', help: 'order (default: key, what is off by default below what switches it on)' },
  env: { name: 'env', help: 'write the environment reference: what each variable sets, as Markdown' },
  freshness: { name: 'check', value: '<file>', help: 'say whether that environment reference is up to date; exit 1 if it is not' },
  update: { name: 'update-baseline', help: 'rewrite the baselines with the findings of today' },
  approve: { name: 'approve', value: '<reason>', help: 'allow --update-baseline under CI, for this reason' },
  prune: { name: 'prune-baseline', help: 'drop the baseline entries that nothing matches; add none' },
  strict: { name: 'strict-baseline', help: 'let stale baseline entries fail the run' },
  reason: { name: 'reason', value: '<text>', help: 'why the finding is right to stay; goes into the marker' },
  owner: { name: 'owner', value: '<@who>', help: 'who answers for the marker' },
  until: { name: 'until', value: '<date>', help: 'last day on which the marker excuses anything, as 2027-01-31' },
  at: { name: 'at', value: '<file>:<line>', help: 'which of several findings of one entry is meant' },
  dryRun: { name: 'dry-run', help: 'print the changes as a diff, write nothing, and exit 1 if there are any' },
  fixed: { name: 'rule', value: '<id>', repeatable: true, help: 'fix what this rule reports alone; may be repeated' },
  preview: { name: 'dry-run', help: 'show what would be written and write nothing' },
  yes: { name: 'yes', help: 'write without asking' },
  noCache: { name: 'no-cache', help: 'read and parse every file' },
  quiet: { name: 'quiet', help: 'print errors and the last line alone: no warnings, no stale entries' },
  noColor: { name: 'no-color', help: 'print without colour, also on a terminal' },
  help: { name: 'help', short: 'h', help: 'print this' },
  version: { name: 'version', short: 'v', help: 'print the version' },
} as const satisfies { readonly [name: string]: Option };

export type CommandName = 'check' | 'explain' | 'settings' | 'init' | 'rules' | 'allow' | 'fix';

export interface Command {
  readonly usage: string;
  readonly summary: string;
  readonly options: readonly Option[];
  /** How many arguments it takes. */
  readonly arity: readonly [least: number, most: number];
}

const shared = [option.root, option.config, option.noCache, option.noColor, option.help, option.version];

export const commands: { readonly [name in CommandName]: Command } = {
  check: {
    usage: 'ghostwire [check] [paths…] [options]',
    summary: 'judge the whole project; paths narrow what is shown and what decides the exit code',
    options: [option.rule, option.format, option.update, option.approve, option.prune, option.strict, option.quiet, ...shared],
    arity: [0, Infinity],
  },
  explain: {
    usage: 'ghostwire explain <rule | ns.key | VARIABLE | entry | file:line> [options]',
    summary: 'print the page of a rule, or why a setting or a finding is judged as it is',
    options: shared,
    arity: [1, 1],
  },
  settings: {
    usage: 'ghostwire settings [options]',
    summary: 'list the settings: key, default, environment variable, flags, readers, verdict',
    options: [option.table, option.verdict, option.namespace, option.flag, option.sort, option.env, option.freshness, ...shared],
    arity: [0, 0],
  },
  init: {
    usage: 'ghostwire init [options]',
    summary: 'look at a repository, show what adopting Ghostwire here takes, and write it',
    options: [option.preview, option.yes, option.root, option.config, option.noColor, option.help, option.version],
    arity: [0, 0],
  },
  rules: {
    usage: 'ghostwire rules [options]',
    summary: 'list the rules with their severity',
    options: shared,
    arity: [0, 0],
  },
  allow: {
    usage: 'ghostwire allow [<rule>] <entry | file:line> --reason "<text>" [options]',
    summary: 'write the marker that excuses a finding, in the right place',
    options: [option.reason, option.owner, option.until, option.at, option.dryRun, ...shared],
    arity: [1, 2],
  },
  fix: {
    usage: 'ghostwire fix [paths…] [options]',
    summary: 'mend what can be mended safely: unused markers, unread registrations, numbers without a name, reads past a setting',
    options: [option.fixed, option.dryRun, ...shared],
    arity: [0, Infinity],
  },
};
