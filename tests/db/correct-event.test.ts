import '../support/settings';
import { eq } from 'drizzle-orm';
import { eventCategoryLinks, events, mails } from '@/db/schema';
import { listEventLog } from '@/lib/events/event-log';
import { getEvent } from '@/lib/events/find-event';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { correctEvent, correctEventForm, correctEventSchema } from '@/lib/requests/correct-event';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { leadsTo } from '../support/email-links';
import { givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';

const test_ = testDatabase();

async function ended() {
  const ctx = await providerContext(test_.db, { today: '2026-06-01' });
  const eventId = await givenEvent(ctx);
  await test_.db.insert(eventCategoryLinks).values({ eventId, categoryId: 1 });
  const staff = await staffContext(test_.db, { today: '2026-06-01' });
  return { ctx, eventId, staff };
}

async function correct(ctx: Context, eventId: number, changes: FormValues, reason = 'The provider called us.') {
  const { form } = await correctEventForm(ctx, eventId);
  return correctEvent(ctx, { ...correctEventSchema.parse({ ...form.values, reason, ...changes }), eventId });
}

test('staff correct an event that has ended, and the provider reads why', async () => {
  const { ctx, eventId, staff } = await ended();
  expect(await correct(staff, eventId, { title: 'Fractions', hours: '5' })).toEqual({ kind: 'edited' });
  expect(await getEvent(ctx, eventId)).toMatchObject({ title: 'Fractions', hours: '5.00', version: 2 });
  await expectAudit(test_.db, 'event.edited', `event:${eventId}`, {
    actorKind: 'staff',
    userId: staff.actor.userId,
    providerId: ctx.actor.providerId,
  });
  const { entries } = await listEventLog(ctx, eventId, null);
  expect(entries[0]).toMatchObject({
    action: 'event.edited',
    by: staff.actor.name,
    byStaff: true,
    reason: 'The provider called us.',
    differences: [
      { field: 'Title', before: 'Teaching fractions', after: 'Fractions' },
      { field: 'Hours of instruction', before: '6.25', after: '5' },
    ],
  });
});

test('a correction leaves who attested to the event, and when', async () => {
  const { ctx, eventId, staff } = await ended();
  const later = onDay(staff, '2026-06-05');
  await correct(later, eventId, { title: 'Fractions' });
  const [row] = await test_.db.select().from(events).where(eq(events.id, eventId));
  expect(row).toMatchObject({
    attestedBy: ctx.actor.userId,
    attestedAt: ctx.clock.now(),
    updatedBy: staff.actor.userId,
    updatedAt: later.clock.now(),
  });
});

test('the provider’s managers get an email with what changed and why', async () => {
  const { ctx, eventId, staff } = await ended();
  await correct(staff, eventId, { title: 'Fractions' });
  await correct(staff, eventId, { title: 'Fractions' });
  const emails = (await test_.db.select().from(mails).orderBy(mails.id)).filter((email) =>
    leadsTo(email, `/events/${eventId}`),
  );
  expect(emails).toMatchObject([{ kind: 'event.corrected', subject: `Event ${eventId} was corrected` }]);
  expect(emails[0]!.text.replaceAll(/\s+/g, ' ')).toContain('Title: before, Teaching fractions; now, Fractions');
  expect(emails[0]!.text).toContain('Their reason: The provider called us.');
  expect(emails[0]!.text).toContain(ctx.actor.name);
});

test('what somebody else saved in the meantime is shown, not overwritten', async () => {
  const { eventId, staff } = await ended();
  const { form } = await correctEventForm(staff, eventId);
  await correct(staff, eventId, { title: 'Fractions' });
  const late = { ...form.values, instructor: 'Bo Little Light', reason: 'Another call' };
  const answer = await correctEvent(staff, { ...correctEventSchema.parse(late), eventId });
  expect(answer).toMatchObject({ kind: 'conflict', version: 2 });
});

test('a correction needs a reason, and a provider cannot make one', async () => {
  const { ctx, eventId, staff } = await ended();
  const { form } = await correctEventForm(staff, eventId);
  expect(correctEventSchema.safeParse({ ...form.values, reason: ' ' }).success).toBe(false);
  const input = { ...correctEventSchema.parse({ ...form.values, reason: 'x' }), eventId };
  await expect(correctEvent(ctx, input)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(correctEventForm(ctx, eventId)).rejects.toMatchObject({ code: 'forbidden' });
});

test('the history of another provider’s event is not found', async () => {
  const { eventId } = await ended();
  const stranger = await providerContext(test_.db);
  await expect(listEventLog(stranger, eventId, null)).rejects.toMatchObject({ code: 'not_found' });
});

test('a long history has pages', async () => {
  const { eventId, staff } = await ended();
  for (let n = 0; n < 51; n++) await correct(staff, eventId, { title: `Fractions ${n}` });
  const first = await listEventLog(staff, eventId, null);
  expect(first.entries).toHaveLength(50);
  const second = await listEventLog(staff, eventId, String(first.next));
  expect(second.entries.map(({ differences }) => differences[0]!.after)).toEqual(['Fractions 0']);
  expect(second.next).toBeNull();
});
