import type { FilePath } from '../../core/model.ts';
import type { EntryModel, Unresolved } from '../entries/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { ReachModel } from '../reach/model.ts';
import type { SettingsModel } from '../settings/model.ts';

export interface Trial {
  readonly reach: Pick<ReachModel, 'sources' | 'unreached'>;
  readonly entries: EntryModel;
  readonly settings: Pick<SettingsModel, 'settings' | 'accesses'>;
  readonly modules: Pick<ModuleGraph, 'imports' | 'packageOf'>;
  /** Without tests. */
  readonly files: readonly FilePath[];
}

/**
 * Why the entries cannot be right, when they cannot: missing ones would make ghosts of everything behind them, so a
 * program that mostly does not run is not judged. Asked of the packages that can run a reader; a frontend beside them
 * that boots in a way nobody knows says nothing of them.
 */
export function distrustOf(trial: Trial): string | undefined {
  const { entries: { guessed, missing, unresolved }, reach, modules } = trial;
  const reading = packagesOfSettings(trial);
  const [first, ...more] = missing.filter(each => reading.has(each.home));
  if (first) return `no source belongs to \`${first.name}\`, which ${first.why} starts${more.length === 0 ? '' : ` (and ${more.length} more)`}, so ${ADVICE}`;
  if (guessed) return undefined;
  const concerned = withDependents(trial, reading);
  const unreached = reach.unreached.filter(file => concerned.has(modules.packageOf(file)));
  const all = reach.sources.filter(file => concerned.has(modules.packageOf(file))).length;
  if (reach.sources.length < MIN_MODULES || unreached.length <= MIN_MODULES * MAX_UNREACHED || unreached.length <= all * MAX_UNREACHED) return undefined;
  return `${unreached.length} of ${all} modules are reached from no entry (\`${unreached.slice(0, 5).join('`, `')}\` …)${lost(unresolved.filter(each => concerned.has(each.home)))}, so ${ADVICE}`;
}

const MIN_MODULES = 10;
const MAX_UNREACHED = 0.3;
const ADVICE = 'nobody can say which settings are live; name what boots in `entries`';

const lost = (unresolved: readonly Unresolved[]): string =>
  unresolved.length === 0 ? '' : `; not found: ${unresolved.slice(0, 3).map(each => `\`${each.name}\` of ${each.why}`).join(', ')}`;

/** Packages that touch a setting. */
const packagesOfSettings = ({ settings, modules }: Trial): ReadonlySet<string> =>
  new Set(settings.accesses.filter(access => !access.test).map(access => modules.packageOf(access.file)));

/** With those that import them, however indirectly: who loads a reader may be what its missing entry loads. */
function withDependents({ files, modules }: Trial, reading: ReadonlySet<string>): ReadonlySet<string> {
  const importers = new Map<string, Set<string>>();
  for (const file of files) {
    const own = modules.packageOf(file);
    for (const each of modules.imports(file)) {
      const other = modules.packageOf(each.file);
      if (other === own) continue;
      const known = importers.get(other);
      if (known) known.add(own);
      else importers.set(other, new Set([own]));
    }
  }
  const found = new Set(reading);
  for (const each of found) for (const importer of importers.get(each) ?? []) found.add(importer); // A set yields what is added meanwhile.
  return found;
}
