import type { FilePath } from '../../core/model.ts';
import type { Code } from './code.ts';

export type ClassRef = { readonly file: FilePath; readonly cls: number };

export const sameClass = (a: ClassRef, b: ClassRef): boolean => a.file === b.file && a.cls === b.cls;

/** Longer lines exist in generated code only. */
const MAX_HOPS = 12;

export function superclassOf(code: Code, { file, cls }: ClassRef): ClassRef | undefined {
  const { ext, fn } = code.unit(file)?.facts.classes[cls] ?? {};
  const origin = ext && code.values.origin({ file, fn: fn ?? 0 }, ext);
  return origin?.k === 'class' && origin.path.length === 0 ? { file: origin.file, cls: origin.cls } : undefined;
}

/** The class and those it extends, as far as they can be seen. */
export function lineOf(code: Code, from: ClassRef): readonly ClassRef[] {
  const line: ClassRef[] = [];
  let at: ClassRef | undefined = from;
  for (let hops = 0; at && hops < MAX_HOPS; hops++) {
    if (line.some(each => sameClass(each, at!))) break;
    line.push(at);
    at = superclassOf(code, at);
  }
  return line;
}

/** The class or one it extends, as far as they can be seen, is `base`. */
export function inherits(code: Code, from: ClassRef, base: ClassRef): boolean {
  return lineOf(code, from).some(at => sameClass(at, base));
}

/** The class whose constructor runs for `new` of this one; the last that can be seen where none has one. */
export function constructedBy(code: Code, ref: ClassRef): ClassRef {
  const line = lineOf(code, ref);
  return line.find(at => code.unit(at.file)?.facts.classes[at.cls]?.ctor !== undefined) ?? line.at(-1) ?? ref;
}
