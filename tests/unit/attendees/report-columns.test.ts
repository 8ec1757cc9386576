import { readAttendanceChoice, readChoiceText, withReread } from '@/lib/attendees/attendance/attendance-input';
import { mayHaveTimes, readReadingText, whyNotTheseColumns } from '@/lib/attendees/attendance/report-columns';
import { readList } from '@/lib/attendees/import/read-list';
import { reportOf } from '../../support/attendance-reports';

const OWN_HEADINGS = [
  'Who,Reached us,Came at,Went at',
  'Ana Redfern,ana@example.org,11/20/2026 9:00 AM,11/20/2026 11:00 AM',
  'Bo Light,bo@example.org,11/20/2026 9:30 AM,11/20/2026 11:00 AM',
].join('\n');

test('a report whose headings are unknown asks which columns have the times, and is then read by them', async () => {
  const asked = await reportOf({ pasted: OWN_HEADINGS });
  expect(asked).toMatchObject({ rows: [], why: expect.stringMatching(/^Choose the columns that say when/) });
  const reading = { headingLine: 1, columns: ['name', 'email', 'join', 'leave'] as const };
  const read = await reportOf({ pasted: OWN_HEADINGS }, { reading: { ...reading, columns: [...reading.columns] } });
  expect(read.why).toBeNull();
  expect(read.rows.map(({ row, visit }) => [row.content?.name, row.content?.email, visit!.to! - visit!.from!])).toEqual(
    [
      ['Ana Redfern', 'ana@example.org', 2 * 3_600_000],
      ['Bo Light', 'bo@example.org', 1.5 * 3_600_000],
    ],
  );
});

test('with another row of headings, the columns are guessed again', async () => {
  const list = 'Name,Email\nName,Join Time,Leave Time\nAna Redfern,11/20/2026 9:00 AM,11/20/2026 11:00 AM';
  const read = await reportOf({ pasted: list }, { reading: { headingLine: 2, columns: null } });
  expect(read).toMatchObject({ why: null, reading: { headingLine: 2, columns: ['name', 'join', 'leave'] } });
  expect(read.rows).toHaveLength(1);
});

test('a list without any time cannot be a report', async () => {
  const linesOf = async (pasted: string) => (await readList({ pasted })).lines;
  expect(mayHaveTimes(await linesOf(OWN_HEADINGS))).toBe(true);
  expect(mayHaveTimes(await linesOf('Who,Stayed\nAna,1:02:31\nBo,45 min'))).toBe(true);
  expect(mayHaveTimes(await linesOf('Name,Email,Grade\nAna Redfern,ana@example.org,4\nBo Light,,12'))).toBe(false);
});

test('each column has one meaning, and names and times are needed', () => {
  expect(whyNotTheseColumns(['name', 'join', 'leave'])).toBeNull();
  expect(whyNotTheseColumns(['firstName', 'lasted'])).toBeNull();
  expect(whyNotTheseColumns(['join', 'leave'])).toBe('Choose the column that contains the names.');
  expect(whyNotTheseColumns(['name', 'join'])).toMatch(/^Choose the columns that say when/);
  expect(whyNotTheseColumns(['name', 'lasted', 'lasted'])).toBe(
    'Two columns are marked as “How long they stayed”. Choose one of them.',
  );
});

test('the address says how each report is read, and a form changes one of them', () => {
  const choice = readAttendanceChoice({
    upload: ['7', '8'],
    'read-7': '3.neJL-',
    'read-8': '1.nD',
    change: '8',
    'heading-8': '2',
    'headingBefore-8': '2',
    'c0-8': 'name',
    'c1-8': '',
    'c2-8': 'lasted',
  });
  expect(choice.readings).toEqual({
    7: { headingLine: 3, columns: ['name', 'email', 'join', 'leave', null] },
    8: { headingLine: 2, columns: ['name', null, 'lasted'] },
  });
  const moved = readAttendanceChoice({ upload: '8', change: '8', 'heading-8': '4', 'headingBefore-8': '2' });
  expect(moved.readings).toEqual({ 8: { headingLine: 4, columns: null } });
  expect(['', 'x', '1.?', '1.n.n', '12345678'].map(readReadingText)).toEqual([null, null, null, null, null]);
});

test('a report that is read again takes the place of the first reading', () => {
  const choice = readChoiceText('upload=7&upload=8&read-7=1.nD&read-8=1.nJL&day-7=2026-11-20');
  expect(withReread(choice, 7, 9)).toMatchObject({
    uploadIds: [9, 8],
    days: { 9: '2026-11-20' },
    readings: { 8: { headingLine: 1, columns: ['name', 'join', 'leave'] } },
  });
});
