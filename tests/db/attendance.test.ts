import '../support/settings';
import { asc, eq, sql } from 'drizzle-orm';
import { fitUnits } from '@/db/queries/roster';
import { attendanceFacts, attendanceFiles, attendanceResults, attendanceRules, attendees } from '@/db/schema';
import { addAttendee } from '@/lib/attendees/add-attendee';
import {
  attendanceChoiceParams,
  readAttendanceChoice,
  saveAttendanceSchema,
} from '@/lib/attendees/attendance/attendance-input';
import { addVisit, visitSchema, withdrawAttendanceFact } from '@/lib/attendees/attendance/correct-attendance';
import { getAttendance, getAttendanceOf } from '@/lib/attendees/attendance/get-attendance';
import { openReport } from '@/lib/attendees/attendance/open-report';
import { previewAttendance } from '@/lib/attendees/attendance/preview-attendance';
import { saveAttendance } from '@/lib/attendees/attendance/save-attendance';
import { uploadReports } from '@/lib/attendees/attendance/upload-reports';
import { withdrawReport } from '@/lib/attendees/attendance/withdraw-report';
import { keepUpload } from '@/lib/attendees/import/keep-upload';
import { previewImport } from '@/lib/attendees/import/preview-import';
import { listAttendees } from '@/lib/attendees/list-attendees';
import { readRosterQuery } from '@/lib/attendees/roster-query';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { reportFile } from '../support/attendance-reports';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';

const testDb = testDatabase();
afterAll(closeRenderer);

const WEBINAR = ['webinar-day-1.csv', 'webinar-day-1-restarted.csv', 'webinar-day-2.csv'];
const RULE = {
  sessions: [
    { day: '2026-11-20', from: '09:00', to: '12:00' },
    { day: '2026-11-21', from: '09:00', to: '12:00' },
  ],
  breaks: [{ day: '2026-11-20', from: '10:30', to: '10:45' }],
  leastPercent: 80,
};

async function aWebinar() {
  const ctx = await providerContext(testDb.db, { today: '2026-11-23' });
  const dates = { startsOn: '2026-11-20', endsOn: '2026-11-21' };
  return { ctx, eventId: await givenEvent(ctx, { ...dates, hours: '5.75' }) };
}

const filesNamed = (names: readonly string[]) => names.map((name) => ({ name, bytes: reportFile(name) }));

/** Uploads reports and saves what the preview proposes, with these times. */
async function save(ctx: Context, eventId: number, names: readonly string[], more: Record<string, unknown> = {}) {
  const uploadIds = await uploadReports(ctx, { eventId, files: filesNamed(names) });
  const choice = { ...readAttendanceChoice({}), uploadIds, rule: { ...RULE, ...more } };
  const form = { choice: String(attendanceChoiceParams(choice)), who: 'all' };
  return saveAttendance(ctx, { ...saveAttendanceSchema.parse(form), eventId });
}

/** Saves the attendance again with what is on record, without new reports. */
const saveAgain = (ctx: Context, eventId: number, more: Record<string, unknown> = {}) =>
  saveAttendance(ctx, {
    eventId,
    who: 'all',
    people: [],
    choice: { ...readAttendanceChoice({}), rule: { ...RULE, ...more } },
  });

const rosterOf = async (eventId: number) => {
  const rows = await testDb.db
    .select({ name: attendees.name, units: attendees.units, completed: attendees.completed })
    .from(attendees)
    .where(eq(attendees.eventId, eventId))
    .orderBy(asc(attendees.name));
  return rows.map(({ name, units, completed }) => `${name} ${units} ${completed ? 'completed' : 'open'}`);
};

const countOf = async (
  table: typeof attendanceFacts | typeof attendanceFiles | typeof attendanceResults | typeof attendanceRules,
  eventId: number,
) => (await testDb.db.select({ id: table.id }).from(table).where(eq(table.eventId, eventId))).length;

const idOf = async (eventId: number, name: string) => {
  const [row] = await testDb.db.execute<{ id: string }>(
    sql`select id from attendees where event_id = ${eventId} and name = ${name}`,
  );
  return Number(row!.id);
};

test('three reports of two days are saved as one attendance, with PDUs, reasons and the files', async () => {
  const { ctx, eventId } = await aWebinar();
  expect(await save(ctx, eventId, WEBINAR)).toEqual({ added: 3, changed: 0, people: 3 });
  expect(await rosterOf(eventId)).toEqual([
    'Ana Redfern 5.50 completed',
    'Bo Light 5.50 completed',
    'Cy Oke 0.00 open',
  ]);
  const { attendees: listed } = await listAttendees(ctx, eventId, readRosterQuery({}));
  expect(listed.map(({ attendance }) => attendance?.reason)).toEqual([
    '5 h 39 min of 5 h 45 min → 5.5',
    '5 h 32 min of 5 h 45 min → 5.5',
    '3 h 15 min of 5 h 45 min → 0, less than 80%',
  ]);
  const { files, rule, people } = await getAttendance(ctx, eventId);
  expect(files.map(({ fileName, platform, people }) => [fileName, platform, people])).toEqual([
    ['webinar-day-1.csv', 'Zoom meeting report', 3],
    ['webinar-day-1-restarted.csv', 'Zoom meeting report', 2],
    ['webinar-day-2.csv', 'Zoom webinar report', 3],
  ]);
  expect(rule).toMatchObject(RULE);
  expect(people).toBe(3);
  await expectAudit(testDb.db, 'attendance.saved', `event:${eventId}`, {
    userId: ctx.actor.userId,
    details: { people: 3, added: 3, changed: 0, reports: files.map(({ sha256 }) => sha256) },
  });
  const ana = await getAttendanceOf(ctx, { eventId, attendeeId: await idOf(eventId, 'Ana Redfern') });
  expect(ana.facts.map(({ fileName, line, startedAt }) => [fileName, line, startedAt!.toISOString()])).toEqual([
    ['webinar-day-1.csv', 7, '2026-11-20T15:58:03.000Z'],
    ['webinar-day-1.csv', 8, '2026-11-20T16:41:00.000Z'],
    ['webinar-day-1-restarted.csv', 6, '2026-11-20T17:11:00.000Z'],
    ['webinar-day-1-restarted.csv', 7, '2026-11-20T18:00:00.000Z'],
    ['webinar-day-2.csv', 10, '2026-11-21T15:57:39.000Z'],
  ]);
  expect(ana.result).toMatchObject({ units: '5.50', minutes: 339 });
});

test('reports that are saved twice, or day by day, count once', async () => {
  const { ctx, eventId } = await aWebinar();
  await save(ctx, eventId, WEBINAR.slice(0, 2));
  expect(await save(ctx, eventId, WEBINAR)).toMatchObject({ added: 0, changed: 2 });
  const before = await rosterOf(eventId);
  expect(before[0]).toBe('Ana Redfern 5.50 completed');
  const [facts, results] = [await countOf(attendanceFacts, eventId), await countOf(attendanceResults, eventId)];
  expect(await save(ctx, eventId, WEBINAR)).toMatchObject({ added: 0, changed: 0 });
  expect(await rosterOf(eventId)).toEqual(before);
  expect(await countOf(attendanceFacts, eventId)).toBe(facts);
  expect(await countOf(attendanceResults, eventId)).toBe(results);
  expect(await countOf(attendanceFiles, eventId)).toBe(3);
  expect(await countOf(attendanceRules, eventId)).toBe(1);
});

test('other times count the same visits again, as new facts', async () => {
  const { ctx, eventId } = await aWebinar();
  await save(ctx, eventId, WEBINAR);
  expect(await saveAgain(ctx, eventId, { leastPercent: 50 })).toMatchObject({ added: 0, changed: 1 });
  expect(await rosterOf(eventId)).toContain('Cy Oke 3.25 completed');
  expect(await countOf(attendanceRules, eventId)).toBe(2);
  const { result } = await getAttendanceOf(ctx, { eventId, attendeeId: await idOf(eventId, 'Cy Oke') });
  expect(result?.reason).toBe('3 h 15 min of 5 h 45 min → 3.25');
});

test('a report that is withdrawn no longer counts, stays on record, and can be uploaded again', async () => {
  const { ctx, eventId } = await aWebinar();
  await save(ctx, eventId, WEBINAR);
  const file = (await getAttendance(ctx, eventId)).files[2]!;
  await withdrawReport(ctx, { eventId, fileId: file.id });
  await withdrawReport(ctx, { eventId, fileId: file.id });
  await expectAudit(testDb.db, 'attendance.report_withdrawn', `event:${eventId}`, {
    details: { fileId: file.id, sha256: file.sha256, facts: 4 },
  });
  expect(await rosterOf(eventId)).toContain('Ana Redfern 5.50 completed');
  await saveAgain(ctx, eventId, { leastPercent: null });
  expect(await rosterOf(eventId)).toEqual([
    'Ana Redfern 2.50 completed',
    'Bo Light 2.50 completed',
    'Cy Oke 0.25 completed',
  ]);
  expect((await openReport(ctx, { eventId, fileId: file.id })).fileName).toBe('webinar-day-2.csv');
  await save(ctx, eventId, WEBINAR.slice(2));
  expect(await rosterOf(eventId)).toContain('Ana Redfern 5.50 completed');
  expect(await countOf(attendanceFiles, eventId)).toBe(3);
});

test('people who can read the roster get the file byte for byte, and the log says who opened it', async () => {
  const { ctx, eventId } = await aWebinar();
  await save(ctx, eventId, WEBINAR.slice(0, 1));
  const { id, sha256 } = (await getAttendance(ctx, eventId)).files[0]!;
  const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
  for (const reader of [viewer, await staffContext(testDb.db)]) {
    const { bytes } = await openReport(reader, { eventId, fileId: id });
    expect(Buffer.compare(bytes, Buffer.from(reportFile(WEBINAR[0]!)))).toBe(0);
  }
  await expectAudit(testDb.db, 'attendance.file_downloaded', `event:${eventId}`, { details: { fileId: id, sha256 } });
  const stranger = await providerContext(testDb.db);
  await expect(openReport(stranger, { eventId, fileId: id })).rejects.toMatchObject({ code: 'not_found' });
  const other = await aWebinar();
  await expect(openReport(other.ctx, { eventId: other.eventId, fileId: id })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('only people who can change the roster count, save and withdraw attendance', async () => {
  const { ctx, eventId } = await aWebinar();
  await save(ctx, eventId, WEBINAR.slice(0, 1));
  const fileId = (await getAttendance(ctx, eventId)).files[0]!.id;
  const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
  const staff = await staffContext(testDb.db);
  const stranger = await providerContext(testDb.db);
  for (const [who, code] of [
    [viewer, 'forbidden'],
    [staff, 'forbidden'],
    [stranger, 'not_found'],
  ] as [Context, string][]) {
    await expect(uploadReports(who, { eventId, files: filesNamed(WEBINAR) })).rejects.toMatchObject({ code });
    await expect(previewAttendance(who, eventId, {})).rejects.toMatchObject({ code });
    await expect(saveAgain(who, eventId)).rejects.toMatchObject({ code });
    await expect(withdrawReport(who, { eventId, fileId })).rejects.toMatchObject({ code });
  }
});

test('the preview proposes the agenda’s times, or else those of the reports', async () => {
  const { ctx, eventId } = await aWebinar();
  const uploadIds = await uploadReports(ctx, { eventId, files: filesNamed(WEBINAR) });
  const params = { upload: uploadIds.map(String) };
  const first = await previewAttendance(ctx, eventId, params);
  expect(first.choice.rule).toEqual({ sessions: RULE.sessions, breaks: [], leastPercent: null });
  expect(first.plan.map(({ name, kind, doubt }) => [name, kind, doubt === null])).toEqual([
    ['Robin Host', 'new', false],
    ['Ana Redfern', 'new', true],
    ['Bo Light', 'new', true],
    ['Cy Oke', 'new', true],
    ['iPhone', 'new', false],
  ]);
  await testDb.db.execute(sql`insert into agenda_items (event_id, position, held_on, starts_at, ends_at, title, counts) values
    (${eventId}, 1, '2026-11-20', '09:15', '10:30', 'Reading', true), (${eventId}, 2, '2026-11-20', '10:30', '10:45', 'Break', false),
    (${eventId}, 3, '2026-11-20', '10:45', '11:15', 'Writing', true), (${eventId}, 4, '2026-11-20', '11:15', '12:00', 'Questions', true)`);
  const second = await previewAttendance(ctx, eventId, params);
  expect(second.choice.rule.sessions).toEqual([
    { day: '2026-11-20', from: '09:15', to: '10:30' },
    { day: '2026-11-20', from: '10:45', to: '12:00' },
    RULE.sessions[1],
  ]);
});

test('people on the roster are changed and not added, and people with a certificate stay completed', async () => {
  const { ctx, eventId } = await aWebinar();
  const person = { email: null, school: '', educatorNumber: '', units: null, completed: true };
  const attendeeId = await addAttendee(ctx, { eventId, ...person, name: 'Cy Oke' });
  await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] });
  expect(await save(ctx, eventId, WEBINAR)).toEqual({ added: 2, changed: 0, people: 3 });
  expect(await rosterOf(eventId)).toContain('Cy Oke 5.75 completed');
  expect((await getAttendanceOf(ctx, { eventId, attendeeId })).result?.units).toBe('0.00');
});

test('only the people who are checked are saved', async () => {
  const { ctx, eventId } = await aWebinar();
  const uploadIds = await uploadReports(ctx, { eventId, files: filesNamed(WEBINAR.slice(0, 1)) });
  const choice = { ...readAttendanceChoice({}), uploadIds, rule: { ...RULE, leastPercent: null } };
  const { plan } = await previewAttendance(ctx, eventId, Object.fromEntries(attendanceChoiceParams(choice)));
  const key = plan.find(({ name }) => name === 'Robin Host')!.key;
  const input = { eventId, choice, who: 'checked' as const };
  await expect(saveAttendance(ctx, { ...input, people: [] })).rejects.toMatchObject({ code: 'invalid' });
  await saveAttendance(ctx, { ...input, people: [key] });
  expect(await rosterOf(eventId)).toEqual(['Robin Host 1.00 completed']);
});

describe('after some people of a report were saved', () => {
  const DAY_1 = WEBINAR.slice(0, 1);
  const LATER = { ...RULE, leastPercent: null };

  /** Uploads a report once more, and returns the preview and a way to save some of its people. */
  async function again(ctx: Context, eventId: number, names = DAY_1) {
    const uploadIds = await uploadReports(ctx, { eventId, files: filesNamed(names) });
    const choice = { ...readAttendanceChoice({}), uploadIds, rule: LATER };
    const params = new URLSearchParams(attendanceChoiceParams(choice));
    const preview = await previewAttendance(ctx, eventId, {
      ...Object.fromEntries(params),
      upload: params.getAll('upload'),
    });
    const saveSome = (...people: string[]) => {
      const keys = preview.plan.filter(({ name }) => people.includes(name)).map(({ key }) => key);
      return saveAttendance(ctx, { eventId, choice, who: 'checked', people: keys });
    };
    return { preview, saveSome };
  }
  const said = (details: readonly string[]) => details.filter((each) => /counted (already|once)/.test(each));

  test('the others can be counted from the same report, and the page says how many rows are counted already', async () => {
    const { ctx, eventId } = await aWebinar();
    const first = await again(ctx, eventId);
    expect(said(first.preview.details)).toEqual([]);
    await first.saveSome('Ana Redfern');
    const facts = await countOf(attendanceFacts, eventId);
    const second = await again(ctx, eventId);
    expect(said(second.preview.details)).toEqual([
      'webinar-day-1.csv: 2 of 6 rows are counted already. Only the others are counted now.',
    ]);
    await save(ctx, eventId, DAY_1, LATER);
    expect(await rosterOf(eventId)).toEqual([
      'Ana Redfern 1.00 completed',
      'Bo Little Light 1.00 completed',
      'Cy Oke 0.25 completed',
    ]);
    const third = await again(ctx, eventId);
    await third.saveSome('Robin Host', 'iPhone');
    expect(await rosterOf(eventId)).toContain('Robin Host 1.00 completed');
    expect(await countOf(attendanceFacts, eventId)).toBeGreaterThan(facts);
    const { preview } = await again(ctx, eventId);
    expect(said(preview.details)).toEqual([
      'webinar-day-1.csv: this report is counted already. It is not counted twice.',
    ]);
    expect(preview.plan.every(({ key }) => key.startsWith('roster-'))).toBe(true);
    expect(await countOf(attendanceFiles, eventId)).toBe(1);
  });

  test('a row whose fact was withdrawn can be counted again', async () => {
    const { ctx, eventId } = await aWebinar();
    await save(ctx, eventId, DAY_1, LATER);
    const ids = { eventId, attendeeId: await idOf(eventId, 'Cy Oke') };
    const [fact] = (await getAttendanceOf(ctx, ids)).facts;
    await withdrawAttendanceFact(ctx, { ...ids, factId: fact!.id });
    expect(await rosterOf(eventId)).toContain('Cy Oke 0.00 open');
    await save(ctx, eventId, DAY_1, LATER);
    expect(await rosterOf(eventId)).toContain('Cy Oke 0.25 completed');
  });

  test('the same report twice in one upload counts once', async () => {
    const { ctx, eventId } = await aWebinar();
    const { preview } = await again(ctx, eventId, [...DAY_1, ...DAY_1]);
    expect(said(preview.details)).toEqual(['webinar-day-1.csv: this report was uploaded twice. It is counted once.']);
    expect(preview.plan.map(({ name }) => name).sort()).toEqual([
      'Ana Redfern',
      'Bo Little Light',
      'Cy Oke',
      'Robin Host',
      'iPhone',
    ]);
  });
});

test('a list without times is refused by name, and too many reports are refused without saving any', async () => {
  const { ctx, eventId } = await aWebinar();
  const bytes = new TextEncoder().encode('Name,Email\nAna Redfern,ana@example.org\n');
  await expect(uploadReports(ctx, { eventId, files: [{ name: 'names.csv', bytes }] })).rejects.toMatchObject({
    code: 'invalid',
    sentence: expect.stringContaining('“names.csv” does not say when people came and left'),
  });
  await expect(uploadReports(ctx, { eventId, files: [] })).rejects.toMatchObject({ code: 'invalid' });
  const many = Array.from({ length: 13 }, () => ({ name: 'names.csv', bytes }));
  await expect(uploadReports(ctx, { eventId, files: many })).rejects.toMatchObject({ code: 'invalid' });
});

test('reports of another event, and reports that were deleted, are not found', async () => {
  const { ctx, eventId } = await aWebinar();
  const [uploadId] = await uploadReports(ctx, { eventId, files: filesNamed(WEBINAR.slice(0, 1)) });
  const other = await givenEvent(ctx);
  for (const upload of [String(uploadId), '987654321']) {
    await expect(previewAttendance(ctx, other, { upload })).rejects.toMatchObject({ code: 'not_found' });
  }
});

test('an added visit and a withdrawn fact count at once, and stay on record', async () => {
  const { ctx, eventId } = await aWebinar();
  await save(ctx, eventId, WEBINAR);
  const ids = { eventId, attendeeId: await idOf(eventId, 'Cy Oke') };
  const visit = visitSchema.parse({ visitDay: '2026-11-20', visitFrom: '09:00', visitTo: '12:00' });
  await addVisit(ctx, { ...ids, ...visit });
  await expectAudit(testDb.db, 'attendance.visit_added', `event:${eventId}`, {
    details: { attendeeId: ids.attendeeId },
  });
  expect((await getAttendanceOf(ctx, ids)).result?.reason).toBe('5 h 40 min of 5 h 45 min → 5.5');
  expect(await rosterOf(eventId)).toContain('Cy Oke 5.50 completed');
  const { facts } = await getAttendanceOf(ctx, ids);
  const byHand = facts.find(({ source }) => source === 'hand')!;
  await withdrawAttendanceFact(ctx, { ...ids, factId: byHand.id });
  await expectAudit(testDb.db, 'attendance.fact_withdrawn', `event:${eventId}`, {
    details: { attendeeId: ids.attendeeId, factId: byHand.id },
  });
  expect(await rosterOf(eventId)).toContain('Cy Oke 0.00 open');
  expect((await getAttendanceOf(ctx, ids)).facts).toHaveLength(facts.length);
  await expect(withdrawAttendanceFact(ctx, { ...ids, factId: byHand.id })).rejects.toMatchObject({ code: 'not_found' });
  const other = { eventId, attendeeId: await idOf(eventId, 'Ana Redfern') };
  await expect(withdrawAttendanceFact(ctx, { ...other, factId: facts[0]!.id })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('an added visit must be in the past and must have an end', async () => {
  const { ctx, eventId } = await aWebinar();
  await save(ctx, eventId, WEBINAR.slice(0, 1));
  const ids = { eventId, attendeeId: await idOf(eventId, 'Cy Oke') };
  const later = visitSchema.parse({ visitDay: '2026-11-25', visitFrom: '09:00', visitTo: '10:00' });
  await expect(addVisit(ctx, { ...ids, ...later })).rejects.toMatchObject({ code: 'invalid' });
  for (const wrong of [{ visitTo: '09:00' }, { visitTo: '' }, { visitDay: '2026-02-30' }]) {
    expect(
      visitSchema.safeParse({ visitDay: '2026-11-20', visitFrom: '09:00', visitTo: '10:00', ...wrong }).success,
    ).toBe(false);
  }
  const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
  const visit = visitSchema.parse({ visitDay: '2026-11-20', visitFrom: '22:00', visitTo: '01:00' });
  await expect(addVisit(viewer, { ...ids, ...visit })).rejects.toMatchObject({ code: 'forbidden' });
  await addVisit(ctx, { ...ids, ...visit });
  const { facts } = await getAttendanceOf(ctx, ids);
  expect(facts.at(-1)!.endedAt!.toISOString()).toBe('2026-11-21T08:00:00.000Z');
});

test('when an event gets more hours, people who earned all of them get the additional ones, but only if they attended that long', async () => {
  const { ctx, eventId } = await aWebinar();
  await testDb.db.execute(sql`update events set hours = 5.5 where id = ${eventId}`);
  await save(ctx, eventId, WEBINAR);
  await addAttendee(ctx, {
    eventId,
    name: 'Dee Amber',
    email: null,
    school: '',
    educatorNumber: '',
    units: null,
    completed: true,
  });
  await testDb.db.execute(sql`update events set hours = 6 where id = ${eventId}`);
  await fitUnits(testDb.db, eventId, ctx.clock.now());
  expect(await rosterOf(eventId)).toEqual([
    'Ana Redfern 5.50 completed',
    'Bo Light 5.50 completed',
    'Cy Oke 0.00 open',
    'Dee Amber 6.00 completed',
  ]);
  await testDb.db.execute(sql`update events set hours = 5 where id = ${eventId}`);
  await fitUnits(testDb.db, eventId, ctx.clock.now());
  expect(await rosterOf(eventId)).toContain('Ana Redfern 5.00 completed');
});

describe('how a report is read', () => {
  const OWN = 'Who,Reached us,Came at,Went at\n';
  const report = (name: string) => [
    { name: 'own.csv', bytes: new TextEncoder().encode(`${OWN}${name},,11/20/2026 9:00 AM,11/20/2026 11:00 AM\n`) },
  ];
  const CHOSEN = { 'c0-': 'name', 'c1-': '', 'c2-': 'join', 'c3-': 'leave', 'heading-': '1', 'headingBefore-': '1' };
  const formOf = (id: number) => ({
    upload: String(id),
    change: String(id),
    ...Object.fromEntries(Object.entries(CHOSEN).map(([name, value]) => [`${name}${id}`, value])),
  });
  const saveShown = async (ctx: Context, eventId: number, params: Record<string, string>) => {
    const { choice } = await previewAttendance(ctx, eventId, params);
    const form = { choice: String(attendanceChoiceParams(choice)), who: 'all' };
    return saveAttendance(ctx, { ...saveAttendanceSchema.parse(form), eventId });
  };

  test('a provider says once what its own columns are, and the next report with these headings is read that way', async () => {
    const { ctx, eventId } = await aWebinar();
    const [first] = await uploadReports(ctx, { eventId, files: report('Ana Redfern') });
    expect(await previewAttendance(ctx, eventId, { upload: String(first) })).toMatchObject({
      isReadable: false,
      plan: [],
    });
    await expect(saveShown(ctx, eventId, { upload: String(first) })).rejects.toMatchObject({
      sentence: expect.stringMatching(/^own\.csv: Choose the columns/),
    });
    expect(await saveShown(ctx, eventId, formOf(first!))).toMatchObject({ added: 1 });

    const [second] = await uploadReports(ctx, { eventId, files: report('Bo Light') });
    const shown = await previewAttendance(ctx, eventId, { upload: String(second) });
    expect(shown.uploads).toMatchObject([{ isRemembered: true, why: null }]);
    expect(shown.plan.map(({ name }) => name)).toContain('Bo Light');
    // Reading it as its headings suggest is possible, and forgets the choice when it is saved.
    const startOver = { upload: String(second), [`read-${second}`]: '1.----' };
    expect(await previewAttendance(ctx, eventId, startOver)).toMatchObject({ isReadable: false });
    expect(await saveShown(ctx, eventId, { upload: String(second) })).toMatchObject({ added: 1 });
  });

  test('the choice is not another provider’s, and not the roster import’s', async () => {
    const { ctx, eventId } = await aWebinar();
    const [first] = await uploadReports(ctx, { eventId, files: report('Ana Redfern') });
    await saveShown(ctx, eventId, formOf(first!));
    const other = await aWebinar();
    const [theirs] = await uploadReports(other.ctx, { eventId: other.eventId, files: report('Bo Light') });
    expect(await previewAttendance(other.ctx, other.eventId, { upload: String(theirs) })).toMatchObject({
      isReadable: false,
    });
    const pasted = `${OWN}Bo Light,,11/20/2026 9:00 AM,11/20/2026 11:00 AM`;
    const uploadId = await keepUpload(ctx, { eventId, pasted, file: null });
    expect(await previewImport(ctx, { eventId, uploadId }, {})).toMatchObject({ remembered: false });
  });
});
