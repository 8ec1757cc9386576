import '../support/settings';
import { eq, sql } from 'drizzle-orm';
import { attendees, certificateMails, mailBounces, mails, users } from '@/db/schema';
import { listAttendees } from '@/lib/attendees/list-attendees';
import { readRosterQuery } from '@/lib/attendees/roster-query';
import { revokeCertificate } from '@/lib/certificates/change/revoke-certificate';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { countMailing, listCertificates } from '@/lib/certificates/list/list-certificates';
import { certificateListSchema } from '@/lib/certificates/list/list-query';
import { mailCertificate, mailSeveral } from '@/lib/certificates/mail/mail-certificate';
import { listPeople } from '@/lib/conference-roster/list-people';
import { readConferenceRosterQuery } from '@/lib/conference-roster/roster-query';
import { countWaiting, listTodo } from '@/lib/notices/list-todo';
import { planNotices } from '@/lib/notices/plan-notices';
import { sendNotices } from '@/lib/notices/send-notices';
import { clockAt } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { planMailing } from '@/lib/whole-conference/begin-runs';
import { givenAttendee } from '../support/attendees';
import { givenSession } from '../support/conferences';
import { testDatabase } from '../support/database';
import { givenConference, givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';

const test_ = testDatabase();
jest.setTimeout(60_000);
beforeAll(() => {
  log.level = 'silent';
});
beforeEach(async () => {
  await test_.db.execute(sql`delete from notices`);
  await test_.db.execute(sql`delete from notice_digests`);
  await test_.db.execute(sql`delete from notice_plans`);
  await test_.db.execute(sql`delete from certificate_mails`);
  await test_.db.execute(sql`delete from mails`);
  await test_.db.execute(sql`update users set disabled_at = now() where staff_role is not null`);
});
afterAll(() => closeRenderer());

const atNoon = (day: string) => new Date(`${day}T18:00:00Z`);
const cameBack = (mailId: number, day: string) =>
  test_.db.insert(mailBounces).values({ mailId, how: 'report', status: '5.1.1', at: atNoon(day) });

async function remindOn(day: string) {
  const clock = clockAt(() => new Date(`${day}T15:00:00Z`));
  await planNotices({ db: test_.db, clock });
  await sendNotices({ db: test_.db, clock });
}

const addressOf = async (userId: number) =>
  (await test_.db.select({ email: users.email }).from(users).where(eq(users.id, userId)))[0]!.email;
const emailsTo = async (userId: number) =>
  test_.db
    .select()
    .from(mails)
    .where(sql`${mails.kind} = 'notices' and ${mails.toAddress} = ${await addressOf(userId)}`)
    .orderBy(mails.id);
const todo = async (ctx: Context, day = '2026-05-06') =>
  (await listTodo(onDay(ctx, day))).items.flatMap(({ kind, path }) => (kind.endsWith('email_returned') ? [path] : []));

/** Adds an attendee with a certificate. */
async function given(ctx: Context, eventId: number, email: string) {
  const attendeeId = await givenAttendee(ctx, eventId, {
    name: email.split('@')[0]!,
    email,
    identity: email,
    units: '1',
  });
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] });
  return { eventId, attendeeId, certificateId: issued[0]!.id };
}

/** Emails it, and returns the number of the email. */
async function mailed(ctx: Context, one: { eventId: number; certificateId: number }, after?: number) {
  await mailCertificate(ctx, { ...one, after, unsigned: true });
  const rows = await test_.db
    .select()
    .from(certificateMails)
    .where(eq(certificateMails.certificateId, one.certificateId))
    .orderBy(certificateMails.mailId);
  return rows.at(-1)!.mailId;
}

const rosterOf = (ctx: Context, eventId: number, show?: string) =>
  listAttendees(ctx, eventId, readRosterQuery(show ? { show } : {}));

test('people are reminded of an email with a certificate that came back, once a step, with a button to the attendee', async () => {
  const ctx = await providerContext(test_.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx, { title: 'Fractions', certificateCount: 2 });
  const [one, other] = [await given(ctx, eventId, 'kim@example.org'), await given(ctx, eventId, 'lee@example.org')];
  const mail = await mailed(ctx, one);
  await mailed(ctx, other);
  await remindOn('2026-05-04');
  await cameBack(mail, '2026-05-04');
  for (const day of ['2026-05-05', '2026-05-06', '2026-05-07']) await remindOn(day);
  const list = await emailsTo(ctx.actor.userId);
  expect(list.map(({ subject }) => subject)).toEqual(['1 email came back: kim']);
  expect(list[0]!.text).toContain('The email with the certificate of “Fractions” came back on May 4, 2026');
  expect(list[0]!.text).toContain(`/events/${eventId}/attendees/${one.attendeeId}`);
  expect(await todo(ctx)).toEqual([`/events/${eventId}/attendees/${one.attendeeId}`]);
  expect(await countWaiting(onDay(ctx, '2026-05-06'))).toBe(1);
  const stranger = await providerContext(test_.db);
  expect(await todo(stranger)).toEqual([]);
  await remindOn('2026-05-11');
  expect(await emailsTo(ctx.actor.userId)).toHaveLength(2);
});

test('a corrected address, a later email and a revoked certificate each end it', async () => {
  const ctx = await providerContext(test_.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx, { certificateCount: 3 });
  const all = [];
  for (const name of ['a', 'b', 'c']) {
    const one = await given(ctx, eventId, `${name}@example.org`);
    const mail = await mailed(ctx, one);
    await cameBack(mail, '2026-05-04');
    all.push({ ...one, mail });
  }
  const [a, b, c] = all as [(typeof all)[number], (typeof all)[number], (typeof all)[number]];
  const waits = async () => ({
    todo: (await todo(ctx)).length,
    counted: await countWaiting(onDay(ctx, '2026-05-06')),
    roster: (await rosterOf(ctx, eventId)).unreached,
  });
  expect(await waits()).toEqual({ todo: 3, counted: 3, roster: 3 });
  await test_.db.update(attendees).set({ email: 'right@example.org' }).where(eq(attendees.id, a.attendeeId));
  expect(await waits()).toEqual({ todo: 2, counted: 2, roster: 2 });
  const again = await mailed(ctx, b, b.mail);
  expect(await waits()).toEqual({ todo: 1, counted: 1, roster: 1 });
  await cameBack(again, '2026-05-05');
  expect(await waits()).toEqual({ todo: 2, counted: 2, roster: 2 });
  await revokeCertificate(ctx, { eventId, certificateId: c.certificateId, reason: 'Did not come.' });
  expect(await waits()).toEqual({ todo: 1, counted: 1, roster: 1 });
});

test('the roster and the list of certificates mark each person whose email came back, and count and find them', async () => {
  const ctx = await providerContext(test_.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx, { certificateCount: 2 });
  const [one, other] = [await given(ctx, eventId, 'kim@example.org'), await given(ctx, eventId, 'lee@example.org')];
  await cameBack(await mailed(ctx, one), '2026-05-04');
  await mailed(ctx, other);
  const roster = await rosterOf(ctx, eventId);
  expect(roster.attendees.map(({ name, isUnreached }) => [name, isUnreached])).toEqual([
    ['kim', true],
    ['lee', false],
  ]);
  expect((await rosterOf(ctx, eventId, 'email_returned')).attendees.map(({ name }) => name)).toEqual(['kim']);
  const { certificates, unreached } = await listCertificates(ctx, eventId, certificateListSchema.parse({}));
  expect(certificates.map(({ name, isUnreached }) => [name, isUnreached])).toEqual([
    ['lee', false],
    ['kim', true],
  ]);
  expect(unreached).toBe(1);
  expect(await countMailing(ctx, eventId)).toMatchObject({ mailed: 2, unreached: 1 });
});

test('an email with certificates of several sessions is one reminder, and the conference’s roster shows who it was for', async () => {
  const ctx = await providerContext(test_.db, { today: '2026-05-04' });
  const id = await givenConference(ctx, 'Winter institute');
  const sessions = [
    await givenSession(ctx, id, { startsOn: '2026-05-01', certificateCount: 1 }),
    await givenSession(ctx, id, { startsOn: '2026-05-01', certificateCount: 1 }),
  ];
  const certificates = [];
  for (const eventId of sessions) certificates.push(await given(ctx, eventId, 'kim@example.org'));
  await given(ctx, sessions[0]!, 'lee@example.org');
  const stored = await test_.db.execute<{ id: string; facts: never }>(sql`
    select id, facts from named_certificates
    where id = any(${`{${certificates.map(({ certificateId }) => certificateId).join(',')}}`}::bigint[])`);
  const mail = await test_.db.transaction((tx) =>
    mailSeveral(tx, ctx, {
      conference: 'Conference',
      to: 'kim@example.org',
      certificates: stored.map((row) => ({ certificateId: Number(row.id), facts: row.facts })),
      sentBy: ctx.actor.userId,
    }),
  );
  await cameBack(mail, '2026-05-04');
  expect(await todo(ctx)).toEqual([`/events/${sessions[0]}/attendees/${certificates[0]!.attendeeId}`]);
  expect((await listTodo(onDay(ctx, '2026-05-06'))).items.find(({ subjectId }) => subjectId === mail)!.text).toContain(
    'The email with 2 certificates came back',
  );
  const whole = await listPeople(ctx, id, readConferenceRosterQuery({}));
  expect(whole.unreached).toEqual({ attendeeIds: new Set(certificates.map((one) => one.attendeeId)), people: 1 });
  const found = await listPeople(ctx, id, readConferenceRosterQuery({ show: 'email_returned' }));
  expect(found.people.map(({ name }) => name)).toEqual(['kim']);
  expect((await planMailing(ctx, id)).unreached).toBe(1);
});

test('staff are reminded of a user whose emails come back, not for each of them, until one arrives', async () => {
  const ctx = await providerContext(test_.db);
  const staff = await staffContext(test_.db);
  const mailTo = async (day: string, bounced: boolean) => {
    const at = new Date(`${day}T15:00:00Z`);
    const [row] = await test_.db
      .insert(mails)
      .values({
        kind: 'password_reset.code',
        toAddress: (await addressOf(ctx.actor.userId)).toUpperCase(),
        subject: '',
        text: '',
        html: '',
        state: 'sent',
        createdAt: at,
        sentAt: at,
      })
      .returning({ id: mails.id });
    if (bounced) await cameBack(row!.id, day);
  };
  await remindOn('2026-05-01');
  await mailTo('2026-05-04', true);
  await remindOn('2026-05-05');
  await mailTo('2026-05-05', true);
  // One of today may still come back.
  await mailTo('2026-05-06', false);
  await remindOn('2026-05-06');
  const list = await emailsTo(staff.actor.userId);
  expect(list.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^1 user out of reach by email: User/)]);
  expect(list[0]!.text).toContain(`/admin/users/${ctx.actor.userId}`);
  expect(await todo(staff, '2026-05-06')).toEqual([`/admin/users/${ctx.actor.userId}`]);
  expect(await todo(staff, '2026-05-07')).toEqual([]);
  await mailTo('2026-05-07', true);
  expect(await todo(staff, '2026-05-08')).toEqual([`/admin/users/${ctx.actor.userId}`]);
  await test_.db.update(users).set({ email: 'right@example.org' }).where(eq(users.id, ctx.actor.userId));
  expect(await todo(staff, '2026-05-08')).toEqual([]);
});
