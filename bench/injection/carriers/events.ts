import { either, folder, type Carrier } from './carrier.ts';

/** Listeners: the cut renames what is emitted, or drops the listener. */
export const EVENTS: readonly Carrier[] = [
  {
    name: 'emitter in place', operator: 'M8', stratum: 'events',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { EventEmitter as Emitter${tag} } from 'node:events'; const bus${tag} = new Emitter${tag}(); `,
      at: `(bus${tag}.on('ready', async () => { ${code} }), bus${tag}.emit('${whole ? 'ready' : 'gone'}'))`,
    })),
  },
  {
    name: 'subclass behind a barrel, events by constants', operator: 'M8', stratum: 'events',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { hub as hub${tag}, Topics as Topics${tag} } from '${folder(tag)}'; `,
      at: `(hub${tag}.once(Topics${tag}.Ready, () => { ${code} }), hub${tag}.emit(Topics${tag}.${whole ? 'Ready' : 'Gone'}))`,
      files: {
        'hub.ts': "import EventEmitter from 'events';\nexport const Topics = { Ready: 'ready', Gone: 'gone' } as const;\nclass Hub extends EventEmitter {}\nexport default new Hub();\n",
        'index.ts': "export { default as hub, Topics } from './hub';\n",
      },
    })),
  },
  {
    name: 'emitter in a field, behind methods', operator: 'M8', stratum: 'events',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { Station as Station${tag} } from '${folder(tag)}/station'; `,
      at: `(() => { const station = new Station${tag}(); station.subscribe${tag}(() => { ${code} }); station.announce${tag}(); })()`,
      files: {
        'station.ts': `import { EventEmitter } from 'node:events';\nexport class Station {\n  private readonly events = new EventEmitter();\n  subscribe${tag}(listener: () => void): void { this.events.on('tick', listener); }\n  announce${tag}(): void { this.events.emit('${whole ? 'tick' : 'tock'}'); }\n}\n`,
      },
    })),
  },
  {
    name: 'eventemitter3, events by an enum', operator: 'M8', stratum: 'events',
    carry: ({ code, tag }) => either(whole => ({
      head: `import Emitter${tag} from 'eventemitter3'; enum Signal${tag} { Up = 'up', Down = 'down' } const line${tag} = new Emitter${tag}<Signal${tag}>(); `,
      at: `(() => { const onUp = (): void => { ${code} }; line${tag}.addListener(Signal${tag}.Up, onUp); line${tag}.emit(Signal${tag}.${whole ? 'Up' : 'Down'}); })()`,
    })),
  },
  {
    name: 'mitt', operator: 'M8', stratum: 'events',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { events as events${tag} } from '${folder(tag)}/events'; `,
      at: `(events${tag}.on('opened', () => { ${code} }), events${tag}.emit('${whole ? 'opened' : 'closed'}'))`,
      files: { 'events.ts': "import mitt from 'mitt';\ntype Events = { opened: void; closed: void };\nexport const events = mitt<Events>();\n" },
    })),
  },
  {
    name: 'event target', operator: 'M8', stratum: 'events',
    carry: ({ code, tag }) => either(whole => ({
      head: `const target${tag} = new EventTarget(); `,
      at: `(target${tag}.addEventListener('ready', () => { ${code} }), target${tag}.dispatchEvent(new Event('${whole ? 'ready' : 'gone'}')))`,
    })),
  },
  {
    name: 'emitter injected by Nest', operator: 'M8', stratum: 'events', needs: 'own file',
    carry: ({ code, imports, tag }) => either(whole => ({
      head: `import { NestFactory as Factory${tag} } from '@nestjs/core'; import { OrdersModule as Orders${tag} } from '${folder(tag)}/orders.module'; `,
      at: `Factory${tag}.create(Orders${tag})`,
      files: {
        'orders.module.ts': "import { Module } from '@nestjs/common';\nimport { EventEmitterModule } from '@nestjs/event-emitter';\nimport { OrdersListener } from './orders.listener';\nimport { OrdersService } from './orders.service';\n@Module({ imports: [EventEmitterModule.forRoot()], providers: [OrdersService, OrdersListener] })\nexport class OrdersModule {}\n",
        'orders.listener.ts': `import { Injectable } from '@nestjs/common';\nimport { OnEvent } from '@nestjs/event-emitter';\n${imports}\n@Injectable()\nexport class OrdersListener {\n  @OnEvent('order.created.${tag}')\n  handleCreated${tag}(): void { ${code} }\n}\n`,
        'orders.service.ts': `import { Injectable } from '@nestjs/common';\nimport { EventEmitter2 } from '@nestjs/event-emitter';\n@Injectable()\nexport class OrdersService {\n  constructor(private readonly events: EventEmitter2) {}\n  onApplicationBootstrap(): void { this.events.emit('order.${whole ? 'created' : 'deleted'}.${tag}'); }\n}\n`,
      },
    })),
  },
  {
    name: 'listener never added', operator: 'M8', stratum: 'events', needs: 'method',
    carry: ({ code, tag }) => either(whole => ({
      head: `import * as events${tag} from 'events'; const lane${tag} = new events${tag}.EventEmitter(); `,
      at: `(() => { function onMoved${tag}(): void { ${code} } ${whole ? `lane${tag}.on('moved', onMoved${tag}); ` : ''}lane${tag}.emit('moved'); })()`,
    })),
  },
  {
    name: 'BullMQ worker', operator: 'M8', stratum: 'events',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { Queue as Queue${tag}, Worker as Worker${tag} } from 'bullmq'; `,
      at: `(() => { const queue = new Queue${tag}('digest-${tag}'); const startDigest${tag} = () => new Worker${tag}('digest-${tag}', async () => { ${code} }, { concurrency: 2 }); ${whole ? `startDigest${tag}(); ` : ''}return queue.add('daily', {}); })()`,
    })),
  },
  {
    name: 'own bus with a map of lists', operator: 'M8', stratum: 'events',
    carry: ({ code, tag }) => either(whole => ({
      head: `import { Bus as Bus${tag} } from '${folder(tag)}/bus'; const own${tag} = new Bus${tag}(); `,
      at: `(own${tag}.on('saved', () => { ${code} }), own${tag}.emit('${whole ? 'saved' : 'lost'}'))`,
      files: { 'bus.ts': 'type Listener = () => void;\nexport class Bus {\n  private readonly listeners = new Map<string, Listener[]>();\n  on(name: string, listener: Listener): void { this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]); }\n  emit(name: string): void { for (const each of this.listeners.get(name) ?? []) each(); }\n}\n' },
    })),
  },
];
