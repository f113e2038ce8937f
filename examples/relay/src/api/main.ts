import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { dataDirectory } from '../boot/database.ts';
import { bootSettings } from '../boot/settings.ts';
import { run, shutdownSignal } from '../boot/shutdown.ts';
import { log } from '../log/log.ts';
import { QueueStore } from '../queue/store.ts';
import { registry } from '../settings/registry.ts';
import { RateLimiter } from './rate-limit.ts';
import { createRelayServer } from './server.ts';

/** The HTTP process: takes messages in, shows what became of them, and lets operators change settings. */
async function main(): Promise<void> {
  const signal = shutdownSignal();
  const directory = dataDirectory();
  const { resolver, dispatcher, service } = await bootSettings(directory, signal);

  const queue = new QueueStore(join(directory, 'queue'));
  await queue.open();

  const limiter = new RateLimiter();
  await limiter.start(resolver);
  dispatcher.subscribe(limiter);

  const server = createRelayServer({ queue, limiter, registry, resolver, settings: service });
  server.listen(await resolver.getInt('api', 'listen_port'), await resolver.getString('api', 'listen_host'));
  await once(server, 'listening');
  log.info('listening', { port: (server.address() as AddressInfo).port });

  await once(signal, 'abort');
  limiter.stop();
  server.close();
  server.closeIdleConnections();
  await once(server, 'close');
  log.info('stopped');
}

void run(main);
