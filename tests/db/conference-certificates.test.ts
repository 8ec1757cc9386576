import '../support/settings';
import { desc } from 'drizzle-orm';
import { auditEntries, certificateEndings } from '@/db/schema';
import { beginConferenceDownload, findConferenceOfAttendee } from '@/lib/certificates/conference/of-attendee';
import type { CurrentFile } from '@/lib/certificates/download/current-files';
import { wholeFile } from '@/lib/certificates/download/current-files';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { beginOwnConferenceDownload, findConferenceOfHolder } from '@/lib/claims/conference-of-holder';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { isAbout } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';

const testDb = testDatabase();
afterAll(closeRenderer);

const CONFERENCE = 'Séliš u Ql̓ispé days';

async function issued(ctx: Context, eventId: number, given: Parameters<typeof givenAttendee>[2] = {}) {
  const attendeeId = await givenAttendee(ctx, eventId, given);
  const outcome = await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] });
  return outcome.issued[0]!;
}

/** Adds two sessions of a conference on two days and one event outside of it, with one certificate for Zoë at each. */
async function conference() {
  const ctx = await providerContext(testDb.db, { today: '2026-05-05' });
  const second = await givenEvent(ctx, { title: 'Second', startsOn: '2026-05-04', conference: 'SÉLIŠ u ql̓ispé Days' });
  const first = await givenEvent(ctx, { title: 'First', conference: CONFERENCE });
  const other = await givenEvent(ctx, { title: 'Other' });
  const zoe = await issued(ctx, second, { email: 'ZOE@example.org' });
  const before = await issued(ctx, first);
  await issued(ctx, other);
  return { ctx, first, second, zoe, before };
}

async function filesOf(files: AsyncGenerator<CurrentFile, void>): Promise<CurrentFile[]> {
  const all: CurrentFile[] = [];
  for await (const file of files) all.push(file);
  return all;
}

test('a person’s certificates of all sessions of a conference are together, first session first (M24)', async () => {
  const { ctx, second, zoe } = await conference();
  await issued(ctx, second, { name: 'Somebody Else', email: 'else@example.org' });
  const found = await findConferenceOfAttendee(ctx, { eventId: second, attendeeId: zoe.attendeeId });
  expect(found?.certificates.map(({ title }) => title)).toEqual(['First', 'Second']);
  const { files } = await beginConferenceDownload(ctx, { eventId: second, attendeeId: zoe.attendeeId });
  const got = await filesOf(files);
  expect(got.map(({ name }) => name)).toEqual(['Zoë Ñandú - First', 'Zoë Ñandú - Second']);
  expect(got.every(({ parts }) => wholeFile(parts).subarray(0, 5).toString() === '%PDF-')).toBe(true);
  const [entry] = await testDb.db
    .select()
    .from(auditEntries)
    .where(isAbout(`event:${second}`))
    .orderBy(desc(auditEntries.id));
  expect(entry).toMatchObject({ action: 'certificates.downloaded', userId: ctx.actor.userId });
});

test('a revoked certificate is not among them, and one alone is not a collection', async () => {
  const { ctx, second, zoe, before } = await conference();
  await testDb.db
    .insert(certificateEndings)
    .values({ certificateId: before.id, kind: 'revoked', reason: 'x', endedAt: ctx.clock.now() });
  const which = { eventId: second, attendeeId: zoe.attendeeId };
  expect(await findConferenceOfAttendee(ctx, which)).toBeNull();
  await expect(beginConferenceDownload(ctx, which)).rejects.toMatchObject({ code: 'not_found' });
});

test('a conference with the same name at another provider is separate, and nobody else sees it', async () => {
  const { ctx, second, zoe } = await conference();
  const other = await providerContext(testDb.db, { today: '2026-05-05' });
  await issued(other, await givenEvent(other, { title: 'Theirs', conference: CONFERENCE }));
  const which = { eventId: second, attendeeId: zoe.attendeeId };
  expect((await findConferenceOfAttendee(ctx, which))?.certificates).toHaveLength(2);
  await expect(beginConferenceDownload(other, which)).rejects.toMatchObject({ code: 'not_found' });
});

test('people without an address do not share certificates', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-05' });
  const [first, second] = [
    await givenEvent(ctx, { conference: CONFERENCE }),
    await givenEvent(ctx, { conference: CONFERENCE }),
  ];
  await issued(ctx, first, { email: null });
  const { attendeeId } = await issued(ctx, second, { email: null });
  expect(await findConferenceOfAttendee(ctx, { eventId: second, attendeeId })).toBeNull();
});

test('an attendee finds what the same browser claimed at the other sessions, and nobody else’s', async () => {
  const { ctx, first, second } = await conference();
  const visit = attendeeVisit(ctx);
  const [mine, theirs] = ['a'.repeat(64), 'b'.repeat(64)];
  const links = [await givenLink(ctx, first), await givenLink(ctx, second)];
  const claim = (token: string, holder: string) =>
    claimThroughLink(visit, { ...claimOf({ name: `Claimant ${holder[0]}` }), token, holder });
  for (const { token } of links) await claim(token, mine);
  await claim(links[0]!.token, theirs);

  const { token } = links[0]!;
  const found = await findConferenceOfHolder(visit, token, mine);
  expect(found?.certificates.map(({ title }) => title)).toEqual(['First', 'Second']);
  const { files } = await beginOwnConferenceDownload(visit, token, mine);
  expect(await filesOf(files)).toHaveLength(2);
  expect(await findConferenceOfHolder(visit, token, theirs)).toBeNull();
  expect(await findConferenceOfHolder(visit, token, null)).toBeNull();
  // A link through which this browser never claimed shows nothing, whatever else the browser has claimed.
  const another = await givenLink(ctx, second);
  expect(await findConferenceOfHolder(visit, another.token, mine)).toBeNull();
  await expect(beginOwnConferenceDownload(visit, 'no such token', mine)).rejects.toMatchObject({ code: 'not_found' });
});
