import type { FilePath, Step } from '../../../core/model.ts';
import type { FnIndex, GuardIndex, LoopIndex, Val } from '../../../facts/program/model.ts';
import type { FnId } from '../../calls/model.ts';
import type { Effect, End, Lifetime } from '../model.ts';
import type { Refresh } from '../told/refresh.ts';
import type { Moment } from '../when/moments.ts';
import type { World } from '../world.ts';
import type { Carried } from './climb.ts';
import type { Use } from './uses.ts';

/** The value of one read on its way. Each way it can go is a file of its own; all of them lead back to `visit`. */
export interface Trace {
  readonly world: World;
  /** What runs when the setting changes. */
  readonly refresh: Refresh;
  /** The setting says yes or no, so what it decides about is there or not. */
  readonly isSwitch: boolean;
  readonly ends: End[];
  /** What is followed is an object, and only one place takes the value out of it. */
  readonly taken?: Taken;
  /** Goes on from one place at which the value stands; does nothing where it has been before. */
  visit(file: FilePath, use: Use, flow: Flow): void;
  /** The way ends here. */
  add(effect: Effect, lifetime: Lifetime, what: string, flow: Flow, ...more: readonly Step[]): void;
  /** What happens to the value here is no use of it: it is logged, or becomes the next value of a setting. */
  ignore(): void;
  stepAt(file: FilePath, offset: number, text: string): Step;
  /** Grows with every place visited and every end found. */
  done(): number;
}

export interface Flow extends Carried {
  readonly steps: readonly Step[];
  /** It went through something outside the program that may or may not hand it on. */
  readonly unsure: boolean;
  /** Calls it was handed in by, innermost last, so that it returns to them and not to everybody. */
  readonly calls: readonly Entered[];
  /** Names of locals that it went through, as `file#declaration`. */
  readonly names?: ReadonlySet<string>;
  /** What goes on is an object that has the value somewhere inside: all that matters is whether it is remembered. */
  readonly isInside?: true;
  /** The name under which something outside the program took the value: `new Window({ alwaysOnTop })`. */
  readonly option?: string;
  /** It went through something from which the program itself sets the setting. */
  readonly isOwn?: true;
  /** When the activation runs that the value is in: a function that many call runs for this value when its caller does. */
  readonly at: Moment;
}

/** The place that takes the value out of an object: what stands there, and when the value is wanted. */
export interface Taken {
  readonly leaf: Val;
  readonly at: Moment;
  readonly owner: string;
  readonly step: Step;
}

export interface Entered {
  readonly file: FilePath;
  readonly c: number;
  readonly into: FnId;
}

/** Where a value is put, and by what. */
export interface Put {
  readonly file: FilePath;
  readonly fn: FnIndex;
  readonly loop: LoopIndex;
  readonly g: GuardIndex;
  readonly s: number;
  readonly op?: string;
  /** What is added, where the place is a list or a set. */
  readonly item?: Val;
}

export const isOnlyBoot = (moment: Moment): boolean => moment.boot && !moment.mayEvent;

/** The loop or one that it stands in. */
export function within(loops: readonly { readonly parent: LoopIndex }[], loop: LoopIndex, outer: LoopIndex): boolean {
  for (let l = loop; l >= 0; l = loops[l]!.parent) if (l === outer) return true;
  return false;
}
