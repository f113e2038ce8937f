import type { Plugin } from 'esbuild';

export declare function parserAlone(root: string): Plugin;
