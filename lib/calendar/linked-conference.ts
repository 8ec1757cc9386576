import { listSessionsForCalendar } from '@/db/queries/calendar';
import { findConferenceLinkByToken } from '@/db/queries/conference-links';
import { MAX_SESSIONS } from '@/lib/conferences/limits';
import { env } from '@/lib/platform/env';
import type { Visit } from '@/lib/platform/visit';
import { linkNotOpen } from '@/lib/share-links/not-found';
import { hashLinkToken } from '@/lib/share-links/token';
import { writeCalendar } from './ical';
import { itemsOfEvent } from './items';
import { type FeedFile, fileOf } from './read-feed';

/**
 * Returns the sessions of a conference whose link is open as one calendar file, for an attendee to save; without those that
 * were canceled.
 * @throws AppError `not_found`, the same for a link that is unknown, revoked or without sessions
 */
export async function calendarOfConferenceLink(visit: Visit, token: string): Promise<FeedFile> {
  const found = await findConferenceLinkByToken(visit.db, hashLinkToken(token));
  if (!found || found.link.revokedAt !== null) throw linkNotOpen();
  const sessions = await listSessionsForCalendar(visit.db, found.conference.id, MAX_SESSIONS);
  if (sessions.length === 0) throw linkNotOpen();
  const { APP_URL } = env();
  // The link is the attendee's own way back to the certificates.
  const where = { url: `${APP_URL}/conference/${token}`, host: new URL(APP_URL).host };
  const items = sessions.flatMap((session) => itemsOfEvent(session, where));
  return fileOf(writeCalendar(found.conference.name, items));
}
