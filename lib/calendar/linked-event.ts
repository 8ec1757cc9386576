import { findEventForCalendar } from '@/db/queries/calendar';
import { env } from '@/lib/platform/env';
import type { Visit } from '@/lib/platform/visit';
import { linkNotOpen } from '@/lib/share-links/not-found';
import { followLink } from '@/lib/share-links/open-link';
import { writeCalendar } from './ical';
import { itemsOfEvent } from './items';
import { type FeedFile, fileOf } from './read-feed';

/**
 * Returns the event of an open share link as a calendar file, for an attendee to save.
 * @throws AppError `not_found`
 */
export async function calendarOfLink(visit: Visit, token: string): Promise<FeedFile> {
  const open = (await followLink(visit, token))?.open;
  const event = open && (await findEventForCalendar(visit.db, open.eventId));
  if (!event) throw linkNotOpen();
  const { APP_URL } = env();
  // The link is the attendee's own way back to the certificate.
  const items = itemsOfEvent(event, { url: `${APP_URL}/certificate/${token}`, host: new URL(APP_URL).host });
  return fileOf(writeCalendar(event.title, items));
}
