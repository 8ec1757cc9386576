import { lt } from 'drizzle-orm';
import type { Queryable } from '../client';
import { emailChanges, firstAccessLinks, humanChecks, passwordResets, rosterProofs, signInChallenges } from '../schema';

/** Deletes unfinished flows (a reset, a second step, characters in a picture, a link) that expired before a moment. */
export async function deleteExpiredAccountSteps(db: Queryable, before: Date): Promise<void> {
  for (const table of [signInChallenges, humanChecks, passwordResets, firstAccessLinks, emailChanges, rosterProofs]) {
    await db.delete(table).where(lt(table.expiresAt, before));
  }
}
