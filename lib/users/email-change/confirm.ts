import type { z } from 'zod';
import {
  cancelEmailChanges,
  lockOpenEmailChange,
  lockOwnUser,
  setEmail,
  updateEmailChange,
} from '@/db/queries/email-changes';
import { endOpenResets } from '@/db/queries/password-resets';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { codeMatches, type Side } from './codes';
import { notifyOldAddress } from './emails';
import { type confirmEmailChangeSchema, MAX_WRONG_CODES } from './rules';

/** `waiting`: only one address is confirmed so far. `ended`: too many wrong codes, or the time is over. */
export type EmailChangeOutcome =
  | { kind: 'done' }
  | { kind: 'waiting' }
  | { kind: 'wrong'; sides: Side[]; left: number }
  | { kind: 'ended' };

/**
 * Accepts the codes from both emails, together or one after the other. The fifth wrong code ends the change. Wrong
 * tries are an outcome and not an error, because an error would roll back their count.
 * @throws AppError `invalid` when no code was given
 */
export async function confirmEmailChange(
  ctx: Context,
  { oldCode, newCode }: z.output<typeof confirmEmailChangeSchema>,
): Promise<EmailChangeOutcome> {
  const { userId } = ctx.actor;
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx): Promise<EmailChangeOutcome> => {
    // Lock the person's row first, as everywhere, so that two transactions that lock both rows never deadlock.
    const user = await lockOwnUser(tx, userId);
    const change = await lockOpenEmailChange(tx, userId, now);
    if (!user || !change) return { kind: 'ended' };
    const given = { old: change.oldConfirmedAt ? '' : oldCode, new: change.newConfirmedAt ? '' : newCode };
    const sides = (['old', 'new'] as const).filter((side) => given[side] !== '');
    if (sides.length === 0) throw new AppError('invalid', 'Enter the codes from both emails.');

    const stored = { old: change.oldCodeHash, new: change.newCodeHash };
    const bound = { userId, newEmail: change.newEmail };
    const right = sides.filter((side) => codeMatches(stored[side], side, bound, given[side]));
    const wrong = sides.filter((side) => !right.includes(side));
    const oldConfirmedAt = right.includes('old') ? now : change.oldConfirmedAt;
    const newConfirmedAt = right.includes('new') ? now : change.newConfirmedAt;
    const left = MAX_WRONG_CODES - change.tries - (wrong.length > 0 ? 1 : 0);
    const done = oldConfirmedAt !== null && newConfirmedAt !== null;
    await updateEmailChange(tx, change.id, {
      oldConfirmedAt,
      newConfirmedAt,
      usedAt: done ? now : null,
      wrongTries: wrong.length > 0 ? 1 : 0,
    });
    if (wrong.length > 0) {
      if (left > 0) return { kind: 'wrong', sides: wrong, left };
      await cancelEmailChanges(tx, userId, now);
      await record(tx, ctx, { action: 'email_change.refused', subject: `user:${userId}` });
      return { kind: 'ended' };
    }
    if (!done) return { kind: 'waiting' };
    await setEmail(tx, userId, change.newEmail);
    // Anyone who reads the old mailbox may have a code, or may have typed it already.
    await endOpenResets(tx, userId, now);
    await notifyOldAddress(tx, ctx, user, change.newEmail);
    await record(tx, ctx, { action: 'user.email_changed', subject: `user:${userId}` });
    return { kind: 'done' };
  });
}
