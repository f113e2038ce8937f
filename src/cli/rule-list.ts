import type { Rule } from '../core/model.ts';
import { rules as all } from '../rules/index.ts';

/** The rules themselves. The build puts stand-ins here (`scripts/rule-stand-ins.mjs`), so that they are loaded only when something must be judged. */
export const rules: readonly Rule[] = all;
export const loadRules: (() => Promise<readonly Rule[]>) | undefined = undefined;
