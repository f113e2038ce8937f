import { addTo } from '../../core/multimap.ts';
import type { Linker } from './linker.ts';

/** `camera.ios.ts` and `camera.web.ts` beside `camera.ts`: a bundler takes the one of its platform in its place. */
export const platformVariants = ({ files, fileIndex }: Linker['ids'], file: string): readonly string[] => {
  const dot = file.lastIndexOf('.');
  const stem = file.slice(0, dot).replace(PLATFORM, '');
  const found = variants.get(files) ?? indexVariants(files);
  variants.set(files, found);
  return (found.get(stem) ?? []).filter(other => other !== file && fileIndex(other) >= 0);
};

const PLATFORM = /\.(ios|android|native|web|windows|macos|electron)$/;

const variants = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

const indexVariants = (files: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const file of files) {
    const stem = file.slice(0, file.lastIndexOf('.'));
    if (PLATFORM.test(stem)) addTo(found, stem.replace(PLATFORM, ''), file);
  }
  return found;
};
