/**
 * The strict reading: whether an annotation (or `as const`) says that a constant is a number that is meant. A name for
 * something else, a union or a list says no such thing. The set is locked by a test.
 */
export const isNumberAnnotation = (annotation: string): boolean => numberAnnotations.has(annotation);

export const numberAnnotations: ReadonlySet<string> = new Set(['number', 'bigint', 'as const', 'Readonly<number>', 'Readonly<bigint>']);
