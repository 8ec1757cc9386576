import { listConferenceOfHolder } from '@/db/queries/conference-certificates';
import {
  type ConferenceCertificates,
  type ConferenceDownload,
  conferenceFiles,
  conferenceOf,
} from '@/lib/certificates/conference/conference-files';
import type { Visit } from '@/lib/platform/visit';
import { linkNotOpen } from '@/lib/share-links/not-found';
import { hashLinkToken } from '@/lib/share-links/token';
import { holderHash } from './holder';

/**
 * Returns "Your certificates from the conference": those that this browser claimed at all sessions of the conference to
 * which the link belongs, and through which it claimed one; null when there is at most one.
 */
export async function findConferenceOfHolder(
  visit: Visit,
  token: string,
  holder: string | null,
): Promise<ConferenceCertificates | null> {
  const hashes = { tokenHash: hashLinkToken(token), holderHash: holderHash(holder ?? '') };
  return conferenceOf(await listConferenceOfHolder(visit.db, hashes));
}

/**
 * Begins the download of these certificates.
 * @throws AppError `not_found`, the same as for a link that is not open
 */
export async function beginOwnConferenceDownload(
  visit: Visit,
  token: string,
  holder: string | null,
): Promise<ConferenceDownload> {
  const found = await findConferenceOfHolder(visit, token, holder);
  if (!found) throw linkNotOpen();
  return { conference: found.conference, files: conferenceFiles(visit.db, found) };
}
