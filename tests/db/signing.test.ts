import { asc, eq } from 'drizzle-orm';
import { findPrintState } from '@/db/queries/certificates';
import { auditEntries, eventSignings, events, signatures } from '@/db/schema';
import { sharedFactsNow } from '@/lib/certificates/facts-of-event';
import { findOwnSignature } from '@/lib/certificates/signing/own-signature';
import { saveSignature } from '@/lib/certificates/signing/save-signature';
import { leaveForInk, signEvent } from '@/lib/certificates/signing/sign-event';
import { signatureSchema } from '@/lib/certificates/signing/signature-input';
import { listEventHistory } from '@/lib/events/event-history';
import { getEvent } from '@/lib/events/find-event';
import { clockAt } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';
import { givenSignature, signaturePicture } from '../support/signatures';

const held = testDatabase();

const typed = { kind: 'typed', typedText: 'Zoë Ñandú', printedName: 'Zoë Ñandú', title: 'Director' } as const;
const picture = { kind: 'picture', printedName: 'Zoë Ñandú', title: 'Director' } as const;

const signaturesOf = (ctx: Context) =>
  held.db.select().from(signatures).where(eq(signatures.userId, ctx.actor.userId)).orderBy(asc(signatures.id));

const signingsOf = (eventId: number) =>
  held.db.select().from(eventSignings).where(eq(eventSignings.eventId, eventId)).orderBy(asc(eventSignings.id));

const auditOf = async (subject: string) =>
  (
    await held.db.select().from(auditEntries).where(eq(auditEntries.subject, subject)).orderBy(asc(auditEntries.id))
  ).map(({ action, userId, details }) => ({ action, userId, details }));

/** Signs with the signature and the event that the person would see now. */
async function sign(ctx: Context, eventId: number) {
  const { version } = await getEvent(ctx, eventId);
  const { id } = (await findOwnSignature(ctx))!;
  await signEvent(ctx, { eventId, signatureId: id, eventVersion: version });
}

/** How Section IV of a certificate that is made now is signed. */
async function sectionIv(eventId: number) {
  const facts = sharedFactsNow((await findPrintState(held.db, eventId, 'every-provider'))!);
  return facts.signatureId === undefined
    ? 'ink'
    : { signatureId: facts.signatureId, by: facts.signedBy, title: facts.signedTitle, on: facts.signedOn };
}

/** A colleague at the same provider. */
async function colleagueOf(ctx: Context, role: 'manager' | 'viewer' = 'manager') {
  const other = await providerContext(held.db, { role });
  if (ctx.actor.kind !== 'provider' || other.actor.kind !== 'provider') throw new Error('not of a provider');
  return { ...other, actor: { ...other.actor, providerId: ctx.actor.providerId } };
}

test('a new event is left for ink', async () => {
  const ctx = await providerContext(held.db);
  const event = await givenEvent(ctx);
  await givenSignature(ctx);
  expect(await sectionIv(event)).toBe('ink');
});

test('who signs an event signs it with the own signature, printed name, title and the day in Montana', async () => {
  const ctx = await providerContext(held.db, { at: new Date('2026-05-05T03:00:00Z') });
  const event = await givenEvent(ctx);
  const { id } = await givenSignature(ctx);
  await sign(ctx, event);
  expect(await sectionIv(event)).toEqual({
    signatureId: id,
    by: 'Zoë Ñandú',
    title: 'Curriculum Director',
    on: '2026-05-04',
  });
});

test('who signed what and when is audited, and so is leaving the line for ink again', async () => {
  const ctx = await providerContext(held.db);
  const event = await givenEvent(ctx);
  const { id } = await givenSignature(ctx);
  await sign(ctx, event);
  const colleague = await colleagueOf(ctx);
  await leaveForInk(colleague, { eventId: event });
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
  const ctx = await providerContext(held.db);
  const event = await givenEvent(ctx);
  const theirs = await givenSignature(ctx);
  const colleague = await colleagueOf(ctx);
  const forged = { eventId: event, signatureId: theirs.id, eventVersion: 1 };
  await expect(signEvent(colleague, forged)).rejects.toMatchObject({ code: 'invalid' });
  await givenSignature(colleague);
  await expect(signEvent(colleague, forged)).rejects.toMatchObject({ code: 'conflict' });
  expect(await signingsOf(event)).toEqual([]);
});

test('another provider’s event is not found, exactly like a missing one', async () => {
  const owner = await providerContext(held.db);
  const other = await providerContext(held.db);
  const event = await givenEvent(owner);
  const { id } = await givenSignature(other);
  const refusals = await Promise.all(
    [event, 999_999_999].flatMap((eventId) =>
      [signEvent(other, { eventId, signatureId: id, eventVersion: 1 }), leaveForInk(other, { eventId })].map((tried) =>
        tried.catch(({ code, sentence }) => ({ code, sentence })),
      ),
    ),
  );
  expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
  expect(refusals[0]).toMatchObject({ code: 'not_found' });
});

test('viewers and staff keep no signature and sign nothing', async () => {
  const owner = await providerContext(held.db);
  const event = await givenEvent(owner);
  for (const ctx of [await colleagueOf(owner, 'viewer'), await staffContext(held.db)]) {
    await expect(saveSignature(ctx, typed, null)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(signEvent(ctx, { eventId: event, signatureId: 1, eventVersion: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(leaveForInk(ctx, { eventId: event })).rejects.toMatchObject({ code: 'forbidden' });
  }
});

test('what is signed is what the person saw: an event edited meanwhile, or another signature, is asked about', async () => {
  const ctx = await providerContext(held.db);
  const event = await givenEvent(ctx, { version: 2 });
  const seen = await givenSignature(ctx);
  await expect(signEvent(ctx, { eventId: event, signatureId: seen.id, eventVersion: 1 })).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining('edited'),
  });
  await givenSignature(ctx, 'Z. Ñandú');
  await expect(signEvent(ctx, { eventId: event, signatureId: seen.id, eventVersion: 2 })).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining('signature was changed'),
  });
});

test('the same signing is written once: sent twice, or ten times at once, or again on the same day', async () => {
  const ctx = await providerContext(held.db);
  const event = await givenEvent(ctx);
  await givenSignature(ctx);
  await Promise.all(Array.from({ length: 10 }, () => sign(ctx, event)));
  await sign(ctx, event);
  expect(await signingsOf(event)).toHaveLength(1);
  await Promise.all(Array.from({ length: 10 }, () => leaveForInk(ctx, { eventId: event })));
  expect(await signingsOf(event)).toHaveLength(2);
});

test('leaving for ink what nobody signed writes nothing', async () => {
  const ctx = await providerContext(held.db);
  const event = await givenEvent(ctx);
  await leaveForInk(ctx, { eventId: event });
  expect(await signingsOf(event)).toEqual([]);
  expect(await auditOf(`event:${event}`)).toEqual([]);
});

test('signing again on a later day dates later certificates anew', async () => {
  const ctx = await providerContext(held.db, { today: '2026-05-01' });
  const event = await givenEvent(ctx);
  await givenSignature(ctx);
  await sign(ctx, event);
  await sign(onDay(ctx, '2026-05-04'), event);
  expect(await sectionIv(event)).toMatchObject({ on: '2026-05-04' });
});

test('an event that was edited after it was signed is signed again, even on the same day', async () => {
  const ctx = await providerContext(held.db, { at: new Date('2026-05-01T15:00:00Z') });
  const event = await givenEvent(ctx);
  await givenSignature(ctx);
  await sign(ctx, event);
  await held.db
    .update(events)
    .set({ updatedAt: new Date('2026-05-01T16:00:00Z') })
    .where(eq(events.id, event));
  const later = { ...ctx, clock: clockAt(() => new Date('2026-05-01T17:00:00Z')) };
  await sign(later, event);
  await sign(later, event);
  expect(await signingsOf(event)).toHaveLength(2);
});

test('of two people who sign at once the last one counts', async () => {
  const ctx = await providerContext(held.db);
  const colleague = await colleagueOf(ctx);
  const event = await givenEvent(ctx);
  const mine = await givenSignature(ctx);
  const theirs = await givenSignature(colleague);
  await Promise.all([sign(ctx, event), sign(colleague, event)]);
  const written = await signingsOf(event);
  expect(written.map(({ signatureId }) => signatureId).sort()).toEqual([mine.id, theirs.id].sort());
  expect(await sectionIv(event)).toMatchObject({ signatureId: written.at(-1)!.signatureId });
});

test('a new signature changes nothing that is signed already', async () => {
  const ctx = await providerContext(held.db);
  const event = await givenEvent(ctx);
  const first = await givenSignature(ctx);
  await sign(ctx, event);
  await saveSignature(ctx, { ...typed, typedText: 'Z. N.', title: 'Superintendent' }, null);
  expect(await sectionIv(event)).toMatchObject({ signatureId: first.id, title: 'Curriculum Director' });
});

test('a signature that is saved twice, or ten times at once, is one signature', async () => {
  const ctx = await providerContext(held.db);
  const file = await signaturePicture();
  await Promise.all(Array.from({ length: 10 }, () => saveSignature(ctx, picture, file)));
  expect(await signaturesOf(ctx)).toHaveLength(1);
  await saveSignature(ctx, picture, await signaturePicture(30));
  await saveSignature(ctx, typed, null);
  expect((await signaturesOf(ctx)).map(({ kind }) => kind)).toEqual(['picture', 'picture', 'typed']);
});

test('the picture in use is kept when only the printed name or the title changes', async () => {
  const ctx = await providerContext(held.db);
  await saveSignature(ctx, picture, await signaturePicture());
  expect(await saveSignature(ctx, { ...picture, title: 'Principal' }, null)).toEqual({ kind: 'saved' });
  const [before, after] = await signaturesOf(ctx);
  expect(after!.title).toBe('Principal');
  expect(after!.picture!.equals(before!.picture!)).toBe(true);
});

test('without a drawing or a picture nothing is saved, and the sentence says what to do', async () => {
  const ctx = await providerContext(held.db);
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

test('so many pictures in a quarter of an hour are no person’s', async () => {
  const ctx = await providerContext(held.db);
  const tries = Array.from({ length: 31 }, () => saveSignature(ctx, picture, null).catch(({ code }) => code));
  expect((await Promise.all(tries)).filter((outcome) => outcome === 'too_many')).toHaveLength(1);
});

test('the database keeps signatures and signings as they were written', async () => {
  const ctx = await providerContext(held.db);
  const event = await givenEvent(ctx);
  await givenSignature(ctx);
  await sign(ctx, event);
  for (const attempt of [
    held.db.update(signatures).set({ title: 'Forged' }),
    held.db.delete(signatures),
    held.db.update(eventSignings).set({ signatureId: null }),
    held.db.delete(eventSignings),
  ]) {
    await expect(attempt).rejects.toThrow();
  }
});

test.each([
  [{ ...typed, typedText: ' ' }, 'typedText', 'Enter your signature.'],
  [
    { ...typed, typedText: 'Zoë 😀' },
    'typedText',
    '“😀” cannot be printed on a certificate. Please leave it out or spell it in another way.',
  ],
  [{ ...typed, printedName: '' }, 'printedName', 'Enter your printed name.'],
  [
    { ...typed, printedName: 'Zoë\u202eN' },
    'printedName',
    'Your printed name has a character that cannot be seen. Type it again without it.',
  ],
  [{ ...typed, title: '' }, 'title', 'Enter your title.'],
  [{ ...typed, title: 'x'.repeat(81) }, 'title', 'Your title can have at most 80 characters.'],
  [{ ...typed, kind: undefined }, 'kind', 'Choose how you sign.'],
  [{ ...typed, kind: 'svg' }, 'kind', 'Choose how you sign.'],
])('%j is refused with a sentence at its field', (given, field, sentence) => {
  const [issue] = signatureSchema.safeParse(given).error?.issues ?? [];
  expect([issue?.path.join('.'), issue?.message]).toEqual([field, sentence]);
});
