/** Wait before the next attempt, in milliseconds: doubles each time, up to a limit, with half of it left to chance. */
export function backoffDelay(attempts: number, baseMs = 500, maxMs = 60_000): number {
  const full = Math.min(maxMs, baseMs * 2 ** (attempts - 1));
  return Math.round(full / 2 + (Math.random() * full) / 2);
}
