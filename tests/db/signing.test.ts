import { asc, eq } from 'drizzle-orm';
import { findPrintState } from '@/db/queries/certificates';
import { auditEntries, eventSignings, events, signatures } from '@/db/schema';
import type { Subject } from '@/lib/audit/entries';
import { listEventHistory } from '@/lib/events/event-history';
import { getEvent } from '@/lib/events/find-event';
import { clockAt } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { sharedFactsNow } from '@/lib/printing/facts-of-event';
import { CERTIFICATE_TEXTS } from '@/lib/settings/certificate-texts';
import { findOwnSignature } from '@/lib/signing/own-signature';
import { saveSignature } from '@/lib/signing/save-signature';
import { leaveForInk, signEvent } from '@/lib/signing/sign-event';
import { signatureSchema } from '@/lib/signing/signature-input';
import { expectAudit, isAbout } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';
import { givenSignature, signaturePicture } from '../support/signatures';

const testDb = testDatabase();

const typed = { kind: 'typed', typedText: 'Zoë Ñandú', printedName: 'Zoë Ñandú', title: 'Director' } as const;
const picture = { kind: 'picture', printedName: 'Zoë Ñandú', title: 'Director' } as const;

const signaturesOf = (ctx: Context) =>
  testDb.db.select().from(signatures).where(eq(signatures.userId, ctx.actor.userId)).orderBy(asc(signatures.id));

const signingsOf = (eventId: number) =>
  testDb.db.select().from(eventSignings).where(eq(eventSignings.eventId, eventId)).orderBy(asc(eventSignings.id));

const auditOf = async (subject: Subject) =>
  (await testDb.db.select().from(auditEntries).where(isAbout(subject)).orderBy(asc(auditEntries.id))).map(
    ({ action, userId, details }) => ({ action, userId, details }),
  );

/** Signs with the signature and the event that the person would see now. */
async function sign(ctx: Context, eventId: number) {
  const { version } = await getEvent(ctx, eventId);
  const { id } = (await findOwnSignature(ctx))!;
  await signEvent(ctx, {
    eventId,
    signatureId: id,
    eventVersion: version,
    statement: CERTIFICATE_TEXTS.providerStatement,
  });
}

/** Returns how Section IV of a certificate that is made now is signed. */
async function sectionIv(eventId: number) {
  const facts = sharedFactsNow((await findPrintState(testDb.db, eventId, 'every-provider', '2026-05-10'))!);
  return facts.signatureId === undefined
    ? 'ink'
    : { signatureId: facts.signatureId, by: facts.signedBy, title: facts.signedTitle, on: facts.signedOn };
}

/** Adds a colleague at the same provider. */
async function colleagueOf(ctx: Context, role: 'manager' | 'viewer' = 'manager') {
  const other = await providerContext(testDb.db, { role });
  if (ctx.actor.kind !== 'provider' || other.actor.kind !== 'provider') throw new Error('not of a provider');
  return { ...other, actor: { ...other.actor, providerId: ctx.actor.providerId } };
}

test('a new event is left for ink', async () => {
  const ctx = await providerContext(testDb.db);
  const event = await givenEvent(ctx);
  await givenSignature(ctx);
  expect(await sectionIv(event)).toBe('ink');
});

test('a person signs an event with their own signature, printed name, title and the day in Montana', async () => {
  const ctx = await providerContext(testDb.db, { at: new Date('2026-05-05T03:00:00Z') });
  const event = await givenEvent(ctx);
  const { id } = await givenSignature(ctx);
  await sign(ctx, event);
  await expectAudit(testDb.db, 'signature.saved', `user:${ctx.actor.userId}`, {
    details: { signatureId: id, kind: 'typed' },
  });
  await expectAudit(testDb.db, 'event.signed', `event:${event}`, { details: { signatureId: id, eventVersion: 1 } });
  expect(await sectionIv(event)).toEqual({
    signatureId: id,
    by: 'Zoë Ñandú',
    title: 'Curriculum Director',
    on: '2026-05-04',
  });
});

test('who signed what and when is audited, and so is leaving the line for ink again', async () => {
  const ctx = await providerContext(testDb.db);
  const event = await givenEvent(ctx);
  const { id } = await givenSignature(ctx);
  await sign(ctx, event);
  const colleague = await colleagueOf(ctx);
  await leaveForInk(colleague, { eventId: event });
  await expectAudit(testDb.db, 'event.left_for_ink', `event:${event}`, { userId: colleague.actor.userId });
  expect(await sectionIv(event)).toBe('ink');
  expect(await auditOf(`event:${event}`)).toEqual([
    { action: 'event.signed', userId: ctx.actor.userId, details: { signatureId: id, eventVersion: 1 } },
    { action: 'event.left_for_ink', userId: colleague.actor.userId, details: { signatureId: id } },
  ]);
  const { signings } = await listEventHistory(ctx, await getEvent(ctx, event));
  expect(signings.map(({ signedBy, byName }) => [signedBy, byName])).toEqual([
    [null, colleague.actor.name],
    ['Zoë Ñandú', ctx.actor.name],
  ]);
});

test('nobody signs with a colleague’s signature', async () => {
  const ctx = await providerContext(testDb.db);
  const event = await givenEvent(ctx);
  const theirs = await givenSignature(ctx);
  const colleague = await colleagueOf(ctx);
  const forged = {
    eventId: event,
    signatureId: theirs.id,
    eventVersion: 1,
    statement: CERTIFICATE_TEXTS.providerStatement,
  };
  await expect(signEvent(colleague, forged)).rejects.toMatchObject({ code: 'invalid' });
  await givenSignature(colleague);
  await expect(signEvent(colleague, forged)).rejects.toMatchObject({ code: 'conflict' });
  expect(await signingsOf(event)).toEqual([]);
});

test('another provider’s event is not found, exactly like a missing one', async () => {
  const owner = await providerContext(testDb.db);
  const other = await providerContext(testDb.db);
  const event = await givenEvent(owner);
  const { id } = await givenSignature(other);
  const refusals = await Promise.all(
    [event, 999_999_999].flatMap((eventId) =>
      [
        signEvent(other, { eventId, signatureId: id, eventVersion: 1, statement: CERTIFICATE_TEXTS.providerStatement }),
        leaveForInk(other, { eventId }),
      ].map((tried) => tried.catch(({ code, sentence }) => ({ code, sentence }))),
    ),
  );
  expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
  expect(refusals[0]).toMatchObject({ code: 'not_found' });
});

test('viewers and staff have no signature and sign nothing', async () => {
  const owner = await providerContext(testDb.db);
  const event = await givenEvent(owner);
  for (const ctx of [await colleagueOf(owner, 'viewer'), await staffContext(testDb.db)]) {
    await expect(saveSignature(ctx, typed, null)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      signEvent(ctx, {
        eventId: event,
        signatureId: 1,
        eventVersion: 1,
        statement: CERTIFICATE_TEXTS.providerStatement,
      }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(leaveForInk(ctx, { eventId: event })).rejects.toMatchObject({ code: 'forbidden' });
  }
});

test('people sign what they saw: an event or a signature that changed in the meantime leads to a question', async () => {
  const ctx = await providerContext(testDb.db);
  const event = await givenEvent(ctx, { version: 2 });
  const seen = await givenSignature(ctx);
  await expect(
    signEvent(ctx, {
      eventId: event,
      signatureId: seen.id,
      eventVersion: 1,
      statement: CERTIFICATE_TEXTS.providerStatement,
    }),
  ).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining('edited'),
  });
  await givenSignature(ctx, 'Z. Ñandú');
  await expect(
    signEvent(ctx, {
      eventId: event,
      signatureId: seen.id,
      eventVersion: 2,
      statement: CERTIFICATE_TEXTS.providerStatement,
    }),
  ).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining('signature has changed'),
  });
});

test('the same signing is recorded once: sent twice, or ten times at once, or again on the same day', async () => {
  const ctx = await providerContext(testDb.db);
  const event = await givenEvent(ctx);
  await givenSignature(ctx);
  await Promise.all(Array.from({ length: 10 }, () => sign(ctx, event)));
  await sign(ctx, event);
  expect(await signingsOf(event)).toHaveLength(1);
  await Promise.all(Array.from({ length: 10 }, () => leaveForInk(ctx, { eventId: event })));
  expect(await signingsOf(event)).toHaveLength(2);
});

test('leaving an unsigned event for ink records nothing', async () => {
  const ctx = await providerContext(testDb.db);
  const event = await givenEvent(ctx);
  await leaveForInk(ctx, { eventId: event });
  expect(await signingsOf(event)).toEqual([]);
  expect(await auditOf(`event:${event}`)).toEqual([]);
});

test('signing again on a later day gives later certificates the new date', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-01' });
  const event = await givenEvent(ctx);
  await givenSignature(ctx);
  await sign(ctx, event);
  await sign(onDay(ctx, '2026-05-04'), event);
  expect(await sectionIv(event)).toMatchObject({ on: '2026-05-04' });
});

test('an event that was edited after it was signed is signed again, even on the same day', async () => {
  const ctx = await providerContext(testDb.db, { at: new Date('2026-05-01T15:00:00Z') });
  const event = await givenEvent(ctx);
  await givenSignature(ctx);
  await sign(ctx, event);
  await testDb.db
    .update(events)
    .set({ updatedAt: new Date('2026-05-01T16:00:00Z') })
    .where(eq(events.id, event));
  const later = { ...ctx, clock: clockAt(() => new Date('2026-05-01T17:00:00Z')) };
  await sign(later, event);
  await sign(later, event);
  expect(await signingsOf(event)).toHaveLength(2);
});

test('of two people who sign at once, the last one counts', async () => {
  const ctx = await providerContext(testDb.db);
  const colleague = await colleagueOf(ctx);
  const event = await givenEvent(ctx);
  const mine = await givenSignature(ctx);
  const theirs = await givenSignature(colleague);
  await Promise.all([sign(ctx, event), sign(colleague, event)]);
  const written = await signingsOf(event);
  expect(written.map(({ signatureId }) => signatureId).sort()).toEqual([mine.id, theirs.id].sort());
  expect(await sectionIv(event)).toMatchObject({ signatureId: written.at(-1)!.signatureId });
});

test('a new signature changes nothing that is already signed', async () => {
  const ctx = await providerContext(testDb.db);
  const event = await givenEvent(ctx);
  const first = await givenSignature(ctx);
  await sign(ctx, event);
  await saveSignature(ctx, { ...typed, typedText: 'Z. N.', title: 'Superintendent' }, null);
  expect(await sectionIv(event)).toMatchObject({ signatureId: first.id, title: 'Curriculum Director' });
});

test('a signature that is saved twice, or three times at once, is one signature', async () => {
  const ctx = await providerContext(testDb.db);
  const file = await signaturePicture();
  await Promise.all(Array.from({ length: 3 }, () => saveSignature(ctx, picture, file)));
  expect(await signaturesOf(ctx)).toHaveLength(1);
  await saveSignature(ctx, picture, await signaturePicture(30));
  await saveSignature(ctx, typed, null);
  expect((await signaturesOf(ctx)).map(({ kind }) => kind)).toEqual(['picture', 'picture', 'typed']);
});

test('the current picture remains when only the printed name or the title changes', async () => {
  const ctx = await providerContext(testDb.db);
  await saveSignature(ctx, picture, await signaturePicture());
  expect(await saveSignature(ctx, { ...picture, title: 'Principal' }, null)).toEqual({ kind: 'saved' });
  const [before, after] = await signaturesOf(ctx);
  expect(after!.title).toBe('Principal');
  expect(after!.picture!.equals(before!.picture!)).toBe(true);
});

test('without a drawing or a picture nothing is saved, and the sentence says what to do', async () => {
  const ctx = await providerContext(testDb.db);
  expect(await saveSignature(ctx, picture, null)).toMatchObject({ sentence: 'Choose a picture of your signature.' });
  expect(await saveSignature(ctx, { ...picture, kind: 'drawn', drawing: '' }, null)).toMatchObject({
    kind: 'no-picture',
    sentence: expect.stringContaining('type it instead'),
  });
  expect(await saveSignature(ctx, picture, Buffer.from('<svg/>'))).toMatchObject({
    sentence: expect.stringContaining('not a PNG or JPEG'),
  });
  expect(await findOwnSignature(ctx)).toBeNull();
});

test('nobody needs more pictures than the limit in 15 minutes', async () => {
  const ctx = await providerContext(testDb.db);
  const tries = Array.from({ length: 31 }, () => saveSignature(ctx, picture, null).catch(({ code }) => code));
  expect((await Promise.all(tries)).filter((outcome) => outcome === 'too_many')).toHaveLength(1);
});

test('the database never changes signatures and signings', async () => {
  const ctx = await providerContext(testDb.db);
  const event = await givenEvent(ctx);
  await givenSignature(ctx);
  await sign(ctx, event);
  for (const attempt of [
    testDb.db.update(signatures).set({ title: 'Forged' }),
    testDb.db.delete(signatures),
    testDb.db.update(eventSignings).set({ signatureId: null }),
    testDb.db.delete(eventSignings),
  ]) {
    await expect(attempt).rejects.toThrow();
  }
});

test.each([
  [{ ...typed, typedText: ' ' }, 'typedText', 'Enter your signature.'],
  [
    { ...typed, typedText: 'Zoë 😀' },
    'typedText',
    '“😀” can’t be printed on a certificate. Leave it out or spell it another way.',
  ],
  [{ ...typed, printedName: '' }, 'printedName', 'Enter your printed name.'],
  [
    { ...typed, printedName: 'Zoë\u202eN' },
    'printedName',
    'Your printed name contains an invisible character. Type it again without it.',
  ],
  [{ ...typed, title: '' }, 'title', 'Enter your title.'],
  [{ ...typed, title: 'x'.repeat(81) }, 'title', 'Your title can have at most 80 characters.'],
  [{ ...typed, kind: undefined }, 'kind', 'Choose how you sign.'],
  [{ ...typed, kind: 'svg' }, 'kind', 'Choose how you sign.'],
])('%j is refused with a sentence at its field', (given, field, sentence) => {
  const [issue] = signatureSchema.safeParse(given).error?.issues ?? [];
  expect([issue?.path.join('.'), issue?.message]).toEqual([field, sentence]);
});
