import type { CallGraph, ClassId } from '../calls/model.ts';

/** The class, or one that it extends, extends or implements what another package declares, which may call any of its members. */
export const isMadeOutside = ({ classes }: CallGraph, cls: ClassId): boolean => {
  const seen = new Set<ClassId>();
  for (let c: ClassId | undefined = cls; c !== undefined && !seen.has(c); c = classes[c]?.base) {
    if (classes[c]?.external) return true;
    seen.add(c);
  }
  return false;
};
