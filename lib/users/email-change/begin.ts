import type { z } from 'zod';
import { cancelEmailChanges, insertEmailChange, lockOwnUser } from '@/db/queries/email-changes';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { SignedInContext } from '@/lib/platform/visit';
import { limitTries } from '../rate-limit';
import { confirmPassword, lockAsConfirmed } from '../two-step/confirm-password';
import { getOwnUser } from '../two-step/own-user';
import { hashCode, makeCode } from './codes';
import { sendCodes } from './emails';
import { type beginEmailChangeSchema, CODE_MINUTES, whyNotNewEmail } from './rules';

/** Each change sends two emails, one of them to an address that anybody could have typed. */
const CHANGES_PER_WINDOW = 5;

/**
 * Sends one code to the old address and one to the new address. Asking again starts over: earlier codes stop working.
 * @throws AppError `invalid`, `too_many`, or `unauthenticated` when the session or the password changed meanwhile
 */
export async function beginEmailChange(
  ctx: SignedInContext,
  input: z.output<typeof beginEmailChangeSchema>,
): Promise<void> {
  const { newEmail, password } = input;
  const { userId } = ctx.actor;
  const confirmed = await getOwnUser(ctx);
  await confirmPassword(ctx, confirmed, password);
  await limitTries(ctx, `email-change:account:${userId}`, CHANGES_PER_WINDOW);
  const now = ctx.clock.now();
  await ctx.db.transaction(async (tx) => {
    await lockAsConfirmed(tx, ctx, confirmed);
    const user = (await lockOwnUser(tx, userId))!;
    const why = whyNotNewEmail(newEmail, user.email);
    if (why) throw new AppError('invalid', why);
    const codes = {
      oldCode: makeCode(),
      newCode: makeCode(),
      expiresAt: new Date(now.getTime() + CODE_MINUTES * 60_000),
    };
    await cancelEmailChanges(tx, userId, now);
    await insertEmailChange(tx, {
      userId,
      newEmail,
      oldCodeHash: hashCode('old', { userId, newEmail }, codes.oldCode),
      newCodeHash: hashCode('new', { userId, newEmail }, codes.newCode),
      createdAt: now,
      expiresAt: codes.expiresAt,
    });
    await sendCodes(tx, ctx, user, newEmail, codes);
    await record(tx, ctx, { action: 'email_change.begun', subject: `user:${userId}` });
  });
}
