import type { FilePath } from '../../core/model.ts';
import { linesOf } from './lines.ts';
import type { Documented } from './model.ts';

/** `NAME=value`; one that is commented out shows that it may be set. */
export const variablesOfEnvFile = (path: FilePath, text: string): Documented[] =>
  linesOf(path, text).flatMap((line): Documented[] => {
    const [, before = '', variable] = /^(\s*(?:#+[ \t]?)?(?:export\s+)?)([A-Z][A-Z0-9_]*)=(?!=)/.exec(line.text) ?? [];
    return variable === undefined ? [] : [{ variable, at: line.locate(before.length, variable.length), scope: '-' }];
  });
