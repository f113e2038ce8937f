import { environment } from '../../analyses/environment/analysis.ts';
import { nameMatcher } from '../../analyses/environment/allow.ts';
import type { EnvironmentAccess, StaleAllowance } from '../../analyses/environment/model.ts';
import { settings } from '../../analyses/settings/analysis.ts';
import { isFixedAtStart, type Setting, type SettingsModel } from '../../analyses/settings/model.ts';
import { defineRule } from '../../core/model.ts';

export default defineRule({
  id: 'env-read',
  summary: 'The environment is read in declared bootstrap sites and nowhere else',
  needs: [environment, settings],
  defaults: {
    /**
     * Variables anybody may read; a `*` at the end stands for the rest of the name. By default those that the runtime,
     * the framework, the test runner or npm sets itself: facts about the process, with which nobody configures a service.
     */
    ignore: ['NODE_ENV', 'NEXT_RUNTIME', 'NEXT_PHASE', 'VITEST', 'VITEST_WORKER_ID', 'JEST_WORKER_ID', 'npm_package_*', 'npm_lifecycle_*'] as readonly string[],
    /** Report in build and tool configuration and in `scripts/` too. */
    tooling: false as boolean,
  },
  messages: {
    read: ({ variable }: { variable: string }) =>
      `\`${variable}\` is read straight from the environment; register it as a setting, or declare this file and variable in \`env.allow\``,
    helper: ({ variable, helper }: { variable: string; helper: string }) =>
      `\`${variable}\` is read straight from the environment, through ${helper}; register it as a setting, or declare this file and variable in \`env.allow\``,
    bypass: ({ variable, key }: { variable: string; key: string }) =>
      `\`${variable}\` is read straight from the environment, past \`${key}\` that it sets, so that a value given to the setting is ignored here; read the setting instead`,
    dynamic: (_: {}) =>
      'the environment is read here under a name that only the running program knows; name the variables, or declare this file with `*` in `env.allow`',
    write: ({ variable }: { variable: string }) =>
      `${variable === '*' ? 'the environment' : `\`${variable}\``} is changed here for the whole process; hand the value to what needs it instead`,
    missingFile: ({ file }: { file: string }) =>
      `\`env.allow\` names \`${file}\`, which no scanned file matches; correct the path or delete the entry`,
    unusedVariable: ({ file, variable }: { file: string; variable: string }) =>
      `\`env.allow\` lets \`${file}\` use ${variable === '*' ? 'variables by computed names' : `\`${variable}\``}, which it does not; delete the name from the entry`,
  },
  judge({ model, options, report }) {
    const { accesses, stale } = model(environment);
    const ignored = options.ignore.map(nameMatcher);
    const bypassed = settingsByVariable(model(settings));
    const isDeclaredBeside = declaringModules(model(settings));
    for (const access of accesses) {
      if (access.kind === 'snapshot' || access.allowed || access.schema || (access.tooling && !options.tooling)) continue;
      if (access.kind === 'read' && (ignored.some(matches => matches(access.variable)) || isBuildConstant(access))) continue;
      if (access.kind === 'read' && isDeclaredBeside(access)) continue;
      const { file, variable, kind, owner, at, through } = access;
      const entry = { key: `${file}#${variable}`, kind, owner };
      const setting = kind === 'read' ? bypassed(access) : undefined;
      if (setting) {
        const witness = [{ file: setting.at.file, line: setting.at.line, text: `\`${setting.key}\` is registered here and can be changed while the program runs` }];
        report({ message: 'bypass', data: { variable, key: setting.key }, at, entry: { ...entry, kind: 'bypass' }, witness });
      } else if (kind === 'read' && through) {
        const helper = `${through.file}:${through.line}`;
        const witness = [{ file: through.file, line: through.line, text: 'the helper reads the environment here' }];
        report({ message: 'helper', data: { variable, helper }, at, entry, witness });
      } else report({ message: kind, data: { variable }, at, entry });
    }
    for (const each of stale) {
      const { allowance: { file }, variable } = each;
      const place = { at: startOf(file), entry: staleEntry(each) };
      if (variable === undefined) report({ message: 'missingFile', data: { file }, ...place });
      else report({ message: 'unusedVariable', data: { file, variable }, ...place });
    }
  },
});

/** The module that declares a variable to a schema takes it from the environment there, whatever helper stands in between. A setting that is itself made of the read declares nothing. */
function declaringModules({ settings: registered }: SettingsModel): (access: EnvironmentAccess) => boolean {
  const declared = new Map<string, Setting>();
  for (const setting of registered) if (setting.changes === 'start') for (const variable of setting.env) declared.set(`${setting.file} ${variable}`, setting);
  return ({ file, variable, at, through }) => {
    const setting = through && declared.get(`${file} ${variable}`);
    return setting !== undefined && (at.line < setting.span.startLine || at.line > setting.span.endLine);
  };
}

/** The setting that a variable sets, where it can be changed while the program runs, so that the variable is not the whole truth. */
function settingsByVariable({ settings: registered }: SettingsModel): (access: EnvironmentAccess) => Setting | undefined {
  const byVariable = new Map<string, Setting>();
  for (const setting of registered) {
    if (!isFixedAtStart(setting)) for (const variable of setting.env) if (!byVariable.has(variable)) byVariable.set(variable, setting);
  }
  return ({ variable, file, at }) => {
    const setting = byVariable.get(variable);
    // What stands in the registration itself (its default) is part of what the setting says.
    const isOwn = setting && setting.at.file === file && setting.span.startLine <= at.line && at.line <= setting.span.endLine;
    return isOwn ? undefined : setting;
  };
}

/** Put in by the bundler when it builds: nobody sets them from outside. */
const isBuildConstant = ({ source, variable }: EnvironmentAccess): boolean =>
  source === 'import.meta' && ['MODE', 'DEV', 'PROD', 'SSR', 'BASE_URL'].includes(variable);

/** Entries of the configuration are told at the file they name: the rule knows no place in the configuration. */
const startOf = (file: string) => ({ file, line: 1, column: 1, endLine: 1, endColumn: 1 });

const staleEntry = ({ allowance: { file }, variable }: StaleAllowance) => ({ key: `${file}#${variable ?? '*'}`, kind: 'stale', owner: 'env.allow' });
