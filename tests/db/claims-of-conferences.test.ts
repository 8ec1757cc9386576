import { sql } from 'drizzle-orm';
import { connect, type Database } from '@/db/client';
import { migrate } from '@/db/migrate';
import { asAdmin, databaseUrl } from '../support/database';
import { migrationsBefore } from '../support/migrations-before';

const admin = process.env.TEST_DATABASE_ADMIN_URL!;
const before = migrationsBefore('claims_of_conferences');

/** Adds a session of a conference, or an event of none, and returns its number. */
async function addEvent(db: Database, conferenceId: number | null): Promise<number> {
  const [row] = await db.execute<{ id: string }>(sql`
    insert into events (provider_id, title, instructor, description, starts_on, ends_on, location_kind, city, state, zip,
      hours, conference_id, search_text, attested_by, attested_at, created_by, created_at, updated_by, updated_at, request_key)
    values (1, 'Session', 'Zoë Ñandú', 'Words.', '2026-05-03', '2026-05-03', 'in_person', 'Helena', 'MT', '59601', 1,
      ${conferenceId}, ' session', 1, now(), 1, now(), 1, now(), gen_random_uuid())
    returning id`);
  return Number(row!.id);
}

/** Adds a claim with the key of a form, made after or before the conference had its link. */
async function addClaim(db: Database, eventId: number, requestKey: string, statedAt = '2026-05-04'): Promise<void> {
  await db.execute(sql`
    insert into claims (event_id, holder_hash, name, state, stated_at, request_key)
    values (${eventId}, 'a', 'Zoë', 'waiting', ${statedAt}, ${requestKey})`);
}

const THROUGH_CONFERENCE = ['0f0f0f0f-0f0f-8f0f-8f0f-0f0f0f0f0f01', '0f0f0f0f-0f0f-8f0f-8f0f-0f0f0f0f0f02'] as const;

test('earlier claims through a conference’s link say so, as far as their sessions tell which conference it was', async () => {
  const name = `test_${crypto.randomUUID().slice(0, 8)}_claims`;
  const url = databaseUrl(admin, name);
  await asAdmin(admin, (root) => root`create database ${root(name)}`);
  const db = connect(url, { max: 1 });
  try {
    await migrate(url, { folder: before });
    await db.execute(sql`
      insert into providers (name, phone, kind, type) values ('Big Sky', '1', 'multiple_event', 'school_district')`);
    await db.execute(sql`insert into users (username, name, email) values ('jdoe', 'Jane Doe', 'jane@example.org')`);
    await db.execute(sql`
      insert into conferences (provider_id, name, starts_on, ends_on, request_key, created_by, created_at, updated_by, updated_at)
      values (1, 'Sky Days', '2026-05-03', '2026-05-03', gen_random_uuid(), 1, now(), 1, now())`);
    await db.execute(sql`
      insert into conference_links (conference_id, token_hash, sealed_token, created_by, created_at)
      values (1, 'hash', 'sealed', 1, '2026-05-03')`);
    const [session, single] = [await addEvent(db, 1), await addEvent(db, null)];
    await addClaim(db, session, THROUGH_CONFERENCE[0]);
    await addClaim(db, session, crypto.randomUUID());
    await addClaim(db, single, THROUGH_CONFERENCE[1]);
    await addClaim(db, session, '0f0f0f0f-0f0f-8f0f-8f0f-0f0f0f0f0f03', '2026-05-02');
    await migrate(url);
    const rows = await db.execute<{ through: number | null }>(
      sql`select conference_id::int as through from claims order by id`,
    );
    expect(rows.map(({ through }) => through)).toEqual([1, null, null, null]);
  } finally {
    await db.$client.end({ timeout: 5 });
    await asAdmin(admin, (root) => root`drop database if exists ${root(name)} with (force)`);
  }
});
