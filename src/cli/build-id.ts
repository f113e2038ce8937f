declare const __BUILD_ID__: string | undefined;

/** Identity of the code that runs, a part of every cache key: a hash of the sources, which `scripts/build.ts` puts in. */
export async function ownBuildId(): Promise<string> {
  if (typeof __BUILD_ID__ === 'string') return __BUILD_ID__;
  const { buildId } = await import('../engine/build-id.ts');
  return buildId(new URL('../index.ts', import.meta.url).href, 'source');
}
