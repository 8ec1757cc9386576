import '../support/settings';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import { certificateMails, issuingRuns, mails, namedCertificates } from '@/db/schema';
import { identityOf } from '@/lib/attendees/identity';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { certificateAttachments } from '@/lib/certificates/mail/attachment';
import { beginRun } from '@/lib/certificates/runs/begin-run';
import { changeRunState } from '@/lib/certificates/runs/change-run';
import { processBulkRun } from '@/lib/certificates/runs/process-bulk-run';
import { ISSUING_RUN } from '@/lib/platform/job-kinds';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { mailConference, planMailing } from '@/lib/whole-conference/begin-runs';
import { givenAttendee } from '../support/attendees';
import { testDatabase } from '../support/database';
import { givenConference, givenEvent } from '../support/events';
import { providerContext } from '../support/people';

const testDb = testDatabase();
afterAll(closeRenderer);

const ZOE = { name: 'Zoë Ñandú', email: 'zoe@example.org' };
const ANA = { name: 'Ana Ortiz', email: 'family@example.org' };
const BEN = { name: 'Ben Ortiz', email: 'family@example.org' };
const NO_EMAIL = { name: 'Cleo Lee', email: null };

type Somebody = { name: string; email: string | null };

/** Adds a conference of three sessions on three days, and issues a certificate to these people at each. */
async function given(rosters: Somebody[][]) {
  const ctx = await providerContext(testDb.db, { today: '2026-05-09' });
  const conference = `Sky days ${crypto.randomUUID()}`;
  const conferenceId = await givenConference(ctx, conference, { endsOn: '2026-05-05' });
  const eventIds: number[] = [];
  for (const [index, people] of rosters.entries()) {
    const day = `2026-05-0${3 + index}`;
    const eventId = await givenEvent(ctx, { title: `Session ${index + 1}`, startsOn: day, endsOn: day, conference });
    eventIds.push(eventId);
    const attendeeIds: number[] = [];
    for (const person of people) {
      const identity = identityOf({ ...person, school: '', educatorNumber: '' });
      attendeeIds.push(await givenAttendee(ctx, eventId, { ...person, identity }));
    }
    if (attendeeIds.length > 0) await issueCertificates(ctx, { eventId, attendeeIds });
  }
  return { ctx, conference, conferenceId, eventIds };
}

const mailAll = (ctx: Context, conferenceId: number, expected: number) =>
  mailConference(ctx, { conferenceId, expected, requestKey: crypto.randomUUID(), unsigned: true });

const runsOf = async (eventIds: number[]) =>
  (
    await testDb.db
      .select({ id: issuingRuns.id, state: issuingRuns.state })
      .from(issuingRuns)
      .where(inArray(issuingRuns.eventId, eventIds))
      .orderBy(asc(issuingRuns.eventId))
  ).map((run) => run);

/** Returns the emails with certificates of these events, each with the titles of its certificates. */
async function emailsFor(eventIds: number[]) {
  const rows = await testDb.db
    .select({
      id: mails.id,
      to: mails.toAddress,
      subject: mails.subject,
      text: mails.text,
      title: sql<string>`${namedCertificates.facts} ->> 'title'`,
      name: sql<string>`${namedCertificates.facts} ->> 'participantName'`,
    })
    .from(certificateMails)
    .innerJoin(mails, eq(mails.id, certificateMails.mailId))
    .innerJoin(namedCertificates, eq(namedCertificates.id, certificateMails.certificateId))
    .where(inArray(namedCertificates.eventId, eventIds))
    .orderBy(asc(mails.id), asc(namedCertificates.eventId));
  const ids = [...new Set(rows.map(({ id }) => id))];
  return ids.map((id) => {
    const [first, ...rest] = rows.filter((row) => row.id === id);
    const { to, subject, text, name } = first!;
    return { id, to, name, subject, text, titles: [first!, ...rest].map(({ title }) => title) };
  });
}

const process = async (ctx: Context, eventIds: number[]) => {
  for (const { id } of await runsOf(eventIds)) await processBulkRun({ db: ctx.db, clock: ctx.clock }, id);
};

test('each person gets one email with the certificates of all their sessions, and people who share an address one each', async () => {
  const { ctx, conference, conferenceId, eventIds } = await given([
    [ZOE, ANA],
    [BEN, { ...ZOE, email: 'ZOE@example.org' }, NO_EMAIL],
    [ZOE],
  ]);
  await mailAll(ctx, conferenceId, 5);
  await process(ctx, eventIds);
  const emails = await emailsFor(eventIds);
  expect(emails.map(({ name, to, titles }) => [name, to, titles])).toEqual([
    ['Zoë Ñandú', 'zoe@example.org', ['Session 1', 'Session 2', 'Session 3']],
    ['Ana Ortiz', 'family@example.org', ['Session 1']],
    ['Ben Ortiz', 'family@example.org', ['Session 2']],
  ]);
  const [zoe, ana] = emails;
  expect(zoe!.subject).toBe(`Your PDU certificates: ${conference}`);
  expect(zoe!.text).toContain('18.75 professional development units in all');
  expect(zoe!.text.indexOf('“Session 1”')).toBeLessThan(zoe!.text.indexOf('“Session 3”'));
  expect(ana!.subject).toBe('Your PDU certificate: Session 1');
  expect(await certificateAttachments(testDb.db, zoe!.id)).toHaveLength(3);
  expect((await runsOf(eventIds)).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  expect(await planMailing(ctx, conferenceId)).toMatchObject({ sessions: [], mailed: 5, withoutAddress: 1 });
});

test('runs that work at once email each certificate once', async () => {
  const people = Array.from({ length: 12 }, (_, n) => ({ name: `Person ${n}`, email: `person${n}@example.org` }));
  const { ctx, conferenceId, eventIds } = await given([people, people.toReversed(), people]);
  await mailAll(ctx, conferenceId, 36);
  const runs = await runsOf(eventIds);
  const outcomes = await Promise.allSettled(
    [...runs, ...runs].map(({ id }) => processBulkRun({ db: ctx.db, clock: ctx.clock }, id)),
  );
  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  const emails = await emailsFor(eventIds);
  expect(emails.map(({ name }) => name).sort()).toEqual(people.map(({ name }) => name).sort());
  for (const { titles } of emails) expect(titles).toEqual(['Session 1', 'Session 2', 'Session 3']);
});

test('a session whose mailing is paused or was not asked for keeps its certificates', async () => {
  const { ctx, conferenceId, eventIds } = await given([[ZOE], [ZOE], []]);
  await mailAll(ctx, conferenceId, 2);
  const [first, second] = await runsOf(eventIds);
  await changeRunState(ctx, { eventId: eventIds[1]!, runId: second!.id, act: 'pause' });
  await processBulkRun({ db: ctx.db, clock: ctx.clock }, first!.id);
  expect((await emailsFor(eventIds)).map(({ titles }) => titles)).toEqual([['Session 1']]);
});

test('a run waits for those that begin with it, and all are due when the last one is written', async () => {
  const { ctx, conferenceId, eventIds } = await given([[ZOE], [ZOE], [ZOE]]);
  const isDue = async (runId: number) => {
    const [job] = await testDb.owner.execute<{ due: boolean }>(
      sql`select run_at <= now() as due from graphile_worker.jobs where key = ${`${ISSUING_RUN.name}:${runId}`}`,
    );
    return job?.due;
  };
  const startsAt = new Date(Date.now() + 3_600_000);
  const input = { eventId: eventIds[0]!, kind: 'mail', unsigned: true, startsAt } as const;
  const alone = await beginRun(ctx, { ...input, requestKey: crypto.randomUUID() });
  expect(await isDue(alone)).toBe(false);
  await mailAll(ctx, conferenceId, 3);
  const others = (await runsOf(eventIds)).filter(({ id }) => id !== alone);
  expect(await Promise.all(others.map(({ id }) => isDue(id)))).toEqual([true, true]);
});
