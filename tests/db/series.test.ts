import { and, eq, ne } from 'drizzle-orm';
import { insertCategoryLinks, replaceAgenda, replaceCategories } from '@/db/queries/event-writing';
import { auditEntries, conferences, evaluationForms, eventCategories, events } from '@/db/schema';
import { findEvaluationOf } from '@/lib/evaluations/find-form';
import type { Question } from '@/lib/evaluations/questions';
import { saveEvaluation } from '@/lib/evaluations/save-form';
import { getEvent } from '@/lib/events/find-event';
import type { Context } from '@/lib/platform/visit';
import { addCopies } from '@/lib/series/add-copies';
import { listCopies } from '@/lib/series/list-copies';
import { previewCopies } from '@/lib/series/preview-copies';
import { addCopiesSchema } from '@/lib/series/series-input';
import { expectAudit, isAbout } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenConference, givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';

const test_ = testDatabase();

const TUESDAYS = ['2026-10-06', '2026-10-13', '2026-10-20'];
const listed = (...days: string[]) => ({ how: 'listed', dates: days.join('\n') });

async function original(ctx: Context, given: Parameters<typeof givenEvent>[1] = {}): Promise<number> {
  const id = await givenEvent(ctx, given);
  await replaceCategories(test_.db, id, [3, 1]);
  return id;
}

async function provider(options: Parameters<typeof providerContext>[1] = {}) {
  return providerContext(test_.db, { today: '2026-05-04', ...options });
}

type Summary = Partial<Parameters<typeof addCopies>[1]>;

/** Adds copies as the summary that is shown now would. */
async function add(ctx: Context, eventId: number, summary: Summary = {}): Promise<number[]> {
  const { source } = await previewCopies(ctx, eventId, null);
  return send(ctx, eventId, { stamp: source.stamp, ...summary });
}

const send = (ctx: Context, eventId: number, summary: Summary) =>
  addCopies(ctx, {
    ...addCopiesSchema.parse({ requestKey: crypto.randomUUID(), stamp: '', days: TUESDAYS, attested: 'yes' }),
    ...summary,
    eventId,
  });

const copiesOf = (ctx: Context, eventId: number) =>
  ctx.actor.kind === 'provider'
    ? test_.db
        .select()
        .from(events)
        .where(and(eq(events.providerId, ctx.actor.providerId), ne(events.id, eventId)))
        .orderBy(events.startsOn)
    : [];

test('copies have the content of the event on their own days, and the log has an entry for each', async () => {
  const ctx = await provider();
  const id = await original(ctx, { endsOn: '2026-05-04', conference: 'Big Sky Conference' });
  const row = { startsAt: '09:00', endsAt: '15:15', title: 'Day two', counts: true };
  await replaceAgenda(test_.db, id, [{ ...row, heldOn: '2026-05-04' }]);
  const added = await add(ctx, id, { days: ['2026-10-06', '2026-12-31'] });
  expect(added).toHaveLength(2);
  const from = await getEvent(ctx, id);
  expect(await getEvent(ctx, added[1]!)).toMatchObject({
    title: from.title,
    instructor: from.instructor,
    description: from.description,
    categoryIds: [1, 3],
    location: from.location,
    hours: from.hours,
    conference: null,
    startsOn: '2026-12-31',
    endsOn: '2027-01-01',
    agenda: [{ ...row, heldOn: '2027-01-01' }],
    version: 1,
    certificateCount: null,
    issuedCount: 0,
  });
  expect(await getEvent(ctx, id)).toEqual(from);
  const rows = await copiesOf(ctx, id);
  expect(rows).toHaveLength(2);
  for (const copy of rows) {
    expect(copy).toMatchObject({ attestedBy: ctx.actor.userId, attestedAt: ctx.clock.now() });
    const entry = await expectAudit(test_.db, 'event.added', `event:${copy.id}`, { providerId: copy.providerId });
    expect(entry.details).toMatchObject({ after: { startsOn: copy.startsOn, title: from.title } });
  }
});

test('a copy is a session of the conference only on the conference’s days, and the summary says so', async () => {
  const ctx = await provider();
  const conferenceId = await givenConference(ctx, 'Sky days', { startsOn: '2026-05-03', endsOn: '2026-05-06' });
  const id = await original(ctx, { conferenceId, endsOn: '2026-05-04' });
  const { copies } = await previewCopies(ctx, id, listed('2026-05-05', '2026-05-06', '2026-10-06'));
  expect(copies!.map(({ startsOn, outsideOf }) => [startsOn, outsideOf])).toEqual([
    ['2026-05-05', null],
    // It would last until the day after the conference.
    ['2026-05-06', 'Sky days'],
    ['2026-10-06', 'Sky days'],
  ]);
  const [within, later] = await add(ctx, id, { days: ['2026-05-05', '2026-10-06'] });
  expect((await getEvent(ctx, within!)).conference).toMatchObject({ id: conferenceId });
  expect((await getEvent(ctx, later!)).conference).toBeNull();
});

test('a copy of a session leaves a conference that is closed', async () => {
  const ctx = await provider();
  const id = await original(ctx, { conference: 'Sky days' });
  const { conference } = await getEvent(ctx, id);
  await test_.db
    .update(conferences)
    .set({ closedAt: ctx.clock.now(), closedBy: ctx.actor.userId })
    .where(eq(conferences.id, conference!.id));
  const [copy] = await add(ctx, id, { days: ['2026-10-06'] });
  expect((await getEvent(ctx, copy!)).conference).toBeNull();
});

test('the provider’s own questions are copied and recorded; standard ones stay standard', async () => {
  const ctx = await provider();
  const id = await original(ctx);
  const [plain] = await add(ctx, id, { days: ['2026-10-06'] });
  expect(await findEvaluationOf(ctx, plain!)).toMatchObject({ version: 0 });
  const questions: Question[] = [{ key: 'aim', text: 'Was the aim met?', required: true, kind: 'scale' }];
  await saveEvaluation(ctx, { eventId: id, questions, version: 0 });
  const [copy] = await add(ctx, id, { days: ['2026-10-13'] });
  expect(await findEvaluationOf(ctx, copy!)).toEqual({ version: 1, questions });
  await expectAudit(test_.db, 'evaluation.saved', `event:${copy!}`, { details: { version: 1, questions: 1 } });
});

test('a summary that is sent twice makes its events once, even when both arrive at once', async () => {
  const ctx = await provider();
  const id = await original(ctx);
  const requestKey = crypto.randomUUID();
  const results = await Promise.all(Array.from({ length: 4 }, () => add(ctx, id, { requestKey })));
  results.push(await add(ctx, id, { requestKey }));
  const made = (await copiesOf(ctx, id)).map((row) => row.id);
  expect(made).toHaveLength(3);
  for (const result of results) expect(result).toEqual(made);
  const log = await test_.db
    .select()
    .from(auditEntries)
    .where(isAbout(`event:${made[0]!}`));
  expect(log).toHaveLength(1);
});

test('a summary that is sent again with one more date adds only that one', async () => {
  const ctx = await provider();
  const id = await original(ctx);
  const requestKey = crypto.randomUUID();
  const first = await add(ctx, id, { requestKey });
  const second = await add(ctx, id, { requestKey, days: [...TUESDAYS, '2026-10-27'] });
  expect(second.slice(0, 3)).toEqual(first);
  expect(await copiesOf(ctx, id)).toHaveLength(4);
});

test('all events are added or none', async () => {
  const ctx = await provider();
  const id = await original(ctx);
  await expect(add(ctx, id, { days: [...TUESDAYS, '2101-01-04'] })).rejects.toMatchObject({ code: 'invalid' });
  const sixtyOne = Array.from(
    { length: 61 },
    (_, index) => `2027-0${1 + Math.floor(index / 28)}-${String((index % 28) + 1).padStart(2, '0')}`,
  );
  await expect(add(ctx, id, { days: sixtyOne })).rejects.toMatchObject({ code: 'invalid' });
  expect(await copiesOf(ctx, id)).toEqual([]);
  expect(await add(ctx, id, { days: sixtyOne.slice(1) })).toHaveLength(60);
});

test('a failure in the middle leaves nothing behind', async () => {
  const ctx = await provider();
  const id = await original(ctx);
  const requestKey = crypto.randomUUID();
  await add(ctx, id, { requestKey, days: ['2026-10-20'] });
  // Another provider’s form has the same key by chance, so the second of three events cannot be written.
  const other = await provider();
  await test_.db
    .update(events)
    .set({ providerId: other.actor.kind === 'provider' ? other.actor.providerId : 0 })
    .where(eq(events.startsOn, '2026-10-20'));
  const days = ['2026-10-06', '2026-10-20', '2026-10-27'];
  await expect(add(ctx, id, { requestKey, days })).rejects.toMatchObject({ code: 'conflict' });
  expect(await copiesOf(ctx, id)).toEqual([]);
});

describe('dates that a person has to check', () => {
  test('have passed, or have such an event already, and the summary says so', async () => {
    const ctx = await provider({ today: '2026-10-10' });
    const id = await original(ctx);
    await givenEvent(ctx, { startsOn: '2026-10-13', title: 'TEACHING  fractions' });
    const { copies, errors, why } = await previewCopies(ctx, id, listed(...TUESDAYS, '2026-10-10', '2026-05-03'));
    expect([errors, why]).toEqual([[], null]);
    expect(copies!.map(({ startsOn, past, similar }) => [startsOn, past, similar.length])).toEqual([
      ['2026-05-03', true, 1],
      ['2026-10-06', true, 0],
      ['2026-10-10', false, 0],
      ['2026-10-13', false, 1],
      ['2026-10-20', false, 0],
    ]);
    expect(copies![0]!.similar[0]!.id).toBe(id);
  });

  test('are added only when the summary showed it', async () => {
    const ctx = await provider({ today: '2026-10-10' });
    const id = await original(ctx);
    await expect(add(ctx, id)).rejects.toMatchObject({ code: 'conflict' });
    await givenEvent(ctx, { startsOn: '2026-10-13' });
    await expect(add(ctx, id, { confirmed: ['2026-10-06'] })).rejects.toMatchObject({ code: 'conflict' });
    expect(await add(ctx, id, { confirmed: ['2026-10-06', '2026-10-13'] })).toHaveLength(3);
  });
});

test('an event that was changed while its summary was open is not copied as it was', async () => {
  const ctx = await provider();
  const id = await original(ctx);
  const { source } = await previewCopies(ctx, id, null);
  await test_.db.update(events).set({ version: 2, title: 'Another title' }).where(eq(events.id, id));
  await expect(send(ctx, id, { stamp: source.stamp })).rejects.toMatchObject({ code: 'conflict' });
  expect(await copiesOf(ctx, id)).toEqual([]);
});

test('retired categories are left out; an event with no other cannot be copied', async () => {
  const ctx = await provider();
  const id = await original(ctx);
  const [retired] = await test_.owner
    .insert(eventCategories)
    .values({ name: 'Latin', position: 99, retiredAt: new Date() })
    .returning();
  await insertCategoryLinks(test_.db, [{ eventId: id, categoryId: retired!.id }]);
  expect((await previewCopies(ctx, id, null)).source).toMatchObject({ retired: 1, content: { categoryIds: [1, 3] } });
  const only = await givenEvent(ctx);
  await replaceCategories(test_.db, only, [retired!.id]);
  expect((await previewCopies(ctx, only, listed('2026-10-06'))).why).toMatch(/None of this event’s categories/);
  await expect(add(ctx, only)).rejects.toMatchObject({ code: 'invalid' });
});

test('problems with the dates are shown at their fields', async () => {
  const ctx = await provider();
  const id = await original(ctx);
  const weekly = { how: 'weekly', weekdays: ['TU'], from: '2026-10-06' };
  const errorsFor = async (chosen: Record<string, string | string[]>) => (await previewCopies(ctx, id, chosen)).errors;
  expect(await errorsFor({ ...weekly, until: '2030-01-01' })).toEqual([
    { field: 'until', message: expect.stringContaining('more than 60 dates') },
  ]);
  expect(await errorsFor({ ...weekly, from: '2026-10-07', until: '2026-10-08' })).toEqual([
    { field: 'until', message: expect.stringContaining('No date matches') },
  ]);
  expect(await errorsFor({ how: 'weekly' })).toEqual([
    { field: 'weekdays', message: 'Choose at least one weekday.' },
    { field: 'from', message: 'Enter the first day.' },
    { field: 'until', message: 'Enter the last day or the number of events.' },
  ]);
});

test('a canceled event and one that is over can be copied', async () => {
  const ctx = await provider({ today: '2027-01-01' });
  const id = await original(ctx);
  await test_.owner.update(events).set({ canceledAt: new Date() }).where(eq(events.id, id));
  const [copy] = await add(ctx, id, { days: ['2027-02-02'] });
  expect((await getEvent(ctx, copy!)).canceledAt).toBeNull();
});

describe('who may copy', () => {
  test('an editor, but neither a viewer nor staff', async () => {
    const owner = await provider();
    const id = await original(owner);
    const viewer = { ...owner, actor: { ...owner.actor, role: 'viewer' } } as Context;
    const editor = { ...owner, actor: { ...owner.actor, role: 'editor' } } as Context;
    for (const ctx of [viewer, await staffContext(test_.db)]) {
      await expect(previewCopies(ctx, id, null)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(send(ctx, id, {})).rejects.toMatchObject({ code: 'forbidden' });
      await expect(listCopies(ctx, id, String(id))).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect(await copiesOf(owner, id)).toEqual([]);
    expect(await add(editor, id)).toHaveLength(3);
  });

  test('another provider’s event is not found', async () => {
    const id = await original(await provider());
    const other = await provider();
    await expect(previewCopies(other, id, null)).rejects.toMatchObject({ code: 'not_found' });
    await expect(send(other, id, {})).rejects.toMatchObject({ code: 'not_found' });
    await expect(listCopies(other, id, String(id))).rejects.toMatchObject({ code: 'not_found' });
    expect(await copiesOf(other, 0)).toEqual([]);
  });
});

test('the list of new events has only the provider’s own, in the order of their days', async () => {
  const ctx = await provider();
  const id = await original(ctx);
  const theirs = await givenEvent(await provider());
  const added = await add(ctx, id);
  const { copies } = await listCopies(
    onDay(ctx, '2026-10-14'),
    id,
    [theirs, ...added.toReversed(), 'x', '0'].join('-'),
  );
  expect(copies.map((copy) => [copy.id, copy.startsOn, copy.editable])).toEqual([
    [added[0], '2026-10-06', false],
    [added[1], '2026-10-13', false],
    [added[2], '2026-10-20', true],
  ]);
  expect((await listCopies(ctx, id, '')).copies).toEqual([]);
  expect(await test_.db.select().from(evaluationForms).where(eq(evaluationForms.eventId, added[0]!))).toEqual([]);
});
