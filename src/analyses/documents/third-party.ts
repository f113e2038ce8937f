/**
 * Variables that something else than the program reads: Node.js, the operating system, a package manager, a build tool, a
 * host, an image, or a library by itself. A name ends in `*` where whoever reads it reads a family. Names that a program
 * is as likely to read by itself (`LOG_LEVEL`, `REDIS_URL`) are not here.
 */
const families: readonly string[] = [
  // Node.js, shells and the operating system
  'NODE_*', 'UV_THREADPOOL_SIZE', 'TZ', 'LANG', 'LANGUAGE', 'LC_*', 'PATH', 'HOME', 'USER', 'SHELL', 'TERM', 'EDITOR', 'PWD', 'TMPDIR', 'HOSTNAME',
  'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'SSL_CERT_*',
  'LD_*', 'MALLOC_*', 'PUID', 'PGID', 'UMASK', 'UID', 'GID', 'DEBIAN_FRONTEND', 'XDG_*', 'DISPLAY', 'PYTHON*', 'PIP_*', 'JAVA_*', 'GOPATH', 'CGO_*', 'RUST*', 'CARGO_*',
  // Package managers, build tools, test runners
  'NPM_*', 'PNPM_*', 'YARN_*', 'BUN_*', 'COREPACK_*', 'TURBO_*', 'NX_*', 'LERNA_*', 'HUSKY', 'HUSKY_*', 'CI', 'FORCE_COLOR', 'NO_COLOR', 'DEBUG', 'DEBUG_*', 'DOTENV_*', 'DO_NOT_TRACK',
  'NEXT_TELEMETRY_DISABLED', 'NEXT_RUNTIME', 'NEXT_PRIVATE_*', 'NUXT_TELEMETRY_DISABLED', 'NITRO_*', 'ASTRO_TELEMETRY_DISABLED',
  'GATSBY_TELEMETRY_DISABLED', 'SKIP_ENV_VALIDATION', 'TS_NODE_*', 'TSX_*', 'BABEL_*', 'BROWSERSLIST*',
  'GENERATE_SOURCEMAP', 'DISABLE_ESLINT_PLUGIN', 'TSC_COMPILE_ON_ERROR', 'SKIP_PREFLIGHT_CHECK', 'WDS_SOCKET_*', 'CHOKIDAR_*', 'WATCHPACK_*',
  'FAST_REFRESH', 'BROWSER', 'PORT', 'HOST', 'PUBLIC_URL', 'VITEST*', 'JEST_*', 'PLAYWRIGHT_*', 'PUPPETEER_*', 'CYPRESS_*', 'CHROMATIC_*',
  'CHECKLY_*', 'CODECOV_*', 'SONAR_*', 'STORYBOOK_*', 'PRISMA_*', 'EXPO_*',
  'NODEMON_*', 'CHROME_*', 'CHROMIUM_*', 'ELECTRON_*', 'ESLINT_*', 'PM2_*', 'FFMPEG_*', 'CYPRESS', 'SHARP_*',
  // Hosts and continuous integration
  'COMPOSE_*', 'DOCKER_*', 'BUILDKIT_*', 'BUILDX_*', 'DOCKERHUB_*', 'KUBECONFIG', 'KUBERNETES_*', 'HELM_*', 'GITHUB_*', 'GH_TOKEN', 'GITLAB_*',
  'RUNNER_*', 'ACTIONS_*', 'VERCEL', 'VERCEL_*', 'NETLIFY', 'NETLIFY_*', 'RAILWAY_*', 'RENDER_*', 'FLY_*', 'HEROKU_*', 'CF_*', 'CLOUDFLARE_*',
  'WRANGLER_*', 'SST_*', 'SERVERLESS_*', 'NGROK_*', 'TUNNEL_TOKEN', 'VIRTUAL_HOST', 'LETSENCRYPT_*', 'TRAEFIK_*', 'CADDY_*', 'NGINX_*',
  // Libraries that read their own variables
  'AWS_*', 'AMAZON_*', 'GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CLOUD_*', 'GCLOUD_*', 'GCP_*', 'CLOUDSDK_*', 'OCI_*', 'AZURE_*', 'OTEL_*',
  'SENTRY_*', 'DD_*', 'DATADOG_*', 'NEW_RELIC_*', 'ELASTIC_APM_*', 'GRPC_*', 'KAFKAJS_*', 'PG*', 'LIBPQ_*',
  'OPENAI_*', 'ANTHROPIC_*', 'GEMINI_*', 'GROQ_*', 'MISTRAL_*', 'COHERE_*', 'LANGCHAIN_*', 'LANGSMITH_*', 'HF_*', 'HUGGING_FACE_*', 'HUGGINGFACE_*',
  'WANDB_*', 'UPSTASH_*', 'KV_*', 'BLOB_READ_WRITE_TOKEN', 'EDGE_CONFIG', 'CLERK_*', 'NEXT_PUBLIC_CLERK_*', 'NEXTAUTH_*', 'AUTH_SECRET', 'AUTH_URL',
  'AUTH_TRUST_HOST', 'BETTER_AUTH_*', 'CLOUDINARY_URL', 'STRIPE_CLI_*', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'ALGOLIA_*', 'SUPABASE_*',
  'INNGEST_*', 'TRIGGER_*', 'FIREBASE_*', 'GCE_*',
  // Images that run beside the program
  'POSTGRES_*', 'PGDATA', 'PGADMIN_*', 'MYSQL_*', 'MARIADB_*', 'MONGO_INITDB_*', 'MINIO_*', 'RABBITMQ_DEFAULT_*', 'KEYCLOAK_*', 'KC_*',
  'ELASTICSEARCH_*', 'ES_JAVA_OPTS', 'ZOOKEEPER_*', 'KAFKA_*', 'CLICKHOUSE_DB', 'CLICKHOUSE_USER', 'CLICKHOUSE_PASSWORD', 'CLICKHOUSE_DEFAULT_*',
  'GF_*', 'LOCALSTACK_*', 'MAILHOG_*', 'MH_*', 'S6_*', 'ACME_*',
];

const exact = new Set(families.filter(name => !name.endsWith('*')));
const prefixes = families.filter(name => name.endsWith('*')).map(name => name.slice(0, -1));

export const isThirdParty = (variable: string): boolean => exact.has(variable) || prefixes.some(prefix => variable.startsWith(prefix));
