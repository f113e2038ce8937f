import type { FilePath } from '../../core/model.ts';
import { compareText } from '../../core/order.ts';
import { parseJsonObject } from '../modules/jsonc.ts';
import { dirOf, joined } from '../modules/paths.ts';
import { launched, type Follow } from './follow.ts';
import { yamlOf } from './processes.ts';
import { nameOf, stringsBelow } from './workspace.ts';

/** Files that pages, functions-as-a-service and project files name as what they load. */
export function namedFiles({ workspace, found }: Follow): void {
  for (const { path, text } of workspace.project) {
    const name = nameOf(path);
    const dir = dirOf(path);
    const add = (target: string, from: readonly FilePath[], why: string): void => {
      const located = from.map(each => workspace.locate(each, target)).find(each => each !== undefined);
      const files = located === undefined ? from.flatMap(each => launched(workspace, joined(each, target) ?? '')) : [located];
      for (const file of files) found.entry(file, /seed|migrat/.test(why) ? 'tools' : 'app', `${path} ${why}`, { exportsLive: true });
    };
    if (name.endsWith('.html')) {
      for (const [, source = ''] of text.matchAll(/<script\b[^>]*\bsrc\s*=\s*["']([^"']+)["']/gi)) {
        if (!/^[a-z]+:|^\/\//i.test(source)) add(source.replace(/^\//, ''), source.startsWith('/') ? [dir, dirOf(dir)] : [dir], '`<script>`');
      }
    } else if (/^(serverless|template|samconfig|sam)\.(ya?ml|json)$/.test(name)) {
      for (const [keys, handler] of stringsBelow(name.endsWith('json') ? parseJsonObject(text) : yamlOf(text))) {
        if (/^handler$/i.test(keys.at(-1) ?? '')) add(handler.replace(/\.[\w$]+$/, ''), [dir], '`handler`');
      }
    } else if (/^serverless\.[jt]s$/.test(name)) {
      for (const [, handler = ''] of text.matchAll(/\bhandler\s*:\s*["'`]([^"'`]+)["'`]/g)) add(handler.replace(/\.[\w$]+$/, ''), [dir], '`handler`');
    } else if (/^wrangler\.(toml|jsonc?)$/.test(name)) {
      for (const [, target = ''] of text.matchAll(/^[^\S\n]*"?main"?\s*[=:]\s*["']([^"']+)["']/gm)) add(target, [dir], '`main`');
    } else if (/^(project|angular|nx|cdk|manifest|vercel|deno|ng-package)\.jsonc?$/.test(name) || name === 'firebase.json') {
      for (const [keys, target] of stringsBelow(parseJsonObject(text))) {
        const key = keys.at(-1) ?? '';
        if (!keys.some(each => /test|lint|e2e|storybook/i.test(each)) && LOADS.test(key) && /[/.]/.test(target)) add(target.replace(/\s.*$/, ''), [dir, ''], `"${key}"`);
        if (name === 'cdk.json' && key === 'app') for (const word of target.split(/\s+/)) if (/\.[jt]s$/.test(word)) add(word, [dir], '"app"');
      }
    } else if (/^trigger\.config\.[cm]?[jt]s$/.test(name)) {
      const dirs = [.../\bdirs\s*:\s*\[([^\]]*)\]/.exec(text)?.[1]?.matchAll(/["'`]([^"'`]+)["'`]/g) ?? []].map(match => joined(dir, match[1]!));
      for (const tasks of dirs)
        if (tasks !== undefined)
          for (const file of [...workspace.files.startingWith(`${tasks}/`)].sort(compareText))
            found.entry(file, 'worker', `${path} \`dirs\``, { exportsLive: true });
    }
  }
}

/** Keys under which build and hosting files name a program. */
const LOADS = /^(main|browser|server|entry|entryFile|entryPoint|entryPoints|polyfills|ssr|service_worker|background|scripts|js|page|additionalEntryPoints|functions|script|handler|index|0)$/i;
