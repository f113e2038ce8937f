import type { Call, ProgramFacts, Val } from '../../facts/program/model.ts';

/**
 * The specifier of a call that loads a module: `require('x')`, `import('x')`, also with the `require` that
 * `createRequire` made. A template without values counts as a literal.
 */
export function loadedSpecifier(call: Call, facts: ProgramFacts): string | undefined {
  const [first] = call.args;
  if (first === undefined || (call.k !== 'import' && !isRequire(call, facts))) return undefined;
  return first.k === 'lit' && typeof first.v === 'string' ? first.v : undefined;
}

/** `import('./x/' + name)` and its like: the fixed start and end of the specifier, when the start names a directory. */
export function loadedPattern(call: Call, facts: ProgramFacts): { readonly prefix: string; readonly suffix: string } | undefined {
  const [first] = call.args;
  if (first === undefined || (call.k !== 'import' && !isRequire(call, facts))) return undefined;
  const [start, end] = first.k === 'tpl' ? [first.q[0], first.q.at(-1)] : first.k === 'op' && first.o === '+' ? [text(first.a[0]), text(first.a[1])] : [];
  return start !== undefined && /^\.\.?\/(.*\/)?/.test(start) ? { prefix: start, suffix: end ?? '' } : undefined;
}

/** `new URL('./x', import.meta.url)`: how workers and forks name the file they run. */
export const moduleUrl = (call: Call): string | undefined => {
  const [path, base] = call.args;
  const isUrl = call.k === 'new' && call.callee.k === 'ref' && call.callee.n === 'URL' && call.callee.d < 0;
  if (!isUrl || path?.k !== 'lit' || typeof path.v !== 'string' || base?.k !== 'prop' || base.o.k !== 'meta' || base.n !== 'url') return undefined;
  // A bundler takes aliases there too; a URL of its own leads nowhere.
  return /^[\w+.-]+:|^\//.test(path.v) ? undefined : path.v;
};

const text = (value: Val | undefined): string | undefined => (value?.k === 'lit' && typeof value.v === 'string' ? value.v : undefined);

const isRequire = ({ k, callee }: Call, facts: ProgramFacts): boolean => {
  if (k !== 'call' || callee.k !== 'ref') return false;
  if (callee.d < 0) return callee.n === 'require';
  const init = facts.decls[callee.d]?.init;
  const maker = init?.k === 'call' ? facts.calls[init.c]?.callee : undefined;
  return (maker?.k === 'ref' || maker?.k === 'prop') && maker.n === 'createRequire';
};
