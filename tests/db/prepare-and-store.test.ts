import '../support/settings';
import { eq, sql } from 'drizzle-orm';
import { connect } from '@/db/client';
import { changeAttendee, listAttendeesForIssue } from '@/db/queries/attendees';
import { lockEvent } from '@/db/queries/events';
import { events, namedCertificates } from '@/db/schema';
import { makeCertificates } from '@/lib/certificates/issue/make-certificates';
import { prepareAndStore } from '@/lib/certificates/issue/prepare-and-store';
import { storeCertificates } from '@/lib/certificates/issue/store-certificates';
import { StaleError } from '@/lib/platform/errors';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext } from '../support/people';
import { soon } from '../support/soon';
import { waitingForLocks } from '../support/waiting-for-locks';

const testDb = testDatabase();
afterAll(closeRenderer);

async function anAttendee() {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
  return { ctx, eventId, attendeeId: await givenAttendee(ctx, eventId) };
}

type OfAttendee = Awaited<ReturnType<typeof anAttendee>>;

/** Issues a certificate to the attendee; `meanwhile` runs after each time it was made, and the times are counted. */
async function issue({ ctx, eventId, attendeeId }: OfAttendee, meanwhile: (time: number) => Promise<unknown>) {
  let times = 0;
  const outcome = prepareAndStore(ctx, async () => {
    const attendees = await listAttendeesForIssue(ctx.db, eventId, [attendeeId], 'every-provider');
    const made = await makeCertificates(ctx, { eventId, scope: 'every-provider' }, attendees);
    times += 1;
    await meanwhile(times);
    return {
      eventId,
      attendees,
      shared: made.shared,
      store: (tx) => storeCertificates(tx, ctx, made, { attendeeIds: [attendeeId], origin: 'issued' as const }),
    };
  });
  return outcome.then((stored) => ({ stored, times: () => times }));
}

const rename = ({ db, clock }: Context, attendeeId: number, name: string) =>
  changeAttendee(db, attendeeId, { name, updatedAt: clock.now() });

async function issuedTo(eventId: number) {
  const rows = await testDb.db.select().from(namedCertificates).where(eq(namedCertificates.eventId, eventId));
  return rows.map(({ facts }) => ({ name: facts.participantName, title: facts.title }));
}

test('a certificate is made again when its attendee is renamed, or its event is edited, in the meantime', async () => {
  const given = await anAttendee();
  const { ctx, eventId, attendeeId } = given;
  const { times } = await issue(given, async (time) => {
    if (time === 1) await rename(ctx, attendeeId, 'Ana Fuentes');
    if (time === 2) await testDb.db.update(events).set({ title: 'Edited' }).where(eq(events.id, eventId));
  });
  expect(times()).toBe(3);
  expect(await issuedTo(eventId)).toEqual([{ name: 'Ana Fuentes', title: 'Edited' }]);
});

test('a change that the certificate does not show does not make it again', async () => {
  const given = await anAttendee();
  const { times } = await issue(given, () =>
    testDb.db.update(events).set({ description: 'In other words.' }).where(eq(events.id, given.eventId)),
  );
  expect(times()).toBe(1);
});

test('while an attendee keeps being edited, nothing is issued, and the person reads to try again', async () => {
  const given = await anAttendee();
  const { ctx, eventId, attendeeId } = given;
  const edited = issue(given, (time) => rename(ctx, attendeeId, `Person ${time}`));
  await expect(edited).rejects.toMatchObject({ code: 'conflict', sentence: expect.stringContaining('try again') });
  expect(await issuedTo(eventId)).toEqual([]);
});

test('what was written before something proves to be stale is rolled back', async () => {
  const { ctx, eventId, attendeeId } = await anAttendee();
  let times = 0;
  await prepareAndStore(ctx, async () => ({
    eventId,
    attendees: await listAttendeesForIssue(ctx.db, eventId, [attendeeId], 'every-provider'),
    shared: null,
    store: async (tx) => {
      times += 1;
      await changeAttendee(tx, attendeeId, { school: `School ${times}`, updatedAt: ctx.clock.now() });
      if (times === 1) throw new StaleError();
    },
  }));
  const [row] = await listAttendeesForIssue(ctx.db, eventId, [attendeeId], 'every-provider');
  expect(row).toMatchObject({ school: 'School 2', version: 2 });
});

test('many who wait for one event leave connections for others', async () => {
  const { ctx, eventId } = await anAttendee();
  const few = connect(testDb.url, { max: 2 });
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: locked, resolve: isLocked } = Promise.withResolvers<void>();
  const holder = testDb.db.transaction(async (tx) => {
    await lockEvent(tx, eventId, 'every-provider');
    isLocked();
    await released;
  });
  await locked;
  const ask = (n: number) =>
    prepareAndStore({ ...ctx, db: few }, async () => ({ eventId, attendees: [], shared: null, store: async () => n }));
  const asked = [1, 2, 3, 4, 5].map(ask);
  try {
    await soon(async () => (await waitingForLocks(testDb.db)) > 0);
    expect(await few.execute(sql`select 1 as one`)).toEqual([{ one: 1 }]);
    // One of them waits in the database, and the others for their turn.
    expect(await waitingForLocks(testDb.db)).toBe(1);
  } finally {
    release();
    await holder;
  }
  expect(await Promise.all(asked)).toEqual([1, 2, 3, 4, 5]);
  await few.$client.end();
});
