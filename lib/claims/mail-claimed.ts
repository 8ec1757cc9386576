import type { Transaction } from '@/db/client';
import { insertCertificateMail } from '@/db/queries/certificate-list';
import { type Actor, userIdOf } from '@/lib/access/actor';
import { certificateEmail } from '@/lib/certificates/mail/certificate-email';
import { writeEmail } from '@/lib/platform/mail/send-email';
import type { Visit } from '@/lib/platform/visit';
import type { NamedFacts } from '@/lib/printing/facts';

type Mailable = { certificateId: number; facts: unknown; email: string };

/** Emails a claimed certificate in the caller's transaction, and records that it was emailed. */
export async function mailClaimed(
  tx: Transaction,
  ctx: Pick<Visit, 'clock'> & { actor: Actor },
  { certificateId, facts, email }: Mailable,
): Promise<number> {
  const mailId = await writeEmail(tx, ctx, { ...certificateEmail(facts as NamedFacts), to: email, certificateId });
  await insertCertificateMail(tx, {
    mailId,
    certificateId,
    sentBy: userIdOf(ctx.actor),
    createdAt: ctx.clock.now(),
  });
  return mailId;
}
