import type postgres from 'postgres';
import { type BenchProviders, loadEvents } from '../load-events';

/** How much there is in the full database; the other one has a hundredth of it. */
export const FULL = { providers: 5_000, events: 1_000_000, users: 100_000, requests: 200_000, entries: 10_000_000 };

/** The administrator whose pages are measured. */
const USERNAME = 'bench-administrator';
/** A member of staff to whom a part of the open requests is assigned. */
const COLLEAGUE = 'bench-colleague';

/** Of this many requests, one is still open or waits for the provider. */
const UNDECIDED = 20;

export type StaffData = BenchProviders & { staffId: number; requestId: number; userId: number; eventId: number };

/**
 * Loads what an agency may have after many years, in one statement for each table, without the triggers that copy and
 * chain: a log of ten million entries would otherwise take an hour.
 * @param share 1 for the full database, 0.01 for the small one
 */
export async function loadStaffData(sql: postgres.Sql, share: number): Promise<StaffData> {
  const [providers, events, users, requests, entries] = Object.values(FULL).map((count) => Math.ceil(count * share));
  const bench = await loadEvents(sql, events!, Math.max(1, providers! - 2));
  const staff = await sql<{ id: string }[]>`
    insert into users (username, name, email, staff_role, two_step_secret, two_step_confirmed_at) values
      (${USERNAME}, 'Bench administrator', 'bench-administrator@example.org', 'administrator', 'never read', now()),
      (${COLLEAGUE}, 'Bench colleague', 'bench-colleague@example.org', 'staff', 'never read', now())
    returning id`;
  const [staffId, colleagueId] = staff.map(({ id }) => Number(id));
  const [{ userId } = { userId: 0 }] = await sql<{ userId: number }[]>`
    with added as (
      insert into users (username, name, email)
      select 'bench-user-' || n, (${GIVEN}::text[])[1 + n % ${GIVEN.length}] || ' ' || (${FAMILY}::text[])[1 + n / 7 % ${FAMILY.length}]
        || ' ' || n, 'user' || n || '@example.org'
      from generate_series(1, ${users!}::int) n
      returning id
    ), joined as (
      insert into memberships (user_id, provider_id, role)
      select a.id, p.id, case when a.id % 3 = 0 then 'manager' else 'editor' end
      from (select id, row_number() over (order by id) as at from added) a
      join (select id, row_number() over (order by id) as at, count(*) over () as many from providers) p
        on p.at = 1 + a.at % p.many
    )
    select min(id)::int as "userId" from added`;
  const requestId = await loadRequests(sql, requests!, { userId, colleagueId: colleagueId! });
  await loadEntries(sql, entries!, userId);
  for (const table of ['users', 'memberships', 'providers', 'requests', 'request_steps', 'audit_entries'])
    await sql`vacuum (analyze) ${sql(table)}`;
  const [event] = await sql<{ id: string }[]>`
    select id from events where provider_id = ${bench.large.providerId} order by id limit 1`;
  return { ...bench, staffId: staffId!, requestId, userId, eventId: Number(event!.id) };
}

/** Loads requests about one event each, and for users; returns an open one about an event. */
async function loadRequests(
  sql: postgres.Sql,
  total: number,
  { userId, colleagueId }: { userId: number; colleagueId: number },
): Promise<number> {
  await withoutTriggers(sql, ['requests', 'request_steps'], async () => {
    await sql`
      with drawn as (
        select e.id, e.provider_id, e.title, row_number() over (order by e.id) as n, jsonb_build_object(
          'title', e.title, 'instructor', e.instructor, 'description', e.description, 'startsOn', e.starts_on,
          'endsOn', e.ends_on, 'asynchronous', e.asynchronous, 'hours', trim_scale(e.hours)::text, 'agenda', '[]'::jsonb,
          'conference', null, 'ownNumber', null, 'room', null, 'track', null, 'startsAt', null, 'endsAt', null,
          'categoryIds', (select coalesce(jsonb_agg(l.category_id order by l.category_id), '[]') from event_category_links l
            where l.event_id = e.id),
          'location', case e.location_kind when 'online' then '{"kind": "online"}'::jsonb
            else jsonb_build_object('kind', 'in_person', 'city', e.city, 'state', e.state, 'zip', e.zip) end) as content
        from events e where e.id % ${Math.max(1, Math.floor(FULL.events / FULL.requests))} = 0 order by e.id limit ${total}
      ), facts as (
        select *, n % 10 < 7 as about_event,
          case when n % ${UNDECIDED} <> 0 then case when n % 9 = 0 then 'declined' else 'approved' end
            when n % ${3 * UNDECIDED} = 0 then 'waiting' else 'open' end as status,
          current_date - (case when n % ${UNDECIDED} <> 0 then 30 + n % 3000 else n % 20 end)::int as day
        from drawn
      )
      insert into requests (provider_id, kind, event_id, status, reason, asked, basis, basis_version, assignee_id, asked_by,
        asked_at, due_on, waiting_since, decided_at, request_key)
      select provider_id, case when about_event then 'correction' else 'user' end, case when about_event then id end, status,
        'The flyer had another title than the event.',
        case when about_event then content || jsonb_build_object('title', title || ' (corrected)')
          else jsonb_build_object('name', 'Asked Person ' || n, 'email', 'asked' || n || '@example.org', 'role', 'editor') end,
        case when about_event then content else '{"stamp": "bench"}'::jsonb end,
        1, case when n % 3 = 0 then ${colleagueId}::bigint end, ${userId}, day, day + 9,
        case when status = 'waiting' then day end,
        case when status in ('approved', 'declined') then day + interval '3 days' end, gen_random_uuid()
      from facts`;
    await sql`
      insert into request_steps (request_id, kind, by, at)
      select id, 'sent', asked_by, asked_at from requests
      union all
      select id, status, ${colleagueId}, decided_at from requests where decided_at is not null`;
  });
  const [open] = await sql<{ id: string }[]>`
    select id from requests where status = 'open' and kind = 'correction' order by due_on, id limit 1`;
  return Number(open!.id);
}

/** Loads entries of the audit log, without its chain: ten years of what providers, their users and staff did. */
async function loadEntries(sql: postgres.Sql, total: number, firstUser: number): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'audit_entries'::regclass and not i.indisprimary`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  await withoutTriggers(sql, ['audit_entries'], async () => {
    await sql`
      insert into audit_entries (at, actor_kind, actor_id, user_id, action, subject_type, subject_id, provider_id, request_id,
        address, details)
      select now() - interval '10 years' * ((${total}::float - n) / ${total}), 'provider', u.id::text, u.id,
        (${ACTIONS}::text[])[1 + n % ${ACTIONS.length}], 'event', e.id, e.provider_id, 'bench-' || n, '203.0.113.7',
        case when n % 3 = 0 then '{"version": 2}'::jsonb end
      from generate_series(1, ${total}::int) n
      cross join lateral (select ${firstUser}::bigint + (hashint8(n)::bigint & 2147483647)
        % (select count(*) from users where username like 'bench-user-%') as id) u
      cross join lateral (select 1 + (hashint8(n * 31 + 7)::bigint & 2147483647) % (select max(id) from events) as id) drawn
      join events e on e.id = drawn.id`;
  });
  for (const { definition } of indexes) await sql.unsafe(definition);
}

/** The triggers of these tables copy, chain or refuse; what is loaded here is nobody's record. */
async function withoutTriggers(sql: postgres.Sql, tables: string[], work: () => Promise<void>): Promise<void> {
  for (const table of tables) await sql`alter table ${sql(table)} disable trigger user`;
  await work();
  for (const table of tables) await sql`alter table ${sql(table)} enable trigger user`;
}

const GIVEN = ['Dana', 'Joseph', 'Kari', 'Thomas', 'Priya', 'Zoe', 'Luke', 'Elena', 'Maribel', 'Henry', 'Rosa'];
const FAMILY = [
  'Whitehorse',
  'Littlebear',
  'Rask',
  'Raman',
  'Markham',
  'Nunez',
  'Aasheim',
  'Solberg',
  'Bell',
  'Harlow',
];
const ACTIONS = [
  'event.edited',
  'certificate.issued',
  'certificate.mailed',
  'attendee.added',
  'attendee.edited',
  'certificate.generated',
  'certificate.corrected',
];
