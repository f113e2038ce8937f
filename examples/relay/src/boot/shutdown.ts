import { log } from '../log/log.ts';

/** Time that open requests and deliveries get to finish. */
export const SHUTDOWN_GRACE_MS = 8_000;

/** Aborts when the process is asked to stop; whatever outlives the grace period is cut off. */
export function shutdownSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (reason: NodeJS.Signals) => {
    if (controller.signal.aborted) return;
    log.info('stopping', { reason });
    controller.abort();
    setTimeout(() => process.exit(1), SHUTDOWN_GRACE_MS).unref();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}

/** Runs the main function of a process and turns a failure at boot into a line in the log and exit code 1. */
export async function run(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    log.error('failed', { error });
    process.exit(1);
  }
}
