import {
  type AtSession,
  type ConferencePerson,
  countConferencePeople,
  listConferencePeople,
  listConferenceSessions,
} from '@/db/queries/conference-roster';
import { listUnreachedOfConference } from '@/db/queries/returned-mails';
import { authorize } from '@/lib/access/authorize';
import { logConferenceReading } from '@/lib/attendees/log-reading';
import { getConference } from '@/lib/conferences/find-conference';
import { titleWithinConference } from '@/lib/events/rules';
import { sumOfUnits } from '@/lib/events/slots';
import { turnTo } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';
import { type ConferenceRosterQuery, conferenceRosterFilter } from './roster-query';

const PAGE_SIZE = 50;

export type ConferenceSession = Awaited<ReturnType<typeof listConferenceSessions>>[number];

/** A person at a conference with the sum of the units that they earned there. */
export type ListedPerson = ConferencePerson & { units: string };

/**
 * Returns a page of the people at a conference, each with their sessions, for its provider and for staff.
 * @throws AppError `not_found` or `forbidden`
 */
export async function listPeople(ctx: Context, conferenceId: number, query: ConferenceRosterQuery) {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'roster.read', conference);
  await logConferenceReading(ctx, conferenceId);
  const [counts, sessions, unreached, page] = await Promise.all([
    countConferencePeople(ctx.db, conferenceId),
    listConferenceSessions(ctx.db, conferenceId),
    listUnreachedOfConference(ctx.db, conferenceId),
    pageOf(ctx, conferenceId, query),
  ]);
  const titled = sessions.map((session) => ({
    ...session,
    title: titleWithinConference({ title: session.title, conference: conference.name }),
  }));
  return { conference, counts, sessions: titled, unreached, ...page };
}

type Page = { people: ListedPerson[]; next: ConferenceRosterQuery | null; previous: ConferenceRosterQuery | null };

async function pageOf(ctx: Context, conferenceId: number, query: ConferenceRosterQuery): Promise<Page> {
  const filter = conferenceRosterFilter(query);
  const { rows, next, previous } = await turnTo<{ id: number }, ConferenceRosterQuery, ConferencePerson>(query, {
    size: PAGE_SIZE,
    read: (position, limit) => listConferencePeople(ctx.db, conferenceId, { filter, position, limit }),
    keyOf: ({ firstId }) => ({ id: firstId }),
  });
  return { people: rows.map(withUnits), next, previous };
}

/** Returns whether a session gives no units any more: it was canceled, and the person has no certificate of it. */
export function isCalledOff({ canceled, hasCertificate }: AtSession): boolean {
  return canceled && !hasCertificate;
}

/** Adds up the units of the sessions that a person completed. */
export function withUnits(person: ConferencePerson): ListedPerson {
  const earned = person.sessions.filter((session) => session.completed && !isCalledOff(session));
  return { ...person, units: sumOfUnits(earned.map(({ units }) => units)) };
}
