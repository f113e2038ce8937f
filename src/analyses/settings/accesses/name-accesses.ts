import type { NameAccess } from '../../../vocabulary/accesses.ts';
import type { Reading } from '../setting.ts';
import type { SettingsObject } from '../settings-object.ts';
import type { MemberAccess } from './member-access.ts';

/** Members of registered enums and constants, wherever a program names them: `table[InfraConfig.PORT]`. */
export function accessesByName({ code, vocabulary, evaluator }: Reading, form: NameAccess, objects: readonly SettingsObject[]): MemberAccess[] {
  const found: MemberAccess[] = [];
  for (const object of objects) {
    const home = code.unit(object.file);
    const decl = object.decl === undefined ? undefined : home?.facts.decls[object.decl];
    const declared = decl?.n ?? (object.cls === undefined ? undefined : home?.facts.classes[object.cls]?.n);
    if (declared === undefined) continue;
    const locals = new Set(code.names(declared));
    for (const unit of code.units) {
      for (const { v, fn, g, loop } of unit.facts.reads) {
        const chain = v.k === 'prop' ? v : undefined;
        const first = chain && innermost(chain);
        if (!first || first.o.k !== 'ref' || !locals.has(first.o.n)) continue;
        const setting = object.settings.get(first.n);
        if (!setting || !isIt(unit.path, fn, first.o, first.n)) continue;
        found.push({
          of: [setting],
          access: {
            key: setting.key, exact: true, mode: form.mode, strength: 'weak', vocabulary: vocabulary.name, site: 'name', file: unit.path, fn, guard: g, loop,
            via: [], at: code.locate(unit.path, first.s, first.e), test: unit.test,
          },
        });
      }
    }

    function isIt(file: string, fn: number, root: Parameters<typeof evaluator.evaluate>[1], name: string): boolean {
      if (!decl) {
        const origin = code.values.origin({ file, fn }, root);
        return origin.k === 'class' && origin.file === object.file && origin.cls === object.cls;
      }
      if (decl.k !== 'enum') {
        const known = evaluator.evaluate({ file, fn }, root);
        return known.k === 'obj' && known.ctx.file === object.file && object.groups?.has(known.value.s) === true;
      }
      const origin = code.values.origin({ file, fn }, root);
      return origin.k === 'enum' && origin.file === object.file && origin.enum === decl.ref && name !== '';
    }
  }
  return found;
}

interface Chain {
  readonly k: 'prop';
  readonly o: { readonly k: string };
  readonly n: string;
  readonly s: number;
  readonly e: number;
}

/** The first member of a chain: `Keys.PORT` of `Keys.PORT.length`. */
function innermost<C extends Chain>(chain: C): C {
  let at = chain;
  while (at.o.k === 'prop') at = at.o as C; // A chain is made of chains.
  return at;
}
