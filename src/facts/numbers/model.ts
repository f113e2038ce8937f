import type { DeclIndex, FnIndex } from '../program/model.ts';

/** What a number decides, in the words of the people who operate the system. Part of a finding's identity. */
export type Role =
  | 'timeout' | 'interval' | 'delay' | 'ttl' | 'duration'
  | 'retry-limit' | 'concurrency' | 'rate'
  | 'page-size' | 'batch-size' | 'size-limit' | 'limit'
  | 'threshold' | 'weight';

export type TimeUnit = 'ms' | 's' | 'min' | 'h' | 'd' | 'week';
export type Unit = TimeUnit | 'bytes' | 'KB' | 'MB' | 'GB' | 'percent';

/** Through which place the number gets its power. */
export type Sink =
  | 'timer' | 'argument' | 'option' | 'comparison' | 'fallback' | 'clamp' | 'parameter' | 'field' | 'variable' | 'return';

/** What a name says about the number under it. */
export interface Quantity {
  readonly role: Role;
  readonly unit?: Unit;
  /** The name alone proves that the number is policy (`maxRetries`); otherwise it takes a comparison or a clamp to tell (`size > …`). */
  readonly strong: boolean;
}

/** A number as the source writes it: a literal with its sign, or a constant product or sum, folded once. */
export interface Numeral {
  /** Source text on one line. */
  readonly text: string;
  /** The same number whatever the spelling: `30_000`, `0x7530`, `3e4` and `30 * 1000` are all `30000`; `30.0` and `30n` stay. */
  readonly value: string;
  readonly form: 'literal' | 'radix' | 'product';
  readonly s: number;
  readonly e: number;
}

/** A name that may lead to a numeric constant: a binding of this file and the members taken of it, or a member of `this`. */
export interface Reference {
  /** Declaration of the first name; -1 for a member of `this`. */
  readonly d: DeclIndex;
  /** For a member of `this`: start offset of the class. */
  readonly cls?: number;
  readonly path: readonly string[];
  readonly s: number;
  readonly e: number;
}

/** A number, or a name that may stand for one, in a place that decides something. */
export interface Use {
  /** Name of the place: `setTimeout.1`, `maxRetries`, `attempt` (what it is compared with). */
  readonly slot: string;
  readonly sink: Sink;
  readonly quantity: Quantity;
  readonly owner: string;
  readonly fn: FnIndex;
  /** Name of the function that is called, or whose options these are: for `ignoreCallees`. */
  readonly callee?: string;
  /** The number is one part of arithmetic, so its unit is not the place's. */
  readonly scaled?: 1;
  /** The number only stands in for what a caller did not give. */
  readonly offered?: Offered;
  /** The place is where such numbers are kept under a name: the defaults of options, or a file of configuration. */
  readonly kept?: 1;
  /** A pause that is taken once, so that something settles; without it a pause paces what is done again and again. */
  readonly settles?: 1;
  /** What is done so often forgets what is over: entries of a map, sessions in memory. */
  readonly tidies?: 1;
  /** A comment says what is waited for. */
  readonly explained?: 1;
  readonly number?: Numeral;
  readonly ref?: Reference;
}

/** How a caller gives another number than the default: an option of that name, or argument `i` of the function `n`. */
export interface Offered {
  readonly n: string;
  readonly i?: number;
}

/** A name that stands for a number and nothing else: `const`, enum member, static or readonly field, member of a constant object. */
export interface NamedNumber {
  readonly name: string;
  /** Declaration that holds it; -1 for an instance field. */
  readonly d: DeclIndex;
  /** For a field: start offset of the class. */
  readonly cls?: number;
  /** Members to take of the declaration to reach it. */
  readonly path: readonly string[];
  readonly holder: 'const' | 'enum' | 'static' | 'field' | 'member';
  readonly quantity?: Quantity;
  readonly number: Numeral;
  /** A top-level `const` of its own: what the strict reading looks at. */
  readonly module?: 1;
  /** Annotation as written, or `as const`. */
  readonly annotation?: string;
  /** Why it is none of an operator's business: laid down by a protocol, the default of a declared setting, or one of a row of codes. */
  readonly given?: 'protocol' | 'setting' | 'code';
  /** As in `Use`. */
  readonly kept?: 1;
  readonly owner: string;
  readonly fn: FnIndex;
}

/** A parameter (or a name destructured from one) whose default is one literal number, for the strict reading. */
export interface ParameterDefault {
  readonly name: string;
  readonly number: Numeral;
  readonly owner: string;
}

/**
 * What a file is for, as far as its numbers are concerned. `ui`: geometry and feel. `tooling`: scripts, build
 * configuration, stories, migrations. `definitions`: where settings are declared. `protocol`: laid down elsewhere.
 */
export type Purpose = 'code' | 'ui' | 'tooling' | 'definitions' | 'protocol' | 'generated';

export interface NumberFacts {
  readonly purpose: Purpose;
  readonly uses: readonly Use[];
  readonly named: readonly NamedNumber[];
  readonly parameters: readonly ParameterDefault[];
  /** Names of options that the file gives a value of its own to, once each; those only that a number may stand under. */
  readonly supplied: readonly string[];
  /** Names that stand where a setting's default stands (`env.X ?? DEFAULT_X`): the setting owns that number. */
  readonly settings: readonly Reference[];
}
