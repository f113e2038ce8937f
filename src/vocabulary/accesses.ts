/** How code of a dialect touches a setting. */
import type { Slots } from './slot.ts';

export type AccessForm = CallAccess | ResultAccess | NameAccess | StringAccess | LiteralAccess | ListAccess | TextAccess | ComparisonAccess | GivenAccess;

/** Only `read` and `watch` keep a setting alive. */
export type AccessMode = 'read' | 'watch' | 'write' | 'mention';

/** A call with the key as an argument. */
export interface CallAccess {
  readonly kind: 'call';
  /** `*` stands for any characters. */
  readonly callee: readonly string[];
  /** The call may be one of something else: it counts only where its key is registered. */
  readonly loose?: true;
  /** `new`: a construction; `jsx`: an element, whose attributes are the members of `arg0`. Absent: a call. */
  readonly form?: 'new' | 'jsx';
  /** Absent: a free function, or a method of anything. */
  readonly receiver?: Receiver;
  readonly from?: readonly string[];
  readonly mode: AccessMode;
  readonly key: Slots;
  /** Where its slots are empty the key stands alone. */
  readonly namespace?: Slots;
  /** What the read yields when the setting is not set. */
  readonly fallback?: Slots;
  /**
   * `subtree`: the key names everything below it; `prefix`: everything that begins with it; `pattern`: the argument is a
   * regular expression; `elements`: an array of keys; `values`: an object whose values are keys; `names`: one whose names are.
   */
  readonly scope?: 'subtree' | 'prefix' | 'pattern' | 'elements' | 'values' | 'names';
  /** Replacements made in the key before it is looked up: `[['LDAP_', 'LDAP_AD_']]`; the key as written counts too. */
  readonly rewrite?: readonly (readonly [from: string, to: string])[];
}

/** What the receiver of a method must be: one of the two is enough. */
export interface Receiver {
  /** Endings of its name or of the name of its type, whatever their case. */
  readonly endings?: readonly string[];
  /** Modules it or its type is imported from. */
  readonly from?: readonly string[];
  /** What a registry of this vocabulary yields: `convict({…}).get('a.b')`. */
  readonly result?: true;
  /** Functions of which one yields it: `getConfiguration('http').get('port')`. */
  readonly calls?: readonly string[];
  /** It is `this`. */
  readonly self?: true;
}

/**
 * A member of what a registry yields (`env.PORT`, `const { PORT } = env`), of what a call yields (`settings.get().http.port`)
 * or of an object of a certain name or type (`config.http.port`). Names of groups lead to the settings below them; an
 * object that is handed on whole may be read there.
 */
export interface ResultAccess {
  readonly kind: 'result';
  /** Absent: the result of the vocabulary's registries. */
  readonly of?: {
    /** A call of one of these. */
    readonly callee?: readonly string[];
    readonly receiver?: Receiver;
    readonly from?: readonly string[];
    /** The function is declared in a module that imports the registry's file. */
    readonly besideFile?: true;
    /** Slot of the call that holds the key of the group it yields: `getConfiguration('http').port`. */
    readonly group?: Slots;
    /** Instead of a call: something whose name or type ends like this, whatever the case. */
    readonly endings?: readonly string[];
    /** The names of groups may be left out: what is handed around is one of them. A weak access. */
    readonly below?: true;
    /** Only under their whole keys, as texts: `settings['sync.target']`. */
    readonly wholeKeys?: true;
    /** Instead of a call of these: any call by the program of a function in which settings are declared. A weak access to all of them. */
    readonly factories?: true;
    /** Members to pass through to the settings: `['store']`. */
    readonly path?: readonly string[];
  };
  /** Functions that write what they are handed: `set(api.port, 1)`. */
  readonly writtenBy?: readonly string[];
  readonly mode: AccessMode;
}

/** A member of a registered enum or constant, wherever it is named: `InfraConfig.PORT`. A weak access. */
export interface NameAccess {
  readonly kind: 'name';
  readonly mode: AccessMode;
}

/** A name within a text of the program: `'config.http.port == 1'` in a condition, `'$self.settings.store.port'` in a patch. */
export interface StringAccess {
  readonly kind: 'string';
  readonly mode: AccessMode;
  /** What stands right in front of the key. */
  readonly after: readonly string[];
}

/** A comparison of a member of this name with a key: `event.preferenceName === 'http.port'`. */
export interface ComparisonAccess {
  readonly kind: 'comparison';
  readonly mode: AccessMode;
  readonly members: readonly string[];
}

/** An object literal that names a setting: exactly these members, all constant. */
export interface LiteralAccess {
  readonly kind: 'literal';
  readonly members: readonly string[];
  readonly mode: AccessMode;
  readonly key: Slots;
  readonly namespace?: Slots;
}

/** A field, property or variable that holds a list of settings: pairs of namespace and key, or whole keys. */
export interface ListAccess {
  readonly kind: 'list';
  readonly names: readonly string[];
  readonly mode: AccessMode;
}

/** Files of other languages in which a setting's environment variable or its whole key is a read. */
export interface TextAccess {
  readonly kind: 'text';
  /** Globs. */
  readonly files: readonly string[];
  readonly names: 'env' | 'key';
  /** What stands right in front of a name that is read: `$` and `${` in a shell script. Any name counts when absent. */
  readonly after?: readonly string[];
  /** What a line begins with that does not count: comments, lines that a patch removes. */
  readonly skip?: readonly string[];
}

/** Places that a program found; see `GivenRegistry`. */
export interface GivenAccess {
  readonly kind: 'given';
  readonly mode: AccessMode;
  readonly places: readonly { readonly key: string; readonly file: string; readonly line: number }[];
}
