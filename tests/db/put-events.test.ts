import '../support/settings';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { certificateReports, conferences, events, learningSystemKeys, providers } from '@/db/schema';
import { contentOf } from '@/lib/events/event-content';
import { getEvent } from '@/lib/events/find-event';
import type { SystemContext } from '@/lib/learning-systems/authenticate';
import { putCounts, putCountsRequest } from '@/lib/learning-systems/put-counts';
import { putEvents, putEventsRequest } from '@/lib/learning-systems/put-events';
import { isAppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { expectAudit } from '../support/audit';
import { givenCourse } from '../support/courses';
import { testDatabase } from '../support/database';
import { givenConference, givenEvent } from '../support/events';
import { givenKey } from '../support/learning-systems';
import { onDay, providerContext } from '../support/people';

const test_ = testDatabase();

async function givenSystem(today = '2027-01-15') {
  const ctx = onDay(await providerContext(test_.db, { role: 'manager' }), today);
  const { visit } = await givenKey(ctx);
  return { ctx, visit };
}

const ITEM = {
  ownNumber: 'S-101',
  title: 'Number talks',
  instructor: 'Zoë Ñandú',
  description: 'How to lead number talks.',
  categories: ['Mathematics'],
  startsOn: '2027-03-05',
  startsAt: '09:00',
  endsAt: '10:20',
  location: { kind: 'online' },
};

type Results = Awaited<ReturnType<typeof putEvents>> | Awaited<ReturnType<typeof putCounts>>;

/** Returns each result's answer, or why it was refused. */
const told = (results: Results) =>
  results.map((result) => {
    if ('answered' in result) return result.answered;
    const { refused } = result;
    if (isAppError(refused)) return { code: refused.code, sentence: refused.sentence };
    return (refused as z.ZodError).issues.map(({ path, message }) => [path.join('.'), message]);
  });

const put = async (visit: SystemContext, items: unknown[], dryRun = false) =>
  told(await putEvents(visit, putEventsRequest.parse({ dryRun, attested: true, events: items })));

const count = async (visit: SystemContext, items: unknown[], dryRun = false) =>
  told(await putCounts(visit, putCountsRequest.parse({ dryRun, counts: items })));

const eventsOf = (ctx: Context) =>
  ctx.actor.kind === 'provider'
    ? ctx.db.select().from(events).where(eq(events.providerId, ctx.actor.providerId)).orderBy(events.id)
    : [];

test('a new number is a new event, in the name of the person who made the key', async () => {
  const { ctx, visit } = await givenSystem();
  const [answer] = await put(visit, [ITEM]);
  const [event] = await eventsOf(ctx);
  expect(answer).toEqual({ status: 201, eventId: event!.id, ownNumber: 'S-101', changed: [] });
  expect(contentOf(await getEvent(ctx, event!.id))).toMatchObject({
    title: 'Number talks',
    endsOn: '2027-03-05',
    hours: '1.25',
    ownNumber: 'S-101',
    conference: null,
    location: { kind: 'online' },
  });
  const [key] = await ctx.db.select().from(learningSystemKeys).where(eq(learningSystemKeys.id, visit.actor.keyId));
  expect(event).toMatchObject({ createdBy: key!.createdBy, attestedBy: key!.createdBy });
  expect(await expectAudit(ctx.db, 'event.added', `event:${event!.id}`)).toMatchObject({
    actorKind: 'learning_system',
  });
});

test('a new course that is always open is open for a year, unless the request says otherwise', async () => {
  const { ctx, visit } = await givenSystem();
  const { startsAt: _from, endsAt: _to, ...item } = ITEM;
  const course = { ...item, startsOn: '2027-07-01', hours: '6', asynchronous: true };
  await put(visit, [course, { ...course, ownNumber: 'S-102', endsOn: '2028-06-30' }]);
  expect((await eventsOf(ctx)).map(({ endsOn }) => endsOn)).toEqual(['2028-07-01', '2028-06-30']);
});

test('a known number changes what the request says, once, and leaves the rest', async () => {
  const { ctx, visit } = await givenSystem();
  await put(visit, [ITEM]);
  const change = { ownNumber: 's-101', room: 'Room 204', hours: 1 };
  const [first] = await put(visit, [change]);
  expect(first).toMatchObject({ status: 200, changed: expect.arrayContaining(['hours', 'room']) });
  expect(await put(visit, [change])).toEqual([expect.objectContaining({ status: 200, changed: [] })]);
  const [event] = await eventsOf(ctx);
  expect(event).toMatchObject({ title: 'Number talks', room: 'Room 204', hours: '1.00', version: 2 });
});

test('each item has its own result: one that is refused does not stop the others', async () => {
  const { ctx, visit } = await givenSystem();
  const answers = await put(visit, [
    { ownNumber: 'A', title: 'No more' },
    { ...ITEM, ownNumber: 'B', categories: ['Nonsense'] },
    { ...ITEM, ownNumber: 'C', colour: 'red' },
    ITEM,
  ]);
  expect(answers).toEqual([
    expect.arrayContaining([
      ['instructor', 'Enter the instructor’s name.'],
      ['categories', 'Choose at least one event category.'],
      ['location', 'Choose where the event takes place.'],
    ]),
    { code: 'invalid', sentence: '“Nonsense” is not one of the event categories.' },
    [['', 'Unknown field: colour.']],
    expect.objectContaining({ status: 201 }),
  ]);
  expect(await eventsOf(ctx)).toHaveLength(1);
});

test('a dry run answers the same and saves nothing', async () => {
  const { ctx, visit } = await givenSystem();
  expect(await put(visit, [ITEM], true)).toEqual([{ status: 201, eventId: null, ownNumber: 'S-101', changed: [] }]);
  expect(await eventsOf(ctx)).toEqual([]);
  await put(visit, [ITEM]);
  const [event] = await eventsOf(ctx);
  expect(await put(visit, [{ ownNumber: 'S-101', room: 'Room 1' }], true)).toEqual([
    { status: 200, eventId: event!.id, ownNumber: 'S-101', changed: ['room'] },
  ]);
  expect(await eventsOf(ctx)).toEqual([event]);
});

test('what looks like the next year of a course has to be confirmed as another course', async () => {
  const { ctx, visit } = await givenSystem();
  const course = await givenCourse(ctx, { title: 'Number Talks', startsOn: '2026-03-05', endsOn: '2027-03-04' });
  const { startsAt: _, endsAt: __, ...item } = { ...ITEM, hours: 2, asynchronous: true };
  expect(await put(visit, [item])).toEqual([
    { code: 'invalid', sentence: expect.stringContaining(`Event ${course} is a course of this title`) },
  ]);
  expect(await put(visit, [{ ...item, newCourse: true }])).toEqual([expect.objectContaining({ status: 201 })]);
  // It is known by its number now, and nothing is asked again.
  expect(await put(visit, [item])).toEqual([expect.objectContaining({ status: 200, changed: [] })]);
});

test('an event that has ended is not changed, unless nothing would change; one in the past has to be confirmed', async () => {
  const { ctx, visit } = await givenSystem('2027-03-10');
  expect(await put(visit, [ITEM])).toEqual([
    { code: 'invalid', sentence: expect.stringContaining('send “past”: true') },
  ]);
  expect(await put(visit, [{ ...ITEM, past: true }])).toEqual([expect.objectContaining({ status: 201 })]);
  expect(await put(visit, [ITEM])).toEqual([expect.objectContaining({ status: 200, changed: [] })]);
  expect(await put(visit, [{ ...ITEM, room: 'Room 1' }])).toEqual([
    { code: 'conflict', sentence: expect.stringContaining('This event ended on March 5, 2027.') },
  ]);
  expect(await eventsOf(ctx)).toHaveLength(1);
});

test('a session joins a conference of the provider on one of its days', async () => {
  const { ctx, visit } = await givenSystem();
  const other = await givenSystem();
  const conferenceId = await givenConference(ctx, 'Spring', { startsOn: '2027-03-05', endsOn: '2027-03-06' });
  expect(await put(visit, [{ ...ITEM, conferenceId, startsOn: '2027-03-09' }])).toEqual([
    { code: 'invalid', sentence: expect.stringContaining('outside of the conference') },
  ]);
  expect(await put(other.visit, [{ ...ITEM, conferenceId }])).toEqual([
    { code: 'invalid', sentence: 'Your provider has no conference with this number.' },
  ]);
  expect(await put(visit, [{ ...ITEM, conferenceId }])).toEqual([expect.objectContaining({ status: 201 })]);
  expect(await eventsOf(ctx)).toMatchObject([{ conferenceId }]);
});

test('a session outside of its conference stays on its days, and moves to none but the conference’s', async () => {
  const { ctx, visit } = await givenSystem();
  const conferenceId = await givenConference(ctx, 'Spring', { startsOn: '2027-03-05', endsOn: '2027-03-06' });
  await put(visit, [{ ...ITEM, conferenceId }]);
  await ctx.db.update(conferences).set({ startsOn: '2027-03-06' }).where(eq(conferences.id, conferenceId));
  const outside = { code: 'invalid', sentence: expect.stringContaining('outside of the conference') };
  expect(await put(visit, [{ ...ITEM, conferenceId, room: 'Room 1' }])).toEqual([
    expect.objectContaining({ status: 200, changed: ['room'] }),
  ]);
  expect(await put(visit, [{ ...ITEM, conferenceId, startsOn: '2027-03-04', endsOn: '2027-03-04' }])).toEqual([
    outside,
  ]);
  expect(await put(visit, [{ ...ITEM, ownNumber: 'S-102', conferenceId }])).toEqual([outside]);
});

test('numbers of other providers are new numbers', async () => {
  const [one, other] = [await givenSystem(), await givenSystem()];
  await put(one.visit, [ITEM]);
  expect(await put(other.visit, [ITEM])).toEqual([expect.objectContaining({ status: 201 })]);
  expect(await eventsOf(one.ctx)).toHaveLength(1);
});

test('two requests for one number at once make one event', async () => {
  const { ctx, visit } = await givenSystem();
  const answers = await Promise.all([put(visit, [ITEM]), put(visit, [ITEM])]);
  const outcomes = answers.flat().map((answer) => ('status' in answer ? answer.status : answer));
  expect(outcomes).toContain(201);
  expect(await eventsOf(ctx)).toHaveLength(1);
});

test('a provider on probation adds no events, and its systems change those it has', async () => {
  const { ctx, visit } = await givenSystem();
  await put(visit, [ITEM]);
  await ctx.db.update(providers).set({ standing: 'probation' }).where(eq(providers.id, visit.actor.providerId));
  const onProbation = { ...visit, actor: { ...visit.actor, standing: 'probation' as const } };
  expect(await put(onProbation, [{ ...ITEM, ownNumber: 'New' }])).toEqual([
    { code: 'forbidden', sentence: expect.stringContaining('on probation') },
  ]);
  expect(await put(onProbation, [{ ...ITEM, room: 'Room 1' }])).toEqual([
    expect.objectContaining({ status: 200, changed: ['room'] }),
  ]);
});

describe('counts by own numbers', () => {
  async function givenEnded(given = {}) {
    const { ctx, visit } = await givenSystem('2026-06-01');
    const eventId = await givenEvent(ctx, { ownNumber: 'S-101', ...given });
    return { ctx, visit, eventId };
  }

  test('are recorded once, and replaced only when the request names the recorded one', async () => {
    const { ctx, visit, eventId } = await givenEnded();
    const answer = { status: 200, eventId, ownNumber: 's-101' };
    expect(await count(visit, [{ ownNumber: 's-101', count: 24 }])).toEqual([{ ...answer, count: 24, before: null }]);
    expect(await count(visit, [{ ownNumber: 's-101', count: 24 }])).toEqual([{ ...answer, count: 24, before: 24 }]);
    expect(await count(visit, [{ ownNumber: 's-101', count: 0 }])).toEqual([
      { code: 'conflict', sentence: expect.stringContaining('A count of 24 is recorded') },
    ]);
    expect(await count(visit, [{ ownNumber: 's-101', count: 0, replaces: 24 }])).toEqual([
      { ...answer, count: 0, before: 24 },
    ]);
    const reports = await ctx.db.select().from(certificateReports).where(eq(certificateReports.eventId, eventId));
    expect(reports.map((report) => report.count)).toEqual([24, 0]);
    await expectAudit(ctx.db, 'event.certificates_reported', `event:${eventId}`);
  });

  test('are checked by a dry run, which records none', async () => {
    const { ctx, visit, eventId } = await givenEnded();
    expect(await count(visit, [{ ownNumber: 'S-101', count: 24 }], true)).toMatchObject([{ status: 200 }]);
    expect(await ctx.db.select().from(certificateReports).where(eq(certificateReports.eventId, eventId))).toEqual([]);
  });

  test('are refused before the end, for unknown numbers and other providers, and below what was issued', async () => {
    const { ctx, visit } = await givenEnded();
    await givenEvent(ctx, { ownNumber: 'Later', startsOn: '2026-07-01' });
    await givenEvent(ctx, { ownNumber: 'Issued', issuedCount: 5 });
    const other = await givenEnded({ ownNumber: 'Theirs' });
    const answers = await count(visit, [
      { ownNumber: 'Later', count: 1 },
      { ownNumber: 'Nothing', count: 1 },
      { ownNumber: 'Theirs', count: 1 },
      { ownNumber: 'Issued', count: 4 },
      { ownNumber: 'S-101', count: -1 },
      { ownNumber: 'S-101' },
      { ownNumber: 'Issued', count: 6 },
    ]);
    expect(answers).toEqual([
      { code: 'invalid', sentence: expect.stringContaining('when the event is over') },
      { code: 'not_found', sentence: 'Your provider has no event with the number “Nothing”.' },
      { code: 'not_found', sentence: 'Your provider has no event with the number “Theirs”.' },
      { code: 'conflict', sentence: expect.stringContaining('5 certificates of this event were issued') },
      [['count', 'Send 0 or more.']],
      [['count', 'This field is missing.']],
      expect.objectContaining({ status: 200, count: 6, before: null }),
    ]);
    expect((await getEvent(other.ctx, other.eventId)).certificateCount).toBeNull();
  });
});
