import { lookUp, type Builder, type RefVal, type Scope } from './builder.ts';
import type { Decl, DeclIndex, ProgramFacts } from './model.ts';

/** Binds the names that were used before (or after) their declaration, and drops reads of plain locals. */
export const finishProgram = (b: Builder): ProgramFacts => {
  const used = new Map<DeclIndex, boolean>(); // declaration → all uses so far are pure
  b.refs.forEach((ref, i) => {
    const d = (ref.d = lookUp(b.refScopes[i] as Scope, ref.n));
    if (d >= 0 && b.decls[d]?.k === 'import') used.set(d, (used.get(d) ?? true) && b.refPure[i] === true);
  });
  b.nameReads.forEach((ref, i) => {
    if (ref.d >= 0 && !isSharedName(b.decls[ref.d])) return;
    const at = i * 4;
    const places = b.nameReadPlaces;
    b.reads.push({ v: ref, fn: places[at] as number, g: places[at + 1] as number, loop: places[at + 2] as number, use: READ_USES[places[at + 3] as number] ?? 'value' });
  });
  for (const { type, scope } of b.pendingTypes) type.d = lookUp(scope, type.n.replace(/^typeof /, '').split('.', 1)[0] ?? '');
  for (const { name, local, typeOnly, s } of b.pendingExports) {
    const decl = lookUp(b.scope, local);
    if (decl < 0) continue;
    if (!typeOnly) used.set(decl, false);
    b.exports.push(typeOnly ? { n: name, decl, typeOnly: 1, s } : { n: name, decl, s });
  }
  for (const item of b.imports) {
    const pure = used.get(item.decl);
    if (item.decl < 0 || (pure !== undefined && !item.typeOnly)) item.used = 1;
    if (pure === true) item.usedPurely = 1;
  }
  return {
    imports: b.imports, exports: b.exports, decls: b.decls, fns: b.fns, classes: b.classes, enums: b.enums, shapes: b.shapes, calls: b.calls,
    guards: b.guards, loops: b.loops, writes: b.writes, throws: b.throws, hasCode: b.hasCode, directives: b.directives,
    reads: b.reads,
  };
};

/** References are bound in `finishProgram`. */
export const addRef = (b: Builder, ref: RefVal, pure: boolean): void => {
  b.refs.push(ref);
  b.refScopes.push(b.scope);
  b.refPure.push(pure);
};

/** Names whose bare reads matter: of other files, of the module, and of functions and classes wherever they stand. */
const isSharedName = (decl: Decl | undefined): boolean =>
  decl !== undefined && (decl.fn === 0 || decl.k === 'import' || decl.k === 'function' || decl.k === 'class' || decl.init?.k === 'fn' || decl.init?.k === 'class');

export const READ_USES = ['value', 'discard', 'condition', 'type'] as const;
