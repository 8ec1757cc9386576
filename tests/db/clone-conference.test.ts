import { eq } from 'drizzle-orm';
import { saveEvaluationForm } from '@/db/queries/evaluations';
import { insertCategoryLinks, replaceAgenda, replaceCategories } from '@/db/queries/event-writing';
import { eventCategories, events } from '@/db/schema';
import { userIdOf } from '@/lib/access/actor';
import { cloneConference } from '@/lib/conference-sessions/clone-conference';
import { cloneSchema } from '@/lib/conference-sessions/clone-input';
import { nextFirstDay } from '@/lib/conference-sessions/clone-plan';
import { previewClone } from '@/lib/conference-sessions/preview-clone';
import { getConference } from '@/lib/conferences/find-conference';
import { districtConferences } from '@/lib/demo/demo-events';
import { findEvaluationOf } from '@/lib/evaluations/find-form';
import { contentOf } from '@/lib/events/event-content';
import { getEvent } from '@/lib/events/find-event';
import { addDays, daysBetween, weekdayOf } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { testDatabase } from '../support/database';
import { givenConference, givenEvent } from '../support/events';
import { onDay, providerContext } from '../support/people';

const test_ = testDatabase();

/** Last year's conference on a Friday and Saturday in March, with a session on each day. */
async function givenLastYear() {
  const ctx = onDay(await providerContext(test_.db), '2026-10-01');
  const conferenceId = await givenConference(ctx, 'Spring 2026', { startsOn: '2026-03-06', endsOn: '2026-03-07' });
  const session = {
    conferenceId,
    startsAt: '09:00',
    endsAt: '16:00',
    room: 'Ballroom B',
    track: 'Mathematics',
    hours: '6.00',
  };
  const first = await givenEvent(ctx, {
    ...session,
    title: 'First',
    startsOn: '2026-03-06',
    ownNumber: 'S-1',
    certificateCount: 9,
  });
  const second = await givenEvent(ctx, { ...session, title: 'Second', startsOn: '2026-03-07' });
  await replaceCategories(ctx.db, first, [1, 3]);
  await replaceCategories(ctx.db, second, [2]);
  return { ctx, conferenceId, first, second };
}

const chosen = { name: 'Spring 2027', startsOn: '2027-03-05' };

async function formOf(ctx: Context, conferenceId: number) {
  const { summary } = await previewClone(ctx, conferenceId, chosen);
  const sessions = summary!.sessions.filter(({ why }) => why === null).map(({ eventId }) => String(eventId));
  return { ...chosen, requestKey: crypto.randomUUID(), stamp: summary!.stamp, sessions, attested: 'yes' };
}

const clone = (ctx: Context, conferenceId: number, form: Record<string, string | string[]>) =>
  cloneConference(ctx, { ...cloneSchema.parse(form), conferenceId });

const sessionsOf = (ctx: Context, conferenceId: number) =>
  ctx.db.select().from(events).where(eq(events.conferenceId, conferenceId)).orderBy(events.id);

test('next year’s conference is proposed on the same weekday, with the year in its name', async () => {
  const { ctx, conferenceId } = await givenLastYear();
  const { values, summary } = await previewClone(ctx, conferenceId, null);
  expect(values).toEqual({ name: 'Spring 2027', startsOn: '2027-03-05' });
  expect(summary).toBeNull();
});

test('when next year’s day has passed, the next one that has not is proposed', async () => {
  const { ctx, conferenceId } = await givenLastYear();
  const proposedOn = async (today: string) => (await previewClone(onDay(ctx, today), conferenceId, null)).values;
  expect(await proposedOn('2027-03-05')).toEqual({ name: 'Spring 2027', startsOn: '2027-03-05' });
  expect(await proposedOn('2027-03-06')).toEqual({ name: 'Spring 2028', startsOn: '2028-03-03' });
});

test('the demo’s conferences can be copied to a day to come without one of that name, on every day of the year', () => {
  for (let day = '2026-01-01'; day < '2029-01-01'; day = addDays(day, 1)) {
    const demo = districtConferences(day);
    for (const { startsOn } of demo) {
      const proposed = nextFirstDay(startsOn, day);
      expect(proposed >= day).toBe(true);
      expect(weekdayOf(proposed)).toBe(weekdayOf(startsOn));
      expect(daysBetween(day, proposed)).toBeLessThan(366);
      expect(demo.filter((other) => other.startsOn === proposed)).toEqual([]);
    }
  }
});

test('a conference of that name on those days is named in the summary', async () => {
  const { ctx, conferenceId } = await givenLastYear();
  expect((await previewClone(ctx, conferenceId, chosen)).summary!.existing).toEqual([]);
  const added = await clone(ctx, conferenceId, await formOf(ctx, conferenceId));
  expect((await previewClone(ctx, conferenceId, chosen)).summary!.existing).toMatchObject([
    { id: added, name: 'Spring 2027', startsOn: '2027-03-05' },
  ]);
  const later = { ...chosen, startsOn: '2027-03-12' };
  expect((await previewClone(ctx, conferenceId, later)).summary!.existing).toEqual([]);
});

test('each session is on its own day again, with what was entered for it, and without what happened to it', async () => {
  const { ctx, conferenceId, first } = await givenLastYear();
  await replaceAgenda(ctx.db, first, [
    { heldOn: '2026-03-06', startsAt: '09:00', endsAt: '15:00', title: 'All day', counts: true },
  ]);
  const added = await clone(ctx, conferenceId, await formOf(ctx, conferenceId));
  expect(await getConference(ctx, added)).toMatchObject({
    name: 'Spring 2027',
    startsOn: '2027-03-05',
    endsOn: '2027-03-06',
  });
  const [one, two] = await sessionsOf(ctx, added);
  const source = contentOf(await getEvent(ctx, first));
  expect(contentOf(await getEvent(ctx, one!.id))).toEqual({
    ...source,
    startsOn: '2027-03-05',
    endsOn: '2027-03-05',
    conference: { id: added, name: 'Spring 2027' },
    ownNumber: null,
    agenda: [{ ...source.agenda[0], heldOn: '2027-03-05' }],
  });
  expect(one).toMatchObject({ certificateCount: null, version: 1 });
  expect(two).toMatchObject({ title: 'Second', startsOn: '2027-03-06', startsAt: '09:00:00' });
});

test('the provider’s own evaluation questions are copied', async () => {
  const { ctx, conferenceId, second } = await givenLastYear();
  const questions = [{ kind: 'text' as const, key: 'q1', text: 'What will you use?', required: true }];
  const by = { by: userIdOf(ctx.actor)!, at: ctx.clock.now() };
  await saveEvaluationForm(ctx.db, { eventId: second, version: 0, questions, ...by });
  const added = await clone(ctx, conferenceId, await formOf(ctx, conferenceId));
  const [one, two] = await sessionsOf(ctx, added);
  expect((await findEvaluationOf(ctx, one!.id)).version).toBe(0);
  expect((await findEvaluationOf(ctx, two!.id)).questions).toEqual(questions);
});

test('only checked sessions are added, and a form sent twice makes one conference', async () => {
  const { ctx, conferenceId, second } = await givenLastYear();
  const form = { ...(await formOf(ctx, conferenceId)), sessions: [String(second)] };
  const twice = await Promise.all([clone(ctx, conferenceId, form), clone(ctx, conferenceId, form)]);
  expect(twice[0]).toBe(twice[1]);
  expect(await sessionsOf(ctx, twice[0])).toMatchObject([{ title: 'Second' }]);
});

test('categories that are no longer offered are left out, and a session with no other can’t be copied', async () => {
  const { ctx, conferenceId, first, second } = await givenLastYear();
  const [retired] = await ctx.db
    .insert(eventCategories)
    .values({ name: `Handwriting ${crypto.randomUUID()}`, position: 90, retiredAt: ctx.clock.now() })
    .returning();
  await insertCategoryLinks(ctx.db, [{ eventId: first, categoryId: retired!.id }]);
  await replaceCategories(ctx.db, second, [retired!.id]);
  const form = await formOf(ctx, conferenceId);
  expect(form.sessions).toEqual([String(first)]);
  await expect(clone(ctx, conferenceId, { ...form, sessions: [String(second)] })).rejects.toMatchObject({
    code: 'invalid',
  });
  const [one] = await sessionsOf(ctx, await clone(ctx, conferenceId, form));
  expect((await getEvent(ctx, one!.id)).categoryIds).toEqual([1, 3]);
});

test('a summary that is no longer right adds nothing, and neither do sessions of another conference', async () => {
  const { ctx, conferenceId, first } = await givenLastYear();
  const form = await formOf(ctx, conferenceId);
  const elsewhere = await givenEvent(ctx, { title: 'Elsewhere' });
  await expect(
    clone(ctx, conferenceId, { ...form, sessions: [String(first), String(elsewhere)] }),
  ).rejects.toMatchObject({ code: 'invalid' });
  await ctx.db.update(events).set({ title: 'Changed' }).where(eq(events.id, first));
  await expect(clone(ctx, conferenceId, form)).rejects.toMatchObject({ code: 'conflict' });
  const other = onDay(await providerContext(test_.db), '2026-10-01');
  await expect(previewClone(other, conferenceId, chosen)).rejects.toMatchObject({ code: 'not_found' });
  await expect(clone(other, conferenceId, form)).rejects.toMatchObject({ code: 'not_found' });
});
