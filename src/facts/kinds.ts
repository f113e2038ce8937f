import type { FactKind } from '../core/model.ts';
import { program } from './program/kind.ts';

/** Every kind of fact there is; tokens only, nothing here loads the parser. */
export const kinds: readonly FactKind<string, any>[] = [program];
