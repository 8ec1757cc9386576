import { findPreferences, savePreferences } from '@/db/queries/notices';
import { findProfile } from '@/db/queries/profile';
import { asVisitor, record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Visit } from '@/lib/platform/visit';
import { userOfToken } from './unsubscribe-token';

/**
 * Returns whether a person gets emails with notices, for the page that a link in one of them leads to.
 * @throws AppError `not_found` for an address that is in no email of ours
 */
export async function findSubscription(visit: Visit, token: string): Promise<{ emails: boolean }> {
  const userId = await subscriberOf(visit, token);
  return { emails: (await findPreferences(visit.db, userId))?.emails ?? true };
}

/**
 * Ends emails with notices for the person who got one with this address. It needs no sign-in, because the address is
 * secret (RFC 8058). Doing it twice changes nothing.
 * @throws AppError `not_found` for an address that is in no email of ours
 */
export async function endNoticeEmails(visit: Visit, token: string): Promise<void> {
  const userId = await subscriberOf(visit, token);
  await visit.db.transaction(async (tx) => {
    const stored = await findPreferences(tx, userId);
    if (stored?.emails === false) return;
    await savePreferences(tx, userId, { emails: false }, visit.clock.now());
    await record(tx, asVisitor(visit), {
      action: 'user.notices_chosen',
      subject: `user:${userId}`,
      details: { emails: false, choices: stored?.choices ?? {}, how: 'unsubscribe link' },
    });
  });
}

async function subscriberOf(visit: Visit, token: string): Promise<number> {
  const userId = userOfToken(token);
  if (userId === null || !(await findProfile(visit.db, userId))) {
    throw new AppError(
      'not_found',
      'This address is incomplete. Open the link in the email again, or sign in and choose your emails under My account.',
    );
  }
  return userId;
}
