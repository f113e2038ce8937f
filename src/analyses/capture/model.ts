import type { Step } from '../../core/model.ts';
import type { Access, SettingIndex } from '../settings/model.ts';

/** When code runs. `event`: on a request, a message, a timer, in a loop that lasts; `unknown`: something calls it, nobody sees when. */
export type PhaseName = 'boot' | 'event' | 'both' | 'unknown';

/**
 * What becomes of a value that was read. `live`: the next use reads anew, or a change is carried over; `captured`: it
 * outlives the read and nothing renews it; `once`: it is used up while the program boots; `unknown`: cannot be followed.
 */
export type Effect = 'live' | 'captured' | 'once' | 'unknown';

/**
 * How long the value lives. `local`: as long as the call; `loop`: as long as an endless loop; `timer`: in an interval;
 * `resource`: in something the operating system or another party holds; `memo`: kept from the first use on; `gate`: it
 * decided whether something that lasts was started; `answer`: whoever was handed a function asks for it, once or again.
 */
export type Lifetime = 'local' | 'field' | 'variable' | 'closure' | 'loop' | 'timer' | 'resource' | 'memo' | 'gate' | 'answer';

/** One place where the value of a read ends up. */
export interface End {
  readonly effect: Effect;
  readonly lifetime: Lifetime;
  /** In words: `kept in the field \`limit\` of \`Server\``. */
  readonly what: string;
  /** From the read to the place, in reading order. */
  readonly steps: readonly Step[];
  /** Used up at boot for sure, and perhaps again later: no proof of either. */
  readonly again?: true;
}

export interface ReadJudged {
  readonly access: Access;
  readonly phase: PhaseName;
  /** Nearest named class and member. */
  readonly owner: string;
  readonly ends: readonly End[];
}

/** When a change of a setting takes effect, by where its values go. */
export interface Capture {
  readonly setting: SettingIndex;
  /** Reads outside tests. */
  readonly reads: readonly ReadJudged[];
  /** `mixed`: some places see a change and others do not; `unknown`: not every read can be followed; `none`: nothing reads it. */
  readonly verdict: 'live' | 'captured' | 'mixed' | 'once' | 'unknown' | 'none';
  /** A change takes effect in at least one place, proved. */
  readonly live: readonly ReadJudged[];
  /** Proved captures. */
  readonly captured: readonly End[];
  /** What the program does once with it, while it boots. */
  readonly once: readonly End[];
  /** The operating system or another party holds the value: proved, or as far as is seen. */
  readonly resource?: End;
  /** It answers a question of a host, which may ask it one time. */
  readonly answer?: End;
}

export interface CaptureModel {
  /** One for each setting, in their order. */
  readonly captures: readonly Capture[];
}
