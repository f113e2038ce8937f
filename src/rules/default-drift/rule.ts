import { drift } from '../../analyses/drift/analysis.ts';
import { settings } from '../../analyses/settings/analysis.ts';
import { defineRule, type Json } from '../../core/model.ts';

interface Told {
  readonly key: string;
  readonly value: string;
  readonly registered: string;
}

export default defineRule({
  id: 'default-drift',
  summary: 'A setting has the default that is registered, and no other one elsewhere',
  needs: [settings, drift],
  defaults: {},
  messages: {
    fallback: ({ key, value, registered }: Told) =>
      `${value} stands in for \`${key}\` here, whose registered default is ${registered}; drop the fallback, or register it as the default`,
    variable: ({ key, value, registered }: Told) =>
      `${value} stands in for the variable of \`${key}\` here, whose registered default is ${registered}; read the setting, or make the two one`,
    parameter: ({ key, value, registered }: Told) =>
      `this parameter is handed \`${key}\` and is ${value} by default, where ${registered} is registered; drop the default, or make the two one`,
    field: ({ key, value, registered }: Told) =>
      `this field mirrors \`${key}\` and begins as ${value}, where ${registered} is registered; begin with the registered default`,
    constant: ({ key, value, registered }: Told) =>
      `this constant is named as the default of \`${key}\` and is ${value}, where ${registered} is registered; register the constant, or make the two one`,
    schema: ({ key, value, registered }: Told) =>
      `\`${key}\` is declared with the default ${value} here, and with ${registered} elsewhere in the same process; make the two one`,
  },
  judge({ model, report }) {
    const { settings: registered } = model(settings);
    for (const { setting, place, value, registered: said, owner, at } of model(drift).drifts) {
      const { key, flags, at: home } = registered[setting]!;
      const shown = (each: Json): string => (flags.sensitive === true ? 'another one' : `\`${JSON.stringify(each)}\``);
      report({
        message: place,
        at,
        data: { key, value: shown(value), registered: shown(said) },
        entry: {
          key: `${at.file}#${key}${flags.sensitive === true ? '' : `=${typeof value === 'string' ? value : JSON.stringify(value)}`}`,
          kind: 'drift',
          owner,
        },
        witness: [{ file: home.file, line: home.line, text: `\`${key}\` is registered here with the default ${shown(said)}` }],
      });
    }
  },
});
