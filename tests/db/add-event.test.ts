import { eq } from 'drizzle-orm';
import { auditEntries, eventCategories, events } from '@/db/schema';
import { addEvent } from '@/lib/events/add-event';
import { newEventForm } from '@/lib/events/event-forms';
import { addEventSchema } from '@/lib/events/event-input';
import { getEvent } from '@/lib/events/find-event';
import { listEvents } from '@/lib/events/list-events';
import { WHOLE_LIST } from '@/lib/events/list-query';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { expectAudit, isAbout } from '../support/audit';
import { givenCourse } from '../support/courses';
import { testDatabase } from '../support/database';
import { postedAgenda, postedEvent } from '../support/event-form';
import { givenEvent } from '../support/events';
import { forProviderOf, onDay, providerContext, staffContext } from '../support/people';

const test_ = testDatabase();

const add = (ctx: Context, changes: FormValues = {}) =>
  addEvent(
    ctx,
    addEventSchema.parse(
      postedEvent({ requestKey: crypto.randomUUID(), forProvider: String(forProviderOf(ctx)), ...changes }),
    ),
  );

async function added(ctx: Context, changes: FormValues = {}): Promise<number> {
  const result = await add(ctx, changes);
  if (result.kind !== 'added') throw new Error(`not added: ${result.kind}`);
  return result.eventId;
}

const eventsOf = (ctx: Context) =>
  ctx.actor.kind === 'provider'
    ? ctx.db.select().from(events).where(eq(events.providerId, ctx.actor.providerId)).orderBy(events.id)
    : [];

test('a form that was opened for one provider adds nothing to another, to which a second tab switched', async () => {
  const before = await providerContext(test_.db);
  const { values } = await newEventForm(before);
  const { requestKey, forProvider } = values as Record<string, string>;
  const now = await providerContext(test_.db);
  await expect(add(now, { requestKey: requestKey!, forProvider: forProvider! })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await eventsOf(now)).toEqual([]);
  await added(before, { requestKey: requestKey!, forProvider: forProvider! });
});

test('a provider adds an event with categories and agenda, and the log says what was added', async () => {
  const ctx = await providerContext(test_.db);
  const agenda = postedAgenda(
    ['2026-05-03', '09:00', '12:30', 'Morning'],
    ['2026-05-03', '12:30', '13:00', 'Lunch', 'no'],
    ['2026-05-04', '09:00', '12:00', 'Next day'],
  );
  const id = await added(ctx, { ...agenda, categoryIds: ['3', '1'] });
  expect(await getEvent(ctx, id)).toMatchObject({
    title: 'Teaching fractions',
    providerId: ctx.actor.providerId,
    categoryIds: [1, 3],
    location: { kind: 'in_person', city: 'Helena', state: 'MT', zip: '59601' },
    hours: '6.25',
    version: 1,
    certificateCount: null,
    updatedByName: ctx.actor.name,
    agenda: [
      { heldOn: '2026-05-03', startsAt: '09:00', endsAt: '12:30', title: 'Morning', counts: true },
      { heldOn: '2026-05-03', startsAt: '12:30', endsAt: '13:00', title: 'Lunch', counts: false },
      { heldOn: '2026-05-04', startsAt: '09:00', endsAt: '12:00', title: 'Next day', counts: true },
    ],
  });
  const [row] = await eventsOf(ctx);
  expect(row).toMatchObject({ attestedBy: ctx.actor.userId, attestedAt: ctx.clock.now() });
  expect(row!.searchText).toContain('zoe nandu');
  await expectAudit(test_.db, 'event.added', `event:${id}`, { providerId: row!.providerId });
  const [entry] = await test_.db
    .select()
    .from(auditEntries)
    .where(isAbout(`event:${id}`));
  expect(entry).toMatchObject({
    action: 'event.added',
    userId: ctx.actor.userId,
    details: { after: { hours: '6.25' } },
  });
});

test('a session names its conference, and a duplicate keeps the name', async () => {
  const ctx = await providerContext(test_.db);
  const id = await added(ctx, { newConference: '  Big Sky   Educators’ Conference ' });
  const { conference } = await getEvent(ctx, id);
  expect(conference?.name).toBe('Big Sky Educators’ Conference');
  const { values } = await newEventForm(onDay(ctx, '2027-01-01'), String(id));
  expect(values.conference).toBe(String(conference!.id));
  expect((await getEvent(ctx, await added(ctx, { title: 'Another', conference: ' ' }))).conference).toBeNull();
});

test('a viewer and staff cannot add events', async () => {
  await expect(add(await providerContext(test_.db, { role: 'viewer' }))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(add(await staffContext(test_.db))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(newEventForm(await providerContext(test_.db, { role: 'viewer' }))).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('an editor can add events', async () => {
  expect(await added(await providerContext(test_.db, { role: 'editor' }))).toBeGreaterThan(0);
});

test('a form sent twice makes one event, even when both arrive at once', async () => {
  const ctx = await providerContext(test_.db);
  const requestKey = crypto.randomUUID();
  const results = await Promise.all(Array.from({ length: 6 }, () => add(ctx, { requestKey })));
  results.push(await add(ctx, { requestKey }));
  const saved = await eventsOf(ctx);
  expect(saved).toHaveLength(1);
  for (const result of results) expect(result).toEqual({ kind: 'added', eventId: saved[0]!.id });
  const log = await test_.db
    .select()
    .from(auditEntries)
    .where(isAbout(`event:${saved[0]!.id}`));
  expect(log).toHaveLength(1);
});

test('a form that was changed after it made an event leads to a question, and can make another', async () => {
  const ctx = await providerContext(test_.db);
  const requestKey = crypto.randomUUID();
  const eventId = await added(ctx, { requestKey });
  const changed = { requestKey, title: 'Session two' };
  const asked = await add(ctx, changed);
  expect(asked).toMatchObject({ kind: 'already_added', eventId });
  expect(await eventsOf(ctx)).toHaveLength(1);
  const { freshKey } = asked as { freshKey: string };
  const another = await added(ctx, { ...changed, freshKey });
  expect(await added(ctx, { ...changed, freshKey })).toBe(another);
  expect((await eventsOf(ctx)).map((row) => row.title)).toEqual(['Teaching fractions', 'Session two']);
});

test('the key of another provider’s form shows nothing of its event', async () => {
  const [mine, theirs] = [await providerContext(test_.db), await providerContext(test_.db)];
  const requestKey = crypto.randomUUID();
  await added(theirs, { requestKey });
  await expect(add(mine, { requestKey })).rejects.toMatchObject({ code: 'conflict' });
  expect(await eventsOf(mine)).toHaveLength(0);
});

describe('the same title, dates and place as an event of this provider', () => {
  test('is a warning that names the event, and does not stop the person', async () => {
    const ctx = await providerContext(test_.db);
    const first = await added(ctx, { title: 'Séliš language' });
    const again = { title: '  SELIS  Language', city: 'HELENA', requestKey: crypto.randomUUID() };
    expect(await add(ctx, again)).toEqual({
      kind: 'similar',
      events: [{ id: first, title: 'Séliš language', dates: 'May 3–4, 2026', place: 'HELENA, MT' }],
    });
    expect(await eventsOf(ctx)).toHaveLength(1);
    expect(await added(ctx, { ...again, sameEvent: 'accepted' })).toBeGreaterThan(first);
  });

  test.each([
    ['title', { title: 'Teaching decimals' }],
    ['start', { startsOn: '2026-05-02' }],
    ['end', { endsOn: '2026-05-05' }],
    ['city', { city: 'Butte' }],
    ['state', { state: 'ID' }],
    ['kind of place', { locationKind: 'online' }],
  ])('does not match an event with another %s', async (_, changes) => {
    const ctx = await providerContext(test_.db);
    await added(ctx);
    expect(await added(ctx, changes as FormValues)).toBeGreaterThan(0);
  });

  test('reveals nothing about other providers’ events', async () => {
    await added(await providerContext(test_.db));
    expect(await added(await providerContext(test_.db))).toBeGreaterThan(0);
  });
});

describe('an event that is already over', () => {
  const over = { startsOn: '2025-05-03', endsOn: '2025-05-04' };

  test('is asked about, and saved once the person confirms that end date', async () => {
    const ctx = await providerContext(test_.db);
    expect(await add(ctx, over)).toEqual({ kind: 'past', endsOn: '2025-05-04' });
    expect(await add(ctx, { ...over, pastEnd: '2025-05-03' })).toEqual({ kind: 'past', endsOn: '2025-05-04' });
    expect(await eventsOf(ctx)).toHaveLength(0);
    expect(await added(ctx, { ...over, pastEnd: '2025-05-04' })).toBeGreaterThan(0);
  });

  test.each([
    ['2026-05-05T05:59:59Z', 'added'],
    ['2026-05-05T06:00:00Z', 'past'],
  ])('is one whose end date has passed in Montana: at %s it is %s', async (at, kind) => {
    const ctx = await providerContext(test_.db, { at: new Date(at) });
    expect(await add(ctx)).toMatchObject({ kind });
  });

  test('is asked about before similar events and a changed form, and a form sent again is not asked about', async () => {
    const ctx = await providerContext(test_.db);
    const meant = { ...over, pastEnd: '2025-05-04', requestKey: crypto.randomUUID() };
    const id = await added(ctx, meant);
    expect(await added(ctx, { ...meant, pastEnd: '' })).toBe(id);
    expect(await add(ctx, over)).toMatchObject({ kind: 'past' });
    expect(await add(ctx, { ...over, pastEnd: '2025-05-04' })).toMatchObject({ kind: 'similar' });
    const changed = { ...meant, title: 'Session two' };
    expect(await add(ctx, { ...changed, pastEnd: '' })).toMatchObject({ kind: 'past' });
    expect(await add(ctx, changed)).toMatchObject({ kind: 'already_added', eventId: id });
  });
});

test('a retired category, and one that does not exist, cannot be chosen for a new event', async () => {
  const ctx = await providerContext(test_.db);
  const [retired] = await test_.db
    .insert(eventCategories)
    .values({ name: 'Retired', position: 999, retiredAt: ctx.clock.now() })
    .returning();
  await expect(add(ctx, { categoryIds: [String(retired!.id)] })).rejects.toMatchObject({ code: 'invalid' });
  await expect(add(ctx, { categoryIds: ['1', '999999999'] })).rejects.toMatchObject({ code: 'invalid' });
  expect(await eventsOf(ctx)).toHaveLength(0);
  const { categories } = await newEventForm(ctx);
  expect(categories.map(({ name }) => name)).not.toContain('Retired');
});

describe('a copy', () => {
  test('of a future event keeps its days; of one that has begun it leaves them blank', async () => {
    const ctx = await providerContext(test_.db);
    const id = await givenEvent(ctx, { title: 'Kept', startsOn: '2026-05-03' });
    const before = await newEventForm(onDay(ctx, '2026-05-02'), String(id));
    expect(before.values).toMatchObject({ title: 'Kept', startsOn: '2026-05-03', endsOn: '2026-05-03', hours: '6.25' });
    const after = await newEventForm(onDay(ctx, '2027-01-01'), String(id));
    expect(after.values).toMatchObject({ title: 'Kept', startsOn: '', endsOn: '', city: 'Helena' });
    expect(after.values).not.toHaveProperty('attested');
    expect(after.values.requestKey).not.toBe(before.values.requestKey);
  });

  test('of another provider’s event does not exist, the same as for a missing one', async () => {
    const [mine, theirs] = [await providerContext(test_.db), await providerContext(test_.db)];
    const id = await givenEvent(theirs);
    const refusals = await Promise.all(
      [String(id), '999999999', '0', 'x', '1e3', '9'.repeat(40)].map((from) =>
        newEventForm(mine, from).catch((error) => [error.code, error.sentence]),
      ),
    );
    for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
    expect(refusals[0]).toEqual(['not_found', expect.any(String)]);
  });
});

test('an own number names one event of a provider, whatever its case', async () => {
  const [ctx, other] = [await providerContext(test_.db), await providerContext(test_.db)];
  const id = await added(ctx, { ownNumber: 'S-101' });
  await expect(add(ctx, { ownNumber: 's-101', title: 'Another one' })).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining('has the number “s-101”'),
  });
  await added(other, { ownNumber: 'S-101' });
  const { events: found } = await listEvents(ctx, { ...WHOLE_LIST, text: 's-101' });
  expect(found).toEqual([expect.objectContaining({ id, ownNumber: 'S-101' })]);
  // A copy is another event.
  expect((await newEventForm(ctx, String(id))).values).toMatchObject({ ownNumber: '' });
});

describe('an always-open course with the title of one that is not continued yet', () => {
  const next = {
    title: 'Reading  ONLINE',
    asynchronous: 'yes',
    locationKind: 'online',
    startsOn: '2026-07-01',
    endsOn: '',
  };

  test('is saved only after the person was asked whether to continue that one', async () => {
    const ctx = onDay(await providerContext(test_.db), '2026-06-20');
    const course = await givenCourse(ctx, { title: 'Reading online' });
    const asked = {
      kind: 'continue',
      courses: [{ id: course, title: 'Reading online', dates: expect.stringContaining('June 30, 2026') }],
    };
    expect(await add(ctx, next)).toEqual(asked);
    expect(await eventsOf(ctx)).toHaveLength(1);
    // The next year is asked about under other dates, too.
    expect(await add(ctx, { ...next, startsOn: '2026-09-01' })).toEqual(asked);
    const id = await added(ctx, { ...next, newCourse: 'accepted' });
    expect((await eventsOf(ctx)).find((event) => event.id === id)!.continuesEventId).toBeNull();
  });

  test('is saved at once when there is nothing to continue', async () => {
    const ctx = onDay(await providerContext(test_.db), '2026-06-20');
    await givenCourse(await providerContext(test_.db), { title: 'Reading online' });
    const canceled = await givenCourse(ctx, { title: 'Reading online' });
    await test_.db.update(events).set({ canceledAt: ctx.clock.now() }).where(eq(events.id, canceled));
    await givenEvent(ctx, { title: 'Reading online', startsOn: '2025-07-01', endsOn: '2025-07-01' });
    const continued = await givenCourse(ctx, { title: 'Reading online', startsOn: '2024-07-01', endsOn: '2025-06-30' });
    await givenCourse(ctx, {
      title: 'Reading online',
      continuesEventId: continued,
      startsOn: '2027-07-01',
      endsOn: '2028-06-30',
    });
    expect(await added(ctx, next)).toBeGreaterThan(0);
    const seminar = { title: 'Reading online', startsOn: '2026-07-02', endsOn: '2026-07-03' };
    expect(await added(ctx, seminar)).toBeGreaterThan(0);
  });
});
