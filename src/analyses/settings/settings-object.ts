import type { CallIndex, ClassIndex, DeclIndex } from '../../facts/program/model.ts';
import type { Span } from './evaluation/known.ts';
import type { Setting } from './model.ts';

/** What a registry yields: the object whose members are the settings. */
export interface SettingsObject {
  readonly file: string;
  /** The call or construction that yields it; absent when it is every instance of `cls`. */
  readonly call?: CallIndex;
  readonly cls?: ClassIndex;
  /** The variable that it is, and where the object literals of its groups begin, each with the names that lead to it. */
  readonly decl?: DeclIndex;
  readonly groups?: ReadonlyMap<number, string>;
  /** Members to pass through to the settings. */
  readonly path: readonly string[];
  /** It is called for the settings. */
  readonly called?: true;
  /** Types that stand for it, given the type of what makes it. */
  readonly types?: readonly string[];
  /** Members of what makes it that hand it on whole. */
  readonly handing?: readonly string[];
  /** Members by which it is asked for; where no type says who holds it then, it is handed on whole, too. */
  readonly injecting?: readonly string[];
  /** It has no other members than its settings. */
  readonly closed?: true;
  /** Settings by the name under which they are read. */
  readonly settings: ReadonlyMap<string, Setting>;
  /** Where each setting is written, from its name to the end of its value. */
  readonly ranges: readonly { readonly range: Span; readonly setting: Setting }[];
}
