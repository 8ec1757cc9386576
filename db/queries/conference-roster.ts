import { and, asc, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { freshPlans, type Queryable } from '../client';
import { attendees, events } from '../schema';
import { returnedInConference } from './returned-mails';
import { hasWord, type SearchedWord, searchedText } from './roster-search';

/** One person at one session. */
export type AtSession = {
  eventId: number;
  attendeeId: number;
  units: string;
  completed: boolean;
  hasCertificate: boolean;
  /** The session was canceled; certificates that were issued before stay. */
  canceled: boolean;
};

/** A person at a conference: the lines of all its rosters with the same identity. */
export type ConferencePerson = {
  /** The smallest number of these lines, by which a page refers to the person. */
  firstId: number;
  name: string;
  email: string | null;
  school: string;
  educatorNumber: string;
  sessions: AtSession[];
};

export type ConferenceRosterFilter = {
  words: readonly SearchedWord[];
  /** Only people on this session's roster. */
  sessionId: number | null;
  /** Only people to whom the latest email with a certificate came back. */
  returned?: boolean;
};

export type ConferencePosition = { side: 'after' | 'before'; id: number };

/**
 * The lines of a conference's rosters. Its sessions are an array that is read first: PostgreSQL then finds their lines by
 * index and gathers them without sorting.
 */
const linesOf = (conferenceId: number) =>
  sql`a.event_id = any(array(select e.id from events e where e.conference_id = ${conferenceId})) and a.removed_at is null`;

/** By what people are found and sorted, for all of them. */
const keysOf = (conferenceId: number) => sql`
  select a.identity, min(a.id) as first_id, min(lower(a.name)) as sort_name
  from attendees a where ${linesOf(conferenceId)} group by a.identity`;

/** People with their details, which are those of the latest line that has them. */
const peopleOf = (conferenceId: number, whose: SQL) => sql`
  select a.identity, min(a.id) as first_id, min(lower(a.name)) as sort_name,
    (array_agg(a.name order by a.id desc))[1] as name,
    (array_agg(a.email order by a.id desc) filter (where a.email is not null))[1] as email,
    coalesce((array_agg(a.school order by a.id desc) filter (where a.school <> ''))[1], '') as school,
    coalesce((array_agg(a.educator_number order by a.id desc) filter (where a.educator_number <> ''))[1], '') as educator_number,
    json_agg(json_build_object('eventId', a.event_id, 'attendeeId', a.id, 'units', a.units::text, 'completed', a.completed,
      'hasCertificate', a.current_certificate_id is not null, 'canceled', s.canceled_at is not null)
      order by s.starts_on, s.starts_at nulls first, s.id) as sessions
  from attendees a join events s on s.id = a.event_id
  where ${linesOf(conferenceId)} and ${whose}
  group by a.identity`;

const SEARCHED = searchedText(sql`p.name`, sql`p.email`, sql`p.school`, sql`p.educator_number`);

type Row = {
  first_id: string;
  name: string;
  email: string | null;
  school: string;
  educator_number: string;
  sessions: AtSession[];
};

/**
 * Lists people at a conference by name, one page or all; going back, nearest first. The caller has checked access to the
 * conference.
 */
export async function listConferencePeople(
  db: Queryable,
  conferenceId: number,
  {
    filter: { words, sessionId, returned },
    position,
    limit,
  }: { filter: ConferenceRosterFilter; position: ConferencePosition | null; limit: number | null },
): Promise<ConferencePerson[]> {
  const back = position?.side === 'before';
  const found = words.map((word) => hasWord(SEARCHED, word));
  const within: SQL[] = [
    ...(sessionId === null
      ? []
      : [
          sql`exists (select from attendees s where s.event_id = ${sessionId} and s.identity = p.identity and s.removed_at is null)`,
        ]),
    ...(returned ? [sql`p.identity in ${returnedInConference(conferenceId)}`] : []),
    ...(position
      ? [
          sql`(p.sort_name, p.identity) ${back ? sql`<` : sql`>`} (select o.sort_name, o.identity from keys o where o.first_id = ${position.id})`,
        ]
      : []),
  ];
  const where = (conditions: readonly SQL[]) =>
    conditions.length > 0 ? sql`where ${sql.join([...conditions], sql` and `)}` : sql``;
  const direction = back ? sql`desc` : sql`asc`;
  const page = sql`order by p.sort_name ${direction}, p.identity ${direction} ${limit === null ? sql`` : sql`limit ${limit}`}`;
  // Details are gathered for a page's people only, unless words have to be looked for in the details of all.
  const shown =
    found.length > 0
      ? sql`select p.identity from keys p ${where(within)}`
      : sql`select p.identity from keys p ${where(within)} ${page}`;
  const rows = await freshPlans(db).execute<Row>(sql`
    with keys as materialized (${keysOf(conferenceId)}),
      people as (${peopleOf(conferenceId, sql`a.identity in (${shown})`)})
    select p.first_id, p.name, p.email, p.school, p.educator_number, p.sessions
    from people p ${where(found)} ${page}`);
  return rows.map(({ first_id, educator_number, ...row }) => ({
    ...row,
    firstId: Number(first_id),
    educatorNumber: educator_number,
  }));
}

export type ConferenceRosterCounts = { people: number; attendances: number; certificates: number };

/** Counts the people of a conference, the sessions they completed, and their certificates. */
export async function countConferencePeople(db: Queryable, conferenceId: number): Promise<ConferenceRosterCounts> {
  const [row] = await freshPlans(db).execute<Record<keyof ConferenceRosterCounts, string>>(sql`
    select count(*) as people, coalesce(sum(attendances), 0) as attendances, coalesce(sum(certificates), 0) as certificates
    from (
      select count(*) filter (where a.completed and (s.canceled_at is null or a.current_certificate_id is not null)) as attendances,
        count(a.current_certificate_id) as certificates
      from attendees a join events s on s.id = a.event_id where ${linesOf(conferenceId)} group by a.identity
    ) person`);
  return {
    people: Number(row!.people),
    attendances: Number(row!.attendances),
    certificates: Number(row!.certificates),
  };
}

/** Lists the sessions of a conference in the order of their times. The caller has checked access to the conference. */
export async function listConferenceSessions(db: Queryable, conferenceId: number) {
  return db
    .select({
      id: events.id,
      title: events.title,
      ownNumber: events.ownNumber,
      startsOn: events.startsOn,
      endsOn: events.endsOn,
      startsAt: events.startsAt,
      endsAt: events.endsAt,
      room: events.room,
      hours: events.hours,
      canceledAt: events.canceledAt,
    })
    .from(events)
    .where(eq(events.conferenceId, conferenceId))
    .orderBy(asc(events.startsOn), sql`${events.startsAt} nulls first`, asc(events.id));
}

/**
 * Lists everybody on the rosters of a conference's sessions, whose badges its scanners know. A person whose records were
 * merged may wear the badge of each of them, and is listed with the number of each. The badge of a person who was removed
 * from one session and is on the roster of another goes on working.
 */
export async function listBadgeLines(db: Queryable, conferenceId: number) {
  const badged = alias(attendees, 'badged');
  const elsewhere = sql`exists (select from attendees o join events s on s.id = o.event_id
    where s.conference_id = ${conferenceId} and o.identity = ${attendees.identity} and o.removed_at is null)`;
  return db
    .select({
      id: badged.id,
      eventId: attendees.eventId,
      name: attendees.name,
      email: attendees.email,
      school: attendees.school,
      educatorNumber: attendees.educatorNumber,
      identity: attendees.identity,
    })
    .from(badged)
    .innerJoin(attendees, sql`${attendees.id} = coalesce(${badged.mergedInto}, ${badged.id})`)
    .innerJoin(events, eq(events.id, attendees.eventId))
    .where(and(eq(events.conferenceId, conferenceId), or(isNull(attendees.removedAt), elsewhere)))
    .orderBy(asc(badged.id));
}
