import { listMailsOfCertificate } from '@/db/queries/certificate-list';
import { authorize } from '@/lib/access/authorize';
import { whyItCameBack } from '@/lib/platform/mail/bounces/rules';
import type { Context } from '@/lib/platform/visit';

/** An email with a certificate that came back. */
export type ReturnedEmail = { toAddress: string; why: string };

/**
 * Returns the latest email with an attendee's certificate, if it came back. The caller found the attendee within the scope.
 * @throws AppError `forbidden`
 */
export async function findReturnedEmail(
  ctx: Context,
  { currentCertificateId }: { currentCertificateId: number | null },
): Promise<ReturnedEmail | null> {
  authorize(ctx, 'roster.read');
  if (currentCertificateId === null) return null;
  const [latest] = await listMailsOfCertificate(ctx.db, currentCertificateId);
  return latest?.bounceStatus ? { toAddress: latest.toAddress, why: whyItCameBack(latest.bounceStatus) } : null;
}
