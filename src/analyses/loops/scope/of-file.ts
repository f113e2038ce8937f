import type { Val } from '../../../facts/program/model.ts';
import { rootOf } from '../../../facts/program/parts.ts';
import type { Scope } from '../model.ts';
import type { LoopProgram } from '../program/program.ts';
import type { Unit } from '../program/unit.ts';

const TOOL_FOLDERS = /(^|\/)(([\w.-]+-)?(tests?|testing|examples?|samples?|demos?|playgrounds?|evals?)|snippets|docs|documentation|__tests__|(__)?e2e(__)?|load-?test(ing|er|s)?|bench|benchmarks?|perf|scripts?|__mocks__|mocks?|fixtures?|testing|test-utils|spec|cypress|playwright|storybook|\.storybook|((cli|dev|build|test)-?)?tools|[\w.-]+-sim(ulat(or|ion)s?)?|dev-server|hack|create-[\w-]+)\//i;
const TOOL_FILES = /\.(bench|test|spec|stories|config|e2e|mock|fixture)\.[cm]?[jt]sx?$|(^|\/)([Gg]ulpfile|[Gg]runtfile)\.|(^|\/)([Bb]ench|[Ss]eed|[Tt]est|dev-?server)[A-Z_.-][^/]*$/;
const VIEW_FOLDERS = /(^|\/)(([\w.-]+-)?browser|electron-renderer|renderer|webview|frontend|client-side|composables|tui)\//i;
const VIEW_LIBRARIES = /^(react|react-dom|react-native|preact|vue|svelte|solid-js|@angular\/core|lit|lit-element|mobx-react|jquery|@emotion\/.*|next\/router|next\/navigation|@remix-run\/react|react-.*|@tanstack\/react-.*)(\/|$)/;
const PAGE_GLOBALS = new Set(['document', 'window', 'localStorage', 'sessionStorage', 'navigator', 'XMLHttpRequest', 'requestAnimationFrame', 'cancelAnimationFrame']);

/** What no browser has: a host that lends its plugins a `localStorage` makes them no pages. */
const ONLY_NODE = /^(node:.*|vscode|(fs|net|tls|http|https|http2|dgram|dns|child_process|cluster|worker_threads|os)(\/promises)?)$/;

const fileScopes = new WeakMap<Unit, { readonly scope: Scope | undefined }>();

/** How long what stands in a file lives as far as its place and its imports tell: a tool as long as its run, a view as long as it is shown. */
export function fileScope(program: LoopProgram, unit: Unit): Scope | undefined {
  const known = fileScopes.get(unit);
  if (known) return known.scope;
  const scope = TOOL_FOLDERS.test(unit.path) || TOOL_FILES.test(unit.path) ? 'tool' : isView(program, unit) ? 'component' : undefined;
  fileScopes.set(unit, { scope });
  return scope;
}

function isView(program: LoopProgram, { path, facts }: Unit): boolean {
  if (/\.server\.[cm]?[jt]sx?$/.test(path)) return false;
  // What a host keeps for its views, as an editor's extension does below `webview`, is none itself.
  if (!/\.[jt]sx$/.test(path) && facts.imports.some(each => !each.typeOnly && ONLY_NODE.test(each.from))) return false;
  if ((/\.[jt]sx$/.test(path) && program.draws(path)) || VIEW_FOLDERS.test(path) || facts.directives.includes('use client')) return true;
  if (facts.imports.some(each => !each.typeOnly && VIEW_LIBRARIES.test(each.from))) return true;
  return facts.reads.some(({ v }) => isOfPage(v)) || facts.calls.some(({ callee }) => isOfPage(callee));
}

function isOfPage(value: Val): boolean {
  const root = rootOf(value);
  return root.k === 'ref' && root.d < 0 && PAGE_GLOBALS.has(root.n);
}
