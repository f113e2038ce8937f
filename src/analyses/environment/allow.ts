import { globMatcher } from '../../core/glob.ts';
import type { EnvAllowance, FilePath } from '../../core/model.ts';
import type { AccessKind, StaleAllowance } from './model.ts';

interface Touch {
  readonly file: FilePath;
  readonly variable: string;
  readonly kind: AccessKind;
}

/** Which accesses `env.allow` covers, by file and by variable, and what in it covers nothing. */
export function allowances(allow: readonly EnvAllowance[], files: readonly FilePath[]): {
  covers(touch: Touch): boolean;
  stale(touches: readonly Touch[]): StaleAllowance[];
} {
  const entries = allow.map(allowance => ({
    allowance,
    matches: globMatcher(allowance.file),
    variables: allowance.variables.map(variable => ({ variable, names: nameMatcher(variable) })),
  }));
  return {
    covers: touch => entries.some(({ matches, variables }) => matches(touch.file) && variables.some(({ names }) => names(touch.variable))),
    stale: touches => entries.flatMap(({ allowance, matches, variables }): StaleAllowance[] => {
      if (!files.some(matches)) return [{ allowance }];
      const touched = touches.filter(({ file, kind }) => kind !== 'snapshot' && matches(file));
      return variables.filter(({ names }) => !touched.some(touch => names(touch.variable))).map(({ variable }) => ({ allowance, variable }));
    }),
  };
}

/**
 * A variable's name, or a beginning with `*` behind it (`REDIS_*`). A bare `*` names accesses whose variable is not
 * known, and not every variable there is: a new one in an allowed file has to be declared.
 */
export function nameMatcher(pattern: string): (variable: string) => boolean {
  const beginning = pattern.endsWith('*') ? pattern.slice(0, -1) : '';
  return variable => variable === pattern || (beginning !== '' && variable.startsWith(beginning));
}
