import { either, folder, type Carrier } from './carrier.ts';

const started = (tag: string, module: string, from: string): string => `import { NestFactory as Factory${tag} } from '@nestjs/core'; import { ${module} as Root${tag} } from '${folder(tag)}/${from}'; `;

/** Nest's modules: the cut takes a provider, a controller or a module off a list. */
export const NEST: readonly Carrier[] = [
  {
    name: 'Nest, provider with a hook, in place', operator: 'M5', stratum: 'DI', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { Injectable as Injectable${tag}, Module as ModuleOf${tag} } from '@nestjs/common'; import { NestFactory as Factory${tag} } from '@nestjs/core'; `,
      at: `(() => { @Injectable${tag}() class Digest { async onApplicationBootstrap() { ${code} } } @ModuleOf${tag}({ providers: [${whole ? 'Digest' : ''}] }) class Root {} return Factory${tag}.create(Root); })()`,
    })),
  },
  {
    name: 'Nest, module never imported', operator: 'M5', stratum: 'DI', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: started(tag, 'RootModule', 'root.module'), at: `Factory${tag}.createApplicationContext(Root${tag})`,
      files: {
        'digest.service.ts': `import { Injectable, type OnModuleInit } from '@nestjs/common';\n${imports}\n@Injectable()\nexport class DigestService implements OnModuleInit {\n  onModuleInit(): void { this.send${tag}(); }\n  private send${tag}(): void { ${code} }\n}\n`,
        'digest.module.ts': "import { Module } from '@nestjs/common';\nimport { DigestService } from './digest.service';\n@Module({ providers: [DigestService], exports: [DigestService] })\nexport class DigestModule {}\n",
        'root.module.ts': `import { Module } from '@nestjs/common';\nimport { DigestModule } from './digest.module';\n@Module({ imports: [${whole ? 'DigestModule' : ''}] })\nexport class RootModule {}\n${whole ? '' : 'export type { DigestModule };\n'}`,
      },
    })),
  },
  {
    name: 'Nest, useClass behind a token', operator: 'M5', stratum: 'DI', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: started(tag, 'RootModule', 'root.module'), at: `Factory${tag}.create(Root${tag})`,
      files: {
        'mailer.ts': `import { Injectable } from '@nestjs/common';\n${imports}\nexport const MAILER = Symbol('MAILER');\nexport interface Mailer { deliver${tag}(): void }\n@Injectable()\nexport default class SmtpMailer implements Mailer {\n  deliver${tag}(): void { ${code} }\n}\nexport class SilentMailer implements Mailer {\n  deliver${tag}(): void {}\n}\n`,
        'front.service.ts': `import { Inject, Injectable } from '@nestjs/common';\nimport { MAILER, type Mailer } from './mailer';\n@Injectable()\nexport class FrontService {\n  constructor(@Inject(MAILER) private readonly mailer: Mailer) {}\n  onApplicationBootstrap(): void { this.mailer.deliver${tag}(); }\n}\n`,
        'root.module.ts': `import { Module } from '@nestjs/common';\nimport { FrontService } from './front.service';\nimport SmtpMailer, { MAILER, SilentMailer } from './mailer';\n@Module({ providers: [FrontService, { provide: MAILER, useClass: ${whole ? 'SmtpMailer' : 'SilentMailer'} }] })\nexport class RootModule {}\nexport { SmtpMailer, SilentMailer };\n`,
      },
    })),
  },
  {
    name: 'Nest, useFactory', operator: 'M5', stratum: 'DI', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { Inject as Inject${tag}, Injectable as Injectable${tag}, Module as ModuleOf${tag} } from '@nestjs/common'; import { NestFactory as Factory${tag} } from '@nestjs/core'; `,
      at: `(() => { class Client { connect${tag}(): void { ${code} } } @Injectable${tag}() class Front { constructor(@Inject${tag}('CLIENT') readonly client: Client | null) {} onModuleInit() { this.client?.connect${tag}(); } } @ModuleOf${tag}({ providers: [Front, { provide: 'CLIENT', useFactory: () => ${whole ? 'new Client()' : 'null'} }] }) class Root {} return Factory${tag}.create(Root); })()`,
    })),
  },
  {
    name: 'Nest, dynamic module', operator: 'M5', stratum: 'DI', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: started(tag, 'RootModule', 'root.module'), at: `Factory${tag}.create(Root${tag})`,
      files: {
        'cache.module.ts': `import { Injectable, type DynamicModule } from '@nestjs/common';\n${imports}\n@Injectable()\nexport class CacheService {\n  onModuleInit(): void { ${code} }\n}\nexport class CacheModule {\n  static forRoot(): DynamicModule { return { module: CacheModule, providers: [${whole ? 'CacheService' : ''}] }; }\n}\n`,
        'root.module.ts': "import { Module } from '@nestjs/common';\nimport { CacheModule } from './cache.module';\n@Module({ imports: [CacheModule.forRoot()] })\nexport class RootModule {}\n",
      },
    })),
  },
  {
    name: 'Nest, scheduled method', operator: 'M5', stratum: 'DI', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: started(tag, 'JobsModule', 'jobs.module'), at: `Factory${tag}.create(Root${tag})`,
      files: {
        'tasks.ts': `import { Injectable } from '@nestjs/common';\nimport { Cron, CronExpression } from '@nestjs/schedule';\n${imports}\n@Injectable()\nexport class NightlyTask {\n  @Cron(CronExpression.EVERY_DAY_AT_3AM)\n  nightly${tag}(): void { ${code} }\n}\n@Injectable()\nexport class HourlyTask {\n  @Cron('0 * * * *')\n  hourly${tag}(): void {}\n}\n`,
        'jobs.module.ts': `import { Module } from '@nestjs/common';\nimport * as tasks from './tasks';\nconst all = [tasks.HourlyTask${whole ? ', tasks.NightlyTask' : ''}];\n@Module({ providers: [...all] })\nexport class JobsModule {}\n`,
      },
    })),
  },
  {
    name: 'Nest, controller', operator: 'M5', stratum: 'DI', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: started(tag, 'WebModule', 'web.module'), at: `Factory${tag}.create(Root${tag}).then(app => app.listen(3000))`,
      files: {
        'status.controller.ts': `import { Controller, Get } from '@nestjs/common';\nimport { StatusService } from './status.service';\n@Controller('status')\nexport class StatusController {\n  constructor(private readonly status: StatusService) {}\n  @Get() read${tag}(): unknown { return this.status.current${tag}(); }\n}\n`,
        'status.service.ts': `import { Injectable } from '@nestjs/common';\n${imports}\n@Injectable()\nexport class StatusService {\n  current${tag}(): void { ${code} }\n}\n`,
        'web.module.ts': `import { Module } from '@nestjs/common';\nimport { StatusService } from './status.service';\n${whole ? "import { StatusController } from './status.controller';\n" : ''}@Module({ controllers: [${whole ? 'StatusController' : ''}], providers: [StatusService] })\nexport class WebModule {}\n`,
      },
    })),
  },
];
