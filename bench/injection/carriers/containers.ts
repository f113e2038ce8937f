import { either, folder, type Carrier } from './carrier.ts';

/** Containers other than Nest's: the cut drops the binding. */
export const CONTAINERS: readonly Carrier[] = [
  {
    name: 'inversify, bind to', operator: 'M5', stratum: 'DI', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { Container as Container${tag}, injectable as injectable${tag} } from 'inversify'; `,
      at: `(() => { const token = Symbol.for('Mailer'); interface Mailer { deliver${tag}(): void } @injectable${tag}() class SmtpMailer implements Mailer { deliver${tag}(): void { ${code} } } const container = new Container${tag}(); ${whole ? 'container.bind<Mailer>(token).to(SmtpMailer).inSingletonScope(); ' : ''}container.get<Mailer>(token).deliver${tag}(); ${whole ? '' : 'return SmtpMailer.name; '}})()`,
    })),
  },
  {
    name: 'inversify, container module', operator: 'M5', stratum: 'DI', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { Container as Container${tag} } from 'inversify'; import mailModule${tag} from '${folder(tag)}/mail-module'; import { Front as Front${tag} } from '${folder(tag)}/front'; `,
      at: `(() => { const container = new Container${tag}(); container.load(mailModule${tag}); container.get(Front${tag}).start${tag}(); })()`,
      files: {
        'mailer.ts': `import { injectable } from 'inversify';\n${imports}\n@injectable()\nexport class Mailer {\n  deliver${tag}(): void { ${code} }\n}\n`,
        'front.ts': `import { inject, injectable } from 'inversify';\nimport { Mailer } from './mailer';\n@injectable()\nexport class Front {\n  @inject(Mailer) protected readonly mailer!: Mailer;\n  start${tag}(): void { this.mailer.deliver${tag}(); }\n}\n`,
        'mail-module.ts': `import { ContainerModule } from 'inversify';\nimport { Front } from './front';\n${whole ? "import { Mailer } from './mailer';\n" : ''}export default new ContainerModule(bind => {\n  bind(Front).toSelf().inSingletonScope();\n${whole ? '  bind(Mailer).toSelf().inSingletonScope();\n' : ''}});\n`,
      },
    })),
  },
  {
    name: 'inversify, module never loaded', operator: 'M5', stratum: 'DI', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { Container as Container${tag} } from 'inversify'; import { modules as modules${tag}, CONTRIBUTION as contribution${tag}, type Contribution as Contribution${tag} } from '${folder(tag)}'; `,
      at: `(() => { const container = new Container${tag}(); container.load(...modules${tag}); for (const each of container.getAll<Contribution${tag}>(contribution${tag})) each.onStart${tag}(); })()`,
      files: {
        'contribution.ts': `export const CONTRIBUTION = Symbol('Contribution');\nexport interface Contribution { onStart${tag}(): void }\n`,
        'mail.ts': `import { ContainerModule, injectable } from 'inversify';\nimport { CONTRIBUTION, type Contribution } from './contribution';\n${imports}\n@injectable()\nexport class MailContribution implements Contribution {\n  onStart${tag}(): void { ${code} }\n}\nexport const mailModule = new ContainerModule(bind => {\n  bind(MailContribution).toSelf().inSingletonScope();\n  bind(CONTRIBUTION).toService(MailContribution);\n});\n`,
        'index.ts': `import { ContainerModule } from 'inversify';\n${whole ? "import { mailModule } from './mail';\n" : ''}const emptyModule = new ContainerModule(() => {});\nexport const modules: ContainerModule[] = [emptyModule${whole ? ', mailModule' : ''}];\nexport * from './contribution';\n`,
      },
    })),
  },
  {
    name: 'awilix, asClass', operator: 'M5', stratum: 'DI', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { asClass as asClass${tag}, asValue as asValue${tag}, createContainer as createContainer${tag} } from 'awilix'; `,
      at: `(() => { class Mailer { deliver${tag}(): void { ${code} } } const container = createContainer${tag}(); container.register({ from: asValue${tag}('a@b.c')${whole ? `, mailer: asClass${tag}(Mailer).singleton()` : ''} }); container.resolve<Mailer>('mailer').deliver${tag}(); })()`,
    })),
  },
  {
    name: 'awilix, asFunction and a cradle', operator: 'M5', stratum: 'DI', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { container as container${tag} } from '${folder(tag)}/container'; `,
      at: `container${tag}.cradle.front.start${tag}()`,
      files: {
        'mailer.ts': `${imports}\nexport const makeMailer = () => ({ deliver${tag}(): void { ${code} } });\n`,
        'front.ts': `interface Cradle { readonly mailer: { deliver${tag}(): void } }\nexport default class Front {\n  private readonly mailer: Cradle['mailer'];\n  constructor({ mailer }: Cradle) { this.mailer = mailer; }\n  start${tag}(): void { this.mailer.deliver${tag}(); }\n}\n`,
        'container.ts': `import { asClass, asFunction, createContainer } from 'awilix';\nimport Front from './front';\n${whole ? "import { makeMailer } from './mailer';\n" : ''}export const container = createContainer<{ front: Front }>({ injectionMode: 'PROXY' });\ncontainer.register('front', asClass(Front));\n${whole ? "container.register('mailer', asFunction(makeMailer).singleton());\n" : 'void asFunction;\n'}`,
      },
    })),
  },
  {
    name: 'tsyringe, token', operator: 'M5', stratum: 'DI', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { container as container${tag} } from 'tsyringe'; import { Front as Front${tag} } from '${folder(tag)}/front'; ${whole ? `import '${folder(tag)}/registrations'; ` : ''}`,
      at: `container${tag}.resolve(Front${tag}).start${tag}()`,
      files: {
        'mailer.ts': `import { injectable } from 'tsyringe';\n${imports}\nexport interface Mailer { deliver${tag}(): void }\n@injectable()\nexport class SmtpMailer implements Mailer {\n  deliver${tag}(): void { ${code} }\n}\n`,
        'front.ts': `import { inject, injectable } from 'tsyringe';\nimport type { Mailer } from './mailer';\n@injectable()\nexport class Front {\n  constructor(@inject('Mailer') private readonly mailer: Mailer) {}\n  start${tag}(): void { this.mailer.deliver${tag}(); }\n}\n`,
        'registrations.ts': "import { container } from 'tsyringe';\nimport { SmtpMailer } from './mailer';\ncontainer.register('Mailer', { useClass: SmtpMailer });\n",
      },
    })),
  },
  {
    name: 'tsyringe, asked for by the constructor', operator: 'M5', stratum: 'DI', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { container as container${tag} } from 'tsyringe'; import { Front as Front${tag} } from '${folder(tag)}'; `,
      at: `container${tag}.resolve(Front${tag}).start${tag}()`,
      files: {
        'mailer.ts': `import { singleton } from 'tsyringe';\n${imports}\n@singleton()\nexport class Mailer {\n  deliver${tag}(): void { ${code} }\n}\n`,
        'front.ts': `import { injectable } from 'tsyringe';\nimport { Mailer } from './mailer';\n@injectable()\nexport class Front {\n  ${whole ? 'constructor(private readonly mailer: Mailer) {}' : 'private readonly mailer?: Mailer;'}\n  start${tag}(): void { this.mailer${whole ? '' : '?'}.deliver${tag}(); }\n}\n`,
        'index.ts': "export { Front } from './front';\nexport { Mailer } from './mailer';\n",
      },
    })),
  },
  {
    name: 'typedi', operator: 'M5', stratum: 'DI', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      head: `import Container${tag}, { Service as Service${tag} } from 'typedi'; `,
      at: `(() => { @Service${tag}() class Sweeper { sweep${tag}(): void { ${code} } } @Service${tag}() class Idle { sweep${tag}(): void {} } Container${tag}.get(${whole ? 'Sweeper' : 'Idle'}).sweep${tag}(); ${whole ? 'void Idle.name' : 'void Sweeper.name'}; })()`,
    })),
  },
  {
    name: 'inversify, module in place and not loaded', operator: 'M5', stratum: 'DI', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { Container as Container${tag}, ContainerModule as ContainerModule${tag}, injectable as injectable${tag} } from 'inversify'; `,
      at: `(() => { const START = Symbol.for('Start'); interface Starter { start(): void } @injectable${tag}() class Digest implements Starter { start(): void { ${code} } } @injectable${tag}() class Idle implements Starter { start(): void {} } const digestModule = new ContainerModule${tag}(bind => { bind<Starter>(START).to(Digest).inSingletonScope(); }); const idleModule = new ContainerModule${tag}(bind => { bind<Starter>(START).to(Idle); }); const container = new Container${tag}(); container.load(idleModule${whole ? ', digestModule' : ''}); container.getAll<Starter>(START).forEach(each => each.start()); return digestModule.id; })()`,
    })),
  },
];
