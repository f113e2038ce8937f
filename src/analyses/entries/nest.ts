import type { FilePath } from '../../core/model.ts';
import { isObject, objectAt, parseJsonObject, stringAt } from '../modules/jsonc.ts';
import { joined } from '../modules/paths.ts';
import type { Workspace } from './workspace.ts';

/** Main files of the Nest applications below `dir`: of the one named, of all for ''. */
export function nestApplications(workspace: Workspace, dir: FilePath, name: string): readonly FilePath[] {
  const text = workspace.text(joined(dir, 'nest-cli.json') ?? 'nest-cli.json');
  const config = text === undefined ? {} : parseJsonObject(text);
  const projects = Object.entries(objectAt(config, 'projects')).filter(([project, each]) => isObject(each) && stringAt(each, 'type') !== 'library' && (name === '' || name === project));
  const all = projects.length > 0 ? projects.map(([, each]) => (isObject(each) ? each : {})) : [config];
  return all.flatMap(each => workspace.locate(dir, `${stringAt(each, 'sourceRoot') ?? 'src'}/${stringAt(each, 'entryFile') ?? 'main'}`) ?? []);
}
