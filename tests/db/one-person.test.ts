import '../support/settings';
import { spawn } from 'node:child_process';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { attendees, certificateEndings, learnerIds, namedCertificates } from '@/db/schema';
import { addAttendee } from '@/lib/attendees/add-attendee';
import { importRoster, importSchema } from '@/lib/attendees/import/import-roster';
import { keepUpload } from '@/lib/attendees/import/keep-upload';
import { matchingText } from '@/lib/attendees/import/matching';
import { previewImport } from '@/lib/attendees/import/preview-import';
import { getCertificate, listCertificateHistory } from '@/lib/certificates/change/get-certificate';
import { keepAttendeesApart, mergeAttendees } from '@/lib/certificates/duplicates/decide-duplicates';
import { countPossibleDuplicates, listDuplicates } from '@/lib/certificates/duplicates/list-duplicates';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { checkCertificate } from '@/lib/certificates/verify/check-certificate';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { acceptClaim } from '@/lib/claims/decide-claim';
import { listClaims, listWhoClaims } from '@/lib/claims/list-claims';
import { findLinkPage } from '@/lib/claims/own-claims';
import { requestCertificate } from '@/lib/learning-systems/request-certificate';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { asked, givenKey } from '../support/learning-systems';
import { providerContext, staffContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';
import { soon } from '../support/soon';
import { waitingForLocks } from '../support/waiting-for-locks';

const testDb = testDatabase();
afterAll(closeRenderer);
jest.setTimeout(60_000);

const ROSA = { name: 'Rosa Roster', email: 'rosa@example.org', school: 'Helena High', educatorNumber: '' };

async function ended() {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
  const { token } = await givenLink(ctx, eventId);
  const device = (n: number) => String(n).repeat(64);
  const claim = (n: number, given: Parameters<typeof claimOf>[0]) =>
    claimThroughLink(attendeeVisit(ctx), { ...claimOf({ ...ROSA, ...given }), token, holder: device(n) });
  const page = (n: number) => findLinkPage(attendeeVisit(ctx), token, device(n));
  return { ctx, eventId, token, claim, page };
}

const rosterOf = (eventId: number) =>
  testDb.db
    .select()
    .from(attendees)
    .where(and(eq(attendees.eventId, eventId), isNull(attendees.removedAt)))
    .orderBy(attendees.id);

const validOf = (eventId: number) =>
  testDb.db
    .select({ id: namedCertificates.id, serial: namedCertificates.serial, facts: namedCertificates.facts })
    .from(namedCertificates)
    .leftJoin(certificateEndings, eq(certificateEndings.certificateId, namedCertificates.id))
    .where(and(eq(namedCertificates.eventId, eventId), isNull(certificateEndings.certificateId)));

async function importText(ctx: Context, eventId: number, pasted: string) {
  const uploadId = await keepUpload(ctx, { eventId, pasted, file: null });
  const { matching } = await previewImport(ctx, { eventId, uploadId }, {});
  const columns = matchingText(matching.columns);
  const headings = matching.headings ? 'yes' : 'no';
  const input = importSchema.parse({ columns, headings, unmarked: 'leave', choice: 'all' });
  return importRoster(ctx, { ...input, eventId, uploadId });
}

test('one person on five devices, in an import and at the API has one certificate, or is a visible possible duplicate', async () => {
  const { ctx, eventId, claim } = await ended();
  await importText(ctx, eventId, 'Name,Email,School,Completed\nRosa Roster,rosa@example.org,Helena High,yes');
  expect(await claim(1, {})).toMatchObject({ state: 'issued' });
  const others = [
    await claim(2, { name: 'ROSA ROSTER', email: null }),
    await claim(3, { email: 'Rosa@Example.ORG', school: 'Capital High' }),
    await claim(4, { email: null, school: 'Helena High School' }),
    await claim(5, { email: 'rosa.private@example.org', school: '' }),
  ];
  expect(others.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
  expect(await importText(ctx, eventId, 'Name\nrosa roster')).toEqual({ added: 0, changed: 0 });
  expect(await importText(ctx, eventId, 'Name,Email\nRosa Roster,ROSA@example.org')).toEqual({ added: 0, changed: 0 });
  const { visit } = await givenKey(ctx);
  const byAddress = asked(eventId, { name: 'Rosa Róster', email: 'rosa@example.org', learnerId: 'r1' });
  expect(await requestCertificate(visit, crypto.randomUUID(), byAddress)).toMatchObject({ status: 200 });
  expect(
    await requestCertificate(visit, crypto.randomUUID(), { ...byAddress, learnerId: 'R1', email: null }),
  ).toMatchObject({ status: 200 });
  expect(await rosterOf(eventId)).toHaveLength(1);
  expect(await validOf(eventId)).toHaveLength(1);
  expect(await countPossibleDuplicates(ctx, eventId)).toBe(0);
  // A name alone gives no second certificate, and a new id with that name is shown as a possible duplicate.
  const byName = asked(eventId, { name: 'Rosa Roster', learnerId: undefined });
  await expect(requestCertificate(visit, crypto.randomUUID(), byName)).rejects.toMatchObject({ code: 'conflict' });
  expect(await validOf(eventId)).toHaveLength(1);
  // Nothing but the name says who this is: it is shown, and the provider decides.
  await requestCertificate(visit, crypto.randomUUID(), asked(eventId, { name: 'Rosa Roster', learnerId: 'other-9' }));
  expect(await countPossibleDuplicates(ctx, eventId)).toBe(2);
  const { groups } = await listDuplicates(ctx, eventId);
  expect(groups).toMatchObject([{ people: [{ email: 'rosa@example.org' }, { email: null }] }]);
  await mergeAttendees(ctx, { eventId, attendees: groups[0]!.people.map(({ id }) => id) });
  expect(await validOf(eventId)).toHaveLength(1);
  expect(await rosterOf(eventId)).toHaveLength(1);
});

test.each([
  ["O'Brien-Smith, Mary", null],
  ['O’Brien-Smith Mary', 'mary.home@example.org'],
  ["Dr. Mary O'Brien-Smith", null],
  ["Mary O'Brien-Smith, M.Ed.", null],
  ["Mary Ann O'Brien-Smith", 'Mary@Example.org'],
  ['M. O`Brien–Smith', 'mary@example.org'],
  ["Mary O'Brien", 'mary@example.org'],
])('the name of a person with a certificate written as “%s” waits, or is a possible duplicate', async (name, email) => {
  const { ctx, eventId, claim } = await ended();
  const mary = { ...ROSA, name: "Mary O'Brien-Smith", email: 'mary@example.org' };
  await givenAttendee(ctx, eventId, mary);
  await claim(1, mary);
  expect(await claim(2, { ...mary, name, email })).toMatchObject({ state: 'waiting' });
  const [waiting] = (await listClaims(ctx, eventId, null)).waiting;
  expect(waiting).toMatchObject({ waitsFor: 'same_name', attendeeId: null });
  expect(await listWhoClaims(ctx, waiting!)).toMatchObject([{ name: "Mary O'Brien-Smith" }]);
  const { visit } = await givenKey(ctx);
  await requestCertificate(visit, crypto.randomUUID(), asked(eventId, { name, email, learnerId: 'm-1' }));
  const { groups } = await listDuplicates(ctx, eventId);
  expect(groups).toMatchObject([{ people: [{ name: "Mary O'Brien-Smith" }, { name }] }]);
  await mergeAttendees(ctx, { eventId, attendees: groups[0]!.people.map(({ id }) => id) });
  expect(await validOf(eventId)).toHaveLength(1);
  expect(await countPossibleDuplicates(ctx, eventId)).toBe(0);
});

test.each(['Mary Stone', 'Mary B. Stone', 'MARY LEE STONE', 'Dr. Mary Stone'])(
  'a claim of “%s” with another address is not held back, and is a possible duplicate of Mary Ann Stone',
  async (name) => {
    const { ctx, eventId, claim } = await ended();
    await givenAttendee(ctx, eventId, { ...ROSA, name: 'Mary Ann Stone', email: 'mary@example.org' });
    await givenAttendee(ctx, eventId, { ...ROSA, name: 'Mary Ann Stone Jr.', email: 'jr@example.org' });
    expect(await claim(1, { name, email: 'mary.home@example.org' })).toMatchObject({ state: 'issued' });
    expect(await validOf(eventId)).toHaveLength(1);
    const { groups } = await listDuplicates(ctx, eventId);
    expect(groups.map(({ people }) => people.map((person) => person.name))).toEqual([['Mary Ann Stone', name]]);
    await keepAttendeesApart(ctx, { eventId, attendees: groups[0]!.people.map(({ id }) => id) });
    expect(await countPossibleDuplicates(ctx, eventId)).toBe(0);
  },
);

test('a claim fills in what the roster does not say, and shows no number that the person did not give', async () => {
  const { ctx, eventId, claim } = await ended();
  const rosa = await givenAttendee(ctx, eventId, {
    name: 'Rosa Róster',
    email: null,
    school: '',
    educatorNumber: '4711',
    units: '3.50',
  });
  await claim(1, {});
  expect(await rosterOf(eventId)).toMatchObject([
    { id: rosa, name: 'Rosa Róster', email: 'rosa@example.org', school: 'Helena High', educatorNumber: '4711' },
  ]);
  const [certificate] = await validOf(eventId);
  expect(certificate!.facts).toMatchObject({
    participantName: 'Rosa Róster',
    participantSchool: 'Helena High',
    participantNumber: '',
    units: '3.5',
  });
});

test('a claim by somebody marked not completed waits; accepted, they are marked and get the certificate', async () => {
  const { ctx, eventId, claim, page } = await ended();
  const nina = await givenAttendee(ctx, eventId, { ...ROSA, completed: false });
  const { claimId, state } = await claim(1, { email: null });
  expect(state).toBe('waiting');
  expect((await listClaims(ctx, eventId, null)).waiting).toMatchObject([
    { waitsFor: 'not_completed', attendeeId: nina },
  ]);
  await expect(acceptClaim(ctx, { unsigned: true, eventId, claimId })).rejects.toMatchObject({ code: 'invalid' });
  await acceptClaim(ctx, { unsigned: true, eventId, claimId, as: nina });
  await expectAudit(testDb.db, 'attendees.marked', `event:${eventId}`, { details: { completed: true, marked: 1 } });
  expect(await rosterOf(eventId)).toMatchObject([
    { id: nina, completed: true, currentCertificateId: expect.any(Number) },
  ]);
  expect((await page(1))!.own[0]).toMatchObject({ state: 'issued', certificate: { serial: expect.any(String) } });
});

test('a second claim for one name waits; the provider says whether it is the same person', async () => {
  const { ctx, eventId, claim, page } = await ended();
  await claim(1, { email: null });
  const same = await claim(2, { email: null });
  const other = await claim(3, { email: null });
  const [{ id } = { id: 0 }] = await rosterOf(eventId);
  await acceptClaim(ctx, { unsigned: true, eventId, claimId: same.claimId, as: id });
  expect(await validOf(eventId)).toHaveLength(1);
  expect((await page(2))!.own[0]!.certificate!.serial).toBe((await page(1))!.own[0]!.certificate!.serial);
  await acceptClaim(ctx, { unsigned: true, eventId, claimId: other.claimId, as: 'new' });
  expect(await validOf(eventId)).toHaveLength(2);
  expect(await rosterOf(eventId)).toHaveLength(2);
  expect(await countPossibleDuplicates(ctx, eventId)).toBe(0);
  const stranger = await givenAttendee(ctx, eventId, { name: 'Someone Else', email: null });
  const next = await claim(4, { email: null });
  await expect(
    acceptClaim(ctx, { unsigned: true, eventId, claimId: next.claimId, as: stranger }),
  ).rejects.toMatchObject({
    code: 'invalid',
  });
});

test('of many who claim one name at once, one gets a certificate and the others wait', async () => {
  const { eventId, claim } = await ended();
  const outcomes = await Promise.all([1, 2, 3, 4].map((n) => claim(n, { email: `rosa${n}@example.org` })));
  expect(outcomes.map(({ state }) => state).sort()).toEqual(['issued', 'waiting', 'waiting', 'waiting']);
  expect(await validOf(eventId)).toHaveLength(1);
});

test('people with the same name but a different number or school each get their certificate, and are shown', async () => {
  const { ctx, eventId, claim } = await ended();
  await claim(1, { email: null, educatorNumber: '11' });
  expect(await claim(2, { email: null, educatorNumber: '22' })).toMatchObject({ state: 'issued' });
  expect(await countPossibleDuplicates(ctx, eventId)).toBe(0);
  expect(await claim(3, { email: null, school: 'Butte Central' })).toMatchObject({ state: 'issued' });
  expect(await countPossibleDuplicates(ctx, eventId)).toBe(3);
});

test('names that differ in a vowel sign or a voicing mark are never one person', async () => {
  const { ctx, eventId } = await ended();
  for (const name of ['राम', 'रमा', 'はな', 'ばな', 'كَتَبَ', 'كُتُب']) {
    await addAttendee(ctx, { ...ROSA, name, eventId, units: null, completed: true });
  }
  expect(await importText(ctx, eventId, 'Name,Email\nरमा,\nराम,rosa@example.org\nばな,rosa@example.org')).toMatchObject(
    {
      changed: 0,
    },
  );
  expect((await rosterOf(eventId)).slice(0, 6).map(({ name }) => name)).toEqual([
    'राम',
    'रमा',
    'はな',
    'ばな',
    'كَتَبَ',
    'كُتُب',
  ]);
  expect(await countPossibleDuplicates(ctx, eventId)).toBe(0);
});

test('an imported name matches the person of that name on the roster, unless somebody says that it is another person', async () => {
  const { ctx, eventId } = await ended();
  await addAttendee(ctx, { ...ROSA, eventId, units: null, completed: false });
  await addAttendee(ctx, {
    ...ROSA,
    name: 'Kari O’Leary',
    email: null,
    school: '',
    eventId,
    units: null,
    completed: false,
  });
  const pasted = "Name\nRosa Roster\nKari O'Leary";
  const uploadId = await keepUpload(ctx, { eventId, pasted, file: null });
  const { matching, plan } = await previewImport(ctx, { eventId, uploadId }, {});
  expect(plan.map(({ kind, takenFor }) => [kind, takenFor?.name])).toEqual([
    ['same', 'Rosa Roster'],
    ['same', 'Kari O’Leary'],
  ]);
  const input = importSchema.parse({
    columns: matchingText(matching.columns),
    headings: 'yes',
    unmarked: 'completed',
    choice: 'ticked',
    lines: ['2'],
    apart: ['3'],
  });
  expect(await importRoster(ctx, { ...input, eventId, uploadId })).toEqual({ added: 1, changed: 1 });
  expect((await rosterOf(eventId)).map(({ name, completed }) => [name, completed])).toEqual([
    ['Rosa Roster', true],
    ['Kari O’Leary', false],
    ["Kari O'Leary", true],
  ]);
  // Once the provider said that they are different people, they are not shown again.
  expect(await countPossibleDuplicates(ctx, eventId)).toBe(0);
});

describe('merging', () => {
  async function twice() {
    const all = await ended();
    const { ctx, eventId } = all;
    const first = await givenAttendee(ctx, eventId, { ...ROSA, email: null });
    const second = await givenAttendee(ctx, eventId, { ...ROSA, school: '', educatorNumber: '77', completed: false });
    return { ...all, first, second };
  }
  const issue = async (ctx: Context, eventId: number, ...attendeeIds: number[]) =>
    (await issueCertificates(ctx, { eventId, attendeeIds })).issued;

  test('the better record stays and gets what the other one adds', async () => {
    const { ctx, eventId, first, second } = await twice();
    const outcome = await mergeAttendees(ctx, { eventId, attendees: [second, first] });
    expect(outcome).toEqual({ keptId: first, merged: 1, revoked: 0 });
    expect(await rosterOf(eventId)).toMatchObject([
      { id: first, email: 'rosa@example.org', school: 'Helena High', educatorNumber: '77', completed: true },
    ]);
    await expectAudit(testDb.db, 'attendees.merged', `event:${eventId}`, {
      details: { kept: first, merged: [second], revoked: 0 },
    });
    expect(await countPossibleDuplicates(ctx, eventId)).toBe(0);
    await expect(mergeAttendees(ctx, { eventId, attendees: [second, first] })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('the record with a certificate stays; of two valid certificates one is revoked, and leads to the other', async () => {
    const { ctx, eventId, second } = await twice();
    await testDb.db.update(attendees).set({ completed: true }).where(eq(attendees.id, second));
    const third = await givenAttendee(ctx, eventId, { ...ROSA, email: null, school: 'Other' });
    const [kept, revoked] = [...(await issue(ctx, eventId, second)), ...(await issue(ctx, eventId, third))];
    const everyone = (await rosterOf(eventId)).map(({ id }) => id);
    expect(await mergeAttendees(ctx, { eventId, attendees: everyone })).toEqual({
      keptId: second,
      merged: 2,
      revoked: 1,
    });
    expect(await validOf(eventId)).toMatchObject([{ serial: kept!.serial }]);
    await expectAudit(testDb.db, 'certificate.revoked', `event:${eventId}`, {
      details: { serial: revoked!.serial, reason: expect.stringContaining(kept!.serial) },
    });
    expect(await checkCertificate(attendeeVisit(ctx), revoked!.serial)).toMatchObject({
      certificate: { standing: { kind: 'revoked', by: kept!.serial } },
    });
    for (const { id } of [kept!, revoked!]) {
      const { certificates } = await listCertificateHistory(ctx, await getCertificate(ctx, eventId, id));
      expect(certificates.map(({ serial, state }) => [serial, state])).toEqual([
        [revoked!.serial, 'revoked'],
        [kept!.serial, 'valid'],
      ]);
    }
  });

  test('the claims and learner ids of a merged record lead to the one that stays', async () => {
    const { ctx, eventId, claim, page } = await ended();
    const { visit } = await givenKey(ctx);
    await claim(1, { email: null });
    await requestCertificate(visit, crypto.randomUUID(), asked(eventId, { name: ROSA.name, learnerId: 'r1' }));
    const everyone = (await rosterOf(eventId)).map(({ id }) => id);
    const { keptId } = await mergeAttendees(ctx, { eventId, attendees: everyone });
    const [valid] = await validOf(eventId);
    expect((await page(1))!.own[0]!.certificate!.serial).toBe(valid!.serial);
    const again = await requestCertificate(
      visit,
      crypto.randomUUID(),
      asked(eventId, { name: ROSA.name, learnerId: 'r1' }),
    );
    expect(again).toMatchObject({ status: 200, answer: { serial: valid!.serial } });
    const ids = await testDb.db.select().from(learnerIds).where(eq(learnerIds.eventId, eventId));
    expect(ids).toMatchObject([{ attendeeId: keptId }]);
  });

  test('a merge that fails in its last step leaves everything as it was', async () => {
    const { ctx, eventId, first, second } = await twice();
    await testDb.db.update(attendees).set({ completed: true }).where(eq(attendees.id, second));
    await issue(ctx, eventId, first, second);
    const before = await rosterOf(eventId);
    await testDb.owner.$client.unsafe(`
      create function fail_merge() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
      create trigger fail_merge before insert on audit_entries for each row when (new.action = 'attendees.merged') execute function fail_merge()`);
    await expect(mergeAttendees(ctx, { eventId, attendees: [first, second] })).rejects.toThrow();
    await testDb.owner.$client.unsafe('drop trigger fail_merge on audit_entries; drop function fail_merge()');
    expect(await rosterOf(eventId)).toEqual(before);
    expect(await validOf(eventId)).toHaveLength(2);
  });

  test('a server that is killed in the middle of a merge leaves everything as it was', async () => {
    const { ctx, eventId, first, second } = await twice();
    await testDb.db.update(attendees).set({ completed: true }).where(eq(attendees.id, second));
    await issue(ctx, eventId, first, second);
    const before = await rosterOf(eventId);
    await testDb.owner.transaction(async (tx) => {
      // The merge has ended a certificate by the time it writes its first entry.
      await tx.execute(sql`lock table audit_entries in exclusive mode`);
      const doomed = spawn(process.execPath, ['--import', 'tsx', 'tests/support/merge-process.ts'], {
        env: {
          ...process.env,
          MERGE_DATABASE: testDb.url,
          MERGE: JSON.stringify({ actor: ctx.actor, eventId, attendees: [first, second] }),
        },
        stdio: 'inherit',
      });
      const gone = new Promise((resolve) => doomed.once('exit', resolve));
      await soon(async () => (await waitingForLocks(testDb.db)) > 0);
      doomed.kill('SIGKILL');
      await gone;
    });
    await soon(async () => (await waitingForLocks(testDb.db)) === 0);
    expect(await rosterOf(eventId)).toEqual(before);
    expect(await validOf(eventId)).toHaveLength(2);
    expect(await mergeAttendees(ctx, { eventId, attendees: [first, second] })).toMatchObject({ merged: 1, revoked: 1 });
    expect(await validOf(eventId)).toHaveLength(1);
  });

  test('people whom the provider said are different are not shown again, and nobody else decides', async () => {
    const { ctx, eventId, first, second } = await twice();
    const both = { eventId, attendees: [first, second] };
    const stranger = await providerContext(testDb.db, { today: '2026-05-04' });
    const viewer: Context = { ...ctx, actor: { ...ctx.actor, role: 'viewer' } as Context['actor'] };
    for (const decide of [mergeAttendees, keepAttendeesApart]) {
      await expect(decide(stranger, both)).rejects.toMatchObject({ code: 'not_found' });
      await expect(decide(viewer, both)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(decide(await staffContext(testDb.db), both)).rejects.toMatchObject({ code: 'forbidden' });
    }
    const other = await givenAttendee(ctx, eventId, { name: 'Someone Else', email: null });
    await expect(mergeAttendees(ctx, { eventId, attendees: [first, other] })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await countPossibleDuplicates(ctx, eventId)).toBe(2);
    await keepAttendeesApart(ctx, both);
    await keepAttendeesApart(ctx, both);
    await expectAudit(testDb.db, 'attendees.kept_apart', `event:${eventId}`, {
      details: { attendees: [first, second] },
    });
    expect(await countPossibleDuplicates(ctx, eventId)).toBe(0);
    expect((await listDuplicates(ctx, eventId)).groups).toEqual([]);
  });
});
