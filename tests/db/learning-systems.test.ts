import '../support/settings';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import {
  attendees,
  auditEntries,
  certificateEndings,
  events,
  learningSystemKeys,
  learningSystemRequests,
  namedCertificates,
} from '@/db/schema';
import { editAttendee } from '@/lib/attendees/edit-attendee';
import { identityOf } from '@/lib/attendees/identity';
import { correctCertificate } from '@/lib/certificates/change/correct-certificate';
import { revokeCertificate } from '@/lib/certificates/change/revoke-certificate';
import { mergeAttendees } from '@/lib/certificates/duplicates/decide-duplicates';
import { checkCertificate } from '@/lib/certificates/verify/check-certificate';
import { purge } from '@/lib/jobs/purge';
import { addKey, MAX_KEYS } from '@/lib/learning-systems/add-key';
import { authenticate, MAX_REQUESTS, MAX_WRONG_KEYS } from '@/lib/learning-systems/authenticate';
import { changeKey } from '@/lib/learning-systems/change-key';
import { findCertificate, findCertificateFile } from '@/lib/learning-systems/find-certificate';
import { getKey, listKeys } from '@/lib/learning-systems/keys';
import { listEvents } from '@/lib/learning-systems/list-events';
import { type BatchResult, batchRequest, requestBatch } from '@/lib/learning-systems/request-batch';
import { certificateRequest, requestCertificate } from '@/lib/learning-systems/request-certificate';
import { correctionRequest, requestCorrection } from '@/lib/learning-systems/request-correction';
import { requestRevocation } from '@/lib/learning-systems/request-revocation';
import { revokeKey } from '@/lib/learning-systems/revoke-key';
import { keyText } from '@/lib/learning-systems/rules';
import { listWaitingForSignature } from '@/lib/learning-systems/signed-only';
import { clockAt } from '@/lib/platform/clock';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import { CERTIFICATE_TEXTS } from '@/lib/settings/certificate-texts';
import { signEvent } from '@/lib/signing/sign-event';
import { givenAttendee } from '../support/attendees';
import { expectAudit, isAbout } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { asked, givenKey, visitWith } from '../support/learning-systems';
import { forProviderOf, onDay, providerContext, staffContext } from '../support/people';
import { attendeeVisit } from '../support/share-links';
import { givenSignature } from '../support/signatures';
import { soon } from '../support/soon';
import { waitingForLocks } from '../support/waiting-for-locks';

const testDb = testDatabase();
afterAll(closeRenderer);

/** Returns a provider with a key, on the day after its event. */
async function connected() {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  return { ctx, eventId: await givenEvent(ctx), ...(await givenKey(ctx)) };
}

const key = () => crypto.randomUUID();
/** Returns a request that a learning system sent, as it was written down. */
const caseText = (file: string) => readFileSync(`tests/cases/learning-systems/${file}`, 'utf8');
const certificatesOf = (eventId: number) =>
  testDb.db.select().from(namedCertificates).where(eq(namedCertificates.eventId, eventId));
const rosterOf = (eventId: number) => testDb.db.select().from(attendees).where(eq(attendees.eventId, eventId));

describe('keys', () => {
  test('the secret is shown once; the database contains nothing that could be used with it', async () => {
    const { ctx, key } = await connected();
    expect(key.secret).toMatch(/^pdups_[\w-]{43}$/);
    await expectAudit(testDb.db, 'learning_system.key_made', `provider:${ctx.actor.providerId}`, {
      providerId: ctx.actor.providerId,
    });
    const [row] = await testDb.db
      .select()
      .from(learningSystemKeys)
      .where(eq(learningSystemKeys.publicId, key.publicId));
    expect(JSON.stringify(row)).not.toContain(key.secret.slice(6));
    expect(await listKeys(ctx)).toEqual([expect.objectContaining({ label: 'Moodle', publicId: key.publicId })]);
    expect(JSON.stringify(await listKeys(ctx))).not.toContain('secret');
    const entries = await testDb.db
      .select()
      .from(auditEntries)
      .where(isAbout(`provider:${ctx.actor.providerId}`));
    expect(entries).toMatchObject([{ action: 'learning_system.key_made', userId: ctx.actor.userId }]);
    expect(JSON.stringify(entries)).not.toContain(key.secret.slice(6));
  });

  test('managers make and revoke keys, editors see them, viewers, staff and others do not', async () => {
    const { ctx } = await connected();
    const [{ id } = { id: 0 }] = await listKeys(ctx);
    const as = (role: 'editor' | 'viewer') => ({ ...ctx, actor: { ...ctx.actor, role } });
    expect(await listKeys(as('editor'))).toHaveLength(1);
    for (const other of [as('editor'), as('viewer'), await staffContext(testDb.db)]) {
      await expect(
        addKey(other, { label: 'Canvas', unsigned: false, forProvider: forProviderOf(other) }),
      ).rejects.toMatchObject({ code: 'forbidden' });
      await expect(changeKey(other, { keyId: id, label: 'X', unsigned: true, shown: '' })).rejects.toMatchObject({
        code: 'forbidden',
      });
      await expect(revokeKey(other, { keyId: id })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(getKey(other, id)).rejects.toMatchObject({ code: 'forbidden' });
    }
    for (const other of [as('viewer'), await staffContext(testDb.db)]) {
      await expect(listKeys(other)).rejects.toMatchObject({ code: 'forbidden' });
    }
    const stranger = await providerContext(testDb.db);
    expect(await listKeys(stranger)).toEqual([]);
    for (const keyId of [id, 987_654_321]) {
      await expect(changeKey(stranger, { keyId, label: 'X', unsigned: true, shown: '' })).rejects.toMatchObject({
        code: 'not_found',
      });
      await expect(revokeKey(stranger, { keyId })).rejects.toMatchObject({ code: 'not_found' });
      await expect(getKey(stranger, keyId)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('two managers who change one key: the second one reads that it was changed, and changes nothing unseen', async () => {
    const ctx = await providerContext(testDb.db);
    await givenKey(ctx, { unsigned: false });
    const [key] = await listKeys(ctx);
    const change = (given: { label: string; unsigned: boolean; shown: string }) =>
      changeKey(ctx, { keyId: key!.id, ...given });
    const shown = keyText(key!);
    await change({ label: 'Moodle of the district', unsigned: true, shown });
    // A form that was sent twice finds what it asked for.
    await change({ label: 'Moodle of the district', unsigned: true, shown });
    await expect(change({ label: 'Canvas', unsigned: false, shown })).rejects.toMatchObject({
      code: 'conflict',
      sentence: expect.stringContaining('Someone else changed this key'),
    });
    const [now] = await listKeys(ctx);
    expect(now).toMatchObject({ label: 'Moodle of the district', signedOnly: false });
    await change({ label: 'Canvas', unsigned: false, shown: keyText(now!) });
    expect(await listKeys(ctx)).toMatchObject([{ label: 'Canvas', signedOnly: true }]);
  });

  test('a key gets only signed certificates unless its manager chose otherwise, and every answer says which', async () => {
    const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
    const eventId = await givenEvent(ctx);
    const { visit } = await givenKey(ctx, { unsigned: false });
    const [{ id: keyId } = { id: 0 }] = await listKeys(ctx);
    const ask = (learnerId: string, by = visit) => requestCertificate(by, key(), asked(eventId, { learnerId }));

    await expect(ask('one')).rejects.toMatchObject({
      code: 'conflict',
      sentence: expect.stringContaining('not signed'),
    });
    const { email: _email, ...given } = asked(eventId, { learnerId: 'one' });
    const [item] = await requestBatch(visit, key(), { certificates: [given] });
    expect(item).toMatchObject({ refused: { code: 'conflict' } });
    expect(await certificatesOf(eventId)).toEqual([]);
    expect(await rosterOf(eventId)).toEqual([]);
    expect(await listWaitingForSignature(ctx)).toMatchObject([{ eventId, label: 'Moodle' }]);
    expect((await listEvents(visit, { limit: 1 })).events).toMatchObject([{ signed: false }]);

    await changeKey(ctx, { keyId, label: 'Moodle', unsigned: true, shown: 'signed Moodle' });
    const entry = await expectAudit(testDb.db, 'learning_system.key_changed', `provider:${ctx.actor.providerId}`);
    expect(entry.details).toMatchObject({ label: 'Moodle', changes: { signedOnly: { before: true, after: false } } });
    const lax = { ...visit, actor: { ...visit.actor, signedOnly: false } };
    const unsigned = await ask('one', lax);
    expect(unsigned).toMatchObject({ status: 201, answer: { signed: false } });
    expect(await findCertificate(visit, unsigned.answer.serial)).toMatchObject({ signed: false });
    // A learner who has one keeps it, and a strict key does not replace it by another without a signature.
    expect(await ask('one')).toMatchObject({ status: 200, answer: { signed: false } });
    await expect(
      requestCorrection(visit, key(), unsigned.answer.serial, { name: 'Zoe Nandu', reason: 'Misspelled' }),
    ).rejects.toMatchObject({ code: 'conflict' });

    await changeKey(ctx, { keyId, label: 'Moodle', unsigned: false, shown: 'all Moodle' });
    const { id: signatureId } = await givenSignature(ctx);
    await signEvent(ctx, { eventId, signatureId, eventVersion: 1, statement: CERTIFICATE_TEXTS.providerStatement });
    expect(await listWaitingForSignature(ctx)).toEqual([]);
    expect((await listEvents(visit, { limit: 1 })).events).toMatchObject([{ signed: true }]);
    expect(await ask('two')).toMatchObject({ status: 201, answer: { signed: true } });
    expect(
      await requestCorrection(visit, key(), unsigned.answer.serial, { name: 'Zoe Nandu', reason: 'Misspelled' }),
    ).toMatchObject({ status: 201, answer: { signed: true } });
  });

  test('a wrong, a revoked and a missing key are refused the same way', async () => {
    const { ctx, key } = await connected();
    const [{ id } = { id: 0 }] = await listKeys(ctx);
    await revokeKey(ctx, { keyId: id });
    await revokeKey(ctx, { keyId: id });
    await expectAudit(testDb.db, 'learning_system.key_revoked', `provider:${ctx.actor.providerId}`);
    const wrong = [`Bearer pdups_${'x'.repeat(43)}`, `Bearer ${key.secret}`, `Basic ${key.secret}`, '', null];
    const refusals = await Promise.all(
      wrong.map((header) => authenticate({ ...ctx, address: 'a' }, header).catch((error) => error)),
    );
    expect(new Set(refusals.map(({ code, sentence }) => `${code} ${sentence}`)).size).toBe(1);
    expect(refusals[0]).toMatchObject({ code: 'unauthenticated' });
    const entries = await testDb.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, 'learning_system.key_revoked'));
    expect(entries.filter(({ userId }) => userId === ctx.actor.userId)).toHaveLength(1);
  });

  test('there is a limit on a provider’s keys', async () => {
    const ctx = await providerContext(testDb.db);
    const made = await Promise.allSettled(
      Array.from({ length: MAX_KEYS + 3 }, () =>
        addKey(ctx, { label: 'Moodle', unsigned: false, forProvider: forProviderOf(ctx) }),
      ),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(MAX_KEYS);
  });

  test('each key has a limit on requests, and an address with wrong keys has a lower one', async () => {
    const { ctx, key } = await connected();
    const [{ id } = { id: 0 }] = await listKeys(ctx);
    await testDb.db.execute(
      sql`update rate_limits set count = ${MAX_REQUESTS - 1} where key = ${`learning-system:key:${id}`}`,
    );
    await visitWith(ctx, key.secret);
    await expect(visitWith(ctx, key.secret)).rejects.toMatchObject({ code: 'too_many' });
    const address = crypto.randomUUID();
    const tryOne = () => authenticate({ ...ctx, address }, 'Bearer x').catch((error) => error.code);
    await tryOne();
    await testDb.db.execute(
      sql`update rate_limits set count = ${MAX_WRONG_KEYS - 1} where key = ${`learning-system:address:${address}`}`,
    );
    expect([await tryOne(), await tryOne()]).toEqual(['unauthenticated', 'too_many']);
  });

  test('the list shows when a key was last used', async () => {
    const { ctx } = await connected();
    expect((await listKeys(ctx))[0]!.lastUsedAt).toEqual(ctx.clock.now());
  });
});

describe('certificates', () => {
  test('a learner who completed the event is added to its roster and gets a certificate (M23)', async () => {
    const { ctx, eventId, visit, key: made } = await connected();
    const { status, answer } = await requestCertificate(
      visit,
      key(),
      asked(eventId, { units: '4.5', email: 'zoe@example.org', school: 'Big Sky School' }),
    );
    expect(status).toBe(201);
    const bySystem = {
      actorKind: 'learning_system',
      actorId: made.publicId,
      userId: null,
      providerId: ctx.actor.providerId,
    };
    await expectAudit(testDb.db, 'attendee.completed_in_learning_system', `event:${eventId}`, bySystem);
    await expectAudit(testDb.db, 'certificate.issued', `event:${eventId}`, bySystem);
    const [certificate] = await certificatesOf(eventId);
    expect(certificate).toMatchObject({ serial: answer.serial, origin: 'learning_system', issuedBy: null });
    expect(certificate!.facts).toMatchObject({ participantName: 'Zoë Ñandú', units: '4.5', serial: answer.serial });
    expect(await rosterOf(eventId)).toMatchObject([
      { name: 'Zoë Ñandú', email: 'zoe@example.org', completed: true, source: 'learning_system', createdBy: null },
    ]);
    expect(answer.checkUrl).toContain(`/verify/${answer.serial}`);
    const [event] = await testDb.db.select().from(events).where(eq(events.id, eventId));
    expect(event!.issuedCount).toBe(1);
    const entries = await testDb.db
      .select()
      .from(auditEntries)
      .where(and(isAbout(`event:${eventId}`), eq(auditEntries.action, 'attendee.completed_in_learning_system')));
    expect(entries[0]!.details).toMatchObject({ key: made.publicId, completedOn: '2026-05-03', serial: answer.serial });
    expect(await findCertificate(visit, answer.serial)).toMatchObject({ state: 'valid', eventId, units: '4.5' });
    expect((await findCertificateFile(visit, answer.serial)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(ctx.actor.providerId).toBe(visit.actor.providerId);
  });

  test('a repeated request gets the same answer and is carried out once, even in parallel', async () => {
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

  test('another request with a used idempotency key is refused, even in parallel', async () => {
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

  test('the same learner of the same event gets the same certificate, whatever the request, key and time', async () => {
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

  test('without an id, the email address identifies learners, in upper or lower case', async () => {
    const { eventId, visit } = await connected();
    const as = (email: string) =>
      requestCertificate(visit, key(), asked(eventId, { learnerId: undefined, email })).then(
        ({ answer }) => answer.serial,
      );
    expect(await as('zoe@example.org')).toBe(await as('Zoe@Example.org'));
    expect(await as('sam@example.org')).not.toBe(await as('zoe@example.org'));
  });

  test('a learner who is already on the roster is found by address and name, and added only once', async () => {
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
    // Sharing an email address does not make two people the same.
    await requestCertificate(
      visit,
      key(),
      asked(eventId, { email: 'zoe@example.org', name: 'Sam Hill', learnerId: 'sam' }),
    );
    expect(await rosterOf(eventId)).toHaveLength(2);
  });

  test('a learner whose certificate was corrected, or whose line was edited, has one certificate', async () => {
    const { ctx, eventId, visit } = await connected();
    const first = await requestCertificate(visit, key(), asked(eventId, { learnerId: 'c1' }));
    const [{ id, attendeeId } = { id: 0, attendeeId: 0 }] = await certificatesOf(eventId);
    const right = { name: 'Zoe Nandu', school: 'Helena High', educatorNumber: '77', units: '5', reason: 'Misspelled.' };
    const corrected = await correctCertificate(ctx, { ...right, eventId, certificateId: id });
    const again = await requestCertificate(visit, key(), asked(eventId, { learnerId: 'c1' }));
    expect(again).toMatchObject({ status: 200, answer: { serial: expect.not.stringMatching(first.answer.serial) } });
    const edit = { ...right, eventId, attendeeId, email: 'zoe@example.org', completed: true };
    const [{ version } = { version: 0 }] = await rosterOf(eventId);
    expect(await editAttendee(ctx, { ...edit, version, overVersion: undefined })).toBeNull();
    const third = await requestCertificate(visit, key(), asked(eventId, { learnerId: 'c1', name: 'Zoë Ñ.' }));
    expect(third).toMatchObject({ status: 200, answer: again.answer });
    expect((await certificatesOf(eventId)).map((each) => each.id)).toEqual([id, corrected]);
    expect(await rosterOf(eventId)).toHaveLength(1);
  });

  test('with only a name, a learner is the one person of that name without a certificate, or is refused', async () => {
    const { ctx, eventId, visit } = await connected();
    const byName = (name: string, given: object = {}) =>
      requestCertificate(visit, key(), asked(eventId, { learnerId: undefined, name, ...given }));
    const ana = await givenAttendee(ctx, eventId, { name: 'Ana Fuentes', email: null, school: 'Helena High' });
    expect(await byName('ANA FUENTES')).toMatchObject({ status: 201 });
    expect(await certificatesOf(eventId)).toMatchObject([{ attendeeId: ana }]);
    // She has a certificate now, and nothing says whether this is she or somebody else of that name.
    await expect(byName('Ana Fuentes')).rejects.toMatchObject({ code: 'conflict' });
    await expect(byName('Ana Fuentes', { school: 'Helena High School' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await byName('Ana Fuentes', { school: 'Capital' })).toMatchObject({ status: 201 });
    expect(await byName('Ana Fuentes', { learnerId: 'ana-2' })).toMatchObject({ status: 201 });
    expect(await rosterOf(eventId)).toHaveLength(3);
    const atOnce = await Promise.allSettled(Array.from({ length: 5 }, () => byName('Bo Redfern')));
    expect(atOnce.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await rosterOf(eventId)).toHaveLength(4);
  });

  test('with and without an id, and with the id in another case, a learner has one certificate', async () => {
    const { eventId, visit } = await connected();
    const serialOf = (given: object) =>
      requestCertificate(visit, key(), asked(eventId, { email: 'zoe@example.org', ...given })).then(
        ({ answer }) => answer.serial,
      );
    const serials = [
      await serialOf({ learnerId: 'c1' }),
      await serialOf({ learnerId: undefined }),
      await serialOf({ learnerId: 'C1' }),
      await serialOf({ learnerId: 'c1', email: null }),
      await serialOf({ learnerId: 'C1', email: 'new@example.org' }),
      await serialOf({ learnerId: 'moved-1', name: 'ZOE NANDU' }),
      await serialOf({ learnerId: 'moved-1', name: 'Zoë Married', email: 'married@example.org' }),
    ];
    expect(new Set(serials).size).toBe(1);
    const without = (given: object) => serialOf({ email: null, name: 'Li', ...given });
    expect(await without({ learnerId: 'l1' })).toBe(await without({ learnerId: 'L1' }));
    // Other systems tell learners apart by the case of their ids.
    expect(await without({ learnerId: 'L1', name: 'Sam' })).toBe(await without({ learnerId: 'l1', name: 'Li' }));
    expect(await without({ learnerId: 'aB' })).not.toBe(await without({ learnerId: 'Ab', name: 'Kim' }));
    expect(await rosterOf(eventId)).toHaveLength(4);
  });

  test('the requests of api-same-person-twice.txt get one certificate for each learner', async () => {
    const { eventId, visit } = await connected();
    const fieldsIn = (line: string) =>
      Object.fromEntries(Array.from(line.matchAll(/"(\w+)":"([^"]*)"/g), ([, field, value]) => [field, value]));
    const [first, second, third] = caseText('api-same-person-twice.txt')
      .split('\n')
      .filter((line) => /^\d \{/.test(line))
      .map(fieldsIn);
    const send = (fields: object) =>
      requestCertificate(visit, key(), asked(eventId, { learnerId: undefined, ...fields }));
    const [before, again] = [await send(first!), await send(second!)];
    expect([before.status, again.status]).toEqual([201, 200]);
    expect(again.answer.serial).toBe(before.answer.serial);
    const lower = await send({ ...third!, learnerId: third!.learnerId!.toLowerCase() });
    expect((await send(third!)).answer.serial).toBe(lower.answer.serial);
    expect(await rosterOf(eventId)).toHaveLength(2);
  });

  test('a learner of an earlier version, whose id was part of the identity, is found again', async () => {
    const { ctx, eventId, visit } = await connected();
    const idHash = createHash('sha256').update('Student-1').digest('hex');
    const given = { email: null, identity: `learner:id:${idHash}`, source: 'learning_system' as const };
    const attendeeId = await givenAttendee(ctx, eventId, given);
    const migration = readFileSync('drizzle/0022_one_person.sql', 'utf8');
    await testDb.owner.execute(sql.raw(migration.slice(migration.indexOf('INSERT INTO learner_ids'))));
    await requestCertificate(visit, key(), asked(eventId, { learnerId: 'Student-1', name: 'Married Name' }));
    expect((await certificatesOf(eventId)).map((each) => each.attendeeId)).toEqual([attendeeId]);
  });

  test('a learner whose id comes in two cases at once has one certificate', async () => {
    const { eventId, visit } = await connected();
    const answers = await Promise.all(
      ['c1', 'C1', 'c1', 'C1'].map((learnerId) => requestCertificate(visit, key(), asked(eventId, { learnerId }))),
    );
    expect(new Set(answers.map(({ answer }) => answer.serial)).size).toBe(1);
  });

  test('each item of a batch has its own result, and the batch sent again is carried out once', async () => {
    const { eventId, visit } = await connected();
    const item = (given: object = {}) => ({
      eventId,
      learnerId: key(),
      name: 'Zoë Ñandú',
      units: 6.25,
      completedOn: '2026-05-03',
      montanaEducator: true,
      ...given,
    });
    const { learnerId: _, ...anonymous } = item({ name: 'Sam Hill' });
    const twice = item();
    const certificates = [
      item(),
      item({ units: 6.5 }),
      item({ name: '' }),
      'nothing',
      twice,
      twice,
      anonymous,
      anonymous,
    ];
    const idempotencyKey = key();
    const send = () => requestBatch(visit, idempotencyKey, { certificates });
    const statuses = (results: BatchResult[]) =>
      results.map((result) => ('answered' in result ? result.answered.status : 'refused'));
    const first = await send();
    expect(statuses(first)).toEqual([201, 'refused', 'refused', 'refused', 201, 200, 201, 'refused']);
    expect(await certificatesOf(eventId)).toHaveLength(3);
    const again = await send();
    expect(statuses(again)).toEqual(statuses(first));
    const serials = (results: BatchResult[]) =>
      results.flatMap((result) => ('answered' in result ? [result.answered.answer.serial] : []));
    expect(serials(again)).toEqual(serials(first));
    expect(again.every((result) => !('answered' in result) || result.answered.repeated)).toBe(true);
    expect(await certificatesOf(eventId)).toHaveLength(3);
    await expectAudit(testDb.db, 'attendee.completed_in_learning_system', `event:${eventId}`, {
      actorKind: 'learning_system',
    });
  });

  test('a batch counts as one request per item, and is refused as a whole beyond the limit', async () => {
    const { ctx, eventId, visit } = await connected();
    const [{ id } = { id: 0 }] = await listKeys(ctx);
    await testDb.db.execute(
      sql`update rate_limits set count = ${MAX_REQUESTS - 2} where key = ${`learning-system:key:${id}`}`,
    );
    const certificates = Array.from({ length: 4 }, () => ({ eventId, units: 1 }));
    // A batch that is refused uses nothing up.
    await expect(requestBatch(visit, key(), { certificates })).rejects.toMatchObject({ code: 'too_many' });
    await expect(requestBatch(visit, key(), { certificates: certificates.slice(1) })).resolves.toHaveLength(3);
    await expect(requestBatch(visit, key(), { certificates })).rejects.toMatchObject({ code: 'too_many' });
    for (const wrong of [{ certificates: [] }, { certificates: Array(1001).fill({}) }, {}, { certificates: {} }]) {
      expect(batchRequest.safeParse(wrong).success).toBe(false);
    }
  });

  test('an impossible completion is refused with a sentence', async () => {
    const { ctx, eventId, visit } = await connected();
    const askFor = (given: object) => requestCertificate(visit, key(), asked(eventId, given));
    await expect(askFor({ units: '6.5' })).rejects.toMatchObject({
      code: 'invalid',
      sentence: expect.stringContaining('6.25 PDUs'),
    });
    await expect(askFor({ completedOn: '2026-05-02' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(askFor({ completedOn: '2026-05-06' })).rejects.toMatchObject({ code: 'invalid' });
    const upcoming = await givenEvent(ctx, { startsOn: '2026-06-01' });
    await expect(
      requestCertificate(visit, key(), asked(upcoming, { completedOn: '2026-06-01' })),
    ).rejects.toMatchObject({ code: 'invalid' });
    expect(await rosterOf(eventId)).toEqual([]);
    expect((await askFor({ completedOn: '2026-05-04' })).status).toBe(201);
  });

  test('a system that counts in UTC is not refused in the evening, and the day is Montana’s', async () => {
    const { ctx, eventId, key: made } = await connected();
    const completedOnOf = async (completedOn: string, moment = '2026-05-05T03:30:00Z') => {
      const visit = await visitWith({ ...ctx, clock: clockAt(() => new Date(moment)) }, made.secret);
      const { answer } = await requestCertificate(visit, key(), asked(eventId, { completedOn, learnerId: key() }));
      const entries = await testDb.db
        .select()
        .from(auditEntries)
        .where(and(isAbout(`event:${eventId}`), eq(auditEntries.action, 'attendee.completed_in_learning_system')));
      const entry = entries.find(({ details }) => (details as { serial: string }).serial === answer.serial);
      return (entry!.details as { completedOn: string }).completedOn;
    };
    expect(await completedOnOf('2026-05-05')).toBe('2026-05-04');
    expect(await completedOnOf('2026-05-04')).toBe('2026-05-04');
    expect(await completedOnOf('2026-05-05T03:29:00Z')).toBe('2026-05-04');
    expect(await completedOnOf('2026-05-04T01:30:00Z')).toBe('2026-05-03');
    await expect(completedOnOf('2026-05-06')).rejects.toMatchObject({ code: 'invalid' });
    await expect(completedOnOf('2026-05-05T23:00:00-06:00')).rejects.toMatchObject({ code: 'invalid' });
    await expect(completedOnOf('2026-05-03T01:30:00Z')).rejects.toMatchObject({ code: 'invalid' });
  });

  test('the request of api-next-day-utc.json is accepted in the evening in Montana, and on no other day', async () => {
    const { ctx, eventId, key: made } = await connected();
    const sent = { ...JSON.parse(caseText('api-next-day-utc.json')), eventId, units: 6.25 };
    const sendAt = async (moment: string, completedOn: string) => {
      const visit = await visitWith({ ...ctx, clock: clockAt(() => new Date(moment)) }, made.secret);
      const request = certificateRequest.parse({ ...sent, completedOn, learnerId: `${sent.learnerId}-${key()}` });
      return requestCertificate(visit, key(), request);
    };
    for (const moment of ['2026-05-05T00:00:00Z', '2026-05-05T05:59:00Z'])
      expect(await sendAt(moment, moment.slice(0, 10))).toMatchObject({ status: 201 });
    await expect(sendAt('2026-05-05T05:59:00Z', '2026-05-06')).rejects.toMatchObject({ code: 'invalid' });
  });

  test('a course that is always open ends with its listing for the year (M10)', async () => {
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

  test('the file of a certificate that was replaced repeatedly leads to the valid one', async () => {
    const { ctx, eventId, visit } = await connected();
    const { answer } = await requestCertificate(visit, key(), asked(eventId));
    const [{ id } = { id: 0 }] = await certificatesOf(eventId);
    const change = { school: '', educatorNumber: '', units: null, reason: 'A slip.' };
    const second = await correctCertificate(ctx, { ...change, eventId, certificateId: id, name: 'Zoe Ñandú' });
    await correctCertificate(ctx, { ...change, eventId, certificateId: second, name: 'Zoe Nandu' });
    const last = (await certificatesOf(eventId)).sort((one, other) => other.id - one.id)[0]!;
    await expect(findCertificateFile(visit, answer.serial)).rejects.toMatchObject({
      code: 'conflict',
      sentence: expect.stringContaining(`Request ${last.serial}`),
    });
  });

  test('a system cannot reissue what the provider revoked, even for a learner who was removed from the roster', async () => {
    const { ctx, eventId, visit } = await connected();
    const { answer } = await requestCertificate(visit, key(), asked(eventId));
    const [{ id, attendeeId } = { id: 0, attendeeId: 0 }] = await certificatesOf(eventId);
    await testDb.db
      .insert(certificateEndings)
      .values({ certificateId: id, kind: 'revoked', reason: 'Did not attend.', endedAt: ctx.clock.now() });
    const again = () => requestCertificate(visit, key(), asked(eventId));
    await expect(again()).rejects.toMatchObject({ code: 'conflict' });
    await testDb.db.update(attendees).set({ removedAt: ctx.clock.now() }).where(eq(attendees.id, attendeeId));
    await expect(again()).rejects.toMatchObject({ code: 'conflict' });
    expect(await findCertificate(visit, answer.serial)).toMatchObject({ state: 'revoked', supersededBy: null });
    await expect(findCertificateFile(visit, answer.serial)).rejects.toMatchObject({ code: 'conflict' });
    expect(await certificatesOf(eventId)).toHaveLength(1);
  });

  test('a system cannot reissue what the provider revoked, when only the name says who it is, or after a merge', async () => {
    const { ctx, eventId, visit } = await connected();
    const revokeOf = async (serial: string) => {
      const { id } = (await certificatesOf(eventId)).find((each) => each.serial === serial)!;
      await revokeCertificate(ctx, { eventId, certificateId: id, reason: 'Did not attend.' });
    };
    const nameless = { name: 'Jane Doe', learnerId: undefined };
    const { answer: first } = await requestCertificate(visit, key(), asked(eventId, nameless));
    await revokeOf(first.serial);
    await expect(requestCertificate(visit, key(), asked(eventId, nameless))).rejects.toMatchObject({
      code: 'conflict',
      sentence: expect.stringContaining('revoked'),
    });

    const known = { name: 'Ana Lee', learnerId: 'a-1', email: 'ana@example.org' };
    const { answer: second } = await requestCertificate(visit, key(), asked(eventId, known));
    await revokeOf(second.serial);
    const other = await givenAttendee(ctx, eventId, {
      name: 'Ana Lee',
      email: null,
      school: 'Big Sky',
      completed: true,
    });
    const { id: revoked } = (await rosterOf(eventId)).find(({ email }) => email === 'ana@example.org')!;
    await mergeAttendees(ctx, { eventId, attendees: [revoked, other] });
    await expect(requestCertificate(visit, key(), asked(eventId, known))).rejects.toMatchObject({ code: 'conflict' });
    expect(await certificatesOf(eventId)).toHaveLength(2);
  });

  test('a certificate that a merge revoked as a duplicate leads to the one that stayed, however the name was written', async () => {
    const { ctx, eventId, visit } = await connected();
    const share = { email: 'mary@example.org', school: '' };
    const { answer: kept } = await requestCertificate(
      visit,
      key(),
      asked(eventId, { ...share, name: 'Mary Redfern', learnerId: 'm-1' }),
    );
    const { answer: gone } = await requestCertificate(
      visit,
      key(),
      asked(eventId, { ...share, name: 'M. Redfern', learnerId: 'm-2' }),
    );
    await mergeAttendees(ctx, { eventId, attendees: (await rosterOf(eventId)).map(({ id }) => id) });
    expect(await checkCertificate(attendeeVisit(ctx), gone.serial)).toMatchObject({
      certificate: { standing: { kind: 'revoked', by: kept.serial } },
    });
    const refusal = { code: 'conflict', sentence: expect.stringContaining(`Request ${kept.serial}`) };
    await expect(requestRevocation(visit, gone.serial, { reason: 'x' })).rejects.toMatchObject(refusal);
    await expect(findCertificateFile(visit, gone.serial)).rejects.toMatchObject(refusal);
    // The learner keeps the certificate, and the system gets the same one again.
    expect(
      (await requestCertificate(visit, key(), asked(eventId, { ...share, name: 'M. Redfern', learnerId: 'm-2' })))
        .answer,
    ).toMatchObject({ serial: kept.serial });
  });

  const correction = (given: Partial<z.input<typeof correctionRequest>> = {}) =>
    correctionRequest.parse({ reason: 'The name was misspelled.', ...given });

  test('a system corrects a certificate; what it leaves out stays as the roster says, and the log names the system', async () => {
    const { ctx, eventId, visit, key: made } = await connected();
    const { answer: old } = await requestCertificate(visit, key(), asked(eventId, { school: 'Big Sky School' }));
    const { status, answer } = await requestCorrection(
      visit,
      key(),
      old.serial,
      correction({ name: 'Zoe Nandu', units: 5, completedOn: '2026-05-03' }),
    );
    expect({ status, answer }).toMatchObject({ status: 201, answer: { supersedes: old.serial, eventId } });
    expect(await findCertificate(visit, old.serial)).toMatchObject({
      state: 'superseded',
      supersededBy: answer.serial,
    });
    expect(await findCertificate(visit, answer.serial)).toMatchObject({
      state: 'valid',
      name: 'Zoe Nandu',
      units: '5',
    });
    expect(await rosterOf(eventId)).toMatchObject([{ name: 'Zoe Nandu', school: 'Big Sky School', units: '5.00' }]);
    await expectAudit(testDb.db, 'certificate.corrected', `event:${eventId}`, {
      actorKind: 'learning_system',
      actorId: made.publicId,
      userId: null,
      providerId: ctx.actor.providerId,
    });
    const [entry] = await testDb.db
      .select()
      .from(auditEntries)
      .where(and(isAbout(`event:${eventId}`), eq(auditEntries.action, 'certificate.corrected')));
    expect(entry!.details).toEqual({
      before: old.serial,
      after: answer.serial,
      reason: 'The name was misspelled.',
      completedOn: '2026-05-03',
    });
    // The learner is still the same one.
    const again = await requestCertificate(visit, key(), asked(eventId));
    expect(again).toMatchObject({ status: 200, answer: { serial: answer.serial } });
  });

  test('a correction does not bring back what the provider changes on the roster meanwhile', async () => {
    const { eventId, visit } = await connected();
    const { answer: old } = await requestCertificate(visit, key(), asked(eventId, { school: 'Big Sky Schol' }));
    const [person] = await rosterOf(eventId);
    let correcting: ReturnType<typeof requestCorrection> | undefined;
    await testDb.db.transaction(async (tx) => {
      await tx
        .update(attendees)
        .set({ school: 'Big Sky School', version: sql`version + 1` })
        .where(eq(attendees.id, person!.id));
      correcting = requestCorrection(visit, key(), old.serial, correction({ units: 5 }));
      await soon(async () => (await waitingForLocks(testDb.db)) > 0);
    });
    expect((await correcting!).status).toBe(201);
    expect(await rosterOf(eventId)).toMatchObject([{ school: 'Big Sky School', units: '5.00' }]);
  });

  test('a repeated correction gets the same answer and is carried out once, even in parallel', async () => {
    const { eventId, visit } = await connected();
    const { answer: old } = await requestCertificate(visit, key(), asked(eventId));
    const idempotencyKey = key();
    const send = (name = 'Zoe Nandu') => requestCorrection(visit, idempotencyKey, old.serial, correction({ name }));
    const answers = await Promise.all([send(), send(), send(), send()]);
    answers.push(await send());
    expect(new Set(answers.map(({ answer }) => answer.serial)).size).toBe(1);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await certificatesOf(eventId)).toHaveLength(2);
    await expect(send('Somebody Else')).rejects.toMatchObject({ code: 'invalid' });
    // Under a new key, the certificate is no longer the one to correct.
    await expect(requestCorrection(visit, key(), old.serial, correction({ name: 'Z. Nandu' }))).rejects.toMatchObject({
      code: 'conflict',
      sentence: expect.stringContaining(answers[0]!.answer.serial),
    });
  });

  test('a correction that changes nothing, or that the learner cannot have earned, is refused and can be sent again', async () => {
    const { eventId, visit } = await connected();
    const { answer: old } = await requestCertificate(visit, key(), asked(eventId));
    const idempotencyKey = key();
    const send = (given: object) => requestCorrection(visit, idempotencyKey, old.serial, correction(given));
    for (const given of [{}, { units: 6.25 }, { units: 6.5 }, { completedOn: '2026-05-02', name: 'Zoe' }]) {
      await expect(send(given)).rejects.toMatchObject({ code: 'invalid' });
    }
    expect(await findCertificate(visit, old.serial)).toMatchObject({ state: 'valid' });
    expect(await send({ units: 6 })).toMatchObject({ status: 201, repeated: false });
    expect(correctionRequest.safeParse({ name: 'Zoe' }).success).toBe(false);
    expect(correctionRequest.safeParse({ reason: 'x', nmae: 'Zoe' }).success).toBe(false);
  });

  test('a system that revokes a certificate several times revokes it once', async () => {
    const { ctx, eventId, visit, key: made } = await connected();
    const { answer } = await requestCertificate(visit, key(), asked(eventId));
    const revoke = () => requestRevocation(visit, answer.serial, { reason: 'Recorded by mistake.' });
    const answers = await Promise.all([revoke(), revoke(), revoke()]);
    answers.push(await revoke());
    for (const each of answers) expect(each).toEqual(await findCertificate(visit, answer.serial));
    expect(answers[0]).toMatchObject({ state: 'revoked', supersededBy: null });
    const revoked = await testDb.db
      .select()
      .from(auditEntries)
      .where(and(isAbout(`event:${eventId}`), eq(auditEntries.action, 'certificate.revoked')));
    expect(revoked).toMatchObject([
      { actorKind: 'learning_system', actorId: made.publicId, userId: null, providerId: ctx.actor.providerId },
    ]);
    expect(await rosterOf(eventId)).toMatchObject([{ completed: false, currentCertificateId: null }]);
    await expect(requestCertificate(visit, key(), asked(eventId))).rejects.toMatchObject({ code: 'conflict' });
    await expect(requestCorrection(visit, key(), answer.serial, correction({ name: 'Zoe' }))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('a certificate that was replaced is not revoked; the refusal names the one that is valid', async () => {
    const { eventId, visit } = await connected();
    const { answer: old } = await requestCertificate(visit, key(), asked(eventId));
    const { answer } = await requestCorrection(visit, key(), old.serial, correction({ name: 'Zoe Nandu' }));
    await expect(requestRevocation(visit, old.serial, { reason: 'x' })).rejects.toMatchObject({
      code: 'conflict',
      sentence: expect.stringContaining(answer.serial),
    });
    expect(await findCertificate(visit, answer.serial)).toMatchObject({ state: 'valid' });
  });

  test('another provider’s certificate is neither corrected nor revoked, and is exactly like a missing one', async () => {
    const { eventId, visit } = await connected();
    const { answer } = await requestCertificate(visit, key(), asked(eventId));
    const { visit: stranger } = await connected();
    const refusalOf = (asking: Promise<unknown>) =>
      asking.then(
        () => 'answered',
        (error) => [error.code, error.sentence],
      );
    const attempts = [
      (serial: string) => requestCorrection(stranger, key(), serial, correction({ name: 'Mine Now' })),
      (serial: string) => requestRevocation(stranger, serial, { reason: 'x' }),
    ];
    for (const attempt of attempts) {
      const foreign = await refusalOf(attempt(answer.serial));
      expect(foreign).toEqual(await refusalOf(attempt('K7Q3-9F2M-XT4W')));
      expect(foreign[0]).toBe('not_found');
    }
    expect(await findCertificate(visit, answer.serial)).toMatchObject({ state: 'valid', name: 'Zoë Ñandú' });
  });

  test('events are listed newest first, one page at a time', async () => {
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
      testDb.db.select().from(learningSystemRequests).where(eq(learningSystemRequests.keyId, visit.actor.keyId));
    await purge(onDay(ctx, '2026-06-03'));
    expect(await left()).toHaveLength(1);
    await purge(onDay(ctx, '2026-06-04'));
    expect(await left()).toHaveLength(0);
  });
});
