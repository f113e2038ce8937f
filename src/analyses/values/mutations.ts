import type { FilePath } from '../../core/model.ts';
import type { Call, DeclIndex, Val } from '../../facts/program/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import { rootOf, type Code } from './code.ts';

/** True when code anywhere in the program writes to the member of a declared object, array or class (`'*'`: to any). */
export type IsMutated = (file: FilePath, decl: DeclIndex, member: string) => boolean;

const mutators = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin', 'set', 'add', 'delete', 'clear']);

/** Looks once through all writes and mutating calls; each names the object by the declaration it begins with. */
export function mutations(code: Code, modules: ModuleGraph): IsMutated {
  let found: Map<string, Set<string>> | undefined;
  return (file, decl, member) => {
    const members = (found ??= collect(code, modules)).get(`${file}#${decl}`);
    return members !== undefined && (members.has('*') || member === '*' || members.has(member));
  };
}

function collect(code: Code, modules: ModuleGraph): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of code.files) {
    const facts = code.facts(file);
    for (const { t } of facts?.writes ?? []) if (t.k === 'prop' || t.k === 'elem') note(file, t);
    for (const call of facts?.calls ?? []) {
      const changed = changedBy(call);
      if (changed) note(file, changed);
    }
  }
  return found;

  function note(file: FilePath, target: Val): void {
    const { root, first } = rootOf(target);
    if (root.k !== 'ref' || root.d < 0) return;
    let binding = modules.binding(file, root.d);
    let member = first ?? '*';
    if (binding?.k === 'namespace') {
      binding = modules.exported(binding.file, member);
      member = '*';
    }
    if (binding?.k !== 'decl') return;
    const key = `${binding.file}#${binding.decl}`;
    const members = found.get(key);
    if (members) members.add(member);
    else found.set(key, new Set([member]));
  }
}

/** The object that a call changes: as a chain whose first member is the one changed, when that is known. */
const changedBy = ({ k, callee, args }: Call): Val | undefined => {
  if (k !== 'call' || callee.k !== 'prop') return undefined;
  const isObject = callee.o.k === 'ref' && callee.o.n === 'Object' && callee.o.d < 0;
  if (isObject) return /^(assign|definePropert(y|ies)|setPrototypeOf)$/.test(callee.n) ? args[0] : undefined;
  return mutators.has(callee.n) ? callee.o : undefined;
};
