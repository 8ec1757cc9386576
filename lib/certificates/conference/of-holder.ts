import { listConferenceOfHolder } from '@/db/queries/conference-certificates';
import type { Visit } from '@/lib/platform/visit';
import { holderHash } from '../claims/holder';
import { linkNotOpen } from '../share-links/not-found';
import { hashLinkToken } from '../share-links/token';
import {
  type ConferenceCertificates,
  type ConferenceDownload,
  conferenceFiles,
  conferenceOf,
} from './conference-files';

/**
 * "Your certificates from the conference": what this browser claimed at all sessions of the conference, asked for with the
 * address of a link through which it claimed; null when that is not more than one certificate.
 */
export async function findConferenceOfHolder(
  visit: Visit,
  token: string,
  holder: string | null,
): Promise<ConferenceCertificates | null> {
  const hashes = { tokenHash: hashLinkToken(token), holderHash: holderHash(holder ?? '') };
  return conferenceOf(await listConferenceOfHolder(visit.db, hashes));
}

/** @throws AppError `not_found`, as for a link that is not open */
export async function beginHeldConferenceDownload(
  visit: Visit,
  token: string,
  holder: string | null,
): Promise<ConferenceDownload> {
  const found = await findConferenceOfHolder(visit, token, holder);
  if (!found) throw linkNotOpen();
  return { conference: found.conference, files: conferenceFiles(visit.db, found) };
}
