/**
 * The vocabulary language: how one dialect spells its settings, as data.
 *
 * Design note. A vocabulary has two halves. *Registries* say where settings are declared: which call, object, class,
 * enum, type or file holds them, what in it is one setting (an *entry*), and in which *slots* of the entry the key,
 * the default, the type, the environment variable and the flags stand. *Accesses* say how code touches a setting: by a
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

/**
 * Where a part of a setting stands, seen from its entry: a root and steps, joined by dots.
 *
 * - `arg0` … an argument of the call (the method's receiver is `receiver`);
 * - `name` the name under which the entry stands in its object, class or enum (dotted when entries are leaves);
 * - `value` what stands under that name; for an element of an array, the element;
 * - `fallback` what stands behind `??` or `||` in the value;
 * - `variable` the environment variable that the value reads, where the registry says `reads`;
 * - `@Name(0)` an argument of a decorator on the entry;
 * - `"text"` a fixed text.
 *
 * Steps: `.member` takes a member of an object; `.method(0)` takes an argument of the last call of `method` in a fluent
 * chain (`z.string().default("1")`: `value.default(0)`); `.()` is the name of the function the chain begins with
 * (`string`) and `.(0)` an argument of it; `.0` is an element of an array; `.=>` is what a function returns.
 */
export type Slot = string;

/** One slot, or several of which the first that is filled counts. */
export type Slots = Slot | readonly Slot[];

/**
 * - `restart`: a change takes effect only after a restart; `readOnly`: cannot be changed once the process runs;
 * - `sensitive`: must not be shown; `hidden`: no user sees it; `external`: read by clients outside the program;
 * - `action`: a button, has no value; `deprecated`: kept for old data.
 */
export type Flag = 'restart' | 'readOnly' | 'sensitive' | 'hidden' | 'external' | 'action' | 'deprecated';

/** A flag is raised when its slot holds `true`, or what the rule asks for instead. */
export type FlagRule =
  | Slots
  | {
      readonly slot: Slots;
      /** Raised when the slot holds one of these constants. */
      readonly equals?: readonly (string | number | boolean | null)[];
      /** Raised when the slot names a member or a constant of one of these names: `type: Kind.Button`. */
      readonly names?: readonly string[];
      /** Raised when the slot holds a call or construction of one of these names. */
      readonly calls?: readonly string[];
      /** Raised when the slot is filled at all. */
      readonly present?: true;
    };

/** What in a registry is one setting. */
export type Entries =
  /** The call, field or element itself. */
  | { readonly one: true }
  /** Each member of the objects found at any of the slots in `members`. */
  | {
      readonly members: Slots;
      /**
       * `top` (the default): members of the object. `leaf`: members of nested objects too, names joined by the dialect's
       * `join`; an object that has one of the members named in `leaf` is a setting, not a group.
       */
      readonly depth?: 'top' | { readonly leaf: readonly string[] };
      /**
       * Schema builders that are looked through, with the arguments that hold members: `{ object: [0], extend: [0] }`
       * finds the members of `z.object({…}).extend({…})`. Members of other schemas named there are followed.
       */
      readonly through?: { readonly [method: string]: readonly number[] };
    }
  /** Each element of the array at `elements`. */
  | { readonly elements: Slots };

interface RegistryParts {
  readonly entries?: Entries;
  readonly key: Slots;
  /** Stands in front of the key, joined by the vocabulary's `join`. An entry without one has a bare key. */
  readonly namespace?: Slots;
  readonly type?: Slots;
  /** Words of the dialect for the types the rules know: `{ bool: 'boolean' }`. */
  readonly types?: { readonly [word: string]: SettingType };
  readonly default?: Slots;
  /** Slots whose presence says that the setting may be left out (`optional()`). Where this is given, any other setting without a default has to be set. */
  readonly optional?: Slots;
  readonly description?: Slots;
  /** Name of the environment variable, or several of which the first counts. */
  readonly env?: Slots;
  readonly flags?: { readonly [F in Flag]?: FlagRule };
  /**
   * False where one key may stand in several registries of an application by design (two schemas over the same
   * environment). Otherwise a second registration of a key is a problem.
   */
  readonly unique?: false;
  /**
   * Globals of which a setting is made (`PORT: Number(process.env.PORT)`): their members are the slot `variable`, what stands
   * behind `??` or `||` is `fallback`. In a `variable` or `class` registry other entries are left out.
   */
  readonly reads?: readonly string[];
  /** Settings whose name cannot be seen are expected: the registry counts as open, and nothing is reported. */
  readonly open?: true;
  /** Settings exist as members of what the registry yields; see `ResultAccess`. */
  readonly result?: {
    /** Members to pass through from what the call yields to the settings: `['data']` for `safeParse`. */
    readonly path?: readonly string[];
    /** Methods that yield the very thing they are called on. */
    readonly fluent?: readonly string[];
    /** What the registry yields is called for the settings: `database().host`. */
    readonly called?: true;
    /**
     * Nothing but its settings is a member of what the registry yields, so that any other name is a slip: unless one of the
     * slots in `unless` is filled, or a schema is built with one of the methods in `opens`.
     */
    readonly closed?: { readonly unless?: Slots; readonly opens?: readonly string[] };
  };
}

export type SettingType = 'boolean' | 'number' | 'integer' | 'string' | 'enum' | 'json' | 'list' | 'duration' | 'secret';

/** Settings declared by a call. */
export interface CallRegistry extends RegistryParts {
  readonly kind: 'call';
  /** Names of the function or method, as declared. */
  readonly callee: readonly string[];
  /** The module the function (or the root of the chain it is called on) is imported from. */
  readonly from?: readonly string[];
  /** What the method must be called on. */
  readonly receiver?: Receiver;
  /** The call stands in a function that is handed to a call of one of these: `addGroup('G', function () { this.add(…) })`. */
  readonly within?: readonly string[];
  /**
   * Slots that hold a global, or an object made of it: `{ arg0: ['process.env'] }` holds for `parse(process.env)`, for
   * `parse({ ...process.env })` and for `parse({ PORT: process.env.PORT })`.
   */
  readonly where?: { readonly [slot: Slot]: readonly string[] };
  /** Slots that are filled in every call meant: others are calls of something else. */
  readonly requires?: readonly Slot[];
  /**
   * Slots of which one is filled in a call that can hardly mean anything else, so that it is reported when it cannot be
   * resolved even where no other registration of the vocabulary is seen.
   */
  readonly tells?: readonly Slot[];
}

/** Settings declared by construction of a class or of a subclass. */
export interface ConstructionRegistry extends Omit<CallRegistry, 'kind' | 'callee'> {
  readonly kind: 'new';
  readonly classes: readonly string[];
}

/** Settings declared as the fields of a class. */
export interface ClassRegistry extends RegistryParts {
  readonly kind: 'class';
  /** Field decorators that make a field a setting (`*` stands for any characters). */
  readonly decorators?: readonly string[];
  /** Modules the decorators are imported from. */
  readonly from?: readonly string[];
  /** Functions of which one is handed the class somewhere: `plainToInstance(Variables, env)`. */
  readonly passedTo?: readonly string[];
  /** Names of the class (`*` stands for any characters). */
  readonly classes?: readonly string[];
  /** Names of the class it extends. */
  readonly extends?: readonly string[];
  /** A regular expression that the name of a field matches; others are left out. */
  readonly named?: string;
  /** The fields meant are the static ones. */
  readonly static?: true;
  /** A regular expression that a key matches; others are left out. */
  readonly keyed?: string;
}

/** Settings declared in a variable: an object table, an array, an enum or a union of literals. */
export interface VariableRegistry extends RegistryParts {
  readonly kind: 'variable' | 'enum' | 'union';
  /** Names of the variable, enum or type (`*` stands for any characters). */
  readonly names: readonly string[];
  /** Globs of the files it may stand in. */
  readonly files?: readonly string[];
  /** An entry is an object with one of these members; others are left out. */
  readonly shape?: readonly string[];
  /** … and with all of these. */
  readonly shapeAll?: readonly string[];
  /** Names of the type it is annotated with or checked by. */
  readonly annotated?: readonly string[];
  /** A regular expression that a key matches; others are left out. */
  readonly keyed?: string;
  /** Fewer entries than this are no registry. */
  readonly least?: number;
}

/**
 * Settings declared in a data file of the project. `jsonSchema`: the properties of a schema, nested ones by dotted keys;
 * `yaml`: the leaves of a YAML or JSON file, each with its value as the default. Slots are seen from the property
 * (`value.requiresRestart`).
 */
export interface FileRegistry extends Pick<RegistryParts, 'flags' | 'unique' | 'types' | 'default' | 'description'> {
  readonly kind: 'jsonSchema' | 'yaml';
  /** Globs of the files. */
  readonly files: readonly string[];
  /** Where in the file the schema or the tree stands: `contributes.configuration`; elements of an array each count. */
  readonly at?: string;
  /** Of a JSON Schema: `top` where a property that has properties of its own is one setting, whose value they describe. Absent: nested ones are settings. */
  readonly depth?: 'top';
  /** A module of the program imports the file or names it in a text: others of that name are something else. */
  readonly loaded?: true;
  /** Keys at the top that are no settings. */
  readonly except?: readonly string[];
}

/** Settings that a program found, for dialects beyond these words: a configuration in TypeScript may compute them from anything. */
export interface GivenRegistry {
  readonly kind: 'given';
  readonly settings: readonly {
    readonly key: string;
    /** Path relative to the root, and the line from 1. */
    readonly file: string;
    readonly line: number;
    readonly default?: string | number | boolean | null;
    readonly type?: SettingType;
    readonly env?: readonly string[];
    readonly description?: string;
    readonly flags?: readonly Flag[];
  }[];
}

export type Registry = CallRegistry | ConstructionRegistry | ClassRegistry | VariableRegistry | FileRegistry | GivenRegistry;

/** Only `read` and `watch` keep a setting alive. */
export type AccessMode = 'read' | 'watch' | 'write' | 'mention';

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

/** Places that a program found; see `GivenRegistry`. */
export interface GivenAccess {
  readonly kind: 'given';
  readonly mode: AccessMode;
  readonly places: readonly { readonly key: string; readonly file: string; readonly line: number }[];
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

export type AccessForm = CallAccess | ResultAccess | NameAccess | StringAccess | LiteralAccess | ListAccess | TextAccess | ComparisonAccess | GivenAccess;

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
  /** Environment variable derived from the key where the registration names none; `prefix` is the user's to set. */
  readonly derivedEnv?: { readonly prefix: string };
  /** Keys (`*` stands for any characters) that something outside the program reads: a runtime, an SDK, a client; with the reason. With `packages`, only where the program imports one of them. */
  readonly external?: readonly (string | { readonly keys: readonly string[]; readonly reason: string; readonly packages?: readonly string[] })[];
  readonly registries: readonly Registry[];
  readonly accesses: readonly AccessForm[];
}
