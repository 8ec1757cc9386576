import '../support/settings';
import { and, eq, sql } from 'drizzle-orm';
import {
  attendees,
  auditEntries,
  certificateEndings,
  events,
  learningSystemKeys,
  learningSystemRequests,
  namedCertificates,
} from '@/db/schema';
import { identityOf } from '@/lib/attendees/identity';
import { addKey, MOST_KEYS } from '@/lib/learning-systems/add-key';
import { authenticate, MOST_REQUESTS, MOST_WRONG_KEYS } from '@/lib/learning-systems/authenticate';
import { findCertificate, findCertificateFile } from '@/lib/learning-systems/find-certificate';
import { getKey, listKeys } from '@/lib/learning-systems/keys';
import { listEvents } from '@/lib/learning-systems/list-events';
import { requestCertificate } from '@/lib/learning-systems/request-certificate';
import { revokeKey } from '@/lib/learning-systems/revoke-key';
import { keepHouse } from '@/lib/platform/jobs/housekeeping';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import { givenAttendee } from '../support/attendees';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { asked, givenKey, visitWith } from '../support/learning-systems';
import { onDay, providerContext, staffContext } from '../support/people';

const held = testDatabase();
afterAll(closeRenderer);

/** A provider with a key, on the day after its event. */
async function connected() {
  const ctx = await providerContext(held.db, { today: '2026-05-04' });
  return { ctx, eventId: await givenEvent(ctx), ...(await givenKey(ctx)) };
}

const key = () => crypto.randomUUID();
const certificatesOf = (eventId: number) =>
  held.db.select().from(namedCertificates).where(eq(namedCertificates.eventId, eventId));
const rosterOf = (eventId: number) => held.db.select().from(attendees).where(eq(attendees.eventId, eventId));

describe('keys', () => {
  test('the secret is shown once; the database holds nothing that it could be used with', async () => {
    const { ctx, key } = await connected();
    expect(key.secret).toMatch(/^pdups_[\w-]{43}$/);
    const [row] = await held.db.select().from(learningSystemKeys).where(eq(learningSystemKeys.publicId, key.publicId));
    expect(JSON.stringify(row)).not.toContain(key.secret.slice(6));
    expect(await listKeys(ctx)).toEqual([expect.objectContaining({ label: 'Moodle', publicId: key.publicId })]);
    expect(JSON.stringify(await listKeys(ctx))).not.toContain('secret');
    const entries = await held.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subject, `provider:${ctx.actor.providerId}`));
    expect(entries).toMatchObject([{ action: 'learning_system.key_made', userId: ctx.actor.userId }]);
    expect(JSON.stringify(entries)).not.toContain(key.secret.slice(6));
  });

  test('managers make and revoke keys, editors see them, viewers, staff and others do not', async () => {
    const { ctx } = await connected();
    const [{ id } = { id: 0 }] = await listKeys(ctx);
    const as = (role: 'editor' | 'viewer') => ({ ...ctx, actor: { ...ctx.actor, role } });
    expect(await listKeys(as('editor'))).toHaveLength(1);
    for (const other of [as('editor'), as('viewer'), await staffContext(held.db)]) {
      await expect(addKey(other, { label: 'Canvas' })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(revokeKey(other, { keyId: id })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(getKey(other, id)).rejects.toMatchObject({ code: 'forbidden' });
    }
    for (const other of [as('viewer'), await staffContext(held.db)]) {
      await expect(listKeys(other)).rejects.toMatchObject({ code: 'forbidden' });
    }
    const stranger = await providerContext(held.db);
    expect(await listKeys(stranger)).toEqual([]);
    for (const keyId of [id, 987_654_321]) {
      await expect(revokeKey(stranger, { keyId })).rejects.toMatchObject({ code: 'not_found' });
      await expect(getKey(stranger, keyId)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('a wrong, a revoked and no key are refused alike', async () => {
    const { ctx, key } = await connected();
    const [{ id } = { id: 0 }] = await listKeys(ctx);
    await revokeKey(ctx, { keyId: id });
    await revokeKey(ctx, { keyId: id });
    const wrong = [`Bearer pdups_${'x'.repeat(43)}`, `Bearer ${key.secret}`, `Basic ${key.secret}`, '', null];
    const refusals = await Promise.all(
      wrong.map((header) => authenticate({ ...ctx, address: 'a' }, header).catch((error) => error)),
    );
    expect(new Set(refusals.map(({ code, sentence }) => `${code} ${sentence}`)).size).toBe(1);
    expect(refusals[0]).toMatchObject({ code: 'unauthenticated' });
    const entries = await held.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, 'learning_system.key_revoked'));
    expect(entries.filter(({ userId }) => userId === ctx.actor.userId)).toHaveLength(1);
  });

  test('there are as many keys as a provider can keep in view, and not one more', async () => {
    const ctx = await providerContext(held.db);
    const made = await Promise.allSettled(
      Array.from({ length: MOST_KEYS + 3 }, () => addKey(ctx, { label: 'Moodle' })),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(MOST_KEYS);
  });

  test('each key may ask so often, and an address with wrong keys less often', async () => {
    const { ctx, key } = await connected();
    const [{ id } = { id: 0 }] = await listKeys(ctx);
    await held.db.execute(
      sql`update rate_limits set count = ${MOST_REQUESTS - 1} where key = ${`learning-system:key:${id}`}`,
    );
    await visitWith(ctx, key.secret);
    await expect(visitWith(ctx, key.secret)).rejects.toMatchObject({ code: 'too_many' });
    const address = crypto.randomUUID();
    const tryOne = () => authenticate({ ...ctx, address }, 'Bearer x').catch((error) => error.code);
    await tryOne();
    await held.db.execute(
      sql`update rate_limits set count = ${MOST_WRONG_KEYS - 1} where key = ${`learning-system:address:${address}`}`,
    );
    expect([await tryOne(), await tryOne()]).toEqual(['unauthenticated', 'too_many']);
  });

  test('the list tells when a key was last used', async () => {
    const { ctx } = await connected();
    expect((await listKeys(ctx))[0]!.lastUsedAt).toEqual(ctx.clock.now());
  });
});

describe('certificates', () => {
  test('who completed the event is put on its roster and gets a certificate (M23)', async () => {
    const { ctx, eventId, visit, key: made } = await connected();
    const { status, answer } = await requestCertificate(
      visit,
      key(),
      asked(eventId, { units: '4.5', email: 'zoe@example.org', school: 'Big Sky School' }),
    );
    expect(status).toBe(201);
    const [certificate] = await certificatesOf(eventId);
    expect(certificate).toMatchObject({ serial: answer.serial, origin: 'learning_system', issuedBy: null });
    expect(certificate!.facts).toMatchObject({ participantName: 'Zoë Ñandú', units: '4.5', serial: answer.serial });
    expect(await rosterOf(eventId)).toMatchObject([
      { name: 'Zoë Ñandú', email: 'zoe@example.org', completed: true, source: 'learning_system', createdBy: null },
    ]);
    expect(answer.checkUrl).toContain(`/verify/${answer.serial}`);
    const [event] = await held.db.select().from(events).where(eq(events.id, eventId));
    expect(event!.issuedCount).toBe(1);
    const entries = await held.db
      .select()
      .from(auditEntries)
      .where(
        and(
          eq(auditEntries.subject, `event:${eventId}`),
          eq(auditEntries.action, 'attendee.completed_in_learning_system'),
        ),
      );
    expect(entries[0]!.details).toMatchObject({ key: made.publicId, completedOn: '2026-05-03', serial: answer.serial });
    expect(await findCertificate(visit, answer.serial)).toMatchObject({ state: 'valid', eventId, units: '4.5' });
    expect((await findCertificateFile(visit, answer.serial)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(ctx.actor.providerId).toBe(visit.key.providerId);
  });

  test('a request sent again is answered alike and carried out once, in parallel, too', async () => {
    const { eventId, visit } = await connected();
    const idempotencyKey = key();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        requestCertificate(visit, idempotencyKey, asked(eventId, { learnerId: undefined })),
      ),
    );
    answers.push(await requestCertificate(visit, idempotencyKey, asked(eventId, { learnerId: undefined })));
    expect(new Set(answers.map(({ status, answer }) => `${status} ${answer.serial}`)).size).toBe(1);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await certificatesOf(eventId)).toHaveLength(1);
    expect(await rosterOf(eventId)).toHaveLength(1);
  });

  test('another request under a used idempotency key is refused, in parallel, too', async () => {
    const { eventId, visit } = await connected();
    const idempotencyKey = key();
    const outcomes = await Promise.allSettled(
      ['one', 'two', 'three'].map((learnerId) =>
        requestCertificate(visit, idempotencyKey, asked(eventId, { learnerId })),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await certificatesOf(eventId)).toHaveLength(1);
    await expect(
      requestCertificate(visit, idempotencyKey, asked(eventId, { learnerId: 'four' })),
    ).rejects.toMatchObject({ code: 'invalid' });
    expect(await rosterOf(eventId)).toHaveLength(1);
  });

  test('the same learner of the same event gets the same certificate, whatever the request, key and moment', async () => {
    const { ctx, eventId, visit } = await connected();
    const { visit: newer } = await givenKey(ctx);
    const answers = await Promise.all(
      [visit, newer, visit, newer].map((each) => requestCertificate(each, key(), asked(eventId))),
    );
    expect(new Set(answers.map(({ answer }) => answer.serial)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    const other = await requestCertificate(visit, key(), asked(eventId, { learnerId: 'student-4712' }));
    expect(other.answer.serial).not.toBe(answers[0]!.answer.serial);
  });

  test('without an id the e-mail address tells learners apart, in whatever letters', async () => {
    const { eventId, visit } = await connected();
    const as = (email: string) =>
      requestCertificate(visit, key(), asked(eventId, { learnerId: undefined, email })).then(
        ({ answer }) => answer.serial,
      );
    expect(await as('zoe@example.org')).toBe(await as('Zoe@Example.org'));
    expect(await as('sam@example.org')).not.toBe(await as('zoe@example.org'));
  });

  test('who is on the roster already is the same person by address and name, and no second line', async () => {
    const { ctx, eventId, visit } = await connected();
    const given = { name: 'Zoë Ñandú', email: 'zoe@example.org', school: 'Big Sky School', educatorNumber: '' };
    const zoe = await givenAttendee(ctx, eventId, { ...given, identity: identityOf(given), completed: false });
    const { answer } = await requestCertificate(
      visit,
      key(),
      asked(eventId, { email: 'ZOE@example.org', name: 'Zoe Ñandu' }),
    );
    expect(await rosterOf(eventId)).toMatchObject([
      { id: zoe, completed: true, school: 'Big Sky School', source: 'roster' },
    ]);
    const [certificate] = await certificatesOf(eventId);
    expect(certificate).toMatchObject({ serial: answer.serial, attendeeId: zoe });
    expect(certificate!.facts).toMatchObject({ participantName: 'Zoe Ñandu', participantSchool: 'Big Sky School' });
    // An address that several people share makes nobody somebody else.
    await requestCertificate(
      visit,
      key(),
      asked(eventId, { email: 'zoe@example.org', name: 'Sam Hill', learnerId: 'sam' }),
    );
    expect(await rosterOf(eventId)).toHaveLength(2);
  });

  test('what cannot have been earned is refused with a sentence', async () => {
    const { ctx, eventId, visit } = await connected();
    const askFor = (given: object) => requestCertificate(visit, key(), asked(eventId, given));
    await expect(askFor({ units: '6.5' })).rejects.toMatchObject({
      code: 'invalid',
      sentence: expect.stringContaining('6.25 PDUs'),
    });
    await expect(askFor({ completedOn: '2026-05-02' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(askFor({ completedOn: '2026-05-05' })).rejects.toMatchObject({ code: 'invalid' });
    const upcoming = await givenEvent(ctx, { startsOn: '2026-06-01' });
    await expect(
      requestCertificate(visit, key(), asked(upcoming, { completedOn: '2026-06-01' })),
    ).rejects.toMatchObject({ code: 'invalid' });
    expect(await rosterOf(eventId)).toEqual([]);
    expect((await askFor({ completedOn: '2026-05-04' })).status).toBe(201);
  });

  test('a course that is always open ends with its entry’s year (M10)', async () => {
    const { ctx, key: made } = await connected();
    const course = {
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
      asynchronous: true,
      locationKind: 'online' as const,
    };
    const eventId = await givenEvent(ctx, { ...course, city: null, state: null, zip: null });
    const visit = await visitWith(onDay(ctx, '2027-02-01'), made.secret);
    const on = (completedOn: string) => requestCertificate(visit, key(), asked(eventId, { completedOn }));
    await expect(on('2027-01-15')).rejects.toMatchObject({ code: 'invalid' });
    expect((await on('2026-12-31')).status).toBe(201);
  });

  test('another provider’s event and serial answer exactly like missing ones', async () => {
    const { eventId, visit } = await connected();
    const { answer } = await requestCertificate(visit, key(), asked(eventId));
    const { visit: stranger } = await connected();
    const refusalOf = (asking: Promise<unknown>) =>
      asking.then(
        () => 'answered',
        (error) => [error.code, error.sentence],
      );
    const askFor = (id: number) => refusalOf(requestCertificate(stranger, key(), asked(id)));
    expect(await askFor(eventId)).toEqual(await askFor(987_654_321));
    expect((await askFor(eventId))[0]).toBe('not_found');
    for (const find of [findCertificate, findCertificateFile]) {
      const foreign = await refusalOf(find(stranger, answer.serial));
      expect(foreign).toEqual(await refusalOf(find(stranger, 'K7Q3-9F2M-XT4W')));
      expect(foreign[0]).toBe('not_found');
    }
    expect((await listEvents(stranger, { limit: 100 })).events.map(({ eventId: id }) => id)).not.toContain(eventId);
  });

  test('what the provider revoked a system does not issue again, not even for who was taken off the roster', async () => {
    const { ctx, eventId, visit } = await connected();
    const { answer } = await requestCertificate(visit, key(), asked(eventId));
    const [{ id, attendeeId } = { id: 0, attendeeId: 0 }] = await certificatesOf(eventId);
    await held.db
      .insert(certificateEndings)
      .values({ certificateId: id, kind: 'revoked', reason: 'Did not attend.', endedAt: ctx.clock.now() });
    const again = () => requestCertificate(visit, key(), asked(eventId));
    await expect(again()).rejects.toMatchObject({ code: 'conflict' });
    await held.db.update(attendees).set({ removedAt: ctx.clock.now() }).where(eq(attendees.id, attendeeId));
    await expect(again()).rejects.toMatchObject({ code: 'conflict' });
    expect(await findCertificate(visit, answer.serial)).toMatchObject({ state: 'revoked', supersededBy: null });
    await expect(findCertificateFile(visit, answer.serial)).rejects.toMatchObject({ code: 'conflict' });
    expect(await certificatesOf(eventId)).toHaveLength(1);
  });

  test('events are listed newest first, a page at a time', async () => {
    const { ctx, eventId, visit } = await connected();
    const others = [await givenEvent(ctx), await givenEvent(ctx, { hours: '12.00' })];
    const first = await listEvents(visit, { limit: 2 });
    expect(first.events.map((event) => [event.eventId, event.units])).toEqual([
      [others[1], '12'],
      [others[0], '6.25'],
    ]);
    const second = await listEvents(visit, { limit: 2, cursor: first.next! });
    expect(second).toMatchObject({
      events: [{ eventId, title: 'Teaching fractions', startsOn: '2026-05-03' }],
      next: null,
    });
  });

  test('requests are remembered for thirty days', async () => {
    const { ctx, eventId, visit } = await connected();
    await requestCertificate(visit, key(), asked(eventId));
    const left = () =>
      held.db.select().from(learningSystemRequests).where(eq(learningSystemRequests.keyId, visit.key.id));
    await keepHouse(onDay(ctx, '2026-06-03'));
    expect(await left()).toHaveLength(1);
    await keepHouse(onDay(ctx, '2026-06-04'));
    expect(await left()).toHaveLength(0);
  });
});
