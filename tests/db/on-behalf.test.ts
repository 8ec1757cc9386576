import '../support/settings';
import { eq } from 'drizzle-orm';
import { attendees, events, issuingRuns, mails, namedCertificates, users } from '@/db/schema';
import type { ProviderUser } from '@/lib/access/actor';
import { placeOf } from '@/lib/access/place';
import { markAttendees } from '@/lib/attendees/mark-attendees';
import { beginRun } from '@/lib/certificates/runs/begin-run';
import { processBulkRun } from '@/lib/certificates/runs/process-bulk-run';
import { AUTHORITY_GONE } from '@/lib/certificates/runs/words';
import { addEvent } from '@/lib/events/add-event';
import { editEvent } from '@/lib/events/edit-event';
import { contentOf } from '@/lib/events/event-content';
import { addEventSchema, editEventSchema } from '@/lib/events/event-input';
import { getEvent } from '@/lib/events/find-event';
import { reportCertificates } from '@/lib/events/report-certificates';
import { writeEventChange } from '@/lib/events/write-event-change';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { linkAt } from '@/lib/platform/open-at';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { askProvider } from '@/lib/requests/ask-provider';
import { declineRequest } from '@/lib/requests/decide-request';
import { listColleagues } from '@/lib/users/colleagues';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { postedEvent } from '../support/event-form';
import { givenEvent } from '../support/events';
import { forProviderOf, onDay, providerContext, staffContext } from '../support/people';
import { askedCancellation } from '../support/requests';

jest.setTimeout(60_000);
const testDb = testDatabase();
afterAll(closeRenderer);
beforeAll(() => {
  log.level = 'silent';
});

/** Adds a provider's manager, and a member of staff who acts on behalf of that provider. */
async function both(today = '2026-05-01') {
  const provider = await providerContext(testDb.db, { today });
  const staff = await staffContext(testDb.db, { today });
  return { provider, staff, acting: actingFor(staff, provider.actor) };
}

function actingFor(staff: Context, { providerId, providerName }: ProviderUser): Context {
  if (staff.actor.kind !== 'staff') throw new Error('only staff act on behalf of a provider');
  return { ...staff, actor: { ...staff.actor, onBehalfOf: { providerId, providerName, standing: 'good' as const } } };
}

test('staff add, edit and report an event on behalf of a provider with the same functions, and the log names them', async () => {
  const { provider, acting } = await both();
  const input = addEventSchema.parse(
    postedEvent({ requestKey: crypto.randomUUID(), forProvider: String(forProviderOf(acting)), endsOn: '2026-05-03' }),
  );
  const added = await addEvent(acting, input);
  if (added.kind !== 'added') throw new Error(added.kind);
  const { eventId } = added;
  expect((await testDb.db.select().from(events).where(eq(events.id, eventId)))[0]!.providerId).toBe(
    provider.actor.providerId,
  );

  const change = editEventSchema.parse(postedEvent({ endsOn: '2026-05-03', version: '1', title: 'Fractions' }));
  expect(await editEvent(acting, { ...change, eventId })).toEqual({ kind: 'edited', eventId });
  expect((await getEvent(provider, eventId)).title).toBe('Fractions');
  await expectAudit(testDb.db, 'event.edited', `event:${eventId}`, {
    actorKind: 'staff',
    actorId: String(acting.actor.userId),
    onBehalfOf: provider.actor.providerId,
    providerId: provider.actor.providerId,
  });

  const after = onDay(acting, '2026-05-04');
  const count = { eventId, onPaper: 12, issuedHere: 0, sawReport: 0, requestKey: crypto.randomUUID() };
  expect(await reportCertificates(after, count)).toEqual({ kind: 'recorded' });
});

test('they reach nothing of another provider, and nothing personal there', async () => {
  const { acting } = await both();
  const other = await providerContext(testDb.db);
  const eventId = await givenEvent(other);
  await expect(getEvent(acting, eventId)).rejects.toMatchObject({ code: 'not_found' });
  const change = editEventSchema.parse(postedEvent({ endsOn: '2026-05-03', version: '1', title: 'Fractions' }));
  await expect(editEvent(acting, { ...change, eventId })).rejects.toMatchObject({ code: 'not_found' });
  await expect(listColleagues(acting)).rejects.toMatchObject({ code: 'forbidden' });
});

test('staff who act for the agency change nothing of a provider', async () => {
  const { provider, staff } = await both();
  const eventId = await givenEvent(provider);
  const change = editEventSchema.parse(postedEvent({ endsOn: '2026-05-03', version: '1', title: 'Fractions' }));
  await expect(editEvent(staff, { ...change, eventId })).rejects.toMatchObject({ code: 'forbidden' });
  const attendeeId = await givenAttendee(provider, eventId, { completed: false });
  const marked = markAttendees(staff, { eventId, mark: 'completed', attendees: [attendeeId] });
  await expect(marked).rejects.toMatchObject({ code: 'forbidden' });
  expect((await testDb.db.select().from(attendees).where(eq(attendees.id, attendeeId)))[0]!.completed).toBe(false);
});

test('a bulk run that staff began for a provider continues in their name, and pauses once they lose permission', async () => {
  const { provider, acting } = await both('2026-05-04');
  const eventId = await givenEvent(provider);
  await givenAttendee(provider, eventId, { name: 'Kim Lee' });
  const begin = () => beginRun(acting, { eventId, kind: 'issue', requestKey: crypto.randomUUID() });
  const runId = await begin();
  await processBulkRun(acting, runId);
  const [certificate] = await testDb.db.select().from(namedCertificates).where(eq(namedCertificates.eventId, eventId));
  expect(certificate!.issuedBy).toBe(acting.actor.userId);

  await givenAttendee(provider, eventId, { name: 'Ann Lee' });
  const second = await begin();
  await testDb.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, acting.actor.userId));
  await processBulkRun(acting, second);
  const [run] = await testDb.db.select().from(issuingRuns).where(eq(issuingRuns.id, second));
  expect(run).toMatchObject({ state: 'paused', pauseReason: AUTHORITY_GONE });
});

test('what the agency says about a request that staff sent for a provider goes to its managers, and to the sender', async () => {
  const { provider, acting } = await both('2026-05-04');
  const eventId = await givenEvent(provider);
  const [manager, sender] = [`${crypto.randomUUID()}@example.org`, `${crypto.randomUUID()}@example.org`];
  await testDb.db.update(users).set({ email: manager }).where(eq(users.id, provider.actor.userId));
  await testDb.db.update(users).set({ email: sender }).where(eq(users.id, acting.actor.userId));
  const requestId = await askedCancellation(acting, eventId);
  const colleague = await staffContext(testDb.db, { today: '2026-05-04' });
  await askProvider(colleague, { requestId, question: 'How many people had signed up?' });
  await declineRequest(colleague, { requestId, ground: 'other', sentence: 'We called you.' });
  for (const [address, page] of [
    [manager, linkAt(provider.actor.providerId, `/requests/${requestId}`)],
    [sender, `${env().APP_URL}/admin/requests/${requestId}`],
  ] as const) {
    const sent = await testDb.db.select().from(mails).where(eq(mails.toAddress, address)).orderBy(mails.id);
    expect(sent.map(({ kind }) => kind)).toEqual(['request.question', 'request.declined']);
    for (const { text } of sent) {
      expect(text).toContain(`that agency staff asked for on behalf of ${provider.actor.providerName}`);
      expect(text).toContain(`${page}\n`);
    }
  }
});

test('an approved change is written to an event that has ended, with everything that follows from it', async () => {
  const { provider, staff } = await both('2026-06-01');
  const eventId = await givenEvent(provider);
  const attendeeId = await givenAttendee(provider, eventId);
  const event = await getEvent(staff, eventId);
  const saved = contentOf(event);
  const content = { ...saved, hours: '5' };
  const which = { eventId, providerId: provider.actor.providerId, version: event.version };
  const write = (openOn: string | null) =>
    testDb.db.transaction((tx) => writeEventChange(tx, staff, { ...which, openOn }, { saved, content }));

  await expect(write('2026-06-01')).rejects.toMatchObject({ code: 'conflict' });
  await write(null);
  expect(await getEvent(provider, eventId)).toMatchObject({ hours: '5.00', version: 2 });
  expect((await testDb.db.select().from(attendees).where(eq(attendees.id, attendeeId)))[0]!.units).toBe('5.00');
  await expectAudit(testDb.db, 'event.edited', `event:${eventId}`, { userId: staff.actor.userId });
  await expect(write(null)).rejects.toMatchObject({ code: 'conflict' });
  expect(placeOf(staff.actor)).toBeNull();
});
