import { z } from 'zod';
import type { Context } from '@/lib/platform/visit';
import { mailCertificate } from '../mail/mail-certificate';
import { MAX_FOUND } from './find-certificates';

const REOPEN = 'Search again, then send the certificates.';

export const resendSchema = z.object({
  /** Each certificate with its event and the latest email that the person saw, 0 for none: "12:345:0". */
  certificates: z
    .array(z.string().regex(/^[1-9]\d{0,14}:[1-9]\d{0,14}:\d{1,15}$/, REOPEN), REOPEN)
    .min(1, REOPEN)
    .max(MAX_FOUND, REOPEN)
    .transform((texts) =>
      texts.map((text) => {
        const [eventId, certificateId, after] = text.split(':').map(Number) as [number, number, number];
        return { eventId, certificateId, after: after || undefined };
      }),
    ),
  /** What was searched for, so that the list comes back. */
  q: z.string().max(400).default(''),
});

/**
 * Emails a person the certificates they lost, each by the rules of `mailCertificate`: a form sent twice sends one email.
 * @returns how many were sent
 * @throws AppError like `mailCertificate`; those before it are on their way, and sending the same form again skips them
 */
export async function resendCertificates(
  ctx: Context,
  { certificates }: Pick<z.output<typeof resendSchema>, 'certificates'>,
): Promise<number> {
  for (const certificate of certificates) {
    // Without a signature, it was chosen the first time that it may go out like that.
    await mailCertificate(ctx, { ...certificate, unsigned: certificate.after !== undefined });
  }
  return certificates.length;
}
