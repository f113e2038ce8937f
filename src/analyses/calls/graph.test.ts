import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { calls } from './analysis.ts';
import { reach } from '../reach/analysis.ts';

/** Which of the functions called `mark…` run, and how sure that is. */
const running = (files: Files, entry = 'src/main.ts'): string[] => {
  const program = models(files, { entries: { app: [entry] } });
  const graph = program.model(calls);
  const solved = program.model(reach);
  const found: string[] = [];
  for (const file of program.files) {
    const facts = file.tables['program'] as { readonly fns: readonly { readonly n: string }[] };
    facts.fns.forEach(({ n }, i) => {
      const fn = graph.idOf(file.path, i);
      if (n.startsWith('mark') && solved.any.has(fn)) found.push(solved.strong.has(fn) ? n : `${n}?`);
    });
  }
  return [...new Set(found)].sort();
};

const solvedMain = (text: string) => {
  const program = models({ 'src/main.ts': text }, { entries: { app: ['src/main.ts'] } });
  const graph = program.model(calls);
  const { fns } = program.files[0]!.tables['program'] as { readonly fns: readonly { readonly n: string }[] };
  return { byDefault: program.model(reach).byDefault, idOf: (name: string) => graph.idOf('src/main.ts', fns.findIndex(({ n }) => n === name)) };
};

const main = (text: string): string[] => running({ 'src/main.ts': text });

describe('calls by name', () => {
  it('follow functions, imports and re-exports', () => {
    expect(running({
      'src/main.ts': "import { markA as a } from './barrel';\na();\nexport function markUnused() { return 1; }\n",
      'src/barrel.ts': "export * from './parts';\n",
      'src/parts.ts': 'export function markA() { return markB(); }\nfunction markB() { return 2; }\nexport const markC = () => 3;\n',
    })).toEqual(['markA', 'markB']);
  });

  it('reach what a bundler takes in the place of a file on another platform', () => {
    expect(running({ 'src/main.ts': "import { open } from './camera';\nopen();\n", 'src/camera.ts': 'export const open = () => 1;\n', 'src/camera.ios.ts': 'export const open = () => markIos();\nfunction markIos() { return 2; }\n', 'src/other.ios.ts': 'export function markOther() { return 2; }\n' })).toEqual(['markIos']);
  });

  it('see `call` and `apply` as calls and `bind` as handing on', () => {
    expect(main("function markA() { return 1; }\nfunction markB() { return 2; }\nfunction markC() { return 3; }\nfunction markD() { return 4; }\nmarkA.call(null);\nmarkB.apply(null, []);\nsetTimeout(markC.bind(null), 1);\nexport { markD };\n")).toEqual(['markA', 'markB', 'markC']);
  });

  it('run static blocks and static initialisers with their class', () => {
    expect(main("function markA() { return 1; }\nfunction markB() { return 2; }\nexport class K { static { markA(); } static readonly b = markB(); }\n")).toEqual(['markA', 'markB']);
  });
});

describe('members', () => {
  it('count once their class is constructed', () => {
    expect(main('class A { markA() { return 1; } }\nclass B { markB() { return 2; } }\nexport const go = (b: B) => b.markB();\nnew A().markA();\ngo(undefined as never);\n')).toEqual(['markA']);
  });

  it('are found through base classes, overrides and `super`', () => {
    expect(main('abstract class Base { run() { return this.markStep(); } abstract markStep(): number; markUp() { return 0; } }\nclass Leaf extends Base { markStep() { return super.markUp(); } }\nconst leaf: Base = new Leaf();\nleaf.run();\n')).toEqual(['markStep', 'markUp']);
  });

  it('are found through an interface of the program', () => {
    expect(main('interface Store { markSave(): void }\nclass Disk implements Store { markSave() { return; } }\nclass Cloud implements Store { markSave() { return; } }\nconst stores: Store = new Disk();\nstores.markSave();\n')).toEqual(['markSave']);
  });

  it('are found through an interface that is imported under another name, also when they are only read', () => {
    expect(running({
      'src/main.ts': "import { Disk } from './disk';\nimport { Saver } from './saver';\nnew Saver(new Disk()).save();\n",
      'src/saver.ts': "export interface Store { markSave?: () => void }\nexport class Saver { constructor(private readonly store: Store) {} save() { const save = this.store?.markSave ?? (() => 1); return save(); } }\n",
      'src/disk.ts': "import type { Store as IStore } from './saver';\nexport class Disk implements IStore { markSave = () => { console.log(1); }; }\n",
    })).toEqual(['markSave']);
  });

  it('are found through a mixin, in what it returns and in what it is handed', () => {
    expect(main(`type Ctor = new (...args: never[]) => object;
const Loud = <T extends Ctor>(Base: T) => class extends Base { markShout() { return 1; } markNever() { return 2; } };
class Quiet { markWhisper() { return 3; } }
class Both extends Loud(Quiet) { go() { return [this.markShout(), this.markWhisper()]; } }
new Both().go();
`)).toEqual(['markShout', 'markWhisper']);
  });

  it('that are getters run where an instance is, as do what the language iterates and disposes', () => {
    expect(main(`function markA() { return 1; }
function markB() { return 2; }
class K { get size() { return markA(); } async *[Symbol.asyncIterator]() { yield markB(); } }
const k = new K();
console.log(k.size);
for await (const each of k) console.log(each);
`)).toEqual(['markA', 'markB']);
  });

  it('that are static getters and setters run where they are read or written, so that a lazy singleton is there', () => {
    const lazy = 'class C { static #one?: C; static get instance(): C { return (C.#one ??= new C()); } markRun() { return 1; } }\n';
    expect(main(`${lazy}C.instance.markRun();\n`)).toEqual(['markRun']);
    expect(main(`${lazy}const { instance } = C;\ninstance.markRun();\n`)).toEqual(['markRun']);
    expect(main(`${lazy}console.log(typeof C);\n`)).toEqual([]);
    expect(main('class A { static get markGet() { return 1; } static set markSet(v: number) { console.log(v); } }\nclass B extends A { static go() { return this.markGet; } }\nB.go();\nB.markSet = 1;\n')).toEqual(['markGet', 'markSet']);
    expect(running({ 'src/main.ts': "import { Pool as P } from './pool';\nP.shared.markRun();\n", 'src/pool.ts': 'export class Pool { private static one?: Pool; static get shared() { if (!Pool.one) Pool.one = new Pool(); return Pool.one; } markRun() { return 1; } }\n' })).toEqual(['markRun']);
  });

  it('known by name alone are weak', () => {
    expect(main("class A { markA() { return 1; } }\nconst all: unknown[] = [new A()];\nshuffle(all);\ndeclare const shuffle: (list: unknown[]) => void;\nfor (const each of all as any[]) each.markA();\n")).toEqual(['markA?']);
  });

  it('of a class that only extends an emitter or an error are not called by it', () => {
    expect(main("import { EventEmitter } from 'node:events';\nclass Bus extends EventEmitter { markStart() { return 1; } }\nclass Failure extends Error { markTell() { return 2; } }\nconsole.log(new Bus(), new Failure());\n")).toEqual([]);
  });

  it('with a decorator may be called because of it, unless it only puts another function in their place', () => {
    expect(main(`import { Cron } from 'some-scheduler';
import { Transactional } from 'some-database';
const Measured = () => (_target: object, _key: string, descriptor: PropertyDescriptor) => { const original = descriptor.value; descriptor.value = function (...args: unknown[]) { return original.apply(this, args); }; };
const Route = (path: string) => (target: object, key: string) => { routes.push([path, target, key]); };
const routes: unknown[] = [];
class Jobs { @Cron('* * * * *') markTick() { return 1; } @Transactional() markSave() { return 2; } @Measured() markWork() { return 3; } @Route('/') markIndex() { return 4; } }
new Jobs();
`)).toEqual(['markIndex', 'markTick']);
  });

  it('of a class that extends anything else of another package may be', () => {
    expect(main("import { Worker } from 'some-queue';\nclass Mails extends Worker { markProcess() { return 1; } }\nnew Mails();\n")).toEqual(['markProcess']);
  });
});

describe('functions that are handed on', () => {
  it('run when what gets them is outside, and not when it ignores them', () => {
    expect(main("function markA() { return 1; }\nfunction markB() { return 2; }\nconst ignore = (_callback: () => void) => 3;\nprocess.on('exit', markA);\nignore(markB);\n")).toEqual(['markA']);
  });

  it('run from tables of handlers, and not once their row is gone', () => {
    expect(main("function markA() { return 1; }\nfunction markB() { return 2; }\nconst handlers: Record<string, () => number> = { a: markA, inline: () => markC() };\nfunction markC() { return 3; }\nexport const handle = (name: string) => handlers[name]!();\nhandle(process.argv[2]!);\n")).toEqual(['markA', 'markC']);
  });

  it('run from queues, cron tables and routes', () => {
    expect(main("import { Worker } from 'bullmq';\nimport cron from 'node-cron';\nimport express from 'express';\nfunction markJob() { return 1; }\nfunction markTick() { return 2; }\nfunction markRoute() { return 3; }\nnew Worker('mail', markJob);\ncron.schedule('* * * * *', markTick);\nexpress().get('/', markRoute);\n")).toEqual(['markJob', 'markRoute', 'markTick']);
  });

  it('run from a generator that is iterated', () => {
    expect(main('function markA() { return 1; }\nasync function* ticks() { for (;;) yield markA(); }\nfor await (const each of ticks()) console.log(each);\n')).toEqual(['markA']);
  });
});

describe('listeners', () => {
  const bus = (listens: string, emits: string): string[] => main(`import { EventEmitter } from 'node:events';
class Bus extends EventEmitter {}
const bus = new Bus();
function markA() { return 1; }
${listens}
${emits}
`);

  it('run where the event is emitted', () => {
    expect(bus("bus.on('done', () => markA());", "bus.emit('done');")).toEqual(['markA']);
  });

  it('do not run where nothing emits the event', () => {
    expect(bus("bus.on('done', () => markA());", "bus.emit('finished');")).toEqual([]);
    expect(bus("bus.once('done', markA);", "bus.emit('finished');")).toEqual([]);
    expect(bus("bus.on('done', markA.bind(null));", '')).toEqual([]);
  });

  it('run where an event that is not known is emitted, or Node emits it', () => {
    expect(bus("bus.on('done', () => markA());", 'bus.emit(process.argv[2]!);')).toEqual(['markA']);
    expect(bus("bus.on('error', () => markA());", '')).toEqual(['markA']);
  });

  it('do not run where what emits unknown events is something else', () => {
    expect(bus("bus.on('done', () => markA());\nimport { socket, type Socket } from 'some-sockets';\nexport const forward = (to: Socket, name: string) => to.emit(name);", 'socket.to(1).emit(process.argv[2]!);')).toEqual([]);
  });

  it('do not run by default where what emits is switched off', () => {
    const { byDefault, idOf } = solvedMain("import { EventEmitter } from 'node:events';\nconst bus = new EventEmitter();\nfunction markA() { return 1; }\nfunction markB() { return 2; }\nbus.on('done', () => markA());\nbus.on('seen', markB);\nif (false) bus.emit('done');\nbus.emit('seen');\n");
    expect([byDefault.has(idOf('markA')), byDefault.has(idOf('markB'))]).toEqual([false, true]);
  });

  it('do not run where only another emitter emits the event', () => {
    expect(bus("const other = new EventEmitter();\nbus.on('done', () => markA());", "other.emit('done');")).toEqual([]);
    expect(bus("bus.on('done', () => markA());", "const pass = (to: EventEmitter) => to.emit('done');\npass(bus);")).toEqual(['markA']);
  });

  it('do not run for outputs of components, which emit values and no names', () => {
    expect(bus("import { EventEmitter as Out, output } from '@angular/core';\nclass Row { readonly picked = new Out<string>(); readonly closed = output<string>(); pick(id: string) { this.picked.emit(id); this.closed.emit(id); } }\nnew Row().pick(process.argv[2]!);\nbus.on('done', () => markA());", '')).toEqual([]);
  });

  it('run perhaps where nothing is known of what emits nor of the event', () => {
    expect(bus("export function relay(to, name) { to.emit(name); }\nrelay(undefined, process.argv[2]);\nbus.on('done', () => markA());", '')).toEqual(['markA?']);
  });

  it('run on what is not an emitter of this program', () => {
    expect(main("import { client } from 'some-client';\nfunction markA() { return 1; }\nclient.on('done', () => markA());\n")).toEqual(['markA']);
  });

  it('run where the emitter is handed to something else', () => {
    expect(main("import { EventEmitter } from 'node:events';\nimport { pipe } from 'some-pipe';\nfunction markA() { return 1; }\nconst bus = new EventEmitter();\npipe(bus);\nbus.on('done', () => markA());\n")).toEqual(['markA']);
  });
});

describe('Nest', () => {
  const application = (providers: string, imports = ''): Files => ({
    'src/main.ts': "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\nimport './report.module';\nimport './mail';\nconst app = await NestFactory.create(AppModule);\nawait app.listen(80);\n",
    'src/app.module.ts': `import { Module } from '@nestjs/common';
import { Mail } from './mail';
import { Web } from './web';
import { ReportModule } from './report.module';
@Module({ imports: [${imports}], controllers: [Web], providers: [${providers}] })
export class AppModule {}
`,
    'src/web.ts': "import { Controller, Get } from '@nestjs/common';\nimport { Mail } from './mail';\n@Controller()\nexport class Web { constructor(private readonly mail: Mail) {} @Get() index() { return this.mail.markSend(); } markUnused() { return 1; } }\n",
    'src/mail.ts': "import { Injectable } from '@nestjs/common';\nimport { Cron } from '@nestjs/schedule';\n@Injectable()\nexport class Mail { markSend() { return 1; } @Cron('* * * * *') markTick() { return 2; } onModuleInit() { return markInit(); } }\nfunction markInit() { return 3; }\n",
    'src/report.module.ts': "import { Module } from '@nestjs/common';\nimport { Report } from './report';\n@Module({ providers: [Report, { provide: 'x', useFactory: () => markFactory() }] })\nexport class ReportModule {}\nfunction markFactory() { return 1; }\n",
    'src/report.ts': "import { Injectable } from '@nestjs/common';\n@Injectable()\nexport class Report { onApplicationBootstrap() { return this.markReport(); } markReport() { return 1; } }\n",
  });

  it('constructs the providers of a module that is imported, and calls what they decorate and their hooks', () => {
    expect(running(application('Mail'))).toEqual(['markInit', 'markSend', 'markTick']);
    expect(running(application('Mail', 'ReportModule'))).toEqual(['markFactory', 'markInit', 'markReport', 'markSend', 'markTick']);
    expect(running(application('Mail', 'forwardRef(() => ReportModule)'))).toContain('markReport');
  });

  it('never constructs a provider that no module lists', () => {
    expect(running(application(''))).toEqual([]);
  });
});

describe('other containers', () => {
  it('construct what inversify binds, and nothing else', () => {
    expect(main(`import { Container, ContainerModule, injectable } from 'inversify';
@injectable() class A { markA() { return 1; } }
@injectable() class B { markB() { return 2; } }
@injectable() class C { markC() { return 3; } }
class Root { constructor(private readonly a: A, private readonly b: B, private readonly c: C) {} run() { return [this.a.markA(), this.b.markB(), this.c.markC()]; } }
const module = new ContainerModule(bind => { bind(A).toSelf().inSingletonScope(); bind('b').to(B); bind('root').toDynamicValue(context => new Root(context.container.get(A), context.container.get('b'), undefined as never)); });
const container = new Container();
container.load(module);
container.get<Root>('root').run();
`)).toEqual(['markA', 'markB']);
  });

  it('construct what the constructor of a class that registers itself asks for', () => {
    expect(main(`import { container, injectable } from 'tsyringe';
@injectable() class Deep { markDeep() { return 1; } }
@injectable() class Mail { constructor(private readonly deep: Deep) {} send() { return this.deep.markDeep(); } }
@injectable() class Spare { markSpare() { return 2; } }
@injectable() class App { constructor(private readonly mail: Mail) {} run() { return this.mail.send(); } }
container.resolve(App).run();
export const spare = (each: Spare) => each.markSpare();
`)).toEqual(['markDeep']);
  });

  it('construct what awilix registers, though who calls it is known by name alone', () => {
    expect(main(`import { asClass, createContainer } from 'awilix';
class Mail { markSend() { return 1; } }
class Spare { markSpare() { return 2; } }
class App { private readonly mail; constructor({ mail }: { mail: Mail; spare: Spare }) { this.mail = mail; } run(spare: Spare) { return [this.mail.markSend(), spare.markSpare()]; } }
const container = createContainer();
container.register({ mail: asClass(Mail), app: asClass(App) });
container.resolve<App>('app').run(undefined as never);
`)).toEqual(['markSend?']);
  });
});

describe('objects', () => {
  it('that nobody takes a function of offer none', () => {
    expect(main('const idle = { name: "idle", sweep() { return markIdle(); } };\nconst busy = { sweep() { return markBusy(); } };\nfunction markIdle() { return 1; }\nfunction markBusy() { return 2; }\n[busy].forEach(each => each.sweep());\nconsole.log(idle.name);\n')).toEqual(['markBusy']);
  });

  it('offer their functions where they are spread, handed on, exported or called', () => {
    for (const use of ['const all: any = { ...table };\nall[process.argv[2]!]();', 'run(table);\nfunction run(each: any) { each.go(); }', 'table.go();', 'table[process.argv[2] as "go"]();', 'export { table };\nexport const run = (each: any) => each.go();\nrun(process);']) {
      expect(main(`const table = { size: 1, go() { return markGo(); } };\nfunction markGo() { return 1; }\n${use}\n`).map(each => each.replace('?', '')), use).toEqual(['markGo']);
    }
  });

  it('are not there before what makes them has run', () => {
    const files = (call: string): Files => ({ 'src/main.ts': `import { make } from './make';\n${call};\nexport const run = (each: any) => each.deliver();\nrun(process);\n`, 'src/make.ts': 'export const make = () => ({ deliver() { return markSent(); } });\nfunction markSent() { return 1; }\n' });
    expect(running(files('void 0'))).toEqual([]);
    expect(running(files('make()'))).toEqual(['markSent?']);
  });
});

describe('listeners of other kinds', () => {
  const heard = (listens: string, emits: string): string[] => main(`import mitt from 'mitt';
const bus = mitt();
const target = new EventTarget();
function markA() { return 1; }
${listens}
${emits}
`);

  it('of small emitters run where the event is emitted', () => {
    expect(heard("bus.on('done', () => markA());", "bus.emit('done');")).toEqual(['markA']);
    expect(heard("bus.on('done', () => markA());", "bus.emit('gone');")).toEqual([]);
  });

  it('of an event target run where the event is dispatched', () => {
    expect(heard("target.addEventListener('done', () => markA());", "target.dispatchEvent(new Event('done'));")).toEqual(['markA']);
    expect(heard("target.addEventListener('done', () => markA());", 'target.dispatchEvent(someEvent as Event);\ndeclare const someEvent: unknown;')).toEqual(['markA']);
    expect(heard("target.addEventListener('done', () => markA());", "target.dispatchEvent(new CustomEvent('gone'));")).toEqual([]);
    expect(heard("document.addEventListener('done', () => markA());", '')).toEqual(['markA']);
  });

  it('do not run where a method hands them to an emitter that never emits', () => {
    const station = (emits: string): string[] => main(`import { EventEmitter } from 'node:events';
class Station { private readonly events = new EventEmitter(); subscribe(listener: () => void) { this.events.on('tick', listener); } announce() { this.events.emit('${emits}'); } }
function markA() { return 1; }
const station = new Station();
station.subscribe(() => markA());
station.announce();
`);
    expect(station('tick')).toEqual(['markA']);
    expect(station('tock')).toEqual([]);
  });

  it('by a decorator of Nest run where somebody emits the event', () => {
    const orders = (event: string): string[] => main(`import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventEmitter2, OnEvent } from '@nestjs/event-emitter';
@Injectable() class Listener { @OnEvent('order.created') handle() { return markA(); } @OnEvent('order.*') all() { return markAny(); } }
@Injectable() class Orders { constructor(private readonly events: EventEmitter2) {} onModuleInit() { this.events.emit(${event}); } }
@Module({ providers: [Listener, Orders] }) class Root {}
function markA() { return 1; }
function markAny() { return 2; }
NestFactory.create(Root);
`);
    expect(orders("'order.created'")).toEqual(['markA', 'markAny']);
    expect(orders('process.argv[2]!')).toEqual(['markA', 'markAny']);
    expect(orders("'order.deleted'")).toEqual(['markAny']);
  });
});

describe('inversify', () => {
  it('does not construct what a field only asks for', () => {
    const app = (bind: string): string[] => main(`import { Container, inject, injectable } from 'inversify';
@injectable() class Mailer { deliver() { return markSent(); } }
@injectable() class Front { @inject(Mailer) protected readonly mailer!: Mailer; start() { this.mailer.deliver(); } }
function markSent() { return 1; }
const container = new Container();
container.bind(Front).toSelf();
${bind}
container.get(Front).start();
`);
    expect(app('container.bind(Mailer).toSelf();')).toEqual(['markSent']);
    expect(app('')).toEqual([]);
  });
});

describe('emitters of the program\'s own', () => {
  const bus = (emit: string, call: string): string[] => main(`type Listener = () => void;
class Bus {
  private readonly all = new Map<string, Listener[]>();
  on(name: string, listener: Listener) { this.all.set(name, [...(this.all.get(name) ?? []), listener]); }
  off(name: string) { this.all.delete(name); }
  emit(name: string) { ${emit} }
}
function markA() { return 1; }
const bus = new Bus();
bus.on('saved', () => markA());
${call}
`).map(each => each.replace('?', ''));
  const byName = 'for (const each of this.all.get(name) ?? []) each();';

  it('call those who listen to what is emitted', () => {
    expect(bus(byName, "bus.emit('saved');")).toEqual(['markA']);
    expect(bus(byName, "bus.emit('lost');")).toEqual([]);
    expect(bus(byName, 'bus.emit(process.argv[2]!);')).toEqual(['markA']);
  });

  it('are none where the listeners are called in another way too', () => {
    expect(bus(`${byName} for (const list of this.all.values()) for (const each of list) each();`, "bus.emit('lost');")).toEqual(['markA']);
    expect(bus(`${byName} } flush() { for (const [, list] of this.all) for (const each of list) each();`, "bus.emit('lost');")).toEqual(['markA']);
  });

  it('are told from those of a package', () => {
    expect(main(`import { EventEmitter } from 'node:events';
import { EventEmitter2 } from 'eventemitter2';
export const hub = new EventEmitter();
function markA() { return 1; }
hub.on('saved', () => markA());
class Orders { constructor(private readonly events: EventEmitter2) {} announce(name: string) { this.events.emit(name); } }
new Orders(undefined as never).announce(process.argv[2]!);
`)).toEqual([]);
  });
});

describe('what a module that is loaded later offers', () => {
  const DIGEST = "export function markStart() { return 1; }\nexport function markIdle() { return 2; }\n";
  const loading = (text: string): string[] => running({ 'src/main.ts': text, 'src/digest.ts': DIGEST });

  it('is only what is called of it, where nothing else is done with it', () => {
    expect(loading("import('./digest').then(({ markIdle }) => markIdle());\n")).toEqual(['markIdle']);
    expect(loading("import('./digest').then(digest => digest.markIdle());\n")).toEqual(['markIdle']);
    expect(loading("const digest = await import('./digest');\ndigest.markIdle();\n")).toEqual(['markIdle']);
    expect(loading("const { markIdle: go } = await import('./digest');\ngo();\n")).toEqual(['markIdle']);
    expect(loading("(await import('./digest')).markIdle();\n")).toEqual(['markIdle']);
  });

  it('is everything once it is handed on, walked or taken with a rest', () => {
    for (const use of ['Object.values(digest).forEach(run => run());', 'start(digest);', 'const { markIdle, ...rest } = digest; start(rest);', 'for (const name in digest) digest[name]();']) {
      expect(loading(`const digest = await import('./digest');\ndeclare const start: (what: object) => void;\n${use}\n`)).toEqual(['markIdle', 'markStart']);
    }
    expect(loading("export const digest = () => import('./digest');\ndigest();\n")).toEqual(['markIdle', 'markStart']);
    expect(loading("import('./digest').then(start);\nfunction start(digest: object) { for (const run of Object.values(digest)) run(); }\n")).toEqual(['markIdle', 'markStart']);
  });
});

describe('what waits until it is used', () => {
  it('is a module of bindings that no container loads', () => {
    const program = (loaded: string) => `import { Container, ContainerModule } from 'inversify';
class Digest { start() { markDigest(); } }
function markDigest() { return 1; }
const digestModule = new ContainerModule(bind => { bind('Start').to(Digest); });
const idleModule = new ContainerModule(() => { markIdle(); });
function markIdle() { return 2; }
const container = new Container();
container.load(${loaded});
for (const each of container.getAll('Start')) each.start();
console.log(digestModule.id);
`;
    expect(main(program('idleModule, digestModule')).map(name => name.replace('?', ''))).toEqual(['markDigest', 'markIdle']);
    expect(main(program('idleModule'))).toEqual(['markIdle']);
  });

  it('is a router that nothing mounts, here or in the file that imports it', () => {
    const app = (mount: string) => `import express, { Router } from 'express';\nconst app = express();\nconst router = Router();\nrouter.get('/a', () => { markA(); });\nrouter.route('/b').post((_, response) => { markB(); response.end(); });\nfunction markA() { return 1; }\nfunction markB() { return 2; }\n${mount}app.listen(1);\n`;
    expect(main(app("app.use('/v1', router);\n"))).toEqual(['markA', 'markB']);
    expect(main(app(''))).toEqual([]);
    const split = (mount: string) => running({
      'src/main.ts': `import express from 'express';\nimport { router, prefix } from './router';\nconst app = express();\n${mount}app.listen(1);\nconsole.log(prefix);\n`,
      'src/router.ts': "import * as express from 'express';\nexport const prefix = '/v1';\nexport const router = express.Router();\nrouter.get('/a', markA);\nfunction markA() { return 1; }\n",
    });
    expect(split('app.use(prefix, router);\n')).toEqual(['markA']);
    expect(split('')).toEqual([]);
    const byDefault = (mount: string) => running({
      'src/main.ts': `import express from 'express';\nimport routes from './router';\nconst app = express();\n${mount}app.listen(1);\nconsole.log(typeof routes);\n`,
      'src/router.ts': "import { Router } from 'express';\nconst router = Router();\nrouter.get('/a', markA);\nfunction markA() { return 1; }\nexport default router;\n",
    });
    expect(byDefault('app.use(routes);\n')).toEqual(['markA']);
    expect(byDefault('')).toEqual([]);
    expect(split('if (process.argv.length > 9) app.use(prefix, router);\n')).toEqual(['markA']);
  });

  it('is not what only a framework finds, or what is imported whole', () => {
    const router = "import { Router } from 'express';\nconst router = Router();\nrouter.get('/a', () => { markA(); });\nfunction markA() { return 1; }\nexport { router };\n";
    expect(running({ 'src/main.ts': "import * as routes from './router';\nmount(routes);\ndeclare const mount: (routes: object) => void;\n", 'src/router.ts': router })).toEqual(['markA']);
    expect(running({ 'src/main.ts': router })).toEqual(['markA']);
  });

  it('is what a pipe does, until somebody subscribes', () => {
    const ticks = (use: string) => `import { interval, map, Subject } from 'rxjs';\nconst ticks = interval(1000).pipe(map(() => markTick()));\nfunction markTick() { return 1; }\n${use}\n`;
    expect(main(ticks('ticks.subscribe();'))).toEqual(['markTick']);
    expect(main(ticks('export { ticks };'))).toEqual(['markTick']);
    expect(main(ticks('void ticks;'))).toEqual([]);
    const subject = (use: string) => `import { Subject, BehaviorSubject } from 'rxjs';\nconst saved = new Subject<string>();\nsaved.subscribe(() => markSaved());\nnew BehaviorSubject(1).subscribe(() => markNow());\nfunction markSaved() { return 1; }\nfunction markNow() { return 1; }\n${use}\n`;
    expect(main(subject("saved.next('x');"))).toEqual(['markNow', 'markSaved']);
    expect(main(subject('publish(saved);\ndeclare const publish: (subject: object) => void;'))).toEqual(['markNow', 'markSaved']);
    expect(main(subject(''))).toEqual(['markNow']);
  });

  it('is what a function of the program wraps, until somebody calls the result', () => {
    const wrapped = (wrapper: string, use: string) => main(`${wrapper}\nconst send = wrap(async () => { markSend(); });\nfunction markSend() { return 1; }\n${use}\n`);
    const lazily = 'const wrap = (run: () => unknown) => async () => { try { return await run(); } catch { return run(); } };';
    expect(wrapped(lazily, 'send();')).toEqual(['markSend']);
    expect(wrapped(lazily, 'setTimeout(send, 1);')).toEqual(['markSend']);
    expect(wrapped(lazily, '')).toEqual([]);
    expect(wrapped('const all: unknown[] = [];\nconst wrap = (run: () => unknown) => { all.push(run); return () => run(); };\nfor (const each of all) (each as () => void)();', '')).toEqual(['markSend']);
    expect(wrapped('const wrap = (run: () => unknown) => { run(); return () => run(); };', '')).toEqual(['markSend']);
  });
});

describe('handlers that a bus finds by class', () => {
  const cqrs = (use: string) => running({
    'src/main.ts': `import { NestFactory } from '@nestjs/core';\nimport { Injectable, Module } from '@nestjs/common';\nimport { CqrsModule, EventBus } from '@nestjs/cqrs';\nimport { PlacedHandler } from './handler';\nimport { Placed, Lost } from './events';\n@Injectable()\nclass Orders { constructor(private readonly bus: EventBus) {} onModuleInit() { ${use} } isPlaced(it: object) { return it instanceof Placed; } }\n@Module({ imports: [CqrsModule], providers: [Orders, PlacedHandler] })\nclass Root {}\nvoid NestFactory.create(Root);\nconsole.log(Lost.name);\n`,
    'src/events.ts': 'export class Placed {}\nexport class Lost {}\n',
    'src/handler.ts': "import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';\nimport { Placed } from './events';\n@EventsHandler(Placed)\nexport class PlacedHandler implements IEventHandler<Placed> { handle() { markPlaced(); } }\nfunction markPlaced() { return 1; }\n",
  });

  it('run once there is an instance of it', () => {
    expect(cqrs('this.bus.publish(new Placed());')).toEqual(['markPlaced']);
    expect(cqrs('this.bus.publish(new Lost());')).toEqual([]);
  });
});

describe('listeners by decorator', () => {
  const nest = (emit: string) => running({
    'src/main.ts': `import { NestFactory } from '@nestjs/core';\nimport { Injectable, Module } from '@nestjs/common';\nimport { EventEmitter2, EventEmitterModule } from '@nestjs/event-emitter';\nimport { Listener } from './listener';\n@Injectable()\nclass Orders { constructor(private readonly events: EventEmitter2) {} onModuleInit() { ${emit} } }\n@Module({ imports: [EventEmitterModule.forRoot()], providers: [Orders, Listener] })\nclass Root {}\nvoid NestFactory.create(Root);\n`,
    'src/listener.ts': "import { OnEvent } from '@nestjs/event-emitter';\nexport class Listener { @OnEvent('order.placed') placed() { markPlaced(); } @OnEvent('order.*') any() { markAny(); } }\nfunction markPlaced() { return 1; }\nfunction markAny() { return 2; }\n",
  });

  it('wait for the event, and run if one is emitted whose name is not known', () => {
    expect(nest("this.events.emit('order.placed');")).toEqual(['markAny', 'markPlaced']);
    expect(nest('this.events.emit(process.argv[2]!);')).toEqual(['markAny', 'markPlaced']);
    expect(nest("this.events.emit('order.lost');")).toEqual(['markAny']);
  });
});

describe('what lists and maps hold', () => {
  const services = (rest: string): string[] => main(`
class A { start() { markA(); } }
class B { start() { markB(); } }
function markA() { return 1; }
function markB() { return 2; }
const a = new A();
const b = new B();
console.log(a.constructor, b.constructor);
${rest}
`);

  it('is what is called through them, when all that is put in can be seen', () => {
    for (const rest of [
      'const all = [a]; for (const each of all) each.start();',
      'const all = [a]; all.forEach(each => each.start());',
      'const all: A[] = []; all.push(a); void Promise.all(all.map(async each => each.start()));',
      "const all = new Map([['a', a]]); all.get(process.argv[2]!)?.start();",
      "const all = new Map(); all.set('a', a); for (const [name, each] of all) { console.log(name); each.start(); }",
      "const all = new Map(); all.set('a', a); for (const each of all.values()) each.start();",
      'const all = new Map(); all.set(1, a); all.forEach(each => each.start());',
      'const all = new Set([a]); for (const each of all) each.start();',
      'const all = { a }; for (const [, each] of Object.entries(all)) each.start();',
      'const all: Record<string, A> = {}; all[process.argv[2]!] = a; all[process.argv[3]!]!.start();',
      'const all = [{ service: a }]; for (const { service } of all) service.start();',
      'const all = [a]; const some = all.filter(Boolean); some.find(each => each)!.start();',
    ]) expect([rest, services(rest)]).toEqual([rest, ['markA']]);
  });

  it('is anything once they are handed on', () => {
    for (const rest of [
      'const all: any[] = [a]; fill(all); for (const each of all) each.start();\nfunction fill(list: any[]) { list.push(b); }',
      'export const all: any[] = [a]; for (const each of all) each.start();',
      'const all: any[] = [a]; for (const each of all) each.start(); export default all;',
      'const all: any[] = [a]; const same = all; same.push(b); for (const each of all) each.start();',
      'const all: any[] = [a, ...more()]; for (const each of all) each.start();\nfunction more() { return [b]; }',
      'let all: any[] = [a]; if (process.argv.length > 3) all = [b]; for (const each of all) each.start();',
    ]) expect([rest, services(rest).map(name => name.replace('?', ''))]).toEqual([rest, ['markA', 'markB']]);
  });
});

describe('buses of the program', () => {
  const BY_CLASS = "type Handler = (event: object) => void;\nexport class Placed {}\nexport class Lost {}\nexport interface Publisher { publish(event: object): void }\nexport class Bus implements Publisher {\n  private readonly handlers = new Map<Function, Handler[]>();\n  subscribe(type: Function, handler: Handler): void {\n    const list = this.handlers.get(type) ?? [];\n    list.push(handler);\n    this.handlers.set(type, list);\n  }\n  publish(event: object): void { for (const handler of this.handlers.get(event.constructor) ?? []) handler(event); }\n}\n";
  const byClass = (use: string) => running({ 'src/main.ts': `import { Bus, Lost, Placed, type Publisher } from './bus';\nconst bus = new Bus();\nbus.subscribe(Placed, () => markPlaced());\nfunction markPlaced() { return 1; }\n${use}\n`, 'src/bus.ts': BY_CLASS });

  it('hand an event to the listeners of its class', () => {
    expect(byClass('bus.publish(new Placed());')).toEqual(['markPlaced']);
    expect(byClass('class Sooner extends Placed {}\nconst event = new Sooner();\nbus.publish(event);')).toEqual([]);
    expect(byClass('bus.publish(new Lost());')).toEqual([]);
    expect(byClass('const send = (to: Publisher, event: object) => to.publish(event);\nsend(bus, new Placed());')).toEqual(['markPlaced?']);
    expect(byClass('const send = (event: object) => bus.publish(event);\nsend(new Placed());')).toEqual(['markPlaced']);
  });

  it('hand an event to the listeners of its type, whatever they call it', () => {
    const byType = (use: string) => main(`class Hub {\n  private handlers: Record<string, ((event: { type: string }) => void)[]> = {};\n  addHandler(type: string, handler: () => void) { (this.handlers[type] ??= []).push(handler); }\n  notify(event: { type: string }) { for (const handler of this.handlers[event.type] ?? []) handler(event); }\n}\nconst hub = new Hub();\nhub.addHandler('placed', () => markPlaced());\nfunction markPlaced() { return 1; }\n${use}\n`);
    expect(byType("hub.notify({ type: 'placed' });")).toEqual(['markPlaced']);
    expect(byType("hub.notify({ type: 'lost' });")).toEqual([]);
    expect(byType('hub.notify(JSON.parse(process.argv[2]!));')).toEqual(['markPlaced']);
  });

  it('may be wrapped around an emitter', () => {
    const wrapped = (use: string) => main(`import { EventEmitter } from 'node:events';\nclass Broker {\n  readonly #emitter = new EventEmitter();\n  subscribe(topic: string, listener: () => void) { this.#emitter.on(topic, listener); }\n  publish(topic: string) { this.#emitter.emit(topic); }\n}\nconst broker = new Broker();\nbroker.subscribe('placed', () => markPlaced());\nfunction markPlaced() { return 1; }\n${use}\n`);
    expect(wrapped("broker.publish('placed');")).toEqual(['markPlaced']);
    expect(wrapped("broker.publish('lost');")).toEqual([]);
  });
});

describe('objects of other files', () => {
  const plugins = (list: string, kind: 'const' | 'default') => running({
    'src/main.ts': `import ${kind === 'default' ? 'digest' : '{ digest }'} from './digest';\nimport { idle } from './idle';\nconst plugins = [${list}];\nfor (const plugin of plugins) plugin.setup?.();\nconsole.log(digest.name);\n`,
    'src/define.ts': 'export const definePlugin = <T>(plugin: T): T => plugin;\n',
    'src/digest.ts': `import { definePlugin } from './define';\nexport ${kind === 'default' ? 'default' : 'const digest ='} definePlugin({ name: 'digest', setup() { markDigest(); } });\nfunction markDigest() { return 1; }\n`,
    'src/idle.ts': 'export const idle = { name: "idle", setup: () => { markIdle(); } };\nfunction markIdle() { return 2; }\n',
  });

  it('offer what is called through a list, and nothing where only their data is read', () => {
    for (const kind of ['const', 'default'] as const) {
      expect(plugins('idle, digest', kind)).toEqual(['markDigest', 'markIdle']);
      expect(plugins('idle', kind)).toEqual(['markIdle']);
    }
  });
});
