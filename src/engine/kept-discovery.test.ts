import { describe, expect, it } from 'vitest';
import { discoverAgain, type KeptDiscovery } from './kept-discovery.ts';
import { memoryWorld, type World } from './world.ts';

/** A world with a clock: what is written or removed is stamped, and so is the directory that gains or loses a name. */
function clockedWorld(files: { [path: string]: string }) {
  let now = 1;
  let listed = 0;
  const times = new Map<string, number>();
  const stampOf = (path: string) => ({ size: files[path]?.length ?? 0, mtime: times.get(path) ?? 0, ctime: times.get(path) ?? 0 });
  const directory = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const memory = memoryWorld(files);
  const world: World = {
    ...memory,
    entries(path) {
      listed++;
      return memory.entries(path);
    },
    stamp: path => (path in files ? stampOf(path) : undefined),
    directoryStamp: path => (path === '' || Object.keys(files).some(file => file.startsWith(`${path}/`)) ? stampOf(path) : undefined),
  };
  return {
    world,
    write(path: string, text: string) {
      // A directory that is new itself is a new name in the one above.
      if (!(path in files)) for (let at = directory(path); times.set(at, ++now) && world.directoryStamp(at) === undefined; ) at = directory(at);
      files[path] = text;
      times.set(path, ++now);
    },
    remove(path: string) {
      delete files[path];
      times.set(directory(path), ++now);
    },
    /** Number of directories listed since it was last asked. */
    listed() {
      const count = listed;
      listed = 0;
      return count;
    },
  };
}

const everything = { include: undefined, exclude: [] };

function project() {
  const clocked = clockedWorld({ 'src/a.ts': '', 'src/b.js': '', 'src/skip.ts': '', 'tsconfig.json': '{}', '.gitignore': 'skip.ts\n' });
  const first = discoverAgain(clocked.world, everything, undefined, () => true);
  clocked.listed();
  const again = (selection = everything, isTrusted = () => true) => discoverAgain(clocked.world, selection, JSON.parse(JSON.stringify(first.keep)) as KeptDiscovery, isTrusted); // Kept as JSON.
  return { ...clocked, first, again };
}

describe('a kept discovery', () => {
  it('stands, unlisted, while nothing changed', () => {
    const { first, again, listed, write } = project();
    expect(first.found.sources).toEqual(['src/a.ts']);
    expect(again()).toEqual({ found: first.found });
    write('src/a.ts', 'what a source says does not matter');
    expect(again()).toEqual({ found: first.found });
    expect(listed()).toBe(0);
  });

  it.each<[string, (given: ReturnType<typeof project>) => void, readonly string[]]>([
    ['a file comes', ({ write }) => write('src/c.ts', ''), ['src/a.ts', 'src/c.ts']],
    ['a directory comes', ({ write }) => write('lib/c.ts', ''), ['lib/c.ts', 'src/a.ts']],
    ['a file goes', ({ remove }) => remove('src/a.ts'), []],
    ['a .gitignore changes', ({ write }) => write('.gitignore', ''), ['src/a.ts', 'src/skip.ts']],
    ['a .gitignore comes', ({ write }) => write('src/.gitignore', '!skip.ts\n'), ['src/a.ts', 'src/skip.ts']],
    ['a tsconfig changes', ({ write }) => write('tsconfig.json', '{"compilerOptions":{"allowJs":true}}'), ['src/a.ts', 'src/b.js']],
  ])('falls when %s', (_, change, sources) => {
    const given = project();
    change(given);
    const { found, keep } = given.again();
    expect(found.sources).toEqual(sources);
    expect(keep).toBeDefined();
    expect(given.listed()).toBeGreaterThan(0);
  });

  it('falls for another selection, and where stamps are too fresh to prove anything', () => {
    const { again } = project();
    expect(again({ include: undefined, exclude: ['src/a.ts'] as never }).found.sources).toEqual([]);
    expect(again(everything, () => false).keep).toBeDefined();
  });
});
