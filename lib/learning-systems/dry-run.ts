import type { Database, Transaction } from '@/db/client';

/** Ends a transaction with its answer and without its changes. */
class RolledBack<Answer> extends Error {
  constructor(readonly answer: Answer) {
    super('a dry run');
  }
}

/**
 * Does the work in a transaction of its own. A dry run does everything that the work does, so that its answer is the same,
 * and then undoes it.
 */
export async function inDryRun<Answer>(
  db: Database,
  dryRun: boolean,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Answer> {
  if (!dryRun) return db.transaction(work);
  try {
    return await db.transaction(async (tx) => {
      throw new RolledBack(await work(tx));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.answer as Answer;
    throw error;
  }
}
