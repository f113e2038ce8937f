import { hostname } from 'node:os';
import { join } from 'node:path';
import { dataDirectory } from '../boot/database.ts';
import { bootSettings } from '../boot/settings.ts';
import { run, SHUTDOWN_GRACE_MS, shutdownSignal } from '../boot/shutdown.ts';
import { log } from '../log/log.ts';
import { QueueStore } from '../queue/store.ts';
import type { BackupService } from './backup/service.ts';
import { CircuitBreaker } from './delivery/breaker.ts';
import { Courier } from './delivery/courier.ts';
import { DeliveryLoop } from './delivery/loop.ts';
import { LeaseReaper } from './lease-reaper.ts';
import { Counters } from './metrics/counters.ts';
import { MetricsPusher } from './metrics/pusher.ts';
import { MetricsReporter } from './metrics/reporter.ts';
import { createArchiver } from './retention/create-archiver.ts';
import { RetentionSweep } from './retention/sweep.ts';

let backup: BackupService | null = null;

/** The delivery process: sends what is due, and keeps queue and disk tidy. Any number of them may run side by side. */
async function main(): Promise<void> {
  const signal = shutdownSignal();
  const directory = dataDirectory();
  const workerId = process.env.RELAY_WORKER_ID || hostname();
  const { resolver } = await bootSettings(directory, signal);

  const queue = new QueueStore(join(directory, 'queue'));
  await queue.open();

  const counters = new Counters();
  const courier = new Courier(resolver, queue, counters, new CircuitBreaker(resolver));
  const delivery = new DeliveryLoop(courier, queue, resolver, {
    concurrency: await resolver.getInt('delivery', 'concurrency'),
  });

  const reaper = new LeaseReaper(queue, resolver);
  reaper.start();

  const sweep = new RetentionSweep(queue, resolver, counters);
  const archiver = await createArchiver(resolver, directory, sweep);
  if (archiver) await archiver.start();
  await sweep.start();

  const pusher = (await resolver.getBool('metrics', 'push_enabled')) ? new MetricsPusher(resolver, workerId) : null;
  const reporter = new MetricsReporter(counters, pusher, resolver);
  await reporter.start();

  if (backup) await backup.start();

  log.info('working', { workerId });
  await delivery.run(signal);

  reaper.stop();
  sweep.stop();
  reporter.stop();
  backup?.stop();
  await delivery.drain(SHUTDOWN_GRACE_MS);
  log.info('stopped', { workerId });
}

void run(main);
