import { type SQL, sql } from 'drizzle-orm';
import { freshPlans, type Queryable } from '../client';

/** A provider's events that end in these days: a reporting year, for the annual report (ARM 10.57.216). */
export type ReportedEvents = { providerId: number; from: string; to: string };

/** Always-open courses that run on the last day of a reporting year and go on after it. */
const GOES_ON = (to: string): SQL =>
  sql`e.asynchronous and e.canceled_at is null and e.starts_on <= ${to}::date and e.ends_on > ${to}::date`;

/** Lists the events of a reporting year that have ended and have no certificate count, oldest first. */
export async function listUncounted(
  db: Queryable,
  { providerId, from, to, today, limit }: ReportedEvents & { today: string; limit: number },
): Promise<{ id: number; title: string; endsOn: string }[]> {
  const rows = await freshPlans(db).execute<{ id: string; title: string; ends_on: string }>(sql`
    select e.id, e.title, e.ends_on::text from events e
    where e.provider_id = ${providerId} and e.certificate_count is null and e.canceled_at is null
      and e.ends_on between ${from}::date and ${to}::date and e.ends_on < ${today}::date
    order by e.ends_on, e.id limit ${limit}`);
  return rows.map(({ id, title, ends_on }) => ({ id: Number(id), title, endsOn: ends_on }));
}

/** Sums up the counts up to the last day of a reporting year, the latest of each course. */
export async function sumInterimCounts(
  db: Queryable,
  { providerId, to }: Pick<ReportedEvents, 'providerId' | 'to'>,
): Promise<{ courses: number; counted: number; certificates: number }> {
  const [row] = await freshPlans(db).execute<{ courses: string; counted: string; certificates: string }>(sql`
    select count(*) as courses, count(latest.count) as counted, coalesce(sum(latest.count), 0) as certificates
    from events e
    left join lateral (
      select i.count from interim_counts i where i.event_id = e.id and i.as_of = ${to}::date order by i.id desc limit 1
    ) latest on true
    where e.provider_id = ${providerId} and ${GOES_ON(to)}`);
  const { courses, counted, certificates } = row!;
  return { courses: Number(courses), counted: Number(counted), certificates: Number(certificates) };
}

/** Where a page of the listing begins: after the event with this last day and number. */
export type ListingPosition = { endsOn: string; id: number };

type Agenda = { heldOn: string; startsAt: string; endsAt: string; title: string; counts: boolean }[];

export type ReportedEvent = {
  id: number;
  title: string;
  instructor: string;
  description: string;
  conference: { name: string } | null;
  ownNumber: string | null;
  room: string | null;
  track: string | null;
  startsOn: string;
  endsOn: string;
  startsAt: string | null;
  endsAt: string | null;
  locationKind: 'online' | 'in_person';
  city: string | null;
  state: string | null;
  zip: string | null;
  hours: string;
  agenda: Agenda;
  /** The people on the roster now, and how many certificates were given out; null: not reported yet. */
  participants: number;
  certificateCount: number | null;
  /** For a course that goes on: the count up to the last day of the year; null: none was recorded. */
  interim: number | null;
  asynchronous: boolean;
  goesOn: boolean;
};

/**
 * Lists what the annual report has of each event: those that end in the year, and after them the always-open courses that go
 * on. In the order of their last days.
 */
export async function listReportedEvents(
  db: Queryable,
  { providerId, from, to, after, limit }: ReportedEvents & { after: ListingPosition | null; limit: number },
): Promise<ReportedEvent[]> {
  const start = after
    ? sql`(e.ends_on, e.id) > (${after.endsOn}::date, ${after.id}::bigint)`
    : sql`e.ends_on >= ${from}::date`;
  // A course ends within a year of its start.
  const rows = await freshPlans(db).execute<Record<string, unknown>>(sql`
    with page as materialized (
      select e.* from events e
      where e.provider_id = ${providerId} and ${start} and e.ends_on >= ${from}::date
        and e.ends_on <= ${to}::date + 366 and e.canceled_at is null and (e.ends_on <= ${to}::date or (${GOES_ON(to)}))
      order by e.ends_on, e.id limit ${limit}
    )
    select jsonb_build_object(
      'id', e.id, 'title', e.title, 'instructor', e.instructor, 'description', e.description,
      'conference', (select jsonb_build_object('name', c.name) from conferences c where c.id = e.conference_id),
      'ownNumber', e.own_number, 'room', e.room, 'track', e.track, 'startsOn', e.starts_on, 'endsOn', e.ends_on,
      'startsAt', to_char(e.starts_at, 'HH24:MI'), 'endsAt', to_char(e.ends_at, 'HH24:MI'),
      'locationKind', e.location_kind, 'city', e.city, 'state', e.state, 'zip', e.zip, 'hours', e.hours::text,
      'agenda', coalesce((select jsonb_agg(jsonb_build_object(
          'heldOn', a.held_on, 'startsAt', to_char(a.starts_at, 'HH24:MI'), 'endsAt', to_char(a.ends_at, 'HH24:MI'),
          'title', a.title, 'counts', a.counts) order by a.position)
        from agenda_items a where a.event_id = e.id), '[]'),
      'participants', (select count(*) from attendees p where p.event_id = e.id and p.removed_at is null),
      'certificateCount', e.certificate_count, 'asynchronous', e.asynchronous, 'goesOn', e.ends_on > ${to}::date,
      'interim', (select i.count from interim_counts i
        where i.event_id = e.id and i.as_of = ${to}::date order by i.id desc limit 1)) as event
    from page e order by e.ends_on, e.id`);
  return rows.map(({ event }) => event as ReportedEvent);
}
