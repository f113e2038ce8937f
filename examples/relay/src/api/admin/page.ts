import type { ApiContext } from '../context.ts';
import { html, type Reply } from '../reply.ts';
import { viewSettings, type SettingView } from './settings.ts';

const STYLE = `
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; } td { padding: .4rem .6rem; border-top: 1px solid #ddd; vertical-align: top; }
  small { color: #666; display: block; } form { display: flex; gap: .3rem; } .changed { background: #fff8e1; }`;

/** `GET /admin`: every setting with its value, where the value comes from, and a form to change it. */
export async function settingsPage(context: ApiContext): Promise<Reply> {
  const views = await viewSettings(context);
  const namespaces = [...new Set(views.map((view) => view.definition.namespace))];
  const sections = namespaces.map((namespace) => {
    const rows = views.filter((view) => view.definition.namespace === namespace).map(row);
    return `<h2>${escape(namespace)}</h2><table>${rows.join('')}</table>`;
  });
  return html(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Relay settings</title><style>${STYLE}</style>
<h1>Relay settings</h1>${sections.join('\n')}</html>\n`);
}

function row(view: SettingView): string {
  const { definition } = view;
  const notes = [
    `${view.environment} · default ${String(definition.default) || 'blank'} · from ${view.source}`,
    definition.restartRequired ? 'takes effect after a restart' : '',
    ...view.rejected.map((problem) => `ignored ${problem}`),
  ].filter((note) => note !== '');
  return `<tr${view.source === 'default' ? '' : ' class="changed"'}>
  <td><code>${escape(view.name)}</code><small>${escape(definition.description)}</small><small>${escape(notes.join(' · '))}</small></td>
  <td>${definition.readOnlyPostInit ? escape(view.value) : form(view)}</td></tr>`;
}

function form(view: SettingView): string {
  return `<form method="post" action="/admin/settings/${escape(view.name)}">${input(view)}<button>Save</button></form>`;
}

function input({ definition, value }: SettingView): string {
  const choices = definition.type === 'boolean' ? ['true', 'false'] : definition.choices;
  if (choices !== undefined) {
    const options = choices.map((choice) => `<option${choice === value ? ' selected' : ''}>${escape(choice)}</option>`);
    return `<select name="value">${options.join('')}</select>`;
  }
  const kind = definition.sensitive ? 'password' : definition.type === 'integer' ? 'number' : 'text';
  return `<input name="value" type="${kind}" value="${definition.sensitive ? '' : escape(value)}">`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
