import { connect, type Database } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { env } from './env';
import { AppError, isAppError } from './errors';
import { log } from './log';
import { sharedInProcess } from './shared';
import { onShutdown } from './shutdown';

/** The process's one pool. */
export function database(): Database {
  return sharedInProcess('database', () => {
    const db = connect(env().DATABASE_URL, { max: env().DATABASE_POOL });
    onShutdown('database pool', () => db.$client.end({ timeout: 5 }));
    return db;
  });
}

/**
 * The refusal that an error amounts to, or null when it is a bug. One place decides what a fault of the database
 * means to people; use cases map only the constraints that they know by name.
 */
export function refusalOf(error: unknown): AppError | null {
  if (isAppError(error)) return error;
  const fault = databaseFault(error);
  switch (fault?.kind) {
    case 'unavailable':
      tellOnce(error, fault.code);
      return new AppError(
        'unavailable',
        'The records cannot be reached right now. Nothing was saved. Try again in a minute.',
      );
    case 'given up':
    case 'busy':
      return new AppError('conflict', 'Somebody else is saving the same record. Nothing was saved. Try again.');
    case 'duplicate':
      return new AppError('conflict', 'This was saved already.');
    case 'refused':
      return new AppError('invalid', 'A value cannot be saved as it is. Check what you entered and try again.');
    default:
      return null;
  }
}

/**
 * Does the work, and once more when the database gave it up for the sake of somebody else's (a deadlock, a conflict of
 * versions): nothing of the first try was kept, and the other one is through by then.
 */
export async function againWhenGivenUp<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error) || databaseFault(error)?.kind !== 'given up') throw error;
    return work();
  }
}

const told = new WeakSet<object>();

/** People read that the records cannot be reached; whoever runs the product must find out why (53100: a full disk). */
function tellOnce(error: unknown, code: string): void {
  if (!(error instanceof Error) || told.has(error)) return;
  told.add(error);
  log.error({ code }, 'the database cannot be used');
}
