/**
 * The vocabulary language: how one dialect spells its settings, as data.
 *
 * Design note. A vocabulary has two halves. *Registries* (`registries.ts`) say where settings are declared: which call, object, class,
 * enum, type or file holds them, what in it is one setting (an *entry*), and in which *slots* of the entry the key,
 * the default, the type, the environment variable and the flags stand. *Accesses* (`accesses.ts`) say how code touches a setting: by a
 * call with the key as an argument, by a member of the object that a registry yields (`env.PORT`), by a declarative
 * literal (a mirror, a list of watched keys). No rule and no analysis knows a dialect; presets and the user's own
 * vocabularies are written in the same words.
 *
 * What a vocabulary never says is how a *value* is found. Constants, enums, imports, spreads, loops over visible arrays
 * and helper functions around a call are followed for every slot alike, by the analysis `settings`, so `key: KEY`,
 * `key: Keys.Port` and `reg('port', 1)` need no words here. Names in a vocabulary are those of the callee, the class or
 * the property as declared; import aliases and subclasses are resolved.
 *
 * Everything is JSON-shaped: a user's vocabulary stands in `ghostwire.config.json` as well as in TypeScript.
 */
import type { Registry } from './registries.ts';
import type { AccessForm } from './accesses.ts';

export interface Vocabulary {
  readonly name: string;
  /** Between namespace and key, and between the names of nested groups. `.` when absent. */
  readonly join?: string;
  /**
   * When a change takes effect unless a flag says otherwise: `live`, while the process runs; `start`, only when it
   * starts again (the environment, a file read once).
   */
  readonly changes: 'live' | 'start';
  /** Used only where the configuration names it: what it recognises may be something else elsewhere. */
  readonly optIn?: true;
  /**
   * Unless the configuration names the vocabulary, a registry counts only where at least this share of its settings is read
   * outside of tests: what merely looks like one has readers that no vocabulary knows.
   */
  readonly proof?: number;
  /**
   * A process that is not here may ask for any setting by its name through one of `packages`: a language server through its
   * client. Not where the program imports one of `unless`, which the server itself is made with.
   */
  readonly askedThrough?: { readonly packages: readonly string[]; readonly unless: readonly string[] };
  /** Calls that yield an object which holds the values of that moment: what is read from it later is as old as it is. */
  readonly snapshots?: readonly string[];
  /** Calls that have a function told of any change of settings; a watch inside it may narrow that. */
  readonly listeners?: readonly string[];
  /** Environment variable derived from the key where the registration names none; `prefix` is the user's to set. */
  readonly derivedEnv?: { readonly prefix: string };
  /** Keys (`*` stands for any characters) that something outside the program reads: a runtime, an SDK, a client; with the reason. With `packages`, only where the program imports one of them. */
  readonly external?: readonly (string | { readonly keys: readonly string[]; readonly reason: string; readonly packages?: readonly string[] })[];
  readonly registries: readonly Registry[];
  readonly accesses: readonly AccessForm[];
}
