import { type SQL, sql } from 'drizzle-orm';
import { RETURNED, STILL_RETURNED } from './returned-mails';
import { type AskedDocuments, documentsMissing, documentsOverdue } from './yearly-documents';

/**
 * The causes of notices: for each kind, everything that waits for somebody now. Reminders, the check before they are sent and
 * to-do lists are all asked of these, so that they never disagree. Each has the columns
 *
 * - `subject_id`: the event, request or other record
 * - `provider_id`: the provider that has to do something; null for the agency
 * - `since`: the day that reminders are counted from
 * - `responsible`: the person who is reminded first; null for everyone on that side
 * - `but`: a person who is not reminded
 * - `seniors`: whether only managers, or administrators, can do it
 * - `title`, `name`, `number` and `extra`: what its words need
 * - `saved_on`: for kinds that are caught up: the day on which the record was last saved, or something became owed again
 */
export type Cause = SQL;

const dayOf = (moment: string) => sql.raw(`(${moment} at time zone 'America/Denver')::date`);

/** When an event was entered, changed or restored last. Few events that ended have no count, so no index is needed. */
const EVENT_SAVED_DAY = sql.raw(`(greatest(e.updated_at, (
    select max(c.at) from event_cancellations c where c.event_id = e.id)) at time zone 'America/Denver')::date`);
const EVENT_SAVED = sql`${EVENT_SAVED_DAY} as saved_on`;

const NOTHING_ELSE = sql.raw(
  `null::bigint as but, false as seniors, '' as name, null::int as number, null::jsonb as extra`,
);

/** Ended events without a count (M9). Reminders about an event go to the person who entered it first. */
export const COUNTS_DUE: Cause = sql`
  select e.id as subject_id, e.provider_id, e.ends_on as since, e.created_by as responsible, e.title, ${NOTHING_ELSE},
    ${EVENT_SAVED}
  from events e where e.certificate_count is null and e.canceled_at is null`;

/** The same for the agency, with the name of the provider. */
export const COUNTS_OVERDUE: Cause = sql`
  select e.id as subject_id, null::bigint as provider_id, e.ends_on as since, null::bigint as responsible,
    e.title, null::bigint as but, false as seniors, p.name, null::int as number, null::jsonb as extra, ${EVENT_SAVED}
  from events e join providers p on p.id = e.provider_id
  where e.certificate_count is null and e.canceled_at is null`;

/** Counts that no longer fit the valid certificates (M14), since the day on which they were recorded. */
export const COUNTS_DIFFERING: Cause = sql`
  select e.id as subject_id, e.provider_id, reported.day as since, e.created_by as responsible, e.title, ${NOTHING_ELSE}
  from events e
  cross join lateral (
    select ${dayOf('r.reported_at')} as day from certificate_reports r where r.event_id = e.id order by r.id desc limit 1
  ) reported
  where e.count_differs and e.canceled_at is null`;

/**
 * Courses that are always open, that end on this day or later, and that the provider has not continued for the next year
 * (M10). The links of a course lead only to the entry that continues it, so a later event of the same title is none.
 */
export const coursesEnding = (from: string): Cause => sql`
  select e.id as subject_id, e.provider_id, e.ends_on as since, e.created_by as responsible, e.title, ${NOTHING_ELSE},
    ${EVENT_SAVED}
  from events e
  where e.asynchronous and e.canceled_at is null and e.ends_on >= ${from}::date
    and not exists (select from events next where next.continues_event_id = e.id)`;

const CLAIMS = sql.raw(`
  from claims c join events e on e.id = c.event_id
  where c.state = 'waiting' and e.canceled_at is null`);

/** Events with claims that wait for the provider's decision, for each day on which some of them were made. */
export const CLAIMS_BY_DAY: Cause = sql`
  select e.id as subject_id, e.provider_id, ${dayOf('c.stated_at')} as since, e.created_by as responsible, e.title,
    null::bigint as but, false as seniors, '' as name, count(*)::int as number, null::jsonb as extra
  ${CLAIMS} group by e.id, ${dayOf('c.stated_at')}`;

/** The same, once for each event, since the day of its oldest claim. */
export const CLAIMS_BY_EVENT: Cause = sql`
  select e.id as subject_id, e.provider_id, min(${dayOf('c.stated_at')}) as since, e.created_by as responsible, e.title,
    null::bigint as but, false as seniors, '' as name, count(*)::int as number, null::jsonb as extra
  ${CLAIMS} group by e.id`;

/** What the words about a request are made from. */
const REQUEST = sql.raw(`jsonb_build_object('kind', r.kind, 'eventId', r.event_id, 'eventTitle', e.title,
  'providerName', p.name, 'asked', r.asked) as extra`);

const REQUESTS = sql.raw(`
  from requests r join providers p on p.id = r.provider_id left join events e on e.id = r.event_id
  left join users a on a.id = r.assignee_id and a.staff_role is not null and a.disabled_at is null`);

/** Requests with a question for the provider. Only managers answer those about the provider itself. */
export const QUESTIONS: Cause = sql`
  select r.id as subject_id, r.provider_id, r.waiting_since as since, r.asked_by as responsible, '' as title,
    null::bigint as but, r.kind in ('user', 'provider_data') as seniors, p.name, null::int as number, ${REQUEST}
  ${REQUESTS} where r.status = 'waiting'`;

/** Requests that no member of staff has. */
export const REQUESTS_UNASSIGNED: Cause = sql`
  select r.id as subject_id, null::bigint as provider_id, ${dayOf('r.asked_at')} as since, null::bigint as responsible,
    '' as title, null::bigint as but, false as seniors, p.name, null::int as number, ${REQUEST}
  ${REQUESTS} where r.status = 'open' and a.id is null`;

/**
 * The same without overdue ones, which are on a to-do list as such. The days are subtracted so that the index by the day on which
 * a request was sent is used, which the list is sorted by, and not the one by the day on which it is due.
 */
export const requestsToAssign = (today: string): Cause =>
  sql`${REQUESTS_UNASSIGNED} and r.due_on - ${today}::date >= 0`;

/** Requests to answer, by the day on which they are due. */
export const REQUESTS_TO_ANSWER: Cause = sql`
  select r.id as subject_id, null::bigint as provider_id, r.due_on as since, a.id as responsible, '' as title,
    null::bigint as but, false as seniors, p.name, null::int as number, ${REQUEST}
  ${REQUESTS} where r.status = 'open'`;

/** Applications to decide, by the day on which they are due. While one waits for the applicant, nobody is reminded. */
export const APPLICATIONS_TO_DECIDE: Cause = sql`
  select a.id as subject_id, null::bigint as provider_id, a.due_on as since, null::bigint as responsible,
    a.organization as title, null::bigint as but, false as seniors, a.contact_name as name, null::int as number,
    null::jsonb as extra, ${dayOf('a.recorded_at')} as saved_on
  from applications a where a.status = 'open'`;

/** Proposals that wait for a second person. */
export const PROPOSALS: Cause = sql`
  select o.id as subject_id, null::bigint as provider_id, ${dayOf('o.proposed_at')} as since,
    null::bigint as responsible, '' as title, o.proposed_by as but, false as seniors, p.name, null::int as number,
    jsonb_build_object('kind', o.kind, 'asked', o.asked, 'providerId', o.provider_id) as extra
  from proposals o join providers p on p.id = o.provider_id where o.status = 'open'`;

/**
 * A yearly document that a provider owes and has not sent, by the day on which it is due. Its number has the provider and the
 * reporting year, because it has no row until it is received.
 */
export const documentsDue = (asked: AskedDocuments): Cause => sql`
  select missing.provider_id * 10000 + missing.year as subject_id, missing.provider_id, missing.due_on as since,
    null::bigint as responsible, '' as title, null::bigint as but, true as seniors, missing.name, missing.year as number,
    null::jsonb as extra, missing.saved_on
  from (${documentsMissing(asked)}) missing`;

/**
 * Courses that are always open, ran on the last day of a reporting year, go on after it, and have no count up to that day,
 * while the annual report of that year is asked for and has not come. A course is at most a year long, so it has one such day.
 */
export const interimCountsDue = (asked: Omit<AskedDocuments, 'kind'>): Cause => sql`
  select e.id as subject_id, e.provider_id, missing.last_day as since, e.created_by as responsible, e.title,
    ${NOTHING_ELSE}, greatest(${EVENT_SAVED_DAY}, missing.saved_on) as saved_on
  from (
    select report.*, make_date(report.year + 1, 6, 30) as last_day
    from (${documentsMissing({ ...asked, kind: 'report' })}) report
  ) missing
  join events e on e.provider_id = missing.provider_id and e.asynchronous and e.canceled_at is null
    and e.ends_on > missing.last_day and e.ends_on <= missing.last_day + 366 and e.starts_on <= missing.last_day
  where missing.last_day <= ${asked.today}::date
    and not exists (select from interim_counts i where i.event_id = e.id and i.as_of = missing.last_day)`;

/**
 * For the agency: how many providers have not sent one by the day on which they had to, once for each kind and reporting
 * year, by the usual due day.
 */
export const documentsMissingByYear = (asked: readonly AskedDocuments[]): Cause =>
  sql.join(
    asked.map(
      (each, index) => sql`
  select (missing.year * 10 + ${sql.raw(String(index))})::bigint as subject_id, null::bigint as provider_id,
    missing.usual_due_on as since, null::bigint as responsible, '' as title, null::bigint as but, false as seniors,
    '' as name, count(*)::int as number,
    jsonb_build_object('kind', ${sql.raw(`'${each.kind}'`)}, 'year', missing.year) as extra
  from (${documentsOverdue(each)}) missing group by missing.year, missing.usual_due_on`,
    ),
    sql` union all `,
  );

/**
 * Emails with certificates that came back. One may have brought a person several certificates of a conference. The person who
 * sent it is reminded first.
 */
export const CERTIFICATE_EMAILS_RETURNED: Cause = sql`
  select b.mail_id as subject_id, place.provider_id, ${dayOf('b.at')} as since, returned.responsible,
    returned.attendee as title, null::bigint as but, false as seniors, returned.event as name, returned.number,
    jsonb_build_object('eventId', returned.event_id, 'attendeeId', returned.attendee_id, 'status', b.status) as extra
  from ${RETURNED}
  cross join lateral (
    select coalesce(cm.sent_by, e.created_by) as responsible, a.id as attendee_id, a.name as attendee,
      e.id as event_id, e.title as event, count(*) over ()::int as number
    from ${STILL_RETURNED}
    order by a.id limit 1
  ) returned`;

/**
 * Users whose emails come back, since the first that did, until one arrives. An email of today has not arrived yet: a report
 * that it came back may take hours.
 */
export const usersOutOfReach = (today: string): Cause => {
  const arrivedAfter = (mail: string) => sql`exists (
    select from mails l where lower(l.to_address) = lower(m.to_address) and l.id > ${sql.raw(mail)}.id and l.state = 'sent'
      and l.created_at < ${today}::date::timestamp at time zone 'America/Denver'
      and not exists (select from mail_bounces lb where lb.mail_id = l.id))`;
  return sql`
  select u.id as subject_id, null::bigint as provider_id, ${dayOf('b.at')} as since, null::bigint as responsible,
    u.name as title, u.id as but, false as seniors, '' as name, null::int as number,
    jsonb_build_object('status', b.status) as extra
  from mail_bounces b join mails m on m.id = b.mail_id
  join users u on lower(u.email) = lower(m.to_address) and u.disabled_at is null
  where not ${arrivedAfter('m')} and not exists (
    select from mails o join mail_bounces ob on ob.mail_id = o.id
    where lower(o.to_address) = lower(m.to_address) and o.id < m.id and not ${arrivedAfter('o')})`;
};

/** What the agency's administrators look after and the database does not know. */
export function causesFrom(rows: readonly { subjectId: number; since: string; title: string }[]): Cause {
  return sql`
    select subject_id, null::bigint as provider_id, since, null::bigint as responsible, title, null::bigint as but,
      true as seniors, '' as name, null::int as number, null::jsonb as extra
    from json_to_recordset(${JSON.stringify(
      rows.map(({ subjectId, ...row }) => ({ subject_id: subjectId, ...row })),
    )}::json) as given (subject_id bigint, since date, title text)`;
}
