/** A way to keep a value, or to ask for it anew, that takes the place of a read. `n` makes its names its own. */
export interface Form {
  readonly name: string;
  /** Text at the end of the imports. */
  head(read: string, n: number): string;
  /** Text in the place of the read. */
  use(read: string, n: number): string;
}

/** Each keeps what it read: a change is not seen before a restart. */
export const KEEPING: readonly Form[] = [
  { name: 'module constant', head: (read, n) => `const injected${n} = ${read};`, use: (_, n) => `injected${n}` },
  { name: 'member of a module object', head: (read, n) => `const injected${n} = { group: { value: ${read} } };`, use: (_, n) => `injected${n}.group.value` },
  { name: 'field by parameter', head: (read, n) => `class Injected${n} { constructor(readonly value: any) {} } const injected${n} = new Injected${n}(${read});`, use: (_, n) => `injected${n}.value` },
  { name: 'field by options', head: (read, n) => `class Injected${n} { #kept: any; constructor({ value }: any) { this.#kept = value; } show() { return this.#kept; } } const injected${n} = new Injected${n}({ value: ${read} });`, use: (_, n) => `injected${n}.show()` },
  { name: 'closure of a factory', head: (read, n) => `const injectedOf${n} = (value: any) => () => value; const injected${n} = injectedOf${n}(${read});`, use: (_, n) => `injected${n}()` },
  { name: 'memory by ??=', head: (_, n) => `let injected${n}: any;`, use: (read, n) => `(injected${n} ??= ${read})` },
  { name: 'memory by a condition', head: (read, n) => `let injected${n}: any; function injectedRead${n}() { if (injected${n} === undefined) injected${n} = ${read}; return injected${n}; }`, use: (_, n) => `injectedRead${n}()` },
  { name: 'memory in a map', head: (read, n) => `const injected${n} = new Map<string, any>(); const injectedRead${n} = () => { if (!injected${n}.has('a')) injected${n}.set('a', ${read}); return injected${n}.get('a'); };`, use: (_, n) => `injectedRead${n}()` },
  { name: 'remembered object', head: (read, n) => `class Injected${n} { constructor(readonly value: any) {} } let injected${n}: Injected${n} | undefined; const injectedOne${n} = () => (injected${n} ??= new Injected${n}(${read}));`, use: (_, n) => `injectedOne${n}().value` },
  { name: 'static field', head: (read, n) => `class Injected${n} { static value: any; } Injected${n}.value = ${read};`, use: (_, n) => `Injected${n}.value` },
];

/** Each asks anew whenever it is asked. */
export const ASKING: readonly Form[] = [
  { name: 'function', head: (read, n) => `function injected${n}() { return ${read}; }`, use: (_, n) => `injected${n}()` },
  { name: 'function of an object', head: (read, n) => `const injected${n} = { group: { value: () => ${read} } };`, use: (_, n) => `injected${n}.group.value()` },
  { name: 'method', head: (read, n) => `class Injected${n} { value() { const kept = ${read}; return kept; } } const injected${n} = new Injected${n}();`, use: (_, n) => `injected${n}.value()` },
  { name: 'getter', head: (read, n) => `class Injected${n} { get value() { return ${read}; } } const injected${n} = new Injected${n}();`, use: (_, n) => `injected${n}.value` },
  { name: 'function by parameter', head: (read, n) => `class Injected${n} { constructor(private readonly read: () => any) {} value() { return this.read(); } } const injected${n} = new Injected${n}(() => ${read});`, use: (_, n) => `injected${n}.value()` },
  { name: 'function by options', head: (read, n) => `const injectedOf${n} = (options: any) => ({ value: () => options.read() }); const injected${n} = injectedOf${n}({ read: () => ${read} });`, use: (_, n) => `injected${n}.value()` },
  { name: 'object of each call', head: (_, n) => `class Injected${n} { constructor(readonly value: any) {} }`, use: (read, n) => `new Injected${n}(${read}).value` },
  { name: 'local of a function', head: (read, n) => `function injected${n}() { const options = { value: ${read} }; const { value } = options; return value; }`, use: (_, n) => `injected${n}()` },
];

/** Each keeps what it read, and has a function `injectedRenew<n>` that reads it anew; nothing calls it but a subscriber. */
export const RENEWED: readonly Form[] = [
  { name: 'variable with a subscriber', head: (read, n) => `let injected${n}: any = ${read}; function injectedRenew${n}() { injected${n} = ${read}; }`, use: (_, n) => `injected${n}` },
  { name: 'member with a subscriber', head: (read, n) => `const injected${n}: any = { value: ${read} }; const injectedRenew${n} = () => { injected${n}.value = ${read}; };`, use: (_, n) => `injected${n}.value` },
  { name: 'field with a subscriber', head: (read, n) => `class Injected${n} { private kept: any = undefined; constructor() { this.renew(); } renew() { this.kept = ${read}; } show() { return this.kept; } } const injected${n} = new Injected${n}(); const injectedRenew${n} = () => injected${n}.renew();`, use: (_, n) => `injected${n}.show()` },
  { name: 'object with a subscriber', head: (read, n) => `class Injected${n} { constructor(readonly value: any) {} } let injected${n} = new Injected${n}(${read}); function injectedRenew${n}() { injected${n} = new Injected${n}(${read}); }`, use: (_, n) => `injected${n}.value` },
];
