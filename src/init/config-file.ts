import type { Config } from '../config/config.ts';
import type { FilePath } from '../core/model.ts';
import type { ConfigPlan, Dialect, Proposed, Seen } from './model.ts';

/** The configuration file: TypeScript where the repository writes such files itself, else JSON, which holds no comments. */
export function configFile({ paths, dialects, perhaps }: Pick<Seen, 'paths' | 'dialects' | 'perhaps'>, plan: ConfigPlan): Proposed {
  const typed = paths.some(path => /(^|\/)[^/]+\.config\.[cm]?ts$/.test(path));
  return typed
    ? { path: 'ghostwire.config.ts', text: typescript(plan.config, dialects, perhaps), what: 'what differs from the defaults' }
    : {
        path: 'ghostwire.config.json',
        text: `${JSON.stringify({ $schema: './node_modules/ghostwire/schema/config.schema.json', ...plan.config }, null, 2)}\n`,
        what: 'what differs from the defaults',
      };
}

function typescript({ vocabularies, exclude, entries, rules }: Config, dialects: readonly Dialect[], perhaps: readonly Dialect[]): string {
  const seen = (name: unknown): string => {
    const dialect = dialects.find(each => each.name === name);
    return dialect === undefined ? '' : ` // ${quoted(dialect.example.key)} in ${inComment(dialect.example.file)}`;
  };
  const parts = [
    ...(vocabularies === undefined
      ? [
          '  // No settings dialect was recognised. Every run tries those that cannot be mistaken; describe your own under `vocabularies`.',
          ...perhaps.map(each => `  // vocabularies: [${literal(each.name)}], // sees ${quoted(each.example.key)} in ${inComment(each.example.file)}; take it in if that is a setting`),
        ]
      : [
          '  // How settings are spelled here. Each name is a promise: a run in which it recognises no registration fails.',
          '  vocabularies: [', ...vocabularies.map(each => `    ${literal(each)},${seen(each)}`), '  ],',
        ]),
    ...(exclude === undefined ? [] : ['', '  // Cannot be read as it stands, so it is left out. Mend it and take it out of this list.', '  exclude: [', ...exclude.map(each => `    ${literal(each)},`), '  ],']),
    ...(entries === undefined ? [] : ['', '  // What boots. `unexplained` holds files that nothing imports and nothing seems to start: move them to where they belong, or delete them.', `  entries: {`, ...entryLines(entries), '  },']),
    ...(rules === undefined ? [] : ['', '  // Off, because nothing says reliably what boots. Name it in `entries` and take this away.', '  rules: {', ...Object.entries(rules).map(([id, severity]) => `    ${literal(id)}: ${literal(severity)},`), '  },']),
  ];
  return [
    "import { defineConfig } from 'ghostwire/define';",
    '',
    '// What differs from the defaults. `ghostwire` says in one sentence what is wrong with a key or a pattern.',
    'export default defineConfig({',
    ...parts,
    '});',
    '',
  ].join('\n');
}

function entryLines(entries: NonNullable<Config['entries']>): string[] {
  const groups: readonly (readonly [string, readonly FilePath[]])[] = isList(entries) ? [['app', entries]] : Object.entries(entries);
  return groups.flatMap(([name, globs]) => [`    ${literal(name)}: [`, ...globs.map(each => `      ${literal(each)},`), '    ],']);
}

const isList = (entries: NonNullable<Config['entries']>): entries is readonly string[] => Array.isArray(entries);

const quoted = (text: string): string => `\`${inComment(text)}\``;

const inComment = (text: string): string => text.replace(/[\u0000-\u001f\u2028\u2029]/g, ' ');

const literal = (value: unknown): string => (typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'` : JSON.stringify(value));
