import type { AnalysisOptions, Json, Rule } from '../core/model.ts';
import { orNearest } from '../core/nearest.ts';
import type { ResolvedConfig, RuleSetting } from '../engine/request.ts';
import { isJson, type Config, type RuleInput } from './config.ts';
import { ConfigError } from './config-error.ts';
import { defaultBaselines, defaultEntryGroup, defaultSeverity } from './defaults.ts';

/** What a configuration can name. */
export interface Known {
  readonly rules: readonly Rule[];
  /** What is wrong with the vocabularies of a configuration, one sentence each. */
  readonly vocabularyProblems: (configured: readonly Json[]) => readonly string[];
}

/** The configuration with its defaults, every name in it and every rule option checked. `file` stands in the messages. */
export function resolveConfig(config: Config, file: string | undefined, known: Known): ResolvedConfig {
  const where = file ?? 'the configuration';
  const problems: string[] = [...unknownRules(config, known.rules, where), ...vocabularyProblems(config, known, where)];
  const rules: Record<string, RuleSetting> = {};
  for (const rule of known.rules) {
    const [severity, options] = settingOf(config.rules?.[rule.id]);
    problems.push(...optionProblems(rule, options, where));
    rules[rule.id] = { severity, options: { ...rule.defaults, ...options } as RuleSetting['options'] }; // `optionProblems` has refused what is no JSON.
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    include: config.include,
    exclude: config.exclude ?? [],
    analysis: analysisOptions(config),
    rules,
    baselines: (config.baselines ?? defaultBaselines).replace(/^\.\//, '').replace(/\/+$/, ''),
    ...(file === undefined ? {} : { file }),
  };
}

const settingOf = (input: RuleInput | undefined): readonly [RuleSetting['severity'], { readonly [option: string]: unknown }] =>
  input === undefined ? [defaultSeverity, {}] : typeof input === 'string' ? [input, {}] : input;

function unknownRules(config: Config, rules: readonly Rule[], where: string): string[] {
  const ids = rules.map(rule => rule.id);
  return Object.keys(config.rules ?? {})
    .filter(id => !ids.includes(id))
    .map(id => `\`rules["${id}"]\` in \`${where}\` is not a rule${orNearest(id, ids) || '; `ghostwire rules` lists them'}`);
}

function vocabularyProblems(config: Config, known: Known, where: string): string[] {
  const vocabularies: readonly unknown[] = config.vocabularies ?? [];
  const data = vocabularies.filter(isJson);
  const mixed = vocabularies.length > data.length ? [`\`vocabularies\` in \`${where}\` holds a function or a class; write vocabularies as plain data`] : [];
  return [...mixed, ...known.vocabularyProblems(data).map(problem => `\`vocabularies\` in \`${where}\`: ${problem}`)];
}

function optionProblems(rule: Rule, options: { readonly [option: string]: unknown }, where: string): string[] {
  const known = Object.keys(rule.defaults);
  const problems: string[] = [];
  for (const [option, value] of Object.entries(options)) {
    const place = `option \`${option}\` of \`${rule.id}\` in \`${where}\``;
    const fallback = rule.defaults[option];
    if (fallback === undefined) {
      const others = known.length === 0 ? '; the rule has no options' : `; it has ${known.map(name => `\`${name}\``).join(', ')}`;
      problems.push(`${place} does not exist${orNearest(option, known) || others}`);
    } else if (!isJson(value) || (fallback !== null && shapeOf(value) !== shapeOf(fallback))) {
      problems.push(`${place} is ${isJson(value) ? shapeOf(value) : typeof value}; write ${shapeOf(fallback)} such as \`${JSON.stringify(fallback)}\``);
    } else if (Array.isArray(value) && value.some(member => shapeOf(member) !== memberOf(fallback))) {
      problems.push(`${place} holds ${shapeOf(value.find(member => shapeOf(member) !== memberOf(fallback))!)}; write a list of which each member is ${memberOf(fallback)}`);
    } else {
      const choices = rule.choices?.[option];
      if (choices !== undefined && !choices.includes(value)) problems.push(`${place} is \`${String(value)}\`; write ${choices.map(choice => `\`${String(choice)}\``).join(' or ')}`);
    }
  }
  return problems;
}

const shapeOf = (value: Json): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;

/** Of an empty default nothing can be told, and what rules list is names. */
const memberOf = (fallback: Json): string => (Array.isArray(fallback) && fallback[0] !== undefined ? shapeOf(fallback[0]) : 'a string');

const analysisOptions = (config: Config): AnalysisOptions => ({
  vocabularies: (config.vocabularies ?? []) as readonly Json[], // `vocabularyProblems` has refused what is no JSON.
  entries: isList(config.entries) ? { [defaultEntryGroup]: config.entries } : (config.entries ?? {}),
  env: { allow: config.env?.allow ?? [] },
  external: config.external ?? [],
  profiles: config.profiles ?? {},
});

const isList = (entries: Config['entries']): entries is readonly string[] => Array.isArray(entries);
