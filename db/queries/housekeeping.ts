import { lt } from 'drizzle-orm';
import type { Queryable } from '../client';
import { emailChanges, firstAccessLinks, humanChecks, passwordResets, rosterProofs, signInChallenges } from '../schema';

/** Deletes half-walked ways (a reset, a second step, letters in a box, a link) that expired before a moment. */
export async function deleteExpiredAccountSteps(db: Queryable, before: Date): Promise<void> {
  for (const table of [signInChallenges, humanChecks, passwordResets, firstAccessLinks, emailChanges, rosterProofs]) {
    await db.delete(table).where(lt(table.expiresAt, before));
  }
}
