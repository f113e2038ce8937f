import type { Vocabulary } from '../model.ts';
import { registry } from './registry.ts';

/** Every vocabulary that is shipped, by name. */
export const presets: { readonly [name: string]: Vocabulary } = { registry };
