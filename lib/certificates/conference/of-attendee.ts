import { listConferenceOfAttendee } from '@/db/queries/conference-certificates';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { logReading } from '@/lib/attendees/log-reading';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import {
  type ConferenceCertificates,
  type ConferenceDownload,
  conferenceFiles,
  conferenceOf,
} from './conference-files';

type OfAttendee = { eventId: number; attendeeId: number };

/**
 * Returns the certificates that an attendee's email address earned at all sessions of the event's conference, within
 * the provider's events; null when there is at most one.
 * @throws AppError `forbidden`
 */
export async function findConferenceOfAttendee(
  ctx: Context,
  { eventId, attendeeId }: OfAttendee,
): Promise<ConferenceCertificates | null> {
  authorize(ctx, 'roster.read');
  const found = conferenceOf(await listConferenceOfAttendee(ctx.db, eventId, attendeeId, scopeOf(ctx.actor)));
  if (found) await logReading(ctx, eventId);
  return found;
}

/**
 * Begins the download of these certificates and records it in the audit log.
 * @throws AppError `forbidden`, or `not_found`, both for another provider's attendee and for one without such
 * certificates
 */
export async function beginConferenceDownload(ctx: Context, of: OfAttendee): Promise<ConferenceDownload> {
  const found = await findConferenceOfAttendee(ctx, of);
  if (!found) throw new AppError('not_found', 'This person has no certificates from several sessions.');
  await ctx.db.transaction((tx) =>
    record(tx, ctx, {
      action: 'certificates.downloaded',
      subject: `event:${of.eventId}`,
      details: { as: 'zip', conference: found.conference, serials: found.certificates.map(({ serial }) => serial) },
    }),
  );
  return { conference: found.conference, files: conferenceFiles(ctx.db, found) };
}
