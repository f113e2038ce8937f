import type { ObjectMember, ProgramFacts, Val } from '../../facts/program/model.ts';
import type { CallGraph, ClassId, FnId } from '../calls/model.ts';
import type { SettingsModel } from '../settings/model.ts';
import type { Site, Values } from '../values/model.ts';
import type { Abstract } from './defaults.ts';
import type { Indexes } from './indexes.ts';
import type { Environment } from './profiles.ts';
import type { Known } from './sensitivity.ts';

/** What is further away is not followed. */
export const MAX_DEPTH = 24;

/** What holds under the default configuration. */
export interface Evaluator {
  value(site: Site, value: Val): Abstract;
  /** The whole chain of conditions: `false` when one of them is false, with the settings that make it so. */
  guard(file: string, g: number): GuardState;
}

export interface GuardState {
  readonly holds: boolean | undefined;
  readonly flags: readonly number[];
  /** The false condition. */
  readonly at?: number;
}

/** An evaluator that can tell what is the same whatever the settings are: other environments are tried on top of it. */
export interface DefaultEvaluator extends Evaluator {
  readonly indexes: Indexes;
  /** Each is absent where a setting was looked at on the way. */
  readonly fixed: {
    value(site: Site, value: Val, depth: number): Abstract | undefined;
    guard(file: string, g: number, depth: number): GuardState | undefined;
    result(file: string, fn: number, depth: number, awaited: boolean): Abstract | undefined;
  };
}

export interface Evaluated {
  readonly facts: (file: string) => ProgramFacts;
  readonly values: Values;
  readonly calls: CallGraph;
  readonly settings: SettingsModel;
  /** A further default environment: what it sets comes before what is registered. */
  readonly environment?: Environment;
  /** Functions that something outside the program may call. */
  readonly calledOutside?: ReadonlySet<FnId>;
  /** Classes that something outside the program may construct. */
  readonly constructedOutside?: readonly ClassId[];
  /** Settings of which nothing is to be known. */
  readonly undecided?: ReadonlySet<number>;
  /** Offset of a place in a file. */
  readonly offset: (file: string, line: number, column: number) => number;
}

/** The parts of the evaluator that each of them asks the others. */
export interface Core {
  readonly from: Evaluated;
  readonly indexes: Indexes;
  evaluate(site: Site, v: Val, depth: number): Abstract;
  declared(file: string, d: number, depth: number): Abstract;
  call(site: Site, v: Extract<Val, { k: 'call' }>, depth: number, awaited: boolean): Abstract;
  result(file: string, f: number, depth: number, awaited: boolean): Abstract;
  guard(file: string, g: number, depth: number): GuardState;
  /** Computes once; `fixed` may know it already, whatever the settings are. */
  once<K>(memo: Map<K, Known<Abstract>>, key: K, compute: () => Abstract, fixed?: () => Abstract | undefined): Abstract;
}

/** What is taken of a value, step by step. */
export type Along = (site: Site, value: Val, path: readonly string[], depth: number) => Abstract;

/** What is taken of a tree goes on and on; configuration is not so deep. */
export const MAX_PATH = 3;

/** Under a name that is spelled. */
export const isPlain = (each: ObjectMember): boolean => !each.spread && !each.key;

export interface Members {
  member(site: Site, v: Member, depth: number): Abstract;
  /** A parameter, or what is taken of it: known when every call of its function is. */
  parameter(file: string, f: number, i: number, path: readonly string[], depth: number): Abstract;
}

export type Member = Extract<Val, { k: 'prop' | 'elem' }>;
