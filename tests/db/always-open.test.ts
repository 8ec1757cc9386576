import '../support/settings';
import { and, eq, inArray } from 'drizzle-orm';
import { insertAgendas } from '@/db/queries/event-writing';
import { auditEntries, claims, eventSignings, events, mails, namedCertificates } from '@/db/schema';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { acceptClaim } from '@/lib/claims/decide-claim';
import { findLinkPage } from '@/lib/claims/own-claims';
import { askCode } from '@/lib/claims/roster/ask-code';
import { checkCode } from '@/lib/claims/roster/check-code';
import { claimRosterLine, findRosterStep } from '@/lib/claims/roster/claim-line';
import { findCourse } from '@/lib/courses/find-course';
import { findEvaluationOf } from '@/lib/evaluations/find-form';
import { saveEvaluation } from '@/lib/evaluations/save-form';
import { editEvent } from '@/lib/events/edit-event';
import { contentOf } from '@/lib/events/event-content';
import { getEvent } from '@/lib/events/find-event';
import { claimFromCourse, findCourseCertificate } from '@/lib/learning-systems/claim-from-course';
import { requestCertificate } from '@/lib/learning-systems/request-certificate';
import { openSignedLink } from '@/lib/learning-systems/signed-link';
import { listTodo } from '@/lib/notices/list-todo';
import { clockAt } from '@/lib/platform/clock';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context, Visit } from '@/lib/platform/visit';
import { findOpenLink, followLink } from '@/lib/share-links/open-link';
import { givenAttendee } from '../support/attendees';
import { expectAudit, isAbout } from '../support/audit';
import { canceled } from '../support/cancellations';
import { codeIn } from '../support/code-in';
import { continueNow, courseLink, givenCourse } from '../support/courses';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { asked, givenKey, visitWith } from '../support/learning-systems';
import { onDay, providerContext, staffContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';
import { givenSignature } from '../support/signatures';

const testDb = testDatabase();
afterAll(closeRenderer);

const provider = (today: string) => providerContext(testDb.db, { today });
const key = () => crypto.randomUUID();

const certificatesOf = (...eventIds: number[]) =>
  testDb.db
    .select({ eventId: namedCertificates.eventId, facts: namedCertificates.facts })
    .from(namedCertificates)
    .where(inArray(namedCertificates.eventId, eventIds))
    .orderBy(namedCertificates.id);

/** Proves an address of the roster with the code that is sent there. */
async function proved(visit: Visit, token: string, address: string): Promise<string> {
  const proof = await askCode(visit, { token, address });
  const [email] = await testDb.db.select().from(mails).where(eq(mails.toAddress, address));
  await checkCode(visit, { token, proof, code: codeIn(email!.text) });
  return proof;
}

/** Claims through a link as somebody of this name, with a browser of their own. */
const claim = (visit: Visit, token: string, name: string, given: Parameters<typeof claimOf>[0] = {}) =>
  claimThroughLink(visit, { ...claimOf({ name, ...given }), token, holder: key().replaceAll('-', '').padEnd(64, '0') });

const at = <C extends Context | Visit>(ctx: C, moment: string): C => ({
  ...ctx,
  clock: clockAt(() => new Date(moment)),
});

describe('making the entry for the next year', () => {
  test('copies everything that people entered, begins on the day after, and is signed if that was pressed', async () => {
    const ctx = await provider('2026-06-20');
    const id = await givenCourse(ctx);
    await insertAgendas(testDb.db, [
      {
        eventId: id,
        position: 0,
        heldOn: '2025-07-02',
        startsAt: '09:00',
        endsAt: '15:15',
        title: 'Watch',
        counts: true,
      },
    ]);
    const questions = [{ kind: 'text' as const, key: 'q1', text: 'What will you use?', required: false }];
    await saveEvaluation(ctx, { eventId: id, questions, version: 0 });
    const own = await givenSignature(ctx);
    const { next } = (await findCourse(ctx, await getEvent(ctx, id)))!;
    const nextId = await continueNow(ctx, id, {
      signing: 'sign',
      signatureId: String(own.id),
      statement: next!.statement,
    });
    const [before, after] = [await getEvent(ctx, id), await getEvent(ctx, nextId)];
    expect(contentOf(after)).toEqual({
      ...contentOf(before),
      startsOn: '2026-07-01',
      endsOn: '2027-06-30',
      agenda: [{ ...before.agenda[0], heldOn: '2026-07-02' }],
    });
    expect(after).toMatchObject({ certificateCount: null, issuedCount: 0, version: 1 });
    expect((await findEvaluationOf(ctx, nextId)).questions).toEqual((await findEvaluationOf(ctx, id)).questions);
    expect(await testDb.db.select().from(eventSignings).where(eq(eventSignings.eventId, nextId))).toMatchObject([
      { signatureId: own.id, signedBy: ctx.actor.userId },
    ]);
    await expectAudit(testDb.db, 'event.continued', `event:${id}`, { userId: ctx.actor.userId });
    expect((await findCourse(ctx, after))!.years.map((year) => year.id)).toEqual([id, nextId]);
  });

  test('two clicks at once, and a third one later, make one entry', async () => {
    const ctx = await provider('2026-06-20');
    const id = await givenCourse(ctx);
    const { stamp } = (await findCourse(ctx, await getEvent(ctx, id)))!.next!;
    const made = await Promise.all([1, 2].map(() => continueNow(ctx, id, { stamp })));
    made.push(await continueNow(onDay(ctx, '2026-09-01'), id));
    expect(new Set(made).size).toBe(1);
    const entries = await testDb.db
      .select()
      .from(auditEntries)
      .where(and(isAbout(`event:${id}`), eq(auditEntries.action, 'event.continued')));
    expect(entries).toHaveLength(1);
  });

  test('a signed entry is never continued unsigned by accident', async () => {
    const ctx = await provider('2026-06-20');
    const id = await givenCourse(ctx);
    const own = await givenSignature(ctx);
    await testDb.db
      .insert(eventSignings)
      .values({ eventId: id, signatureId: own.id, signedBy: ctx.actor.userId, signedAt: ctx.clock.now() });
    await expect(continueNow(ctx, id)).rejects.toMatchObject({ code: 'invalid' });
    await expect(
      continueNow(ctx, id, { signing: 'sign', signatureId: String(own.id + 1), statement: '' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    const nextId = await continueNow(ctx, id, { signing: 'unsigned' });
    expect(await testDb.db.select().from(eventSignings).where(eq(eventSignings.eventId, nextId))).toEqual([]);
  });

  test('what cannot be continued is refused with a sentence', async () => {
    const ctx = await provider('2026-06-20');
    const seminar = await givenEvent(ctx);
    await expect(continueNow(ctx, seminar)).rejects.toMatchObject({ sentence: /Only an online course/ });
    const id = await givenCourse(ctx);
    await expect(continueNow(ctx, id, { stamp: 'older' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(continueNow(await provider('2026-06-20'), id)).rejects.toMatchObject({ code: 'not_found' });
    const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
    await expect(continueNow(viewer, id)).rejects.toMatchObject({ code: 'forbidden' });
    const suspended = { ...ctx, actor: { ...ctx.actor, standing: 'suspended' as const } };
    await expect(continueNow(suspended, id)).rejects.toMatchObject({ code: 'forbidden' });
    const staff = await staffContext(testDb.db, { today: '2026-06-20' });
    const nextId = await continueNow(ctx, id);
    await canceled(staff, nextId);
    await expect(continueNow(ctx, id)).rejects.toMatchObject({ sentence: /was canceled. Ask agency staff/ });
    const closed = await givenCourse(ctx, { title: 'Another' });
    await canceled(staff, closed);
    await expect(continueNow(ctx, closed)).rejects.toMatchObject({ sentence: /canceled/ });
  });

  test('an event like it on the same dates is only made again by a person who saw it', async () => {
    const ctx = await provider('2026-06-20');
    const id = await givenCourse(ctx);
    await givenCourse(ctx, { startsOn: '2026-07-01', endsOn: '2027-06-30' });
    await expect(continueNow(ctx, id)).rejects.toMatchObject({ code: 'conflict' });
    expect((await findCourse(ctx, await getEvent(ctx, id)))!.next!.similar).toHaveLength(1);
    expect(await continueNow(ctx, id, { sameEvent: 'accepted' })).toEqual(expect.any(Number));
  });

  test('the years of a course stay apart when one of them is edited', async () => {
    const ctx = await provider('2026-06-20');
    const id = await givenCourse(ctx);
    const nextId = await continueNow(ctx, id);
    const edit = async (eventId: number, change: object) => {
      const event = await getEvent(ctx, eventId);
      return editEvent(ctx, { ...contentOf(event), version: event.version, eventId, ...change });
    };
    await expect(edit(nextId, { startsOn: '2026-06-30' })).rejects.toMatchObject({ sentence: /start after that day/ });
    await expect(edit(nextId, { asynchronous: false })).rejects.toMatchObject({ sentence: /always open/ });
    await expect(edit(id, { endsOn: '2026-07-01' })).rejects.toMatchObject({ sentence: /end before that day/ });
    expect(await edit(nextId, { startsOn: '2026-07-05' })).toMatchObject({ kind: 'edited' });
  });

  test('no entry changes which year it follows, and none is followed by two', async () => {
    const ctx = await provider('2026-06-20');
    const id = await givenCourse(ctx);
    const nextId = await continueNow(ctx, id);
    const other = await givenCourse(ctx, { title: 'Another' });
    await expect(
      testDb.db.update(events).set({ continuesEventId: other }).where(eq(events.id, nextId)),
    ).rejects.toThrow();
    await expect(givenCourse(ctx, { continuesEventId: id })).rejects.toThrow();
  });
});

test('the provider is asked from 60 days before the end until 30 days after it, or until it is continued', async () => {
  const ctx = await provider('2026-05-01');
  const id = await givenCourse(ctx);
  const asked = async (today: string, who = ctx) =>
    (await listTodo(onDay(who, today))).items.flatMap(({ kind, subjectId }) =>
      kind === 'course_ends' ? [subjectId] : [],
    );
  expect(await asked('2026-04-30')).toEqual([]);
  expect(await asked('2026-05-01')).toEqual([id]);
  expect(await asked('2026-07-30')).toEqual([id]);
  expect(await asked('2026-07-31')).toEqual([]);
  expect(await asked('2026-05-01', { ...ctx, actor: { ...ctx.actor, role: 'viewer' } })).toEqual([]);
  await continueNow(ctx, id);
  expect(await asked('2026-06-16')).toEqual([]);
});

test('a course lived through two years: links, keys and course links of the first entry lead to the right one', async () => {
  const ctx = await provider('2025-07-01');
  const first = await givenCourse(ctx);
  const { token } = await givenLink(ctx, first);
  const { key: made } = await givenKey(ctx);
  const system = (moment: string) => visitWith(at(ctx, moment), made.secret);
  const ask = async (moment: string, learnerId: string, completedOn: string) =>
    (
      await requestCertificate(
        await system(moment),
        key(),
        asked(first, { learnerId, name: `Learner ${learnerId}`, completedOn }),
      )
    ).answer;
  const noon = (day: string) => `${day}T18:00:00Z`;

  // The first year.
  await claim(attendeeVisit(at(ctx, noon('2025-10-01'))), token, 'Ann One');
  await ask(noon('2025-11-01'), 'a', '2025-11-01');

  // The course is continued in June, and nothing changes before its last day is over.
  const second = await continueNow(onDay(ctx, '2026-06-20'), first);
  const evening = attendeeVisit(at(ctx, '2026-07-01T05:59:00Z'));
  expect((await followLink(evening, token))!.open!.eventId).toBe(first);
  await claim(evening, token, 'Bea Evening');

  // The next morning. A completion on the last evening belongs to the first year, however it arrives.
  const morning = attendeeVisit(at(ctx, noon('2026-07-01')));
  const page = (await findLinkPage(morning, token, null))!;
  expect(page.event).toMatchObject({ startsOn: '2026-07-01', endsOn: '2027-06-30' });
  expect(page.open).toMatchObject({ eventId: second, asks: { from: '2025-07-01', to: '2026-07-01' } });
  await claim(morning, token, 'Cal Late', { completedOn: '2026-06-30' });
  await claim(morning, token, 'Dee Second', { completedOn: '2026-07-01' });
  await claim(morning, token, 'Flo Midnight', { openedOn: '2026-06-30' });
  await expect(claim(morning, token, 'Gus Nothing')).rejects.toMatchObject({ code: 'invalid' });
  await expect(claim(morning, token, 'Gus Future', { completedOn: '2026-07-02' })).rejects.toMatchObject({
    sentence: /in the future/,
  });
  await expect(claim(morning, token, 'Gus Long', { completedOn: '2025-06-30' })).rejects.toMatchObject({
    sentence: /from July 1, 2025 on/,
  });
  expect(await ask(noon('2026-07-01'), 'b', '2026-06-30')).toMatchObject({ eventId: first });
  expect(await ask(noon('2026-07-01'), 'c', '2026-07-01')).toMatchObject({ eventId: second });
  expect(await ask(noon('2026-07-01'), 'd', '2026-06-30T23:59:00-06:00')).toMatchObject({ eventId: first });
  expect(await ask(noon('2026-07-01'), 'e', '2026-07-01T05:59:00Z')).toMatchObject({ eventId: first });

  // A system whose date is ahead says July 1 on the evening of June 30; its repeat the next day changes nothing.
  const ahead = await ask('2026-07-01T03:00:00Z', 'f', '2026-07-01');
  expect(ahead).toMatchObject({ eventId: first });
  expect(await ask(noon('2026-07-01'), 'f', '2026-07-01')).toEqual(ahead);

  // A course page that still names the first entry.
  const expires = Date.parse(noon('2026-07-10')) / 1000;
  const who = { eventId: first, units: 6.25, expires };
  const late = courseLink(made, { ...who, learnerId: 'g', name: 'Learner g', completedOn: '2026-06-30' });
  const fresh = courseLink(made, { ...who, learnerId: 'h', name: 'Learner h', completedOn: '2026-07-01' });
  for (const link of [late, fresh, fresh]) await claimFromCourse(morning, link);
  expect(await openSignedLink(morning, fresh)).toMatchObject({ kind: 'open', event: { id: second } });
  expect((await findCourseCertificate(morning, fresh)).bytes.length).toBeGreaterThan(1000);

  // The second year ends too, is continued late, and the third one has what was completed in it.
  const later = attendeeVisit(at(ctx, noon('2027-07-10')));
  await claim(later, token, 'Hal Late', { completedOn: '2027-06-30' });
  await expect(claim(later, token, 'Ida Third', { completedOn: '2027-07-05' })).rejects.toMatchObject({
    sentence: /has not entered it for the next year yet/,
  });
  await expect(ask(noon('2027-07-10'), 'i', '2027-07-05')).rejects.toMatchObject({ code: 'invalid' });
  const third = await continueNow(onDay(ctx, '2027-07-11'), second);
  expect(await ask(noon('2027-07-12'), 'i', '2027-07-05')).toMatchObject({ eventId: third });
  expect(await ask(noon('2027-07-12'), 'j', '2026-06-30')).toMatchObject({ eventId: first });
  await claim(attendeeVisit(at(ctx, noon('2027-12-01'))), token, 'Ida Third');

  const issued = await certificatesOf(first, second, third);
  const namesIn = (eventId: number) =>
    issued.filter((each) => each.eventId === eventId).map(({ facts }) => String(facts.participantName));
  expect(namesIn(first)).toEqual([
    'Ann One',
    'Learner a',
    'Bea Evening',
    'Cal Late',
    'Flo Midnight',
    'Learner b',
    'Learner d',
    'Learner e',
    'Learner f',
    'Learner g',
    'Learner j',
  ]);
  expect(namesIn(second)).toEqual(['Dee Second', 'Learner c', 'Learner h', 'Hal Late']);
  expect(namesIn(third)).toEqual(['Learner i', 'Ida Third']);
  for (const { eventId, facts } of issued) {
    const { startsOn, endsOn } = await getEvent(ctx, eventId);
    expect(facts).toMatchObject({ startsOn, endsOn });
  }
  expect(await getEvent(ctx, second)).toMatchObject({ issuedCount: 4 });
}, 120_000);

test('a person who claims on both sides of midnight gets one certificate, and the provider decides on the other', async () => {
  const ctx = await provider('2026-06-30');
  const first = await givenCourse(ctx);
  const { token } = await givenLink(ctx, first);
  const second = await continueNow(ctx, first);
  const form = claimOf({ name: 'Pat Both', email: 'pat@example.org' });
  const holder = '7'.repeat(64);
  const evening = attendeeVisit(at(ctx, '2026-07-01T05:59:50Z'));
  const night = attendeeVisit(at(ctx, '2026-07-01T06:00:10Z'));
  const claimed = await claimThroughLink(evening, { ...form, token, holder });
  // The same form sent again, because the answer was lost.
  expect(await claimThroughLink(night, { ...form, token, holder })).toEqual(claimed);
  const again = await claim(night, token, 'Pat Both', { email: 'pat@example.org', completedOn: '2026-07-01' });
  expect(again).toMatchObject({ state: 'waiting', certificateId: null });
  expect(await testDb.db.select().from(claims).where(eq(claims.id, again.claimId))).toMatchObject([
    { eventId: second, waitsFor: 'other_year' },
  ]);
  expect(await certificatesOf(first, second)).toHaveLength(1);
  await acceptClaim(onDay(ctx, '2026-07-02'), { eventId: second, claimId: again.claimId, unsigned: true });
  expect((await certificatesOf(first, second)).map(({ eventId }) => eventId)).toEqual([first, second]);
});

test('a person who takes the course again in another year gets another certificate, on the same device too', async () => {
  const ctx = await provider('2026-06-20');
  const first = await givenCourse(ctx);
  const { token } = await givenLink(ctx, first);
  const second = await continueNow(ctx, first);
  const holder = '8'.repeat(64);
  for (const moment of ['2025-10-01T18:00:00Z', '2026-10-01T18:00:00Z', '2026-10-02T18:00:00Z']) {
    const sent = { ...claimOf({ name: 'Sam Retake' }), token, holder };
    expect(await claimThroughLink(attendeeVisit(at(ctx, moment)), sent)).toMatchObject({ state: 'issued' });
  }
  expect((await certificatesOf(first, second)).map(({ eventId }) => eventId)).toEqual([first, second]);
});

test('people on the roster of either year claim through the same link, each in the year that has them', async () => {
  const ctx = await provider('2026-06-20');
  const first = await givenCourse(ctx);
  const { token } = await givenLink(ctx, first, { access: 'roster' });
  const second = await continueNow(ctx, first);
  const email = 'ros@example.org';
  const lines = [
    await givenAttendee(onDay(ctx, '2026-07-05'), first, { name: 'Ros Lee', email, completed: true }),
    await givenAttendee(onDay(ctx, '2026-07-05'), second, { name: 'Ros Lee', email, completed: true }),
  ];
  const visit = attendeeVisit(onDay(ctx, '2026-07-05'));
  const proof = await proved(visit, token, email);
  const link = (await findOpenLink(visit, token))!;
  expect(await findRosterStep(visit, link, proof)).toMatchObject({
    step: 'lines',
    lines: [{ year: 'July 1, 2025 – June 30, 2026' }, { year: 'July 1, 2026 – June 30, 2027' }],
  });
  for (const attendeeId of lines) {
    const given = { completed: 'yes', educator: 'yes', requestKey: key(), given: null } as const;
    await claimRosterLine(visit, { ...given, attendeeId, token, proof, holder: '9'.repeat(64) });
  }
  expect((await certificatesOf(first, second)).map(({ eventId }) => eventId)).toEqual([first, second]);
});

test('a canceled next year, and a provider that may not give out certificates, are said with a sentence', async () => {
  const ctx = await provider('2026-06-20');
  const first = await givenCourse(ctx);
  const { token } = await givenLink(ctx, first);
  const { key: made } = await givenKey(ctx);
  const second = await continueNow(ctx, first);
  const staff = await staffContext(testDb.db, { today: '2026-06-20' });
  await canceled(staff, second);
  const july = attendeeVisit(at(ctx, '2026-08-15T18:00:00Z'));
  expect((await followLink(july, token))!.open).toMatchObject({ canceled: true, whyNotNow: /canceled/ });
  await expect(claim(july, token, 'Kim Lee')).rejects.toMatchObject({ sentence: /canceled/ });
  await expect(
    requestCertificate(
      await visitWith(onDay(ctx, '2026-08-15'), made.secret),
      key(),
      asked(first, { completedOn: '2026-08-15' }),
    ),
  ).rejects.toMatchObject({ code: expect.any(String), sentence: /canceled/ });
  expect(await certificatesOf(first, second)).toEqual([]);
});
