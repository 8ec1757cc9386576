import { z } from 'zod';
import { findProviderContact } from '@/db/queries/event-writing';
import { authorize } from '@/lib/access/authorize';
import { emailManagers } from '@/lib/platform/mail/email-managers';
import { linkAt } from '@/lib/platform/open-at';
import type { Context } from '@/lib/platform/visit';
import { giveByAddress } from '../give-by-address';
import type { GivenSignIn } from '../give-sign-in';
import { newEmail, newName, newUsername } from '../new-user';
import { providerNotFound } from '../provider-id';
import { ROLE_WORDS, ROLES } from '../roles';
import { reasonSchema } from './act-on-user';

const person = reasonSchema.extend({
  name: newName,
  email: newEmail,
  username: z.union([z.string().trim().length(0), newUsername]),
});

export const addProviderUserSchema = person.extend({ role: z.enum(ROLES, 'Choose a role.') });
export const addStaffSchema = person.extend({ role: z.enum(['staff', 'administrator'], 'Choose a role.') });

/**
 * Returns the provider that a user is to be added to.
 * @throws AppError `forbidden` or `not_found`
 */
export async function providerToAddTo(ctx: Context, providerId: number): Promise<{ id: number; name: string }> {
  authorize(ctx, 'account.add');
  const provider = await findProviderContact(ctx.db, providerId);
  if (!provider) throw providerNotFound();
  return { id: providerId, name: provider.name };
}

/**
 * Gives a person access to a provider: a new sign-in, whose email leads to the first access (M1), or the role in addition to
 * the sign-in that has the email address. The provider's managers get an email.
 * @throws AppError `forbidden`, `not_found`, `invalid` or `conflict`; see `giveByAddress`
 */
export async function addProviderUser(
  ctx: Context,
  { providerId, role, reason, ...typed }: z.output<typeof addProviderUserSchema> & { providerId: number },
): Promise<GivenSignIn> {
  const provider = await providerToAddTo(ctx, providerId);
  return ctx.db.transaction(async (tx) => {
    const given = await giveByAddress(tx, ctx, { ...typed, place: { kind: 'provider', provider, role, reason } });
    await emailManagers(tx, ctx, providerId, {
      kind: 'user.added_by_staff',
      subject: 'Agency staff added a user to your organization in PDUPS',
      paragraphs: [
        `Agency staff gave ${given.name} access to ${provider.name}. Their role: ${ROLE_WORDS[role].label}.`,
        'You can change the role, or remove the access, under Users.',
      ],
      link: { label: 'Open users', href: linkAt(providerId, '/users') },
    });
    return given;
  });
}

/**
 * Gives a person a sign-in as agency staff. Staff set up two-step sign-in when they sign in first.
 * @throws AppError `forbidden`, `invalid`, or `conflict` for somebody who has a sign-in
 */
export async function addStaff(
  ctx: Context,
  { role: staffRole, reason, ...typed }: z.output<typeof addStaffSchema>,
): Promise<GivenSignIn> {
  authorize(ctx, 'account.add-staff');
  return ctx.db.transaction((tx) => giveByAddress(tx, ctx, { ...typed, place: { kind: 'staff', staffRole, reason } }));
}
