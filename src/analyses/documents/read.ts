import type { FilePath, ProjectFile } from '../../core/model.ts';
import { variablesOfCompose, variablesOfWorkflow } from './compose.ts';
import { variablesOfDockerfile } from './dockerfile.ts';
import { variablesOfEnvFile } from './env-file.ts';
import type { Documented, DocumentKind, EnvDocument } from './model.ts';
import { variablesOfTables } from './table.ts';

const readers: { readonly [K in DocumentKind]: (path: FilePath, text: string) => Documented[] } = {
  'env-file': variablesOfEnvFile, compose: variablesOfCompose, dockerfile: variablesOfDockerfile, workflow: variablesOfWorkflow, table: variablesOfTables,
};

/** The kind of document that a file is, by its path. */
export function kindOf(path: FilePath): DocumentKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^\.env(\.|$)/.test(name) || /(^|\.)env\.(example|sample|template|dist|defaults?)$|^(example|sample|default)\.env$/.test(name)) return 'env-file';
  if (/^(docker-)?compose([.-].+)?\.ya?ml$/.test(name)) return 'compose';
  if (/(^|\.)(Dockerfile|Containerfile)([.-]|$)/.test(name)) return 'dockerfile';
  if (/(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return 'workflow';
  return /\.mdx?$/.test(name) && !OF_A_DAY.test(name) ? 'table' : undefined;
}

/** A plan, a report or a note says what was meant on its day, and nobody keeps it true. */
const OF_A_DAY = /^\d{4}-\d\d-\d\d\b/;

/** What tests are given is evidence and nothing that anybody is told. */
export const isForTests = (path: FilePath): boolean => /(^|[/._-])(tests?|e2e|__tests__|fixtures)([/._-]|$)/i.test(path);

/** An example that people copy, or a page that they read; not the values of one environment. */
export const isExample = ({ path, kind }: EnvDocument): boolean => kind === 'table' || (kind === 'env-file' && /example|sample|template|dist|default/i.test(path.slice(path.lastIndexOf('/') + 1)));

/** Everything among the project files that names variables for the program. */
export const documentsOf = (project: readonly ProjectFile[]): EnvDocument[] =>
  project.flatMap(({ path, text }): EnvDocument[] => {
    const kind = kindOf(path);
    const variables = kind === undefined ? [] : readers[kind](path, text);
    return kind === undefined || variables.length === 0 ? [] : [{ path, kind, variables }];
  });
