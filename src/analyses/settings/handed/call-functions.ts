import type { FilePath } from '../../../core/model.ts';
import type { CallIndex, ClassIndex, FnIndex } from '../../../facts/program/model.ts';
import { enclosingClass } from '../../../facts/program/parts.ts';
import { constructedBy, lineOf } from '../class-line.ts';
import { receiverOf, type Code, type Unit } from '../code.ts';

interface Body {
  readonly unit: Unit;
  readonly fn: FnIndex;
}

/** The functions that a call runs; `undefined` when it may be one that is not seen. */
export function functionsOf(code: Code, unit: Unit, c: CallIndex): readonly Body[] | undefined {
  const call = unit.facts.calls[c]!;
  const site = { file: unit.path, fn: call.fn };
  if (call.k === 'super') {
    const cls = enclosingClass(unit.facts, call.fn);
    const ext = cls === undefined ? undefined : unit.facts.classes[cls]!.ext;
    const base = ext && code.values.origin(site, ext);
    return base?.k === 'class' ? constructorOf(code, base.file, base.cls) : undefined;
  }
  const origin = code.values.origin(site, call.callee);
  if (origin.k === 'fn' && origin.path.length === 0) return [{ unit: code.unit(origin.file)!, fn: origin.fn }];
  if (origin.k === 'class' && origin.path.length === 0) return constructorOf(code, origin.file, origin.cls);
  const receiver = call.callee.k === 'prop' ? receiverOf(unit.facts, call) : undefined;
  const cls = receiver && code.values.classOf(site, receiver);
  return cls && call.callee.k === 'prop' ? methodOf(code, cls.file, cls.cls, call.callee.n) : undefined;
}

/** None where no class of the line has one: then nothing is done with the arguments. */
function constructorOf(code: Code, file: FilePath, cls: ClassIndex): readonly Body[] | undefined {
  const at = constructedBy(code, { file, cls });
  const unit = code.unit(at.file);
  const { ctor, ext } = unit?.facts.classes[at.cls] ?? {};
  if (unit && ctor !== undefined) return [{ unit, fn: ctor }];
  return ext ? undefined : [];
}

function methodOf(code: Code, file: FilePath, cls: ClassIndex, name: string): readonly Body[] | undefined {
  for (const at of lineOf(code, { file, cls })) {
    const unit = code.unit(at.file);
    const method = unit?.facts.classes[at.cls]?.methods.find(each => each.n === name && !each.isStatic);
    if (unit && method) return [{ unit, fn: method.fn }];
  }
  return undefined;
}
