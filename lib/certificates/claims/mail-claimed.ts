import type { Transaction } from '@/db/client';
import { insertCertificateMail } from '@/db/queries/certificate-list';
import { writeLetter } from '@/lib/platform/mail/send-letter';
import type { Actor, Visit } from '@/lib/platform/visit';
import type { NamedFacts } from '../facts';
import { certificateLetter } from '../mail/letter';

type Mailable = { certificateId: number; facts: unknown; email: string };

/** Mails a claimed certificate with the transaction in hand, and writes down that it was mailed. */
export async function mailClaimed(
  tx: Transaction,
  visit: Pick<Visit, 'clock'> & { actor?: Actor },
  { certificateId, facts, email }: Mailable,
): Promise<number> {
  const mailId = await writeLetter(tx, visit, { ...certificateLetter(facts as NamedFacts), to: email, certificateId });
  await insertCertificateMail(tx, {
    mailId,
    certificateId,
    sentBy: visit.actor?.userId ?? null,
    createdAt: visit.clock.now(),
  });
  return mailId;
}
