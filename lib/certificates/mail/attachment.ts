import type { Database } from '@/db/client';
import { findNamedCertificateFacts } from '@/db/queries/named-certificates';
import type { Attachment } from '@/lib/platform/mail/message';
import type { NamedFacts } from '../facts';
import { namedCertificateFileName } from '../file-name';
import { namedFile } from '../issue/named-file';

/** A named certificate as the file that goes with a letter. Who may have it was decided when the letter was written. */
export async function certificateAttachment(db: Database, certificateId: number): Promise<Attachment> {
  const facts = (await findNamedCertificateFacts(db, certificateId)) as NamedFacts | null;
  if (!facts) throw new Error(`named certificate ${certificateId} has no row`);
  return {
    filename: namedCertificateFileName(facts),
    contentType: 'application/pdf',
    content: await namedFile(db, certificateId),
  };
}
