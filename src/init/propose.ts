import type { FilePath } from '../core/model.ts';
import { configFile } from './config-file.ts';
import { preHook } from './hook.ts';
import type { ConfigPlan, Proposal, Proposed, Seen } from './model.ts';
import { scriptName, withScript } from './script.ts';
import { otherCi, workflow, workflowStep } from './workflow.ts';

/** What `init` proposes for what it saw: files with their texts, baselines aside. Never replaces what a file says today. */
export function propose(seen: Seen, plan: ConfigPlan): Proposal {
  const files: Proposed[] = [];
  const untouched: Proposal['untouched'][number][] = [];
  const steps: string[] = [];
  const manifest = seen.text('package.json');
  const { manager } = seen;

  if (seen.config !== undefined) untouched.push({ path: seen.config, why: 'it is the configuration already' });
  else files.push(configFile(seen, plan));

  if (manifest !== undefined && !isDependency(manifest)) steps.push(`add it to the development dependencies: ${manager.add}`);
  const command = addScript();
  addHook(command);
  addCi(command);
  return { files, untouched, steps };

  /** Returns the command that hook and CI run. */
  function addScript(): string {
    if (manifest === undefined) {
      steps.push('there is no `package.json` here; where one manages this directory, add `ghostwire` to its development dependencies');
      return 'npx ghostwire';
    }
    const run = `${manager.run} ${scriptName}`;
    if (scriptsOf(manifest)[scriptName] !== undefined) {
      untouched.push({ path: 'package.json', why: `the script \`${scriptName}\` is there already` });
      return run;
    }
    const text = withScript(manifest, 'ghostwire');
    if (text !== undefined) files.push({ path: 'package.json', text, before: manifest, what: `the script \`${scriptName}\`` });
    else {
      untouched.push({ path: 'package.json', why: 'it cannot be edited safely' });
      steps.push(`add to the scripts of \`package.json\`: "${scriptName}": "ghostwire"`);
    }
    return run;
  }

  function addHook(command: string): void {
    if (seen.nested) return void steps.push(`hooks stand further up; add to the hook that runs before a push: ${command}`);
    const before = seen.text('.husky/pre-push');
    const usesHusky = before !== undefined || seen.paths.some(path => path.startsWith('.husky/')) || (manifest !== undefined && dependencies(manifest).includes('husky'));
    if (before !== undefined && runsIt(before)) return void untouched.push({ path: '.husky/pre-push', why: 'it runs the check already' });
    if (usesHusky) return void files.push(preHook(before, manifest, command));
    const other = seen.paths.find(path => /^\.?lefthook\.ya?ml$|^\.pre-commit-config\.yaml$|^\.simple-git-hooks\.[cm]?js(on)?$/.test(path));
    steps.push(other === undefined ? `there is no husky, so no hook is written; \`${command}\` belongs before a push` : `add to \`${other}\`, before a push: ${command}`);
  }

  function addCi(command: string): void {
    if (seen.nested) return void steps.push(`workflows stand further up; add this step to the one that checks this directory:\n${workflowStep(command)}`);
    const workflows = seen.paths.filter(path => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path));
    const running = workflows.find(path => runsIt(seen.text(path) ?? ''));
    if (running !== undefined) return void untouched.push({ path: running, why: 'it runs the check already' });
    if (workflows.length > 0) {
      const likely = likeliest(workflows, seen.text);
      untouched.push({ path: likely, why: 'a workflow is yours to change; the step to paste is below' });
      return void steps.push(`add this step to \`${likely}\`, after the one that installs:\n${workflowStep(command)}`);
    }
    const other = otherCi(seen.paths);
    if (other !== undefined) return void steps.push(`add to \`${other}\`: ${command}`);
    files.push({ path: '.github/workflows/ghostwire.yml', text: workflow(manager, seen, command), what: 'runs it on every pull request' });
  }
}

/** The workflow that looks most like the one that checks pull requests. */
const likeliest = (workflows: readonly FilePath[], text: Seen['text']): FilePath => {
  const score = (path: FilePath): number => {
    const content = text(path) ?? '';
    return (/pull_request/.test(content) ? 4 : 0) + (/\blint\b|\btypecheck\b|\btsc\b/.test(content) ? 2 : 0) + (/(^|\/)(ci|test|tests|lint|check|checks|pr|main|build)\.ya?ml$/.test(path) ? 1 : 0);
  };
  return [...workflows].sort((a, b) => score(b) - score(a))[0]!;
};

/** Not a comment: a comment runs nothing. */
const runsIt = (text: string): boolean => text.split('\n').some(line => !/^\s*#/.test(line) && /lint:settings|\bghostwire\b(?!\.)/.test(line));

function manifestOf(text: string): { readonly [key: string]: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

const recordOf = (value: unknown): { readonly [key: string]: unknown } => (typeof value === 'object' && value !== null ? { ...value } : {});

const scriptsOf = (manifest: string): { readonly [name: string]: unknown } => recordOf(manifestOf(manifest)['scripts']);

const dependencies = (manifest: string): string[] => ['dependencies', 'devDependencies'].flatMap(kind => Object.keys(recordOf(manifestOf(manifest)[kind])));

const isDependency = (manifest: string): boolean => dependencies(manifest).includes('ghostwire') || manifestOf(manifest)['name'] === 'ghostwire';
