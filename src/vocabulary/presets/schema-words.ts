import type { Vocabulary } from '../model.ts';
import type { TextAccess } from '../accesses.ts';
import type { SettingType } from '../registries.ts';

/** Where environments come from. */
export const environment = ['process.env', 'import.meta.env', 'Bun.env', 'Deno.env.toObject'];

/** Builders of zod and valibot through which the members of a schema are reached. */
export const zodMembers = {
  object: [0], strictObject: [0], looseObject: [0], extend: [0], safeExtend: [0], merge: [0], and: [0], intersection: [0, 1], intersect: [0],
  union: [0], discriminatedUnion: [1], preprocess: [1], pipe: [0], optional: [0],
};

/** What a schema lets through, or makes of what it parsed, may have other members than those that are written. */
export const closedSchema = { opens: ['passthrough', 'catchall', 'loose', 'looseObject', 'looseInterface', 'objectWithRest', 'record', 'transform', 'brand'] };

/** Where a zod schema says what a variable is. */
export const zodValue = {
  key: 'name',
  env: 'name',
  type: 'value.()',
  types: {
    string: 'string', number: 'number', int: 'integer', boolean: 'boolean', stringbool: 'boolean', enum: 'enum', nativeEnum: 'enum', picklist: 'enum',
    literal: 'enum', url: 'string', email: 'string', uuid: 'string', array: 'list', record: 'json', date: 'string', bigint: 'integer',
  } satisfies { [word: string]: SettingType },
  default: ['value.default(0)', 'value.prefault(0)', 'value.catch(0)'],
  optional: ['value.optional(0)', 'value.nullish(0)', 'value.nullable(0)'],
  description: ['value.describe(0)', 'value.meta(0).description'],
  unique: false,
} as const;

/** Variables that a client library reads by itself, wherever it is imported; as its documentation says. */
export const readByClients: readonly { readonly keys: readonly string[]; readonly packages: readonly string[]; readonly reason: string }[] = ([
  [['@upstash/qstash'], ['QSTASH_*']],
  [['@upstash/redis', '@vercel/kv'], ['UPSTASH_REDIS_REST_*', 'KV_*']],
  [['next-axiom', '@axiomhq/js', '@axiomhq/nextjs'], ['AXIOM_*', 'NEXT_PUBLIC_AXIOM_*']],
  [['inngest'], ['INNGEST_*']],
  [['@clerk/nextjs', '@clerk/backend', '@clerk/express', '@clerk/remix'], ['CLERK_*', 'NEXT_PUBLIC_CLERK_*']],
  [['next-auth', '@auth/core', '@auth/express', '@auth/sveltekit'], ['AUTH_*', 'NEXTAUTH_*']],
  [['better-auth'], ['BETTER_AUTH_*']],
  [['openai', '@ai-sdk/openai', '@langchain/openai'], ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_ORG_ID', 'OPENAI_PROJECT_ID']],
  [['@anthropic-ai/sdk', '@ai-sdk/anthropic', '@langchain/anthropic'], ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_BASE_URL']],
  [['@ai-sdk/google'], ['GOOGLE_GENERATIVE_AI_API_KEY']],
  [['@vercel/blob'], ['BLOB_READ_WRITE_TOKEN']],
  [['resend'], ['RESEND_API_KEY']],
  [['uploadthing'], ['UPLOADTHING_*']],
  [['@ai-sdk/groq', 'groq-sdk'], ['GROQ_API_KEY']],
  [['@ai-sdk/mistral', '@mistralai/mistralai'], ['MISTRAL_API_KEY']],
  [['@ai-sdk/xai'], ['XAI_API_KEY']],
  [['@ai-sdk/deepseek'], ['DEEPSEEK_API_KEY']],
  [['@ai-sdk/perplexity'], ['PERPLEXITY_API_KEY']],
  [['@ai-sdk/gateway', 'ai'], ['AI_GATEWAY_API_KEY']],
  [['@google/genai'], ['GOOGLE_API_KEY', 'GEMINI_API_KEY', 'GOOGLE_CLOUD_PROJECT', 'GOOGLE_CLOUD_LOCATION', 'GOOGLE_GENAI_USE_VERTEXAI']],
  [['replicate'], ['REPLICATE_API_TOKEN']],
  [['@deepgram/sdk'], ['DEEPGRAM_API_KEY']],
  [['elevenlabs', '@elevenlabs/elevenlabs-js', '@ai-sdk/elevenlabs'], ['ELEVENLABS_API_KEY']],
  [['together-ai'], ['TOGETHER_API_KEY']],
  [['@pinecone-database/pinecone'], ['PINECONE_*']],
  [['langsmith', 'langchain', '@langchain/core'], ['LANGSMITH_*', 'LANGCHAIN_*']],
  [['langfuse', '@langfuse/otel', '@langfuse/client', '@langfuse/tracing'], ['LANGFUSE_PUBLIC_KEY', 'LANGFUSE_SECRET_KEY', 'LANGFUSE_BASE_URL', 'LANGFUSE_BASEURL', 'LANGFUSE_HOST']],
  [['@trigger.dev/sdk'], ['TRIGGER_*']],
  [['@novu/node', '@novu/api', '@novu/framework'], ['NOVU_*']],
  [['@workos-inc/node', '@workos-inc/authkit-nextjs'], ['WORKOS_*', 'NEXT_PUBLIC_WORKOS_*']],
  [['@polar-sh/sdk', '@polar-sh/nextjs'], ['POLAR_ACCESS_TOKEN']],
  [['twilio'], ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN']],
  [['cloudinary'], ['CLOUDINARY_URL']],
  [['discord.js'], ['DISCORD_TOKEN']],
  [['probot'], ['APP_ID', 'PRIVATE_KEY', 'PRIVATE_KEY_PATH', 'WEBHOOK_SECRET', 'WEBHOOK_PROXY_URL', 'GHE_HOST']],
  [['newrelic'], ['NEW_RELIC_*']],
  [['elastic-apm-node'], ['ELASTIC_APM_*']],
  [['puppeteer', 'puppeteer-core'], ['PUPPETEER_*']],
  [['@playwright/test', 'playwright', 'playwright-core'], ['PLAYWRIGHT_*']],
  [['@edgestore/server'], ['EDGE_STORE_*']],
  [['@vercel/edge-config'], ['EDGE_CONFIG']],
  [['@vercel/postgres'], ['POSTGRES_*']],
  [['@logtail/next'], ['LOGTAIL_SOURCE_TOKEN', 'NEXT_PUBLIC_LOGTAIL_SOURCE_TOKEN']],
  [['@sanity/cli', 'sanity'], ['SANITY_STUDIO_*']],
  [['expo', 'expo-router'], ['EXPO_*']],
  [['next'], ['NEXT_TELEMETRY_DISABLED', 'NEXT_RUNTIME', 'PORT', 'HOSTNAME']],
  [['nuxt', 'nitropack', 'nitro'], ['NUXT_*', 'NITRO_*', 'PORT', 'HOST']],
  [['@sveltejs/adapter-node', '@sveltejs/kit'], ['PORT', 'HOST', 'ORIGIN', 'BODY_SIZE_LIMIT', 'PROTOCOL_HEADER', 'HOST_HEADER', 'ADDRESS_HEADER']],
  [['@remix-run/serve', '@react-router/serve'], ['PORT', 'HOST']],
  [['vite', 'astro', 'vite-plugin-svelte'], ['MODE', 'DEV', 'PROD', 'SSR']],
] as const).map(([packages, keys]) => ({ keys, packages, reason: `\`${packages[0]}\` reads it from the environment by itself` }));

/** Variables that Node.js, the operating system, SDKs and frameworks read by themselves. */
export const readElsewhere: NonNullable<Vocabulary['external']> = [
  'NODE_*', 'COMPOSE_*', 'DOCKER_HOST', 'UV_*', 'NPM_*', 'TZ', 'LANG', 'LC_*', 'PATH', 'HOME', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'SSL_CERT_*',
  'AWS_*', 'GOOGLE_APPLICATION_CREDENTIALS', 'AZURE_*', 'OTEL_*',
  'NEXTAUTH_URL', 'NEXTAUTH_SECRET', 'AUTH_SECRET', 'AUTH_URL', 'SENTRY_*', 'DD_*', 'PRISMA_*', 'PGHOST', 'PGPORT', 'PGUSER', 'PGPASSWORD', 'PGDATABASE',
  ...readByClients,
];

/** Where else a variable of the environment is read. */
export const readInTexts: readonly TextAccess[] = [
  { kind: 'text', files: ['**/*.{sh,bash}'], names: 'env', after: ['$', '${'], skip: ['#'] },
  { kind: 'text', files: ['**/*.patch'], names: 'env', after: ['env.'], skip: ['-', ' '] },
  { kind: 'text', files: ['**/package.json', '**/Procfile'], names: 'env', after: ['$', '${', '%'] },
  { kind: 'text', files: ['**/*.{py,rb}'], names: 'env', skip: ['#'] },
  { kind: 'text', files: ['**/*.{go,rs,java,kt,cs,php,ex,exs}'], names: 'env', after: ['"', '\''], skip: ['//'] },
  // JavaScript that is no part of the program.
  { kind: 'text', files: ['**/*.{js,jsx,mjs,cjs}'], names: 'env', after: ['env.', 'env[\'', 'env["'], skip: ['//'] },
  { kind: 'text', files: ['**/*.prisma'], names: 'env', after: ['env("'], skip: ['//'] },
  { kind: 'text', files: ['**/*.{pug,ejs,hbs,html,vue,svelte,astro}'], names: 'env', after: ['env.', 'ENV.'], skip: ['//', '<!--'] },
];

/** Where else a key that code spells in quotes, or takes as a member, is read. */
export const keysInTexts: readonly TextAccess[] = [
  { kind: 'text', files: ['**/*.{js,jsx,mjs,cjs,vue,svelte,astro,pug,ejs,hbs,html}'], names: 'key', after: ['\'', '"', '`', 'settings.', 'config.', 'store.'], skip: ['//', '<!--'] },
  { kind: 'text', files: ['**/*.sql'], names: 'key', after: ['\''], skip: ['--'] },
];
