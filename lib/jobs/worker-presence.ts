import { connect } from '@/db/client';
import { freeJobsOf, isEncrypted, listMissingWorkers, lockWorkers, unlockWorker } from '@/db/queries/jobs';
import { log } from '@/lib/platform/log';

/**
 * A worker whose lock is missing in this many checks in a row was killed. One that lost its connection takes its lock again
 * within a check or two. Three checks take 9 s, and its jobs are found 2 s later (graphile-worker's poll).
 */
const LOOKS = 3;
const LOOK_EVERY_MS = 3_000;
/** A closed connection is reopened after a pause, because the database may be restarting. */
const REOPEN_AFTER_MS = 200;

export type WorkerPresence = {
  /** Whether the connection to the database is encrypted. */
  encrypted: boolean;
  /** Shows that this worker is alive: its jobs stay its own, however long they take. */
  add(workerId: string): void;
  /** Shows that this worker has ended. Its remaining jobs are freed for others. */
  remove(workerId: string): void;
  stop(): Promise<void>;
};

/**
 * Shows other processes which workers of this one are alive, with an advisory lock for each on one connection, and frees the
 * jobs of workers without a lock. PostgreSQL releases the locks when the process ends, however it ends.
 * @param url the database's own address, because a pooler gives away connections, and the locks with them
 * @throws when the database cannot be reached
 */
export async function showPresence(url: string): Promise<WorkerPresence> {
  let stopped = false;
  let looking: Promise<void> | undefined;
  const own = new Set<string>();
  const missed = new Map<string, number>();
  const session = connect(url, { max: 1, session: { name: 'pdups jobs', onClose: () => lookSoon(REOPEN_AFTER_MS) } });

  async function look(counts: boolean): Promise<void> {
    try {
      await lockWorkers(session, [...own]);
      if (!counts) return;
      const missing = await listMissingWorkers(session);
      const seen = missing.map((id) => [id, (missed.get(id) ?? 0) + 1] as const);
      missed.clear();
      for (const [id, looks] of seen) missed.set(id, looks);
      const dead = missing.filter((id) => missed.get(id)! >= LOOKS);
      if (dead.length === 0) return;
      await freeJobsOf(session, dead);
      log.warn({ workers: dead.length }, 'jobs of workers that were killed are free again');
    } catch (error) {
      // When the database was down, everyone else's lock is gone, too.
      missed.clear();
      if (!stopped) log.warn({ fault: (error as Error)?.name }, 'workers that were killed could not be looked for');
    }
  }
  /** Runs checks one after another, because they share a connection. */
  function startLook(counts: boolean): void {
    if (stopped) return;
    looking = (looking ?? Promise.resolve()).then(() => (stopped ? undefined : look(counts)));
  }
  function lookSoon(afterMs: number): void {
    if (!stopped) setTimeout(() => startLook(false), afterMs).unref();
  }

  let encrypted: boolean;
  try {
    encrypted = await isEncrypted(session);
  } catch (error) {
    stopped = true;
    await session.$client.end({ timeout: 1 });
    throw error;
  }
  const timer = setInterval(() => startLook(true), LOOK_EVERY_MS);
  timer.unref();
  startLook(true);

  return {
    encrypted,
    add(workerId) {
      own.add(workerId);
      startLook(false);
    },
    remove(workerId) {
      own.delete(workerId);
      if (!stopped) void unlockWorker(session, workerId).catch(() => {});
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await session.$client.end({ timeout: 1 });
      await looking;
    },
  };
}
