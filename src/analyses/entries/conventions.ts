import { anyGlob } from '../../core/glob.ts';
import type { FilePath } from '../../core/model.ts';
import type { Package } from '../modules/packages.ts';
import { below } from '../modules/paths.ts';
import type { Follow } from './follow.ts';
import { nestApplications } from './nest.ts';
import { dependenciesOf, nameOf } from './workspace.ts';

interface Convention {
  readonly name: string;
  /** Any of these among the dependencies shows that the framework is used. */
  readonly packages: readonly string[];
  /** So does a file of this name in the package. */
  readonly config?: RegExp;
  /** Files that the framework loads, relative to the package; `.*` for the extension. */
  readonly files: readonly string[];
  /** Files among them that it leaves alone. */
  readonly except?: readonly string[];
}

/** Which files a framework loads by where they stand. Taken from the documentation of each. */
const CONVENTIONS: readonly Convention[] = [
  {
    name: 'Next.js', packages: ['next'], config: /^next\.config\./,
    files: [
      '{,src/}app/**/{page,layout,route,loading,error,not-found,global-error,global-not-found,template,default,forbidden,unauthorized,sitemap,robots,manifest,icon*,apple-icon*,opengraph-image*,twitter-image*}.*',
      '{,src/}pages/**', '{,src/}{middleware,proxy,instrumentation,instrumentation-client,mdx-components}.*', 'sentry.{client,server,edge}.config.*',
    ],
    // Private folders.
    except: ['{,src/}app/_*/**', '{,src/}app/**/_*/**'],
  },
  {
    name: 'Remix', packages: ['@remix-run/dev', '@remix-run/react', '@react-router/dev', '@remix-run/node', '@remix-run/server-runtime'], config: /^(remix|react-router)\.config\./,
    files: ['app/{root,routes,entry.client,entry.server,entry.worker}.*', 'app/routes/**', 'app/routes.*'],
  },
  { name: 'TanStack Start', packages: ['@tanstack/react-start', '@tanstack/start', '@tanstack/router-plugin', '@tanstack/solid-start'], files: ['{src,app}/routes/**', '{src,app}/{router,client,server,ssr,start}.*', '{src,app}/global-middleware.*'] },
  {
    name: 'Nuxt', packages: ['nuxt', 'nuxt3', 'nitropack', 'nuxt-nightly'], config: /^nuxt\.config\./,
    files: ['{,app/,src/}{plugins,middleware,composables,utils,pages,layouts,modules}/**', '{,src/}server/**', '{,app/,src/}{app.config,router.options,error,app}.*', 'modules/**'],
  },
  { name: 'Nitro', packages: ['nitropack', 'nitro', 'h3'], config: /^nitro\.config\./, files: ['{,src/,server/}{routes,api,middleware,plugins,tasks}/**'] },
  { name: 'SvelteKit', packages: ['@sveltejs/kit'], files: ['src/routes/**/+*.*', 'src/{hooks,hooks.server,hooks.client,service-worker,instrumentation.server}.*', 'src/service-worker/**', 'src/params/*'] },
  { name: 'Astro', packages: ['astro'], config: /^astro\.config\./, files: ['src/pages/**', 'src/{middleware,content.config,live.config}.*', 'src/{middleware,actions}/index.*', 'src/content/config.*', 'src/actions.*'] },
  { name: 'SolidStart', packages: ['@solidjs/start', 'solid-start'], files: ['src/routes/**', 'src/{app,entry-client,entry-server,middleware}.*'] },
  { name: 'Qwik City', packages: ['@builder.io/qwik-city', '@qwik.dev/router'], files: ['src/routes/**', 'src/{root,entry.*,routes.config}.*'] },
  { name: 'Gatsby', packages: ['gatsby'], files: ['gatsby-*.*', 'src/{pages,templates,api}/**'] },
  { name: 'Docusaurus', packages: ['@docusaurus/core'], config: /^docusaurus\.config\./, files: ['src/{pages,theme}/**', 'docusaurus.config.*', 'sidebars*.*', 'src/clientModules/**'] },
  { name: 'VitePress', packages: ['vitepress'], files: ['**/.vitepress/config.*', '**/.vitepress/theme/index.*', '**/.vitepress/config/index.*', '**/*.data.*', '**/*.paths.*'] },
  { name: 'Expo Router', packages: ['expo-router'], files: ['{,src/}app/**'] },
  { name: 'React Native', packages: ['react-native', 'expo'], files: ['{index,App}.*', 'index.{ios,android,web,native}.*'] },
  { name: 'Create React App', packages: ['react-scripts'], files: ['src/{index,setupProxy,service-worker}.*'] },
  { name: 'webpack', packages: ['webpack-cli', '@rspack/cli', '@rsbuild/core'], files: ['src/index.*'] },
  { name: 'Angular', packages: ['@angular/core', '@angular/cli'], config: /^angular\.json$/, files: ['src/{main,main.server,polyfills,server,test}.*'] },
  { name: 'Vue CLI', packages: ['@vue/cli-service'], files: ['src/main.*'] },
  { name: 'Electron Vite', packages: ['electron-vite'], files: ['src/main/index.*', 'src/preload/index.*', 'src/{main,preload}.*', 'src/renderer/**/main.*', 'src/renderer/src/{main,index}.*'] },
  { name: 'WXT', packages: ['wxt'], files: ['{,src/}entrypoints/*', '{,src/}entrypoints/*/{index,main,background,content}.*', '{,src/}entrypoints/*.content/*'] },
  { name: 'Plasmo', packages: ['plasmo'], files: ['{,src/}{popup,options,background,newtab,devtools,sidepanel,content}.*', '{,src/}{popup,options,background,newtab,devtools,sidepanel,content}/index.*', '{,src/}{contents,tabs,sandboxes}/**'] },
  { name: 'Strapi', packages: ['@strapi/strapi', '@strapi/core'], files: ['src/index.*', 'src/{api,extensions,plugins,middlewares,policies}/**', 'config/**', 'database/migrations/**', 'src/admin/app.*'] },
  { name: 'Medusa', packages: ['@medusajs/medusa', '@medusajs/framework'], files: ['src/{api,jobs,subscribers,workflows,modules,links,admin,loaders,scripts}/**', 'medusa-config.*'] },
  { name: 'AdonisJS', packages: ['@adonisjs/core'], files: ['{bin,start,config,commands,providers,database}/**', 'adonisrc.*', 'ace.*', 'server.*', 'app/{controllers,middleware,exceptions,listeners,validators}/**'] },
  { name: 'RedwoodJS', packages: ['@redwoodjs/core', '@redwoodjs/api', '@redwoodjs/web'], files: ['src/{functions,services,directives,graphql,subscriptions,jobs}/**', 'src/{App,Routes,entry.*,server}.*', 'src/pages/**'] },
  { name: 'Trigger.dev', packages: ['@trigger.dev/sdk', '@trigger.dev/build', 'trigger.dev'], config: /^trigger\.config\./, files: ['{,src/,app/}trigger/**', 'trigger.config.*'] },
  { name: 'New Relic', packages: ['newrelic'], files: ['{,src/}newrelic.*'] },
  { name: 'Moleculer', packages: ['moleculer'], files: ['{,src/}services/**', 'moleculer.config.*'] },
  { name: 'Serverless functions', packages: [], config: /^netlify\.toml$/, files: ['netlify/{functions,edge-functions}/**'] },
  { name: 'Vercel functions', packages: [], config: /^vercel\.json$/, files: ['api/**'] },
  { name: 'Cloudflare Pages', packages: [], config: /^wrangler\.(toml|jsonc?)$/, files: ['functions/**', 'src/{index,worker}.*'] },
  { name: 'Supabase', packages: ['supabase', '@supabase/supabase-js'], files: ['supabase/functions/*/index.*'] },
  { name: 'Lingui', packages: ['@lingui/core', '@lingui/cli'], files: ['lingui.config.*'] },
];

/** Adds what the frameworks of a package load by its place. */
export function conventional({ workspace, found }: Follow, home: Package): void {
  const used = dependenciesOf(home);
  const sources = workspace.sourcesOf(home);
  const beside = new Set(workspace.project.flatMap(({ path }) => (path.startsWith(home.dir) && !(below(home.dir, path) ?? '/').includes('/') ? [nameOf(path)] : [])));
  for (const { name, packages, config, files, except = [] } of CONVENTIONS) {
    if (!packages.some(each => used.has(each)) && !(config && [...beside].some(each => config.test(each)))) continue;
    const matches = anyGlob(files);
    const isLeftAlone = anyGlob(except);
    for (const file of sources) if (matches(inside(home, file)) && !isLeftAlone(inside(home, file)) && !file.endsWith('.json')) found.entry(file, 'app', `${name} loads it`, { exportsLive: true });
  }
  if (used.has('@nestjs/core')) for (const file of nestApplications(workspace, home.dir, '')) found.entry(file, 'app', 'Nest starts it');
}

const inside = (home: Package, file: FilePath): string => below(home.dir, file) ?? file;
