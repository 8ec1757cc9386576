import '../support/settings';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import {
  attendanceFacts,
  attendanceFiles,
  attendanceResults,
  attendees,
  auditEntries,
  checkInCodes,
  conferenceLinks,
  events,
  shareLinks,
} from '@/db/schema';
import { previewAttendance } from '@/lib/attendees/attendance/preview-attendance';
import { badgeCodeOf } from '@/lib/attendees/check-in/badge-code';
import { noteScans } from '@/lib/attendees/check-in/note-scans';
import { identityOf } from '@/lib/attendees/identity';
import { makeConferenceLink, revokeConferenceLink } from '@/lib/conference-links/change-link';
import { getConferenceLink } from '@/lib/conference-links/get-link';
import { makeSessionLinks } from '@/lib/conference-links/make-session-links';
import { printPosters, printProgram } from '@/lib/conference-links/print-program';
import { countSessions, listSessionsToCount } from '@/lib/conference-roster/attendance/count-sessions';
import {
  getConferenceCheckIn,
  listScannerSessions,
  openConferenceCodes,
  printConferenceBadges,
} from '@/lib/conference-roster/check-in';
import { exportPeople } from '@/lib/conference-roster/export-people';
import { importConferenceList, previewConferenceList } from '@/lib/conference-roster/import/import-list';
import { keepConferenceList } from '@/lib/conference-roster/import/keep-list';
import { listPeople } from '@/lib/conference-roster/list-people';
import { readConferenceRosterQuery } from '@/lib/conference-roster/roster-query';
import { listEventLog } from '@/lib/events/event-log';
import { getEvent } from '@/lib/events/find-event';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { listConferenceLog } from '@/lib/whole-conference/conference-log';
import { readPdf } from '../pdf/read-pdf';
import { givenAttendee } from '../support/attendees';
import { expectAudit, isAbout } from '../support/audit';
import { canceled } from '../support/cancellations';
import { givenSession } from '../support/conferences';
import { testDatabase } from '../support/database';
import { givenConference } from '../support/events';
import { providerContext, staffContext } from '../support/people';
import { givenLink } from '../support/share-links';

const testDb = testDatabase();
afterAll(closeRenderer);
jest.setTimeout(120_000);

const WHOLE = readConferenceRosterQuery({});

async function conference() {
  const ctx = await providerContext(testDb.db, { today: '2026-05-03' });
  const id = await givenConference(ctx, 'Big Sky Educators’ Conference');
  const first = await givenSession(ctx, id, {
    title: 'Teaching fractions',
    room: 'Yellowstone',
    ownNumber: `N${id}-1`,
  });
  const times = { startsAt: '11:00', endsAt: '12:30' };
  const second = await givenSession(ctx, id, { title: 'Séliš stories', room: 'Glacier', ...times });
  return { ctx, id, first, second };
}

const TERMS = { access: 'code_word', afterEvaluation: false, reviewed: false } as const;

/** A person at several sessions has the same identity on each roster. */
async function givenPerson(ctx: Context, name: string, sessions: readonly number[], completed = true) {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]/g, '')}@example.org`;
  const identity = identityOf({ name, email, school: '', educatorNumber: '' });
  const ids: number[] = [];
  for (const id of sessions) ids.push(await givenAttendee(ctx, id, { name, email, identity, units: '1.5', completed }));
  return ids;
}

test('a conference has one open link; renewing replaces it, and each change is recorded', async () => {
  const { ctx, id } = await conference();
  const make = (renew = false) => makeConferenceLink(ctx, { conferenceId: id, renew });
  await Promise.all([make(), make(), make()]);
  const open = () =>
    testDb.db.$count(conferenceLinks, and(eq(conferenceLinks.conferenceId, id), isNull(conferenceLinks.revokedAt)));
  expect(await open()).toBe(1);
  const { link } = await getConferenceLink(ctx, id);
  expect(link).toMatchObject({ isOpen: true, address: expect.stringMatching(/\/conference\/[\w-]{43}$/) });
  await make(true);
  expect((await getConferenceLink(ctx, id)).link!.address).not.toBe(link!.address);
  expect(await open()).toBe(1);
  await revokeConferenceLink(ctx, id);
  await revokeConferenceLink(ctx, id);
  expect((await getConferenceLink(ctx, id)).link).toMatchObject({ isOpen: false, address: null });
  const entries = await testDb.db
    .select()
    .from(auditEntries)
    .where(isAbout(`conference:${id}`))
    .orderBy(auditEntries.id);
  expect(entries.map(({ action }) => action).filter((action) => action.startsWith('conference_link'))).toEqual([
    'conference_link.made',
    'conference_link.revoked',
    'conference_link.made',
    'conference_link.revoked',
  ]);
  await expectAudit(testDb.db, 'conference_link.made', `conference:${id}`, { userId: ctx.actor.userId });
  await expectAudit(testDb.db, 'conference_link.revoked', `conference:${id}`, { userId: ctx.actor.userId });
});

test('other providers and viewers make no link, and nobody else sees the address and the code words', async () => {
  const { ctx, id } = await conference();
  await makeConferenceLink(ctx, { conferenceId: id, renew: false });
  await makeSessionLinks(ctx, { conferenceId: id, ...TERMS, unsigned: true });
  const stranger = await providerContext(testDb.db);
  await expect(getConferenceLink(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(makeConferenceLink(stranger, { conferenceId: id, renew: true })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(revokeConferenceLink(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
  const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
  await expect(makeConferenceLink(viewer, { conferenceId: id, renew: true })).rejects.toMatchObject({
    code: 'forbidden',
  });
  for (const reader of [viewer, await staffContext(testDb.db)]) {
    const shown = await getConferenceLink(reader, id);
    expect(shown.link).toMatchObject({ isOpen: true, address: null });
    expect(shown.sessions.every(({ link }) => link!.codeWord === null && link!.address === null)).toBe(true);
    await expect(printProgram(reader, id, 'certificate')).rejects.toMatchObject({ code: 'forbidden' });
  }
});

test('each session without a link gets one with a word of its own; unsigned ones only when that was chosen', async () => {
  const { ctx, id, first, second } = await conference();
  await givenLink(ctx, first);
  const refused = await makeSessionLinks(ctx, { conferenceId: id, ...TERMS, unsigned: false });
  expect(refused).toMatchObject({ made: 0, failed: [{ id: second, title: 'Séliš stories' }] });
  const third = await givenSession(ctx, id, { title: 'Robots', startsAt: '14:00', endsAt: '15:00' });
  expect(await makeSessionLinks(ctx, { conferenceId: id, ...TERMS, unsigned: true })).toEqual({ made: 2, failed: [] });
  const links = await testDb.db
    .select()
    .from(shareLinks)
    .where(inArray(shareLinks.eventId, [first, second, third]));
  expect(links).toHaveLength(3);
  const words = links.flatMap(({ codeWord }) => (codeWord ? [codeWord] : []));
  expect(new Set(words).size).toBe(2);
  await expect(makeSessionLinks(ctx, { conferenceId: id, ...TERMS, unsigned: true })).rejects.toMatchObject({
    code: 'invalid',
  });
});

test('the program and the posters are printed, with or without codes', async () => {
  const { ctx, id } = await conference();
  for (const print of [printProgram, printPosters]) {
    expect((await print(ctx, id, 'certificate')).bytes.subarray(0, 5).toString()).toBe('%PDF-');
  }
  // A poster without codes does not ask anybody to scan one.
  const scan = 'scan the code of the session';
  expect(readPdf((await printPosters(ctx, id, 'check-in')).bytes).text).not.toContain(scan);
  await openConferenceCodes(ctx, id);
  expect(readPdf((await printPosters(ctx, id, 'check-in')).bytes).text).toContain(scan);
  const empty = await givenConference(ctx, 'Without sessions');
  await expect(printProgram(ctx, empty, 'certificate')).rejects.toMatchObject({ code: 'invalid' });
});

test('the roster gathers a person’s sessions, with the sum of what they earned; it is searched and filtered', async () => {
  const { ctx, id, first, second } = await conference();
  await givenPerson(ctx, 'Zoë Ñandú', [first, second]);
  await givenPerson(ctx, 'Ana Redfern', [second], false);
  const { people, counts } = await listPeople(ctx, id, WHOLE);
  expect(people.map(({ name, units, sessions }) => [name, units, sessions.map(({ eventId }) => eventId)])).toEqual([
    ['Ana Redfern', '0', [second]],
    ['Zoë Ñandú', '3', [first, second]],
  ]);
  expect(counts).toEqual({ people: 2, attendances: 2, certificates: 0 });
  const found = async (params: Record<string, string>) =>
    (await listPeople(ctx, id, readConferenceRosterQuery(params))).people.map(({ name }) => name);
  expect(await found({ q: 'zoe nandu' })).toEqual(['Zoë Ñandú']);
  expect(await found({ session: String(first) })).toEqual(['Zoë Ñandú']);
  expect(await found({ q: 'nobody' })).toEqual([]);
  const csv = (await exportPeople(ctx, id)).bytes.toString('utf8');
  expect(csv.split('\r\n').slice(0, 3)).toEqual([
    '\ufeffName,Email,School or district,Educator number,PDUs in all,Certificates,Teaching fractions,Séliš stories',
    'Ana Redfern,anaredfern@example.org,Big Sky School,12345,0,0,,Not completed',
    'Zoë Ñandú,zoand@example.org,Big Sky School,12345,3,0,1.5,1.5',
  ]);

  await canceled(await staffContext(testDb.db), second);
  const after = await listPeople(ctx, id, WHOLE);
  expect(after.people.map(({ name, units }) => [name, units])).toEqual([
    ['Ana Redfern', '0'],
    ['Zoë Ñandú', '1.5'],
  ]);
  expect(after.counts.attendances).toBe(1);
  expect((await exportPeople(ctx, id)).bytes.toString('utf8')).toContain('12345,1.5,0,1.5,Canceled');
});

test('pages of the roster follow each other in both directions', async () => {
  const { ctx, id, first } = await conference();
  const names = Array.from(
    { length: 60 },
    (_, index) => `Person ${String.fromCodePoint(97 + Math.floor(index / 26), 97 + (index % 26))}`,
  );
  for (const name of names) await givenPerson(ctx, name, [first]);
  const one = await listPeople(ctx, id, WHOLE);
  const two = await listPeople(ctx, id, one.next!);
  expect([...one.people, ...two.people].map(({ name }) => name)).toEqual(names);
  expect(two.next).toBeNull();
  const back = await listPeople(ctx, id, two.previous!);
  expect(back.people.map(({ name }) => name)).toEqual(one.people.map(({ name }) => name));
});

test('a conference’s roster is private, and its provider sees in its history and each session’s that staff opened it', async () => {
  const { ctx, id, first, second } = await conference();
  const stranger = await providerContext(testDb.db);
  for (const read of [() => listPeople(stranger, id, WHOLE), () => exportPeople(stranger, id)]) {
    await expect(read()).rejects.toMatchObject({ code: 'not_found' });
  }
  const staff = await staffContext(testDb.db);
  await listPeople(staff, id, WHOLE);
  await listPeople(staff, id, WHOLE);
  await makeConferenceLink(ctx, { conferenceId: id, renew: false });
  expect((await listConferenceLog(ctx, id, null)).entries).toMatchObject([
    { action: 'conference_link.made', by: ctx.actor.name, byStaff: false },
    { action: 'conference_roster.opened', by: staff.actor.name, byStaff: true },
  ]);
  await expect(listConferenceLog(stranger, id, null)).rejects.toMatchObject({ code: 'not_found' });
  for (const session of [first, second]) {
    expect((await listEventLog(ctx, session, null)).entries).toMatchObject([
      { action: 'conference_roster.opened', by: staff.actor.name, byStaff: true },
    ]);
  }
  await expectAudit(testDb.db, 'conference_roster.opened', `conference:${id}`, { userId: staff.actor.userId });
});

test('titles within a conference do not repeat its name', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-03' });
  const id = await givenConference(ctx, 'Sky days');
  const eventId = await givenSession(ctx, id, { title: 'Sky days: Robots' });
  await givenPerson(ctx, 'Ada Lake', [eventId]);
  const robots = [{ id: eventId, title: 'Robots' }];
  expect((await getConferenceLink(ctx, id)).sessions).toMatchObject(robots);
  expect((await getConferenceCheckIn(ctx, id)).sessions).toMatchObject(robots);
  expect((await listPeople(ctx, id, WHOLE)).sessions).toMatchObject(robots);
  expect(await listScannerSessions(ctx, await getEvent(ctx, eventId))).toMatchObject(robots);
  const failed = (await makeSessionLinks(ctx, { conferenceId: id, ...TERMS, unsigned: false })).failed;
  expect(failed).toMatchObject(robots);
  await makeSessionLinks(ctx, { conferenceId: id, ...TERMS, unsigned: true });
  for (const print of [printProgram, printPosters]) {
    const { text } = readPdf((await print(ctx, id, 'certificate')).bytes);
    expect(text).toContain('Robots');
    expect(text).not.toContain('Sky days: Robots');
  }
});

test('a list of scans is imported into the rosters of the sessions that it names, and counts once', async () => {
  const { ctx, id, first, second } = await conference();
  await givenPerson(ctx, 'Zoë Ñandú', [first], false);
  const pasted = [
    'Name,Email,Session',
    'Zoë Ñandú,zoand@example.org,Teaching fractions',
    `Ana Redfern,ana@example.org,N${id}-1`,
    'Ana Redfern,ana@example.org,Selis stories',
    'Ben Stone,ben@example.org,Lunch',
  ].join('\n');
  const uploadId = await keepConferenceList(ctx, { conferenceId: id, pasted, file: null });
  const ids = { conferenceId: id, uploadId };
  const preview = await previewConferenceList(ctx, ids, { assigned: {}, unmarked: 'completed' });
  expect(preview.unmatched).toEqual([{ key: 'lunch', name: 'Lunch', rows: 1, likely: null }]);
  expect(preview.plans).toEqual([
    { id: first, rows: 2, added: 1, changed: 1, same: 0, left: 0 },
    { id: second, rows: 1, added: 1, changed: 0, same: 0, left: 0 },
  ]);
  const choice = { assigned: { lunch: 0 }, unmarked: 'completed' as const };
  const imported = { sessions: 2, added: 2, changed: 1, left: [] };
  expect(await importConferenceList(ctx, ids, choice)).toEqual(imported);
  expect(await importConferenceList(ctx, ids, choice)).toEqual({ ...imported, added: 0, changed: 0 });
  const rows = await testDb.db
    .select()
    .from(attendees)
    .where(inArray(attendees.eventId, [first, second]));
  expect(rows.map(({ name, eventId, completed }) => [name, eventId, completed]).sort()).toEqual(
    [
      ['Ana Redfern', first, true],
      ['Ana Redfern', second, true],
      ['Zoë Ñandú', first, true],
    ].sort(),
  );
  const stranger = await providerContext(testDb.db);
  await expect(importConferenceList(stranger, ids, choice)).rejects.toMatchObject({ code: 'not_found' });
  const elsewhere = await conference();
  await expect(
    importConferenceList(elsewhere.ctx, { conferenceId: elsewhere.id, uploadId }, choice),
  ).rejects.toMatchObject({ code: 'not_found' });
});

test('a list with times gives each person the units for the time in the session, with the reason, and counts once', async () => {
  const { ctx, id } = await conference();
  const math = await givenSession(ctx, id, { title: 'Math talk', hours: '1.25', startsAt: '10:30', endsAt: '11:45' });
  const open = await givenSession(ctx, id, { title: 'Open lab', startsAt: null, endsAt: null });
  const pasted = [
    'Session,Name,Email,Check in,Check out',
    'Math talk,Ada Lake,ada@example.org,10:30 AM,11:00 AM',
    'Math talk,Ben Stone,ben@example.org,10:20 AM,12:10 PM',
    'Math talk,Cleo Hill,cleo@example.org,10:30 AM,',
    'Open lab,Ada Lake,ada@example.org,1:00 PM,2:00 PM',
  ].join('\n');
  const uploadId = await keepConferenceList(ctx, { conferenceId: id, pasted, file: null });
  const ids = { conferenceId: id, uploadId };
  const choice = { assigned: {}, unmarked: 'completed' as const };
  const preview = await previewConferenceList(ctx, ids, choice);
  expect(preview).toMatchObject({ isTimed: true, withoutTimes: [open] });
  expect(preview.partly.map(({ name }) => name)).toEqual(['Ada Lake', 'Cleo Hill']);
  const outcome = await importConferenceList(ctx, ids, choice);
  expect(outcome).toMatchObject({
    sessions: 1,
    added: 3,
    changed: 0,
    left: [{ id: open, title: 'Open lab', rows: 1 }],
  });
  const earned = async () =>
    (await testDb.db.select().from(attendees).where(eq(attendees.eventId, math)))
      .map(({ name, units, completed }) => [name, Number(units), completed])
      .sort();
  const expected = [
    ['Ada Lake', 0.5, true],
    ['Ben Stone', 1.25, true],
    ['Cleo Hill', 0, false],
  ];
  expect(await earned()).toEqual(expected);
  const results = await testDb.db.select().from(attendanceResults).where(eq(attendanceResults.eventId, math));
  expect(results.map(({ reason }) => reason).sort()).toEqual([
    '0 min of 1 h 15 min → 0',
    '1 h 15 min of 1 h 15 min → 1.25',
    '30 min of 1 h 15 min → 0.5',
  ]);
  const files = await testDb.db.select().from(attendanceFiles).where(eq(attendanceFiles.eventId, math));
  expect(files).toMatchObject([{ fileName: 'Pasted list.csv' }]);
  expect(files[0]!.bytes.toString()).toContain('Ada Lake,ada@example.org,10:30 AM,11:00 AM');
  // The session without times is not counted; its page gets the rows.
  expect(await testDb.db.$count(attendees, eq(attendees.eventId, open))).toBe(0);
  const { searchParams } = new URL(outcome.left[0]!.address, 'https://example.org');
  const left = await previewAttendance(ctx, open, Object.fromEntries(searchParams));
  expect(left.plan).toMatchObject([{ name: 'Ada Lake', kind: 'new' }]);
  expect(await importConferenceList(ctx, ids, choice)).toMatchObject({ added: 0, changed: 0 });
  expect(await earned()).toEqual(expected);
});

test('a badge works at all sessions: its person is added to the session’s roster once', async () => {
  const { ctx, id, first, second } = await conference();
  const [zoe] = await givenPerson(ctx, 'Zoë Ñandú', [first]);
  const code = badgeCodeOf({ eventId: first, attendeeId: zoe! });
  const scan = (direction: 'in' | 'out', typed = code) =>
    noteScans(ctx, { eventId: second, key: crypto.randomUUID(), code: typed, direction, scans: [] });
  expect(await scan('in')).toMatchObject([{ name: 'Zoë Ñandú' }]);
  expect(await scan('out')).toMatchObject([{ name: 'Zoë Ñandú' }]);
  const lines = await testDb.db.select().from(attendees).where(eq(attendees.eventId, second));
  expect(lines).toMatchObject([{ name: 'Zoë Ñandú', completed: false, source: 'check_in' }]);
  expect(await testDb.db.$count(attendanceFacts, eq(attendanceFacts.attendeeId, lines[0]!.id))).toBe(2);
  expect(await scan('in', '0000-0000')).toMatchObject([{ name: null }]);
  // Another conference’s badge is nobody’s here.
  const elsewhere = await conference();
  const [theirs] = await givenPerson(elsewhere.ctx, 'Ana Redfern', [elsewhere.first]);
  expect(await scan('in', badgeCodeOf({ eventId: elsewhere.first, attendeeId: theirs! }))).toMatchObject([
    { name: null },
  ]);
  expect((await printConferenceBadges(ctx, id)).subarray(0, 5).toString()).toBe('%PDF-');
});

test('the check-ins of all sessions that are over are counted at once, each by its own start and end', async () => {
  const { ctx, id, first, second } = await conference();
  const tomorrow = await givenSession(ctx, id, { title: 'Tomorrow', startsOn: '2026-05-04', endsOn: '2026-05-04' });
  const open = await givenSession(ctx, id, { title: 'Open lab', startsAt: null, endsAt: null });
  const visit = async (eventId: number, name: string, from: string, to: string | null) => {
    const [attendeeId] = await givenPerson(ctx, name, [eventId], false);
    const at = (time: string) => new Date(`2026-05-03T${time}:00-06:00`);
    const scan = (times: { startedAt: Date; kind: 'in' } | { endedAt: Date; kind: 'out' }) => ({
      eventId,
      attendeeId: attendeeId!,
      source: 'scanner' as const,
      key: crypto.randomUUID(),
      recordedBy: ctx.actor.userId,
      recordedAt: ctx.clock.now(),
      ...times,
    });
    await testDb.db.insert(attendanceFacts).values(scan({ startedAt: at(from), kind: 'in' }));
    if (to) await testDb.db.insert(attendanceFacts).values(scan({ endedAt: at(to), kind: 'out' }));
  };
  await visit(first, 'Ada Lake', '09:00', '09:40');
  await visit(second, 'Ben Stone', '10:50', '12:45');
  await visit(second, 'Cleo Hill', '11:00', null);
  await visit(tomorrow, 'Ada Lake', '09:00', '10:00');
  await visit(open, 'Ada Lake', '13:00', '14:00');
  const evening = { ...ctx, clock: { ...ctx.clock, now: () => new Date('2026-05-03T23:00:00Z') } };
  const toCount = await listSessionsToCount(evening, id);
  expect(toCount.ready.map((session) => session.id)).toEqual([first, second]);
  expect(toCount.withoutTimes).toEqual([{ id: open, title: 'Open lab' }]);
  expect(await countSessions(evening, id)).toEqual({ sessions: 2, people: 3 });
  const rows = await testDb.db
    .select()
    .from(attendees)
    .where(inArray(attendees.eventId, [first, second, tomorrow, open]));
  const earned = rows.filter(({ completed }) => completed).map(({ name, units }) => [name, Number(units)]);
  expect(earned.sort()).toEqual([
    ['Ada Lake', 0.5],
    ['Ben Stone', 1.5],
  ]);
  // What was counted is not counted again.
  await expect(countSessions(evening, id)).rejects.toMatchObject({ code: 'invalid' });
  const stranger = await providerContext(testDb.db);
  await expect(countSessions(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
});

test('no code opens for a session that is over', async () => {
  const { ctx, id, first } = await conference();
  const later = { ...ctx, clock: { ...ctx.clock, today: () => '2026-05-06' } };
  await expect(openConferenceCodes(later, id)).rejects.toMatchObject({ code: 'invalid' });
  const last = await givenSession(ctx, id, { title: 'Last', startsOn: '2026-05-06', endsOn: '2026-05-06' });
  await openConferenceCodes(later, id);
  expect(await testDb.db.$count(checkInCodes, eq(checkInCodes.eventId, last))).toBe(1);
  expect(await testDb.db.$count(checkInCodes, eq(checkInCodes.eventId, first))).toBe(0);
});

test('all check-in codes open at once, and a scanner can switch to every session that takes place', async () => {
  const { ctx, id, first, second } = await conference();
  const tomorrow = { startsOn: '2026-05-04', endsOn: '2026-05-04' };
  const third = await givenSession(ctx, id, { title: 'Tomorrow', ...tomorrow });
  const canceled = await givenSession(ctx, id, { title: 'Canceled' });
  await testDb.db.update(events).set({ canceledAt: ctx.clock.now() }).where(eq(events.id, canceled));
  await openConferenceCodes(ctx, id);
  await openConferenceCodes(ctx, id);
  expect(await testDb.db.$count(checkInCodes, inArray(checkInCodes.eventId, [first, second, third]))).toBe(3);
  const sessions = await listScannerSessions(ctx, await getEvent(ctx, first));
  expect(sessions.map((session) => session.id)).toEqual([first, second, third]);
  expect(sessions[1]).toEqual({
    id: second,
    title: 'Séliš stories',
    days: 'Sunday, May 3, 2026',
    timeAndRoom: '11:00 AM – 12:30 PM, Glacier',
  });
});
