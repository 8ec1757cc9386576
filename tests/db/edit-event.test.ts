import { updateEvent } from '@/db/queries/event-writing';
import { auditEntries, eventCategories, eventCategoryLinks } from '@/db/schema';
import { editEvent } from '@/lib/events/edit-event';
import { columnsOf } from '@/lib/events/event-columns';
import { editEventForm } from '@/lib/events/event-forms';
import { editEventSchema } from '@/lib/events/event-input';
import { getEvent } from '@/lib/events/find-event';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { expectAudit, isAbout } from '../support/audit';
import { testDatabase } from '../support/database';
import { postedAgenda, postedEvent } from '../support/event-form';
import { givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';

const test_ = testDatabase();

const posted = (changes: FormValues) =>
  editEventSchema.parse(postedEvent({ endsOn: '2026-05-03', version: '1', ...changes }));

const edit = (ctx: Context, eventId: number, changes: FormValues = {}) =>
  editEvent(ctx, { ...posted(changes), eventId });

const logOf = (eventId: number) =>
  test_.db
    .select()
    .from(auditEntries)
    .where(isAbout(`event:${eventId}`));

test('a provider edits its event, and the log says what changed', async () => {
  const ctx = await providerContext(test_.db);
  const id = await givenEvent(ctx);
  await test_.db.insert(eventCategoryLinks).values({ eventId: id, categoryId: 1 });
  const agenda = postedAgenda(['', '09:00', '16:00', 'All day']);
  expect(await edit(ctx, id, { hours: '6.5', ...agenda })).toEqual({ kind: 'edited', eventId: id });
  expect(await getEvent(ctx, id)).toMatchObject({
    hours: '6.50',
    categoryIds: [2],
    version: 2,
    agenda: [{ heldOn: '2026-05-03', title: 'All day' }],
  });
  const [entry] = await logOf(id);
  await expectAudit(test_.db, 'event.edited', `event:${id}`);
  expect(entry).toMatchObject({ action: 'event.edited', userId: ctx.actor.userId });
  expect(entry!.details).toMatchObject({
    version: 2,
    changes: { hours: { before: '6.25', after: '6.5' }, categoryIds: { before: [1], after: [2] }, agenda: {} },
  });
  expect(Object.keys(entry!.details!.changes as object).sort()).toEqual(['agenda', 'categoryIds', 'hours']);
});

describe('an event can be edited to the end of its end date, in Montana’s time', () => {
  const closing = [
    ['summer time', '2026-07-15', '2026-07-16T05:59:59Z', '2026-07-16T06:00:00Z'],
    ['winter time', '2026-12-15', '2026-12-16T06:59:59Z', '2026-12-16T07:00:00Z'],
    ['the day clocks go forward', '2026-03-08', '2026-03-09T05:59:59Z', '2026-03-09T06:00:00Z'],
    ['the day clocks go back', '2026-11-01', '2026-11-02T06:59:59Z', '2026-11-02T07:00:00Z'],
  ] as const;

  test.each(closing)('in %s: until the last second of %s', async (_, day, last) => {
    const ctx = await providerContext(test_.db, { at: new Date(last) });
    const id = await givenEvent(ctx, { startsOn: day });
    expect((await editEventForm(ctx, id)).why).toBeNull();
    expect(await edit(ctx, id, { startsOn: day, endsOn: day })).toEqual({ kind: 'edited', eventId: id });
  });

  test.each(closing)('in %s: not a second longer than %s', async (_, day, _last, over) => {
    const ctx = await providerContext(test_.db, { at: new Date(over) });
    const id = await givenEvent(ctx, { startsOn: day });
    expect((await editEventForm(ctx, id)).why).toContain('This event ended on');
    await expect(edit(ctx, id, { startsOn: day, endsOn: day })).rejects.toMatchObject({
      code: 'forbidden',
      sentence: expect.stringContaining('Nothing was saved'),
    });
    expect((await getEvent(ctx, id)).version).toBe(1);
  });

  test('a provider cannot edit an event the day after it ends, even by moving its end date', async () => {
    const ctx = await providerContext(test_.db, { today: '2026-05-04' });
    const id = await givenEvent(ctx);
    await expect(edit(ctx, id, { endsOn: '2027-05-03' })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('until then the new end date can be any day, even a past one that is confirmed', async () => {
    const ctx = await providerContext(test_.db, { today: '2026-05-03' });
    const id = await givenEvent(ctx);
    const days = { startsOn: '2026-04-01', endsOn: '2026-04-02' };
    expect(await edit(ctx, id, days)).toEqual({ kind: 'past', endsOn: '2026-04-02' });
    expect(await edit(ctx, id, { ...days, pastEnd: '2026-04-01' })).toEqual({ kind: 'past', endsOn: '2026-04-02' });
    expect((await getEvent(ctx, id)).version).toBe(1);
    expect(await edit(ctx, id, { ...days, pastEnd: '2026-04-02' })).toEqual({ kind: 'edited', eventId: id });
    await expect(edit(ctx, id, { ...days, version: '2', title: 'More' })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('the database itself changes nothing that has ended, was saved in the meantime, or belongs to another provider', async () => {
    const [ctx, other] = [await providerContext(test_.db), await providerContext(test_.db)];
    const id = await givenEvent(ctx);
    const { version: _, overVersion: __, pastEnd: ___, sameEvent: ____, ...input } = posted({ title: 'Changed' });
    const which = { eventId: id, providerId: ctx.actor.providerId, version: 1, openOn: '2026-05-03' };
    const update = (changes: Partial<typeof which>) =>
      updateEvent(test_.db, { ...which, ...changes }, columnsOf({ ...input, conference: null }), {
        by: ctx.actor.userId,
        at: ctx.clock.now(),
      });
    expect(await update({ openOn: '2026-05-04' })).toBe(false);
    expect(await update({ version: 2 })).toBe(false);
    expect(await update({ providerId: other.actor.providerId })).toBe(false);
    expect((await getEvent(ctx, id)).title).toBe('Teaching fractions');
    expect(await update({})).toBe(true);
  });
});

test('another provider’s event is not found, exactly like a missing one', async () => {
  const [mine, theirs] = [await providerContext(test_.db), await providerContext(test_.db)];
  const id = await givenEvent(theirs);
  const attempts = [edit(mine, id), edit(mine, 999_999_999), editEventForm(mine, id), editEventForm(mine, 999_999_999)];
  const refusals = await Promise.all(
    attempts.map((attempt) => attempt.catch(({ code, sentence }) => [code, sentence])),
  );
  for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
  expect(refusals[0]).toEqual(['not_found', expect.any(String)]);
  // A viewer learns no more than anybody else.
  const viewer = await providerContext(test_.db, { role: 'viewer' });
  await expect(edit(viewer, id)).rejects.toMatchObject({ code: 'not_found' });
});

test('a viewer and staff cannot edit an event that they can read', async () => {
  const ctx = await providerContext(test_.db);
  const id = await givenEvent(ctx);
  const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
  const staff = await staffContext(test_.db);
  for (const who of [viewer, staff]) {
    await expect(edit(who, id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(editEventForm(who, id)).rejects.toMatchObject({ code: 'forbidden' });
  }
});

describe('two people edit one event', () => {
  test('the later one sees both versions, field by field, and who saved when', async () => {
    const ctx = await providerContext(test_.db);
    const id = await givenEvent(ctx);
    await edit(ctx, id, { title: 'Theirs', categoryIds: ['1', '2'] });
    const agenda = postedAgenda(['', '09:00', '16:00', 'Session'], ['', '16:00', '16:30', 'Break', 'no']);
    expect(await edit(ctx, id, { title: 'Mine', ...agenda })).toEqual({
      kind: 'conflict',
      eventId: id,
      version: 2,
      savedBy: ctx.actor.name,
      savedAt: 'May 1, 2026 at 12:00 PM MT',
      differences: [
        { field: 'Title', before: 'Theirs', after: 'Mine' },
        { field: 'Event categories', before: 'English language arts and literacy\nMathematics', after: 'Mathematics' },
        {
          field: 'Agenda',
          before: null,
          after: 'May 3, 2026, 9:00 AM to 4:00 PM: Session\nMay 3, 2026, 4:00 PM to 4:30 PM: Break (does not count)',
        },
      ],
    });
    expect(await getEvent(ctx, id)).toMatchObject({ title: 'Theirs', version: 2 });
  });

  test('“save my version” saves on top of the version that was shown, and asks again about a newer one', async () => {
    const ctx = await providerContext(test_.db);
    const id = await givenEvent(ctx);
    await edit(ctx, id, { title: 'Theirs' });
    const mine = { title: 'Mine', overVersion: '2' };
    await edit(ctx, id, { title: 'Theirs again', version: '2' });
    expect(await edit(ctx, id, mine)).toMatchObject({ kind: 'conflict', version: 3 });
    expect(await edit(ctx, id, { ...mine, overVersion: '3' })).toEqual({ kind: 'edited', eventId: id });
    expect(await getEvent(ctx, id)).toMatchObject({ title: 'Mine', version: 4 });
  });

  test('of parallel saves, exactly one succeeds, and the others lead to a question', async () => {
    const ctx = await providerContext(test_.db);
    const id = await givenEvent(ctx);
    const results = await Promise.all(Array.from({ length: 6 }, (_, i) => edit(ctx, id, { title: `Title ${i}` })));
    expect(results.filter(({ kind }) => kind === 'edited')).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === 'conflict')).toHaveLength(5);
    expect((await getEvent(ctx, id)).version).toBe(2);
    expect(await logOf(id)).toHaveLength(1);
  });

  test('a save that is sent again is saved, and is not a conflict', async () => {
    const ctx = await providerContext(test_.db);
    const id = await givenEvent(ctx);
    await edit(ctx, id, { title: 'Changed' });
    expect(await edit(ctx, id, { title: 'Changed' })).toEqual({ kind: 'edited', eventId: id });
    expect((await getEvent(ctx, id)).version).toBe(2);
    expect(await logOf(id)).toHaveLength(1);
  });
});

test('an edit that makes two events look the same leads to a question; one that does not affect that does not', async () => {
  const ctx = await providerContext(test_.db);
  const first = await givenEvent(ctx);
  const second = await givenEvent(ctx, { title: 'Another' });
  expect(await edit(ctx, second)).toMatchObject({ kind: 'similar', events: [{ id: first }] });
  expect(await edit(ctx, second, { sameEvent: 'accepted' })).toMatchObject({ kind: 'edited' });
  expect(await edit(ctx, second, { version: '2', description: 'More.' })).toMatchObject({ kind: 'edited' });
});

test('the questions come in order: a past end date, another person’s version, a similar event', async () => {
  const ctx = await providerContext(test_.db);
  const days = { startsOn: '2026-04-02', endsOn: '2026-04-02' };
  const same = await givenEvent(ctx, { startsOn: '2026-04-02' });
  const id = await givenEvent(ctx);
  await edit(ctx, id, { description: 'Theirs.', sameEvent: 'accepted' });
  expect(await edit(ctx, id, days)).toEqual({ kind: 'past', endsOn: '2026-04-02' });
  const meant = { ...days, pastEnd: '2026-04-02' };
  expect(await edit(ctx, id, meant)).toMatchObject({ kind: 'conflict', version: 2 });
  const over = { ...meant, overVersion: '2' };
  expect(await edit(ctx, id, over)).toMatchObject({ kind: 'similar', events: [{ id: same }] });
  expect(await edit(ctx, id, { ...over, sameEvent: 'accepted' })).toEqual({ kind: 'edited', eventId: id });
});

test('a retired category stays on the event that has it, and cannot be added to another', async () => {
  const ctx = await providerContext(test_.db);
  const [retired] = await test_.db
    .insert(eventCategories)
    .values({ name: 'Retired', position: 999, retiredAt: ctx.clock.now() })
    .returning();
  const categoryIds = [String(retired!.id)];
  const [has, hasNot] = [await givenEvent(ctx), await givenEvent(ctx, { title: 'Other' })];
  await test_.db.insert(eventCategoryLinks).values({ eventId: has, categoryId: retired!.id });
  expect(await edit(ctx, has, { categoryIds, hours: '3' })).toMatchObject({ kind: 'edited' });
  await expect(edit(ctx, hasNot, { title: 'Other', categoryIds })).rejects.toMatchObject({ code: 'invalid' });
  const form = await editEventForm(ctx, has);
  expect(form.why === null && form.form.categories.map(({ name }) => name)).toContain('Retired (no longer offered)');
});

test('the form shows the event as it was saved and attested', async () => {
  const ctx = await providerContext(test_.db);
  const id = await givenEvent(ctx, { hours: '6.50' });
  const found = await editEventForm(onDay(ctx, '2026-05-03'), id);
  expect(found.why === null && found.form.values).toMatchObject({
    version: '1',
    hours: '6.5',
    zip: '59601',
    attested: 'yes',
  });
});
