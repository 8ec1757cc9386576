import '../support/settings';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { type ParsedMail, simpleParser } from 'mailparser';
import { keepSigningCertificate } from '@/db/queries/signing-certificates';
import { events, mails, notices, users } from '@/db/schema';
import { deliverBulkMail } from '@/lib/jobs/deliver-mail';
import { planNoticesJob, sendNoticesJob } from '@/lib/jobs/notices';
import { countWaiting, listTodo } from '@/lib/notices/list-todo';
import { planNotices } from '@/lib/notices/plan-notices';
import { choosePreferences, preferencesForm, preferencesSchema } from '@/lib/notices/preferences';
import { putOff } from '@/lib/notices/put-off';
import { sendNotices } from '@/lib/notices/send-notices';
import { endNoticeEmails, findSubscription } from '@/lib/notices/unsubscribe';
import { unsubscribeToken } from '@/lib/notices/unsubscribe-token';
import { clockAt } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { listEmls } from '@/lib/platform/mail/mail-folder';
import { readMailToken } from '@/lib/platform/mail/mail-token';
import { findProviderToOpen, pageToOpen } from '@/lib/users/open-at-provider';
import { expectAudit } from '../support/audit';
import { givenCourse } from '../support/courses';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';
import { newKey } from '../support/signing-keys';

const test_ = testDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'pdups-notices-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  log.level = 'silent';
  // Each test has the product to itself.
  await test_.db.execute(sql`delete from notices`);
  await test_.db.execute(sql`delete from notice_digests`);
  await test_.db.execute(sql`delete from notice_plans`);
  await test_.db.execute(sql`delete from mails`);
  await test_.db.execute(sql`delete from graphile_worker._private_jobs`);
  await test_.db.execute(sql`update events set canceled_at = now() where canceled_at is null`);
  await test_.db.execute(sql`update requests set status = 'withdrawn', waiting_since = null, decided_at = now()
    where status in ('open', 'waiting')`);
  await test_.db.execute(sql`update proposals set status = 'withdrawn', decided_at = now() where status = 'open'`);
  await test_.db.execute(sql`update users set disabled_at = now() where staff_role is not null`);
});

const morning = (day: string) => clockAt(() => new Date(`${day}T15:00:00Z`));
const settings = { smtpUrl: null, from: { name: 'PDUPS', address: 'pdups@example.org' }, replyTo: null, folder };

/** Does what the planner and the sender do on a day. */
async function remindOn(day: string) {
  const visit = { db: test_.db, clock: morning(day) };
  await planNotices(visit);
  await sendNotices(visit);
}

const emailsTo = (email: string) => test_.db.select().from(mails).where(eq(mails.toAddress, email)).orderBy(mails.id);

async function addressOf(userId: number): Promise<string> {
  const [row] = await test_.db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  return row!.email;
}

/** Delivers an email to the folder and reads it; null when it was discarded. */
async function delivered(mailId: number, day: string): Promise<ParsedMail | null> {
  const before = await listEmls(folder);
  const { signal } = new AbortController();
  const ctx = { db: test_.db, clock: morning(day), settings, lastTry: false, signal, stopping: signal };
  await deliverBulkMail.run(
    { ...ctx, requestId: 'test', address: '', actor: { kind: 'job', name: 'x', for: null } },
    { mailId },
  );
  const [name] = (await listEmls(folder)).filter((each) => !before.includes(each));
  return name ? simpleParser(readFileSync(path.join(folder, name))) : null;
}

const report = (eventId: number, userId: number) =>
  test_.db.execute(sql`
    insert into certificate_reports (event_id, count, issued, reported_by, reported_at, request_key)
    values (${eventId}, 3, 0, ${userId}, '2026-05-05T18:00:00Z', gen_random_uuid())`);

test('one email a day has everything, each line with a button to its form, and says how to end such emails', async () => {
  const ctx = await providerContext(test_.db);
  const one = await givenEvent(ctx, { title: 'Fractions <b>', startsOn: '2026-05-03' });
  const other = await givenEvent(ctx, { title: 'Decimals', startsOn: '2026-04-27' });
  await remindOn('2026-05-04');
  await remindOn('2026-05-04');
  const list = await emailsTo(await addressOf(ctx.actor.userId));
  expect(list.map(({ kind, subject }) => [kind, subject])).toEqual([['notices', '2 things wait for you']]);

  const mail = (await delivered(list[0]!.id, '2026-05-04'))!;
  expect(mail.messageId).toMatch(
    new RegExp(`^<pdups\\.notices\\.${ctx.actor.userId}\\.2026-05-04\\.[0-9a-f]{20}@example\\.org>$`),
  );
  expect(readMailToken(mail.messageId!)).toEqual({ messageKey: `notices.${ctx.actor.userId}.2026-05-04` });
  const token = unsubscribeToken(ctx.actor.userId);
  const base = env().APP_URL;
  expect(mail.headerLines.find(({ key }) => key === 'list-unsubscribe')!.line).toBe(
    `List-Unsubscribe: <${base}/api/unsubscribe/${token}>`,
  );
  expect(mail.headerLines.find(({ key }) => key === 'list-unsubscribe-post')!.line).toBe(
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
  );
  for (const id of [one, other]) {
    expect(mail.text).toContain(`Record the count: ${base}/events/${id}/report`);
    expect(mail.html).toContain(`href="${base}/events/${id}/report"`);
  }
  expect(mail.html).toContain('Fractions &lt;b&gt;');
  expect(mail.text).toContain('RECORD 2 CERTIFICATE COUNTS');
  expect(mail.text).toContain(`${base}/account/notices`);
  // The text is gone, and the address that needs no sign-in with it.
  const [row] = await test_.db.select().from(mails).where(eq(mails.id, list[0]!.id));
  expect(row).toMatchObject({ state: 'sent', text: '', unsubscribeUrl: null });
});

test('an email that waited for the mail server says only what is still true when it is delivered', async () => {
  const ctx = await providerContext(test_.db);
  const [one, other] = [
    await givenEvent(ctx, { title: 'Fractions', startsOn: '2026-05-03' }),
    await givenEvent(ctx, { title: 'Decimals', startsOn: '2026-05-02' }),
  ];
  await remindOn('2026-05-04');
  const [mail] = await emailsTo(await addressOf(ctx.actor.userId));
  await report(one, ctx.actor.userId);
  const text = (await delivered(mail!.id, '2026-05-05'))!;
  expect(text.subject).toBe('Record a certificate count: Decimals');
  expect(text.text).not.toContain('Fractions');

  await remindOn('2026-05-11');
  const again = (await emailsTo(await addressOf(ctx.actor.userId))).at(-1)!;
  await report(other, ctx.actor.userId);
  expect(await delivered(again.id, '2026-05-12')).toBeNull();
  const [row] = await test_.db.select().from(mails).where(eq(mails.id, again.id));
  expect(row!.state).toBe('expired');
});

test('no email goes out on a weekend or a holiday; what became due then comes on the next business day', async () => {
  const ctx = await providerContext(test_.db);
  await givenEvent(ctx, { startsOn: '2026-05-22' });
  const to = await addressOf(ctx.actor.userId);
  // Saturday to Memorial Day.
  for (const day of ['2026-05-23', '2026-05-24', '2026-05-25']) await remindOn(day);
  expect(await emailsTo(to)).toEqual([]);
  await remindOn('2026-05-26');
  expect(await emailsTo(to)).toHaveLength(1);
  const rows = await test_.db.select({ dueOn: notices.dueOn, state: notices.state }).from(notices);
  expect(rows).toEqual([{ dueOn: '2026-05-23', state: 'sent' }]);
});

/** What a job has at a moment. */
const at = (clock: ReturnType<typeof clockAt>) => ({
  db: test_.db,
  clock,
  settings,
  lastTry: false,
  signal: new AbortController().signal,
  stopping: new AbortController().signal,
  requestId: 'test',
  address: '',
  actor: { kind: 'job' as const, name: 'x', for: null },
});
const planned = async () => (await test_.db.select().from(notices)).length;

test('a plan that is made up for after a stop waits for 8 a.m., and one before its day is tried again', async () => {
  const ctx = await providerContext(test_.db);
  await givenEvent(ctx, { startsOn: '2026-05-03' });
  const dueAt = '2026-05-04T14:00:00.000Z';
  await planNoticesJob.run(at(morning('2026-05-05')), { dueAt });
  expect(await planned()).toBe(0);
  await expect(planNoticesJob.run(at(morning('2026-05-03')), { dueAt })).rejects.toThrow('has not come');
  await planNoticesJob.run(at(morning('2026-05-04')), { dueAt });
  expect(await planned()).toBe(1);
  // On Saturday, a late job leaves it for Monday.
  await sendNoticesJob.run(at(morning('2026-05-09')), { day: '2026-05-08' });
  expect(await emailsTo(await addressOf(ctx.actor.userId))).toEqual([]);
});

test('a server that starts in the evening reminds the next morning, and one in the afternoon at once', async () => {
  const ctx = await providerContext(test_.db);
  await givenEvent(ctx, { startsOn: '2026-05-03' });
  const to = await addressOf(ctx.actor.userId);
  // In Montana, in summer.
  const time = (day: string, hours: string) => clockAt(() => new Date(`${day}T${hours}:00-06:00`));
  const runAt = async (clock: ReturnType<typeof clockAt>, day: string) => {
    await planNoticesJob.run(at(clock), { dueAt: `${day}T14:00:00.000Z` });
    await sendNoticesJob.run(at(clock), { day });
  };
  await expect(runAt(time('2026-05-04', '07:59'), '2026-05-04')).rejects.toThrow('has not come');
  await runAt(time('2026-05-04', '22:30'), '2026-05-04');
  expect(await planned()).toBe(0);
  await runAt(time('2026-05-05', '16:00'), '2026-05-05');
  expect(await emailsTo(to)).toHaveLength(1);
  // Planned in time, and the job that sends stopped until the evening.
  await givenEvent(ctx, { title: 'Decimals', startsOn: '2026-05-05' });
  await planNoticesJob.run(at(time('2026-05-06', '08:00')), { dueAt: '2026-05-06T14:00:00.000Z' });
  await sendNoticesJob.run(at(time('2026-05-06', '22:30')), { day: '2026-05-06' });
  expect(await emailsTo(to)).toHaveLength(1);
  await runAt(time('2026-05-07', '08:00'), '2026-05-07');
  expect((await emailsTo(to)).map(({ subject }) => subject).at(-1)).toBe('Record a certificate count: Decimals');
});

/** Enters an event in the afternoon of a day. */
const enteredOn = async (ctx: Awaited<ReturnType<typeof providerContext>>, day: string, endsOn: string) =>
  givenEvent(onDay(ctx, day), { startsOn: endsOn, updatedAt: new Date(`${day}T20:00:00Z`) });

const noticesOf = async () => {
  const rows = await test_.db.select().from(notices).orderBy(notices.kind, notices.dueOn, notices.userId);
  return rows.map(({ kind, dueOn, userId, state }) => [kind, dueOn, userId, state]);
};

test('an event that is entered after its end gets the latest reminder that it missed, once', async () => {
  const ctx = await providerContext(test_.db, { role: 'editor' });
  const manager = await providerContext(test_.db);
  const staff = await staffContext(test_.db);
  await test_.db.execute(sql`
    insert into memberships (user_id, provider_id, role) values (${manager.actor.userId}, ${ctx.actor.providerId}, 'manager')`);
  await remindOn('2026-05-04');
  await enteredOn(ctx, '2026-05-04', '2026-05-01');
  for (const day of ['2026-05-05', '2026-05-06', '2026-05-07']) await remindOn(day);
  const { userId } = ctx.actor;
  expect(await noticesOf()).toEqual([['count_due', '2026-05-02', userId, 'sent']]);
  await test_.db.execute(sql`delete from notices`);
  // 46 days after its end, all steps have passed: the last is for managers and staff, too.
  await enteredOn(ctx, '2026-05-07', '2026-03-22');
  for (const day of ['2026-05-08', '2026-05-11', '2026-05-12']) await remindOn(day);
  expect((await noticesOf()).filter(([, dueOn]) => dueOn === '2026-05-06')).toEqual([
    ['count_due', '2026-05-06', userId, 'sent'],
    ['count_due', '2026-05-06', manager.actor.userId, 'sent'],
    ['count_overdue', '2026-05-06', staff.actor.userId, 'sent'],
  ]);
  expect((await noticesOf()).filter(([, dueOn]) => String(dueOn) < '2026-05-06')).toEqual([]);
});

test('an end date that staff move back gets the latest reminder that it missed; other changes remind of nothing', async () => {
  const ctx = await providerContext(test_.db);
  const id = await givenEvent(ctx, { startsOn: '2026-04-01', endsOn: '2026-05-20' });
  await remindOn('2026-05-11');
  const change = (day: string, columns: Partial<typeof events.$inferInsert>) =>
    test_.db
      .update(events)
      .set({ ...columns, updatedAt: new Date(`${day}T20:00:00Z`) })
      .where(eq(events.id, id));
  await change('2026-05-11', { endsOn: '2026-05-03' });
  await remindOn('2026-05-12');
  await change('2026-05-12', { title: 'Another title' });
  // Another manager comes: what was sent to somebody was not missed.
  const other = await providerContext(test_.db);
  await test_.db.execute(sql`
    insert into memberships (user_id, provider_id, role) values (${other.actor.userId}, ${ctx.actor.providerId}, 'manager')`);
  for (const day of ['2026-05-13', '2026-05-14']) await remindOn(day);
  expect(await noticesOf()).toEqual([['count_due', '2026-05-10', ctx.actor.userId, 'sent']]);
});

test('a notice that was not sent, because its cause was gone, returns with it, once', async () => {
  const ctx = await providerContext(test_.db);
  const id = await givenEvent(ctx, { startsOn: '2026-05-06' });
  await choosePreferences(ctx, preferencesSchema.parse({ emails: 'yes', count_due: 'weekly' }));
  await remindOn('2026-05-07');
  const cancel = (canceledAt: Date | null) => test_.db.update(events).set({ canceledAt }).where(eq(events.id, id));
  await cancel(new Date('2026-05-08T18:00:00Z'));
  await remindOn('2026-05-11');
  expect(await noticesOf()).toEqual([['count_due', '2026-05-07', ctx.actor.userId, 'void']]);
  await cancel(null);
  // It is one notice, and goes out on Monday with the one of a week later in one line.
  for (const day of ['2026-05-12', '2026-05-13', '2026-05-14', '2026-05-15', '2026-05-18', '2026-05-19', '2026-05-26'])
    await remindOn(day);
  const list = await emailsTo(await addressOf(ctx.actor.userId));
  expect(list.map(({ subject }) => subject)).toEqual(['Record a certificate count: Teaching fractions']);
  expect((await noticesOf()).map(([, dueOn, , state]) => [dueOn, state])).toEqual([
    ['2026-05-07', 'sent'],
    ['2026-05-13', 'sent'],
  ]);
});

test('a reminder whose cause was gone when its email was delivered returns with it', async () => {
  const ctx = await providerContext(test_.db);
  const id = await givenEvent(ctx, { startsOn: '2026-05-06' });
  await remindOn('2026-05-07');
  const to = await addressOf(ctx.actor.userId);
  const [late] = await emailsTo(to);
  const cancel = (canceledAt: Date | null) => test_.db.update(events).set({ canceledAt }).where(eq(events.id, id));
  await cancel(new Date('2026-05-07T18:00:00Z'));
  expect(await delivered(late!.id, '2026-05-07')).toBeNull();
  await cancel(null);
  for (const day of ['2026-05-08', '2026-05-11']) await remindOn(day);
  const [, again, ...others] = await emailsTo(to);
  expect(others).toEqual([]);
  expect(await delivered(again!.id, '2026-05-11')).toMatchObject({
    subject: 'Record a certificate count: Teaching fractions',
  });
});

test('the job of a day on which it was not done sends nothing beside the one of the next business day', async () => {
  const ctx = await providerContext(test_.db);
  await givenEvent(ctx, { startsOn: '2026-05-07' });
  await planNotices({ db: test_.db, clock: morning('2026-05-08') });
  await givenEvent(ctx, { title: 'Weekend', startsOn: '2026-05-09' });
  const monday = at(morning('2026-05-11'));
  await sendNoticesJob.run(monday, { day: '2026-05-08' });
  await planNotices({ db: test_.db, clock: morning('2026-05-11') });
  await sendNoticesJob.run(monday, { day: '2026-05-11' });
  const list = await emailsTo(await addressOf(ctx.actor.userId));
  expect(list.map(({ messageKey }) => messageKey)).toEqual([`notices.${ctx.actor.userId}.2026-05-11`]);
});

test('a count that fitted when the email was written, and no longer does, is noticed then', async () => {
  const ctx = await providerContext(test_.db);
  const id = await givenEvent(ctx, { startsOn: '2026-05-01' });
  await report(id, ctx.actor.userId);
  const issued = (issuedCount: number) => test_.db.update(events).set({ issuedCount }).where(eq(events.id, id));
  await issued(4);
  await planNotices({ db: test_.db, clock: morning('2026-05-07') });
  await issued(3);
  await sendNotices({ db: test_.db, clock: morning('2026-05-07') });
  await issued(4);
  for (const day of ['2026-05-08', '2026-05-11']) await remindOn(day);
  const list = await emailsTo(await addressOf(ctx.actor.userId));
  expect(list.map(({ subject }) => subject)).toEqual(['Check 1 certificate count: Teaching fractions']);
});

test('a count that no longer fits is noticed once for each recorded count', async () => {
  const ctx = await providerContext(test_.db);
  const id = await givenEvent(ctx, { startsOn: '2026-05-01' });
  await report(id, ctx.actor.userId);
  await remindOn('2026-05-06');
  expect(await emailsTo(await addressOf(ctx.actor.userId))).toEqual([]);
  await test_.db.update(events).set({ issuedCount: 4 }).where(eq(events.id, id));
  for (const day of ['2026-05-07', '2026-05-08', '2026-05-11']) await remindOn(day);
  const list = await emailsTo(await addressOf(ctx.actor.userId));
  expect(list.map(({ subject }) => subject)).toEqual(['Check 1 certificate count: Teaching fractions']);
});

/** Adds a request of a provider that was sent on May 1. */
async function givenRequest(
  ctx: Awaited<ReturnType<typeof providerContext>>,
  dueOn: string,
  assigneeId: number | null,
) {
  const eventId = await givenEvent(ctx, { title: 'Old title', startsOn: '2026-04-20', certificateCount: 0 });
  const [row] = await test_.db.execute<{ id: string }>(sql`
    insert into requests (provider_id, kind, event_id, reason, asked, basis, basis_version, assignee_id, asked_by, asked_at,
      due_on, request_key)
    values (${ctx.actor.providerId}, 'correction', ${eventId}, 'A typo', '{}', '{}', 1, ${assigneeId}, ${ctx.actor.userId},
      '2026-05-01T18:00:00Z', ${dueOn}::date, gen_random_uuid()) returning id`);
  return Number(row!.id);
}

test('staff are reminded of requests that nobody has, of their own overdue ones, and of colleagues’ proposals', async () => {
  const ctx = await providerContext(test_.db);
  const [one, two] = [await staffContext(test_.db), await staffContext(test_.db)];
  await givenRequest(ctx, '2026-05-12', null);
  const own = await givenRequest(ctx, '2026-05-01', one.actor.userId);
  await test_.db.execute(sql`
    insert into proposals (provider_id, kind, asked, reason, proposed_by, proposed_at)
    values (${ctx.actor.providerId}, 'close', '{}', 'It is gone.', ${one.actor.userId}, '2026-05-03T18:00:00Z')`);
  await remindOn('2026-05-04');
  const textFor = async (userId: number) => (await emailsTo(await addressOf(userId))).map(({ text }) => text).join();
  expect(await textFor(one.actor.userId)).toContain('1 REQUEST TO ASSIGN');
  expect(await textFor(one.actor.userId)).toContain(`/admin/requests/${own}`);
  expect(await textFor(one.actor.userId)).not.toContain('PROPOSAL');
  expect(await textFor(two.actor.userId)).toContain('1 PROPOSAL TO CONFIRM OR DECLINE');
  expect(await textFor(two.actor.userId)).not.toContain('OVERDUE REQUEST');
  const todo = async (staff: typeof one) => (await listTodo(onDay(staff, '2026-05-04'))).items.map(({ kind }) => kind);
  expect((await todo(one)).sort()).toEqual(['request_overdue', 'request_unassigned']);
  expect((await todo(two)).sort()).toEqual(['proposal_waits', 'request_unassigned']);
  // Once it is overdue, it is on the list as that, and not twice.
  const later = (await listTodo(onDay(two, '2026-05-13'))).items.map(({ kind }) => kind);
  expect(later.sort()).toEqual(['proposal_waits', 'request_overdue']);
  expect(await countWaiting(onDay(two, '2026-05-13'))).toBe(2);
});

test('people choose how they are reminded; what costs educators a license stays on the list', async () => {
  const ctx = onDay(await providerContext(test_.db), '2026-05-05');
  await givenEvent(ctx, { startsOn: '2026-05-03' });
  const { fields, values } = await preferencesForm(ctx);
  expect(values).toMatchObject({ emails: 'yes', count_due: 'daily' });
  expect(fields.find(({ name }) => name === 'count_due')!.choices).not.toContain('none');
  expect(fields.map(({ name }) => name)).not.toContain('proposal_waits');
  await choosePreferences(ctx, preferencesSchema.parse({ ...values, count_due: 'none' }));
  await expectAudit(test_.db, 'user.notices_chosen', `user:${ctx.actor.userId}`, { userId: ctx.actor.userId });
  expect((await preferencesForm(ctx)).values).toMatchObject({ count_due: 'product' });
  await remindOn('2026-05-04');
  expect(await emailsTo(await addressOf(ctx.actor.userId))).toEqual([]);
  expect((await listTodo(ctx)).items).toMatchObject([{ kind: 'count_due', canWait: false }]);
  expect(await countWaiting(ctx)).toBe(1);
  expect(await countWaiting({ ...ctx, actor: { ...ctx.actor, role: 'viewer' } })).toBe(0);
});

test('people choose only about what they are ever reminded of', async () => {
  const names = async (ctx: Parameters<typeof preferencesForm>[0]) =>
    (await preferencesForm(ctx)).fields.map(({ name }) => name);
  const [staff, administrator] = [await staffContext(test_.db), await staffContext(test_.db)];
  expect(await names(staff)).not.toContain('signing_key_ends');
  expect(await names(staff)).toContain('count_overdue');
  const actor = { ...administrator.actor, role: 'administrator' as const };
  expect(await names({ ...administrator, actor })).toContain('signing_key_ends');
  const editor = await providerContext(test_.db, { role: 'editor' });
  expect(await names(editor)).toContain('count_due');
  expect(await names(editor)).not.toContain('report_due');
  expect(await names(await providerContext(test_.db, { role: 'viewer' }))).toEqual([]);
  // A manager of another provider.
  const manager = await providerContext(test_.db);
  await test_.db.execute(sql`
    insert into memberships (user_id, provider_id, role) values (${editor.actor.userId}, ${manager.actor.providerId}, 'manager')`);
  expect(await names(editor)).toContain('report_due');
});

test('what a person chose not to be reminded of is neither listed nor counted', async () => {
  const ctx = onDay(await providerContext(test_.db), '2026-05-05');
  await givenEvent(ctx, {
    asynchronous: true,
    startsOn: '2025-08-01',
    endsOn: '2026-05-20',
    locationKind: 'online',
    city: null,
    state: null,
    zip: null,
  });
  expect((await listTodo(ctx)).items).toMatchObject([{ kind: 'course_ends' }]);
  expect(await countWaiting(ctx)).toBe(1);
  await choosePreferences(ctx, preferencesSchema.parse({ emails: 'yes', course_ends: 'none' }));
  expect((await listTodo(ctx)).items).toEqual([]);
  expect(await countWaiting(ctx)).toBe(0);
  await choosePreferences(ctx, preferencesSchema.parse({ emails: 'yes', course_ends: 'product' }));
  expect(await countWaiting(ctx)).toBe(1);
});

test('a weekly email has the week’s reminders that are still true, on Monday', async () => {
  const ctx = await providerContext(test_.db);
  const done = await givenEvent(ctx, { title: 'Done', startsOn: '2026-05-05' });
  await givenEvent(ctx, { title: 'Open', startsOn: '2026-05-06' });
  await choosePreferences(ctx, preferencesSchema.parse({ emails: 'yes', count_due: 'weekly' }));
  for (const day of ['2026-05-06', '2026-05-07', '2026-05-08']) await remindOn(day);
  expect(await emailsTo(await addressOf(ctx.actor.userId))).toEqual([]);
  await report(done, ctx.actor.userId);
  await remindOn('2026-05-11');
  const list = await emailsTo(await addressOf(ctx.actor.userId));
  expect(list.map(({ subject }) => subject)).toEqual(['Record a certificate count: Open']);
});

test('the link in an email ends emails without a sign-in, for its person only', async () => {
  const ctx = await providerContext(test_.db);
  await givenEvent(ctx, { startsOn: '2026-05-03' });
  const token = unsubscribeToken(ctx.actor.userId);
  expect(await findSubscription(ctx, token)).toEqual({ emails: true });
  await endNoticeEmails(ctx, token);
  await endNoticeEmails(ctx, token);
  await expectAudit(test_.db, 'user.notices_chosen', `user:${ctx.actor.userId}`, { userId: null });
  expect(await findSubscription(ctx, token)).toEqual({ emails: false });
  await remindOn('2026-05-04');
  expect(await emailsTo(await addressOf(ctx.actor.userId))).toEqual([]);
  const forged = token.replace(/^\d+/, String(ctx.actor.userId + 1));
  for (const wrong of [forged, '', 'x', `${ctx.actor.userId}.`, token.slice(0, -1)]) {
    await expect(endNoticeEmails(ctx, wrong)).rejects.toMatchObject({ code: 'not_found' });
  }
});

test('administrators learn on any day, in an email of its own, that the signing certificate expires', async () => {
  const authority = await newKey({ name: 'An authority' });
  const given = await newKey({ issuer: authority, to: new Date('2026-05-23T18:00:00Z') });
  await keepSigningCertificate(test_.db, { fingerprint: 'x', der: given.certificate.raw, firstUsedAt: new Date(0) });
  const [staff, administrator] = [await staffContext(test_.db), await staffContext(test_.db)];
  const isAdministrator = { staffRole: 'administrator' as const };
  await test_.db.update(users).set(isAdministrator).where(eq(users.id, administrator.actor.userId));
  // A Saturday, 14 days before.
  await remindOn('2026-05-09');
  await remindOn('2026-05-10');
  const list = await emailsTo(await addressOf(administrator.actor.userId));
  expect(list.map(({ subject }) => subject)).toEqual([
    'The signing certificate expires: The signing certificate of this system',
  ]);
  expect(list[0]!.messageKey).toBe(`notices.${administrator.actor.userId}.2026-05-09.urgent`);
  expect(await emailsTo(await addressOf(staff.actor.userId))).toEqual([]);
  // One that the product made itself is replaced by the product.
  const own = await newKey({ to: new Date('2026-06-01T18:00:00Z') });
  await keepSigningCertificate(test_.db, { fingerprint: 'y', der: own.certificate.raw, firstUsedAt: new Date(1) });
  await remindOn('2026-05-18');
  expect(await emailsTo(await addressOf(administrator.actor.userId))).toHaveLength(1);
});

test('lines for people who work for several providers lead to the page by way of its provider', async () => {
  const ctx = await providerContext(test_.db);
  const other = await providerContext(test_.db);
  await test_.db.execute(sql`
    insert into memberships (user_id, provider_id, role) values (${ctx.actor.userId}, ${other.actor.providerId}, 'viewer')`);
  const id = await givenEvent(ctx, { startsOn: '2026-05-03' });
  await remindOn('2026-05-04');
  const [mail] = await emailsTo(await addressOf(ctx.actor.userId));
  expect(mail!.text).toContain(`/open/${ctx.actor.providerId}?page=/events/${id}/report`);
  expect(mail!.text).toContain(`For ${ctx.actor.providerName}. Ended on May 3, 2026`);
  expect(pageToOpen(`/events/${id}/report`)).toBe(`/events/${id}/report`);
  expect(pageToOpen('/portal')).toBe('/portal');
  expect(pageToOpen('https://evil.example/events')).toBe('/events');
  await expect(findProviderToOpen(other, ctx.actor.providerId)).rejects.toMatchObject({ code: 'not_found' });
  expect(await findProviderToOpen(ctx, other.actor.providerId)).toMatchObject({ current: false });
});

test('the rest of a long list is opened at the provider that it is about, for each of them', async () => {
  const ctx = await providerContext(test_.db);
  const other = await providerContext(test_.db);
  await test_.db.execute(sql`
    insert into memberships (user_id, provider_id, role) values (${ctx.actor.userId}, ${other.actor.providerId}, 'manager')`);
  const here = await providerContext(test_.db, { role: 'viewer' });
  // Entered by someone who only views now, so managers are reminded.
  const byViewer = (of: typeof ctx) => ({ ...of, actor: { ...of.actor, userId: here.actor.userId } });
  for (let n = 0; n < 9; n += 1) await givenEvent(byViewer(ctx), { startsOn: '2026-05-02' });
  for (let n = 0; n < 4; n += 1) await givenEvent(byViewer(other), { startsOn: '2026-05-03' });
  await remindOn('2026-05-04');
  const [mail] = await emailsTo(await addressOf(ctx.actor.userId));
  const rest = (of: typeof ctx, words: string) =>
    `And ${words} for ${of.actor.providerName}: All events with a count due: ${env().APP_URL}/open/${of.actor.providerId}?page=/events%3F`;
  expect(mail!.text).toContain(rest(other, '3 others'));
  expect(mail!.text).not.toContain(`And 1 other for ${ctx.actor.providerName}`);
  // One provider: no name, and the list itself.
  const [plain] = await emailsTo(await addressOf(other.actor.userId));
  expect(plain!.text).not.toContain(`For ${other.actor.providerName}`);
});

test('what harms nobody can wait a day or a week; another’s, and a count, cannot', async () => {
  const ctx = onDay(await providerContext(test_.db), '2026-05-04');
  const course = await givenEvent(ctx, {
    title: 'Course',
    asynchronous: true,
    startsOn: '2025-07-01',
    endsOn: '2026-06-20',
    locationKind: 'online',
    city: null,
    state: null,
    zip: null,
  });
  const due = await givenEvent(ctx, { startsOn: '2026-05-03' });
  const kinds = async (day: string) => (await listTodo(onDay(ctx, day))).items.map(({ kind }) => kind);
  expect(await kinds('2026-05-04')).toEqual(['count_due', 'course_ends']);
  await putOff(ctx, { kind: 'course_ends', subjectId: course, for: 'week' });
  expect(await kinds('2026-05-10')).toEqual(['count_due']);
  expect(await kinds('2026-05-11')).toEqual(['count_due', 'course_ends']);
  const other = onDay(await providerContext(test_.db), '2026-05-04');
  const refused = { code: 'not_found' };
  await expect(putOff(other, { kind: 'course_ends', subjectId: course, for: 'day' })).rejects.toMatchObject(refused);
  await expect(putOff(ctx, { kind: 'count_due', subjectId: due, for: 'day' })).rejects.toMatchObject(refused);
  // An event of the same title is not the next year of the course; the entry that continues it is.
  await givenCourse(ctx, { title: 'Course', startsOn: '2026-07-01', endsOn: '2027-06-30' });
  expect(await kinds('2026-05-11')).toEqual(['count_due', 'course_ends']);
  await givenCourse(ctx, { startsOn: '2026-07-01', endsOn: '2027-06-30', continuesEventId: course });
  expect(await kinds('2026-05-11')).toEqual(['count_due']);
});
