import '../support/settings';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { lockProviderToAdd } from '@/db/queries/event-writing';
import { takeWebhook } from '@/db/queries/webhooks';
import { mails, providerExports, providers, sessions, users } from '@/db/schema';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { checkCertificate } from '@/lib/certificates/verify/check-certificate';
import { getEvent } from '@/lib/events/find-event';
import { purge } from '@/lib/jobs/purge';
import { addDays } from '@/lib/platform/days';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { getDirectoryEntry, listDirectory } from '@/lib/providers/directory';
import { providerListSchema } from '@/lib/providers/list-query';
import { closeProviderSchema, proposeToClose, reopenProvider } from '@/lib/providers/staff/closing/close-provider';
import { countProviderHoldings } from '@/lib/providers/staff/count-holdings';
import { askForExport, listProviderExports, openExport } from '@/lib/providers/staff/export/exports';
import { makeExport } from '@/lib/providers/staff/export/make-export';
import { listProviders } from '@/lib/providers/staff/list-providers';
import { addNote } from '@/lib/providers/staff/notes';
import { confirmProposal } from '@/lib/providers/staff/proposals/decide-proposal';
import { setStanding, setStandingSchema } from '@/lib/providers/staff/standing/set-standing';
import { followLink } from '@/lib/share-links/open-link';
import { getPrincipal } from '@/lib/users/acting/start-acting';
import { findActingMember } from '@/lib/users/acting-member';
import { findSignedIn } from '@/lib/users/find-signed-in';
import { listPrograms } from '@/lib/users/list-programs';
import { hashToken } from '@/lib/users/token';
import { recordDocument } from '@/lib/yearly-documents/staff/record-document';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { givenKey, visitWith } from '../support/learning-systems';
import { onDay, providerContext, staffContext } from '../support/people';
import { attendeeVisit, givenLink } from '../support/share-links';
import { soon } from '../support/soon';
import { waitingForLocks } from '../support/waiting-for-locks';

const test_ = testDatabase();
afterAll(closeRenderer);

const TODAY = '2026-05-03';
const REASON = 'The school closed.';

/** A provider with an event, a certificate, a link and a key. */
async function given() {
  const ctx = await providerContext(test_.db, { today: TODAY });
  const email = `${crypto.randomUUID()}@example.org`;
  await test_.db.update(users).set({ email }).where(eq(users.id, ctx.actor.userId));
  const eventId = await givenEvent(ctx, { title: '=Fractions, “fast”' });
  const attendeeId = await givenAttendee(ctx, eventId, { name: 'Zoë Ñandú', completed: true });
  const { issued } = await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] });
  const { token } = await givenLink(ctx, eventId);
  const { key } = await givenKey(ctx);
  const staff = await staffContext(test_.db, { today: TODAY });
  return { ctx, email, eventId, serial: issued[0]!.serial, token, key, staff, providerId: ctx.actor.providerId };
}

async function close(staff: Context, providerId: number) {
  const proposalId = await proposeToClose(staff, { ...closeProviderSchema.parse({ reason: REASON }), providerId });
  const second = await staffContext(test_.db, { today: TODAY });
  await confirmProposal(second, { providerId, proposalId, note: '' });
  return { second, proposalId };
}

async function signIn({ actor, clock }: Context, providerId: number): Promise<string> {
  const token = crypto.randomUUID();
  const at = clock.now();
  const session = { tokenHash: hashToken(token), userId: actor.userId, providerId, createdAt: at, lastSeenAt: at };
  await test_.db.insert(sessions).values(session);
  return token;
}

test('a provider is not closed while something is added to it', async () => {
  const { staff, providerId } = await given();
  let closing: Promise<unknown> | undefined;
  await test_.db.transaction(async (tx) => {
    expect(await lockProviderToAdd(tx, providerId)).toMatchObject({ standing: 'good' });
    closing = close(staff, providerId);
    await soon(async () => (await waitingForLocks(test_.db)) > 0);
  });
  await closing;
  expect(await lockProviderToAdd(test_.db, providerId)).toMatchObject({ standing: 'closed' });
});

test('closing takes two people; then the agency has the records, and nobody else works with them', async () => {
  const { ctx, email, eventId, serial, token, key, staff, providerId } = await given();
  const session = await signIn(ctx, providerId);
  expect(await findSignedIn(ctx, session)).toMatchObject({ actor: { providerId } });
  const { second, proposalId } = await close(staff, providerId);
  await expectAudit(test_.db, 'provider.standing_changed', `provider:${providerId}`, {
    userId: second.actor.userId,
    details: {
      before: 'good',
      after: 'closed',
      from: TODAY,
      reviewOn: null,
      reason: REASON,
      proposalId,
      proposedBy: staff.actor.userId,
    },
  });
  const told = await test_.db.select().from(mails).where(eq(mails.toAddress, email));
  expect(told.map(({ text }) => text).join()).toContain(REASON);

  expect(await findSignedIn(ctx, session)).toBeNull();
  expect(await listPrograms(ctx)).toEqual([]);
  expect(await findActingMember(test_.db, { userId: ctx.actor.userId, providerId, today: TODAY })).toBeNull();
  await expect(getPrincipal(staff, providerId)).rejects.toMatchObject({ code: 'forbidden' });
  expect((await followLink(attendeeVisit(ctx), token))?.open?.whyNotNow).toContain('is closed');
  await expect(visitWith(ctx, key.secret)).rejects.toMatchObject({
    code: 'forbidden',
    sentence: expect.stringContaining('is closed and no longer gives out certificates.'),
  });

  expect(await getEvent(staff, eventId)).toMatchObject({ id: eventId });
  expect(await checkCertificate(attendeeVisit(ctx), serial)).toMatchObject({
    certificate: { standing: { kind: 'valid' }, provider: 'closed' },
  });
  const query = providerListSchema.parse({ q: ctx.actor.providerName, place: '', type: '', after: null });
  expect((await listDirectory(ctx, query)).entries).toEqual([]);
  expect(await getDirectoryEntry(ctx, providerId)).toMatchObject({
    standing: 'Closed: it no longer offers events or gives out certificates',
  });
  expect((await listProviders(staff, query)).providers).toMatchObject([{ id: providerId, standing: 'closed' }]);
  await expect(proposeToClose(staff, { providerId, reason: REASON })).rejects.toMatchObject({ code: 'invalid' });
  const good = setStandingSchema.parse({ standing: 'good', from: TODAY, reviewOn: '', reason: REASON, shown: '' });
  await expect(setStanding(staff, { ...good, providerId })).rejects.toMatchObject({ code: 'invalid' });
});

test('a person who also works for another provider continues there', async () => {
  const { ctx, staff, providerId } = await given();
  const other = await providerContext(test_.db, { today: TODAY });
  await test_.db.execute(
    `insert into memberships (user_id, provider_id, role) values (${ctx.actor.userId}, ${other.actor.providerId}, 'viewer')`,
  );
  await close(staff, providerId);
  expect(await listPrograms(ctx)).toMatchObject([{ providerId: other.actor.providerId, role: 'viewer' }]);
  const session = await signIn(ctx, other.actor.providerId);
  expect(await findSignedIn(ctx, session)).toMatchObject({ session: { severalProviders: false } });
});

test('webhooks of a closed provider are quiet', async () => {
  const { ctx, staff, providerId } = await given();
  const [row] = await test_.db.execute<{ id: string }>(
    `insert into webhooks (provider_id, public_id, url, types, encrypted_secret, created_by, created_at)
     values (${providerId}, 'wh_${providerId}', 'https://example.org', '{count.due}', 'x', ${ctx.actor.userId}, now()) returning id`,
  );
  const take = () =>
    takeWebhook(test_.db, Number(row!.id), { now: ctx.clock.now(), until: new Date(ctx.clock.now().getTime() + 1) });
  await close(staff, providerId);
  expect(await take()).toBeNull();
  await reopenProvider(staff, { providerId, reason: 'It exists again.' });
  expect(await take()).toMatchObject({ providerId });
});

test('one person reopens it with a reason, and everything works again', async () => {
  const { ctx, token, key, staff, providerId } = await given();
  await expect(reopenProvider(staff, { providerId, reason: REASON })).rejects.toMatchObject({ code: 'invalid' });
  await close(staff, providerId);
  await expect(reopenProvider(ctx, { providerId, reason: REASON })).rejects.toMatchObject({ code: 'forbidden' });
  await reopenProvider(staff, { providerId, reason: 'It exists again.' });
  await expectAudit(test_.db, 'provider.standing_changed', `provider:${providerId}`, {
    userId: staff.actor.userId,
  });
  const session = await signIn(ctx, providerId);
  expect(await findSignedIn(ctx, session)).toMatchObject({ actor: { providerId, standing: 'good' } });
  expect((await followLink(attendeeVisit(ctx), token))?.open?.whyNotNow).toBeNull();
  expect(await visitWith(ctx, key.secret)).toMatchObject({ actor: { providerId } });
});

test('what belongs to a provider is counted', async () => {
  const { ctx, staff, providerId } = await given();
  await givenEvent(ctx, { startsOn: '2026-04-02' });
  expect(await countProviderHoldings(staff, providerId)).toEqual({
    events: 2,
    conferences: 0,
    certificates: 1,
    countsDue: 1,
    users: 1,
    keys: 1,
    webhooks: 0,
    shareLinks: 1,
    requests: 0,
  });
  await expect(countProviderHoldings(ctx, providerId)).rejects.toMatchObject({ code: 'forbidden' });
});

describe('the export', () => {
  const job = (staff: Context) => ({
    ...staff,
    actor: { kind: 'job', name: 'provider_export', for: null } as const,
    lastTry: true,
  });

  async function filesOf(staff: Context, providerId: number): Promise<(name: string) => string> {
    const [latest] = await listProviderExports(staff, providerId);
    await makeExport(job(staff), latest!.id);
    const { name, pieces } = await openExport(staff, { providerId, exportId: latest!.id });
    expect(name).toBe(`pdups-provider-${providerId}-${TODAY}.zip`);
    const bytes: Uint8Array[] = [];
    for await (const piece of pieces) bytes.push(piece);
    const folder = mkdtempSync(path.join(tmpdir(), 'export-'));
    const zip = path.join(folder, 'export.zip');
    writeFileSync(zip, Buffer.concat(bytes));
    const read = (file: string) => execFileSync('unzip', ['-p', zip, file], { encoding: 'utf8' });
    const files = new Map(
      ['provider.json', 'events.csv', 'counts.csv', 'interim-counts.csv', 'rosters.csv', 'certificates.csv'].map(
        (file) => [file, read(file)],
      ),
    );
    rmSync(folder, { recursive: true });
    return (file) => files.get(file)!;
  }

  test('is made when a provider closes, with everything on record and no note of staff', async () => {
    const { ctx, eventId, serial, staff, providerId } = await given();
    await addNote(staff, { providerId, text: 'They sound angry.' });
    const report = { providerId, kind: 'report', year: 2025, receivedOn: TODAY, how: 'mail' } as const;
    await recordDocument(staff, { ...report, note: 'An angry report.' });
    const { second } = await close(staff, providerId);
    await expectAudit(test_.db, 'provider.export_asked', `provider:${providerId}`, { userId: second.actor.userId });
    const file = await filesOf(second, providerId);
    expect(JSON.parse(file('provider.json'))).toMatchObject({
      id: providerId,
      name: ctx.actor.providerName,
      standings: [{ standing: 'closed', reason: REASON }],
      yearlyDocuments: [{ kind: 'report', reportingYear: '2025–26', receivedOn: TODAY, how: 'mail' }],
    });
    // What a spreadsheet would run as a formula is made harmless.
    expect(file('events.csv')).toContain(`${eventId},"'=Fractions, “fast”"`);
    expect(file('rosters.csv')).toContain(`${eventId},Zoë Ñandú`);
    expect(file('certificates.csv')).toContain(`${serial},${eventId},Zoë Ñandú`);
    expect(file('counts.csv')).toContain('Event number');
    const all = ['provider.json', 'events.csv', 'counts.csv', 'interim-counts.csv', 'rosters.csv', 'certificates.csv']
      .map(file)
      .join();
    expect(all).not.toContain('angry');
    await expectAudit(test_.db, 'provider.export_downloaded', `provider:${providerId}`, {
      userId: second.actor.userId,
    });
  });

  test('is made on request, once at a time, for staff only, and kept for a month', async () => {
    const { ctx, staff, providerId } = await given();
    await Promise.all([askForExport(staff, providerId), askForExport(staff, providerId)]);
    const exports = await listProviderExports(staff, providerId);
    expect(exports).toHaveLength(1);
    await expect(openExport(staff, { providerId, exportId: exports[0]!.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    await filesOf(staff, providerId);
    await expect(openExport(staff, { providerId: providerId + 1, exportId: exports[0]!.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    for (const refused of [
      askForExport(ctx, providerId),
      listProviderExports(ctx, providerId),
      openExport(ctx, { providerId, exportId: exports[0]!.id }),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
    }
    await purge(onDay(staff, addDays(TODAY, 29)));
    expect(await listProviderExports(staff, providerId)).toHaveLength(1);
    await purge(onDay(staff, addDays(TODAY, 31)));
    expect(await listProviderExports(staff, providerId)).toEqual([]);
  });

  test('that was never finished does not keep staff from a new one for longer than a day', async () => {
    const { staff, providerId } = await given();
    await askForExport(staff, providerId);
    await askForExport(onDay(staff, addDays(TODAY, 2)), providerId);
    expect(await listProviderExports(staff, providerId)).toMatchObject([
      { endedAt: null },
      { endedAt: expect.any(Date), sha256: null },
    ]);
  });

  test('ends without a file when the person who asked may not have it any longer', async () => {
    const { staff, providerId } = await given();
    await askForExport(staff, providerId);
    await test_.db.update(users).set({ staffRole: null }).where(eq(users.id, staff.actor.userId));
    const [asked] = await test_.db.select().from(providerExports).where(eq(providerExports.providerId, providerId));
    await makeExport(job(staff), asked!.id);
    const [ended] = await test_.db.select().from(providerExports).where(eq(providerExports.providerId, providerId));
    expect(ended).toMatchObject({ sha256: null, endedAt: expect.any(Date) });
    const [row] = await test_.db.select().from(providers).where(eq(providers.id, providerId));
    expect(row!.standing).toBe('good');
  });
});
