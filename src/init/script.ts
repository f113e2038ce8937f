/** Name of the script that hook and CI share. */
export const scriptName = 'lint:settings';

/** A manifest with the script added where the others stand, all else as it was; `undefined` when that cannot be done safely. */
export function withScript(manifest: string, command: string): string | undefined {
  const before = parsed(manifest);
  if (before === undefined) return undefined;
  const own = `"${scriptName}": ${JSON.stringify(command)}`;
  const opening = before['scripts'] === undefined ? /^\s*\{/.exec(manifest) : scriptsAt(manifest);
  if (opening === null) return undefined;
  const at = opening.index + opening[0].length;
  const rest = manifest.slice(at);
  const unit = /\n([ \t]+)"/.exec(manifest)?.[1] ?? '  ';
  const end = manifest.includes('\r\n') ? '\r\n' : '\n';
  let text: string;
  if (before['scripts'] === undefined) {
    const others = /^\s*\}/.test(rest) ? end : ',';
    text = `${manifest.slice(0, at)}${end}${unit}"scripts": {${end}${unit}${unit}${own}${end}${unit}}${others}${rest}`;
  } else if (/^\s*\}/.test(rest)) text = `${manifest.slice(0, at)}${end}${unit}${unit}${own}${end}${unit}${rest.trimStart()}`;
  else {
    // In front of the first script, with the white space that stands there.
    const space = /^\s*/.exec(rest)![0];
    text = `${manifest.slice(0, at)}${space}${own},${space === '' ? ' ' : space}${rest.slice(space.length)}`;
  }
  return isSame(parsed(text), { ...before, scripts: { ...(before['scripts'] as object | undefined), [scriptName]: command } }) ? text : undefined;
}

/** The opening of the top-level `scripts`; strings are stepped over, so that a description that looks like it is none. */
function scriptsAt(manifest: string): { readonly index: number; readonly 0: string } | null {
  let depth = 0;
  for (const token of manifest.matchAll(/"(?:[^"\\]|\\.)*"(\s*:\s*\{)?|[{}[\]]/g)) {
    const [text, opens] = token;
    if (depth === 1 && opens !== undefined && /^"scripts"/.test(text)) return { index: token.index, 0: text };
    if (opens !== undefined || text === '{' || text === '[') depth++;
    else if (text === '}' || text === ']') depth--;
  }
  return null;
}

function parsed(text: string): { readonly [key: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Equal but for the order of keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)));
}
