import { settings } from '../../analyses/settings/analysis.ts';
import { defineRule } from '../../core/model.ts';

export default defineRule({
  id: 'restart-required',
  summary: 'A setting that takes effect only after a restart says why it must',
  needs: [settings],
  defaults: {},
  messages: {
    unjustified: ({ key, flag }: { readonly key: string; readonly flag: 'restart' | 'readOnly' }) =>
      `\`${key}\` ${flag === 'restart' ? 'takes effect only after a restart' : 'cannot change once the process runs'}, and nothing says why; ` +
      'read it where it is used and drop the flag, or give the reason in `lint-allow: restart-required -- <reason>`',
  },
  judge(pass) {
    for (const { key, flags, at, span } of pass.model(settings).settings) {
      const flag = flags.restart === true ? 'restart' : flags.readOnly === true ? 'readOnly' : undefined;
      if (flag === undefined) continue;
      pass.report({ message: 'unjustified', data: { key, flag }, at, span, entry: { key, kind: 'unjustified', owner: '-' } });
    }
  },
});
