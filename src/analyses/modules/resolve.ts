import type { FilePath } from '../../core/model.ts';
import type { Resolution } from './model.ts';
import { nodeBuiltin } from './node-builtins.ts';
import { packageEntry } from './package-entry.ts';
import { mappedTargets } from './package-targets.ts';
import type { Packages } from './packages.ts';
import { below, dirOf, joined } from './paths.ts';
import type { SourceFiles } from './source-files.ts';
import { sourceOf } from './sources.ts';
import type { TsConfig } from './tsconfig.ts';
import type { TsConfigs } from './tsconfigs.ts';

/** Resolves the specifiers of a program; each answer is computed once. */
export function resolver(files: SourceFiles, packages: Packages, configs: TsConfigs): (from: FilePath, specifier: string) => Resolution {
  const relative = new Map<string, Resolution>();
  const bare = new Map<readonly TsConfig[], Map<string, Resolution>>();

  // One more look-up by what is asked, which spares the many who ask again all the splitting and joining of names.
  const asked = new Map<FilePath, Map<string, Resolution>>();
  return (from, specifier) => {
    let ofFile = asked.get(from);
    if (!ofFile) asked.set(from, (ofFile = new Map()));
    return remembered(ofFile, specifier, () => resolve(from, specifier));
  };

  function resolve(from: FilePath, specifier: string): Resolution {
    const name = plain(specifier);
    const dir = dirOf(from);
    if (/^\.\.?(\/|$)/.test(name)) {
      return remembered(relative, `${dir}\n${name}`, () => resolveRelative(from, dir, name));
    }
    const scope = configs.of(from);
    let known = bare.get(scope);
    if (!known) bare.set(scope, (known = new Map()));
    const home = packages.of(from)?.dir ?? '';
    return remembered(known, `${home}\n${name}`, () => resolveBare(from, home, name, scope));
  }

  function resolveRelative(from: FilePath, dir: FilePath, name: string): Resolution {
    const path = joined(dir, name);
    if (path === undefined) return missing;
    return inProgram(directoryOrFile(path, name) ?? throughRootDirs(from, path) ?? builtFrom(path)) ?? (isAsset(name) ? external(name) : missing);
  }

  /** `./x/` and `..` mean a directory, whatever file bears its name. A directory may be a package. */
  function directoryOrFile(path: FilePath, name: string): FilePath | undefined {
    const found = /(^|\/)\.{0,2}$/.test(name) ? files.file(path === '' ? 'index' : `${path}/index`) ?? files.module(path) : files.module(path);
    const home = found === undefined ? packages.at(path) : undefined;
    return found ?? (home && packageEntry(home, '.', [], files, configs));
  }

  function throughRootDirs(from: FilePath, path: FilePath): FilePath | undefined {
    const rootDirs = configs.of(from)[0]?.rootDirs ?? [];
    for (const root of rootDirs) {
      const rest = below(root, path);
      if (rest === undefined) continue;
      for (const other of rootDirs) {
        const found = other === root ? undefined : files.module(joined(other, rest) ?? path);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** A file that only a build makes: a bin script that loads `../dist/cli.js`. */
  function builtFrom(path: FilePath): FilePath | undefined {
    const home = packages.of(path)?.dir ?? '';
    const inner = below(home, path) ?? path;
    const isBuilt = /^(dist|build|built|out|output|lib|dist-[^/]+)\//.test(inner) || configs.in(home).some(each => each.outDirs.some(dir => dir !== home && below(dir, path) !== undefined));
    return isBuilt ? sourceOf(path, home, configs.in(home), files) : undefined;
  }

  function resolveBare(from: FilePath, home: FilePath, name: string, scope: readonly TsConfig[]): Resolution {
    if (name === '') return missing;
    const mapped = throughPaths(name, scope);
    if (mapped?.k === 'file') return mapped;
    const builtin = nodeBuiltin(name);
    if (builtin !== undefined) return external(builtin);
    if (name.startsWith('#')) return throughImports(from, name, scope) ?? mapped ?? missing;
    if (name.startsWith('/')) return inProgram(files.module(joined(home, name) ?? '') ?? files.module(name.slice(1))) ?? external(name);
    const parts = packages.split(name);
    // What runs loads the dependency, whatever directory of that name `baseUrl` sees.
    const isDependency = parts !== undefined && packages.dependsOn(from, parts.name);
    for (const { baseUrl } of isDependency ? [] : scope) {
      const found = baseUrl === undefined ? undefined : inProgram(files.module(joined(baseUrl, name) ?? ''));
      if (found) return found;
    }
    const owner = parts && packages.named(parts.name, dirOf(from));
    if (parts && owner) {
      const entry = packageEntry(owner, parts.subpath, scope.flatMap(each => each.conditions), files, configs);
      // Generated or not scanned: as little known of it as of any other package.
      return inProgram(entry) ?? external(name);
    }
    return throughConvention(home, name) ?? mapped ?? external(name);
  }

  /** `paths` of the tsconfigs, nearest first. A pattern that can only mean this program makes an unknown file missing. */
  function throughPaths(name: string, scope: readonly TsConfig[]): Resolution | undefined {
    let claimed = false;
    for (const { paths } of scope) {
      for (const { prefix, suffix, targets } of paths) {
        const matches = suffix === undefined ? name === prefix : name.length >= prefix.length + suffix.length && name.startsWith(prefix) && name.endsWith(suffix);
        if (!matches) continue;
        const star = suffix === undefined ? '' : name.slice(prefix.length, name.length - suffix.length);
        for (const target of targets) {
          const path = target.replace('*', star);
          const found = inProgram(files.module(path) ?? ownEntry(path) ?? builtFrom(path));
          if (found) return found;
        }
        claimed ||= prefix !== '' && suffix !== undefined && targets.length > 0 && targets.every(each => !/(^|\/)node_modules\/|\.d\.ts$/.test(each));
      }
    }
    return claimed ? (isAsset(name) ? external(name) : missing) : undefined;
  }

  function ownEntry(dir: FilePath): FilePath | undefined {
    const home = packages.at(dir);
    return home && packageEntry(home, '.', [], files, configs);
  }

  function throughImports(from: FilePath, name: string, scope: readonly TsConfig[]): Resolution | undefined {
    const home = packages.scopeOf(from);
    const map = home?.manifest['imports'];
    const targets = map === undefined ? undefined : mappedTargets(map, name, scope.flatMap(each => each.conditions));
    if (!home || !targets) return undefined;
    for (const target of targets) {
      if (!target.startsWith('.')) return resolveBare(from, home.dir, target, []);
      const path = joined(home.dir, target);
      const found = inProgram(path === undefined ? undefined : sourceOf(path, home.dir, configs.in(home.dir), files));
      if (found) return found;
    }
    return isAsset(name) ? external(name) : missing;
  }

  /** Aliases of frameworks whose tsconfig is generated and so not at hand. */
  function throughConvention(home: FilePath, name: string): Resolution | undefined {
    const [, rest] = /^(?:@|~|~~|@@|\$lib|\$app-src)\/(.+)$/.exec(name) ?? [];
    if (rest === undefined) return undefined;
    const roots = name.startsWith('$lib') ? ['src/lib'] : ['src', 'app', ''];
    for (const root of roots) {
      const found = inProgram(files.module(joined(home, `${root}/${rest}`) ?? ''));
      if (found) return found;
    }
    return isAsset(name) ? external(name) : missing;
  }
}

const missing: Resolution = { k: 'missing' };
const external = (name: string): Resolution => ({ k: 'external', name });
const inProgram = (file: FilePath | undefined): Resolution | undefined => (file === undefined ? undefined : { k: 'file', file });

/** Without what tells a bundler how to load the file: `./x.ts?raw`, `!!raw-loader!./x`. */
const plain = (specifier: string): string => specifier.slice(specifier.lastIndexOf('!') + 1).replace(/^(.[^?]*)\?.*$/, '$1');

/** A file that is loaded, not run, or is compiled by a language of its own. */
const isAsset = (name: string): boolean => asset.test(name);

const asset =
  /\.(css|s[ac]ss|less|styl|pcss|svg|png|jpe?g|gif|webp|avif|ico|bmp|mp[34]|webm|ogg|wav|woff2?|ttf|otf|eot|json[5c]?|ya?ml|toml|xml|csv|tsv|txt|mdx?|html?|ejs|hbs|pug|graphql|gql|sql|prisma|proto|wasm|node|vue|svelte|astro|pdf|zip|gz|glsl|vert|frag|wgsl|po|lua|sh|py)$/i;

const remembered = <V>(known: Map<string, V>, key: string, compute: () => V): V => {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = compute();
  known.set(key, value);
  return value;
};
