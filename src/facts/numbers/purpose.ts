import type { FilePath } from '../../core/model.ts';
import type { Purpose } from './model.ts';
import { wordsOf } from './words.ts';

/** What a file is for, from its path, its head and what it imports. The first answer wins. */
export function purposeOf(path: FilePath, text: string): Purpose {
  if (/@generated\b|\b(auto-?generated|generated (by|from|file|code)|do not edit|emscripten)\b/i.test(text.slice(0, 1000)) || vendored.test(path) || bundled.test(text.slice(0, 3000))) return 'generated';
  if (definitions.test(path)) return 'definitions';
  if (tooling.test(path) || standsIn(path) || text.startsWith('#!') || importsTests.test(text) || statesTests(text) || importsInfrastructure.test(text)) return 'tooling';
  if (/(^|[/._-])(protocols?|codecs?|wire|proto)([/._-]|$)/i.test(path)) return 'protocol';
  if (/\.[jt]sx$/.test(path) || runsInClient.test(text.slice(0, 500)) || (drawn.test(path) && !importsServer.test(text)) || importsUi.test(text) || usesPage.test(text)) return 'ui';
  return 'code';
}

/** Somebody else's code that is kept beside the program, and what a bundler has written. */
const vendored = /(^|\/)vendor(ed)?\//;
const bundled = /\b__(commonJS|esm|toESM|export|webpack_require__|esModuleInterop)\b\s*[=(]/;

/** Folders whose numbers are the settings' own, or history that may not change. */
const definitions = /(^|\/)(settings?\/definitions|migrations?|observability\/events)\/|\.migration\.[cm]?[jt]s$|(^|\/)(env|environment)(\.(server|schema|mjs|js))?\.[cm]?[jt]s$/;

/** Code that no operator runs in production, or that configures a build. */
const tooling = new RegExp(
  [
    // A word of a folder's or a file's name: `testcontainers/`, `seed-queue.ts`, `load-test/`.
    String.raw`(^|[/._-])(tests?|specs?|test-?(utils?|utilit(y|ies)|helpers?|data|setup|support)|testing|testcontainers|testkit|e2e|fixtures?|mocks?|mock-?data|stories|story|seeds?|seeders?|seeding|bench|benchmarks?|demos?|evals?|emulators?|simulat(ors?|ions?)|dev-?env|storybook|playground|sandbox|jest|vitest|mocha|smoke|loadtests?|kitchen-?sink)([/._-]|$)`,
    String.raw`(^|\/)(scripts?|tooling|terraform|circleci|migration-?scripts|installer|install|upgrades?|third[-_]party|forks?|fork-[^/]*|__mocks__|__fixtures__|dev-server|hack|codemods?|docs?|documentation|versioned_docs|website|examples?|samples?|snippets?|templates?|starters?|boilerplates?)\/`,
    // Among sources, `tools` are what a model or a server offers.
    String.raw`^((?!src\/)[^/]+\/)*(tools?|deploy(ments?|_[^/]*)?)\/`,
    // What stands in for the real thing, or shows it: `fake-driver/`, `sample-code/`; and what runs where the code is kept.
    String.raw`(^|\/)(fakes?|mocks?|dummy|stubs?|samples?|examples?|demos?)-[^/]*\/|-(examples?|samples?|demos?)\/|^\.[a-z]`,
    // What is copied once, and edited: `create-app/`, `_templates-migrations/`.
    String.raw`(^|\/)packages\/create-[^/]+\/|(^|\/)[\w-]+-migrations\/`,
    // What its authors try it out with; `src/dev/` is a part of it.
    String.raw`^(packages\/[^/]+\/)?dev\/|(^|\/)dev-?server[^/]*\.[cm]?[jt]s$|(^|\/)testers?\/`,
    String.raw`\.config\.[cm]?[jt]s$`,
    String.raw`tests?\.[cm]?[jt]sx?$|(^|\/)(examples?|samples?|scripts?|run-?local[^/]*)\.[cm]?[jt]s$`,
  ].join('|'),
  'i',
);

/** A word in the middle of a folder's or a file's name: `localMockData/`, `orderFixtures.ts`. */
const standsIn = (path: FilePath): boolean => wordsOf(path.replace(/\.[cm]?[jt]sx?$/, '')).some(word => stand.has(word));
const stand = new Set(['mock', 'mocks', 'mocked', 'fixture', 'fixtures', 'stub', 'stubs', 'e2e']);

/** Code that tests, wherever it lies: it imports a runner, or states its cases to one that is simply there. */
const importsTests = /\b(from|require\()\s*['"](vitest|mocha|chai|sinon|ava|tap|uvu|aegir\/chai|node:test|supertest|@jest\/globals|@playwright\/test|@vscode\/test-(electron|cli))(\/[^'"]*)?['"]/;
const statesTests = (text: string): boolean => {
  const group = text.search(/^describe(\.\w+)?\(\s*['"`]/m);
  return group >= 0 && statesCase.test(text.slice(group));
};
/** Indented, or behind an empty line. */
const statesCase = /^([^\S\n]+|[^\S\n]*\n)it(\.\w+)?\(\s*['"`]/m;

/** A description of what is deployed: its numbers are set there, and what runs does not read them. */
const importsInfrastructure = /\bfrom\s+['"](@pulumi\/[\w-]+|aws-cdk-lib|@aws-cdk\/[\w-]+|cdktf|@cdktf\/[\w-]+|cdk8s|constructs)(\/[^'"]*)?['"]/;

/** Folders and files that run on a page: hooks, components, what is named after the browser or the front end; and what computes shapes. */
const drawn = /(^|[/_-])(front(-?end)?|components?|composables|(?<!(^|\/)(models?|db|database|entities|server|backend|git)\/)hooks|browser|webviews?|renderer|ui|styles?|themes?|geometry|math|canvas|graphics|physics|formatters?)\/|(^|\/)(static|public|assets)\/(.*\/)?(js|scripts)\/|(^|\/)use[A-Z]\w*\.[cm]?[jt]s$/;

const importsUi =
  /\bfrom\s+['"](react|react-dom|react-native|preact|vue|svelte|solid-js|mobx-react|mobx|zustand|jotai|@tanstack\/(react|vue|svelte|solid)-query|react-query|swr|lit|framer-motion|styled-components|jquery|three|d3|phaser|pixi\.js|@babylonjs\/core|@angular\/(core|common|forms|material)|@emotion|@mui|@radix-ui|@tiptap|prosemirror-(view|state)|react-router|next\/(router|navigation)|expo)(\/[^'"]*)?['"]/;

/** The directive at the head of a module of a page. */
const runsInClient = /^['"]use client['"]/m;

/** Not to be had on a page: a folder called `renderer` or `components` of these renders for clients. */
const importsServer = /\bfrom\s+['"](node:(?!assert|buffer|events|path|url|util)[\w/]+|fs|net|http|https|tls|dgram|child_process|worker_threads|cluster|express|fastify|koa|pg|ioredis|redis|mysql2|mongodb|mongoose|undici|bullmq|kafkajs|amqplib|@nestjs\/[^'"]+|@aws-sdk\/[^'"]+)['"]/;

/** The page itself: not to be had on a server. */
const usesPage = /\bcreateTextEditorDecorationType\(|\b(document\.(createElement|getElementById|querySelector|body|documentElement|addEventListener|activeElement)|window\.(addEventListener|innerWidth|innerHeight|location|matchMedia|requestAnimationFrame|localStorage|sessionStorage|scrollTo)|requestAnimationFrame\(|HTMLElement\b)|(?<![\w.])(localStorage|indexedDB)\./;
