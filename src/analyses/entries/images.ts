import type { FilePath } from '../../core/model.ts';
import { isObject, objectAt, stringAt, type JsonObject } from '../modules/jsonc.ts';
import type { Package } from '../modules/packages.ts';
import { dirOf, joined } from '../modules/paths.ts';
import { commandOf, stagesOf } from './dockerfile.ts';
import { follow, type Base, type Follow } from './follow.ts';
import { roleOfName } from './found.ts';
import { yamlOf } from './processes.ts';
import { quoted } from './shell-words.ts';
import { nameOf, type Workspace } from './workspace.ts';

/** What containers, process lists and hosting files start. */
export function deployed(context: Follow): void {
  for (const { path, text } of context.workspace.project) {
    const name = nameOf(path);
    if (IGNORED.test(path)) continue;
    if (/(^|\.)(Dockerfile|Containerfile)([.-]|$)/.test(name)) dockerfile(context, path, text);
    else if (/^(docker-)?compose([.-].*)?\.ya?ml$/.test(name)) compose(context, path, text);
    else if (/^Procfile/.test(name)) procfile(context, path, text);
    else if (/^(fly\.toml|render\.ya?ml|railway\.(toml|json)|nixpacks\.toml|app\.ya?ml)$/.test(name)) hosting(context, path, text);
  }
}

/** Images for developing and testing say nothing of what is shipped. */
const IGNORED = /(^|\/)(\.devcontainer|\.gitpod|\.cursor|tests?|e2e|__fixtures__|fixtures)(\/|[.-])|\.(dev|test|e2e|devcontainer)\b|[.-](dev|test|e2e)\.(Dockerfile|ya?ml)$/i;

function dockerfile(context: Follow, path: FilePath, text: string): void {
  const { workspace } = context;
  const base = { dirs: unique(['', dirOf(path)]), packages: mentioned(workspace, text) };
  for (const { name, workdir, commands } of stagesOf(text)) {
    const role = roleOfName(`${path}:${name}`);
    for (const command of commands) follow(context, command, { ...base, workdir }, role, `${path} \`${command.slice(0, 60)}\``);
  }
}

/** Packages whose directory or name a text speaks of. */
const mentioned = (workspace: Workspace, text: string): readonly Package[] =>
  workspace.packages.filter(({ dir, name }) => (dir !== '' && text.includes(dir)) || (name !== undefined && text.includes(name)));

function compose(context: Follow, path: FilePath, text: string): void {
  for (const [service, each] of Object.entries(objectAt(yamlOf(text), 'services'))) {
    // A service made from somebody else's image runs somebody else's program.
    if (!isObject(each) || each['build'] === undefined) continue;
    const built = each['build'];
    const contextDir = joined(dirOf(path), typeof built === 'string' ? built : stringAt(isObject(built) ? built : {}, 'context') ?? '.') ?? dirOf(path);
    const workdir = stringAt(each, 'working_dir');
    const base: Base = { dirs: unique([contextDir, dirOf(path), '']), packages: mentioned(context.workspace, `${JSON.stringify(each)}`), ...(workdir === undefined ? {} : { workdir }) };
    for (const key of ['entrypoint', 'command']) {
      const command = wordsOf(each, key);
      if (command !== undefined) follow(context, command, base, roleOfName(service), `${path} \`${service}\``);
    }
  }
}

const wordsOf = (service: JsonObject, key: string): string | undefined => {
  const value = service[key];
  return typeof value === 'string' ? commandOf(value) : Array.isArray(value) ? value.map(word => quoted(String(word))).join(' ') : undefined;
};

function procfile(context: Follow, path: FilePath, text: string): void {
  for (const [, name = '', command = ''] of text.matchAll(/^([\w-]+)\s*:\s*(.+)$/gm)) {
    if (name !== 'release') follow(context, command, { dirs: unique([dirOf(path), '']) }, roleOfName(name), `${path} \`${name}\``);
  }
}

/** `startCommand: …`, `app = "…"` of fly's processes, `entrypoint: …`: the values that are commands lead somewhere, the others nowhere. */
function hosting(context: Follow, path: FilePath, text: string): void {
  const silent: Follow = { ...context, found: { ...context.found, lost: () => undefined } };
  for (const [, key = '', value = ''] of text.matchAll(/^[^\S\n]*"?([\w-]*(?:[cC]ommand|entrypoint|start|cmd|app|web|worker|release_command))"?\s*[:=]\s*(\S.*)$/gm)) {
    if (!/build|pre|release/i.test(key)) follow(silent, value.trimEnd().replace(/,$/, '').replace(/^(["'])(.*)\1$/, '$2'), { dirs: unique([dirOf(path), '']) }, roleOfName(key), `${path} \`${key}\``);
  }
}

const unique = (dirs: readonly FilePath[]): readonly FilePath[] => [...new Set(dirs)];
