import '../support/settings';
import { and, eq } from 'drizzle-orm';
import { mails, memberships, sessions, users } from '@/db/schema';
import { placeOf } from '@/lib/access/place';
import { findResults } from '@/lib/evaluations/results';
import { addEvent } from '@/lib/events/add-event';
import { addEventSchema } from '@/lib/events/event-input';
import { listEventLog } from '@/lib/events/event-log';
import { clockAt } from '@/lib/platform/clock';
import type { SignedInContext } from '@/lib/platform/visit';
import { startActing, stopActing } from '@/lib/users/acting/start-acting';
import { findSignedIn } from '@/lib/users/find-signed-in';
import { openSession } from '@/lib/users/open-session';
import { ACTING_MINUTES, IDLE_MINUTES } from '@/lib/users/rules';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { postedEvent } from '../support/event-form';
import { givenEvent } from '../support/events';
import { forProviderOf, providerContext, staffContext } from '../support/people';

const testDb = testDatabase();
const reason = 'They called: the roster does not open.\nRequest 12.';

/** Signs in a member of staff, without two-step sign-in, which other tests cover. */
async function signedInStaff() {
  const staff = await staffContext(testDb.db);
  await testDb.db.update(users).set({ demo: true }).where(eq(users.id, staff.actor.userId));
  const person = { id: staff.actor.userId, username: staff.actor.username, staffRole: 'staff' };
  const token = await testDb.db.transaction((tx) => openSession(tx, staff, person, 'password'));
  const after = async (minutes: number): Promise<SignedInContext | null> => {
    const clock = clockAt(() => new Date(staff.clock.now().getTime() + minutes * 60_000));
    const signedIn = await findSignedIn({ ...staff, clock }, token);
    return signedIn && { ...staff, clock, ...signedIn };
  };
  return { staff, after, now: (await after(0))! };
}

const emailsTo = (address: string) =>
  testDb.db
    .select({ text: mails.text, subject: mails.subject })
    .from(mails)
    .where(and(eq(mails.kind, 'acting.started'), eq(mails.toAddress, address)));

test('staff act for a provider for an hour, then for the agency again', async () => {
  const { now, after } = await signedInStaff();
  const provider = await providerContext(testDb.db);
  const { providerId, providerName } = provider.actor;
  await startActing(now, { providerId, reason });
  expect((await after(1))!).toMatchObject({
    actor: { kind: 'staff', onBehalfOf: { providerId, providerName } },
    session: { actingUntil: new Date(now.clock.now().getTime() + ACTING_MINUTES * 60_000) },
  });
  expect(placeOf((await after(IDLE_MINUTES - 1))!.actor)).toMatchObject({ providerId, role: 'editor' });
  await testDb.db.update(sessions).set({ lastSeenAt: new Date(now.clock.now().getTime() + ACTING_MINUTES * 60_000) });
  expect(placeOf((await after(ACTING_MINUTES - 1))!.actor)).toMatchObject({ providerId });
  const later = (await after(ACTING_MINUTES))!;
  expect(later.actor).not.toHaveProperty('onBehalfOf');
  expect(later.session).not.toHaveProperty('actingUntil');
  // After the hour, they can start again.
  await startActing(later, { providerId, reason });
});

test('it is logged for both, the managers get an email with the reason, and what staff do there names them', async () => {
  const { now, after } = await signedInStaff();
  const provider = await providerContext(testDb.db);
  const { providerId, providerName } = provider.actor;
  const [gone, editor] = [await providerContext(testDb.db), await providerContext(testDb.db)];
  const join = (userId: number, role: 'manager' | 'editor') =>
    testDb.db.insert(memberships).values({ userId, providerId, role });
  await join(gone.actor.userId, 'manager');
  await join(editor.actor.userId, 'editor');
  await testDb.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, gone.actor.userId));
  const addressOf = async ({ actor }: { actor: { userId: number } }) =>
    (await testDb.db.select().from(users).where(eq(users.id, actor.userId)))[0]!.email;

  // The answer was lost, and the form was sent again.
  for (const sent of [1, 2]) await startActing(now, { providerId, reason: sent === 1 ? reason : 'Again.' });
  await startActing((await after(0))!, { providerId, reason });
  const { userId, name } = now.actor;
  const both = { actorKind: 'staff', userId, onBehalfOf: providerId, providerId };
  await expectAudit(testDb.db, 'acting.started', `provider:${providerId}`, both);
  const [email, ...more] = await emailsTo(await addressOf(provider));
  expect(more).toEqual([]);
  for (const words of [name, providerName, 'the roster does not open']) expect(email!.text).toContain(words);
  expect(await emailsTo(await addressOf(gone))).toEqual([]);
  expect(await emailsTo(await addressOf(editor))).toEqual([]);

  const acting = (await after(1))!;
  const posted = addEventSchema.parse(
    postedEvent({ requestKey: crypto.randomUUID(), forProvider: String(forProviderOf(acting)), endsOn: '2026-05-03' }),
  );
  const added = await addEvent(acting, posted);
  if (added.kind !== 'added') throw new Error(added.kind);
  const { entries } = await listEventLog(provider, added.eventId, null);
  expect(entries[0]).toMatchObject({ action: 'event.added', by: name, byStaff: true, onBehalf: true });

  expect(await stopActing(acting)).toEqual({ providerId });
  await expectAudit(testDb.db, 'acting.stopped', `provider:${providerId}`, both);
  expect(placeOf((await after(2))!.actor)).toBeNull();
  expect(await stopActing((await after(2))!)).toBeNull();
});

test('only staff act for a provider, one at a time, and only for one that exists', async () => {
  const { now, after } = await signedInStaff();
  const [provider, other] = [await providerContext(testDb.db), await providerContext(testDb.db)];
  const { providerId } = provider.actor;
  await expect(startActing(provider, { providerId, reason })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(startActing(now, { providerId: 987_654_321, reason })).rejects.toMatchObject({ code: 'not_found' });
  await startActing(now, { providerId, reason });
  const acting = (await after(1))!;
  await expect(startActing(acting, { providerId: other.actor.providerId, reason })).rejects.toMatchObject({
    code: 'forbidden',
    sentence: expect.stringContaining('Stop acting for it'),
  });
  expect(placeOf((await after(2))!.actor)).toMatchObject({ providerId });
});

test('it is of this session alone, and ends with the person’s role on the staff', async () => {
  const { now, after } = await signedInStaff();
  const another = await signedInStaff();
  const { providerId } = (await providerContext(testDb.db)).actor;
  await startActing(now, { providerId, reason });
  expect(placeOf((await another.after(1))!.actor)).toBeNull();
  await testDb.db.update(users).set({ staffRole: null }).where(eq(users.id, now.actor.userId));
  expect(await after(1)).toBeNull();
});

test('answers to an evaluation are read by people at the provider only', async () => {
  const provider = await providerContext(testDb.db);
  const { staff } = await signedInStaff();
  const eventId = await givenEvent(provider);
  const acting = { ...staff, actor: { ...staff.actor, onBehalfOf: provider.actor } };
  for (const ctx of [staff, acting]) {
    await expect(findResults(ctx, eventId)).rejects.toMatchObject({ code: 'forbidden' });
  }
  expect(await findResults(provider, eventId)).toMatchObject({ given: 0 });
});
