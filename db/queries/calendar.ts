import { and, asc, desc, eq, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import { freshPlans, type Queryable } from '../client';
import { calendarFeeds, eventCancellations, events, memberships, providers, users } from '../schema';
import { type EventScope, withinScope } from './events';

const LISTED = sql`${events.id}, ${events.title}, ${events.startsOn}, ${events.endsOn}, ${events.startsAt}, ${events.locationKind},
  ${events.city}, ${events.state}, ${events.certificateCount}, ${events.canceledAt}`;

type RawListed = {
  id: string;
  title: string;
  starts_on: string;
  ends_on: string;
  starts_at: string | null;
  location_kind: 'online' | 'in_person';
  city: string | null;
  state: string | null;
  certificate_count: number | null;
};

/**
 * Lists the events that begin or end between two days, in the order of their dates; at most `limit` that begin and as many
 * that end. Each half reads one range of its own index.
 */
export async function listCalendarRows(
  db: Queryable,
  scope: EventScope,
  { first, last, limit }: { first: string; last: string; limit: number },
) {
  const rows = await freshPlans(db).execute<RawListed>(calendarStatement(scope, { first, last, limit }));
  return rows.map((row) => ({
    id: Number(row.id),
    title: row.title,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    startsAt: row.starts_at,
    locationKind: row.location_kind,
    city: row.city,
    state: row.state,
    certificateCount: row.certificate_count,
    canceledAt: null,
  }));
}

export function calendarStatement(
  scope: EventScope,
  { first, last, limit }: { first: string; last: string; limit: number },
) {
  const listed = and(withinScope(scope), isNull(events.canceledAt));
  const between = (day: typeof events.startsOn | typeof events.endsOn) =>
    sql`${day} between ${first}::date and ${last}::date`;
  return sql`
    (select ${LISTED} from ${events} where ${listed} and ${between(events.startsOn)}
      order by ${events.startsOn}, ${events.id} limit ${limit})
    union
    (select ${LISTED} from ${events} where ${listed} and ${between(events.endsOn)}
      order by ${events.endsOn}, ${events.id} limit ${limit})
    order by starts_on, id`;
}

/** How often an event was canceled or restored, and when last; with its version it says how often it was revised. */
const revisions = sql`(select count(*)::int as count, max(${eventCancellations.at}) as latest
  from ${eventCancellations} where ${eventCancellations.eventId} = ${events.id})`;

const IN_CALENDAR = {
  id: events.id,
  title: events.title,
  instructor: events.instructor,
  startsOn: events.startsOn,
  endsOn: events.endsOn,
  startsAt: events.startsAt,
  endsAt: events.endsAt,
  room: events.room,
  hours: events.hours,
  locationKind: events.locationKind,
  city: events.city,
  state: events.state,
  certificateCount: events.certificateCount,
  canceledAt: events.canceledAt,
  version: events.version,
  updatedAt: events.updatedAt,
  decisions: sql<number>`revisions.count`,
  decidedAt: sql<string | null>`revisions.latest`,
  providerName: providers.name,
  providerPhone: providers.phone,
};

/**
 * Lists the events of a scope that end on a day or later, those that end first before the others. When there are more than
 * `limit`, those that are over are left out first, the longest ago before the others, and then those that end last.
 */
export async function listEventsForFeed(
  db: Queryable,
  scope: EventScope,
  { from, today, limit }: { from: string; today: string; limit: number },
) {
  const coming = await eventsForFeed(db, scope, sql`${events.endsOn} >= ${today}::date`)
    .orderBy(asc(events.endsOn), asc(events.id))
    .limit(limit);
  const over = await eventsForFeed(
    db,
    scope,
    sql`${events.endsOn} >= ${from}::date and ${events.endsOn} < ${today}::date`,
  )
    .orderBy(desc(events.endsOn), desc(events.id))
    .limit(limit - coming.length);
  return [...over.reverse(), ...coming].map(revised);
}

function eventsForFeed(db: Queryable, scope: EventScope, when: SQL) {
  return freshPlans(db)
    .select(IN_CALENDAR)
    .from(events)
    .innerJoin(providers, eq(providers.id, events.providerId))
    .crossJoinLateral(sql`${revisions} revisions`)
    .where(and(withinScope(scope), when));
}

/** Returns one event as calendars show it. The caller has decided that its reader may see it. */
export async function findEventForCalendar(db: Queryable, eventId: number) {
  const [row] = await db
    .select(IN_CALENDAR)
    .from(events)
    .innerJoin(providers, eq(providers.id, events.providerId))
    .crossJoinLateral(sql`${revisions} revisions`)
    .where(eq(events.id, eventId));
  return row ? revised(row) : null;
}

/**
 * Returns the sessions of a conference that take place, in the order of their times, as calendars show them. The caller has
 * decided that their reader may see them.
 */
export async function listSessionsForCalendar(db: Queryable, conferenceId: number, limit: number) {
  const rows = await db
    .select(IN_CALENDAR)
    .from(events)
    .innerJoin(providers, eq(providers.id, events.providerId))
    .crossJoinLateral(sql`${revisions} revisions`)
    .where(and(eq(events.conferenceId, conferenceId), isNull(events.canceledAt)))
    .orderBy(asc(events.startsOn), sql`${events.startsAt} nulls first`, asc(events.id))
    .limit(limit);
  return rows.map(revised);
}

function revised<Row extends { updatedAt: Date; decidedAt: string | null }>({ decidedAt, ...row }: Row) {
  const decided = decidedAt === null ? null : new Date(decidedAt);
  return { ...row, revisedAt: decided && decided > row.updatedAt ? decided : row.updatedAt };
}

export async function insertFeed(
  tx: Queryable,
  feed: { tokenHash: string; userId: number; providerId: number; createdAt: Date },
): Promise<void> {
  await tx.insert(calendarFeeds).values(feed);
}

/** Ends a person's feed of a provider. Returns whether there was one. */
export async function endFeed(
  tx: Queryable,
  { userId, providerId, at }: { userId: number; providerId: number; at: Date },
): Promise<boolean> {
  const rows = await tx
    .update(calendarFeeds)
    .set({ endedAt: at })
    .where(
      and(eq(calendarFeeds.userId, userId), eq(calendarFeeds.providerId, providerId), isNull(calendarFeeds.endedAt)),
    )
    .returning({ id: calendarFeeds.id });
  return rows.length > 0;
}

/** What a feed depends on: its person may still work for the provider, and has kept the password that they had. */
const WORKS = and(
  isNull(calendarFeeds.endedAt),
  isNull(users.disabledAt),
  ne(providers.standing, 'closed'),
  or(isNull(users.passwordChangedAt), lt(users.passwordChangedAt, calendarFeeds.createdAt)),
);

/** Returns a person's feed of a provider that works, or null. */
export async function findOwnFeed(db: Queryable, { userId, providerId }: { userId: number; providerId: number }) {
  const [row] = await working(db, and(eq(calendarFeeds.userId, userId), eq(calendarFeeds.providerId, providerId)));
  return row ?? null;
}

/** Returns the feed with this token while it works, or null. */
export async function findFeedByToken(db: Queryable, tokenHash: string) {
  const [row] = await working(db, eq(calendarFeeds.tokenHash, tokenHash));
  return row ?? null;
}

function working(db: Queryable, which: ReturnType<typeof and>) {
  return db
    .select({
      id: calendarFeeds.id,
      providerId: calendarFeeds.providerId,
      providerName: providers.name,
      role: memberships.role,
      createdAt: calendarFeeds.createdAt,
      lastReadAt: calendarFeeds.lastReadAt,
    })
    .from(calendarFeeds)
    .innerJoin(users, eq(users.id, calendarFeeds.userId))
    .innerJoin(providers, eq(providers.id, calendarFeeds.providerId))
    .innerJoin(
      memberships,
      and(eq(memberships.userId, calendarFeeds.userId), eq(memberships.providerId, calendarFeeds.providerId)),
    )
    .where(and(which, WORKS));
}

export async function touchFeed(db: Queryable, feedId: number, at: Date): Promise<void> {
  await db.update(calendarFeeds).set({ lastReadAt: at }).where(eq(calendarFeeds.id, feedId));
}

/** Deletes feeds that ended a while ago. */
export async function deleteEndedFeeds(db: Queryable, before: Date): Promise<void> {
  await db.delete(calendarFeeds).where(lt(calendarFeeds.endedAt, before));
}
