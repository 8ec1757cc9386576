import { findProfile } from '@/db/queries/profile';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { sendEmail } from '@/lib/platform/mail/send-email';
import type { Context } from '@/lib/platform/visit';
import { limitTries } from '@/lib/users/rate-limit';

/** Test emails of one administrator in 15 minutes (choice). */
const MAX_TESTS = 10;

/**
 * Sends an email to the administrator's own address, through the same queue and mail server as every other one.
 * @throws AppError `forbidden` or `too_many`
 */
export async function sendTestEmail(ctx: Context): Promise<void> {
  authorize(ctx, 'email.send-test');
  const { userId } = ctx.actor;
  await limitTries(ctx, `test-email:${userId}`, MAX_TESTS);
  await ctx.db.transaction(async (tx) => {
    const profile = await findProfile(tx, userId);
    if (!profile) return;
    await sendEmail(tx, ctx, {
      kind: 'system.test',
      to: profile.email,
      name: profile.name,
      subject: 'Test email from PDUPS',
      paragraphs: ['Email works. You asked for this test on the System page.'],
    });
    await record(tx, ctx, { action: 'email.test_sent', subject: `user:${userId}` });
  });
}
