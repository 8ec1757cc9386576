import { and, like, type SQL, sql } from 'drizzle-orm';
import { freshPlans, type Queryable } from '../client';
import {
  applications,
  auditEntries,
  conferences,
  eventCategories,
  events,
  providers,
  settings,
  users,
} from '../schema';

/** Where a page begins: after this entry, in the order from the latest. */
export type AuditPosition = { at: Date; id: number };

export type AuditFilter = {
  /** Entries of what one of these people did, or of what happened to their accounts. */
  userIds: readonly number[] | null;
  /** Entries about records of one of these providers. */
  providerIds: readonly number[] | null;
  subject: { type: string; id: number } | null;
  action: string | null;
  /** Days in Montana. */
  from: string | null;
  to: string | null;
};

export type FoundEntry = {
  id: number;
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorThrough: string | null;
  userName: string | null;
  username: string | null;
  onBehalfOfName: string | null;
  action: string;
  subjectType: string;
  subjectId: number | null;
  /** A user's name or an event's title. */
  subjectName: string | null;
  providerId: number | null;
  providerName: string | null;
  requestId: string | null;
  address: string | null;
  /** Null: an approved disposal run erased them. */
  details: Record<string, unknown> | null;
};

type Request = { filter: AuditFilter; position: AuditPosition | null; limit: number };

/**
 * Lists the entries that match, latest first. For several people or providers, each one's latest are read from the index
 * and merged, so that the cost depends on the page and not on how much they did.
 */
export async function searchAudit(db: Queryable, request: Request): Promise<FoundEntry[]> {
  const rows = await freshPlans(db).execute<RawRow>(auditSearchStatement(request));
  return rows.map(toEntry);
}

export function auditSearchStatement({ filter, position, limit }: Request): SQL {
  const { userIds, providerIds, subject, action, from, to } = filter;
  const conditions: SQL[] = [];
  if (subject) conditions.push(sql`e.subject_type = ${subject.type} and e.subject_id = ${subject.id}::bigint`);
  if (action) conditions.push(sql`e.action = ${action}`);
  if (from) conditions.push(sql`e.at >= ${from}::date::timestamp at time zone 'America/Denver'`);
  if (to) conditions.push(sql`e.at < (${to}::date + 1)::timestamp at time zone 'America/Denver'`);
  if (position)
    conditions.push(sql`(e.at, e.id) < (${position.at.toISOString()}::timestamptz, ${position.id}::bigint)`);
  const latest = (...also: SQL[]) => {
    const all = [...also, ...conditions];
    return sql`select * from ${auditEntries} e where ${all.length > 0 ? sql.join(all, sql` and `) : sql`true`}
      order by e.at desc, e.id desc limit ${limit}`;
  };
  const found = () => {
    if (!userIds) return latest();
    const people = idsOf(userIds);
    const about = sql`e.subject_type = 'user' and e.subject_id = u.id and (e.user_id is null or e.user_id <> all (${people}))`;
    return sql`
      select e.* from unnest(${people}) u(id) cross join lateral (${latest(sql`e.user_id = u.id`)}) e
      union all
      select e.* from unnest(${people}) u(id) cross join lateral (${latest(about)}) e`;
  };
  if (providerIds) conditions.push(sql`e.provider_id = p.id`);
  const source = providerIds
    ? sql`select e.* from unnest(${idsOf(providerIds)}) p(id) cross join lateral (${found()}) e`
    : found();
  return sql`
    select e.id, e.at, e.actor_kind, e.actor_id, e.actor_through, e.action, e.subject_type, e.subject_id, e.provider_id,
      e.request_id, e.address, e.details, person.name as user_name, person.username,
      provider.name as provider_name, principal.name as on_behalf_of_name,
      case e.subject_type
        when 'user' then (select name from ${users} where id = e.subject_id)
        when 'event' then (select title from ${events} where id = e.subject_id)
        when 'conference' then (select name from ${conferences} where id = e.subject_id)
        when 'category' then (select name from ${eventCategories} where id = e.subject_id)
        when 'application' then (select organization from ${applications} where id = e.subject_id)
        when 'setting' then (select name from ${settings} where id = e.subject_id)
      end as subject_name
    from (select * from (${source}) found order by at desc, id desc limit ${limit}) e
    left join ${users} person on person.id = e.user_id
    left join ${providers} provider on provider.id = e.provider_id
    left join ${providers} principal on principal.id = e.on_behalf_of
    order by e.at desc, e.id desc`;
}

function idsOf(ids: readonly number[]): SQL {
  return sql`${`{${ids.join(',')}}`}::bigint[]`;
}

/** Returns the people whose names, usernames or email addresses have all of these words. */
export async function listPeopleNamed(db: Queryable, words: readonly string[], limit: number): Promise<number[]> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(...words.map((word) => like(users.searchText, `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`))))
    .orderBy(users.id)
    .limit(limit);
  return rows.map(({ id }) => id);
}

type RawRow = {
  id: string;
  at: string | Date;
  actor_kind: string;
  actor_id: string | null;
  actor_through: string | null;
  action: string;
  subject_type: string;
  subject_id: string | null;
  subject_name: string | null;
  provider_id: string | null;
  request_id: string | null;
  address: string | null;
  details: Record<string, unknown> | null;
  user_name: string | null;
  username: string | null;
  provider_name: string | null;
  on_behalf_of_name: string | null;
};

function toEntry(row: RawRow): FoundEntry {
  return {
    id: Number(row.id),
    at: new Date(row.at),
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorThrough: row.actor_through,
    userName: row.user_name,
    username: row.username,
    onBehalfOfName: row.on_behalf_of_name,
    action: row.action,
    subjectType: row.subject_type,
    subjectId: row.subject_id === null ? null : Number(row.subject_id),
    subjectName: row.subject_name,
    providerId: row.provider_id === null ? null : Number(row.provider_id),
    providerName: row.provider_name,
    requestId: row.request_id,
    address: row.address,
    details: row.details,
  };
}
