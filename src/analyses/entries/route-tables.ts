import type { FilePath } from '../../core/model.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import { dirOf, joined } from '../modules/paths.ts';
import type { Follow } from './follow.ts';

/** Routes that name the files they load: `route('settings', './settings/page.tsx')` of React Router. */
export function routeTables({ workspace, found }: Follow, sources: readonly FilePath[], facts: (file: FilePath) => ProgramFacts): void {
  for (const file of sources) {
    const { imports, calls } = facts(file);
    const makers = new Set(imports.flatMap(({ from, decl }) => (from === '@react-router/dev/routes' ? [decl] : [])));
    if (makers.size === 0) continue;
    // Paths count from the directory of the application, wherever the table stands.
    const home = workspace.packageOf(file)?.dir ?? '';
    const bases = [joined(home, 'app'), joined(home, 'src'), dirOf(file)].flatMap(each => each ?? []);
    for (const { callee, args } of calls) {
      if (callee.k !== 'ref' || !makers.has(callee.d)) continue;
      for (const arg of args) {
        if (arg.k !== 'lit' || typeof arg.v !== 'string' || !/\.[cm]?[jt]sx?$/.test(arg.v)) continue;
        const named = arg.v;
        const target = bases.map(base => workspace.locate(base, named)).find(each => each !== undefined);
        if (target !== undefined) found.entry(target, 'app', `${file} routes to it`, { exportsLive: true });
      }
    }
  }
}
