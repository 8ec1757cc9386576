import { z } from 'zod';
import { findColleagueByEmail } from '@/db/queries/memberships';
import { authorize } from '@/lib/access/authorize';
import { forProvider, placeOfForm } from '@/lib/access/for-provider';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { settingNow } from '@/lib/settings/read-setting';
import { giveByAddress, lockPeopleAt } from './give-by-address';
import { isJustNow } from './just-changed';
import { newEmail, newName } from './new-user';
import { proposeUsername } from './propose-username';
import { limitTries } from './rate-limit';
import { ROLE_WORDS, ROLES } from './roles';

export const inviteSchema = z.object({
  name: newName,
  email: newEmail,
  role: z.enum(ROLES, 'Choose a role.'),
  forProvider,
});

/** Invitations of one provider in a quarter of an hour: each sends an email to an address that somebody typed. */
const MAX_INVITATIONS = 20;

const ASK = 'This person can’t be invited. Ask the agency for a user instead.';

/**
 * Returns whether managers invite people themselves, as the agency set it; otherwise they ask the agency (M21).
 * @throws AppError `forbidden` for people who are not managers
 */
export async function mayInvite(ctx: Context): Promise<boolean> {
  authorize(ctx, 'user.manage');
  return (await settingNow(ctx, 'inviting')).managers === 'yes';
}

/**
 * Gives a person access to the manager's provider, without a decision of the agency, which sees every invitation. Whether the
 * person already has a sign-in elsewhere is not said. The same form, sent again, invites nobody again.
 * @throws AppError `forbidden` when the agency decides about users, `invalid` for somebody who works there already, `conflict`
 * for somebody who can't be invited, or when the person works for another provider now, or `too_many`
 */
export async function inviteUser(
  ctx: Context,
  { name, email, role, forProvider }: z.output<typeof inviteSchema>,
): Promise<void> {
  authorize(ctx, 'user.manage');
  const { providerId, providerName } = placeOfForm(ctx.actor, forProvider);
  await limitTries(ctx, `invite:provider:${providerId}`, MAX_INVITATIONS);
  await ctx.db.transaction(async (tx) => {
    if ((await settingNow(ctx, 'inviting', tx)).managers !== 'yes') {
      throw new AppError('forbidden', 'The agency decides about new users. Ask for a user instead.');
    }
    const known = await lockPeopleAt(tx, email);
    const colleague = await findColleagueByEmail(tx, email, providerId);
    if (colleague?.role === role && isJustNow(ctx, colleague.since)) return;
    if (colleague) {
      throw new AppError(
        'invalid',
        `${colleague.name} already works for ${providerName} as ${ROLE_WORDS[colleague.role].label.toLowerCase()}. You can change the role under Users.`,
      );
    }
    if (known.length > 1 || known.some(({ staffRole, disabledAt }) => staffRole || disabledAt)) {
      throw new AppError('conflict', ASK);
    }
    if (known.length === 0 && (await proposeUsername(tx, name)) === '') {
      throw new AppError('invalid', 'No username can be made from this name. Ask the agency for a user instead.');
    }
    const place = { kind: 'provider', provider: { id: providerId, name: providerName }, role } as const;
    const { userId } = await giveByAddress(tx, ctx, { username: '', name, email, place });
    await record(tx, ctx, { action: 'user.invited', subject: `user:${userId}`, details: { providerId, role } });
  });
}
