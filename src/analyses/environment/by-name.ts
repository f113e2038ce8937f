/** Functions that take, test or set something of an object by its name. */
export const ownTests = new Set(['hasOwnProperty', 'propertyIsEnumerable']);

/** Functions of `Object`, `Reflect` and of libraries that take one thing, or some, of an object by name. */
export const readers = new Set(['hasOwn', 'get', 'has', 'getOwnPropertyDescriptor', 'pick', 'pickBy', 'property', 'prop', 'props']);

export const writers = new Set(['Reflect.set', 'Reflect.deleteProperty', 'Reflect.defineProperty', 'Object.defineProperty']);
