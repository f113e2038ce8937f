import type { FilePath } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import type { ClassIndex, Cls, Decl, DeclIndex, Fn, FnIndex, ProgramFacts, Shape, Val, Write } from '../../facts/program/model.ts';

/** The facts of the program with the look-ups that following a value needs, made per file on first use. */
export interface Code {
  readonly files: readonly FilePath[];
  facts(file: FilePath): ProgramFacts | undefined;
  decl(file: FilePath, decl: DeclIndex): Decl | undefined;
  fn(file: FilePath, fn: FnIndex): Fn | undefined;
  cls(file: FilePath, cls: ClassIndex): Cls | undefined;
  /** Assignments to a declared name, besides its initialiser. */
  writesTo(file: FilePath, decl: DeclIndex): readonly Write[];
  /** Assignments to `this.name` in the class. */
  fieldWrites(file: FilePath, cls: ClassIndex, name: string): readonly Write[];
  /** Names of the instance fields that a class declares or assigns. */
  fieldNames(file: FilePath, cls: ClassIndex): readonly string[];
  /** The class that `this` means in a function, and whether it means the class itself. */
  thisOf(file: FilePath, fn: FnIndex): { readonly cls: ClassIndex; readonly isStatic: boolean } | undefined;
  /** The synthetic function in which a class's field initialisers stand. */
  fieldFn(file: FilePath, cls: ClassIndex, isStatic: boolean): FnIndex;
  /** What an interface, or a type literal under a name, offers. */
  shape(file: FilePath, decl: DeclIndex): Shape | undefined;
  /** The type or interface that shares its name with a value. */
  typeBeside(file: FilePath, name: string): DeclIndex | undefined;
}

interface Index {
  readonly byDecl: ReadonlyMap<DeclIndex, readonly Write[]>;
  readonly byField: ReadonlyMap<string, readonly Write[]>;
  readonly fieldNames: ReadonlyMap<ClassIndex, readonly string[]>;
  readonly fieldFns: ReadonlyMap<string, FnIndex>;
  readonly types: ReadonlyMap<string, DeclIndex>;
  readonly shapes: ReadonlyMap<DeclIndex, Shape>;
}

export function codeOf(files: readonly FilePath[], factsOf: (file: FilePath) => ProgramFacts | undefined): Code {
  const tables = new Map<FilePath, ProgramFacts | undefined>();
  const facts = (file: FilePath): ProgramFacts | undefined => {
    const known = tables.get(file);
    if (known) return known;
    const found = factsOf(file);
    tables.set(file, found);
    return found;
  };
  const indexes = new Map<FilePath, Index>();
  const indexOf = (file: FilePath): Index => {
    const known = indexes.get(file);
    if (known) return known;
    const made = buildIndex(file);
    indexes.set(file, made);
    return made;
  };

  const code: Code = {
    files, facts,
    decl: (file, decl) => facts(file)?.decls[decl],
    fn: (file, fn) => facts(file)?.fns[fn],
    cls: (file, cls) => facts(file)?.classes[cls],
    writesTo: (file, decl) => indexOf(file).byDecl.get(decl) ?? [],
    fieldWrites: (file, cls, name) => indexOf(file).byField.get(`${cls}.${name}`) ?? [],
    fieldNames: (file, cls) => indexOf(file).fieldNames.get(cls) ?? [],
    thisOf: (file, fn) => thisIn(facts(file)?.fns ?? [], fn),
    fieldFn: (file, cls, isStatic) => indexOf(file).fieldFns.get(`${cls}${isStatic ? ' static' : ''}`) ?? 0,
    shape: (file, decl) => indexOf(file).shapes.get(decl),
    typeBeside: (file, name) => indexOf(file).types.get(name),
  };
  return code;

  function buildIndex(file: FilePath): Index {
    const byDecl = new Map<DeclIndex, Write[]>();
    const byField = new Map<string, Write[]>();
    const fieldFns = new Map<string, FnIndex>();
    const types = new Map<string, DeclIndex>();
    const fieldNames = new Map<ClassIndex, string[]>();
    const shapes = new Map<DeclIndex, Shape>();
    const { writes, fns, decls, classes, shapes: declared } = facts(file) ?? { writes: [], fns: [], decls: [], classes: [], shapes: [] };
    classes.forEach(({ fields }, c) => fieldNames.set(c, fields.filter(each => !each.isStatic).map(each => each.n)));
    for (const write of writes) {
      const { t } = write;
      if (t.k === 'ref' && t.d >= 0) addTo(byDecl, t.d, write);
      const owner = t.k === 'prop' && t.o.k === 'this' ? thisIn(fns, write.fn) : undefined;
      if (!owner || t.k !== 'prop') continue;
      addTo(byField, `${owner.cls}.${t.n}`, write);
      if (!owner.isStatic) fieldNames.get(owner.cls)?.push(t.n);
    }
    fns.forEach(({ k, cls }, f) => {
      if (cls !== undefined && (k === 'field' || k === 'static')) fieldFns.set(`${cls}${k === 'static' ? ' static' : ''}`, f);
    });
    decls.forEach(({ k, n, fn }, d) => {
      if (fn === 0 && (k === 'type' || k === 'interface') && !types.has(n)) types.set(n, d);
    });
    for (const shape of declared) if (!shapes.has(shape.decl)) shapes.set(shape.decl, shape);
    return { byDecl, byField, fieldNames, fieldFns, types, shapes };
  }
}

/** The declaration or `this` that a chain of members begins with, and the first member taken of it (`'*'` when computed). */
export function rootOf(value: Val): { readonly root: Val; readonly first: string | undefined } {
  let root = value;
  let first: string | undefined;
  while (root.k === 'prop' || root.k === 'elem') {
    first = root.k === 'prop' ? root.n : '*';
    root = root.o;
  }
  return { root, first };
}

function thisIn(fns: readonly Fn[], fn: FnIndex): { cls: ClassIndex; isStatic: boolean } | undefined {
  for (let at = fns[fn]; at; at = at.parent < 0 ? undefined : fns[at.parent]) {
    if (at.cls !== undefined) return { cls: at.cls, isStatic: at.isStatic === 1 };
    // An arrow function has the `this` of what is around it; others have their own, which is not known.
    if (at.k !== 'arrow') return undefined;
  }
  return undefined;
}
