import { type SQL, sql } from 'drizzle-orm';
import { freshPlans, type Queryable } from '../client';

/**
 * Emails with certificates that came back, `b`, each with an event of its provider, `place`, by which those of one provider are
 * found before anything else is read.
 */
export const RETURNED = sql.raw(`
  mail_bounces b
  join mails sent on sent.id = b.mail_id
  join named_certificates attached on attached.id = sent.certificate_id
  join events place on place.id = attached.event_id`);

/**
 * The attendees, `a`, who still need such an email: the certificate is valid, the address is still the one on the roster, and it
 * was not emailed again.
 */
export const STILL_RETURNED = sql.raw(`
  mails m
  join certificate_mails cm on cm.mail_id = m.id
  join named_certificates nc on nc.id = cm.certificate_id
  join attendees a on a.id = nc.attendee_id and a.current_certificate_id = nc.id and lower(a.email) = lower(m.to_address)
  join events e on e.id = a.event_id and e.provider_id = place.provider_id and e.canceled_at is null
  where m.id = b.mail_id and not exists (
    select from certificate_mails later where later.certificate_id = nc.id and later.mail_id > cm.mail_id)`);

type Which = { of: SQL; which: SQL };

/** The attendees of some events of one provider to whom the latest email with their certificate came back. */
const attendeesOf = ({ of, which }: Which) => sql`
  select found.* from ${RETURNED} cross join lateral (
    select a.id, a.identity, a.event_id from ${STILL_RETURNED} and ${which}
  ) found
  where place.provider_id = (${of})`;

const inEvent = (eventId: number): Which => ({
  of: sql`select provider_id from events where id = ${eventId}`,
  which: sql`e.id = ${eventId}`,
});
const inConference = (conferenceId: number): Which => ({
  of: sql`select provider_id from conferences where id = ${conferenceId}`,
  which: sql`e.conference_id = ${conferenceId}`,
});

/** Returns the attendees of an event whose email came back, as a subquery of their numbers. */
export function returnedIn(eventId: number): SQL {
  return sql`(select returned.id from (${attendeesOf(inEvent(eventId))}) returned)`;
}

/** Returns the people of a conference to whom an email came back, as a subquery of their identities. */
export function returnedInConference(conferenceId: number): SQL {
  return sql`(select returned.identity from (${attendeesOf(inConference(conferenceId))}) returned)`;
}

/** Attendees whose emails came back: their numbers, and how many people they are. */
export type Unreached = { attendeeIds: Set<number>; people: number };

async function list(db: Queryable, which: Which): Promise<Unreached> {
  const rows = await freshPlans(db).execute<{ id: string; identity: string }>(attendeesOf(which));
  return {
    attendeeIds: new Set(rows.map(({ id }) => Number(id))),
    people: new Set(rows.map(({ identity }) => identity)).size,
  };
}

/** Lists the attendees of an event to whom the latest email with their certificate came back. */
export async function listUnreached(db: Queryable, eventId: number): Promise<Unreached> {
  return list(db, inEvent(eventId));
}

/** Lists the same for all sessions of a conference. */
export async function listUnreachedOfConference(db: Queryable, conferenceId: number): Promise<Unreached> {
  return list(db, inConference(conferenceId));
}
