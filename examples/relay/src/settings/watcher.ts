import { pause } from '../boot/pause.ts';
import { log } from '../log/log.ts';
import type { SettingsDatabase } from './database.ts';
import type { SettingsDispatcher } from './dispatcher.ts';

/** Follows what the other process writes into the settings file, until `signal` aborts. */
export async function watchSettings(
  database: SettingsDatabase,
  dispatcher: SettingsDispatcher,
  signal: AbortSignal,
  pollMs = 1_000, // lint-allow: magic-numbers -- the settings reader cannot ask itself how often to look
): Promise<void> {
  // lint-allow: long-running-loop-kill-switch -- a paused settings reader could never see the switch that wakes it
  while (!signal.aborted) {
    await pause(pollMs, signal);
    try {
      await dispatcher.dispatch(await database.reload());
    } catch (error) {
      log.error('settings_reload_failed', { error });
    }
  }
}
