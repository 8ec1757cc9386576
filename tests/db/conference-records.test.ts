import { sql } from 'drizzle-orm';
import { connect, type Database } from '@/db/client';
import { migrate } from '@/db/migrate';
import { asAdmin, databaseUrl } from '../support/database';
import { migrationsBefore } from '../support/migrations-before';

const admin = process.env.TEST_DATABASE_ADMIN_URL!;
const before = migrationsBefore('conference_records');

/** Adds an event as it was before conferences were records, with the name of its conference or none. */
async function addEvent(db: Database, providerId: number, startsOn: string, conference: string | null): Promise<void> {
  await db.execute(sql`
    insert into events (provider_id, title, instructor, description, starts_on, ends_on, location_kind, city, state, zip,
      hours, conference, search_text, attested_by, attested_at, created_by, created_at, updated_by, updated_at, request_key)
    values (${providerId}, 'Session', 'Zoë Ñandú', 'Words.', ${startsOn}, ${startsOn}, 'in_person', 'Helena', 'MT', '59601',
      1, ${conference}, ' session', 1, now(), 1, now(), 1, now(), gen_random_uuid())`);
}

test('events that share the name of a conference become its sessions, one conference for each occasion', async () => {
  const name = `test_${crypto.randomUUID().slice(0, 8)}_named`;
  const url = databaseUrl(admin, name);
  await asAdmin(admin, (root) => root`create database ${root(name)}`);
  const db = connect(url, { max: 1 });
  try {
    await migrate(url, { folder: before });
    await db.execute(sql`
      insert into providers (name, phone, kind, type)
      values ('Big Sky', '1', 'multiple_event', 'school_district'), ('College', '2', 'multiple_event', 'college_or_university')`);
    await db.execute(sql`insert into users (username, name, email) values ('jdoe', 'Jane Doe', 'jane@example.org')`);
    await addEvent(db, 1, '2024-10-17', 'Sky Days');
    await addEvent(db, 1, '2024-10-18', 'SKY days');
    // The same winter, across the turn of the year.
    await addEvent(db, 1, '2025-01-10', 'Sky days');
    await addEvent(db, 1, '2025-10-16', 'Sky days 🎉');
    await addEvent(db, 1, '2026-10-15', 'Sky Days!');
    await addEvent(db, 1, '2026-02-05', 'Sky days');
    await addEvent(db, 2, '2025-10-16', 'Sky days');
    await addEvent(db, 1, '2025-10-16', null);
    await migrate(url);
    const conferences = await db.execute(sql`
      select c.provider_id::int, c.name, c.starts_on::text, c.ends_on::text, c.place, c.closed_at, c.version,
        (select count(*)::int from events e where e.conference_id = c.id) as sessions
      from conferences c order by c.provider_id, c.starts_on, c.name`);
    const helena = { place: 'Helena, MT', closed_at: null, version: 1 };
    const on = (provider: number, name: string, from: string, to: string, sessions: number) => ({
      ...helena,
      provider_id: provider,
      name,
      starts_on: from,
      ends_on: to,
      sessions,
    });
    expect([...conferences]).toEqual([
      on(1, 'Sky days', '2024-10-17', '2025-01-10', 3),
      on(1, 'Sky days 🎉', '2025-10-16', '2025-10-16', 1),
      on(1, 'Sky days', '2026-02-05', '2026-02-05', 1),
      on(1, 'Sky Days!', '2026-10-15', '2026-10-15', 1),
      on(2, 'Sky days', '2025-10-16', '2025-10-16', 1),
    ]);
    const [rest] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from events where conference_id is null`,
    );
    expect(rest!.count).toBe(1);
    // A session belongs to its conference's provider.
    await expect(db.execute(sql`update events set provider_id = 2 where id = 1`)).rejects.toMatchObject({
      cause: { constraint_name: 'events_conference_of_provider' },
    });
  } finally {
    await db.$client.end({ timeout: 5 });
    await asAdmin(admin, (root) => root`drop database if exists ${root(name)} with (force)`);
  }
});
