import { setTimeout as pause } from 'node:timers/promises';
import { databaseFault } from '@/db/errors';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 100;

/**
 * Does work that can be repeated, and again while the database can't be reached: on a busy machine, a new connection may
 * take longer than the pool waits, and a failover longer still.
 * @throws what the work throws, if only because the database stayed away for half a minute
 */
export async function patiently<Result>(work: () => Promise<Result>, patience = PATIENCE_MS): Promise<Result> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (databaseFault(error)?.kind !== 'unavailable' || performance.now() > deadline) throw error;
      await pause(PAUSE_MS);
    }
  }
}
