import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { ASK_AFTER_DAYS } from '@/lib/courses/rules';
import { drawing } from './killed-work';
import { newKey } from './signing-keys';

/** Business days and reminders of the year are stated here once more, independently of the product. */
export const FIRST_DAY = '2026-02-01';
const CLOSED = new Set(
  '2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-10-12 2026-11-03 2026-11-11 2026-11-26 2026-12-25 2027-01-01 2027-01-18'.split(
    ' ',
  ),
);
const COUNT_STEPS = [1, 7, 21, 45];
const COURSE_STEPS = [-60, -14];
const INTERIM_STEPS = [1, 30, 60];
/** The last day of the only reporting year that ends in the simulated one. */
const YEAR_ENDS = '2026-06-30';
const CLAIM_STEPS = [1, 7];
const QUESTION_STEPS = [3, 10];
const ANSWER_STEPS = [1, 7];
const UNASSIGNED_STEPS = [2, 5];
const APPLICATION_STEPS = [-2, 0, 1, 7];
const PROPOSAL_STEPS = [1, 7];
const KEY_STEPS = [-60, -14];
const RETURNED_STEPS = [1, 7];
const YEARLY_STEPS = [-30, -7, 0, 14, 45];
/** What providers owe in the year: when it is usually due, and in which reporting year, named by its July. */
const YEARLY = [
  { kind: 'agreement', year: 2025, usual: '2025-09-30', ends: '2026-06-30' },
  { kind: 'agreement', year: 2026, usual: '2026-09-30', ends: '2027-06-30' },
  { kind: 'report', year: 2025, usual: '2026-09-30', ends: '2026-06-30' },
];

const DAY_MS = 86_400_000;
const asDate = (day: string) => new Date(`${day}T12:00:00Z`);
export const plus = (day: string, days: number) =>
  new Date(asDate(day).getTime() + days * DAY_MS).toISOString().slice(0, 10);
const isOpen = (day: string) => ![0, 6].includes(asDate(day).getUTCDay()) && !CLOSED.has(day);

/** Whether a weekly email goes out: no business day of the same week comes before. */
function isWeekly(day: string): boolean {
  const weekday = (asDate(day).getUTCDay() + 6) % 7;
  return isOpen(day) && Array.from({ length: weekday }, (_, n) => plus(day, -1 - n)).every((before) => !isOpen(before));
}

type Person = {
  id: number;
  email: string;
  providerId: number | null;
  role: 'manager' | 'editor' | 'viewer' | 'staff' | 'administrator';
  wants: 'daily' | 'weekly' | 'product' | 'no emails';
  /** The first day without the person; null: they stay. */
  disabledOn: string | null;
  /** The first day on which they only look. */
  viewerOn: string | null;
};

/** Nothing happens before the first day. */
const inTheYear = (day: string) => (day < FIRST_DAY ? FIRST_DAY : day);

type Happening = { on: string; sql: () => ReturnType<typeof sql> };

/** A subject as the simulation knows it: what waits when, for whom, and where the button leads. */
type Subject = {
  kind: string;
  path: string;
  providerId: number | null;
  responsible: number | null;
  steps: number[];
  escalates: boolean;
  /** The days that reminders are counted from, each with the days on which something waits. */
  causes: { since: (day: string) => string; waits: (day: string) => boolean }[];
  /** Whether it is one reminder for each day that it counts from, whenever that is seen. */
  once?: boolean;
  /** Whether it goes out on any day, to administrators. */
  urgent?: boolean;
  /** Who alone is reminded on a day; null: all of them. */
  onlyOn?: (day: string) => number | null;
  /** The person who is not reminded. */
  but?: number;
  /** The days on which the record was saved, for kinds that are caught up. */
  savedOn?: readonly string[];
  /** Whether an email that was planned earlier still says it. */
  stillWaits: (day: string) => boolean;
};

export type World = {
  people: Person[];
  subjects: Subject[];
  happenings: Map<string, Happening[]>;
};

type Size = { providers: number; events: number; seed: number };

/** Makes providers with people, and a year of events, courses, claims and questions. What happens later is planned. */
export async function makeWorld(db: Database, { providers, events, seed }: Size): Promise<World> {
  const draw = drawing(seed);
  const people: Person[] = [];
  const happenings = new Map<string, Happening[]>();
  const subjects: Subject[] = [];
  const plan = (on: string, statement: Happening['sql']) => {
    happenings.set(on, [...(happenings.get(on) ?? []), { on, sql: statement }]);
  };

  const addPerson = async (providerId: number | null, role: Person['role']) => {
    const isStaff = role === 'staff' || role === 'administrator';
    const email = `p${people.length + 1}@simulated.example`;
    const [row] = await db.execute<{ id: string }>(sql`
      insert into users (username, name, email, staff_role)
      values (${`simulated${people.length + 1}`}, ${`Person ${people.length + 1}`}, ${email}, ${isStaff ? role : null})
      returning id`);
    const drawn = draw.of(['daily', 'daily', 'daily', 'weekly', 'weekly', 'product', 'no emails'] as const);
    const wants = isStaff ? (people.length === 1 ? 'weekly' : 'daily') : drawn;
    const disabledOn = draw.chance(0.1) && !isStaff ? plus(FIRST_DAY, draw.between(30, 300)) : null;
    const viewerOn = draw.chance(0.1) && role === 'editor' ? plus(FIRST_DAY, draw.between(30, 300)) : null;
    const id = Number(row!.id);
    people.push({ id, email, providerId, role, wants, disabledOn, viewerOn });
    if (providerId !== null) {
      await db.execute(
        sql`insert into memberships (user_id, provider_id, role) values (${id}, ${providerId}, ${role})`,
      );
    }
    const choices = ['count_due', 'count_overdue', 'course_ends', 'claims_wait', 'request_question'];
    choices.push('agreement_due', 'report_due', 'yearly_missing', 'count_differs', 'interim_count_due');
    choices.push('request_unassigned', 'request_overdue', 'application_due', 'proposal_waits');
    choices.push('certificate_email_returned', 'user_email_returned');
    await db.execute(sql`
      insert into notice_preferences (user_id, emails, choices, updated_at)
      values (${id}, ${wants !== 'no emails'}, ${JSON.stringify(
        Object.fromEntries(choices.map((kind) => [kind, wants === 'no emails' ? 'daily' : wants])),
      )}::jsonb, now())`);
    if (disabledOn) plan(disabledOn, () => sql`update users set disabled_at = now() where id = ${id}`);
    if (viewerOn) plan(viewerOn, () => sql`update memberships set role = 'viewer' where user_id = ${id}`);
    return id;
  };

  for (const role of ['staff', 'staff', 'administrator'] as const) await addPerson(null, role);
  const teams: { providerId: number; members: number[] }[] = [];
  const approvals = drawing(seed + 2);
  const late = drawing(seed + 3);
  const agency = drawing(seed + 4);
  const interim = drawing(seed + 5);
  const post = drawing(seed + 6);
  /** Whether a provider's report of the year that ends is asked for and has not come, on a day. */
  const reportWaits = new Map<number, (day: string) => boolean>();
  const approved: { providerId: number; on: string }[] = [];
  for (let n = 0; n < providers; n += 1) {
    // Long ago, or around both times in which the short form looks.
    const on = approvals.of([
      '2019-08-12',
      plus(FIRST_DAY, approvals.between(-20, 40)),
      plus(FIRST_DAY, approvals.between(215, 280)),
    ]);
    const [row] = await db.execute<{ id: string }>(sql`
      insert into providers (name, phone, kind, type, approved_on, created_at)
      values (${`Simulated provider ${n}`}, '(406) 555-0100', 'multiple_event', 'school_district', ${on}::date, '2019-08-12')
      returning id`);
    const providerId = Number(row!.id);
    approved.push({ providerId, on });
    const members = [await addPerson(providerId, 'manager')];
    if (draw.chance(0.4)) members.push(await addPerson(providerId, 'manager'));
    for (let more = draw.between(0, 2); more > 0; more -= 1) members.push(await addPerson(providerId, 'editor'));
    if (draw.chance(0.3)) members.push(await addPerson(providerId, 'viewer'));
    teams.push({ providerId, members });
  }
  for (let n = 0; n < events; n += 1) await addEvent(n);
  await addYearly();
  for (let n = 0; n < Math.ceil(events / 4); n += 1) await addRequest(n);
  for (let n = 0; n < Math.ceil(events / 20); n += 1) addApplication(n);
  for (const { providerId } of teams) addProposal(providerId);
  for (let n = 0; n < Math.ceil(events / 10); n += 1) {
    await addReturnedCertificate(n);
    await addUserOutOfReach(n);
  }
  // The first is replaced by the second, after it expired.
  await addSigningKey(1, plus(FIRST_DAY, 105));
  await addSigningKey(110, plus(FIRST_DAY, 296));
  return { people, subjects, happenings };

  /** Around both times in which the short form looks. */
  function someDay(): string {
    return plus(FIRST_DAY, agency.of([agency.between(2, 46), agency.between(240, 286), agency.between(2, 360)]));
  }

  /** A request that staff leave to each other, or answer late, or both. */
  async function addRequest(n: number): Promise<void> {
    const id = 11_000_000 + n;
    const { providerId, members } = agency.of(teams);
    const ahead = plus(FIRST_DAY, 900);
    const event = { providerId, by: members[0]!, startsOn: ahead, endsOn: ahead, course: false };
    const eventId = await insertEvent(`Asked about ${n}`, event);
    const askedOn = someDay();
    const dueOn = plus(askedOn, agency.between(5, 20));
    // Assigned, and later to nobody again, now and then.
    const assignee = agency.of(people.slice(0, 3)).id;
    const turns = [agency.between(0, 6), agency.between(1, 8)].slice(0, agency.of([0, 1, 2, 2, 2]));
    const days = turns.map((_, turn) =>
      plus(
        askedOn,
        turns.slice(0, turn + 1).reduce((a, b) => a + b, 0),
      ),
    );
    const answeredOn = agency.chance(0.7) ? plus(askedOn, agency.between(0, 30)) : null;
    plan(
      askedOn,
      () => sql`
      insert into requests (id, provider_id, kind, event_id, status, reason, asked, basis, basis_version, asked_by, asked_at,
        due_on, request_key)
      overriding system value
      values (${id}, ${providerId}, 'correction', ${eventId}, 'open', 'Simulated.', '{}', '{}', 1, ${members[0]!},
        ${`${askedOn}T18:00:00Z`}::timestamptz, ${dueOn}::date, gen_random_uuid())`,
    );
    days.forEach((on, turn) => {
      const to = turn === 0 ? assignee : null;
      plan(on, () => sql`update requests set assignee_id = ${to} where id = ${id}`);
    });
    if (answeredOn) {
      plan(answeredOn, () => sql`update requests set status = 'withdrawn', decided_at = now() where id = ${id}`);
    }
    const open = (day: string) => askedOn < day && !(answeredOn !== null && answeredOn < day);
    const isAssigned = (day: string) => days.filter((on) => on < day).length === 1;
    const about = { path: `/admin/requests/${id}`, providerId: null, escalates: false };
    const unassigned = (day: string) => open(day) && !isAssigned(day);
    subjects.push({
      ...about,
      kind: 'request_unassigned',
      responsible: null,
      steps: UNASSIGNED_STEPS,
      causes: [{ since: () => askedOn, waits: unassigned }],
      stillWaits: (day) => unassigned(day) && dueOn >= day,
    });
    subjects.push({
      ...about,
      kind: 'request_overdue',
      responsible: null,
      onlyOn: (day) => (isAssigned(day) ? assignee : null),
      steps: ANSWER_STEPS,
      causes: [{ since: () => dueOn, waits: open }],
      stillWaits: (day) => open(day) && dueOn < day,
    });
  }

  /** An application that staff record at once or late, and answer soon, late, or never. */
  function addApplication(n: number): void {
    const id = 12_000_000 + n;
    const dueOn = someDay();
    const recordedOn = inTheYear(plus(dueOn, agency.between(-9, 12)));
    const decidedOn = agency.chance(0.7) ? plus(recordedOn, agency.between(0, 20)) : null;
    plan(
      recordedOn,
      () => sql`
      insert into applications (id, organization, kind, contact_name, contact_email, received_on, due_on, recorded_by,
        recorded_at, request_key)
      overriding system value
      values (${id}, ${`Applicant ${n}`}, 'multiple_event', 'Kim Li', 'kim@applicant.example', ${recordedOn}::date,
        ${dueOn}::date, ${people[0]!.id}, ${`${recordedOn}T18:00:00Z`}::timestamptz, gen_random_uuid())`,
    );
    if (decidedOn) {
      plan(decidedOn, () => sql`update applications set status = 'declined', decided_at = now() where id = ${id}`);
    }
    const waits = (day: string) => recordedOn < day && !(decidedOn !== null && decidedOn < day);
    subjects.push({
      kind: 'application_due',
      path: `/admin/applications/${id}`,
      providerId: null,
      responsible: null,
      savedOn: [recordedOn],
      steps: APPLICATION_STEPS,
      escalates: false,
      causes: [{ since: () => dueOn, waits }],
      stillWaits: (day) => waits(day) && plus(dueOn, APPLICATION_STEPS[0]!) <= day,
    });
  }

  /** A proposal that a second person declines soon, late, or never. */
  function addProposal(providerId: number): void {
    const id = 13_000_000 + providerId;
    const proposedOn = someDay();
    const by = agency.of(people.slice(0, 3)).id;
    const decidedOn = agency.chance(0.7) ? plus(proposedOn, agency.between(0, 12)) : null;
    plan(
      proposedOn,
      () => sql`
      insert into proposals (id, provider_id, kind, asked, reason, proposed_by, proposed_at)
      overriding system value
      values (${id}, ${providerId}, 'close', '{}', 'Simulated.', ${by}, ${`${proposedOn}T18:00:00Z`}::timestamptz)`,
    );
    if (decidedOn) {
      plan(decidedOn, () => sql`update proposals set status = 'withdrawn', decided_at = now() where id = ${id}`);
    }
    const waits = (day: string) => proposedOn < day && !(decidedOn !== null && decidedOn < day);
    subjects.push({
      kind: 'proposal_waits',
      path: `/admin/providers/${providerId}/proposals/${id}`,
      providerId: null,
      responsible: null,
      but: by,
      steps: PROPOSAL_STEPS,
      escalates: false,
      causes: [{ since: () => proposedOn, waits }],
      stillWaits: waits,
    });
  }

  /** When an email comes back, and when the address is set right: soon, late, or never. */
  function comesBack() {
    const on = plus(FIRST_DAY, post.of([post.between(10, 46), post.between(245, 286), post.between(2, 360)]));
    const mendedOn = post.chance(0.6) ? plus(on, post.between(0, 12)) : null;
    const waits = (day: string) => on < day && !(mendedOn !== null && mendedOn < day);
    return { on, mendedOn, subject: { steps: RETURNED_STEPS, escalates: false, stillWaits: waits }, waits };
  }

  function insertMail(id: number, to: string, certificateId: number | null) {
    const at = sql`${`${plus(FIRST_DAY, -1)}T18:00:00Z`}::timestamptz`;
    return sql`
      insert into mails (id, kind, to_address, subject, text, html, state, created_at, sent_at, certificate_id)
      overriding system value values (${id}, 'simulated', ${to}, 'x', '', '', 'sent', ${at}, ${at}, ${certificateId}::bigint)`;
  }

  function bounce(id: number, on: string) {
    return sql`
      insert into mail_bounces (mail_id, how, status, at)
      values (${id}, 'report', '5.1.1', ${`${on}T18:00:00Z`}::timestamptz)`;
  }

  /** An email with a certificate that came back. Event, attendee, certificate and email have one number. */
  async function addReturnedCertificate(n: number): Promise<void> {
    const id = 14_000_000 + n;
    const { providerId, members } = post.of(teams);
    const by = post.of(members);
    const { on, mendedOn, waits, subject } = comesBack();
    const email = `a${n}@attendee.example`;
    const ahead = plus(FIRST_DAY, 900);
    await db.execute(
      eventStatement(`Emailed ${n}`, { providerId, by, startsOn: ahead, endsOn: ahead, course: false }, { id }),
    );
    await db.execute(sql`
      insert into attendees (id, event_id, name, email, units, completed, source, identity, created_at, updated_at)
      overriding system value values (${id}, ${id}, 'Kim Li', ${email}, 1, true, 'roster', ${`simulated ${n}`}, now(), now())`);
    await db.execute(sql`
      insert into named_certificates (id, serial, event_id, attendee_id, facts, template_version, bytes, sha256, length, sealed,
        origin, issued_by, issued_at)
      overriding system value
      values (${id}, ${`SIMU-LATE-${n}`}, ${id}, ${id}, '{}', '1', '', 'x', 0, false, 'issued', ${by}, now())`);
    await db.execute(sql`update attendees set current_certificate_id = ${id} where id = ${id}`);
    await db.execute(insertMail(id, email, id));
    await db.execute(sql`
      insert into certificate_mails (mail_id, certificate_id, sent_by, created_at) values (${id}, ${id}, ${by}, now())`);
    plan(on, () => bounce(id, on));
    if (mendedOn) plan(mendedOn, () => sql`update attendees set email = ${`right.${email}`} where id = ${id}`);
    subjects.push({
      ...subject,
      kind: 'certificate_email_returned',
      path: `/events/${id}/attendees/${id}`,
      providerId,
      responsible: by,
      causes: [{ since: () => on, waits }],
    });
  }

  /** A user whose email came back, and who gets no notices. The user and the email have the same number. */
  async function addUserOutOfReach(n: number): Promise<void> {
    const id = 15_000_000 + n;
    const { on, mendedOn, waits, subject } = comesBack();
    const email = `u${n}@unreached.example`;
    await db.execute(sql`
      insert into users (id, username, name, email) overriding system value
      values (${id}, ${`unreached${n}`}, ${`Unreached ${n}`}, ${email})`);
    await db.execute(insertMail(id, email, null));
    plan(on, () => bounce(id, on));
    if (mendedOn) plan(mendedOn, () => sql`update users set email = ${`right.${email}`} where id = ${id}`);
    subjects.push({
      ...subject,
      kind: 'user_email_returned',
      path: `/admin/users/${id}`,
      providerId: null,
      responsible: null,
      causes: [{ since: () => on, waits }],
    });
  }

  /** A certificate that signs from a day on, the n-th, until it expires or another one signs. */
  async function addSigningKey(n: number, expiresOn: string): Promise<void> {
    const usedOn = plus(FIRST_DAY, n);
    const authority = await newKey({ name: 'An authority' });
    const { certificate } = await newKey({ issuer: authority, to: new Date(`${expiresOn}T18:00:00Z`) });
    plan(
      usedOn,
      () => sql`
      insert into signing_certificates (fingerprint, der, first_used_at)
      values (${`simulated ${n}`}, decode(${certificate.raw.toString('hex')}, 'hex'), ${`${usedOn}T18:00:00Z`}::timestamptz)`,
    );
    const waits = (day: string) => usedOn < day && day <= expiresOn;
    subjects.push({
      kind: 'signing_key_ends',
      path: '/admin/system',
      providerId: null,
      responsible: null,
      urgent: true,
      steps: KEY_STEPS,
      escalates: false,
      causes: [{ since: () => expiresOn, waits }],
      stillWaits: (day) => waits(day) && plus(expiresOn, KEY_STEPS[0]!) <= day,
    });
  }

  /** What each provider owes once a year, from the year of its approval on; it comes soon, late, or never. */
  async function addYearly(): Promise<void> {
    const staffId = people[0]!.id;
    await db.execute(sql`
      insert into settings (name, value, effective_on, reason, set_by, set_at)
      values ('yearly', '{"firstYear":"2025"}', '2020-01-01', 'Simulated.', ${staffId}, now())`);
    for (const { kind, year, usual, ends } of YEARLY) {
      const missing: ((day: string) => boolean)[] = [];
      for (const { providerId, on } of approved) {
        if (on > ends) continue;
        const due = [usual, plus(on, 30)].sort()[1]!;
        const receivedOn = approvals.chance(0.6) ? inTheYear(plus(due, approvals.between(-28, 50))) : null;
        if (receivedOn) {
          plan(
            receivedOn,
            () => sql`
            insert into yearly_documents (provider_id, kind, year, received_on, how, recorded_by, recorded_at)
            values (${providerId}, ${kind}, ${year}, ${receivedOn}::date, 'email', ${staffId}, now())`,
          );
        }
        const waits = (day: string) => on <= day && !(receivedOn !== null && receivedOn < day);
        missing.push((day) => waits(day) && due < day);
        if (kind === 'report') reportWaits.set(providerId, waits);
        subjects.push({
          kind: `${kind}_due`,
          path: kind === 'report' ? `/annual-report/${year}` : `/our-information/agreement/${year}`,
          providerId,
          responsible: null,
          steps: YEARLY_STEPS,
          escalates: false,
          causes: [{ since: () => due, waits }],
          stillWaits: (day) => waits(day) && plus(due, YEARLY_STEPS[0]!) <= day,
        });
      }
      const some = (day: string) => missing.some((waits) => waits(day));
      subjects.push({
        kind: 'yearly_missing',
        path: `/admin/providers?missing=${kind}-${year}`,
        providerId: null,
        responsible: null,
        steps: YEARLY_STEPS.slice(-1),
        escalates: false,
        causes: [{ since: () => usual, waits: some }],
        stillWaits: (day) => some(day) && plus(usual, YEARLY_STEPS.at(-1)!) <= day,
      });
    }
  }

  async function addEvent(n: number): Promise<void> {
    const { providerId, members } = draw.of(teams);
    const by = draw.of(members);
    const course = draw.chance(0.1);
    const endsOn = plus(FIRST_DAY, draw.between(-50, 364));
    const startsOn = plus(endsOn, course ? -300 : -draw.between(0, 2));
    const given = { providerId, by, startsOn, endsOn, course };
    // Some are entered long after they ended.
    const lateOn = late.chance(0.08) ? plus(endsOn, late.between(2, 60)) : null;
    if (lateOn !== null && lateOn > FIRST_DAY) return addLateEvent(n, given, lateOn);
    const id = await insertEvent(`Event ${n}`, given);
    // Sometimes the end is corrected, staff cancel the event, or the count comes soon, late, or never.
    const movedOn = draw.chance(0.08) ? inTheYear(plus(endsOn, draw.between(-20, 25))) : null;
    const movedTo = plus(endsOn, draw.chance(0.6) ? draw.between(1, 30) : -draw.between(1, course ? 30 : 2));
    if (movedOn) {
      plan(
        movedOn,
        () => sql`
      update events set starts_on = least(starts_on, ${movedTo}::date), ends_on = ${movedTo}::date,
        updated_at = ${`${movedOn}T18:00:00Z`}::timestamptz where id = ${id}`,
      );
    }
    const canceledOn = draw.chance(0.08) ? inTheYear(plus(endsOn, draw.between(-20, 40))) : null;
    const restoredOn = canceledOn && draw.chance(0.5) ? plus(canceledOn, draw.between(1, 20)) : null;
    for (const [kind, on] of [
      ['canceled', canceledOn],
      ['restored', restoredOn],
    ]) {
      if (!on) continue;
      plan(
        on,
        () => sql`
      insert into event_cancellations (event_id, kind, by, at, reason)
      values (${id}, ${kind}, ${by}, ${`${on}T18:00:00Z`}::timestamptz, 'Simulated.')`,
      );
    }
    const latest = movedOn && movedTo > endsOn ? movedTo : endsOn;
    const delay = draw.of([0, 0, 0, draw.between(1, 10), draw.between(1, 10), draw.between(11, 60), null]);
    const reportedOn = delay === null ? null : inTheYear(plus(latest, delay));
    if (reportedOn)
      plan(
        reportedOn,
        () => sql`
      insert into certificate_reports (event_id, count, issued, reported_by, reported_at, request_key)
      values (${id}, 3, 0, ${by}, ${`${reportedOn}T18:00:00Z`}::timestamptz, gen_random_uuid())`,
      );
    // Certificates are issued later, revoked, and issued again.
    const toggles: string[] = [];
    for (let on = reportedOn; on !== null && late.chance(toggles.length === 0 ? 0.2 : 0.6) && toggles.length < 3; ) {
      on = plus(on, late.between(0, 8));
      toggles.push(on);
      const issuedCount = toggles.length % 2 === 1 ? 4 : 0;
      plan(on, () => sql`update events set issued_count = ${issuedCount} where id = ${id}`);
    }

    const before = (moment: string | null, day: string) => moment !== null && moment < day;
    const endOn = (day: string) => (before(movedOn, day) ? movedTo : endsOn);
    const canceled = (day: string) => before(canceledOn, day) && !before(restoredOn, day);
    const owed = (day: string) => !canceled(day) && !before(reportedOn, day);
    const about = { providerId, responsible: by, savedOn: [movedOn, restoredOn].filter((on) => on !== null) };
    addCount(id, about, { endOn, owed });
    if (course) addInterim(id, about, { startsOn, endOn, open: (day) => !canceled(day) });
    if (reportedOn !== null && toggles.length > 0) {
      const differs = (day: string) =>
        !canceled(day) && reportedOn < day && toggles.filter((on) => on < day).length % 2 === 1;
      subjects.push({
        ...about,
        savedOn: [],
        kind: 'count_differs',
        path: `/events/${id}/report`,
        once: true,
        steps: [],
        escalates: false,
        causes: [{ since: () => reportedOn, waits: differs }],
        stillWaits: differs,
      });
    }
    if (course) {
      const againOn = draw.chance(0.5) ? plus(endsOn, -draw.between(0, 70)) : null;
      const again = { providerId, by, startsOn: plus(endsOn, 45), endsOn: plus(endsOn, 900), course: false };
      if (againOn && againOn >= FIRST_DAY) plan(againOn, () => eventStatement(`Event ${n}`, again, { continues: id }));
      const isOpen = (day: string) =>
        !canceled(day) && !(againOn !== null && againOn >= FIRST_DAY && before(againOn, day));
      subjects.push({
        ...about,
        kind: 'course_ends',
        path: `/events/${id}#continue`,
        steps: COURSE_STEPS,
        escalates: false,
        causes: [{ since: endOn, waits: (day) => isOpen(day) && endOn(day) >= day }],
        // What was planned is still said after the end, while the course can be continued.
        stillWaits: (day) =>
          isOpen(day) && endOn(day) >= plus(day, -ASK_AFTER_DAYS) && plus(endOn(day), COURSE_STEPS[0]!) <= day,
      });
    }
    if (draw.chance(0.15)) addClaims(id, about, by, endsOn, canceled);
    if (draw.chance(0.1)) addQuestion(id, about, by, endsOn);
  }

  type About = { providerId: number; responsible: number; savedOn: readonly string[] };

  /** What the provider, and at last the agency, is reminded of until there is a count. */
  function addCount(
    id: number,
    about: About,
    { endOn, owed }: { endOn: (day: string) => string; owed: (day: string) => boolean },
  ): void {
    subjects.push({
      ...about,
      kind: 'count_due',
      path: `/events/${id}/report`,
      steps: COUNT_STEPS,
      escalates: true,
      causes: [{ since: endOn, waits: owed }],
      stillWaits: (day) => owed(day) && endOn(day) < day,
    });
    subjects.push({
      kind: 'count_overdue',
      path: `/admin/events/${id}`,
      providerId: null,
      responsible: null,
      savedOn: about.savedOn,
      steps: COUNT_STEPS.slice(-1),
      escalates: false,
      causes: [{ since: endOn, waits: owed }],
      stillWaits: (day) => owed(day) && plus(endOn(day), COUNT_STEPS.at(-1)!) <= day,
    });
  }

  /** Adds an event that is entered after it ended, and whose count comes even later, or never. */
  function addLateEvent(n: number, event: NewEvent, enteredOn: string): void {
    const id = 20_000_000 + n;
    plan(enteredOn, () => eventStatement(`Event ${n}`, event, { id, savedOn: enteredOn }));
    const reportedOn = late.chance(0.6) ? plus(enteredOn, late.between(0, 60)) : null;
    if (reportedOn) {
      plan(
        reportedOn,
        () => sql`
        insert into certificate_reports (event_id, count, issued, reported_by, reported_at, request_key)
        values (${id}, 3, 0, ${event.by}, now(), gen_random_uuid())`,
      );
    }
    const owed = (day: string) => enteredOn < day && !(reportedOn !== null && reportedOn < day);
    const about = { providerId: event.providerId, responsible: event.by, savedOn: [enteredOn] };
    addCount(id, about, { endOn: () => event.endsOn, owed });
    if (!event.course) return;
    addInterim(id, about, { startsOn: event.startsOn, endOn: () => event.endsOn, open: (day) => enteredOn < day });
  }

  /** The count of a course up to June 30, for a report that has not come. */
  function addInterim(
    id: number,
    about: About,
    course: { startsOn: string; endOn: (day: string) => string; open: (day: string) => boolean },
  ): void {
    const recordedOn = interim.chance(0.5) ? plus(YEAR_ENDS, interim.between(1, 130)) : null;
    if (recordedOn) {
      plan(
        recordedOn,
        () => sql`
        insert into interim_counts (event_id, as_of, count, issued, recorded_by, recorded_at, request_key)
        values (${id}, ${YEAR_ENDS}::date, 2, 0, ${about.responsible}, ${`${recordedOn}T18:00:00Z`}::timestamptz,
          gen_random_uuid())`,
      );
    }
    const waits = (day: string) =>
      day >= YEAR_ENDS &&
      course.open(day) &&
      course.startsOn <= YEAR_ENDS &&
      course.endOn(day) > YEAR_ENDS &&
      !(recordedOn !== null && recordedOn < day) &&
      (reportWaits.get(about.providerId)?.(day) ?? false);
    subjects.push({
      ...about,
      kind: 'interim_count_due',
      path: `/events/${id}/interim-count`,
      steps: INTERIM_STEPS,
      escalates: true,
      causes: [{ since: () => YEAR_ENDS, waits }],
      stillWaits: (day) => waits(day) && plus(YEAR_ENDS, 1) <= day,
    });
  }

  function addClaims(
    id: number,
    about: { providerId: number; responsible: number },
    by: number,
    endsOn: string,
    canceled: (day: string) => boolean,
  ): void {
    const claims = Array.from({ length: draw.between(1, 4) }, () => {
      const madeOn = plus(endsOn, draw.between(0, 12));
      return {
        madeOn,
        decidedOn: draw.chance(0.8) ? plus(madeOn, draw.between(0, 12)) : null,
        key: crypto.randomUUID(),
      };
    }).filter(({ madeOn }) => madeOn >= FIRST_DAY);
    for (const { madeOn, decidedOn, key } of claims) {
      plan(
        madeOn,
        () => sql`
        insert into claims (event_id, holder_hash, name, state, waits_for, stated_at, request_key)
        values (${id}, 'none', 'Kim Li', 'waiting', 'review', ${`${madeOn}T18:00:00Z`}::timestamptz, ${key}::uuid)`,
      );
      if (decidedOn) {
        plan(
          decidedOn,
          () => sql`
          update claims set state = 'refused', decided_by = ${by}, decided_at = now(), reason = 'Simulated.'
          where request_key = ${key}::uuid`,
        );
      }
    }
    const waits = (day: string, some = claims) =>
      !canceled(day) && some.some(({ madeOn, decidedOn }) => madeOn < day && !(decidedOn !== null && decidedOn < day));
    subjects.push({
      ...about,
      kind: 'claims_wait',
      path: `/events/${id}/share`,
      steps: CLAIM_STEPS,
      escalates: false,
      causes: [...new Set(claims.map(({ madeOn }) => madeOn))].map((on) => ({
        since: () => on,
        waits: (day) =>
          waits(
            day,
            claims.filter(({ madeOn }) => madeOn === on),
          ),
      })),
      stillWaits: (day) => waits(day),
    });
  }

  function addQuestion(
    id: number,
    about: { providerId: number; responsible: number },
    by: number,
    endsOn: string,
  ): void {
    const askedOn = plus(endsOn, draw.between(1, 5));
    if (askedOn < FIRST_DAY) return;
    const answeredOn = draw.chance(0.8) ? plus(askedOn, draw.between(0, 14)) : null;
    const key = crypto.randomUUID();
    const number = 10_000_000 + id;
    plan(
      askedOn,
      () => sql`
      insert into requests (id, provider_id, kind, event_id, status, reason, asked, basis, basis_version, asked_by, asked_at,
        due_on, waiting_since, request_key)
      overriding system value
      values (${number}, ${about.providerId}, 'correction', ${id}, 'waiting', 'Simulated.', '{}', '{}', 1, ${by},
        ${`${askedOn}T18:00:00Z`}::timestamptz, ${plus(askedOn, 900)}::date, ${askedOn}::date, ${key}::uuid)`,
    );
    if (answeredOn) {
      plan(
        answeredOn,
        () => sql`
        update requests set status = 'withdrawn', waiting_since = null, decided_at = now() where id = ${number}`,
      );
    }
    const waits = (day: string) => askedOn < day && !(answeredOn !== null && answeredOn < day);
    subjects.push({
      ...about,
      kind: 'request_question',
      path: `/requests/${number}`,
      steps: QUESTION_STEPS,
      escalates: false,
      causes: [{ since: () => askedOn, waits }],
      stillWaits: waits,
    });
  }

  type NewEvent = { providerId: number; by: number; startsOn: string; endsOn: string; course: boolean };

  async function insertEvent(title: string, event: NewEvent): Promise<number> {
    const [row] = await db.execute<{ id: string }>(eventStatement(title, event));
    return Number(row!.id);
  }

  function eventStatement(
    title: string,
    { providerId, by, startsOn, endsOn, course }: NewEvent,
    {
      id,
      continues = null,
      savedOn = plus(FIRST_DAY, -90),
    }: { id?: number; continues?: number | null; savedOn?: string } = {},
  ) {
    const at = sql`${`${savedOn}T18:00:00Z`}::timestamptz`;
    return sql`
      insert into events (${id === undefined ? sql`` : sql`id, `}provider_id, title, instructor, description, starts_on, ends_on, asynchronous, location_kind, hours,
        search_text, attested_by, attested_at, created_by, created_at, updated_by, updated_at, request_key, continues_event_id)
      ${id === undefined ? sql`` : sql`overriding system value`}
      values (${id === undefined ? sql`` : sql`${id}::bigint, `}${providerId}, ${title}, 'Kim Li', 'Simulated.', ${startsOn}::date, ${endsOn}::date, ${course}, 'online', 6,
        'simulated', ${by}, ${at}, ${by}, ${at}, ${by}, ${at}, gen_random_uuid(), ${continues}::bigint)
      returning id`;
  }
}

/** Returns every line of every email of the year as it should be: day, person, kind and page. */
export function expectedLines({ people, subjects }: World, plannedDays: readonly string[]): string[] {
  const byProvider = Map.groupBy(people, ({ providerId }) => providerId);
  const byId = new Map(people.map((person) => [person.id, person]));
  const works = ({ role, disabledOn, viewerOn }: Person, day: string) =>
    role !== 'viewer' && !(disabledOn !== null && disabledOn < day) && !(viewerOn !== null && viewerOn < day);
  const openDays = plannedDays.filter(isOpen);
  const lines = new Set<string>();
  for (const subject of subjects) {
    const { steps, causes, savedOn = [] } = subject;
    const first = subject.responsible === null ? undefined : byId.get(subject.responsible);
    /** Every reminder that was planned for a person, by its day. */
    const planned: { person: Person; on: string; state: 'waits' | 'sent' | 'void' }[] = [];
    const plan = (day: string, { step, on }: { step: number; on: string }, may: (person: Person) => boolean) => {
      const escalated = subject.escalates && step >= steps.at(-1)!;
      const team = (byProvider.get(subject.providerId) ?? []).filter((person) => works(person, day));
      const isThere = first !== undefined && team.includes(first);
      for (const person of team) {
        const isReminded =
          (subject.providerId === null && isReachedAtAgency(person, day)) ||
          person === first ||
          (person.role === 'manager' && (escalated || !isThere));
        if (!isReminded || person.wants === 'product' || person.wants === 'no emails' || !may(person)) continue;
        const before = planned.find((one) => one.person === person && one.on === on);
        if (!before) planned.push({ person, on, state: 'waits' });
        else if (before.state === 'void') before.state = 'waits';
      }
    };
    const isReachedAtAgency = ({ id, role }: Person, day: string) =>
      [null, id].includes(subject.onlyOn?.(day) ?? null) &&
      id !== subject.but &&
      (!subject.urgent || role === 'administrator');
    const latest = (due: { step: number; on: string }[]) => due.reduce((a, b) => (b.on > a.on ? b : a));
    const days = subject.urgent ? plannedDays : openDays;
    days.forEach((day, index) => {
      const after = index === 0 ? plus(day, -60) : days[index - 1]!;
      const waiting = causes.filter(({ waits }) => waits(day)).map(({ since }) => since(day));
      const passed = waiting.map((since) =>
        steps.map((step) => ({ step, on: plus(since, step) })).filter(({ on }) => on <= day),
      );
      const due = passed.flat().filter(({ on }) => on > after);
      if (due.length > 0) plan(day, latest(due), () => true);
      if (subject.once) for (const on of waiting) plan(day, { step: 0, on }, () => true);
      // Of what has passed before, at most the latest step comes back: missed by a late entry, or not sent.
      const missed = passed.flatMap((some) => some.slice(-1)).filter(({ on }) => index > 0 && on <= after);
      if (savedOn.some((saved) => saved >= after && saved < day)) {
        const late = missed.filter(({ on }) => !planned.some((one) => one.on === on && one.state !== 'void'));
        if (late.length > 0) plan(day, latest(late), () => true);
      }
      const isVoidOf = (since: string, last: string, person?: Person) =>
        planned.some(
          (one) =>
            one.state === 'void' &&
            one.on > last &&
            steps.some((step) => plus(since, step) === one.on) &&
            (!person || one.person === person),
        );
      const again = missed.filter(({ on, step }) => isVoidOf(plus(on, -step), plus(day, -60)));
      if (again.length > 0) {
        const one = latest(again);
        plan(day, one, (person) => isVoidOf(plus(one.on, -one.step), '', person));
      }
      for (const one of planned) {
        const { person, state } = one;
        if (state !== 'waits' || (person.wants === 'weekly' && !isWeekly(day))) continue;
        const isTheirs = subject.providerId !== null || isReachedAtAgency(person, day);
        one.state = works(person, day) && isTheirs && subject.stillWaits(day) ? 'sent' : 'void';
        if (one.state === 'sent') lines.add(`${day} ${person.email} ${subject.kind} ${subject.path}`);
      }
    });
  }
  return [...lines].sort();
}
