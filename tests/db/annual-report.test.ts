import '../support/settings';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { agendaItems, events, interimCounts, mails, providers, settings, users, yearlyDocuments } from '@/db/schema';
import { ownNumbers } from '@/lib/events/own-numbers';
import { listTodo } from '@/lib/notices/list-todo';
import { planNotices } from '@/lib/notices/plan-notices';
import { sendNotices } from '@/lib/notices/send-notices';
import { clockAt } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import type { Context } from '@/lib/platform/visit';
import {
  exportReportEvents,
  listingPosition,
  listReportEvents,
} from '@/lib/yearly-documents/annual-report/list-events';
import { getOwnReport } from '@/lib/yearly-documents/annual-report/own-report';
import { factsText } from '@/lib/yearly-documents/annual-report/report-facts';
import { signReport, signReportSchema } from '@/lib/yearly-documents/annual-report/sign-report';
import { getOwnAgreement, signAgreement } from '@/lib/yearly-documents/sign-agreement';
import { getYearlyDocument } from '@/lib/yearly-documents/staff/get-documents';
import { recordDocument, recordDocumentSchema } from '@/lib/yearly-documents/staff/record-document';
import { withdrawDocument } from '@/lib/yearly-documents/staff/withdraw-document';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { givenCourse } from '../support/courses';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { forProviderOf, onDay, providerContext, staffContext } from '../support/people';

const test_ = testDatabase();

beforeEach(async () => {
  log.level = 'silent';
  // Each test has the product to itself: no provider of another one is asked for anything.
  await test_.db.update(providers).set({ kind: 'single_event' });
  await test_.db.update(users).set({ disabledAt: new Date() });
  await test_.owner.execute('alter table settings disable trigger settings_kept');
  await test_.owner.delete(settings);
  await test_.owner.execute('alter table settings enable trigger settings_kept');
  for (const table of ['notices', 'notice_digests', 'notice_plans', 'mails', 'graphile_worker._private_jobs']) {
    await test_.db.execute(sql.raw(`delete from ${table}`));
  }
});

/** The first reporting year of the product, and a day after it. */
const YEAR = 2026;
const AFTER = '2027-07-20';

/** Returns a manager of a provider that was approved long ago, on a day after the year. */
async function given(today = AFTER) {
  const ctx = await providerContext(test_.db, { today });
  const { providerId } = ctx.actor;
  await test_.db.update(providers).set({ approvedOn: '2019-08-12' }).where(eq(providers.id, providerId));
  return { ctx, providerId, staff: await staffContext(test_.db, { today }) };
}

const reported = (certificateCount: number) => ({ certificateCount, reportedIssued: 0 });

async function signTheAgreement(ctx: Context) {
  const { statement } = await getOwnAgreement(ctx, YEAR);
  await signAgreement(ctx, { statement, agreed: 'yes', year: YEAR, forProvider: forProviderOf(ctx) });
}

/** Fills in the form as the page shows it. */
async function sign(ctx: Context, filled: object = {}) {
  const { statement, facts, missing } = await getOwnReport(ctx, YEAR);
  const form = {
    statement,
    shown: factsText(facts),
    asksWhy: missing.length > 0 ? 'yes' : undefined,
    agreed: 'yes',
    forProvider: String(forProviderOf(ctx)),
  };
  await signReport(ctx, { ...signReportSchema.parse({ ...form, ...filled }), year: YEAR });
}

const inForce = (providerId: number) =>
  test_.db
    .select()
    .from(yearlyDocuments)
    .where(
      and(
        eq(yearlyDocuments.providerId, providerId),
        eq(yearlyDocuments.kind, 'report'),
        isNull(yearlyDocuments.withdrawnAt),
      ),
    );

const recordInterim = (ctx: Context, eventId: number, count: number) =>
  test_.db.insert(interimCounts).values({
    eventId,
    asOf: '2027-06-30',
    count,
    recordedBy: ctx.actor.kind === 'provider' ? ctx.actor.userId : 0,
    recordedAt: ctx.clock.now(),
    requestKey: crypto.randomUUID(),
  });

test('the report is filled in from the events, has the numbers of Our numbers, and names what is missing', async () => {
  const { ctx } = await given();
  const other = await given();
  await givenEvent(other.ctx, { startsOn: '2027-02-01', ...reported(50) });
  await givenEvent(ctx, { startsOn: '2026-07-01', hours: '2.50', ...reported(12) });
  await givenEvent(ctx, { startsOn: '2027-06-30', hours: '4', ...reported(0) });
  const late = await givenEvent(ctx, { title: 'Uncounted', startsOn: '2027-01-04', hours: '0.25' });
  await givenEvent(ctx, { startsOn: '2026-06-30', ...reported(9) });
  await givenEvent(ctx, { startsOn: '2027-07-01', ...reported(9) });
  await givenEvent(ctx, { startsOn: '2027-03-01', canceledAt: new Date(), ...reported(9) });
  const open = await givenCourse(ctx, { title: 'Open', startsOn: '2027-01-01', endsOn: '2027-12-31' });
  const counted = await givenCourse(ctx, { title: 'Counted', startsOn: '2027-02-01', endsOn: '2027-09-30' });
  await recordInterim(ctx, counted, 3);
  await recordInterim(ctx, counted, 4);

  const report = await getOwnReport(ctx, YEAR);
  expect(report.facts.summary).toEqual({
    events: 3,
    units: '6.75',
    certificates: 12,
    countsDue: 1,
    courses: 2,
    coursesCounted: 1,
    courseCertificates: 4,
  });
  const { events: count, units, certificates, countsDue } = (await ownNumbers(ctx, YEAR)).all;
  expect(report.facts.summary).toMatchObject({ events: count, units, certificates, countsDue });
  expect(report.uncounted).toEqual([{ id: late, title: 'Uncounted', endsOn: '2027-01-04' }]);
  expect(report.withoutInterim).toEqual([{ id: open, title: 'Open' }]);
  expect(report.missing).toEqual([
    'The yearly agreement is not signed.',
    '1 event has no certificate count.',
    '1 course has no count up to June 30.',
  ]);
  await signTheAgreement(ctx);
  await test_.db.update(events).set(reported(5)).where(eq(events.id, late));
  await recordInterim(ctx, open, 0);
  expect((await getOwnReport(ctx, YEAR)).missing).toEqual([]);
});

test('a manager signs it once; what it said is kept, and what changed since then is shown to both sides', async () => {
  const { ctx, providerId, staff } = await given();
  await givenEvent(ctx, { startsOn: '2027-02-01', hours: '2', ...reported(12) });
  await signTheAgreement(ctx);
  expect(signReportSchema.safeParse({ statement: '', shown: '', forProvider: '1' }).error?.issues[0]?.path).toEqual([
    'agreed',
  ]);
  for (const role of ['editor', 'viewer'] as const) {
    const one = { ...ctx, actor: { ...ctx.actor, role } };
    expect((await getOwnReport(one, YEAR)).missing).toEqual([]);
    await expect(sign(one)).rejects.toMatchObject({ code: 'forbidden' });
  }
  await expect(getOwnReport(staff, YEAR)).rejects.toMatchObject({ code: 'forbidden' });

  await sign(ctx);
  await expectAudit(test_.db, 'yearly_document.signed', `provider:${providerId}`, {
    userId: ctx.actor.userId,
    details: expect.objectContaining({ kind: 'report', year: YEAR }),
  });
  await givenEvent(ctx, { startsOn: '2027-03-01', hours: '0.5', ...reported(1) });
  await givenEvent(ctx, { startsOn: '2027-03-02', hours: '1', ...reported(2) });
  const own = await getOwnReport(ctx, YEAR);
  expect(own.report.received).toMatchObject({
    byName: ctx.actor.name,
    row: { how: 'signed', receivedOn: AFTER, statement: own.statement },
  });
  expect(own.signed).toMatchObject({ summary: { events: 1, units: '2', certificates: 12 }, whyIncomplete: null });
  expect(own.changes).toEqual(['2 events more', '1.5 PDUs more', '3 certificates more']);
  const seen = await getYearlyDocument(staff, { providerId, kind: 'report', year: YEAR });
  expect(seen.signed).toEqual({ facts: own.signed, changes: own.changes });
});

test('a form that is sent twice, also at the same time, signs once; a colleague’s is refused', async () => {
  const { ctx, providerId } = await given();
  await signTheAgreement(ctx);
  const { statement, facts } = await getOwnReport(ctx, YEAR);
  const form = signReportSchema.parse({
    statement,
    shown: factsText(facts),
    agreed: 'yes',
    forProvider: String(forProviderOf(ctx)),
  });
  await Promise.all([1, 2, 3].map(() => signReport(ctx, { ...form, year: YEAR })));
  await signReport(ctx, { ...form, year: YEAR });
  expect(await inForce(providerId)).toHaveLength(1);
  const { actor } = await providerContext(test_.db);
  const colleague = { ...ctx, actor: { ...actor, providerId } };
  await expect(sign(colleague)).rejects.toMatchObject({ code: 'conflict' });
});

test('what is missing needs a reason, which is kept with the report', async () => {
  const { ctx, providerId, staff } = await given();
  await givenEvent(ctx, { startsOn: '2027-02-01' });
  const { statement, facts } = await getOwnReport(ctx, YEAR);
  const form = {
    statement,
    shown: factsText(facts),
    agreed: 'yes',
    whyIncomplete: ' ',
    forProvider: String(forProviderOf(ctx)),
  };
  const problems = (given: object) => signReportSchema.safeParse(given).error?.issues.map(({ path }) => path.join());
  expect(problems({ ...form, asksWhy: 'yes' })).toEqual(['whyIncomplete']);
  expect(problems({ ...form, asksWhy: 'yes', agreed: undefined })).toEqual(['whyIncomplete', 'agreed']);
  expect(problems({ ...form, whyIncomplete: 'x'.repeat(501) })).toEqual(['whyIncomplete']);
  // A form that does not say that something is missing.
  await expect(signReport(ctx, { ...signReportSchema.parse(form), year: YEAR })).rejects.toMatchObject({
    code: 'invalid',
  });
  await sign(ctx, { whyIncomplete: 'The instructor moved away.' });
  const { signed } = await getYearlyDocument(staff, { providerId, kind: 'report', year: YEAR });
  expect(signed!.facts).toMatchObject({ agreement: 'missing', whyIncomplete: 'The instructor moved away.' });
});

test('what changed since the page was opened is refused: an event, a contact, or the words', async () => {
  const { ctx, providerId } = await given();
  await signTheAgreement(ctx);
  const { statement, facts } = await getOwnReport(ctx, YEAR);
  const form = {
    ...signReportSchema.parse({
      statement,
      shown: factsText(facts),
      agreed: 'yes',
      forProvider: String(forProviderOf(ctx)),
    }),
    year: YEAR,
  };
  const refused = { code: 'conflict', sentence: expect.stringContaining('changed since you opened') };
  await expect(signReport(ctx, { ...form, statement: 'Other words.' })).rejects.toMatchObject(refused);
  await test_.db.update(providers).set({ phone: '(406) 555-0199' }).where(eq(providers.id, providerId));
  await expect(signReport(ctx, form)).rejects.toMatchObject(refused);
  await test_.db.update(providers).set({ phone: facts.contacts.phone }).where(eq(providers.id, providerId));
  const added = await givenEvent(ctx, { startsOn: '2027-06-30', ...reported(1) });
  await expect(signReport(ctx, form)).rejects.toMatchObject(refused);
  await test_.db.update(events).set({ canceledAt: new Date() }).where(eq(events.id, added));
  await signReport(ctx, form);
});

test('the year ends at midnight in Montana between June 30 and July 1', async () => {
  const { ctx } = await given('2027-05-01');
  await signTheAgreement(ctx);
  const at = (moment: string) => ({ ...ctx, clock: clockAt(() => new Date(moment)) });
  await expect(sign(at('2027-07-01T05:59:59Z'))).rejects.toMatchObject({
    code: 'invalid',
    sentence: 'A manager can sign this report from July 1, 2027 on, after the reporting year.',
  });
  const midnight = at('2027-07-01T06:00:00Z');
  await sign(midnight);
  expect((await getOwnReport(midnight, YEAR)).report.received!.row.receivedOn).toBe('2027-07-01');
});

test('a year that is not asked for says so, and each provider has its own', async () => {
  const { ctx } = await given();
  const other = await given();
  await sign(other.ctx, { whyIncomplete: 'We had no events.' });
  expect((await getOwnReport(ctx, YEAR)).signed).toBeNull();
  for (const year of [2024, 2025, 2029]) {
    const refused = {
      code: 'not_found',
      sentence: expect.stringContaining('asks your organization for no annual report'),
    };
    await expect(getOwnReport(ctx, year)).rejects.toMatchObject(refused);
    await expect(
      signReport(ctx, {
        statement: '',
        shown: '',
        whyIncomplete: null,
        agreed: 'yes',
        year,
        forProvider: forProviderOf(ctx),
      }),
    ).rejects.toMatchObject(refused);
    await expect(listReportEvents(ctx, { year, providerId: 'own' }, null)).rejects.toMatchObject(refused);
  }
});

test('staff take a report back with a reason, and the provider signs again; one that came by email shows no note', async () => {
  const { ctx, providerId, staff } = await given();
  await signTheAgreement(ctx);
  await sign(ctx);
  const [first] = await inForce(providerId);
  const reason = 'An event of another district is in it.';
  await withdrawDocument(staff, { providerId, documentId: first!.id, reason });
  const again = await getOwnReport(ctx, YEAR);
  expect([again.report.received, again.signed]).toEqual([null, null]);
  expect(again.takenBack).toEqual({ signedOn: AFTER, reason });
  const [mail] = await test_.db.select().from(mails).where(eq(mails.kind, 'yearly_document.withdrawn'));
  expect(mail!.subject).toBe('Sign again: annual report 2026–27');
  expect(mail!.text).toContain(reason);
  expect(mail!.text).toContain('/annual-report/2026');
  await sign(ctx);
  const [second, ...none] = await inForce(providerId);
  expect(none).toEqual([]);
  expect(second!.id).toBeGreaterThan(first!.id);
  expect((await getYearlyDocument(staff, { providerId, kind: 'report', year: YEAR })).withdrawn).toHaveLength(1);
  await withdrawDocument(staff, { providerId, documentId: second!.id, reason });
  const email = recordDocumentSchema.parse({ receivedOn: AFTER, how: 'email', note: 'Looks odd.' });
  await recordDocument(staff, { ...email, providerId, kind: 'report', year: YEAR });
  await expect(sign(ctx)).rejects.toMatchObject({ code: 'conflict' });
  expect((await getOwnReport(ctx, YEAR)).takenBack).toBeNull();
  expect((await getOwnReport(ctx, YEAR)).report.received!.row).toMatchObject({ how: 'email', note: null });
});

test('the listing has every event of the year a page at a time, with numbers of participants and without names', async () => {
  const { ctx, providerId, staff } = await given();
  const other = await given();
  await givenEvent(other.ctx, { title: 'Foreign', startsOn: '2027-02-01' });
  const ids: number[] = [];
  for (let n = 0; n < 52; n += 1) {
    ids.push(await givenEvent(ctx, { title: `Event ${n}`, startsOn: '2027-02-01', ...reported(2) }));
  }
  await givenAttendee(ctx, ids[0]!, { name: 'Zoë Ñandú' });
  await givenAttendee(ctx, ids[0]!, { name: 'Gone', removedAt: new Date() });
  await test_.db.insert(agendaItems).values({
    eventId: ids[0]!,
    position: 0,
    heldOn: '2027-02-01',
    startsAt: '09:00',
    endsAt: '11:30',
    title: 'Halves and quarters',
    counts: true,
  });
  const open = await givenCourse(ctx, { title: 'Open', startsOn: '2027-01-01', endsOn: '2027-12-31' });
  await givenCourse(ctx, { title: 'Next year', startsOn: '2027-07-01', endsOn: '2028-06-30' });
  await givenEvent(ctx, { title: 'Next year', startsOn: '2027-07-01' });
  await recordInterim(ctx, open, 7);

  const first = await listReportEvents(ctx, { year: YEAR, providerId: 'own' }, null);
  expect(first.events).toHaveLength(50);
  expect(first.events[0]).toMatchObject({ id: ids[0], participants: 1, certificateCount: 2, goesOn: false });
  const second = await listReportEvents(staff, { year: YEAR, providerId }, listingPosition.read(first.next!));
  expect(second.events.map(({ id }) => id)).toEqual([...ids.slice(50), open]);
  expect([second.events.at(-1), second.next]).toMatchObject([{ goesOn: true, interim: 7 }, null]);
  await expect(listReportEvents(ctx, { year: YEAR, providerId: other.providerId }, null)).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(listReportEvents(staff, { year: YEAR, providerId: 999_999_999 }, null)).rejects.toMatchObject({
    code: 'not_found',
  });

  const { name, lines } = await exportReportEvents(ctx, { year: YEAR, providerId: 'own' });
  let csv = '';
  for await (const text of lines) csv += text;
  expect(name).toBe('pdups-annual-report-2026-27.csv');
  expect(csv.trim().split('\r\n')).toHaveLength(54);
  expect(csv).toContain('"February 1, 2027, 9:00 AM to 11:30 AM: Halves and quarters",1,2,');
  expect(csv).not.toMatch(/Ñandú,.*Big Sky School|Foreign|Next year/);
});

/** Does what the planner and the sender do at 8 a.m. of a day. */
async function remindOn(day: string) {
  const visit = { db: test_.db, clock: clockAt(() => new Date(`${day}T15:00:00Z`)) };
  await planNotices(visit);
  await sendNotices(visit);
}

test('the person who entered a course is reminded of its count up to June 30 from July 1 on, until it is recorded', async () => {
  const { ctx } = await given('2027-06-01');
  const course = await givenCourse(ctx, { title: 'Open', startsOn: '2027-01-01', endsOn: '2027-07-15' });
  await givenCourse(ctx, { title: 'Ended', startsOn: '2026-07-01', endsOn: '2027-06-30' });
  await givenCourse(ctx, { title: 'Later', startsOn: '2027-07-01', endsOn: '2028-06-30' });
  await signTheAgreement(ctx);
  const todo = async (day: string) =>
    (await listTodo(onDay(ctx, day))).items
      .filter(({ kind }) => kind === 'interim_count_due')
      .map(({ title, path }) => [title, path]);
  expect(await todo('2027-06-30')).toEqual([]);
  const line = ['Open', `/events/${course}/interim-count`];
  expect(await todo('2027-07-01')).toEqual([line]);
  // It still counts when the course has ended.
  expect(await todo('2027-08-01')).toEqual([line]);
  await test_.db.execute(sql`insert into notice_plans (day, urgent, planned_at) values ('2027-06-29', false, now())`);
  await remindOn('2027-06-30');
  await remindOn('2027-07-01');
  const [user] = await test_.db.select().from(users).where(eq(users.id, ctx.actor.userId));
  const [mail] = await test_.db
    .select()
    .from(mails)
    .where(and(eq(mails.toAddress, user!.email), sql`${mails.text} like '%interim-count%'`));
  expect(mail!.text).toContain('This course was open on June 30, 2027, the last day of the reporting year.');
  await recordInterim(ctx, course, 0);
  expect(await todo('2027-07-02')).toEqual([]);
});

test('no count up to June 30 is asked for when no report is, or when it has come', async () => {
  const { ctx, providerId, staff } = await given('2026-06-01');
  const kinds = async (day: string) => (await listTodo(onDay(ctx, day))).items.map(({ kind }) => kind);
  // The first reporting year begins on July 1, 2026.
  await givenCourse(ctx, { startsOn: '2026-01-01', endsOn: '2026-12-31' });
  expect(await kinds('2026-07-01')).not.toContain('interim_count_due');
  await givenCourse(ctx, { startsOn: '2027-01-01', endsOn: '2027-12-31' });
  expect(await kinds('2027-07-01')).toContain('interim_count_due');
  const email = recordDocumentSchema.parse({ receivedOn: '2027-07-01', how: 'email', note: '' });
  await recordDocument(onDay(staff, '2027-07-01'), { ...email, providerId, kind: 'report', year: YEAR });
  expect(await kinds('2027-07-01')).not.toContain('interim_count_due');
});
