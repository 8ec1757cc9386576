import '../support/settings';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { and, eq, sql } from 'drizzle-orm';
import { attendees, auditEntries, issuingRuns, mails, namedCertificates, rosterMarkings } from '@/db/schema';
import { readAttendanceChoice } from '@/lib/attendees/attendance/attendance-input';
import { addVisit, visitSchema } from '@/lib/attendees/attendance/correct-attendance';
import { saveAttendance } from '@/lib/attendees/attendance/save-attendance';
import { importRoster, importSchema } from '@/lib/attendees/import/import-roster';
import { keepUpload } from '@/lib/attendees/import/keep-upload';
import { matchingText } from '@/lib/attendees/import/matching';
import { previewImport } from '@/lib/attendees/import/preview-import';
import { markAttendees } from '@/lib/attendees/mark-attendees';
import { findUndoableMarking, markEveryone, previewMarkEveryone, undoMarking } from '@/lib/attendees/mark-everyone';
import { whySpellingLooksWrong } from '@/lib/attendees/spelling';
import { changeMany, changeManySchema, listToChange } from '@/lib/certificates/change/change-many';
import { getCertificate } from '@/lib/certificates/change/get-certificate';
import { mergeAttendees } from '@/lib/certificates/duplicates/decide-duplicates';
import { listDuplicates } from '@/lib/certificates/duplicates/list-duplicates';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { issueOrBeginRun } from '@/lib/certificates/issue/issue-or-begin-run';
import { previewIssue } from '@/lib/certificates/issue/preview-issue';
import { countMailing, listCertificates } from '@/lib/certificates/list/list-certificates';
import { certificateListSchema } from '@/lib/certificates/list/list-query';
import { mailCertificate } from '@/lib/certificates/mail/mail-certificate';
import { beginRun } from '@/lib/certificates/runs/begin-run';
import { getRun } from '@/lib/certificates/runs/change-run';
import { processBulkRun } from '@/lib/certificates/runs/process-bulk-run';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { acceptClaim } from '@/lib/claims/decide-claim';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { CERTIFICATE_TEXTS } from '@/lib/settings/certificate-texts';
import { shareLinkSchema } from '@/lib/share-links/link-input';
import { makeShareLink } from '@/lib/share-links/make-link';
import { signEvent } from '@/lib/signing/sign-event';
import { listEventsToSign, signMany } from '@/lib/signing/sign-many';
import { givenAttendee } from '../support/attendees';
import { expectAudit, isAbout } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenConference, givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';
import { givenSignature } from '../support/signatures';
import { soon } from '../support/soon';

const testDb = testDatabase();
afterAll(closeRenderer);
jest.setTimeout(60_000);

async function ended() {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  return { ctx, eventId: await givenEvent(ctx) };
}

const rosterOf = (eventId: number) =>
  testDb.db.select().from(attendees).where(eq(attendees.eventId, eventId)).orderBy(attendees.id);
const key = () => crypto.randomUUID();
const viewerOf = (ctx: Context) => ({ ...ctx, actor: { ...ctx.actor, role: 'viewer' } }) as Context;

async function issued(ctx: Context, eventId: number, people: number): Promise<number[]> {
  const ids: number[] = [];
  for (let index = 0; index < people; index++) {
    ids.push(await givenAttendee(ctx, eventId, { name: `Person ${index}`, email: `person${index}@example.org` }));
  }
  await issueCertificates(ctx, { eventId, attendeeIds: ids });
  return ids;
}

async function sign(ctx: Context, eventId: number): Promise<void> {
  const { id } = await givenSignature(ctx);
  await signEvent(ctx, { eventId, signatureId: id, eventVersion: 1, statement: CERTIFICATE_TEXTS.providerStatement });
}

async function workToTheEnd(ctx: Context, runId: number): Promise<void> {
  const stateOf = async () => (await testDb.db.select().from(issuingRuns).where(eq(issuingRuns.id, runId)))[0]!.state;
  while ((await stateOf()) === 'running') await processBulkRun(ctx, runId);
}

const certificatesOf = (eventId: number) =>
  listCertificates(ctxOf, eventId, certificateListSchema.parse({ q: '', state: 'valid', after: null, before: null }));
let ctxOf: Context;

/** Saves three hours of attendance of this person. */
async function save(ctx: Context, eventId: number, attendeeId: number): Promise<void> {
  const visit = { visitDay: '2026-05-01', visitFrom: '09:00', visitTo: '12:00' };
  await addVisit(ctx, { eventId, attendeeId, ...visitSchema.parse(visit) });
  const rule = { sessions: [{ day: '2026-05-01', from: '09:00', to: '12:00' }], breaks: [], leastPercent: null };
  await saveAttendance(ctx, { eventId, who: 'all', people: [], choice: { ...readAttendanceChoice({}), rule } });
}

async function importText(ctx: Context, eventId: number, pasted: string) {
  const uploadId = await keepUpload(ctx, { eventId, pasted, file: null });
  const { matching } = await previewImport(ctx, { eventId, uploadId }, {});
  const columns = matchingText(matching.columns);
  const input = importSchema.parse({ columns, headings: 'yes', unmarked: 'leave', choice: 'all' });
  return importRoster(ctx, { ...input, eventId, uploadId });
}

describe('marking everyone', () => {
  test('is previewed, refused when the roster has changed since, and undone except for people with a certificate', async () => {
    const { ctx, eventId } = await ended();
    const ids = [];
    for (const name of ['Ana', 'Bo', 'Cy'])
      ids.push(await givenAttendee(ctx, eventId, { name, completed: name === 'Cy' }));
    expect(await previewMarkEveryone(ctx, eventId)).toMatchObject({
      toMark: 2,
      completed: 1,
      people: [{ name: 'Ana' }, { name: 'Bo' }],
    });
    await expect(markEveryone(ctx, { eventId, expected: 1 })).rejects.toMatchObject({ code: 'conflict' });
    expect((await rosterOf(eventId)).map(({ completed }) => completed)).toEqual([false, false, true]);
    expect(await markEveryone(ctx, { eventId, expected: 2 })).toBe(2);
    expect(await markEveryone(ctx, { eventId, expected: 2 })).toBe(0);
    await issueCertificates(ctx, { eventId, attendeeIds: [ids[0]!] });
    const marking = await findUndoableMarking(ctx, eventId);
    expect(marking).toMatchObject({ undoable: 1 });
    const undo = { eventId, markingId: marking!.id };
    const other = await givenEvent(ctx);
    await expect(undoMarking(ctx, { ...undo, eventId: other })).rejects.toMatchObject({ code: 'conflict' });
    await expect(undoMarking(viewerOf(ctx), undo)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(undoMarking(await providerContext(testDb.db), undo)).rejects.toMatchObject({ code: 'not_found' });
    expect(await undoMarking(ctx, undo)).toBe(1);
    await expectAudit(testDb.db, 'attendees.marking_undone', `event:${eventId}`, { details: { marked: 1 } });
    expect((await rosterOf(eventId)).map(({ completed }) => completed)).toEqual([true, false, true]);
    await expect(undoMarking(ctx, undo)).rejects.toMatchObject({ code: 'conflict' });
    expect(await findUndoableMarking(ctx, eventId)).toBeNull();
  });

  test('undoing leaves what was decided since: by hand, by an import, by attendance, and in a merge', async () => {
    const { ctx, eventId } = await ended();
    const given = (name: string, more = {}) =>
      givenAttendee(ctx, eventId, { name, email: `${name}@example.org`, units: '3', completed: false, ...more });
    const [ana, bo, cy, di, ed, flo] = [
      await given('Ana'),
      await given('Bo'),
      await given('Cy'),
      await given('Di'),
      await given('Ed'),
      await given('Flo'),
    ];
    await givenAttendee(ctx, eventId, { name: 'F', email: 'flo@example.org', units: '3', completed: true, school: '' });
    await markEveryone(ctx, { eventId, expected: 6 });
    expect(await findUndoableMarking(ctx, eventId)).toMatchObject({ marked: 6, undoable: 6 });

    // Ana was there for as long as she was marked for, so nothing about her changes.
    await save(ctx, eventId, ana);
    expect(await findUndoableMarking(ctx, eventId)).toMatchObject({ undoable: 5 });
    // Bo is marked again by hand, Cy after he was marked as not completed, and Di by a list.
    await markAttendees(ctx, { eventId, mark: 'completed', attendees: [bo] });
    await markAttendees(ctx, { eventId, mark: 'open', attendees: [cy] });
    await markAttendees(ctx, { eventId, mark: 'completed', attendees: [cy] });
    await importText(ctx, eventId, 'Name,Email,Completed\nDi,di@example.org,yes');
    const group = (await listDuplicates(ctx, eventId)).groups[0]!.people.map(({ id }) => id);
    await mergeAttendees(ctx, { eventId, attendees: group });
    const marking = await findUndoableMarking(ctx, eventId);
    expect(marking).toMatchObject({ marked: 6, undoable: 1 });
    expect(await undoMarking(ctx, { eventId, markingId: marking!.id })).toBe(1);
    const open = (await rosterOf(eventId)).filter(({ completed, removedAt }) => !completed && removedAt === null);
    expect(open.map(({ id }) => id)).toEqual([ed]);
    expect([ana, bo, cy, di, flo]).not.toContain(ed);
  });

  test('a marking whose versions are not known undoes nothing; those of earlier ones are found by the time of the mark', async () => {
    const { ctx, eventId } = await ended();
    await givenAttendee(ctx, eventId, { completed: false });
    const changed = await givenAttendee(ctx, eventId, { completed: false });
    await markEveryone(ctx, { eventId, expected: 2 });
    await testDb.db.update(rosterMarkings).set({ versions: null }).where(eq(rosterMarkings.eventId, eventId));
    await testDb.db.update(attendees).set({ updatedAt: new Date() }).where(eq(attendees.id, changed));
    expect(await findUndoableMarking(ctx, eventId)).toBeNull();
    const migration = readdirSync('drizzle').find((name) => name.endsWith('_marked_versions.sql'))!;
    const [, find] = readFileSync(`drizzle/${migration}`, 'utf8').split('--> statement-breakpoint');
    await testDb.owner.execute(sql.raw(find!));
    expect(await findUndoableMarking(ctx, eventId)).toMatchObject({ marked: 2, undoable: 1 });
  });
});

describe('issuing to all', () => {
  test('previews who gets what and what looks wrong, and is refused when the roster has changed since', async () => {
    const ctx = await providerContext(testDb.db, { today: '2026-05-03' });
    const eventId = await givenEvent(ctx, { endsOn: '2026-05-05' });
    await givenAttendee(ctx, eventId, { name: 'ANA REDFERN' });
    await givenAttendee(ctx, eventId, { name: 'Bo Light', units: '3' });
    await givenAttendee(ctx, eventId, { name: 'Bo Light', email: 'bo@example.org' });
    await givenAttendee(ctx, eventId, { name: 'Not There', completed: false });
    expect(await previewIssue(ctx, eventId)).toMatchObject({
      due: 3,
      byUnits: [
        { units: '6.25', people: 2 },
        { units: '3', people: 1 },
      ],
      signing: null,
      unusual: [{ name: 'ANA REDFERN', about: 'All in one case' }],
      duplicates: expect.any(Number),
      runsUntil: '2026-05-05',
    });
    const all = { eventId, who: 'all' as const, attendeeIds: [], requestKey: key() };
    for (const expected of [undefined, 2]) {
      await expect(issueOrBeginRun(ctx, { ...all, unsigned: true, expected })).rejects.toMatchObject({
        code: 'conflict',
      });
    }
    expect(await issueOrBeginRun(ctx, { ...all, unsigned: true, expected: 3 })).toMatchObject({ count: 3 });
    const after = onDay(ctx, '2026-05-06');
    await sign(after, eventId);
    expect(await previewIssue(after, eventId)).toMatchObject({
      due: 0,
      signing: { signedTitle: expect.any(String) },
      runsUntil: null,
    });
    await expect(previewIssue(viewerOf(ctx), eventId)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test.each([
    ['ana redfern', 'All in one case'],
    ['Ana Redfern 2', 'Has a digit'],
    ['Ana Redfern (Guest)', 'Has an unusual character'],
    ['Redfern, Ana', 'May be “Last, First”'],
    ['Ana', 'Only one word'],
    ['Ana Redfern', null],
    ['Ana Redfern, Ph.D.', null],
    ['Mary-Ann O’Brien', null],
    ['李小龙', null],
    ['राम', null],
  ])('the spelling of %s: %s', (name, why) => expect(whySpellingLooksWrong(name)).toBe(why));
});

describe('certificates without a signature', () => {
  test('are emailed only when that is chosen, one by one and all at once', async () => {
    const { ctx, eventId } = await ended();
    await issued(ctx, eventId, 2);
    expect(await countMailing(ctx, eventId)).toMatchObject({ due: 2, unsigned: 2, isSigned: false });
    const [{ id: certificateId } = { id: 0 }] = await testDb.db
      .select()
      .from(namedCertificates)
      .where(eq(namedCertificates.eventId, eventId));
    await expect(mailCertificate(ctx, { eventId, certificateId })).rejects.toMatchObject({
      code: 'invalid',
      sentence: expect.stringContaining('not signed'),
    });
    const run = { eventId, kind: 'mail' as const, requestKey: key() };
    await expect(beginRun(ctx, run)).rejects.toMatchObject({ code: 'invalid' });
    expect(await testDb.db.select().from(mails).where(eq(mails.certificateId, certificateId))).toEqual([]);
    await mailCertificate(ctx, { eventId, certificateId, unsigned: true });
    await workToTheEnd(ctx, await beginRun(ctx, { ...run, unsigned: true }));
    expect(await countMailing(ctx, eventId)).toMatchObject({ due: 0, unsigned: 0, mailed: 2 });
  });

  test('are issued, reissued, shared and given for claims only when that is chosen, or once the event is signed', async () => {
    const { ctx, eventId } = await ended();
    const [ana] = await issued(ctx, eventId, 1);
    const bo = await givenAttendee(ctx, eventId, { name: 'Bo', email: 'bo@example.org' });
    const { token } = await givenLink(ctx, eventId, { reviewed: true });
    const claim = { ...claimOf({ name: 'Cy' }), token, holder: 'a'.repeat(64) };
    const { claimId } = await claimThroughLink(attendeeVisit(ctx), claim);
    const link = shareLinkSchema.parse({ label: 'Later', access: 'open' });
    const going: Record<string, () => Promise<unknown>> = {
      all: () => issueOrBeginRun(ctx, { eventId, who: 'all', attendeeIds: [], expected: 1, requestKey: key() }),
      chosen: () => issueOrBeginRun(ctx, { eventId, who: 'chosen', attendeeIds: [bo], requestKey: key() }),
      reissue: () =>
        changeMany(ctx, {
          eventId,
          act: 'reissue',
          who: 'chosen',
          attendeeIds: [ana!],
          reason: 'x',
          requestKey: key(),
        }),
      claim: () => acceptClaim(ctx, { eventId, claimId }),
      link: () => makeShareLink(ctx, { ...link, eventId }),
    };
    for (const go of Object.values(going)) {
      await expect(go()).rejects.toMatchObject({
        code: 'invalid',
        sentence: expect.stringContaining('not signed digitally'),
      });
    }
    expect((await listToChange(ctx, eventId, null)).valid).toBe(1);
    await sign(ctx, eventId);
    for (const kind of ['chosen', 'reissue', 'claim', 'link']) await going[kind]!();
    expect((await listToChange(ctx, eventId, null)).valid).toBe(3);
  });

  test('are reissued with the signature that was added later, and emailed without a question', async () => {
    const { ctx, eventId } = await ended();
    const [ana, bo] = await issued(ctx, eventId, 2);
    await sign(ctx, eventId);
    ctxOf = ctx;
    expect(await certificatesOf(eventId)).toMatchObject({ unsigned: 2, isSigned: true });
    const input = { eventId, act: 'reissue' as const, who: 'all' as const, attendeeIds: [], reason: 'Signed later.' };
    const runId = await changeMany(ctx, { ...input, requestKey: key() });
    await workToTheEnd(ctx, runId);
    const { certificates, unsigned } = await certificatesOf(eventId);
    expect(certificates).toHaveLength(2);
    expect(unsigned).toBe(0);
    for (const { id } of certificates) {
      const { facts, attendee } = await getCertificate(ctx, eventId, id);
      expect(facts).toMatchObject({ signedBy: expect.any(String), signatureId: expect.any(Number) });
      expect([ana, bo]).toContain(attendee.id);
    }
    await expectAudit(testDb.db, 'certificate.corrected', `event:${eventId}`, {
      details: expect.objectContaining({ reason: 'Signed later.' }),
    });
    // Nothing is different the second time, so every certificate stays.
    const again = await changeMany(ctx, { ...input, requestKey: key() });
    await workToTheEnd(ctx, again);
    expect((await certificatesOf(eventId)).certificates.map(({ id }) => id)).toEqual(certificates.map(({ id }) => id));
    expect((await getRun(ctx, eventId, again)).run).toMatchObject({ state: 'done', open: 0, problems: 0 });
    await beginRun(ctx, { eventId, kind: 'mail', requestKey: key() });
  });
});

describe('changing many', () => {
  test('reissuing updates certificates to the roster; a person who no longer has a certificate is reported as a problem', async () => {
    const { ctx, eventId } = await ended();
    const [ana, bo] = await issued(ctx, eventId, 3);
    await testDb.db.update(attendees).set({ name: 'Ana Redfern', version: 2 }).where(eq(attendees.id, ana!));
    const chosen = {
      eventId,
      act: 'reissue' as const,
      who: 'chosen' as const,
      attendeeIds: [ana!, bo!],
      reason: 'Misspelled.',
      unsigned: true,
    };
    const runId = await changeMany(ctx, { ...chosen, requestKey: key() });
    const revoke = await changeMany(ctx, { ...chosen, act: 'revoke', attendeeIds: [bo!], requestKey: key() });
    await workToTheEnd(ctx, revoke);
    await workToTheEnd(ctx, runId);
    const { run, problems } = await getRun(ctx, eventId, runId);
    expect(run).toMatchObject({ state: 'done', total: 2, problems: 1, reason: 'Misspelled.' });
    expect(problems).toMatchObject([{ attendeeId: bo }]);
    ctxOf = ctx;
    expect((await certificatesOf(eventId)).certificates.map(({ name }) => name).sort()).toEqual([
      'Ana Redfern',
      'Person 2',
    ]);
    expect((await rosterOf(eventId)).map(({ completed }) => completed)).toEqual([true, false, true]);
    await expectAudit(testDb.db, 'certificate.revoked', `event:${eventId}`, {
      actorKind: 'job',
      details: expect.objectContaining({ reason: 'Misspelled.' }),
    });
  });

  test('a run that two servers work on, or that is cut off, changes each certificate once', async () => {
    const { ctx, eventId } = await ended();
    await issued(ctx, eventId, 30);
    await sign(ctx, eventId);
    const input = { eventId, act: 'reissue' as const, who: 'all' as const, attendeeIds: [], reason: 'Signed later.' };
    const requestKey = key();
    const runId = await changeMany(ctx, { ...input, requestKey });
    expect(await changeMany(ctx, { ...input, requestKey })).toBe(runId);
    await expect(changeMany(ctx, { ...input, requestKey: key() })).rejects.toMatchObject({ code: 'conflict' });
    while ((await getRun(ctx, eventId, runId)).run.state === 'running') {
      await Promise.allSettled([processBulkRun(ctx, runId), processBulkRun(ctx, runId)]);
    }
    const all = await testDb.db.select().from(namedCertificates).where(eq(namedCertificates.eventId, eventId));
    expect(all).toHaveLength(60);
    expect((await listToChange(ctx, eventId, null)).unsigned).toBe(0);
  });

  /** Kills a server that runs jobs as soon as the work that `begin` adds is done in part. */
  async function killedInTheMiddle(begin: () => Promise<number>, isPartlyDone: () => Promise<boolean>) {
    const doomed = spawn(process.execPath, ['--import', 'tsx', 'tests/support/job-process.ts'], {
      env: { ...process.env, JOBS_DATABASE: testDb.url, JOBS_SMTP: 'smtp://127.0.0.1:9', LOG_LEVEL: 'silent' },
      stdio: 'inherit',
    });
    const gone = new Promise((resolve) => doomed.once('exit', resolve));
    const runId = await begin();
    try {
      // A server takes a while to start when the machine is busy.
      await soon(isPartlyDone, 60_000);
    } finally {
      doomed.kill('SIGKILL');
      await gone;
    }
    await soon(async () => {
      const open = await testDb.db.execute(
        sql`select from pg_stat_activity where datname = current_database() and application_name = 'pdups jobs'`,
      );
      return open.length === 0;
    });
    return runId;
  }

  test('a run whose server is killed continues on the next one, and each certificate is reissued once', async () => {
    const people = 80;
    const { ctx, eventId } = await ended();
    await issued(ctx, eventId, people);
    await sign(ctx, eventId);
    const input = { eventId, act: 'reissue' as const, who: 'all' as const, attendeeIds: [], reason: 'Signed later.' };
    const made = () => testDb.db.$count(namedCertificates, eq(namedCertificates.eventId, eventId));
    const runId = await killedInTheMiddle(
      () => changeMany(ctx, { ...input, requestKey: key() }),
      async () => (await made()) > people,
    );
    await workToTheEnd(ctx, runId);
    expect(await made()).toBe(2 * people);
    expect((await listToChange(ctx, eventId, null)).unsigned).toBe(0);
    expect((await getRun(ctx, eventId, runId)).run).toMatchObject({ total: people, open: 0, problems: 0 });
  }, 120_000);

  test('a run that revokes and whose server is killed continues on the next one, and each is revoked once', async () => {
    const people = 80;
    const { ctx, eventId } = await ended();
    const attendeeIds = await issued(ctx, eventId, people);
    const input = { eventId, act: 'revoke' as const, who: 'chosen' as const, attendeeIds, reason: 'Not held.' };
    const valid = async () => (await rosterOf(eventId)).filter((each) => each.currentCertificateId !== null).length;
    const runId = await killedInTheMiddle(
      () => changeMany(ctx, { ...input, requestKey: key() }),
      async () => (await valid()) < people,
    );
    await workToTheEnd(ctx, runId);
    expect(await valid()).toBe(0);
    const entries = await testDb.db
      .select()
      .from(auditEntries)
      .where(and(isAbout(`event:${eventId}`), eq(auditEntries.action, 'certificate.revoked')));
    expect(entries).toHaveLength(people);
    expect((await getRun(ctx, eventId, runId)).run).toMatchObject({ total: people, open: 0, problems: 0 });
  }, 120_000);

  test('revoking takes a choice of people and a reason; nobody else can do it', async () => {
    const { ctx, eventId } = await ended();
    const [ana] = await issued(ctx, eventId, 1);
    const parse = (given: object) =>
      changeManySchema.safeParse({
        act: 'revoke',
        who: 'chosen',
        attendeeIds: [String(ana)],
        reason: 'x',
        requestKey: key(),
        ...given,
      });
    expect(parse({}).success).toBe(true);
    for (const wrong of [{ who: 'all' }, { attendeeIds: [] }, { reason: ' ' }, { act: 'destroy' }]) {
      expect(parse(wrong).success).toBe(false);
    }
    const input = {
      eventId,
      act: 'revoke' as const,
      who: 'chosen' as const,
      attendeeIds: [ana!],
      reason: 'x',
      requestKey: key(),
    };
    await expect(changeMany(viewerOf(ctx), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(changeMany(await staffContext(testDb.db), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(changeMany(await providerContext(testDb.db), input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(listToChange(viewerOf(ctx), eventId, null)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('signing several events', () => {
  test('all events of a conference are signed at once, or none of them', async () => {
    const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
    const conference = `Conference ${key()}`;
    const conferenceId = await givenConference(ctx, conference);
    const [first, second] = [await givenEvent(ctx, { conference }), await givenEvent(ctx, { conference })];
    const other = await givenEvent(ctx);
    const { id: signatureId } = await givenSignature(ctx);
    const { events } = await listEventsToSign(ctx, conferenceId);
    expect(events.map(({ id }) => id).sort((a, b) => a - b)).toEqual([first, second]);
    expect((await listEventsToSign(ctx, null)).events.map(({ id }) => id)).toContain(other);
    const stale: [number, number][] = [
      [first, 1],
      [second, 7],
    ];
    await expect(
      signMany(ctx, { events: stale, signatureId, statement: CERTIFICATE_TEXTS.providerStatement }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect((await listEventsToSign(ctx, conferenceId)).events).toHaveLength(2);
    const stranger = await providerContext(testDb.db, { today: '2026-05-04' });
    const strangers = await givenSignature(stranger);
    const both = events.map(({ id, version }): [number, number] => [id, version]);
    await expect(
      signMany(stranger, { events: both, signatureId: strangers.id, statement: CERTIFICATE_TEXTS.providerStatement }),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      signMany(viewerOf(ctx), { events: both, signatureId, statement: CERTIFICATE_TEXTS.providerStatement }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(await signMany(ctx, { events: both, signatureId, statement: CERTIFICATE_TEXTS.providerStatement })).toBe(2);
    for (const eventId of [first, second]) {
      await expectAudit(testDb.db, 'event.signed', `event:${eventId}`, { details: { signatureId, eventVersion: 1 } });
    }
    expect((await listEventsToSign(ctx, conferenceId)).events).toEqual([]);
  });
});
