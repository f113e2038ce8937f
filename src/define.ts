import type { Config } from './config/config.ts';
import type { RuleId } from './rules/index.ts';

export type { Config, RuleInput, VocabularyInput } from './config/config.ts';
export type { RuleId } from './rules/index.ts';

/** The configuration, checked against the rules there are while it is written. Loads nothing. */
export const defineConfig = (config: Config<RuleId>): Config<RuleId> => config;
