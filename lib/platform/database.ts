import { connect, type Database } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { env } from './env';
import { AppError, isAppError } from './errors';
import { log } from './log';
import { sharedInProcess } from './shared';
import { onShutdown } from './shutdown';

/** Returns the process's one pool. */
export function database(): Database {
  return sharedInProcess('database', () => {
    const { DATABASE_URL, DATABASE_DIRECT_URL, DATABASE_POOL } = env();
    const db = connect(DATABASE_URL, { max: DATABASE_POOL, pooled: DATABASE_DIRECT_URL !== '' });
    onShutdown('database pool', () => db.$client.end({ timeout: 5 }));
    return db;
  });
}

/**
 * Returns the refusal that an error amounts to, or null when it is a bug. This is the one place that decides what a database
 * error means to people; use cases map only the constraints that they know by name.
 */
export function refusalOf(error: unknown): AppError | null {
  if (isAppError(error)) return error;
  const fault = databaseFault(error);
  switch (fault?.kind) {
    case 'unavailable':
      logOnce(error, fault.code);
      return new AppError(
        'unavailable',
        fault.unsure
          ? 'The connection was lost while this was being saved. Check whether it was saved before you try again.'
          : 'The system can’t reach its records right now. Nothing was saved. Try again in a minute.',
      );
    case 'given up':
    case 'busy':
      return new AppError('conflict', 'Someone else is saving the same record. Nothing was saved. Try again.');
    case 'duplicate':
      return new AppError('conflict', 'This was already saved.');
    case 'refused':
      return new AppError('invalid', 'A value can’t be saved. Check what you entered and try again.');
    default:
      return null;
  }
}

/**
 * Does the work, and retries it once when the database rolled it back because of a concurrent transaction (a deadlock, a
 * serialization failure): nothing of the first try was kept, and the other transaction is done by then.
 */
export async function retryOnConflict<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error) || databaseFault(error)?.kind !== 'given up') throw error;
    return work();
  }
}

/** How often work waits for a lock, each time as long as the database lets it. */
const WAITS = 3;

/**
 * Does the work, and does it again when it waited too long for a lock: for records that many people use at once, each only
 * briefly. Nothing of a try that waited in vain was kept.
 */
export async function retryWhileBusy<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let wait = 1; ; wait++) {
    try {
      return await work();
    } catch (error) {
      if (wait === WAITS || isAppError(error) || databaseFault(error)?.kind !== 'busy') throw error;
    }
  }
}

const logged = new WeakSet<object>();

/**
 * Logs the cause once: people read that the records cannot be reached, but the operator must find out why (53100: a full
 * disk).
 */
function logOnce(error: unknown, code: string): void {
  if (!(error instanceof Error) || logged.has(error)) return;
  logged.add(error);
  log.error({ code }, 'the database cannot be used');
}
