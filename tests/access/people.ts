import { eq, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { memberships, providers, users } from '@/db/schema';
import type { Staff } from '@/lib/access/actor';
import { contentOf } from '@/lib/events/event-content';
import { getEvent } from '@/lib/events/find-event';
import { Visitor } from '../support/visitor';
import { claimByHand, makeLinkByHand } from './share-by-hand';

/**
 * Every kind of person that a route can meet. The holder has no account and claimed a certificate with a link; the one
 * who is acting is staff and acts for the owner's provider.
 */
export type People = Record<
  'guest' | 'holder' | 'disabled' | 'stranger' | 'viewer' | 'editor' | 'owner' | 'staff' | 'administrator' | 'acting',
  Visitor
>;

/**
 * What each kind of person meets. An editor meets what the owner does, who is a manager, and an administrator what other
 * staff do, unless the row says otherwise.
 */
export type RowOf<Outcome> = Record<Exclude<keyof People, 'editor' | 'administrator'>, Outcome> & {
  editor?: Outcome;
  administrator?: Outcome;
};

export const wholeRow = <Outcome>(row: RowOf<Outcome>): Record<keyof People, Outcome> => ({
  ...row,
  editor: row.editor ?? row.owner,
  administrator: row.administrator ?? row.staff,
});

type Given = {
  role?: 'viewer' | 'editor' | 'manager';
  /** The name of a demo provider. */
  at?: string;
  staffRole?: 'staff' | 'administrator';
  demo?: boolean;
};

export const HOME = 'Big Sky School District';
export const ELSEWHERE = 'Treasure State Learning';

/** Adds a person with the demo's password, at a provider or on the staff. */
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

/** Makes a person a member of a provider. */
export async function join(
  db: Database,
  userId: number,
  at: string,
  role: 'viewer' | 'editor' | 'manager' = 'manager',
) {
  const [provider] = await db.select({ id: providers.id }).from(providers).where(eq(providers.name, at));
  await db.insert(memberships).values({ userId, providerId: provider!.id, role });
}

/** Adds and signs in a member of staff who acts for a provider. */
export async function signedInActing(db: Database, at = HOME): Promise<Visitor> {
  const person = await addPerson(db, { staffRole: 'administrator', demo: true });
  const visitor = await Visitor.signedIn(person.username);
  await db.execute(sql`
    update sessions set acting_provider_id = (select id from providers where name = ${at}),
      acting_until = now() + interval '1 hour' where user_id = ${person.id}`);
  return visitor;
}

/**
 * Adds and signs in one person of each kind, so that a test that changes them does not affect other tests. The owner,
 * the viewer, the editor and the person who is disabled after signing in belong to one provider, the stranger to another.
 */
export async function gatherPeople(db: Database): Promise<People> {
  const added = {
    viewer: await addPerson(db, { role: 'viewer' }),
    editor: await addPerson(db, { role: 'editor' }),
    out: await addPerson(db),
    stranger: await addPerson(db, { at: ELSEWHERE }),
    owner: await addPerson(db),
    staff: await addPerson(db, { staffRole: 'staff', demo: true }),
    administrator: await addPerson(db, { staffRole: 'administrator', demo: true }),
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
    editor: await Visitor.signedIn(added.editor.username),
    owner,
    staff: await Visitor.signedIn(added.staff.username),
    administrator: await Visitor.signedIn(added.administrator.username),
    acting: await signedInActing(db),
  };
}

/**
 * Resets the limits of this address, which all tests share and which may make only so many tries in 15 minutes. Limits
 * that count per account remain.
 */
export async function forgiveThisAddress(db: Database): Promise<void> {
  await db.execute(sql`delete from rate_limits where key like '%:address:%'`);
}

/**
 * Adds an event of `jdoe`'s provider with a number and title that no other page contains, so that a test can search for
 * any trace of them. It is in progress, so everything that people can do with an event is available.
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

/** Adds a colleague of `jdoe` with a number and name that no other page contains. */
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

/** Adds a provider that nothing else uses. */
export async function givenProvider(db: Database): Promise<number> {
  const [row] = await db.execute<{ id: string }>(sql`
    insert into providers (name, phone, kind, type)
    values (${`Provider ${crypto.randomUUID()}`}, '(406) 555-0100', 'multiple_event', 'other') returning id`);
  return Number(row!.id);
}

/** Adds an application that arrived today, with a name that no other page contains. */
export async function givenApplication(
  db: Database,
  { waiting = false } = {},
): Promise<{ id: number; organization: string }> {
  const organization = `Secret ${crypto.randomUUID()}`;
  const { id: by } = await addPerson(db, { staffRole: 'staff' });
  const [row] = await db.execute<{ id: string }>(sql`
    insert into applications (organization, kind, contact_name, contact_email, received_on, due_on, recorded_by, recorded_at,
      request_key, status, waiting_since)
    values (${organization}, 'multiple_event', 'Noor Haddad', 'noor@example.org', current_date, current_date + 9, ${by},
      now(), gen_random_uuid(), ${waiting ? 'waiting' : 'open'}, ${waiting ? sql`current_date` : null}::date)
    returning id`);
  return { id: Number(row!.id), organization };
}

/** Adds a provider that was merged into another one. */
export async function givenMergedProvider(db: Database): Promise<number> {
  const [id, into] = [await givenProvider(db), await givenProvider(db)];
  const { id: by } = await addPerson(db, { staffRole: 'staff' });
  const proposalId = await givenProposal(db, id);
  await db.execute(sql`update proposals set status = 'declined', decided_by = ${by}, decided_at = now()
    where id = ${proposalId}`);
  await db.execute(sql`insert into provider_merges (source_id, target_id, proposal_id, merged_by, merged_at)
    values (${id}, ${into}, ${proposalId}, ${by}, now())`);
  await db.execute(sql`update providers set standing = 'closed', merged_into = ${into} where id = ${id}`);
  return id;
}

/** Adds an export of a provider's records that was made. */
export async function givenExport(db: Database, providerId: number): Promise<number> {
  const { id: by } = await addPerson(db, { staffRole: 'staff' });
  const [row] = await db.execute<{ id: string }>(sql`
    insert into provider_exports (provider_id, asked_by, asked_at, ended_at, sha256, length)
    values (${providerId}, ${by}, now(), now(), ${'0'.repeat(64)}, 3) returning id`);
  await db.execute(sql`insert into provider_export_parts (export_id, position, bytes) values (${row!.id}, 0, 'zip')`);
  return Number(row!.id);
}

/** Adds a proposal of a colleague to suspend a provider; the latest one about it is the open one. */
export async function givenProposal(db: Database, providerId: number): Promise<number> {
  const { id: by } = await addPerson(db, { staffRole: 'staff' });
  await db.execute(sql`
    update proposals set status = 'declined', decided_by = ${by}, decided_at = now()
    where provider_id = ${providerId} and status = 'open'`);
  const [row] = await db.execute<{ id: string }>(sql`
    insert into proposals (provider_id, kind, asked, reason, proposed_by, proposed_at)
    values (${providerId}, 'standing', '{"standing":"suspended","from":"2026-01-01","reviewOn":"2099-01-01"}', 'No reports.',
      ${by}, now())
    returning id`);
  return Number(row!.id);
}

/** Adds a conference with one session, which ends today, and a person who completed it and has no certificate. */
export async function givenSecretConference(db: Database): Promise<{ id: number; eventId: number; name: string }> {
  const { id: eventId, title } = await givenSecretEvent(db);
  const id = 500_000_000 + Math.floor(Math.random() * 99_999_999);
  await db.execute(sql`
    insert into conferences (id, provider_id, name, starts_on, ends_on, created_by, created_at, updated_by, updated_at,
      request_key) overriding system value
    select ${id}, provider_id, ${title}, starts_on, ends_on, created_by, now(), created_by, now(), gen_random_uuid()
    from events where id = ${eventId}`);
  await db.execute(sql`update events set conference_id = ${id} where id = ${eventId}`);
  const attendeeId = await givenAttendeeOf(db, eventId);
  await db.execute(sql`update attendees set completed = true where id = ${attendeeId}`);
  return { id, eventId, name: title };
}

/** Adds an attendee to an event's roster. */
export async function givenAttendeeOf(db: Database, eventId: number): Promise<number> {
  const [row] = await db.execute<{ id: string }>(sql`
    insert into attendees (event_id, name, units, completed, source, identity, created_at, updated_at)
    values (${eventId}, 'Sam Hill', 1, false, 'roster', gen_random_uuid()::text, now(), now()) returning id`);
  return Number(row!.id);
}

/**
 * Makes the attendee's event a session of a conference, with a certificate there and at another session. Both have the
 * file of a certificate that was claimed before. Returns the conference's number.
 */
export async function givenConferenceOf(db: Database, attendeeId: number): Promise<number> {
  const another = await givenSecretEvent(db);
  const email = `${crypto.randomUUID()}@example.org`;
  await db.execute(sql`update attendees set email = ${email}, completed = true where id = ${attendeeId}`);
  await db.execute(sql`
    with added as (
      insert into conferences (provider_id, name, starts_on, ends_on, created_by, created_at, updated_by, updated_at, request_key)
      select provider_id, ${email}, starts_on, ends_on, created_by, now(), created_by, now(), gen_random_uuid()
      from events where id = ${another.id} returning id
    )
    update events set conference_id = added.id from added
    where events.id = ${another.id} or events.id = (select event_id from attendees where id = ${attendeeId})`);
  await db.execute(sql`
    insert into attendees (event_id, name, email, units, completed, source, identity, created_at, updated_at)
    values (${another.id}, 'Zoë Ñandú', ${email}, 1, true, 'roster', gen_random_uuid()::text, now(), now())`);
  await db.execute(sql`
    insert into named_certificates
      (serial, event_id, attendee_id, facts, template_version, base_id, bytes, sha256, length, sealed, origin, issued_at)
    select upper(regexp_replace(left(md5(random()::text), 12), '(.{4})(.{4})(.{4})', '\\1-\\2-\\3')), a.event_id, a.id,
      like_it.facts, 1, base_id, bytes, sha256, length, false, 'issued', now()
    from attendees a, (select * from named_certificates order by id desc limit 1) like_it where a.email = ${email}`);
  const [conference] = await db.execute<{ id: string }>(
    sql`select conference_id as id from events where id = ${another.id}`,
  );
  return Number(conference!.id);
}

/** Adds a pasted list that is waiting to be imported at a conference, about its session. */
export async function givenListFor(db: Database, conferenceId: number): Promise<number> {
  const [row] = await db.execute<{ id: string }>(sql`
    insert into conference_uploads (conference_id, lines, created_by, created_at)
    select conference_id, jsonb_build_array(jsonb_build_array(1, jsonb_build_array('Name', 'Session')),
      jsonb_build_array(2, jsonb_build_array('Li Ming', title))), created_by, now()
    from events where conference_id = ${conferenceId} returning id`);
  return Number(row!.id);
}

/** Adds a pasted list that is waiting to be imported into an event's roster. */
export async function givenUploadFor(db: Database, eventId: number): Promise<number> {
  const [row] = await db.execute<{ id: string }>(sql`
    insert into roster_uploads (event_id, lines, created_by, created_at)
    select id, '[[1, ["Name"]], [2, ["Li Ming"]]]', created_by, now() from events where id = ${eventId} returning id`);
  return Number(row!.id);
}

/** Adds an uploaded file with two sheets, so that the person can choose the other one. */
export async function givenUploadOfSheets(db: Database, eventId: number): Promise<number> {
  const html = '<table><tr><td>Name</td></tr><tr><td>Li Ming</td></tr></table>'.repeat(2);
  const sheets = [1, 2].map((number) => ({ name: `Table ${number}`, rows: 2, sample: [['Name'], ['Li Ming']] }));
  const [row] = await db.execute<{ id: string }>(sql`
    insert into roster_uploads (event_id, file_name, lines, about, file, created_by, created_at)
    select id, 'list.xls', '[[1, ["Name"]], [2, ["Li Ming"]]]', ${JSON.stringify({ sheet: 0, sheets })}::jsonb,
      convert_to(${html}, 'UTF8'), created_by, now() from events where id = ${eventId} returning id`);
  return Number(row!.id);
}

/** Keeps a list with one session for a conference, to be checked; it is a file with two sheets. */
export async function givenSessionDraft(db: Database, conferenceId: number): Promise<number> {
  const headings = ['Title', 'Instructor', 'Start date', 'Hours', 'Description', 'Category'];
  const html = '<table><tr><td>Title</td></tr><tr><td>Number talks</td></tr></table>'.repeat(2);
  const sheets = [1, 2].map((number) => ({ name: `Table ${number}`, rows: 2, sample: [['Title'], ['Number talks']] }));
  const [row] = await db.execute<{ id: string }>(sql`
    insert into session_drafts (conference_id, source, file_name, lines, about, file, request_key, created_by, created_at)
    select id, 'file', 'list.xls',
      jsonb_build_array(jsonb_build_array(1, ${JSON.stringify(headings)}::jsonb), jsonb_build_array(2, jsonb_build_array(
        'Number talks', 'Zoë Ñandú', ends_on::text, '1', 'How to lead them.', (select name from event_categories where id = 2)))),
      ${JSON.stringify({ sheet: 0, sheets })}::jsonb, convert_to(${html}, 'UTF8'), gen_random_uuid(), created_by, now()
    from conferences where id = ${conferenceId} returning id`);
  return Number(row!.id);
}

/** Adds an attendance report that is waiting to be counted. */
export async function givenReportUploadFor(db: Database, eventId: number): Promise<number> {
  const rows = [
    [1, ['Name (Original Name)', 'User Email', 'Join Time', 'Leave Time']],
    [2, ['Li Ming', 'li@example.org', '11/20/2026 9:00 AM', '11/20/2026 11:00 AM']],
  ];
  const [row] = await db.execute<{ id: string }>(sql`
    insert into roster_uploads (event_id, file_name, lines, file, created_by, created_at)
    select id, 'zoom.csv', ${JSON.stringify(rows)}::jsonb, convert_to('Name', 'UTF8'), created_by, now()
    from events where id = ${eventId} returning id`);
  return Number(row!.id);
}

/** Adds a report on record, with a visit of somebody in it. */
export async function givenReportFor(db: Database, eventId: number, attendeeId: number): Promise<number> {
  const [row] = await db.execute<{ id: string }>(sql`
    with file as (
      insert into attendance_files (event_id, file_name, platform, sha256, bytes, uploaded_by, uploaded_at)
      select id, 'zoom.csv', 'Zoom meeting report', encode(sha256(convert_to(random()::text, 'UTF8')), 'hex'),
        convert_to(title, 'UTF8'), created_by, now() from events where id = ${eventId}
      returning id, event_id, uploaded_by
    ), fact as (
      insert into attendance_facts (event_id, attendee_id, kind, started_at, ended_at, source, file_id, line, recorded_by, recorded_at)
      select event_id, ${attendeeId}, 'visit', now() - interval '1 hour', now(), 'report', id, 2, uploaded_by, now() from file
    )
    select id from file`);
  return Number(row!.id);
}

/** Adds a key of `jdoe`'s provider that nobody can use, because its secret was never made. */
export async function givenSecretKey(db: Database, label = 'Moodle'): Promise<{ id: number; publicId: string }> {
  const id = 800_000_000 + Math.floor(Math.random() * 99_999_999);
  const publicId = `key_${crypto.randomUUID()}`;
  await db.execute(sql`
    insert into learning_system_keys (id, provider_id, label, public_id, secret_hash, sealed_signing_key, created_by, created_at)
    overriding system value select ${id}, p.id, ${label}, ${publicId}, ${publicId}, 'none', u.id, now() from providers p, users u
    where p.name = ${HOME} and u.username = 'jdoe'`);
  return { id, publicId };
}

/** Adds a webhook of `jdoe`'s provider with a message that was given up. Nothing can be sent, because it has no secret. */
export async function givenWebhook(
  db: Database,
  { disabled = false } = {},
): Promise<{ id: number; deliveryId: number; host: string }> {
  const id = 800_000_000 + Math.floor(Math.random() * 99_999_999);
  const host = `${crypto.randomUUID()}.example.org`;
  await db.execute(sql`
    insert into webhooks (id, provider_id, public_id, url, types, encrypted_secret, created_by, created_at, disabled_at)
    overriding system value select ${id}, p.id, ${host}, ${`https://${host}/`}, array['count.due'], 'none', u.id, now(),
      ${disabled ? '2026-05-03T18:00:00Z' : null}::timestamptz
    from providers p, users u where p.name = ${HOME} and u.username = 'jdoe'`);
  const [row] = await db.execute<{ id: string }>(sql`
    insert into webhook_deliveries (webhook_id, message_id, type, body, created_at, state)
    values (${id}, ${host}, 'webhook.test', '{}', now(), 'given_up') returning id`);
  return { id, deliveryId: Number(row!.id), host };
}

/** Returns the latest valid certificate of an event. */
export async function certificateOf(db: Database, eventId: number): Promise<number> {
  const [row] = await db.execute<{ id: string }>(
    sql`select current_certificate_id as id from attendees
      where event_id = ${eventId} and current_certificate_id is not null order by 1 desc limit 1`,
  );
  return Number(row!.id);
}

/** Adds a paused bulk run of an event, begun by a person at its provider. */
export async function givenRunOf(db: Database, eventId: number): Promise<number> {
  const [row] = await db.execute<{ id: string }>(sql`
    insert into issuing_runs (event_id, kind, state, total, created_by, created_at, request_key)
    select id, 'issue', 'paused', 1, created_by, now(), gen_random_uuid() from events where id = ${eventId} returning id`);
  return Number(row!.id);
}

/**
 * Adds an event of this provider that ended last year and has a category, so that the provider can ask for its
 * correction.
 */
export async function givenEndedEvent(db: Database, at = HOME): Promise<{ id: number; title: string }> {
  const event = await givenSecretEvent(db, at);
  await db.execute(
    sql`update events set starts_on = '2025-05-03', ends_on = '2025-05-03', hours = 6 where id = ${event.id}`,
  );
  await db.execute(sql`insert into event_category_links (event_id, category_id) values (${event.id}, 2)`);
  return event;
}

/** Adds a course that is always open and has run past a June 30. */
export async function givenOpenCourse(db: Database): Promise<{ id: number; title: string }> {
  const event = await givenSecretEvent(db);
  await db.execute(sql`
    update events set asynchronous = true, location_kind = 'online', city = null, state = null, zip = null,
      starts_on = '2025-01-15', ends_on = '2026-01-15' where id = ${event.id}`);
  await db.execute(sql`insert into event_category_links (event_id, category_id) values (${event.id}, 2)`);
  return event;
}

/** Cancels an event directly in the database, the way staff would. */
export async function cancelByHand(db: Database, eventId: number): Promise<void> {
  await db.execute(sql`
    insert into event_cancellations (event_id, kind, by, at, reason)
    select id, 'canceled', created_by, now(), 'Not enough people signed up.' from events where id = ${eventId}`);
}

/** Adds an undecided request to correct such an event; `waiting` means that staff have asked something. */
export async function givenRequest(
  db: Database,
  { waiting = false, at = HOME } = {},
): Promise<{ id: number; event: { id: number; title: string } }> {
  const event = await givenEndedEvent(db, at);
  const reader: Staff = { kind: 'staff', userId: 0, name: '', username: '', role: 'staff' };
  const basis = contentOf(await getEvent({ actor: reader, db }, event.id));
  const asked = { ...basis, title: `Corrected ${event.title}` };
  const [row] = await db.execute<{ id: string }>(sql`
    insert into requests (id, provider_id, kind, event_id, reason, asked, basis, basis_version, asked_by, asked_at, due_on,
      request_key, status, waiting_since) overriding system value
    select ${500_000_000 + Math.floor(Math.random() * 99_999_999)}, e.provider_id, 'correction', e.id, 'A typo', ${JSON.stringify(asked)}::jsonb, ${JSON.stringify(basis)}::jsonb,
      e.version, e.created_by, now(), '2030-01-02', gen_random_uuid(),
      ${waiting ? 'waiting' : 'open'}, ${waiting ? '2025-06-02' : null}::date
    from events e where e.id = ${event.id} returning id`);
  return { id: Number(row!.id), event };
}

/** Adds a file to a request. */
export async function givenRequestFile(db: Database, requestId: number): Promise<number> {
  const [row] = await db.execute<{ id: string }>(sql`
    insert into request_files (request_id, file_name, type, sha256, length, bytes, added_by, added_at)
    select r.id, 'flyer.pdf', 'pdf', encode(sha256(convert_to(random()::text, 'UTF8')), 'hex'), 5,
      convert_to(e.title, 'UTF8'), r.asked_by, now() from requests r join events e on e.id = r.event_id
    where r.id = ${requestId} returning id`);
  return Number(row!.id);
}
