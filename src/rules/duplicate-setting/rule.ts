import { duplicates } from '../../analyses/duplicates/analysis.ts';
import { settings } from '../../analyses/settings/analysis.ts';
import { defineRule } from '../../core/model.ts';

interface Told {
  readonly key: string;
  readonly variable: string;
  /** Places, or keys with places, of the others. */
  readonly others: string;
}

export default defineRule({
  id: 'duplicate-setting',
  summary: 'Each key is registered once in an application, and no two keys share an environment variable',
  needs: [settings, duplicates],
  defaults: {},
  messages: {
    key: ({ key, others }: Told) => `\`${key}\` is registered here and at ${others}, and which one counts depends on what loads first; keep one of them`,
    variable: ({ key, variable, others }: Told) => `\`${key}\` takes its value from \`${variable}\`, as does ${others}, so neither can be set alone; give one of them another variable`,
  },
  judge({ model, report }) {
    const { settings: registered } = model(settings);
    for (const { by, name, settings: indexes } of model(duplicates).collisions) {
      const all = indexes.map(index => registered[index]!);
      for (const setting of all) {
        const others = all.filter(other => (by === 'key' ? other !== setting : other.key !== setting.key));
        const { key, at, span } = setting;
        const place = ({ at: { file, line } }: typeof setting): string => `\`${file}:${line}\``;
        report({
          message: by, at, span, data: { key, variable: name, others: others.map(other => (by === 'key' ? place(other) : `\`${other.key}\` (${place(other)})`)).join(', ') },
          entry: by === 'key' ? { key, kind: 'duplicate', owner: '-' } : { key, kind: 'shared-variable', owner: name },
          witness: others.map(other => ({ file: other.at.file, line: other.at.line, text: by === 'key' ? 'registered here too' : `\`${other.key}\` takes its value from \`${name}\` too` })),
        });
      }
    }
  },
});
