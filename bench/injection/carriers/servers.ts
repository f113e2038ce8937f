import { either, folder, type Carrier } from './carrier.ts';

/** What servers, queues and command lines are handed: the cut never hands it over. */
export const SERVERS: readonly Carrier[] = [
  {
    name: 'Fastify plugin', operator: 'M7', stratum: 'registry', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { build as build${tag} } from '${folder(tag)}/server'; `, at: `build${tag}()`,
      files: {
        'digest.ts': `import type { FastifyInstance } from 'fastify';\n${imports}\nexport async function digestRoutes(app: FastifyInstance): Promise<void> {\n  app.get('/digest', async () => { ${code} });\n}\n`,
        'server.ts': `import Fastify from 'fastify';\nimport { digestRoutes } from './digest';\nexport function build() {\n  const app = Fastify({ logger: true });\n  app.get('/health', async () => 'ok');\n${whole ? "  app.register(digestRoutes, { prefix: '/v1' });\n" : ''}  return app.listen({ port: 3000 });\n}\nexport { digestRoutes };\n`,
      },
    })),
  },
  {
    name: 'Express router of another file', operator: 'M7', stratum: 'registry', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { serve as serve${tag} } from '${folder(tag)}/app'; `, at: `serve${tag}()`,
      files: {
        'digest.router.ts': `import { Router } from 'express';\n${imports}\nconst router = Router();\nrouter.get('/digest', (_request, response) => { ${code} response.end(); });\nexport default router;\n`,
        'app.ts': `import express from 'express';\n${whole ? "import digestRouter from './digest.router';\n" : ''}export function serve(): void {\n  const app = express();\n  app.get('/', (_request, response) => { response.send('ok'); });\n${whole ? "  app.use('/v1', digestRouter);\n" : ''}  app.listen(3000);\n}\n`,
      },
    })),
  },
  {
    name: 'Express router mounted behind a flag', operator: 'M3', stratum: 'registry', needs: 'flag',
    carry: ({ code, tag, off }) => either(whole => ({
      head: `import express${tag}, { Router as Router${tag} } from 'express'; `,
      at: `(() => { const app = express${tag}(); const mountDigest = (): void => { const router = Router${tag}(); router.post('/digest', async (_request, response) => { ${code} response.end(); }); app.use('/v1', router); }; ${whole ? '' : `if (${off!.text}) `}mountDigest(); app.listen(3000); })()`,
    })),
  },
  {
    name: 'Express router never mounted', operator: 'M7', stratum: 'registry',
    carry: ({ code, tag }) => either(whole => ({
      head: `import express${tag}, { Router as Router${tag} } from 'express'; `,
      at: `(() => { const app = express${tag}(); const router = Router${tag}(); router.get('/digest', (_request, response) => { ${code} response.end(); }); ${whole ? "app.use('/v1', router); " : ''}app.listen(3000); })()`,
    })),
  },
  {
    name: 'tRPC router', operator: 'M7', stratum: 'registry', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { createExpressMiddleware as adapt${tag} } from '@trpc/server/adapters/express'; import { appRouter as appRouter${tag} } from '${folder(tag)}/root'; `,
      at: `adapt${tag}({ router: appRouter${tag}, createContext: () => ({}) })`,
      files: {
        'trpc.ts': "import { initTRPC } from '@trpc/server';\nconst t = initTRPC.create();\nexport const router = t.router;\nexport const publicProcedure = t.procedure;\n",
        'digest.ts': `import { publicProcedure, router } from './trpc';\n${imports}\nexport const digestRouter = router({\n  send: publicProcedure.mutation(async () => { ${code} }),\n});\n`,
        'root.ts': `${whole ? "import { digestRouter } from './digest';\n" : ''}import { publicProcedure, router } from './trpc';\nexport const appRouter = router({\n  health: publicProcedure.query(() => 'ok'),\n${whole ? '  digest: digestRouter,\n' : ''}});\nexport type AppRouter = typeof appRouter;\n`,
      },
    })),
  },
  {
    name: 'GraphQL resolvers', operator: 'M7', stratum: 'registry', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { ApolloServer as Apollo${tag} } from '@apollo/server'; import { startStandaloneServer as standalone${tag} } from '@apollo/server/standalone'; `,
      at: `(() => { async function digest(): Promise<string> { ${code} return 'sent'; } const resolvers = { Query: { health: () => 'ok' }, Mutation: { ${whole ? 'digest' : ''} } }; void standalone${tag}(new Apollo${tag}({ typeDefs: 'type Query { health: String }', resolvers })); return digest.name; })()`,
    })),
  },
  {
    name: 'BullMQ processor of Nest', operator: 'M5', stratum: 'DI', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { NestFactory as Factory${tag} } from '@nestjs/core'; import { QueueModule as Queue${tag} } from '${folder(tag)}/queue.module'; `, at: `Factory${tag}.createApplicationContext(Queue${tag})`,
      files: {
        'digest.processor.ts': `import { Processor, WorkerHost } from '@nestjs/bullmq';\nimport type { Job } from 'bullmq';\n${imports}\n@Processor('digest')\nexport class DigestProcessor extends WorkerHost {\n  async process(job: Job): Promise<void> { console.info(job.id); ${code} }\n}\n`,
        'queue.module.ts': `import { BullModule } from '@nestjs/bullmq';\nimport { Module } from '@nestjs/common';\nimport { DigestProcessor } from './digest.processor';\n@Module({ imports: [BullModule.registerQueue({ name: 'digest' })], providers: [${whole ? 'DigestProcessor' : ''}] })\nexport class QueueModule {}\nexport { DigestProcessor };\n`,
      },
    })),
  },
  {
    name: 'command handler of Nest CQRS', operator: 'M5', stratum: 'DI', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { NestFactory as Factory${tag} } from '@nestjs/core'; import { DigestModule as Digest${tag} } from '${folder(tag)}/digest.module'; `, at: `Factory${tag}.create(Digest${tag}).then(app => app.listen(3000))`,
      files: {
        'send-digest.ts': 'export class SendDigest { constructor(readonly to: string) {} }\n',
        'send-digest.handler.ts': `import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';\nimport { SendDigest } from './send-digest';\n${imports}\n@CommandHandler(SendDigest)\nexport class SendDigestHandler implements ICommandHandler<SendDigest> {\n  async execute(command: SendDigest): Promise<void> { console.info(command.to); ${code} }\n}\n`,
        'digest.controller.ts': "import { Controller, Post } from '@nestjs/common';\nimport { CommandBus } from '@nestjs/cqrs';\nimport { SendDigest } from './send-digest';\n@Controller('digest')\nexport class DigestController {\n  constructor(private readonly commands: CommandBus) {}\n  @Post() send(): unknown { return this.commands.execute(new SendDigest('all')); }\n}\n",
        'digest.module.ts': `import { Module } from '@nestjs/common';\nimport { CqrsModule } from '@nestjs/cqrs';\nimport { DigestController } from './digest.controller';\nimport { SendDigestHandler } from './send-digest.handler';\nconst CommandHandlers = [${whole ? 'SendDigestHandler' : ''}];\n@Module({ imports: [CqrsModule], controllers: [DigestController], providers: [...CommandHandlers] })\nexport class DigestModule {}\nexport { SendDigestHandler };\n`,
      },
    })),
  },
  {
    name: 'gateway of Nest', operator: 'M5', stratum: 'DI', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { NestFactory as Factory${tag} } from '@nestjs/core'; import { ChatModule as Chat${tag} } from '${folder(tag)}/chat.module'; `, at: `Factory${tag}.create(Chat${tag})`,
      files: {
        'chat.gateway.ts': `import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';\n${imports}\n@WebSocketGateway({ namespace: 'chat' })\nexport class ChatGateway {\n  @SubscribeMessage('message')\n  handleMessage(): void { ${code} }\n}\n`,
        'chat.module.ts': `import { Module } from '@nestjs/common';\nimport { ChatGateway } from './chat.gateway';\n@Module({ providers: [${whole ? 'ChatGateway' : ''}] })\nexport class ChatModule {}\nexport const gateways = { chat: ChatGateway.name };\n`,
      },
    })),
  },
  {
    name: 'commands of commander', operator: 'M7', stratum: 'registry', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { run as run${tag} } from '${folder(tag)}/cli'; `, at: `run${tag}(process.argv)`,
      files: {
        'digest.ts': `import type { Command } from 'commander';\n${imports}\nexport function registerDigest(program: Command): void {\n  program.command('digest').description('sends it').action(async () => { ${code} });\n}\n`,
        'idle.ts': "import type { Command } from 'commander';\nexport function registerIdle(program: Command): void {\n  program.command('idle').action(() => {});\n}\n",
        'cli.ts': `import { Command } from 'commander';\nimport { registerDigest } from './digest';\nimport { registerIdle } from './idle';\nconst registrations = [registerIdle${whole ? ', registerDigest' : ''}];\nexport function run(argv: string[]): void {\n  const program = new Command();\n  registrations.forEach(register => register(program));\n  program.parse(argv);\n}\nexport const known = [registerDigest.name];\n`,
      },
    })),
  },
  {
    name: 'cron jobs made in a list', operator: 'M7', stratum: 'registry',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { CronJob as CronJob${tag} } from 'cron'; `,
      at: `(() => { const sendDigest = async (): Promise<void> => { ${code} }; const table: [string, () => Promise<void>][] = [['0 * * * *', async () => {}]${whole ? ", ['0 3 * * *', sendDigest]" : ''}]; const jobs = table.map(([every, tick]) => new CronJob${tag}(every, tick)); jobs.forEach(job => job.start()); return sendDigest.name; })()`,
    })),
  },
];
