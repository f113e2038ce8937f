import { expect, it } from 'vitest';
import { startsOf, type Start } from './command.ts';

const brief = (start: Start): string => {
  const what = start.k === 'script' ? `run ${start.name}` : start.k === 'nest' ? `nest ${start.name}` : start.k === 'bundle' ? `bundle ${start.path}` : `${start.preload ? 'preload ' : ''}${start.path}`;
  return `${start.cd === '' ? '' : `${start.cd} > `}${what}${start.of === undefined ? '' : ` of ${start.of}`}${start.in === undefined ? '' : ` in ${start.in}`}`;
};

it.each([
  ['node dist/main.js', ['dist/main.js']],
  ['NODE_ENV=production node --max-old-space-size=4096 ./build/server.js --port 3000', ['./build/server.js']],
  ['cross-env NODE_ENV=production node -r dotenv/config dist/main', ['dist/main']],
  ['node --import ./dist/instrument.js dist/main.js', ['preload ./dist/instrument.js', 'dist/main.js']],
  ['node --require ts-node/register -r ./tracing.ts src/index.ts', ['preload ./tracing.ts', 'src/index.ts']],
  ['tsx watch --clear-screen=false src/index.ts', ['src/index.ts']],
  ['ts-node -P tsconfig.json src/cli.ts', ['src/cli.ts']],
  ["dotenv -e ../.env -- sh -c 'A=b tsx src/worker.ts'", ['src/worker.ts']],
  ['dumb-init node --max-old-space-size=${SIZE} ./build/server.js', ['./build/server.js']],
  ['tini -s -- node worker/dist/index.js', ['worker/dist/index.js']],
  ['cd apps/web && npm run start:prod', ['apps/web > run start:prod']],
  ['pnpm --filter @acme/api start', ['run start of @acme/api']],
  ['pnpm -C frontend run dev', ['run dev in frontend']],
  ['yarn workspace api node dist/x.js', ['dist/x.js of api']],
  ['yarn start', ['run start']],
  ['npm ci && npm run build', ['run build']],
  ['npx tsx scripts/seed.ts', ['scripts/seed.ts']],
  ['pnpm exec ts-node src/a.ts', ['src/a.ts']],
  ['nest start worker --watch', ['nest worker']],
  ['nest build', []],
  ['concurrently -n a,b "npm:dev:api" "node dist/b.js"', ['run dev:api', 'dist/b.js']],
  ['run-p start:a start:b', ['run start:a', 'run start:b']],
  ['nodemon --watch src --exec "ts-node src/main.ts"', ['src/main.ts']],
  ['nodemon --exec tsx src/main.ts', ['src/main.ts']],
  ['pm2-runtime start ecosystem.config.js', ['ecosystem.config.js']],
  ['esbuild --platform=node ./server.ts --outdir=build', ['bundle ./server.ts']],
  ['next build && node scripts/esbuild.mjs -e server/index.ts -o dist/server.mjs', ['scripts/esbuild.mjs', 'bundle server/index.ts']],
  ['tsx scripts/seed.ts data/users.ts', ['scripts/seed.ts']],
  ['if [ -n "$X" ]; then node a.js; else exec node b.js; fi', ['a.js', 'b.js']],
  ['node -e "console.log(1)"', []],
  ['next start', []],
  ['./scripts/entrypoint.sh', ['./scripts/entrypoint.sh']],
  ['bun run src/index.ts', ['src/index.ts']],
  ['exec "$@"', []],
])('%s', (text, expected) => {
  expect(startsOf(text).map(brief)).toEqual(expected);
});

it('hands on what stands behind the name of a script', () => {
  expect(startsOf('npm run with:env -- cross-env A=b node build/main.js')).toEqual([{ k: 'script', name: 'with:env', cd: '', args: "cross-env A=b node build/main.js" }]);
});
