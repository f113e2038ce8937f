import type { ClassIndex, DeclIndex, FnIndex, Val } from '../../../facts/program/model.ts';
import { enclosingClass } from '../../../facts/program/parts.ts';
import type { Unit } from '../program/unit.ts';

/** The parameter of the constructor that a member of `this` holds for good: `constructor(private readonly work: () => void)`. */
export function heldParameter(unit: Unit, fn: FnIndex, v: Val): DeclIndex | undefined {
  if (v.k !== 'prop' || v.o.k !== 'this') return undefined;
  const { facts } = unit;
  const c: ClassIndex | undefined = enclosingClass(facts, fn);
  const cls = c === undefined ? undefined : facts.classes[c];
  const field = cls?.fields.find(each => each.n === v.n && !each.isStatic);
  if (!cls || cls.ctor === undefined || field === undefined) return undefined;
  if (field.param !== undefined) return field.param;
  const [write, ...more] = unit.writesToMember(v.n).filter(each => each.t.k === 'prop' && each.t.o.k === 'this');
  const given = write?.fn === cls.ctor && more.length === 0 && write.v?.k === 'ref' ? write.v.d : undefined;
  return given !== undefined && facts.decls[given]?.k === 'param' && facts.decls[given]!.fn === cls.ctor ? given : undefined;
}
