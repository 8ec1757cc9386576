import { findOpenEmailChange } from '@/db/queries/email-changes';
import type { Context } from '@/lib/platform/visit';
import { MAX_WRONG_CODES } from './rules';

/** An email change that is waiting for its codes. */
export type OpenEmailChange = {
  newEmail: string;
  expiresAt: Date;
  oldConfirmed: boolean;
  newConfirmed: boolean;
  triesLeft: number;
};

export async function findEmailChange(ctx: Context): Promise<OpenEmailChange | null> {
  const row = await findOpenEmailChange(ctx.db, ctx.actor.userId, ctx.clock.now());
  return (
    row && {
      newEmail: row.newEmail,
      expiresAt: row.expiresAt,
      oldConfirmed: row.oldConfirmedAt !== null,
      newConfirmed: row.newConfirmedAt !== null,
      triesLeft: MAX_WRONG_CODES - row.tries,
    }
  );
}
