const names = new Set(
  ('assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http http2 https '
    + 'inspector module net os path perf_hooks process punycode querystring readline repl sea sqlite stream string_decoder sys test timers tls '
    + 'trace_events tty url util v8 vm wasi worker_threads zlib').split(' '),
);

/** These exist under `node:` alone; without it the name is a package. */
const prefixedOnly = new Set(['sea', 'sqlite', 'test']);

/** The name of a module of Node with `node:` in front, or `undefined` for anything else. */
export const nodeBuiltin = (specifier: string): string | undefined => {
  if (specifier.startsWith('node:')) return specifier;
  const [first = '', second] = specifier.split('/', 2);
  // `buffer/` with a slash at the end is the package of that name.
  return names.has(first) && !prefixedOnly.has(first) && second !== '' ? `node:${specifier}` : undefined;
};
