import * as v from 'valibot';
import { orNearest } from '../core/nearest.ts';
import type { Config } from './config.ts';

/**
 * The configuration file, key by key. The published JSON schema is generated from this (`scripts/config-schema.ts`).
 */

const say = <S extends v.GenericSchema>(schema: S, description: string) => v.pipe(schema, v.description(description));

/** An object whose keys are all known; an unknown one is answered with the nearest. */
const closed = <const E extends v.ObjectEntries>(entries: E) =>
  v.strictObject(entries, issue => (issue.expected === 'never' ? unknown(issue.received, Object.keys(entries)) : missing(issue)));

const unknown = (quoted: string, known: readonly string[]): string => {
  const key = quoted.replace(/^"|"$/g, '');
  return `is not a key of the configuration${orNearest(key, known) || `; known here are ${known.map(name => `\`${name}\``).join(', ')}`}`;
};

const missing = (issue: v.StrictObjectIssue): string =>
  issue.received === 'undefined' ? 'is missing' : `is ${article(issue.received)}, which is no object`;

const article = (received: string): string => (received === 'Array' ? 'a list' : received === 'Object' ? 'an object' : received);

const text = v.pipe(v.string(issue => `is ${article(issue.received)}; write a string`), v.nonEmpty('is blank; write something or leave it out'));

const reason = say(
  v.pipe(text, v.check(words => !/^\W*$|^(todo|tbd|fixme|xxx|reason|n\/a|none|because)\W*$/i.test(words.trim()), 'says nothing; write why')),
  'Why, for whoever reads this next; blank and placeholder reasons are refused.',
);

const texts = v.array(text, issue => `is ${article(issue.received)}; write a list of strings`);

const glob = say(
  v.pipe(
    text,
    v.check(pattern => !pattern.startsWith('!'), 'begins with `!`; put what is left out under `exclude`'),
    v.check(pattern => !/^\/|^[A-Za-z]:|(^|\/)\.\.(\/|$)/.test(pattern), 'leads out of the root; write a path relative to the root'),
  ),
  'Path or glob relative to the root, with `/` between its parts.',
);

const globs = v.array(glob, issue => `is ${article(issue.received)}; write a list of globs`);

const json: v.GenericSchema<unknown> = v.unknown();

/** An object of values by name. A list would pass for one, with its indexes as names. */
const named = <V extends v.GenericSchema>(value: V, hint: string) =>
  v.pipe(v.unknown(), v.check(input => !Array.isArray(input), `is a list; ${hint}`), v.record(text, value, issue => `is ${article(issue.received)}; ${hint}`));

const severity = v.picklist(['off', 'warn', 'error'], issue => `is ${issue.received}; write \`off\`, \`warn\` or \`error\``);

const ruleEntry = v.union(
  [severity, v.strictTuple([severity, v.record(v.string(), json)])],
  issue => `is ${article(issue.received)}; write \`off\`, \`warn\`, \`error\` or \`[severity, options]\``,
);

const vocabulary = v.union(
  [text, v.looseObject({})],
  issue => `is ${article(issue.received)}; write the name of a preset, or a vocabulary as an object`,
);

export const configSchema = closed({
  $schema: v.optional(say(text, 'Address of this schema, for editors.')),
  include: v.optional(say(globs, 'What is scanned. Default: the TypeScript (and, under `allowJs`, JavaScript) sources of the workspace.')),
  exclude: v.optional(say(globs, 'What is left out besides what git ignores, declaration files, `dist` and generated code.')),
  entries: v.optional(
    say(
      v.union(
        [globs, v.record(text, globs)],
        issue => `is ${article(issue.received)}; write a list of globs, or an object of such lists by the name of the process`,
      ),
      'What boots. Groups name the processes of a system: `{ app: ["src/main.ts"], worker: ["src/worker.ts"] }`. Default: package.json, Dockerfile, compose and framework conventions.',
    ),
  ),
  vocabularies: v.optional(
    say(
      v.array(vocabulary, issue => `is ${article(issue.received)}; write a list of preset names and vocabulary objects`),
      'What a setting looks like: names of presets and vocabularies of your own. Each one named is a promise: a scan in which it recognises nothing ends with exit code 2. Default: every preset that matches something.',
    ),
  ),
  env: v.optional(
    say(
      closed({
        allow: v.optional(
          say(
            v.array(
              closed({
                file: glob,
                variables: say(v.pipe(texts, v.nonEmpty('is empty; name the variables')), 'Names of the variables that may be read there.'),
                reason,
              }),
              issue => `is ${article(issue.received)}; write a list of objects with \`file\`, \`variables\` and \`reason\``,
            ),
            'Bootstrap sites: files that may read the environment directly.',
          ),
        ),
      }),
      'Direct access to the environment.',
    ),
  ),
  external: v.optional(
    say(
      v.array(
        closed({ keys: say(v.pipe(texts, v.nonEmpty('is empty; name the keys')), 'Keys, or globs of keys such as `mobile.*`.'), reason }),
        issue => `is ${article(issue.received)}; write a list of objects with \`keys\` and \`reason\``,
      ),
      'Settings that are read outside the scanned sources.',
    ),
  ),
  profiles: v.optional(
    say(named(text, 'write an object of paths by name'), 'Further default environments, path by name; a ghost is dead in all of them.'),
  ),
  rules: v.optional(
    say(
      named(ruleEntry, 'write an object of severities by rule'),
      'Severity of each rule, or `[severity, options]`. Default: every rule is an error.',
    ),
  ),
  baselines: v.optional(say(text, 'Directory of the baseline files. Default: `baselines`.')),
} satisfies Record<keyof Config, v.GenericSchema>) satisfies v.GenericSchema<unknown, Config>;
