import { loops } from '../../analyses/loops/analysis.ts';
import type { ServiceLoop, Unsafe } from '../../analyses/loops/model.ts';
import { defineRule, type Step } from '../../core/model.ts';

export default defineRule({
  id: 'long-running-loop-kill-switch',
  summary: 'A loop that runs as long as the process asks a setting in every round whether it may',
  needs: [loops],
  defaults: {},
  messages: {
    unguarded: ({ loop, stoppable }: { loop: string; stoppable: boolean }) =>
      `nobody can pause this ${loop} without a deployment${stoppable ? ' (whoever stops it ends it)' : ''}; read a registered boolean setting in every round and skip the work while it is off`,
    captured: ({ key, line, loop }: { key: string; line: number; loop: string }) =>
      `\`${key}\` is read once, at line ${line}, so changing it does not pause this ${loop}; read it in every round`,
    ignored: ({ key, line }: { key: string; line: number }) =>
      `\`${key}\` is read at line ${line} but holds no work back; skip the work while it is off`,
    'after-work': ({ key, line }: { key: string; line: number }) =>
      `\`${key}\` is read at line ${line}, after the work it is meant to hold back; read it first`,
    unregistered: ({ key }: { key: string }) =>
      `\`${key}\` pauses this loop but is not registered, so nobody can change it; register it as a boolean that is on by default`,
    'not-boolean': ({ key }: { key: string }) =>
      `\`${key}\` pauses this loop but is not registered as a boolean; register a boolean of its own that is on by default`,
    'off-by-default': ({ key, wanted }: { key: string; wanted: boolean }) =>
      `\`${key}\` pauses this loop and is ${wanted ? 'off' : 'on'} by default, so the loop does nothing until somebody finds it; register it with the default \`${String(wanted)}\``,
    fixed: ({ key }: { key: string }) =>
      `\`${key}\` pauses this loop but cannot change while the process runs; register it without \`restartRequired\` and \`readOnlyPostInit\``,
    'busy-wait': ({ key }: { key: string }) =>
      `while \`${key}\` is off this loop turns without ever waiting, which holds the whole process up; wait before it asks again`,
    'not-fail-safe': ({ key, how }: { key: string; how: string }) => `the read of \`${key}\` that pauses this loop is not fail-safe: ${how}`,
  },
  judge({ model, report }) {
    for (const service of model(loops).services) {
      const { kind, key = '', at, detail } = service.switch;
      if (kind === 'ok') continue;
      const place = { at: service.at, entry: { key: `${service.file}#${service.form}`, kind, owner: service.owner }, witness: evidence(service) };
      const loop = noun(service.form);
      const line = at?.line ?? service.at.line;
      if (kind === 'unguarded') report({ message: kind, data: { loop, stoppable: service.stoppable === true }, ...place });
      else if (kind === 'captured') report({ message: kind, data: { key, line, loop }, ...place });
      else if (kind === 'ignored' || kind === 'after-work') report({ message: kind, data: { key, line }, ...place });
      else if (kind === 'off-by-default') report({ message: kind, data: { key, wanted: service.switch.wanted !== false }, ...place });
      else if (kind === 'not-fail-safe') report({ message: kind, data: { key, how: HOW[detail ?? 'off-on-failure'] }, ...place });
      else report({ message: kind, data: { key }, ...place });
    }
  },
});

const HOW: { readonly [U in Unsafe]: string } = {
  'off-on-failure': 'a failure turns the loop off; answer `true` in the `catch`',
  'swallows-cancellation': 'its `catch` swallows cancellation; rethrow an `AbortError`',
  'no-resolver': 'without a resolver it crashes or turns the loop off; answer `true` where there is none',
};

const noun = (form: string): string => (form.startsWith('schedule=') ? 'job' : form === 'setInterval' || form === 'setTimeout' ? 'timer' : 'loop');

function evidence({ file, at, why, switch: { at: read, key } }: ServiceLoop): Step[] {
  const loop = { file, line: at.line, text: `it lasts as long as the process: ${why}` };
  return read && key !== undefined ? [loop, { file: read.file, line: read.line, text: `\`${key}\` is read here` }] : [loop];
}
