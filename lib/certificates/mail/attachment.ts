import type { Database } from '@/db/client';
import { findNamedCertificateToMail } from '@/db/queries/named-certificates';
import type { Attachment } from '@/lib/platform/mail/message';
import type { NamedFacts } from '@/lib/printing/facts';
import { namedCertificateFileName } from '@/lib/printing/file-name';
import { namedFile } from '../issue/named-file';

/**
 * Returns a named certificate as an email attachment; null when it was corrected or revoked while the email waited.
 * Permission to send it was checked when the email was written.
 */
export async function certificateAttachment(db: Database, certificateId: number): Promise<Attachment | null> {
  const found = await findNamedCertificateToMail(db, certificateId);
  if (!found) throw new Error(`named certificate ${certificateId} has no row`);
  if (!found.holds) return null;
  return {
    filename: namedCertificateFileName(found.facts as NamedFacts),
    contentType: 'application/pdf',
    content: await namedFile(db, certificateId),
  };
}
