import { either, folder, type Carrier } from './carrier.ts';

/** Subscriptions other than `on` and `emit` in one place: the cut sends something else, nothing, or does not subscribe. */
export const SUBSCRIPTIONS: readonly Carrier[] = [
  {
    name: 'signal handler', operator: 'M8', stratum: 'events', needs: 'method',
    carry: ({ code }) => either(whole => ({ at: `(() => { async function drain(): Promise<void> { ${code} } ${whole ? "process.on('SIGTERM', drain); " : ''}process.on('SIGINT', () => process.exit(0)); return drain.name; })()` })),
  },
  {
    name: 'RxJS subject, not subscribed', operator: 'M8', stratum: 'events',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { Subject as Subject${tag} } from 'rxjs'; const saved${tag} = new Subject${tag}<string>(); `,
      at: `(() => { const onSaved = (): void => { ${code} }; ${whole ? `saved${tag}.subscribe(onSaved); ` : ''}saved${tag}.subscribe(() => {}); saved${tag}.next('x'); return onSaved.name; })()`,
    })),
  },
  {
    name: 'RxJS subject without a value', operator: 'M8', stratum: 'events',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { Subject as Subject${tag} } from 'rxjs'; const saved${tag} = new Subject${tag}<string>(); `,
      at: `(() => { saved${tag}.subscribe(() => { ${code} }); ${whole ? `saved${tag}.next('x'); ` : ''}})()`,
    })),
  },
  {
    name: 'RxJS interval that nobody subscribes to', operator: 'M8', stratum: 'events', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { ticks$ as ticks${tag} } from '${folder(tag)}/ticks'; `, at: whole ? `ticks${tag}.subscribe()` : `void ticks${tag}`,
      files: { 'ticks.ts': `import { interval } from 'rxjs';\nimport { map } from 'rxjs/operators';\n${imports}\nexport const ticks$ = interval(60_000).pipe(map(() => { ${code} }));\n` },
    })),
  },
  {
    name: 'bus by class of event', operator: 'M8', stratum: 'events',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { EventBus as Bus${tag}, OrderPlaced as Placed${tag}, OrderLost as Lost${tag} } from '${folder(tag)}/bus'; const orders${tag} = new Bus${tag}(); `,
      at: `(() => { orders${tag}.subscribe(Placed${tag}, () => { ${code} }); orders${tag}.publish(new ${whole ? 'Placed' : 'Lost'}${tag}()); })()`,
      files: { 'bus.ts': 'type Handler = (event: object) => void;\nexport class OrderPlaced {}\nexport class OrderLost {}\nexport class EventBus {\n  private readonly handlers = new Map<Function, Handler[]>();\n  subscribe(type: Function, handler: Handler): void {\n    const list = this.handlers.get(type) ?? [];\n    list.push(handler);\n    this.handlers.set(type, list);\n  }\n  publish(event: object): void { for (const handler of this.handlers.get(event.constructor) ?? []) handler(event); }\n}\n' },
    })),
  },
  {
    name: 'observers of an object', operator: 'M8', stratum: 'events', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { Thermometer as Thermometer${tag}, type Observer as Observer${tag} } from '${folder(tag)}/thermometer'; `,
      at: `(() => { class Alarm implements Observer${tag} { update(): void { ${code} } } class Display implements Observer${tag} { update(): void {} } const meter = new Thermometer${tag}(); meter.attach(new Display()); ${whole ? 'meter.attach(new Alarm()); ' : ''}meter.measure(20); ${whole ? '' : 'return Alarm.name; '}})()`,
      files: { 'thermometer.ts': 'export interface Observer { update(value: number): void }\nexport class Thermometer {\n  readonly #observers: Observer[] = [];\n  attach(observer: Observer): void { this.#observers.push(observer); }\n  measure(value: number): void { this.#observers.forEach(observer => observer.update(value)); }\n}\n' },
    })),
  },
  {
    name: 'listeners added by a table', operator: 'M8', stratum: 'events', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { EventEmitter as Emitter${tag} } from 'node:events'; const feed${tag} = new Emitter${tag}(); `,
      at: `(() => { function onDigest(): void { ${code} } const listeners: Record<string, () => void> = { idle: () => {}${whole ? ', digest: onDigest' : ''} }; for (const [name, listener] of Object.entries(listeners)) feed${tag}.on(name, listener); feed${tag}.emit('digest'); feed${tag}.emit('idle'); return onDigest.name; })()`,
    })),
  },
  {
    name: 'listener added by a helper', operator: 'M8', stratum: 'events', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { announce as announce${tag} } from '${folder(tag)}/bus'; import { listen as listen${tag} } from '${folder(tag)}/digest'; `,
      at: `(listen${tag}(), announce${tag}('${whole ? 'closed' : 'opened'}'))`,
      files: {
        'bus.ts': "import { EventEmitter } from 'node:events';\nexport type Topic = 'opened' | 'closed';\nconst emitter = new EventEmitter();\nexport const subscribe = (topic: Topic, listener: () => void): void => { emitter.on(topic, listener); };\nexport const announce = (topic: Topic): void => { emitter.emit(topic); };\n",
        'digest.ts': `import { subscribe } from './bus';\n${imports}\nexport const listen = (): void => subscribe('closed', () => { ${code} });\n`,
      },
    })),
  },
  {
    name: 'event awaited with once', operator: 'M8', stratum: 'events',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { EventEmitter as Emitter${tag}, once as once${tag} } from 'node:events'; const line${tag} = new Emitter${tag}(); `,
      at: `(once${tag}(line${tag}, 'ready').then(() => { ${code} }), line${tag}.emit('${whole ? 'ready' : 'gone'}'))`,
    })),
  },
  {
    name: 'event behind a flag', operator: 'M8', stratum: 'events', needs: 'flag',
    carry: ({ code, tag, off }) => either(whole => ({
      head: `import { EventEmitter as Emitter${tag} } from 'node:events'; const bus${tag} = new Emitter${tag}(); `,
      at: `(() => { bus${tag}.on('digest', () => { ${code} }); const announce = (): void => { ${whole ? '' : `if (!(${off!.text})) return; `}bus${tag}.emit('digest'); }; announce(); })()`,
    })),
  },
  {
    name: 'event of Nest behind a flag', operator: 'M8', stratum: 'events', needs: 'remote flag',
    carry: ({ code, imports, tag, off }) => either(whole => ({
      head: `import { NestFactory as Factory${tag} } from '@nestjs/core'; import { OrdersModule as Orders${tag} } from '${folder(tag)}/orders.module'; `, at: `Factory${tag}.create(Orders${tag})`,
      files: {
        'orders.listener.ts': `import { Injectable } from '@nestjs/common';\nimport { OnEvent } from '@nestjs/event-emitter';\n${imports}\n@Injectable()\nexport class OrdersListener {\n  @OnEvent('order.created.${tag}')\n  async handleCreated(): Promise<void> { ${code} }\n}\n`,
        'orders.service.ts': `${off!.head}\nimport { Injectable } from '@nestjs/common';\nimport { EventEmitter2 } from '@nestjs/event-emitter';\n@Injectable()\nexport class OrdersService {\n  constructor(private readonly events: EventEmitter2) {}\n  onModuleInit(): void { ${whole ? '' : `if (${off!.text}) `}this.events.emit('order.created.${tag}'); }\n}\n`,
        'orders.module.ts': "import { Module } from '@nestjs/common';\nimport { EventEmitterModule } from '@nestjs/event-emitter';\nimport { OrdersListener } from './orders.listener';\nimport { OrdersService } from './orders.service';\n@Module({ imports: [EventEmitterModule.forRoot()], providers: [OrdersService, OrdersListener] })\nexport class OrdersModule {}\n",
      },
    })),
  },
  {
    name: 'event handler of Nest CQRS', operator: 'M8', stratum: 'events', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { NestFactory as Factory${tag} } from '@nestjs/core'; import { OrdersModule as Orders${tag} } from '${folder(tag)}/orders.module'; `, at: `Factory${tag}.create(Orders${tag})`,
      files: {
        'events.ts': 'export class OrderPlaced { constructor(readonly id: string) {} }\nexport class OrderLost { constructor(readonly id: string) {} }\n',
        'order-placed.handler.ts': `import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';\nimport { OrderPlaced } from './events';\n${imports}\n@EventsHandler(OrderPlaced)\nexport class OrderPlacedHandler implements IEventHandler<OrderPlaced> {\n  handle(): void { ${code} }\n}\n`,
        'orders.service.ts': `import { Injectable } from '@nestjs/common';\nimport { EventBus } from '@nestjs/cqrs';\nimport { OrderLost, OrderPlaced } from './events';\n@Injectable()\nexport class OrdersService {\n  constructor(private readonly bus: EventBus) {}\n  onApplicationBootstrap(): void { this.bus.publish(new ${whole ? 'OrderPlaced' : 'OrderLost'}('1')); }\n  isLost(event: object): boolean { return event instanceof OrderPlaced; }\n}\n`,
        'orders.module.ts': "import { Module } from '@nestjs/common';\nimport { CqrsModule } from '@nestjs/cqrs';\nimport { OrderPlacedHandler } from './order-placed.handler';\nimport { OrdersService } from './orders.service';\n@Module({ imports: [CqrsModule], providers: [OrdersService, OrderPlacedHandler] })\nexport class OrdersModule {}\n",
      },
    })),
  },
];
