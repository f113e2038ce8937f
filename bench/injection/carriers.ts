import type { Stratum } from './operators.ts';

/**
 * Ways in which a framework, a table or an event may carry a call, put in the place of a direct call. The program means
 * the same with the carrier in place, so nothing may die of it; with one link of it cut, the call never happens. They
 * fill the strata of which a repository has no example of its own.
 */
export interface Carrier {
  readonly operator: string;
  readonly stratum: Stratum;
  /** What stands at the beginning of the file. */
  readonly head: string;
  /** What stands in the place of the call, given the call's text: whole, and with a link cut. */
  whole(call: string): string;
  cut(call: string): string;
}

export const CARRIERS: readonly Carrier[] = [
  {
    operator: 'M8', stratum: 'events',
    head: "import { EventEmitter as InjectedEmitter } from 'node:events'; const injectedBus = new InjectedEmitter(); ",
    whole: call => `(injectedBus.on('injected', async () => { ${call}; }), injectedBus.emit('injected'))`,
    cut: call => `(injectedBus.on('injected', async () => { ${call}; }), injectedBus.emit('injected-renamed'))`,
  },
  {
    operator: 'M7', stratum: 'registry',
    head: '',
    whole: call => `({ injected: async () => { ${call}; } } as Record<string, () => unknown>)[String(process.argv[2])]?.()`,
    cut: () => '({} as Record<string, () => unknown>)[String(process.argv[2])]?.()',
  },
  {
    operator: 'M5', stratum: 'DI',
    head: "import { Injectable as InjectedInjectable, Module as InjectedModuleOf } from '@nestjs/common'; import { NestFactory as InjectedFactory } from '@nestjs/core'; ",
    whole: call => nestApplication(call, 'InjectedProvider'),
    cut: call => nestApplication(call, ''),
  },
];

/** A provider that does the call when its module boots; the module lists it, or does not. */
const nestApplication = (call: string, providers: string): string =>
  `(() => { @InjectedInjectable() class InjectedProvider { async onApplicationBootstrap() { ${call}; } } @InjectedModuleOf({ providers: [${providers}] }) class InjectedModule {} return InjectedFactory.create(InjectedModule); })()`;
