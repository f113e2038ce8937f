import { documents } from '../../analyses/documents/analysis.ts';
import type { DocumentKind } from '../../analyses/documents/model.ts';
import { settings } from '../../analyses/settings/analysis.ts';
import { defineRule } from '../../core/model.ts';

interface Unread {
  readonly variable: string;
  readonly kind: DocumentKind;
  readonly nearest?: string;
}

export default defineRule({
  id: 'env-inventory',
  summary: 'Documents, images and workflows name the variables that the program reads, and no others',
  needs: [settings, documents],
  defaults: {},
  messages: {
    unread: ({ variable, kind, nearest }: Unread) =>
      `\`${variable}\` is ${WAYS[kind]} here and nothing reads or registers it; ${nearest === undefined ? 'delete it, or declare its reader under `external`' : `\`${nearest}\` is the nearest name that exists: use that one, or delete this one`}`,
    undocumented: ({
      variable,
      key,
      document,
      named,
      registered,
    }: {
      variable: string;
      key: string;
      document: string;
      named: number;
      registered: number;
    }) =>
      `\`${variable}\`${key === variable ? ' can be set' : ` sets \`${key}\``} and no document names it, while \`${document}\` names ${named} of ${registered}; add it there`,
  },
  judge({ model, report }) {
    const { settings: registered } = model(settings);
    const { unread, undocumented } = model(documents);
    for (const { variable, kind, scope, at, nearest } of unread) {
      report({
        message: 'unread',
        at,
        data: { variable, kind, ...(nearest !== undefined && { nearest }) },
        entry: { key: `${at.file}#${variable}`, kind: 'unread', owner: scope },
      });
    }
    for (const { setting, variable, document, named, registered: all } of undocumented) {
      const { key, at, span } = registered[setting]!;
      report({
        message: 'undocumented',
        at,
        span,
        data: { variable, key, document, named, registered: all },
        entry: { key, kind: 'undocumented', owner: '-' },
        witness: [{ file: document, line: 1, text: `names ${named} of ${all} variables` }],
      });
    }
  },
});

const WAYS: { readonly [K in DocumentKind]: string } = {
  'env-file': 'documented',
  table: 'documented',
  compose: 'handed to a service',
  dockerfile: 'set in the image',
  workflow: 'set for the program',
};
