import { listConferenceOfAttendee } from '@/db/queries/conference-certificates';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { type Context, scopeOf } from '@/lib/platform/visit';
import {
  type ConferenceCertificates,
  type ConferenceDownload,
  conferenceFiles,
  conferenceOf,
} from './conference-files';

type Which = { eventId: number; attendeeId: number };

/**
 * What an attendee's e-mail address earned at all sessions of the event's conference, within the provider's events; null
 * when that is not more than one certificate.
 */
export async function findConferenceOfAttendee(
  ctx: Context,
  { eventId, attendeeId }: Which,
): Promise<ConferenceCertificates | null> {
  return conferenceOf(await listConferenceOfAttendee(ctx.db, eventId, attendeeId, scopeOf(ctx.actor)));
}

/**
 * Begins the download of them, and says so in the log.
 * @throws AppError `not_found`, the same for another provider's attendee and for one without such certificates
 */
export async function beginConferenceDownload(ctx: Context, which: Which): Promise<ConferenceDownload> {
  const found = await findConferenceOfAttendee(ctx, which);
  if (!found) throw new AppError('not_found', 'There are no certificates of several sessions for this person.');
  await ctx.db.transaction((tx) =>
    record(tx, ctx, {
      action: 'certificates.downloaded',
      subject: `event:${which.eventId}`,
      details: { as: 'zip', conference: found.conference, serials: found.certificates.map(({ serial }) => serial) },
    }),
  );
  return { conference: found.conference, files: conferenceFiles(ctx.db, found) };
}
