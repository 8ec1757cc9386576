import '../support/settings';
import { eq, sql } from 'drizzle-orm';
import { attendanceFiles, conferenceUploads, rosterUploads, sessionDrafts } from '@/db/schema';
import { uploadReports } from '@/lib/attendees/attendance/upload-reports';
import { importRoster, importSchema } from '@/lib/attendees/import/import-roster';
import { keepUpload, rereadUpload } from '@/lib/attendees/import/keep-upload';
import { matchingText } from '@/lib/attendees/import/matching';
import { previewImport } from '@/lib/attendees/import/preview-import';
import { removedNumbers } from '@/lib/attendees/import/removed-numbers';
import { previewConferenceList, readListChoice } from '@/lib/conference-roster/import/import-list';
import { keepConferenceList } from '@/lib/conference-roster/import/keep-list';
import { gridSchema, keepList } from '@/lib/conference-sessions/keep-draft';
import { workbook } from '../../scripts/chaos/hostile-kinds';
import { testDatabase } from '../support/database';
import { givenConference, givenEvent } from '../support/events';
import { providerContext } from '../support/people';

const testDb = testDatabase();

async function anEvent() {
  const ctx = await providerContext(testDb.db, { today: '2026-11-23' });
  return { ctx, eventId: await givenEvent(ctx, { startsOn: '2026-11-20', endsOn: '2026-11-20' }) };
}

const fileOf = (text: string | Uint8Array, name = 'report.csv') => ({
  name,
  bytes: typeof text === 'string' ? new TextEncoder().encode(text) : new Uint8Array(text),
});

const ZOOM = 'Name (original name),Email,Join time,Leave time,Duration (minutes)';
const zoom = (heading: string, number: string, above = '') =>
  `${above}${ZOOM},${heading}\nAna Redfern,ana@example.org,11/20/2026 08:58:03 AM,11/20/2026 11:02:31 AM,125,${number}\n`;

const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const PEOPLE = `<row r="1">${cell('A1', 'Name')}${cell('B1', 'Join time')}${cell('C1', 'Leave time')}</row>
  <row r="2">${cell('A2', 'Ana Redfern')}${cell('B2', '11/20/2026 9:00 AM')}${cell('C2', '11/20/2026 11:00 AM')}</row>`;
const twoSheets = (second: string, state = '') =>
  workbook(PEOPLE, {
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="People" r:id="rId1"/><sheet name="Others" r:id="rId2" ${state}/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet7.xml"/><Relationship Id="rId2" Target="worksheets/sheet8.xml"/></Relationships>',
    'xl/worksheets/sheet8.xml': `<worksheet><sheetData>${second}</sheetData></worksheet>`,
  });
const UNDER_SSN = `<row r="1">${cell('A1', 'Name')}${cell('B1', 'SSN')}</row><row r="2">${cell('A2', 'Bo Light')}<c r="B2"><v>12345678</v></c></row>`;

const REPORTS: [what: string, text: string | Uint8Array][] = [
  ['a column', zoom('ID', '123-45-6789')],
  ['full-width digits', zoom('ID', '１２３－４５－６７８９')],
  ['other dashes', zoom('ID', '123–45–6789')],
  ['other dashes in an encoding of Windows', new Uint8Array(Buffer.from(zoom('José', '123\x9645\x966789'), 'latin1'))],
  ['a column of bare numbers under its heading', zoom('Social Security No.', '123456789')],
  ['a number without its first zero', zoom('SSN', '12345678')],
  ['a Spanish heading', zoom('Seguro Social', '123456789')],
  ['a line above the list', zoom('ID', '', 'Host,123-45-6789\n\n')],
  ['a sentence above the list', zoom('ID', '', 'SSN of the host: 123456789\n\n')],
  ['another sheet', twoSheets(UNDER_SSN)],
  ['a hidden sheet', twoSheets(UNDER_SSN, 'state="hidden"')],
  ['a comment', workbook(PEOPLE, { 'xl/comments1.xml': '<comments><t>His is </t><t>123-45-6789</t></comments>' })],
  ['a copy for a pivot table', workbook(PEOPLE, { 'xl/pivotCache/records1.xml': '<r><s v="123-45-6789"/></r>' })],
  ['a far column', workbook(PEOPLE.replace('</row>', `${cell('ZZ1', '123-45-6789')}</row>`))],
];

test.each(REPORTS)('a report with a Social Security number in %s is refused, and leaves no bytes', async (_, text) => {
  const { ctx, eventId } = await anEvent();
  const files = [fileOf(text)];
  await expect(uploadReports(ctx, { eventId, files })).rejects.toMatchObject({
    code: 'invalid',
    sentence: expect.stringMatching(/“report.csv” contains Social Security numbers.*Remove .*then upload it again/),
  });
  expect(await testDb.db.select().from(rosterUploads).where(eq(rosterUploads.eventId, eventId))).toEqual([]);
  expect(await testDb.db.select().from(attendanceFiles).where(eq(attendanceFiles.eventId, eventId))).toEqual([]);
});

test.each(REPORTS)('as a list, the file is not kept with a number in %s, and the list is imported', async (_, text) => {
  const { ctx, eventId } = await anEvent();
  const uploadId = await keepUpload(ctx, { eventId, pasted: '', file: fileOf(text, '123-45-6789.csv') });
  const [row] = await testDb.db
    .select({ all: sql<string>`concat(file_name, lines, about)`, file: rosterUploads.file })
    .from(rosterUploads)
    .where(eq(rosterUploads.id, uploadId));
  expect(row!.file).toBeNull();
  expect(row!.all).not.toMatch(/123.?45.?678/);
  const { details, saysTime, matching } = await previewImport(ctx, { eventId, uploadId }, {});
  expect(details[0]).toMatch(
    'Social Security numbers were removed. They are never stored here. So the file itself was not kept.',
  );
  expect(saysTime).toBe(false);
  await expect(rereadUpload(ctx, { eventId, uploadId, sheet: 1 })).rejects.toMatchObject({ code: 'not_found' });
  const [columns, headings] = [matchingText(matching.columns), matching.headings ? 'yes' : 'no'];
  const input = importSchema.parse({ columns, headings, unmarked: 'leave', choice: 'all' });
  expect(await importRoster(ctx, { ...input, eventId, uploadId })).toMatchObject({ added: 1 });
});

test('a report with other numbers is kept as it is', async () => {
  const { ctx, eventId } = await anEvent();
  const text = zoom('Order', '123456789', 'Topic,ID\nNumbers,812 3456 7890\n\n');
  const [uploadId] = await uploadReports(ctx, { eventId, files: [fileOf(text)] });
  const [row] = await testDb.db.select().from(rosterUploads).where(eq(rosterUploads.id, uploadId!));
  expect(row!.file!.toString()).toBe(text);
  expect(row!.about.ssn).toBeUndefined();
});

test('a list with such a column is imported without it, pasted or uploaded', async () => {
  const { ctx, eventId } = await anEvent();
  const pasted = 'Name,SSN,School\nAna Redfern,123456789,Lincoln\nBo Light,987-65-4321,Polson\nCy Oke,,Polson';
  const uploadId = await keepUpload(ctx, { eventId, pasted, file: null });
  const { details, plan, matching } = await previewImport(ctx, { eventId, uploadId }, {});
  expect(details).toEqual(['Social Security numbers were removed. They are never stored here.']);
  expect(plan.map(({ kind }) => kind)).toEqual(['new', 'new', 'new']);
  const input = importSchema.parse({
    columns: matchingText(matching.columns),
    headings: 'yes',
    unmarked: 'leave',
    choice: 'all',
  });
  expect(await importRoster(ctx, { ...input, eventId, uploadId })).toMatchObject({ added: 3 });
  const [row] = await testDb.db.select().from(rosterUploads).where(eq(rosterUploads.id, uploadId));
  expect(JSON.stringify(row!.lines)).not.toMatch(/123456789|4321/);
});

test('a list of a whole conference is kept without the numbers, and its page says so', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-11-01' });
  const dates = { startsOn: '2026-11-20', endsOn: '2026-11-20' };
  const conferenceId = await givenConference(ctx, 'Autumn Conference', dates);
  const pasted = 'Name,SSN,Session\nAna Redfern,123456789,Reading\nBo Light,123-45-6789,Numbers';
  const uploadId = await keepConferenceList(ctx, { conferenceId, pasted, file: null });
  const [row] = await testDb.db.select().from(conferenceUploads).where(eq(conferenceUploads.id, uploadId));
  expect(JSON.stringify(row!.lines)).not.toMatch('6789');
  const { upload } = await previewConferenceList(ctx, { conferenceId, uploadId }, readListChoice({}));
  expect(removedNumbers(upload.about)).toBe('Social Security numbers were removed. They are never stored here.');
});

test('a list of sessions is kept without its file, and the grid is refused', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-11-01' });
  const dates = { startsOn: '2026-11-20', endsOn: '2026-11-20' };
  const conferenceId = await givenConference(ctx, 'Autumn Conference', dates);
  const text = twoSheets(UNDER_SSN, 'state="hidden"');
  const requestKey = crypto.randomUUID();
  await keepList(ctx, { conferenceId, requestKey, pasted: '', file: fileOf(text, 'program.xlsx') });
  const encoded = new Uint8Array(Buffer.from('Title,Date,Note\nJos\xe9,11/20/2026,123-45-6789', 'latin1'));
  await keepList(ctx, { conferenceId, requestKey, pasted: '', file: fileOf(encoded, 'program.csv') });
  const [draft] = await testDb.db.select().from(sessionDrafts).where(eq(sessionDrafts.conferenceId, conferenceId));
  expect(draft).toMatchObject({ file: null, about: { ssn: 'file' } });
  expect(JSON.stringify(draft!.lines)).not.toMatch('6789');
  const typed = gridSchema.safeParse({ requestKey, title: ['Reading 123-45-6789'] });
  expect(typed.error?.issues[0]?.message).toMatch('Social Security number');
});
