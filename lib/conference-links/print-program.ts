import { listOpenCodes } from '@/db/queries/check-in-codes';
import { authorize } from '@/lib/access/authorize';
import { addressOfCode } from '@/lib/attendees/check-in/code-token';
import type { Conference } from '@/lib/conferences/conference';
import { unitsOf } from '@/lib/events/rules';
import { formatDay, formatDays, weekdayOf } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import { renderPdf } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { getConferenceLink, type LinkedSession } from './get-link';
import { type Codes, type Printed, postersHtml, programHtml } from './program-html';

/** The most sessions that are printed at once (choice): about 40 pages. */
const MAX_PRINTED = 400;

/**
 * Prints the program of a conference: its sessions by day and time, each with a QR code.
 * @throws AppError `not_found`, `forbidden`, `invalid` without sessions or with too many, `too_many`, or `unavailable`
 */
export async function printProgram(ctx: Context, conferenceId: number, codes: Codes) {
  const { conference, sessions, address } = await printedOf(ctx, conferenceId, codes);
  const html = await programHtml({ ...headOf(conference), address, days: byDay(sessions) });
  return { conference, bytes: await renderPdf(html, { visit: ctx, kind: 'sheet' }) };
}

/**
 * Prints a poster for each room of a conference and each day, with the sessions there and their QR codes.
 * @throws AppError the same as `printProgram`
 */
export async function printPosters(ctx: Context, conferenceId: number, codes: Codes) {
  const { conference, sessions, address } = await printedOf(ctx, conferenceId, codes);
  const rooms = new Map<string, Printed[]>();
  for (const session of sessions) {
    const key = session.room ?? '';
    rooms.set(key, [...(rooms.get(key) ?? []), session]);
  }
  const posters = Array.from(rooms).flatMap(([room, own]) =>
    byDay(own).map(({ day, sessions }) => ({ room, day, sessions })),
  );
  const html = await postersHtml({ ...headOf(conference), address, posters, codes });
  return { conference, bytes: await renderPdf(html, { visit: ctx, kind: 'sheet' }) };
}

const headOf = ({ name, startsOn, endsOn, place, providerName }: Conference) => ({
  name,
  dates: formatDays(startsOn, endsOn),
  place,
  provider: providerName,
});

async function printedOf(ctx: Context, conferenceId: number, codes: Codes) {
  const { conference, link, sessions } = await getConferenceLink(ctx, conferenceId);
  authorize(ctx, 'share_link.change', conference);
  const planned = sessions.filter(({ isCanceled }) => !isCanceled);
  if (planned.length === 0) throw new AppError('invalid', 'There are no sessions to print yet.');
  if (planned.length > MAX_PRINTED) {
    throw new AppError('invalid', `A program is printed for at most ${MAX_PRINTED} sessions.`);
  }
  const opened =
    codes === 'check-in'
      ? await listOpenCodes(
          ctx.db,
          planned.map(({ id }) => id),
        )
      : [];
  const checkIn = new Map(opened.map((code) => [code.eventId, addressOfCode(code)]));
  const printed = planned.map((session) =>
    printedSession(session, codes === 'check-in' ? (checkIn.get(session.id) ?? null) : (session.link?.address ?? null)),
  );
  return { conference, sessions: printed, address: link?.address ?? null };
}

function printedSession(session: LinkedSession, address: string | null): Printed {
  const units = unitsOf(session.hours);
  return {
    day: session.startsOn,
    title: session.title,
    times: session.times ?? formatDays(session.startsOn, session.endsOn),
    room: session.room,
    instructor: session.instructor,
    track: session.track,
    units: `${units} ${units === '1' ? 'PDU' : 'PDUs'}`,
    address,
  };
}

function byDay(sessions: readonly Printed[]) {
  const days = new Map<string, Printed[]>();
  for (const session of sessions) days.set(session.day, [...(days.get(session.day) ?? []), session]);
  return Array.from(days)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([day, own]) => ({ day: `${weekdayOf(day)}, ${formatDay(day)}`, sessions: own }));
}
