import '../support/settings';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { and, eq, sql } from 'drizzle-orm';
import { simpleParser } from 'mailparser';
import {
  attendees,
  auditEntries,
  certificateEndings,
  certificateMails,
  events,
  mailBounces,
  mails,
  namedCertificates,
} from '@/db/schema';
import { correctCertificate, correctFormSchema } from '@/lib/certificates/change/correct-certificate';
import { getCertificate, listCertificateHistory } from '@/lib/certificates/change/get-certificate';
import { revokeCertificate } from '@/lib/certificates/change/revoke-certificate';
import { beginDownload } from '@/lib/certificates/download/current-files';
import { openNamedCertificate } from '@/lib/certificates/download/open-named-certificate';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { namedFile } from '@/lib/certificates/issue/named-file';
import { listCertificates } from '@/lib/certificates/list/list-certificates';
import { certificateListSchema } from '@/lib/certificates/list/list-query';
import { findReturnedEmail } from '@/lib/certificates/mail/find-returned';
import { mailCertificate } from '@/lib/certificates/mail/mail-certificate';
import { beginRun } from '@/lib/certificates/runs/begin-run';
import { getRun } from '@/lib/certificates/runs/change-run';
import { processBulkRun } from '@/lib/certificates/runs/process-bulk-run';
import { deliverUrgentMail } from '@/lib/jobs/deliver-mail';
import { doJob } from '@/lib/jobs/do-job';
import { purge } from '@/lib/jobs/purge';
import { log } from '@/lib/platform/log';
import { listEmls, readEml } from '@/lib/platform/mail/mail-folder';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { expectAudit, isAbout } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';

const testDb = testDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'pdups-mail-'));
jest.setTimeout(60_000);
beforeAll(() => {
  log.level = 'silent';
});
afterAll(async () => {
  await closeRenderer();
  rmSync(folder, { recursive: true, force: true });
});

/** Adds an event that is over, and an attendee with a certificate of it. */
async function issued(given: Parameters<typeof givenAttendee>[2] = {}) {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
  return { ctx, eventId, ...(await issueTo(ctx, eventId, given)) };
}

async function issueTo(ctx: Context, eventId: number, given: Parameters<typeof givenAttendee>[2] = {}) {
  const attendeeId = await givenAttendee(ctx, eventId, given);
  const outcome = await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] });
  return { attendeeId, certificateId: outcome.issued[0]!.id };
}

const RIGHT = {
  name: 'Zoe Nandu',
  school: 'Big Sky School',
  educatorNumber: '12345',
  units: '6.25',
  reason: 'Misspelt.',
};

const attendee = async (id: number) => (await testDb.db.select().from(attendees).where(eq(attendees.id, id)))[0]!;
const issuedCount = async (id: number) =>
  (await testDb.db.select().from(events).where(eq(events.id, id)))[0]!.issuedCount;
const charactersOf = (certificateId: number) =>
  testDb.db.select().from(certificateMails).where(eq(certificateMails.certificateId, certificateId));
const audited = async (eventId: number, action: string) =>
  (
    await testDb.db
      .select()
      .from(auditEntries)
      .where(and(isAbout(`event:${eventId}`), eq(auditEntries.action, action)))
  ).length;

describe('correcting', () => {
  test('a corrected certificate supersedes the old one, which does not change; the roster matches the new one', async () => {
    const { ctx, eventId, attendeeId, certificateId } = await issued({ email: null });
    const before = await namedFile(testDb.db, certificateId);
    const second = await correctCertificate(ctx, { ...RIGHT, eventId, certificateId });
    const third = await correctCertificate(ctx, { ...RIGHT, units: '5', eventId, certificateId: second });
    await expectAudit(testDb.db, 'certificate.corrected', `event:${eventId}`, {
      details: expect.objectContaining({ reason: 'Misspelt.' }),
    });
    await expectAudit(testDb.db, 'certificate.issued', `event:${eventId}`, {
      details: expect.objectContaining({ origin: 'issued' }),
    });
    const [one, two, three] = await Promise.all(
      [certificateId, second, third].map((id) => getCertificate(ctx, eventId, id)),
    );
    expect(one).toMatchObject({ state: 'superseded', supersededBy: two!.serial, endReason: 'Misspelt.' });
    expect(two).toMatchObject({ state: 'superseded', supersededBy: three!.serial, name: 'Zoe Nandu' });
    expect(three).toMatchObject({ state: 'valid', name: 'Zoe Nandu', units: '5' });
    expect((await namedFile(testDb.db, certificateId)).equals(before)).toBe(true);
    expect(await attendee(attendeeId)).toMatchObject({ name: 'Zoe Nandu', units: '5.00', currentCertificateId: third });
    expect(await issuedCount(eventId)).toBe(1);
    const { certificates } = await listCertificateHistory(ctx, three!);
    expect(certificates.map(({ id }) => id)).toEqual([third, second, certificateId]);
    expect(certificates.map(({ replaced }) => replaced)).toEqual([
      {
        serial: two!.serial,
        differences: [{ field: 'Professional Development Units Earned', before: two!.units, after: '5' }],
      },
      {
        serial: one!.serial,
        differences: expect.arrayContaining([{ field: 'Name', before: one!.name, after: 'Zoe Nandu' }]),
      },
      null,
    ]);
    expect(await audited(eventId, 'certificate.corrected')).toBe(2);
  });

  test('two people who correct the same certificate at once make one new one', async () => {
    const { ctx, eventId, certificateId } = await issued();
    const outcomes = await Promise.allSettled(
      ['Zoe N.', 'Z. Nandu'].map((name) => correctCertificate(ctx, { ...RIGHT, name, eventId, certificateId })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const rejected = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(rejected).toMatchObject({ reason: { code: 'conflict' } });
    expect(await issuedCount(eventId)).toBe(1);
  });

  test('a correction does not unknowingly overwrite what was changed on the roster after its form was opened', async () => {
    const { ctx, eventId, attendeeId, certificateId } = await issued();
    const { version } = await attendee(attendeeId);
    await testDb.db
      .update(attendees)
      .set({ school: 'Big Sky School', version: version + 1 })
      .where(eq(attendees.id, attendeeId));
    const form = { ...RIGHT, school: '', version: String(version) };
    const correct = (change: object = {}) =>
      correctCertificate(ctx, { ...correctFormSchema.parse({ ...form, ...change }), eventId, certificateId });
    await expect(correct()).rejects.toMatchObject({
      code: 'conflict',
      sentence: expect.stringContaining('roster was changed'),
    });
    expect(await attendee(attendeeId)).toMatchObject({ school: 'Big Sky School', currentCertificateId: certificateId });
    await correct({ school: 'Big Sky School', version: String(version + 1) });
    expect(await issuedCount(eventId)).toBe(1);
  });

  test('a correction that changes nothing, exceeds the event’s units or names another attendee is refused and changes nothing', async () => {
    const { ctx, eventId, certificateId } = await issued({
      email: null,
      name: 'Ann Lee',
      educatorNumber: '1',
      identity: 'a',
    });
    await givenAttendee(ctx, eventId, { identity: 'name:bob lee|number:2' });
    const correct = (change: object) =>
      correctCertificate(ctx, { ...RIGHT, name: 'Ann Lee', educatorNumber: '1', ...change, eventId, certificateId });
    await expect(correct({})).rejects.toMatchObject({
      code: 'invalid',
      sentence: expect.stringMatching(/^Nothing is different/),
    });
    await expect(correct({ units: '6.5' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(correct({ name: 'Bob Lee', educatorNumber: '2' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await getCertificate(ctx, eventId, certificateId)).toMatchObject({ state: 'valid', name: 'Ann Lee' });
  });
});

describe('revoking', () => {
  test('a revoked certificate remains with its reason, and is not issued again automatically (M13)', async () => {
    const { ctx, eventId, attendeeId, certificateId } = await issued();
    await revokeCertificate(ctx, { eventId, certificateId, reason: 'Left before noon.' });
    await expectAudit(testDb.db, 'certificate.revoked', `event:${eventId}`, {
      details: expect.objectContaining({ reason: 'Left before noon.' }),
    });
    expect(await getCertificate(ctx, eventId, certificateId)).toMatchObject({
      state: 'revoked',
      endReason: 'Left before noon.',
      endedByName: ctx.actor.name,
    });
    expect(await attendee(attendeeId)).toMatchObject({ completed: false, currentCertificateId: null });
    expect(await issuedCount(eventId)).toBe(0);
    expect((await listCertificates(ctx, eventId, certificateListSchema.parse({}))).due).toBe(0);
    const again = revokeCertificate(ctx, { eventId, certificateId, reason: 'Once more.' });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
    await expect(correctCertificate(ctx, { ...RIGHT, eventId, certificateId })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(mailCertificate(ctx, { eventId, certificateId, unsigned: true })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(
      testDb.db
        .update(certificateEndings)
        .set({ reason: 'x' })
        .where(eq(certificateEndings.certificateId, certificateId)),
    ).rejects.toThrow();
  });
});

describe('emailing', () => {
  test('a certificate is emailed once, and again only after seeing the first email; a form sent twice sends one email', async () => {
    const { ctx, eventId, certificateId } = await issued();
    const send = (after?: number) => mailCertificate(ctx, { eventId, certificateId, after, unsigned: true });
    const first = await Promise.allSettled([send(), send()]);
    expect(first.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [message] = await charactersOf(certificateId);
    await expect(send()).rejects.toMatchObject({ code: 'conflict', sentence: expect.stringContaining('Send again') });
    await Promise.all([send(message!.mailId), send(message!.mailId)]);
    expect(await charactersOf(certificateId)).toHaveLength(2);
    await expectAudit(testDb.db, 'certificate.mailed', `event:${eventId}`, {
      actorKind: 'provider',
      details: expect.objectContaining({ again: true }),
    });
    expect(await audited(eventId, 'certificate.mailed')).toBe(2);
  });

  test('the email has exactly the issued file, and the address where it can be checked', async () => {
    const { ctx, eventId, certificateId } = await issued({ name: 'محمد علي', email: 'ali@example.org' });
    await mailCertificate(ctx, { eventId, certificateId, unsigned: true });
    const { mailId } = (await charactersOf(certificateId))[0]!;
    const settings = { smtpUrl: null, from: { name: 'PDUPS', address: 'opi@example.org' }, replyTo: null, folder };
    const deps = { db: testDb.db, clock: ctx.clock, settings };
    await doJob(deliverUrgentMail, deps, { id: '1', payload: { mailId }, lastTry: false });
    await doJob(deliverUrgentMail, deps, { id: '2', payload: { mailId }, lastTry: false });
    const names = await listEmls(folder);
    expect(names).toHaveLength(1);
    const mail = await simpleParser((await readEml(folder, names[0]!))!);
    expect(mail.attachments).toHaveLength(1);
    const [file] = mail.attachments;
    expect(file).toMatchObject({ contentType: 'application/pdf' });
    expect(file!.filename).toMatch(/^PDU certificate - محمد علي - Teaching fractions - .*\.pdf$/);
    expect(file!.content.equals(await namedFile(testDb.db, certificateId))).toBe(true);
    const { serial } = await getCertificate(ctx, eventId, certificateId);
    expect(mail.text).toContain(`/verify/${serial}`);
  });

  test('an email that waits is not sent if its certificate was revoked in the meantime', async () => {
    const { ctx, eventId, certificateId } = await issued();
    await mailCertificate(ctx, { eventId, certificateId, unsigned: true });
    await revokeCertificate(ctx, { eventId, certificateId, reason: 'Did not come.' });
    const { mailId } = (await charactersOf(certificateId))[0]!;
    const settings = { smtpUrl: null, from: { name: 'PDUPS', address: 'opi@example.org' }, replyTo: null, folder };
    const before = await listEmls(folder);
    const deps = { db: testDb.db, clock: ctx.clock, settings };
    await doJob(deliverUrgentMail, deps, { id: '1', payload: { mailId }, lastTry: false });
    expect(await listEmls(folder)).toEqual(before);
    const { mails: told } = await listCertificateHistory(ctx, await getCertificate(ctx, eventId, certificateId));
    expect(told).toMatchObject([{ mailId, state: 'expired' }]);
  });

  test('an email that came back is shown at the attendee and at the certificate, until it was sent again', async () => {
    const { ctx, eventId, certificateId } = await issued();
    await mailCertificate(ctx, { eventId, certificateId, unsigned: true });
    const { mailId } = (await charactersOf(certificateId))[0]!;
    const attendee = { currentCertificateId: certificateId };
    expect(await findReturnedEmail(ctx, attendee)).toBeNull();
    await testDb.db.insert(mailBounces).values({ mailId, how: 'report', status: '5.1.1', at: ctx.clock.now() });
    expect(await findReturnedEmail(ctx, attendee)).toEqual({
      toAddress: expect.stringContaining('@'),
      why: 'there is no mailbox with this address.',
    });
    const certificate = await getCertificate(ctx, eventId, certificateId);
    expect((await listCertificateHistory(ctx, certificate)).mails).toMatchObject([{ mailId, bounceStatus: '5.1.1' }]);
    await mailCertificate(ctx, { eventId, certificateId, after: mailId, unsigned: true });
    expect(await findReturnedEmail(ctx, attendee)).toBeNull();
    expect(await findReturnedEmail(ctx, { currentCertificateId: null })).toBeNull();
  });

  test('emailing everyone leaves out people who got the email, have no address, or have no valid certificate', async () => {
    const { ctx, eventId, ...one } = await issued();
    const silent = await issueTo(ctx, eventId, { email: null });
    const revoked = await issueTo(ctx, eventId, { email: 'c@example.org' });
    const others = await Promise.all(
      ['d@example.org', 'e@example.org'].map((email) => issueTo(ctx, eventId, { email })),
    );
    await mailCertificate(ctx, { eventId, certificateId: one.certificateId, unsigned: true });
    const runId = await beginRun(ctx, { eventId, kind: 'mail', unsigned: true, requestKey: crypto.randomUUID() });
    await revokeCertificate(ctx, { eventId, certificateId: revoked.certificateId, reason: 'Did not come.' });
    await Promise.all([processBulkRun(ctx, runId), processBulkRun(ctx, runId)]);
    const { run, problems } = await getRun(ctx, eventId, runId);
    expect(run).toMatchObject({ state: 'done', total: 3 });
    expect(problems).toEqual([
      { attendeeId: revoked.attendeeId, name: 'Zoë Ñandú', problem: 'No longer has a certificate.' },
    ]);
    const counts = await Promise.all(
      [one, silent, revoked, ...others].map(async ({ certificateId }) => (await charactersOf(certificateId)).length),
    );
    expect(counts).toEqual([1, 0, 0, 1, 1]);
    const again = beginRun(ctx, { eventId, kind: 'mail', unsigned: true, requestKey: crypto.randomUUID() });
    await expect(again).rejects.toMatchObject({ code: 'invalid' });
  });

  test('the product remembers for years that a certificate was emailed, so that it is not emailed again', async () => {
    const { ctx, eventId, certificateId } = await issued();
    await mailCertificate(ctx, { eventId, certificateId, unsigned: true });
    await testDb.db.update(mails).set({ state: 'sent' }).where(eq(mails.certificateId, certificateId));
    await purge({ db: testDb.db, clock: onDay(ctx, '2029-05-04').clock });
    expect(await charactersOf(certificateId)).toHaveLength(1);
  });
});

describe('the list and the downloads', () => {
  test('certificates are found by name without accents, by serial and by state, and paged by key both ways', async () => {
    const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
    const eventId = await givenEvent(ctx);
    const { certificateId } = await issueTo(ctx, eventId, { name: 'Séliš Ql̓ispé' });
    const row = await getCertificate(ctx, eventId, certificateId);
    // The database copies the first certificate for 119 more attendees, to fill three pages.
    for (let n = 0; n < 119; n++) await givenAttendee(ctx, eventId, { name: `Person ${n}` });
    await testDb.db.execute(sql`
      insert into named_certificates (serial, event_id, attendee_id, facts, template_version, base_id, bytes, sha256, length, sealed, origin, issued_by, issued_at, search_text)
      select 'S' || a.id, a.event_id, a.id, c.facts, c.template_version, c.base_id, c.bytes, c.sha256, c.length, c.sealed, c.origin, c.issued_by, c.issued_at, lower(a.name)
      from attendees a, named_certificates c where a.event_id = ${eventId} and a.current_certificate_id is null and c.id = ${certificateId}`);
    const list = (query: object) => listCertificates(ctx, eventId, certificateListSchema.parse(query));
    const ids = async (query: object) => (await list(query)).certificates.map(({ id }) => id);
    expect(await ids({ q: 'selis qlispe' })).toEqual([certificateId]);
    expect(await ids({ q: row.serial.toLowerCase() })).toEqual([certificateId]);
    expect(await ids({ state: 'revoked' })).toEqual([]);
    expect(await ids({ q: '%' })).toEqual([]);
    const seen: number[] = [];
    let page = await list({});
    expect(page.newer).toBeNull();
    for (;;) {
      seen.push(...page.certificates.map(({ id }) => id));
      if (!page.older) break;
      page = await list({ after: String(page.older) });
    }
    expect(seen).toHaveLength(120);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
    const second = await list({ before: String(page.newer) });
    expect(second.certificates.map(({ id }) => id)).toEqual(seen.slice(50, 100));
    expect((await list({ before: String(second.newer) })).certificates.map(({ id }) => id)).toEqual(seen.slice(0, 50));
  });

  test('all valid certificates are downloaded, and it is audited; with none, there is nothing to download', async () => {
    const { ctx, eventId, certificateId } = await issued();
    const second = await issueTo(ctx, eventId, { name: 'Second' });
    const corrected = await correctCertificate(ctx, { ...RIGHT, eventId, certificateId });
    const { files } = await beginDownload(ctx, eventId, 'zip');
    await expectAudit(testDb.db, 'certificates.downloaded', `event:${eventId}`, { details: { as: 'zip' } });
    const serials: string[] = [];
    for await (const { serial } of files) serials.push(serial);
    const current = await Promise.all([second.certificateId, corrected].map((id) => getCertificate(ctx, eventId, id)));
    expect(serials).toEqual(current.map(({ serial }) => serial));
    expect(await audited(eventId, 'certificates.downloaded')).toBe(1);
    await expect(beginDownload(ctx, await givenEvent(ctx), 'zip')).rejects.toMatchObject({ code: 'invalid' });
  });
});

test('nobody sees, changes or downloads certificates of another provider or event; viewers and staff change none', async () => {
  const { ctx, eventId, certificateId } = await issued();
  const stranger = await providerContext(testDb.db, { today: '2026-05-04' });
  const elsewhere = await givenEvent(ctx);
  const reading = (who: Context, at: number) => [
    getCertificate(who, at, certificateId),
    openNamedCertificate(who, at, certificateId),
  ];
  const changing = (who: Context, at: number) => [
    correctCertificate(who, { ...RIGHT, eventId: at, certificateId }),
    revokeCertificate(who, { eventId: at, certificateId, reason: 'x' }),
    mailCertificate(who, { eventId: at, certificateId, unsigned: true }),
  ];
  const refusalsOf = async (attempts: Promise<unknown>[]) => {
    const outcomes = await Promise.allSettled(attempts);
    return outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'done'));
  };
  for (const [who, at] of [
    [stranger, eventId],
    [ctx, elsewhere],
  ] as const) {
    expect(new Set(await refusalsOf([...reading(who, at), ...changing(who, at)]))).toEqual(new Set(['not_found']));
  }
  await expect(beginDownload(stranger, eventId, 'zip')).rejects.toMatchObject({ code: 'not_found' });
  const viewer: Context = { ...ctx, actor: { ...ctx.actor, role: 'viewer' } };
  for (const reader of [viewer, await staffContext(testDb.db, { today: '2026-05-04' })]) {
    expect(await refusalsOf(reading(reader, eventId))).toEqual(['done', 'done']);
    expect(await refusalsOf(changing(reader, eventId))).toEqual(['forbidden', 'forbidden', 'forbidden']);
  }
  const [row] = await testDb.db.select().from(namedCertificates).where(eq(namedCertificates.eventId, eventId));
  expect(row!.id).toBe(certificateId);
});
