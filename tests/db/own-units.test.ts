import '../support/settings';
import { and, asc, eq, sql } from 'drizzle-orm';
import { connect } from '@/db/client';
import { migrate } from '@/db/migrate';
import { listAttendeesForIssue } from '@/db/queries/attendees';
import { listUncountedOfConference } from '@/db/queries/conference-sessions';
import { attendees, eventCategoryLinks, events } from '@/db/schema';
import { addAttendee } from '@/lib/attendees/add-attendee';
import { readAttendanceChoice } from '@/lib/attendees/attendance/attendance-input';
import { addVisit, visitSchema } from '@/lib/attendees/attendance/correct-attendance';
import { saveAttendance } from '@/lib/attendees/attendance/save-attendance';
import { editAttendee } from '@/lib/attendees/edit-attendee';
import { importRoster, importSchema } from '@/lib/attendees/import/import-roster';
import { keepUpload } from '@/lib/attendees/import/keep-upload';
import { matchingText } from '@/lib/attendees/import/matching';
import { previewImport } from '@/lib/attendees/import/preview-import';
import { markAttendees } from '@/lib/attendees/mark-attendees';
import { findUndoableMarking, markEveryone, previewMarkEveryone, undoMarking } from '@/lib/attendees/mark-everyone';
import { saveSchema } from '@/lib/conference-sessions/choices';
import { writeColumns } from '@/lib/conference-sessions/columns';
import { gridRowsOf } from '@/lib/conference-sessions/grid-rows';
import { keepGrid } from '@/lib/conference-sessions/keep-draft';
import { openSavedGrid } from '@/lib/conference-sessions/open-grid';
import { previewDraft } from '@/lib/conference-sessions/preview-draft';
import { saveDraft } from '@/lib/conference-sessions/save-draft';
import { editEvent } from '@/lib/events/edit-event';
import { contentOf } from '@/lib/events/event-content';
import { listEventLog } from '@/lib/events/event-log';
import { getEvent } from '@/lib/events/find-event';
import type { Context } from '@/lib/platform/visit';
import { correctEvent, correctEventForm, correctEventSchema } from '@/lib/requests/correct-event';
import { approveRequest, approveSchema } from '@/lib/requests/decide-request';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { asAdmin, databaseUrl, testDatabase } from '../support/database';
import { givenConference, givenEvent } from '../support/events';
import { migrationsBefore } from '../support/migrations-before';
import { onDay, providerContext, staffContext } from '../support/people';
import { askedCorrection } from '../support/requests';

const testDb = testDatabase();

const DAY = '2026-05-03';
const RULE = { sessions: [{ day: DAY, from: '09:00', to: '15:00' }], breaks: [], leastPercent: null };

async function anEvent() {
  const ctx = await providerContext(testDb.db, { today: DAY });
  const eventId = await givenEvent(ctx, { startsOn: DAY, hours: '6' });
  await testDb.db.insert(eventCategoryLinks).values({ eventId, categoryId: 1 });
  return { ctx, eventId };
}

const add = (ctx: Context, eventId: number, name: string, units: string | null, completed = true) =>
  addAttendee(ctx, { eventId, name, email: null, school: '', educatorNumber: '', units, completed });

async function setHours(ctx: Context, eventId: number, hours: string) {
  const event = await getEvent(ctx, eventId);
  const input = { ...contentOf(event), hours, eventId, version: event.version };
  expect(await editEvent(ctx, input as Parameters<typeof editEvent>[1])).toMatchObject({ kind: 'edited' });
}

/** Returns everybody's units by name. */
async function unitsOf(eventId: number): Promise<Record<string, number>> {
  const rows = await testDb.db
    .select({ name: attendees.name, units: attendees.units })
    .from(attendees)
    .where(eq(attendees.eventId, eventId))
    .orderBy(asc(attendees.name));
  return Object.fromEntries(rows.map(({ name, units }) => [name, Number(units)]));
}

async function importText(ctx: Context, eventId: number, pasted: string) {
  const uploadId = await keepUpload(ctx, { eventId, pasted, file: null });
  const { matching } = await previewImport(ctx, { eventId, uploadId }, {});
  const columns = matchingText(matching.columns);
  const input = importSchema.parse({ columns, headings: 'yes', unmarked: 'leave', choice: 'all' });
  return importRoster(ctx, { ...input, eventId, uploadId });
}

/** Adds a person whose attendance from nine o'clock is counted. */
async function addCounted(ctx: Context, eventId: number, name: string, until: string) {
  const attendeeId = await add(ctx, eventId, name, null, false);
  const later = onDay(ctx, '2026-05-04');
  const visit = visitSchema.parse({ visitDay: DAY, visitFrom: '09:00', visitTo: until });
  await addVisit(later, { eventId, attendeeId, ...visit });
  return attendeeId;
}

const count = (ctx: Context, eventId: number) =>
  saveAttendance(ctx, { eventId, who: 'all', people: [], choice: { ...readAttendanceChoice({}), rule: RULE } });

test('hours that were lowered by mistake and corrected leave entered units as they were', async () => {
  const { ctx, eventId } = await anEvent();
  await add(ctx, eventId, 'Some', '4');
  await add(ctx, eventId, 'Few', '2.5');
  await add(ctx, eventId, 'All', '6');
  await add(ctx, eventId, 'Blank', null);
  await setHours(ctx, eventId, '3');
  expect(await unitsOf(eventId)).toEqual({ All: 3, Blank: 3, Few: 2.5, Some: 3 });
  await setHours(ctx, eventId, '6');
  expect(await unitsOf(eventId)).toEqual({ All: 6, Blank: 6, Few: 2.5, Some: 4 });
});

test('so do hours that change many times, also to exactly what a person earned', async () => {
  const { ctx, eventId } = await anEvent();
  await add(ctx, eventId, 'Some', '4');
  await add(ctx, eventId, 'All', null);
  for (const hours of ['4', '5', '1', '4', '3.75', '3', '4.5', '4', '8']) {
    await setHours(ctx, eventId, hours);
    expect(await unitsOf(eventId)).toEqual({ All: Number(hours), Some: Math.min(4, Number(hours)) });
  }
});

test('imported units come back, too, and so do those of people who were all marked as completed', async () => {
  const { ctx, eventId } = await anEvent();
  const list = [
    'Name,Email,PDUs',
    'Ana Redfern,ana@example.org,6',
    'Bo Light,bo@example.org,',
    'Cy Oke,cy@example.org,0',
    'Dee Amber,dee@example.org,4',
  ];
  expect(await importText(ctx, eventId, list.join('\n'))).toMatchObject({ added: 4 });
  const { toMark } = await previewMarkEveryone(ctx, eventId);
  expect(toMark).toBeGreaterThan(0);
  await markEveryone(onDay(ctx, '2026-05-04'), { eventId, expected: toMark });
  await setHours(ctx, eventId, '3');
  // A list that does not mention units leaves them alone.
  const schools = 'Name,Email,School\nAna Redfern,ana@example.org,Helena High\nDee Amber,dee@example.org,Helena High';
  expect(await importText(ctx, eventId, schools)).toMatchObject({ added: 0, changed: 2 });
  await setHours(ctx, eventId, '6.5');
  expect(await unitsOf(eventId)).toEqual({ 'Ana Redfern': 6.5, 'Bo Light': 6.5, 'Cy Oke': 0, 'Dee Amber': 4 });
});

test('counted units come back, and earn nothing more than what was counted', async () => {
  const { ctx, eventId } = await anEvent();
  await addCounted(ctx, eventId, 'All', '15:00');
  await addCounted(ctx, eventId, 'Some', '13:00');
  await count(ctx, eventId);
  expect(await unitsOf(eventId)).toEqual({ All: 6, Some: 4 });
  for (const hours of ['3', '5', '6', '7']) await setHours(ctx, eventId, hours);
  expect(await unitsOf(eventId)).toEqual({ All: 6, Some: 4 });
});

test('units that were counted while the hours were lower stay until they are counted again', async () => {
  const { ctx, eventId } = await anEvent();
  await addCounted(ctx, eventId, 'All', '15:00');
  await count(ctx, eventId);
  await setHours(ctx, eventId, '3');
  await addCounted(ctx, eventId, 'New', '15:00');
  await count(ctx, eventId);
  await setHours(ctx, eventId, '6');
  expect(await unitsOf(eventId)).toEqual({ All: 3, New: 3 });
  await count(ctx, eventId);
  expect(await unitsOf(eventId)).toEqual({ All: 6, New: 6 });
});

test('what a person gets while the hours are lower is theirs, but not what only shows the lower hours', async () => {
  const { ctx, eventId } = await anEvent();
  const some = await add(ctx, eventId, 'Some', '4');
  const less = await add(ctx, eventId, 'Less', '5');
  await setHours(ctx, eventId, '3');
  const person = { email: null, school: 'Helena High', educatorNumber: '', completed: true, eventId, version: 2 };
  await editAttendee(ctx, { ...person, attendeeId: some, name: 'Some', units: '3' });
  await editAttendee(ctx, { ...person, attendeeId: less, name: 'Less', units: '2' });
  await setHours(ctx, eventId, '6');
  expect(await unitsOf(eventId)).toEqual({ Less: 2, Some: 4 });
});

test('the log and the event’s history say how many people’s units changed with the hours', async () => {
  const { ctx, eventId } = await anEvent();
  await add(ctx, eventId, 'All', '6');
  await add(ctx, eventId, 'Few', '2');
  await add(ctx, eventId, 'Some', '4');
  await setHours(ctx, eventId, '3');
  await expectAudit(testDb.db, 'event.edited', `event:${eventId}`, { details: { unitsChanged: 2 } });
  const [latest] = (await listEventLog(ctx, eventId, null)).entries;
  expect(latest!.consequence).toBe('With the hours, the PDUs of 2 attendees changed.');
  await setHours(ctx, eventId, '3.5');
  await setHours(ctx, eventId, '4');
  await setHours(ctx, eventId, '5');
  const { entries } = await listEventLog(ctx, eventId, null);
  expect(entries[0]!.consequence).toBe('With the hours, the PDUs of 1 attendee changed.');
  expect(entries.at(-1)).toMatchObject({ action: 'attendee.added', consequence: null });
});

test('corrections by staff and approved requests leave entered units as they were, too', async () => {
  const { ctx: then, eventId } = await anEvent();
  await add(then, eventId, 'Some', '4');
  await add(then, eventId, 'All', '6');
  const ctx = onDay(then, '2026-06-01');
  const staff = await staffContext(testDb.db, { today: '2026-06-01' });
  const { form } = await correctEventForm(staff, eventId);
  const input = correctEventSchema.parse({ ...form.values, hours: '3', reason: 'The provider called.' });
  expect(await correctEvent(staff, { ...input, eventId })).toEqual({ kind: 'edited' });
  expect(await unitsOf(eventId)).toEqual({ All: 3, Some: 3 });
  const requestId = await askedCorrection(ctx, eventId, { hours: '5' });
  await approveRequest(staff, { ...approveSchema.parse({ saw: '2', note: '' }), requestId });
  expect(await unitsOf(eventId)).toEqual({ All: 5, Some: 4 });
});

test('the grid of a conference leaves entered units as they were, too', async () => {
  const ctx = await providerContext(testDb.db, { today: DAY });
  const conferenceId = await givenConference(ctx, 'Spring Conference', { startsOn: DAY, endsOn: DAY });
  const eventId = await givenEvent(ctx, {
    conferenceId,
    startsOn: DAY,
    hours: '6',
    startsAt: '09:00',
    endsAt: '15:00',
  });
  await testDb.db.insert(eventCategoryLinks).values({ eventId, categoryId: 1 });
  await add(ctx, eventId, 'Some', '4');
  await add(ctx, eventId, 'All', '6');
  for (const hours of ['3', '6']) {
    const rows = gridRowsOf((await openSavedGrid(ctx, conferenceId)).values).map((row) => ({ ...row, hours }));
    const draftId = await keepGrid(ctx, { conferenceId, requestKey: crypto.randomUUID(), rows });
    const { stamp, choices } = await previewDraft(ctx, { conferenceId, draftId }, {});
    const columns = writeColumns(choices.columns);
    const form = {
      stamp,
      headingLine: String(choices.headingLine ?? ''),
      columns,
      ...choices.defaults,
      attested: 'yes',
    };
    expect(await saveDraft(ctx, { ...saveSchema.parse(form), conferenceId, draftId })).toMatchObject({ edited: 1 });
  }
  expect(await unitsOf(eventId)).toEqual({ All: 6, Some: 4 });
});

describe('people who were on rosters before', () => {
  const before = migrationsBefore('own_units');

  test('earned all of the event’s units when they have them and were not counted', async () => {
    const admin = process.env.TEST_DATABASE_ADMIN_URL!;
    const name = `test_${crypto.randomUUID().slice(0, 8)}_units`;
    const url = databaseUrl(admin, name);
    await asAdmin(admin, (root) => root`create database ${root(name)}`);
    const db = connect(url, { max: 1 });
    try {
      await migrate(url, { folder: before });
      await db.execute(sql`
        insert into providers (name, phone, kind, type) values ('Big Sky', '1', 'multiple_event', 'school_district')`);
      await db.execute(sql`insert into users (username, name, email) values ('jdoe', 'Jane Doe', 'jane@example.org')`);
      await db.execute(sql`
        insert into events (provider_id, title, instructor, description, starts_on, ends_on, location_kind, city, state, zip,
          hours, search_text, attested_by, attested_at, created_by, created_at, updated_by, updated_at, request_key)
        values (1, 'Fractions', 'Zoë Ñandú', 'Words.', '2026-05-03', '2026-05-03', 'in_person', 'Helena', 'MT', '59601',
          6, ' fractions', 1, now(), 1, now(), 1, now(), gen_random_uuid())`);
      await db.execute(sql`
        insert into attendees (event_id, name, units, completed, source, identity, created_at, updated_at)
        select 1, name, units, units > 0, 'roster', name, now(), now()
        from (values ('All', 6), ('Counted', 6), ('None', 0), ('Some', 4)) as a(name, units)`);
      await db.execute(sql`
        insert into attendance_rules (event_id, sessions, breaks, set_by, set_at) values (1, '[]', '[]', 1, now())`);
      await db.execute(sql`
        insert into attendance_results (event_id, attendee_id, rule_id, minutes, of_minutes, units, reason, recorded_by, recorded_at)
        select 1, id, 1, 360, 360, 6, '', 1, now() from attendees where name = 'Counted'`);
      await migrate(url);
      const rows = await db.execute(sql`
        select name, own_units::float as own, units::float as units, version from attendees order by name`);
      expect([...rows]).toEqual([
        { name: 'All', own: null, units: 6, version: 1 },
        { name: 'Counted', own: 6, units: 6, version: 1 },
        { name: 'None', own: 0, units: 0, version: 1 },
        { name: 'Some', own: 4, units: 4, version: 1 },
      ]);
    } finally {
      await db.$client.end({ timeout: 5 });
      await asAdmin(admin, (root) => root`drop database if exists ${root(name)} with (force)`);
    }
  });
});

test('other hours decide nothing about a person: who only checked in still did, and marks can be undone', async () => {
  const { ctx, eventId } = await anEvent();
  const conferenceId = await givenConference(ctx, `Days ${eventId}`, { startsOn: DAY, endsOn: DAY });
  await testDb.db.update(events).set({ conferenceId }).where(eq(events.id, eventId));
  await givenAttendee(ctx, eventId, { name: 'Bo Light', completed: false, units: '6' });
  const decided = await givenAttendee(ctx, eventId, { name: 'Cy Oke', completed: false, units: '6' });
  const later = onDay(ctx, '2026-05-04');
  const { toMark } = await previewMarkEveryone(later, eventId);
  await markEveryone(later, { eventId, expected: toMark });
  await markAttendees(later, { eventId, mark: 'completed', attendees: [decided] });
  const stillCame = await givenAttendee(ctx, eventId, {
    name: 'Di Park',
    completed: false,
    source: 'check_in',
    units: '6',
  });
  await setHours(ctx, eventId, '5');
  await setHours(ctx, eventId, '5.5');
  expect(await listAttendeesForIssue(testDb.db, eventId, [stillCame], 'every-provider')).toMatchObject([
    { units: '5.50', onlyCheckedIn: true },
  ]);
  expect(await listUncountedOfConference(testDb.db, conferenceId)).toMatchObject([{ people: 1 }]);
  const { id } = (await findUndoableMarking(later, eventId))!;
  await undoMarking(later, { eventId, markingId: id });
  const completed = await testDb.db
    .select({ id: attendees.id })
    .from(attendees)
    .where(and(eq(attendees.eventId, eventId), eq(attendees.completed, true)));
  expect(completed.map((row) => row.id)).toEqual([decided]);
});
