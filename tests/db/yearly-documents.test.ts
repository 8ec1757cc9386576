import '../support/settings';
import { and, eq, sql } from 'drizzle-orm';
import { events, mails, notices, providers, settings, users, yearlyDocuments } from '@/db/schema';
import { countWaiting, listTodo } from '@/lib/notices/list-todo';
import { planNotices } from '@/lib/notices/plan-notices';
import { putOff } from '@/lib/notices/put-off';
import { currentNotices, sendNotices } from '@/lib/notices/send-notices';
import { clockAt } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import type { Context } from '@/lib/platform/visit';
import { providerListHref, staffProviderListSchema } from '@/lib/providers/list-query';
import { listProviders } from '@/lib/providers/staff/list-providers';
import { listProviderLog } from '@/lib/providers/staff/provider-log';
import { AGREEMENT } from '@/lib/settings/agreement-text';
import { changeSetting, settingSchema } from '@/lib/settings/change-setting';
import { settingForm } from '@/lib/settings/list-settings';
import { listOwnYears } from '@/lib/yearly-documents/own-documents';
import type { DocumentKind } from '@/lib/yearly-documents/rules';
import { getOwnAgreement, signAgreement, signAgreementSchema } from '@/lib/yearly-documents/sign-agreement';
import { getYearlyDocument, listProviderYears } from '@/lib/yearly-documents/staff/get-documents';
import { missingChoices } from '@/lib/yearly-documents/staff/missing-choices';
import { recordDocument, recordDocumentSchema } from '@/lib/yearly-documents/staff/record-document';
import { withdrawDocument } from '@/lib/yearly-documents/staff/withdraw-document';
import { expectAudit } from '../support/audit';
import { givenCourse } from '../support/courses';
import { testDatabase } from '../support/database';
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

/** Returns a manager of a provider that was approved on a day, and a member of staff. */
async function given({
  today = '2026-10-20',
  ...record
}: Partial<typeof providers.$inferInsert> & { today?: string } = {}) {
  const ctx = await providerContext(test_.db, { today });
  const { providerId } = ctx.actor;
  await test_.db
    .update(providers)
    .set({ approvedOn: '2019-08-12', createdAt: new Date('2019-08-12T18:00:00Z'), ...record })
    .where(eq(providers.id, providerId));
  return { ctx, providerId, staff: await staffContext(test_.db, { today }) };
}

type Given = Awaited<ReturnType<typeof given>>;

const inputOf = (receivedOn: string) => recordDocumentSchema.parse({ receivedOn, how: 'email', note: ' ' });

const receive = (staff: Context, providerId: number, kind: DocumentKind, year: number, on = staff.clock.today()) =>
  recordDocument(staff, { ...inputOf(on), providerId, kind, year });

/** Changes the setting from today on. */
async function setYearly(changes: Record<string, string>, today = '2026-10-20') {
  const ctx = await staffContext(test_.db, { today });
  const administrator = { ...ctx, actor: { ...ctx.actor, role: 'administrator' as const } };
  const { values } = await settingForm(administrator, 'yearly');
  const input = settingSchema('yearly').parse({ ...values, reason: 'The Board decided.', ...changes });
  await changeSetting(administrator, { ...input, name: 'yearly' });
}

/** What a provider owes, as "kind year by day"; what was received is left out. */
async function owed(ctx: Context, providerId: number): Promise<string[]> {
  const years = await listProviderYears(ctx, providerId);
  return years.flatMap(({ year, ...of }) =>
    (['agreement', 'report'] as const).flatMap((kind) =>
      of[kind].dueOn && !of[kind].received ? [`${kind} ${year} by ${of[kind].dueOn}`] : [],
    ),
  );
}

test('a provider owes an agreement within each reporting year and a report after it, from the first year on', async () => {
  const { ctx, providerId, staff } = await given();
  expect(await owed(staff, providerId)).toEqual(['agreement 2026 by 2026-09-30', 'report 2026 by 2027-09-30']);
  expect(await listOwnYears(ctx)).toEqual(await listProviderYears(staff, providerId));
  await setYearly({ firstYear: '2025', agreementDue: '3/1', reportDue: '10/15' });
  expect(await owed(staff, providerId)).toEqual([
    'agreement 2026 by 2027-03-01',
    'report 2026 by 2027-10-15',
    'agreement 2025 by 2026-03-01',
    'report 2025 by 2026-10-15',
  ]);
  // On June 30 it is still the old year; the next one is shown when something of it is due soon.
  expect(await owed(onDay(staff, '2027-06-30'), providerId)).toHaveLength(4);
  await setYearly({ agreementDue: '7/15' });
  expect((await owed(onDay(staff, '2027-06-30'), providerId))[0]).toBe('agreement 2027 by 2027-07-15');
});

test('a provider owes nothing for the years before its approval, and has 30 days from it', async () => {
  const { providerId, staff } = await given({ approvedOn: '2026-10-10' });
  await setYearly({ firstYear: '2020' });
  expect(await owed(staff, providerId)).toEqual(['agreement 2026 by 2026-11-09', 'report 2026 by 2027-09-30']);
  // Until then, it owes nothing; and one without a day of approval, from the day on which it was added.
  expect(await owed(onDay(staff, '2026-10-09'), providerId)).toEqual([]);
  const added = await given({ approvedOn: null, createdAt: new Date('2026-07-01T05:59:00Z') });
  expect((await owed(staff, added.providerId)).at(-1)).toBe('report 2025 by 2026-09-30');
});

test('providers of one event, and those that are suspended, withdrawn or closed, owe nothing', async () => {
  const { providerId, staff } = await given({ kind: 'single_event' });
  expect(await owed(staff, providerId)).toEqual([]);
  for (const standing of ['suspended', 'withdrawn', 'closed'] as const) {
    const one = await given({ standing, standingFrom: '2026-10-21' });
    expect(await owed(staff, one.providerId)).not.toEqual([]);
    expect(await owed(onDay(staff, '2026-10-21'), one.providerId)).toEqual([]);
  }
  for (const standing of ['reports_overdue', 'probation'] as const) {
    const one = await given({ standing });
    expect(await owed(staff, one.providerId)).not.toEqual([]);
  }
});

test('staff record what came and take it back with a reason; both stay on record', async () => {
  const { ctx, providerId, staff } = await given();
  const input = {
    ...inputOf('2026-10-02'),
    note: 'In the shared mailbox',
    providerId,
    kind: 'agreement' as const,
    year: 2026,
  };
  await expect(recordDocument(ctx, input)).rejects.toMatchObject({ code: 'forbidden' });
  await recordDocument(staff, input);
  await expectAudit(test_.db, 'yearly_document.recorded', `provider:${providerId}`, {
    userId: staff.actor.userId,
    details: expect.objectContaining({ kind: 'agreement', year: 2026, receivedOn: '2026-10-02', how: 'email' }),
  });
  await expect(recordDocument(staff, input)).rejects.toMatchObject({ code: 'conflict' });
  expect(await owed(staff, providerId)).toEqual(['report 2026 by 2027-09-30']);
  const which = { providerId, kind: 'agreement' as const, year: 2026 };
  const { received } = await getYearlyDocument(staff, which);
  expect(received).toMatchObject({ byName: staff.actor.name, row: { note: 'In the shared mailbox' } });

  const wrong = { providerId, documentId: received!.row.id, reason: 'It was another district’s.' };
  await expect(withdrawDocument(ctx, wrong)).rejects.toMatchObject({ code: 'forbidden' });
  const other = await given();
  const elsewhere = { ...wrong, providerId: other.providerId };
  await expect(withdrawDocument(staff, elsewhere)).rejects.toMatchObject({ code: 'conflict' });
  await withdrawDocument(staff, wrong);
  await expectAudit(test_.db, 'yearly_document.withdrawn', `provider:${providerId}`, {
    details: { documentId: received!.row.id, kind: 'agreement', year: 2026, reason: 'It was another district’s.' },
  });
  await expect(withdrawDocument(staff, wrong)).rejects.toMatchObject({ code: 'conflict' });
  expect(await owed(staff, providerId)).toContain('agreement 2026 by 2026-09-30');
  await recordDocument(staff, { ...input, receivedOn: '2026-10-19' });
  const now = await getYearlyDocument(staff, which);
  expect([now.received!.row.receivedOn, ...now.withdrawn.map(({ row }) => row.withdrawnReason)]).toEqual([
    '2026-10-19',
    'It was another district’s.',
  ]);
  const { entries } = await listProviderLog(staff, providerId, null);
  expect(entries.map(({ action, reason }) => [action, reason])).toEqual([
    ['yearly_document.recorded', null],
    ['yearly_document.withdrawn', 'It was another district’s.'],
    ['yearly_document.recorded', null],
  ]);
});

test('what was received on a day that cannot be, or for a year that has not begun, is refused', async () => {
  const { providerId, staff } = await given();
  const refused = { code: 'invalid' };
  await expect(receive(staff, providerId, 'agreement', 2026, '2026-10-21')).rejects.toMatchObject(refused);
  await expect(receive(staff, providerId, 'agreement', 2026, '2025-06-30')).rejects.toMatchObject(refused);
  await expect(receive(staff, providerId, 'report', 2026, '2026-06-30')).rejects.toMatchObject(refused);
  await expect(receive(staff, providerId, 'report', 2027)).rejects.toMatchObject(refused);
  await expect(receive(staff, providerId, 'agreement', 2028)).rejects.toMatchObject(refused);
  await expect(receive(staff, 999_999_999, 'agreement', 2026)).rejects.toMatchObject({ code: 'not_found' });
  await receive(staff, providerId, 'agreement', 2027);
  // What came for a year in which nothing is asked for is shown, too.
  await receive(staff, providerId, 'report', 2024);
  expect((await listProviderYears(staff, providerId)).map(({ year }) => year)).toEqual([2027, 2026, 2024]);
  for (const which of [
    { kind: 'report', year: 2027 },
    { kind: 'agreement', year: 1999 },
  ] as const) {
    await expect(getYearlyDocument(staff, { providerId, ...which })).rejects.toMatchObject({ code: 'not_found' });
  }
});

test('two colleagues who record the same document at once record it once', async () => {
  const { providerId, staff } = await given();
  const tries = await Promise.allSettled([1, 2, 3].map(() => receive(staff, providerId, 'agreement', 2026)));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('the database lets nobody change or delete what was recorded, except to take it back once', async () => {
  const { providerId, staff } = await given();
  await receive(staff, providerId, 'agreement', 2026);
  const [row] = await test_.db.select().from(yearlyDocuments).where(eq(yearlyDocuments.providerId, providerId));
  const takeBack = sql`update yearly_documents set withdrawn_at = now(), withdrawn_by = ${staff.actor.userId},
    withdrawn_reason = 'A mistake.' where id = ${row!.id}`;
  const kept = { cause: { message: 'rows of yearly_documents are kept as they were written' } };
  for (const db of [test_.db, test_.owner]) {
    for (const change of ["received_on = '2026-01-01'", 'note = note', 'year = 2025, withdrawn_at = now()']) {
      await expect(
        db.execute(sql`update yearly_documents set ${sql.raw(change)} where id = ${row!.id}`),
      ).rejects.toMatchObject(kept);
    }
    await expect(db.execute(sql`delete from yearly_documents where id = ${row!.id}`)).rejects.toMatchObject(kept);
  }
  await test_.db.execute(takeBack);
  await expect(test_.db.execute(takeBack)).rejects.toMatchObject(kept);
});

test('a manager signs the agreement: who, when, and its words as they were', async () => {
  const { ctx, providerId, staff } = await given();
  const { statement, dueOn } = await getOwnAgreement(ctx, 2026);
  expect([dueOn, statement]).toEqual(['2026-09-30', AGREEMENT]);
  const form = { statement, agreed: 'yes' as const, year: 2026, forProvider: forProviderOf(ctx) };
  expect(signAgreementSchema.safeParse({ statement, forProvider: '1' }).success).toBe(false);
  for (const actor of [{ ...ctx.actor, role: 'editor' as const }, staff.actor]) {
    await expect(signAgreement({ ...ctx, actor }, form)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(getOwnAgreement({ ...ctx, actor }, 2026)).rejects.toMatchObject({ code: 'forbidden' });
  }
  for (const year of [2025, 2028]) {
    await expect(signAgreement(ctx, { ...form, year })).rejects.toMatchObject({ code: 'not_found' });
  }
  await setYearly({ agreement: 'We agree to the new rules.' });
  await expect(signAgreement(ctx, form)).rejects.toMatchObject({ code: 'conflict' });
  const signed = { ...form, statement: 'We agree to the new rules.' };
  await signAgreement(ctx, signed);
  await expectAudit(test_.db, 'yearly_document.signed', `provider:${providerId}`, { userId: ctx.actor.userId });
  // The answer was lost, and the form was sent again.
  await expect(signAgreement(ctx, signed)).resolves.toBeUndefined();
  await setYearly({ agreement: 'Other words.' }, '2026-10-21');
  await expect(signAgreement(onDay(ctx, '2026-10-21'), signed)).resolves.toBeUndefined();
  expect((await getOwnAgreement(ctx, 2026)).received).toMatchObject({
    byName: ctx.actor.name,
    row: { how: 'signed', receivedOn: '2026-10-20', statement: 'We agree to the new rules.' },
  });
  const again = signAgreement(onDay(ctx, '2026-10-21'), { ...form, statement: 'Other words.' });
  await expect(again).rejects.toMatchObject({ code: 'conflict' });
});

test('staff find the providers whose agreement or report of a year is missing', async () => {
  const [one, other] = [await given(), await given()];
  const { staff } = one;
  await setYearly({ firstYear: '2025' });
  await receive(staff, one.providerId, 'agreement', 2026);
  const find = async (missing: string) => {
    const query = staffProviderListSchema.parse({ q: '', place: '', type: '', after: null, missing });
    expect(providerListHref('/admin/providers', query)).toContain(query.missing ? `?missing=${missing}` : '');
    return (await listProviders(staff, query)).providers.map(({ id }) => id);
  };
  expect(await find('agreement-2026')).toEqual([other.providerId]);
  expect(new Set(await find('report-2025'))).toEqual(new Set([one.providerId, other.providerId]));
  expect(await find('report-2023')).toEqual([]);
  expect((await find('nonsense')).length).toBeGreaterThan(2);
  expect(await missingChoices(staff)).toEqual([
    { kind: 'agreement', year: 2026 },
    { kind: 'agreement', year: 2025 },
    { kind: 'report', year: 2025 },
  ]);
  await expect(missingChoices(one.ctx)).rejects.toMatchObject({ code: 'forbidden' });
});

/** Does what the planner and the sender do at 8 a.m. of a day. */
async function remindOn(day: string) {
  const visit = { db: test_.db, clock: clockAt(() => new Date(`${day}T15:00:00Z`)) };
  await planNotices(visit);
  await sendNotices(visit);
}

const emailsTo = async (userId: number) => {
  const [user] = await test_.db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  return test_.db.select().from(mails).where(eq(mails.toAddress, user!.email)).orderBy(mails.id);
};

test('managers are reminded before the due day, on it and after it, until the document comes', async () => {
  const { ctx, providerId, staff } = await given({ today: '2026-08-31' });
  const add = async (role: 'editor' | 'manager', number: number) => {
    const [user] = await test_.db
      .insert(users)
      .values({
        username: `yearly-${number}-${providerId}`,
        name: role,
        email: `${role}${number}-${providerId}@example.org`,
      })
      .returning();
    await test_.db.execute(
      sql`insert into memberships (user_id, provider_id, role) values (${user!.id}, ${providerId}, ${role})`,
    );
    return user!.id;
  };
  const [manager, editor] = [await add('manager', 1), await add('editor', 2)];
  await test_.db.execute(sql`insert into notice_plans (day, urgent, planned_at) values ('2026-08-28', false, now())`);
  const days = ['2026-08-31', '2026-09-01', '2026-09-23', '2026-09-24', '2026-09-30', '2026-10-01', '2026-10-14'];
  for (const day of days) await remindOn(day);
  const due = (await test_.db.select().from(notices).where(eq(notices.userId, manager))).map(({ kind, dueOn }) => [
    kind,
    dueOn,
  ]);
  expect(due).toEqual(['2026-08-31', '2026-09-23', '2026-09-30', '2026-10-14'].map((day) => ['agreement_due', day]));
  const sent = await emailsTo(ctx.actor.userId);
  expect(sent.map(({ subject }) => subject)).toEqual(
    Array(4).fill('Sign 1 yearly agreement: Yearly agreement 2026–27'),
  );
  expect(sent[0]!.text).toContain('Due on September 30, 2026, in 30 days.');
  expect(sent[2]!.text).toContain('Due today, September 30, 2026.');
  expect(sent[3]!.text).toContain('Was due on September 30, 2026, 14 days ago.');
  expect(sent[0]!.text).toContain('/our-information/agreement/2026');
  expect(await emailsTo(editor)).toEqual([]);

  // An email that waited for the mail server is discarded when the agreement has come.
  const visit = { db: test_.db, clock: clockAt(() => new Date('2026-10-15T15:00:00Z')) };
  expect(await currentNotices(visit, sent[3]!)).not.toBeNull();
  await receive(onDay(staff, '2026-10-14'), providerId, 'agreement', 2026);
  expect(await currentNotices(visit, sent[3]!)).toBeNull();
  await remindOn('2026-11-16');
  expect(await emailsTo(ctx.actor.userId)).toHaveLength(4);
  // The report of that year is another document, due a year later.
  await remindOn('2027-08-31');
  expect((await emailsTo(ctx.actor.userId)).at(-1)!.subject).toBe('2 things wait for you');
});

describe('what becomes owed after the days of its reminders', () => {
  const reminders = async (userId: number, kind: string) =>
    (
      await test_.db
        .select()
        .from(notices)
        .where(and(eq(notices.userId, userId), eq(notices.kind, kind)))
    )
      .filter(({ state }) => state === 'sent')
      .map(({ dueOn }) => dueOn);

  test.each([
    [
      'is taken back',
      async ({ staff, providerId }: Given) => {
        await receive(onDay(staff, '2026-09-20'), providerId, 'agreement', 2026);
        const [row] = await test_.db.select().from(yearlyDocuments).where(eq(yearlyDocuments.providerId, providerId));
        return () =>
          withdrawDocument(onDay(staff, '2026-12-01'), { providerId, documentId: row!.id, reason: 'Unsigned.' });
      },
    ],
    [
      'is owed again by a provider that was suspended',
      async ({ providerId }: Given) => {
        const stands = (columns: Partial<typeof providers.$inferInsert>) =>
          test_.db.update(providers).set(columns).where(eq(providers.id, providerId));
        await stands({ standing: 'suspended', standingFrom: '2026-08-01' });
        return () => stands({ standing: 'good', standingFrom: '2026-12-01', standingBefore: 'suspended' });
      },
    ],
    [
      'is owed by a provider that was added late',
      async ({ providerId }: Given) => {
        const change = (columns: Partial<typeof providers.$inferInsert>) =>
          test_.db.update(providers).set(columns).where(eq(providers.id, providerId));
        await change({ kind: 'single_event' });
        return () => change({ kind: 'multiple_event', createdAt: new Date('2026-12-01T18:00:00Z') });
      },
    ],
  ])('and %s gets the latest reminder, once', async (_, arrange) => {
    const one = await given({ today: '2026-08-28' });
    const { userId } = one.ctx.actor;
    await test_.db.execute(sql`insert into notice_plans (day, urgent, planned_at) values ('2026-09-18', false, now())`);
    const change = await arrange(one);
    for (const day of ['2026-09-21', '2026-09-30', '2026-11-16', '2026-12-01']) await remindOn(day);
    expect(await reminders(userId, 'agreement_due')).toEqual([]);
    await change();
    for (const day of ['2026-12-02', '2026-12-03', '2026-12-04']) await remindOn(day);
    expect(await reminders(userId, 'agreement_due')).toEqual(['2026-11-14']);
  });

  test('counts up to June 30 are asked for again when the report is taken back', async () => {
    const { ctx, providerId, staff } = await given();
    const { userId } = ctx.actor;
    const course = await givenCourse(ctx, { startsOn: '2027-01-01', endsOn: '2027-12-31' });
    await test_.db
      .update(events)
      .set({ updatedAt: new Date('2027-01-01T18:00:00Z') })
      .where(eq(events.id, course));
    await test_.db.execute(sql`insert into notice_plans (day, urgent, planned_at) values ('2027-06-30', false, now())`);
    await receive(onDay(staff, '2027-07-01'), providerId, 'report', 2026, '2027-07-01');
    for (const day of ['2027-07-02', '2027-08-30', '2027-11-22']) await remindOn(day);
    expect(await reminders(userId, 'interim_count_due')).toEqual([]);
    const [row] = await test_.db.select().from(yearlyDocuments).where(eq(yearlyDocuments.providerId, providerId));
    await withdrawDocument(onDay(staff, '2027-11-22'), { providerId, documentId: row!.id, reason: 'Unsigned.' });
    for (const day of ['2027-11-23', '2027-11-24']) await remindOn(day);
    expect(await reminders(userId, 'interim_count_due')).toEqual(['2027-08-29']);
  });
});

test('the to-do list has what is due from the first reminder on, for managers, and it can wait', async () => {
  const { ctx, providerId, staff } = await given();
  const todo = async (day: string, actor: Context['actor'] = ctx.actor) =>
    (await listTodo({ ...onDay(ctx, day), actor })).items.map(({ kind, title, path }) => [kind, title, path]);
  expect(await todo('2026-08-30')).toEqual([]);
  const agreement = ['agreement_due', 'Yearly agreement 2026–27', '/our-information/agreement/2026'];
  expect(await todo('2026-08-31')).toEqual([agreement]);
  expect(await todo('2026-08-31', { ...ctx.actor, role: 'editor' })).toEqual([]);
  expect(await countWaiting(onDay(ctx, '2026-08-31'))).toBe(1);
  await receive(staff, providerId, 'agreement', 2026);
  expect(await countWaiting(onDay(ctx, '2026-10-20'))).toBe(0);
  const report = ['report_due', 'Annual report 2026–27', '/annual-report/2026'];
  expect(await todo('2027-10-01')).toContainEqual(report);
  await putOff(onDay(ctx, '2027-10-01'), { kind: 'report_due', subjectId: providerId * 10_000 + 2026, for: 'day' });
  expect(await todo('2027-10-01')).not.toContainEqual(report);
  // A changed due day counts at once, on the page and in the header of every page.
  expect(await countWaiting(onDay(ctx, '2027-10-02'))).toBe(2);
  await setYearly({ agreementDue: '6/30', reportDue: '6/30' });
  expect(await todo('2027-10-02')).toEqual([]);
  expect(await countWaiting(onDay(ctx, '2027-10-02'))).toBe(0);
  // Several years that are missing are several lines.
  await setYearly({ firstYear: '2024', agreementDue: '9/30', reportDue: '9/30' });
  expect(await countWaiting(onDay(ctx, '2026-10-20'))).toBe(4);
});

test('after the last reminder of its providers, staff get one line for each kind of document with the list', async () => {
  const [one, two] = [await given(), await given()];
  await receive(one.staff, one.providerId, 'agreement', 2026);
  const third = await given({ approvedOn: '2024-02-03' });
  // It has until December 1.
  const later = await given({ approvedOn: '2026-11-01' });
  for (const day of ['2026-10-30', '2026-11-16', '2026-11-17', '2026-11-18']) await remindOn(day);
  const [mail, ...others] = await emailsTo(two.staff.actor.userId);
  expect(others).toEqual([]);
  expect(mail!.subject).toBe('Missing agreements and reports: Yearly agreement 2026–27');
  expect(mail!.text).toContain('2 providers have not sent it. It was due on September 30, 2026.');
  expect(mail!.text).toContain('/admin/providers?missing=agreement-2026');
  const query = staffProviderListSchema.parse({ q: '', place: '', type: '', after: null, missing: 'agreement-2026' });
  const listed = async (day: string) =>
    (await listProviders(onDay(two.staff, day), query)).providers.map(({ id }) => id);
  expect(new Set(await listed('2026-11-18'))).toEqual(new Set([two.providerId, third.providerId]));
  expect(await listed('2026-12-01')).not.toContain(later.providerId);
  expect(await listed('2026-12-02')).toContain(later.providerId);
  expect((await listTodo(onDay(two.staff, '2026-11-18'))).items).toEqual([]);
  const visit = { db: test_.db, clock: clockAt(() => new Date('2026-11-19T15:00:00Z')) };
  for (const { providerId } of [two, third]) await receive(one.staff, providerId, 'agreement', 2026);
  expect(await currentNotices(visit, mail!)).toBeNull();
});
