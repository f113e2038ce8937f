/** Where a dialect declares its settings, and what in such a place is one setting. */
import type { Slot, Slots } from './slot.ts';
import type { Flag, FlagRule } from './flags.ts';
import type { Receiver } from './accesses.ts';

export type Registry = CallRegistry | ConstructionRegistry | ClassRegistry | VariableRegistry | FileRegistry | GivenRegistry;

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
    /** Types that stand for what it yields when called, given the registry's own type: `ConfigType<typeof database>`. */
    readonly types?: readonly string[];
    /** Members of the registry that hand what it yields on whole, to whom is not seen: `database.asProvider()`. */
    readonly handing?: readonly string[];
    /** Members by which a container is asked for it: `@Inject(database.KEY)`. Where no type says who holds it then, it is handed on whole. */
    readonly injecting?: readonly string[];
    /**
     * Nothing but its settings is a member of what the registry yields, so that any other name is a slip: unless one of the
     * slots in `unless` is filled, or a schema is built with one of the methods in `opens`.
     */
    readonly closed?: { readonly unless?: Slots; readonly opens?: readonly string[] };
  };
}

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

export type SettingType = 'boolean' | 'number' | 'integer' | 'string' | 'enum' | 'json' | 'list' | 'duration' | 'secret';
