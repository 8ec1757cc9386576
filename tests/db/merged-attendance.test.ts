import '../support/settings';
import { and, eq, isNull } from 'drizzle-orm';
import { listConferenceLinesOfAddress, listWhoCameIn } from '@/db/queries/conference-links';
import { attendees, checkInCodes } from '@/db/schema';
import { readAttendanceChoice } from '@/lib/attendees/attendance/attendance-input';
import { addVisit, visitSchema, withdrawAttendanceFact } from '@/lib/attendees/attendance/correct-attendance';
import { getAttendance, getAttendanceOf } from '@/lib/attendees/attendance/get-attendance';
import { saveAttendance } from '@/lib/attendees/attendance/save-attendance';
import { badgeCodeOf } from '@/lib/attendees/check-in/badge-code';
import { checkIn, findCheckInPage, rememberedText } from '@/lib/attendees/check-in/check-in';
import { addressOfCode } from '@/lib/attendees/check-in/code-token';
import { getCheckIn, listBadges, listKnownBadges } from '@/lib/attendees/check-in/get-check-in';
import { openCheckInCode } from '@/lib/attendees/check-in/manage-code';
import { noteScans, scansSchema } from '@/lib/attendees/check-in/note-scans';
import { keepAttendeesApart, mergeAttendees } from '@/lib/certificates/duplicates/decide-duplicates';
import { listDuplicates } from '@/lib/certificates/duplicates/list-duplicates';
import { clockAt } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenConference, givenEvent } from '../support/events';
import { providerContext } from '../support/people';
import { attendeeVisit } from '../support/share-links';

const testDb = testDatabase();

const DAY = '2026-11-20';
const RULE = { sessions: [{ day: DAY, from: '09:00', to: '15:00' }], breaks: [], leastPercent: null };
const ANA = { name: 'Ana Redfern', email: 'ana@example.org', school: '', educatorNumber: '' };

async function anEvent() {
  const ctx = { ...(await providerContext(testDb.db, { today: DAY })), clock: clockAt(() => at('18:00')) };
  return { ctx, eventId: await givenEvent(ctx, { startsOn: DAY, hours: '6' }) };
}

const at = (time: string) => new Date(`${DAY}T${time}:00-07:00`);

const save = (ctx: Context, eventId: number) =>
  saveAttendance(ctx, { eventId, who: 'all', people: [], choice: { ...readAttendanceChoice({}), rule: RULE } });

const given = (ctx: Context, eventId: number, more: Partial<typeof attendees.$inferInsert> = {}) =>
  givenAttendee(ctx, eventId, { ...ANA, units: '6', completed: false, ...more });

const visit = (ctx: Context, eventId: number, attendeeId: number, visitFrom: string, visitTo: string) =>
  addVisit(ctx, { eventId, attendeeId, ...visitSchema.parse({ visitDay: DAY, visitFrom, visitTo }) });

const rosterOf = (eventId: number) =>
  testDb.db
    .select({ id: attendees.id, name: attendees.name, units: attendees.units, completed: attendees.completed })
    .from(attendees)
    .where(and(eq(attendees.eventId, eventId), isNull(attendees.removedAt)))
    .orderBy(attendees.id);

test('a registration and a check-in of one person are counted as one after they were merged', async () => {
  const { ctx, eventId } = await anEvent();
  const registered = await given(ctx, eventId, { school: 'Helena High', educatorNumber: '77' });
  const came = await given(ctx, eventId, { name: 'A. Redfern', source: 'check_in' });
  await visit(ctx, eventId, came, '09:00', '12:00');
  await mergeAttendees(ctx, { eventId, attendees: [registered, came] });
  expect(await save(ctx, eventId)).toMatchObject({ people: 1, changed: 1 });
  expect(await rosterOf(eventId)).toEqual([{ id: registered, name: 'Ana Redfern', units: '3.00', completed: true }]);
});

test('visits under two names count together at once, and again whenever the attendance is saved', async () => {
  const { ctx, eventId } = await anEvent();
  const ana = await given(ctx, eventId);
  const short = await given(ctx, eventId, { name: 'A. Redfern' });
  await visit(ctx, eventId, ana, '09:00', '12:00');
  await visit(ctx, eventId, short, '12:00', '15:00');
  await save(ctx, eventId);
  expect((await rosterOf(eventId)).map(({ units }) => units)).toEqual(['3.00', '3.00']);
  const { keptId } = await mergeAttendees(ctx, { eventId, attendees: [ana, short] });
  const whole = [{ id: keptId, name: 'Ana Redfern', units: '6.00', completed: true }];
  expect(await rosterOf(eventId)).toEqual(whole);
  await expectAudit(testDb.db, 'attendance.saved', `event:${eventId}`, { details: { people: 1, changed: 1 } });
  const own = await getAttendanceOf(ctx, { eventId, attendeeId: keptId });
  expect(own.facts).toHaveLength(2);
  expect(own.result).toMatchObject({ units: '6.00' });
  await save(ctx, eventId);
  expect(await rosterOf(eventId)).toEqual(whole);
  expect((await getAttendance(ctx, eventId)).people).toBe(1);
  // What was recorded for the other record can be withdrawn for the person.
  await withdrawAttendanceFact(ctx, { eventId, attendeeId: keptId, factId: own.facts[1]!.id });
  expect(await rosterOf(eventId)).toMatchObject([{ units: '3.00' }]);
});

test('records that were merged one after the other count for the one that stays', async () => {
  const { ctx, eventId } = await anEvent();
  const first = await given(ctx, eventId, { name: 'A. Redfern' });
  const second = await given(ctx, eventId, { name: 'Ana R.', school: 'Helena High' });
  const third = await given(ctx, eventId, { school: 'Helena High', educatorNumber: '77' });
  await visit(ctx, eventId, first, '09:00', '10:00');
  await visit(ctx, eventId, second, '11:00', '12:00');
  await visit(ctx, eventId, third, '13:00', '14:00');
  expect(await mergeAttendees(ctx, { eventId, attendees: [first, second] })).toMatchObject({ keptId: second });
  expect(await mergeAttendees(ctx, { eventId, attendees: [second, third] })).toMatchObject({ keptId: third });
  expect(await save(ctx, eventId)).toMatchObject({ people: 1 });
  expect(await rosterOf(eventId)).toMatchObject([{ id: third, units: '3.00', completed: true }]);
});

test('a merge that brings no attendance leaves what the provider decided by hand', async () => {
  const { ctx, eventId } = await anEvent();
  const ana = await given(ctx, eventId, { educatorNumber: '77' });
  await visit(ctx, eventId, ana, '09:00', '12:00');
  await save(ctx, eventId);
  await testDb.db.update(attendees).set({ units: '4' }).where(eq(attendees.id, ana));
  const other = await given(ctx, eventId, { name: 'A. Redfern' });
  await mergeAttendees(ctx, { eventId, attendees: [ana, other] });
  expect(await rosterOf(eventId)).toMatchObject([{ id: ana, units: '4.00', completed: true }]);
});

test('a merged person is still known to their phone, by each of their badges, and as a person who came', async () => {
  const { ctx } = await anEvent();
  const conferenceId = await givenConference(ctx, 'Fall Conference', { startsOn: DAY, endsOn: DAY });
  const session = { conferenceId, startsOn: DAY, startsAt: '09:00', endsAt: '15:00', hours: '6' };
  const [eventId, later] = [await givenEvent(ctx, session), await givenEvent(ctx, session)];
  const kept = await given(ctx, eventId, { educatorNumber: '77' });
  const merged = await given(ctx, eventId, { name: 'A. Redfern', source: 'check_in' });
  const code = badgeCodeOf({ eventId, attendeeId: merged });
  const scan = (id: number, direction: 'in' | 'out') =>
    noteScans(ctx, { eventId: id, ...scansSchema.parse({ key: crypto.randomUUID(), code, direction }) });
  await scan(eventId, 'in');
  expect(await mergeAttendees(ctx, { eventId, attendees: [kept, merged] })).toMatchObject({ keptId: kept });

  expect(await listConferenceLinesOfAddress(testDb.db, conferenceId, ANA.email)).toMatchObject([
    { id: kept, cameIn: true },
  ]);
  expect(await listWhoCameIn(testDb.db, conferenceId, [merged])).toEqual([
    { eventId, attendeeId: merged, name: 'Ana Redfern' },
  ]);
  expect(await getCheckIn(ctx, eventId)).toMatchObject({ here: 1, gone: 0 });

  await openCheckInCode(ctx, eventId);
  const [row] = await testDb.db.select().from(checkInCodes).where(eq(checkInCodes.eventId, eventId));
  const token = addressOfCode(row!)!.split('/').at(-1)!;
  const remembered = rememberedText(eventId, merged);
  const phone = attendeeVisit(ctx);
  expect((await findCheckInPage(phone, { token, remembered })).last).toMatchObject({ direction: 'in' });
  const again = { token, key: crypto.randomUUID(), direction: 'out' as const, who: null, remembered };
  expect(await checkIn(phone, again)).toContain(rememberedText(eventId, kept));
  expect(await getCheckIn(ctx, eventId)).toMatchObject({ here: 0, gone: 1 });

  expect(await scan(eventId, 'in')).toMatchObject([{ name: 'Ana Redfern' }]);
  expect(await scan(later, 'in')).toMatchObject([{ name: 'Ana Redfern' }]);
  expect(await rosterOf(later)).toMatchObject([{ name: 'Ana Redfern' }]);
  expect((await listKnownBadges(ctx, eventId)).badges).toContainEqual({ code, name: 'Ana Redfern' });
  expect((await listBadges(ctx, eventId)).badges).toHaveLength(1);
});

test('people who are different stay different when one of them is merged', async () => {
  const { ctx, eventId } = await anEvent();
  const other = await given(ctx, eventId, { name: 'Ana Maria Redfern' });
  const short = await given(ctx, eventId, { name: 'Ana R.' });
  await keepAttendeesApart(ctx, { eventId, attendees: [other, short] });
  const ana = await given(ctx, eventId, { educatorNumber: '77' });
  expect(await mergeAttendees(ctx, { eventId, attendees: [short, ana] })).toMatchObject({ keptId: ana });
  expect((await listDuplicates(ctx, eventId)).groups).toEqual([]);
});
