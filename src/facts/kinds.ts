import type { FactKind } from '../core/model.ts';
import { markers } from './markers/kind.ts';
import { numbers } from './numbers/kind.ts';
import { program } from './program/kind.ts';

/** Every kind of fact there is; tokens only, nothing here loads the parser. */
export const kinds: readonly FactKind<string, any>[] = [markers, numbers, program];
