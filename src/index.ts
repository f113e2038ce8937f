/** The public face: what people who configure, extend or embed the suite import. */
export { defineConfig } from './define.ts';
export type { Config, RuleId, RuleInput, VocabularyInput } from './define.ts';
export { ConfigError } from './config/config-error.ts';
export { defineAnalysis, defineRule } from './core/model.ts';
export type {
  Analysis, AnalysisInputs, AnalysisOptions, BaselineEntry, Fact, FactKind, FileFacts, FilePath, Finding, Json, Location, Marker, Need, Outcome, Pass, Problem, Reporter, Rule, Severity, Step, Style,
} from './core/model.ts';
export { run } from './engine/run.ts';
export type { Parts, ResolvedConfig, RuleSetting, RunRequest, RunResult } from './engine/request.ts';
