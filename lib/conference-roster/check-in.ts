import { listOpenCodes } from '@/db/queries/check-in-codes';
import { listConferencePeople, listConferenceSessions } from '@/db/queries/conference-roster';
import { authorize } from '@/lib/access/authorize';
import { badgeCodeOf } from '@/lib/attendees/check-in/badge-code';
import { openCheckInCode } from '@/lib/attendees/check-in/manage-code';
import { MAX_BADGES, printBadgesOf } from '@/lib/attendees/check-in/print-badges';
import type { ScannerSession } from '@/lib/attendees/check-in/scans';
import { getConference } from '@/lib/conferences/find-conference';
import type { ProviderEvent } from '@/lib/events/event';
import { titleWithinConference } from '@/lib/events/rules';
import { timesInWords } from '@/lib/events/slots';
import type { Day } from '@/lib/platform/clock';
import { addDays, formatDay, formatDays, weekdayOf } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';

/**
 * Returns the sessions of a conference with the state of their check-in.
 * @throws AppError `not_found` or `forbidden`
 */
export async function getConferenceCheckIn(ctx: Context, conferenceId: number) {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'roster.change', conference);
  const sessions = (await listConferenceSessions(ctx.db, conferenceId)).filter(({ canceledAt }) => canceledAt === null);
  const open = new Set(
    (
      await listOpenCodes(
        ctx.db,
        sessions.map(({ id }) => id),
      )
    ).map(({ eventId }) => eventId),
  );
  return {
    conference,
    sessions: sessions.map((session) => ({
      ...session,
      title: titleWithinConference({ title: session.title, conference: conference.name }),
      times: timesInWords(session),
      isOpen: open.has(session.id),
      canCheckIn: canCheckIn(session, ctx.clock.today()),
    })),
  };
}

/** Returns whether a code is of use: codes work until the day after the event, because an evening can go on after midnight. */
const canCheckIn = ({ endsOn }: { endsOn: Day }, today: Day) => today <= addDays(endsOn, 1);

/**
 * Opens the check-in code of each session of a conference that has none and is not over.
 * @throws AppError `not_found`, `forbidden`, or `invalid` when all sessions are over
 */
export async function openConferenceCodes(ctx: Context, conferenceId: number): Promise<void> {
  const { sessions } = await getConferenceCheckIn(ctx, conferenceId);
  const current = sessions.filter((session) => session.canCheckIn);
  if (sessions.length > 0 && current.length === 0) {
    throw new AppError('invalid', 'All sessions are over, so check-in codes no longer work.');
  }
  for (const { id, isOpen } of current) if (!isOpen) await openCheckInCode(ctx, id);
}

/**
 * Prints a badge for each person at a conference, which the scanners of all its sessions read.
 * @throws AppError `not_found`, `forbidden`, `invalid` without people or with too many, `too_many` or `unavailable`
 */
export async function printConferenceBadges(ctx: Context, conferenceId: number): Promise<Buffer> {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'roster.change', conference);
  const filter = { words: [], sessionId: null };
  const limit = MAX_BADGES + 1;
  const people = await listConferencePeople(ctx.db, conferenceId, { filter, position: null, limit });
  if (people.length === 0) throw new AppError('invalid', 'No one is on a roster yet, so there are no badges to print.');
  const badges = people.map(({ name, school, sessions }) => {
    const { eventId, attendeeId } = sessions[0]!;
    return { name, school, code: badgeCodeOf({ eventId, attendeeId }) };
  });
  return printBadgesOf(ctx, conference.name, badges);
}

/** Returns the event's session for its scanner, and all sessions of its conference, which the scanner can switch to. */
export async function listScannerSessions(ctx: Context, event: ProviderEvent): Promise<ScannerSession[]> {
  if (event.conference?.id == null) return [asScanned(event)];
  const sessions = await listConferenceSessions(ctx.db, event.conference.id);
  const { name } = event.conference;
  return sessions
    .filter(({ id, canceledAt }) => canceledAt === null || id === event.id)
    .map((session) => asScanned({ ...session, title: titleWithinConference({ ...session, conference: name }) }));
}

function asScanned(
  session: Pick<ProviderEvent, 'id' | 'title' | 'startsOn' | 'endsOn' | 'startsAt' | 'endsAt' | 'room'>,
): ScannerSession {
  return {
    id: session.id,
    title: session.title,
    days:
      session.startsOn === session.endsOn
        ? `${weekdayOf(session.startsOn)}, ${formatDay(session.startsOn)}`
        : formatDays(session.startsOn, session.endsOn),
    timeAndRoom: [timesInWords(session), session.room].filter(Boolean).join(', '),
  };
}
