import type { Severity } from '../core/model.ts';

/** Severity of a rule that the configuration does not name. */
export const defaultSeverity: Severity = 'error';

/** Directory of the baseline files, relative to the root. */
export const defaultBaselines = 'baselines';

/** Group of the entries that are given as a plain list. */
export const defaultEntryGroup = 'app';

/** Names a configuration file may have in the root; at most one of them stands there. */
export const configFiles = ['ts', 'mts', 'js', 'mjs', 'json'].map(extension => `ghostwire.config.${extension}`);
