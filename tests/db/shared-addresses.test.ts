import '../support/settings';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { attendees, checkInCodes } from '@/db/schema';
import { addAttendee } from '@/lib/attendees/add-attendee';
import {
  attendanceChoiceParams,
  readAttendanceChoice,
  saveAttendanceSchema,
} from '@/lib/attendees/attendance/attendance-input';
import { previewAttendance } from '@/lib/attendees/attendance/preview-attendance';
import { saveAttendance } from '@/lib/attendees/attendance/save-attendance';
import { uploadReports } from '@/lib/attendees/attendance/upload-reports';
import { checkIn } from '@/lib/attendees/check-in/check-in';
import { addressOfCode } from '@/lib/attendees/check-in/code-token';
import { openCheckInCode } from '@/lib/attendees/check-in/manage-code';
import { importRoster, importSchema } from '@/lib/attendees/import/import-roster';
import { keepUpload } from '@/lib/attendees/import/keep-upload';
import { matchingText } from '@/lib/attendees/import/matching';
import { previewImport } from '@/lib/attendees/import/preview-import';
import { countPossibleDuplicates } from '@/lib/certificates/duplicates/list-duplicates';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext } from '../support/people';
import { attendeeVisit } from '../support/share-links';

const testDb = testDatabase();
afterAll(closeRenderer);
jest.setTimeout(60_000);

const DAY = '2026-11-20';
const DAN = { name: 'Dan Light', email: 'light@example.org', school: '', educatorNumber: '' };

async function anEvent() {
  const ctx = await providerContext(testDb.db, { today: DAY });
  return { ctx, eventId: await givenEvent(ctx, { startsOn: DAY, hours: '6' }) };
}

/** An event with Dan on its roster, who has a certificate. */
async function withDan() {
  const { ctx, eventId } = await anEvent();
  await addAttendee(ctx, { ...DAN, eventId, units: null, completed: true });
  const [dan] = await rosterOf(eventId);
  await issueCertificates(ctx, { eventId, attendeeIds: [dan!.id] });
  return { ctx, eventId, danId: dan!.id };
}

const rosterOf = (eventId: number) =>
  testDb.db
    .select({
      id: attendees.id,
      name: attendees.name,
      certificate: attendees.currentCertificateId,
      units: attendees.units,
    })
    .from(attendees)
    .where(and(eq(attendees.eventId, eventId), isNull(attendees.removedAt)))
    .orderBy(asc(attendees.id));
const namesOf = async (eventId: number) => (await rosterOf(eventId)).map(({ name }) => name);

async function aList(ctx: Context, eventId: number, pasted: string) {
  const uploadId = await keepUpload(ctx, { eventId, pasted, file: null });
  const { matching, plan } = await previewImport(ctx, { eventId, uploadId }, {});
  const columns = matchingText(matching.columns);
  const save = (chosen: Record<string, unknown> = { choice: 'all' }) => {
    const input = importSchema.parse({ columns, headings: 'yes', unmarked: 'leave', ...chosen });
    return importRoster(ctx, { ...input, eventId, uploadId });
  };
  return { plan, save };
}

describe('a list', () => {
  test('adds people who share an address, each with their own first or last name', async () => {
    const { ctx, eventId } = await anEvent();
    const list =
      'Name,Email\nDan Light,light@x.org\nDanielle Light,light@x.org\nMary Redfern,office@x.org\nMary Smith,office@x.org';
    const { save } = await aList(ctx, eventId, list);
    expect(await save()).toEqual({ added: 4, changed: 0 });
    expect(await namesOf(eventId)).toEqual(['Dan Light', 'Danielle Light', 'Mary Redfern', 'Mary Smith']);
    const again = await aList(ctx, eventId, list);
    expect(again.plan.map(({ kind, doubt }) => [kind, doubt])).toEqual(Array(4).fill(['same', null]));
  });

  test('takes an initial for the same person, and checking both rows makes two', async () => {
    const list = 'Name,Email\nDan L.,light@x.org\nDAN LIGHT,light@x.org\nD. Light,light@x.org';
    const one = await anEvent();
    const { plan, save } = await aList(one.ctx, one.eventId, list);
    const note = 'If these are two people, check both rows.';
    expect(plan).toMatchObject([
      { line: 3, kind: 'new', name: 'Dan Light' },
      { line: 2, kind: 'repeated', of: 3, notes: [note] },
      { line: 4, kind: 'repeated', of: 3, notes: [note] },
    ]);
    await save();
    expect(await namesOf(one.eventId)).toEqual(['Dan Light']);
    const two = await anEvent();
    const other = await aList(two.ctx, two.eventId, list);
    expect(await other.save({ choice: 'ticked', lines: ['3', '4'] })).toEqual({ added: 2, changed: 0 });
    expect(await namesOf(two.eventId)).toEqual(['Dan Light', 'D. Light']);
  });

  test('adds an initial that may be several people’s as a person of its own', async () => {
    const { ctx, eventId } = await anEvent();
    const { save } = await aList(ctx, eventId, 'Name,Email\nD. Light,l@x.org\nDan Light,l@x.org\nDora Light,l@x.org');
    await save();
    expect(await namesOf(eventId)).toEqual(['D. Light', 'Dan Light', 'Dora Light']);
    expect(await countPossibleDuplicates(ctx, eventId)).toBe(3);
  });

  test('leaves the person at an address who may be another one, until the provider says who it is', async () => {
    const { ctx, eventId, danId } = await withDan();
    const list = 'Name,Email\nDanielle Light,light@example.org';
    const { plan, save } = await aList(ctx, eventId, list);
    expect(plan).toMatchObject([
      { kind: 'changed', takenFor: { id: danId }, doubt: expect.stringContaining('Dan Light with this email address') },
    ]);
    expect(await save()).toEqual({ added: 0, changed: 0 });
    expect(await namesOf(eventId)).toEqual(['Dan Light']);
    expect(await save({ choice: 'ticked', apart: ['2'] })).toEqual({ added: 1, changed: 0 });
    expect(await rosterOf(eventId)).toMatchObject([
      { id: danId, name: 'Dan Light', certificate: expect.any(Number) },
      { name: 'Danielle Light', certificate: null },
    ]);
    expect(await countPossibleDuplicates(ctx, eventId)).toBe(0);
    const again = await aList(ctx, eventId, list);
    expect(again.plan).toMatchObject([{ kind: 'same', doubt: null }]);
  });

  test('changes the name when the provider says that it is the same person, but never to a shorter one', async () => {
    const { ctx, eventId } = await withDan();
    const fuller = await aList(ctx, eventId, 'Name,Email\nDaniel Light,light@example.org');
    expect(await fuller.save({ choice: 'ticked', lines: ['2'] })).toEqual({ added: 0, changed: 1 });
    expect(await namesOf(eventId)).toEqual(['Daniel Light']);
    const nothing = await aList(ctx, eventId, 'Name,Email\nD. Light,light@example.org');
    expect(nothing.plan).toMatchObject([
      { kind: 'same', doubt: expect.stringContaining('If not, check “Another person”.') },
    ]);
    const shorter = await aList(ctx, eventId, 'Name,Email,School\nD. Light,light@example.org,Havre High');
    expect(await shorter.save({ choice: 'ticked', lines: ['2'] })).toEqual({ added: 0, changed: 1 });
    expect(await namesOf(eventId)).toEqual(['Daniel Light']);
  });
});

test('a person who checks in with the address of another one gets a line of their own', async () => {
  const { ctx, eventId, danId } = await withDan();
  await openCheckInCode(ctx, eventId);
  const [row] = await testDb.db.select().from(checkInCodes).where(eq(checkInCodes.eventId, eventId));
  const token = addressOfCode(row!)!.split('/').at(-1)!;
  const arrive = (name: string) =>
    checkIn(attendeeVisit(ctx), {
      token,
      key: crypto.randomUUID(),
      direction: 'in',
      who: { name, email: 'Light@example.org' },
      remembered: null,
    });
  expect(await arrive('Danielle Light')).not.toMatch(new RegExp(`^${danId}\\.`));
  expect(await arrive('DAN LIGHT')).toMatch(new RegExp(`^${danId}\\.`));
  expect(await namesOf(eventId)).toEqual(['Dan Light', 'Danielle Light']);
  expect(await countPossibleDuplicates(ctx, eventId)).toBe(2);
});

describe('an attendance report', () => {
  const RULE = { sessions: [{ day: DAY, from: '09:00', to: '15:00' }], breaks: [], leastPercent: null };
  const HEAD = 'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest';
  const row = (name: string, from: string, to: string) =>
    `${name},light@example.org,11/20/2026 ${from},11/20/2026 ${to},180,Yes`;

  async function reported(ctx: Context, eventId: number, ...rows: string[]) {
    const bytes = new TextEncoder().encode([HEAD, ...rows].join('\n'));
    const uploadIds = await uploadReports(ctx, { eventId, files: [{ name: 'report.csv', bytes }] });
    const choice = { ...readAttendanceChoice({}), uploadIds, rule: RULE };
    const params = attendanceChoiceParams(choice);
    const { plan } = await previewAttendance(ctx, eventId, Object.fromEntries(params));
    const save = (chosen: Record<string, unknown> = { who: 'all' }) =>
      saveAttendance(ctx, { ...saveAttendanceSchema.parse({ choice: String(params), ...chosen }), eventId });
    return { plan, save };
  }

  test('counts people who share an address apart, and one who may be on the roster only when checked', async () => {
    const { ctx, eventId } = await anEvent();
    await addAttendee(ctx, { ...DAN, eventId, units: null, completed: false });
    const { plan, save } = await reported(
      ctx,
      eventId,
      row('Danielle Light', '09:00:00 AM', '12:00:00 PM'),
      row('Dan Light', '12:00:00 PM', '03:00:00 PM'),
    );
    expect(plan.map(({ name, doubt }) => [name, doubt])).toEqual(
      expect.arrayContaining([
        ['Danielle Light', null],
        ['Dan Light', null],
      ]),
    );
    await save();
    expect((await rosterOf(eventId)).map(({ name, units }) => [name, units])).toEqual([
      ['Dan Light', '3.00'],
      ['Danielle Light', '3.00'],
    ]);
  });

  test('does not count another first name as the person on the roster unasked', async () => {
    const { ctx, eventId } = await anEvent();
    await addAttendee(ctx, { ...DAN, eventId, units: '1', completed: false });
    const rows = [row('Danielle Light', '09:00:00 AM', '12:00:00 PM')];
    const { plan, save } = await reported(ctx, eventId, ...rows);
    expect(plan).toMatchObject([{ doubt: expect.stringContaining('Check the row if Danielle Light is the same') }]);
    await save();
    expect(await rosterOf(eventId)).toMatchObject([{ name: 'Dan Light', units: '1.00' }]);
    const chosen = await reported(ctx, eventId, ...rows);
    await chosen.save({ who: 'checked', people: [chosen.plan[0]!.key] });
    expect(await rosterOf(eventId)).toMatchObject([{ name: 'Dan Light', units: '3.00' }]);
  });
});
