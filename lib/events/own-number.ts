import { databaseFault } from '@/db/errors';
import { AppError } from '@/lib/platform/errors';

/**
 * Writes events, and says so when another event of the provider has one of their own numbers: only the database knows about
 * an event that is saved at the same moment.
 * @throws AppError `conflict`
 */
export async function sayIfNumberTaken<T>(ownNumbers: readonly (string | null)[], write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const fault = databaseFault(error);
    if (fault?.kind === 'duplicate' && fault.constraint === 'events_own_number_unique') {
      const numbers = ownNumbers.filter((ownNumber) => ownNumber !== null);
      const which = numbers.length === 1 ? `the number “${numbers[0]}”` : 'one of these numbers';
      throw new AppError(
        'conflict',
        `Nothing is saved. Another of your events has ${which}. Search the Event List for it, or enter another number.`,
        { cause: error },
      );
    }
    throw error;
  }
}
