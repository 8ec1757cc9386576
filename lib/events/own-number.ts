import { databaseFault } from '@/db/errors';
import { AppError } from '@/lib/platform/errors';

/**
 * Writes an event, and says so when another event of the provider has the same own number: the database is the only one
 * that knows about an event which is saved at the same moment.
 * @throws AppError `conflict`
 */
export async function sayIfNumberTaken<T>(ownNumber: string | null, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const fault = databaseFault(error);
    if (fault?.kind === 'duplicate' && fault.constraint === 'events_own_number_unique') {
      throw new AppError(
        'conflict',
        `Nothing is saved. Another of your events has the number “${ownNumber}”. Search the Event List for it, or enter another number.`,
        { cause: error },
      );
    }
    throw error;
  }
}
