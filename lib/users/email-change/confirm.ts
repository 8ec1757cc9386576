import type { z } from 'zod';
import type { Queryable } from '@/db/client';
import {
  cancelEmailChanges,
  findFinishedEmailChange,
  findOpenEmailChange,
  lockOpenEmailChange,
  lockOwnUser,
  setEmail,
  updateEmailChange,
} from '@/db/queries/email-changes';
import { endOpenResets } from '@/db/queries/password-resets';
import { lockAddress } from '@/db/queries/user-writing';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { refuseAddressOfOther } from '../give-by-address';
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
 * tries are an outcome and not an error, because an error would roll back their count. The same codes, sent again, change
 * nothing more.
 * @throws AppError `invalid` when no code was given, or `conflict` when another person's sign-in has the new address
 */
export async function confirmEmailChange(
  ctx: Context,
  { oldCode, newCode }: z.output<typeof confirmEmailChangeSchema>,
): Promise<EmailChangeOutcome> {
  const { userId } = ctx.actor;
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx): Promise<EmailChangeOutcome> => {
    // Lock the address first, then the person's row, as everywhere, so that two transactions that lock both never deadlock.
    const begun = await findOpenEmailChange(tx, userId, now);
    if (begun) await lockAddress(tx, begun.newEmail);
    const user = await lockOwnUser(tx, userId);
    const change = await lockOpenEmailChange(tx, userId, now);
    if (!user || !change)
      return (await wasJustChanged(tx, ctx, { oldCode, newCode })) ? { kind: 'done' } : { kind: 'ended' };
    const given = { old: change.oldConfirmedAt ? '' : oldCode, new: change.newConfirmedAt ? '' : newCode };
    const sides = (['old', 'new'] as const).filter((side) => given[side] !== '');
    // The form was sent again: the code in it was accepted before.
    if (sides.length === 0 && (oldCode || newCode)) return { kind: 'waiting' };
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
    // Not before the code of the new address was right, because it says that a sign-in has the address.
    await refuseAddressOfOther(tx, userId, change.newEmail);
    await setEmail(tx, userId, change.newEmail);
    // Anyone who reads the old mailbox may have a code, or may have typed it already.
    await endOpenResets(tx, userId, now);
    await notifyOldAddress(tx, ctx, user, change.newEmail);
    await record(tx, ctx, { action: 'user.email_changed', subject: `user:${userId}` });
    return { kind: 'done' };
  });
}

/** Returns whether a change that just finished had these codes: the form was sent again, because its answer was lost. */
async function wasJustChanged(
  tx: Queryable,
  { actor: { userId }, clock }: Context,
  { oldCode, newCode }: { oldCode: string; newCode: string },
): Promise<boolean> {
  const change = await findFinishedEmailChange(tx, userId, clock.now());
  if (!change || (oldCode === '' && newCode === '')) return false;
  const bound = { userId, newEmail: change.newEmail };
  return (
    (oldCode === '' || codeMatches(change.oldCodeHash, 'old', bound, oldCode)) &&
    (newCode === '' || codeMatches(change.newCodeHash, 'new', bound, newCode))
  );
}
