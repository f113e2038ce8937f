import type { FilePath } from '../../../core/model.ts';
import type { CallIndex, FnIndex, Val } from '../../../facts/program/model.ts';
import type { Access, SettingsModel } from '../../settings/model.ts';
import type { Targets } from '../program/targets.ts';
import { nameOf, type Unit } from '../program/unit.ts';

/** What a function that is told of changes of a setting knows. */
export interface Told {
  readonly access: Access;
  /** The value is the new one of the setting, as the function is handed it. */
  value?(v: Val): boolean;
}

/** Methods that are told of a change of the settings their class lists. */
const TOLD = /(changed|changes|updated)$|^on([A-Z_]\w*)?(setting|config|option|change|update)/i;
/** Some dialects spell a subscription like a read that is handed a function. */
const WATCHES = /^(watch|subscribe|observe|listen|on)|changes?$/i;

/** Functions that are told of changes of settings: handed to a call that watches, or methods beside a list of what is watched. */
export function handlersOf(settings: SettingsModel, targets: Targets, unitAt: (path: FilePath) => Unit | undefined): {
  handlerAround(unit: Unit, fn: FnIndex): Told | undefined;
  handlers(unit: Unit): readonly { readonly fn: FnIndex; readonly told: Told }[];
} {
  let index: Map<FilePath, { readonly fn: FnIndex; readonly told: Told }[]> | undefined;
  const handlers = (unit: Unit): readonly { readonly fn: FnIndex; readonly told: Told }[] => (index ??= build()).get(unit.path) ?? [];
  return {
    handlers,
    handlerAround(unit, fn) {
      const known = handlers(unit);
      if (known.length === 0) return undefined;
      for (let f = fn; f > 0; f = unit.facts.fns[f]!.parent) {
        const found = known.find(each => each.fn === f);
        if (found) return found.told;
      }
      return undefined;
    },
  };

  function build(): Map<FilePath, { readonly fn: FnIndex; readonly told: Told }[]> {
    const found = new Map<FilePath, { readonly fn: FnIndex; readonly told: Told }[]>();
    const add = (path: FilePath, fn: FnIndex, told: Told): void => {
      const list = found.get(path);
      if (list) list.push({ fn, told });
      else found.set(path, [{ fn, told }]);
    };
    for (const access of settings.accesses) {
      const unit = access.test ? undefined : unitAt(access.file);
      if (!unit) continue;
      if (access.site === 'call' && access.call !== undefined) addHanded(unit, access, access.call, add);
      else if (access.mode === 'watch' && access.cls !== undefined) {
        for (const method of unit.facts.classes[access.cls]?.methods ?? []) if (TOLD.test(method.n)) add(unit.path, method.fn, { access });
      }
    }
    return found;
  }

  function addHanded(unit: Unit, access: Access, c: CallIndex, add: (path: FilePath, fn: FnIndex, told: Told) => void): void {
    const call = unit.facts.calls[c]!;
    if (access.mode !== 'watch' && !WATCHES.test(nameOf(call))) return;
    for (const arg of call.args) {
      if (arg.k !== 'fn' && arg.k !== 'ref' && arg.k !== 'prop' && arg.k !== 'call') continue;
      const target = targets.ofValue(unit, call.fn, arg);
      if (target) add(target.unit.path, target.fn, { access, value: v => isFirstParameter(target.unit, target.fn, v) });
    }
  }
}

/** `value`, `event.value`, `{ value }`: what is made of the first argument. */
function isFirstParameter(unit: Unit, fn: FnIndex, v: Val): boolean {
  let root = v;
  for (let hops = 0; hops < 8; hops++) {
    while (root.k === 'prop') root = root.o;
    if (root.k === 'param') return root.f === fn && root.i === 0;
    if (root.k !== 'ref') return false;
    const decl = unit.facts.decls[root.d];
    if (!decl) return false;
    if (decl.k === 'param' && unit.facts.fns[fn]!.params[0] === root.d) return true;
    if (!decl.init) return false;
    root = decl.init;
  }
  return false;
}
