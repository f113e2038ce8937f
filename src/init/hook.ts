import type { Proposed } from './model.ts';

const hook = '.husky/pre-push';

/** The pre-push hook with the command in it: a new one, or the one there is with a line more. */
export function preHook(before: string | undefined, manifest: string | undefined, command: string): Proposed {
  const comment = '# Every rule on the whole project, before anything leaves this machine.';
  if (before !== undefined)
    return {
      path: hook,
      before,
      text: `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${comment}\n${command}\n`,
      what: 'runs it before a push, after what the hook does today',
    };
  return { path: hook, text: `${headerFor(manifest)}${comment}\n${command}\n`, executable: true, what: 'runs it before a push' };
}

/** Husky before version 9 asks for these lines at the top of each hook. */
const headerFor = (manifest: string | undefined): string =>
  Number(/"husky"\s*:\s*"[^0-9"]*(\d+)/.exec(manifest ?? '')?.[1] ?? 9) < 9 ? '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\n' : '';
