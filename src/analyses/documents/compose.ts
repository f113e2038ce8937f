import { isScalar } from 'yaml';
import type { FilePath } from '../../core/model.ts';
import type { Documented } from './model.ts';
import { environmentOf, itemsOf, membersOf, under, yamlFile, type YamlFile } from './yaml-environment.ts';

/** Variables that a compose file hands to services built here; other images run somebody else's program. */
export function variablesOfCompose(path: FilePath, text: string): Documented[] {
  const file = yamlFile(path, text);
  if (!file) return [];
  return membersOf(file, under(file, file.root, 'services')).flatMap(({ name, value }) =>
    (isBuiltHere(file, under(file, value, 'build')) ? environmentOf(file, under(file, value, 'environment'), name) : []));
}

/** `build: .`, and not `build: https://github.com/owner/name.git`, which is somebody else's program. */
function isBuiltHere(file: YamlFile, build: unknown): boolean {
  if (build === undefined) return false;
  const context = isScalar(build) ? build : under(file, build, 'context');
  return !(isScalar(context) && /^(https?:\/\/|git@|git:|ssh:|github\.com\/)/.test(String(context.value)));
}

/** Variables that a workflow hands to steps which run the program or its scripts. */
export function variablesOfWorkflow(path: FilePath, text: string): Documented[] {
  const file = yamlFile(path, text);
  if (!file) return [];
  const whole = environmentOf(file, under(file, file.root, 'env'), '-');
  const jobs = membersOf(file, under(file, file.root, 'jobs')).map(({ name, value }) => {
    const steps = itemsOf(file, under(file, value, 'steps')).filter(step => {
      const run = under(file, step, 'run');
      return isScalar(run) && /\b(node|npm|npx|pnpm|yarn|bun|tsx)\b/.test(String(run.value));
    });
    return {
      steps: steps.length,
      variables: [
        ...(steps.length > 0 ? environmentOf(file, under(file, value, 'env'), name) : []),
        ...steps.flatMap(step => environmentOf(file, under(file, step, 'env'), name)),
      ],
    };
  });
  return [...(jobs.some(({ steps }) => steps > 0) ? whole : []), ...jobs.flatMap(({ variables }) => variables)];
}
