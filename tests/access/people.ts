import { eq, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { memberships, providers, users } from '@/db/schema';
import { Visitor } from '../support/visitor';
import { claimByHand, makeLinkByHand } from './share-by-hand';

/** Every kind of person that a route can meet. The holder has no account, and claimed a certificate with a link. */
export type People = Record<'guest' | 'holder' | 'disabled' | 'stranger' | 'viewer' | 'owner' | 'staff', Visitor>;

type Given = {
  role?: 'viewer' | 'editor' | 'manager';
  /** The name of a demo provider. */
  at?: string;
  staffRole?: 'staff' | 'administrator';
  demo?: boolean;
};

const HOME = 'Big Sky School District';
export const ELSEWHERE = 'Treasure State Learning';

/** A person of their own with the demo's password: at a provider, or staff. */
export async function addPerson(db: Database, { role = 'manager', at = HOME, staffRole, demo = false }: Given = {}) {
  const [jdoe] = await db.select().from(users).where(eq(users.username, 'jdoe'));
  const username = `person-${crypto.randomUUID().slice(0, 8)}`;
  const [user] = await db
    .insert(users)
    .values({
      username,
      name: username,
      email: `${username}@example.org`,
      passwordHash: jdoe!.passwordHash,
      staffRole,
      demo,
    })
    .returning({ id: users.id });
  if (!staffRole) await join(db, user!.id, at, role);
  return { id: user!.id, username };
}

/** Makes somebody a member of a provider. */
export async function join(
  db: Database,
  userId: number,
  at: string,
  role: 'viewer' | 'editor' | 'manager' = 'manager',
) {
  const [provider] = await db.select({ id: providers.id }).from(providers).where(eq(providers.name, at));
  await db.insert(memberships).values({ userId, providerId: provider!.id, role });
}

/**
 * Everybody, as people of their own: what a test does to them is not seen by the others. Owner, viewer and the person
 * who is disabled after signing in belong to one provider, the stranger to another.
 */
export async function gatherPeople(db: Database): Promise<People> {
  const added = {
    viewer: await addPerson(db, { role: 'viewer' }),
    out: await addPerson(db),
    stranger: await addPerson(db, { at: ELSEWHERE }),
    owner: await addPerson(db),
    staff: await addPerson(db, { staffRole: 'staff', demo: true }),
  };
  const disabled = await Visitor.signedIn(added.out.username);
  await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, added.out.id));
  const owner = await Visitor.signedIn(added.owner.username);
  const holder = new Visitor();
  await claimByHand(holder, (await makeLinkByHand(owner, (await givenSecretEvent(db)).id)).path);
  return {
    guest: new Visitor(),
    holder,
    disabled,
    stranger: await Visitor.signedIn(added.stranger.username),
    viewer: await Visitor.signedIn(added.viewer.username),
    owner,
    staff: await Visitor.signedIn(added.staff.username),
  };
}

/**
 * All tests come from one address, which may only try so often in a quarter of an hour. What is counted for accounts
 * stays.
 */
export async function forgiveThisAddress(db: Database): Promise<void> {
  await db.execute(sql`delete from rate_limits where key like '%:address:%'`);
}

/**
 * An event of `jdoe`'s provider whose number and title stand nowhere else in any page, so that a trace of either can
 * be searched for. It is under way, which opens all that can be done with an event.
 */
export async function givenSecretEvent(db: Database, at = HOME): Promise<{ id: number; title: string }> {
  const id = 700_000_000 + Math.floor(Math.random() * 99_999_999);
  const title = `Secret ${crypto.randomUUID()}`;
  await db.execute(sql`
    insert into events overriding system value
    select (jsonb_populate_record(e, jsonb_build_object(
      'id', ${id}::bigint, 'title', ${title}::text, 'request_key', gen_random_uuid(),
      'provider_id', (select id from providers where name = ${at})))).*
    from events e join providers p on p.id = e.provider_id
    where p.name = ${HOME} and e.title = 'Classroom assessment lab'`);
  return { id, title };
}

/** A colleague of `jdoe` whose number and name stand nowhere else in any page. */
export async function givenSecretColleague(db: Database): Promise<{ id: number; name: string }> {
  const id = 600_000_000 + Math.floor(Math.random() * 99_999_999);
  const name = `Secret ${crypto.randomUUID()}`;
  await db.execute(sql`
    with colleague as (
      insert into users (id, username, name, email) overriding system value
      values (${id}, ${`secret-${id}`}, ${name}, 'secret@example.org') returning id
    )
    insert into memberships (user_id, provider_id, role)
    select colleague.id, p.id, 'editor' from colleague, providers p where p.name = 'Big Sky School District'`);
  return { id, name };
}

/** Somebody on an event's roster. */
export async function givenAttendeeOf(db: Database, eventId: number): Promise<number> {
  const [row] = await db.execute<{ id: string }>(sql`
    insert into attendees (event_id, name, units, completed, source, identity, created_at, updated_at)
    values (${eventId}, 'Zoë Ñandú', 1, false, 'roster', gen_random_uuid()::text, now(), now()) returning id`);
  return Number(row!.id);
}

/**
 * Makes the attendee's event a session of a conference, with a certificate there and at another session. Their file is
 * that of a certificate that was claimed before.
 */
export async function givenConferenceOf(db: Database, attendeeId: number): Promise<void> {
  const another = await givenSecretEvent(db);
  const email = `${crypto.randomUUID()}@example.org`;
  await db.execute(sql`update attendees set email = ${email}, completed = true where id = ${attendeeId}`);
  await db.execute(sql`update events set conference = ${email}
    where id = ${another.id} or id = (select event_id from attendees where id = ${attendeeId})`);
  await db.execute(sql`
    insert into attendees (event_id, name, email, units, completed, source, identity, created_at, updated_at)
    values (${another.id}, 'Zoë Ñandú', ${email}, 1, true, 'roster', gen_random_uuid()::text, now(), now())`);
  await db.execute(sql`
    insert into named_certificates
      (serial, event_id, attendee_id, facts, template_version, base_id, bytes, sha256, length, sealed, origin, issued_at)
    select gen_random_uuid()::text, a.event_id, a.id, like_it.facts, 1, base_id, bytes, sha256, length, false, 'issued', now()
    from attendees a, (select * from named_certificates order by id desc limit 1) like_it where a.email = ${email}`);
}

/** A pasted list that waits to be imported into an event's roster. */
export async function givenUploadFor(db: Database, eventId: number): Promise<number> {
  const [row] = await db.execute<{ id: string }>(sql`
    insert into roster_uploads (event_id, lines, created_by, created_at)
    select id, '[[1, ["Name"]], [2, ["Li Ming"]]]', created_by, now() from events where id = ${eventId} returning id`);
  return Number(row!.id);
}

/** A key of `jdoe`'s provider that nobody can use: its secret was never made. */
export async function givenSecretKey(db: Database, label = 'Moodle'): Promise<{ id: number; publicId: string }> {
  const id = 800_000_000 + Math.floor(Math.random() * 99_999_999);
  const publicId = `key_${crypto.randomUUID()}`;
  await db.execute(sql`
    insert into learning_system_keys (id, provider_id, label, public_id, secret_hash, sealed_signing_key, created_by, created_at)
    overriding system value select ${id}, p.id, ${label}, ${publicId}, ${publicId}, 'none', u.id, now() from providers p, users u
    where p.name = ${HOME} and u.username = 'jdoe'`);
  return { id, publicId };
}

/** The latest certificate of an event that holds. */
export async function certificateOf(db: Database, eventId: number): Promise<number> {
  const [row] = await db.execute<{ id: string }>(
    sql`select current_certificate_id as id from attendees
      where event_id = ${eventId} and current_certificate_id is not null order by 1 desc limit 1`,
  );
  return Number(row!.id);
}

/** A run of an event, begun by somebody at its provider and paused. */
export async function givenRunOf(db: Database, eventId: number): Promise<number> {
  const [row] = await db.execute<{ id: string }>(sql`
    insert into issuing_runs (event_id, kind, state, total, created_by, created_at, request_key)
    select id, 'issue', 'paused', 1, created_by, now(), gen_random_uuid() from events where id = ${eventId} returning id`);
  return Number(row!.id);
}
