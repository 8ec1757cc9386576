import { z } from 'zod';
import { findColleagueByEmail } from '@/db/queries/memberships';
import { findRequestByKey } from '@/db/queries/requests';
import { authorize } from '@/lib/access/authorize';
import { forProvider, placeOfForm } from '@/lib/access/for-provider';
import { getPlace } from '@/lib/access/place';
import { scopeOf } from '@/lib/access/scope';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { newEmail, newName } from '@/lib/users/new-user';
import { ROLE_WORDS, ROLES } from '@/lib/users/roles';
import { MAX_WORDS } from './limits';
import { sendRequest } from './send-request';
import { type AskedUser, userBasis } from './user';

export const userRequestSchema = z.object({
  name: newName,
  email: newEmail,
  role: z.enum(ROLES, 'Choose a role.'),
  reason: paragraphsOfText({ label: 'The reason', max: MAX_WORDS }),
  requestKey: z.guid('Open the page again, then send the request.'),
  forProvider,
});

type Input = z.output<typeof userRequestSchema>;

/**
 * Returns what the form to ask for a user needs.
 * @throws AppError `forbidden` for people who are not managers
 */
export function userRequestForm(ctx: Context): { providerId: number; providerName: string; requestKey: string } {
  authorize(ctx, 'request.make_for_provider');
  const { providerId, providerName } = getPlace(ctx.actor);
  return { providerId, providerName, requestKey: crypto.randomUUID() };
}

/**
 * Asks the agency to give a person access to the manager's provider (manual, "Usernames and Account Access"; M21). A form
 * sent twice makes one request.
 * @returns the request's number
 * @throws AppError `forbidden`, `invalid` for a person who works there already, or `conflict` when an undecided request
 * asks for the same person, or the actor works for another provider now
 */
export async function askForUser(ctx: Context, input: Input): Promise<number> {
  const { name, email, role, reason, requestKey, forProvider } = input;
  authorize(ctx, 'request.make_for_provider');
  const { providerId, providerName } = placeOfForm(ctx.actor, forProvider);
  return ctx.db.transaction(async (tx) => {
    const done = await findRequestByKey(tx, requestKey, scopeOf(ctx.actor));
    if (done) return done;
    const colleague = await findColleagueByEmail(tx, email, providerId);
    if (colleague) {
      throw new AppError(
        'invalid',
        `${colleague.name} already works for ${providerName} as ${ROLE_WORDS[colleague.role].label.toLowerCase()}. You can change the role under Users.`,
      );
    }
    const asked: AskedUser = { name, email, role };
    const basis = await userBasis(tx, asked);
    return sendRequest(tx, ctx, {
      providerId,
      kind: 'user',
      eventId: null,
      reason,
      asked,
      basis,
      basisVersion: 1,
      requestKey,
    });
  });
}
