import type { Database } from '@/db/client';
import { listCertificatesToMail } from '@/db/queries/named-certificates';
import type { Attachment } from '@/lib/platform/mail/message';
import type { NamedFacts } from '@/lib/printing/facts';
import { fileNameInFolder, namedCertificateFileName } from '@/lib/printing/file-name';
import { namedFile } from '../issue/named-file';

/**
 * Returns the named certificates of an email as attachments, without those that were corrected or revoked while the email
 * waited; none: there is no reason to send it. Permission to send it was checked when the email was written.
 */
export async function certificateAttachments(db: Database, mailId: number): Promise<Attachment[]> {
  const found = await listCertificatesToMail(db, mailId);
  if (found.length === 0) throw new Error(`email ${mailId} has no certificate`);
  return Promise.all(
    found
      .filter(({ isValid }) => isValid)
      .map(async ({ id, serial, facts }) => {
        const { participantName, title } = facts as NamedFacts;
        return {
          // Sessions of a conference can have one name, and then only the serial tells the files apart.
          filename:
            found.length === 1
              ? namedCertificateFileName(facts as NamedFacts)
              : fileNameInFolder({ name: `${participantName} - ${title}`, serial }),
          contentType: 'application/pdf',
          content: await namedFile(db, id),
        };
      }),
  );
}
