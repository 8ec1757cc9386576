import { describeAttendance } from '@/lib/attendees/attendance/describe-attendance';
import type { PlannedAttendance } from '@/lib/attendees/attendance/planned-attendance';
import type { Report } from '@/lib/attendees/attendance/read-report';
import type { AttendanceRule } from '@/lib/attendees/attendance/session-times';
import { suggestSessions } from '@/lib/attendees/attendance/suggest-sessions';
import { readLasted, readWrittenTime } from '@/lib/attendees/attendance/written-times';
import type { Rostered } from '@/lib/attendees/import/planned';
import { planOfReports, reportFile, reportOf } from '../../support/attendance-reports';
import { rosterFile } from '../../support/roster-files';

const DAY = '2026-11-20';
const rule = (more: Partial<AttendanceRule> = {}): AttendanceRule => ({
  sessions: [{ day: DAY, from: '09:00', to: '11:00' }],
  breaks: [],
  leastPercent: null,
  ...more,
});

const said = ({ name, times, result, doubt }: PlannedAttendance) =>
  `${name}, ${times}: ${result.reason}${doubt ? ' (not checked)' : ''}`;
const saidOf = (reports: readonly Report[], by = rule(), hours = '2') =>
  planOfReports(reports, { rule: by, hours }).map(said);

describe('the times of a report', () => {
  test.each<[string, string | null, string | null, string | null]>([
    ['11/20/2026 08:58:03 AM', '2026-11-20', null, '08:58:03'],
    ['11/20/26, 8:58:03 PM', '2026-11-20', null, '20:58:03'],
    ['11/20/2026, 12:05:00\u202fAM', '2026-11-20', null, '00:05:00'],
    ['11/20/2026 12:05 p.m.', '2026-11-20', null, '12:05:00'],
    ['03/04/2026 8:58', '2026-03-04', '2026-04-03', '08:58:00'],
    ['20/11/2026 08:58', null, '2026-11-20', '08:58:00'],
    ['20.11.2026, 08:58:03', null, '2026-11-20', '08:58:03'],
    ['Nov 20, 2026 09:07:39', '2026-11-20', '2026-11-20', '09:07:39'],
    ['20 nov 2026 09:07', '2026-11-20', '2026-11-20', '09:07:00'],
    ['20 de noviembre de 2026 9:07', '2026-11-20', '2026-11-20', '09:07:00'],
    ['Friday, November 20, 2026 9:07 AM', '2026-11-20', '2026-11-20', '09:07:00'],
    ['2026-11-20 08:58:03', '2026-11-20', '2026-11-20', '08:58:03'],
    ['="2026-11-20 08:58:03"', '2026-11-20', '2026-11-20', '08:58:03'],
    ['8:58 AM', null, null, '08:58:00'],
    ['08:58:03', null, null, '08:58:03'],
  ])('%s', (text, monthFirst, dayFirst, time) => {
    expect(readWrittenTime(text)).toMatchObject({ monthFirst, dayFirst, time, offset: null });
  });

  test.each([
    ['2026-11-20T15:58:03Z', '+00:00'],
    ['2026-11-20T15:58:03.123+01:00', '+01:00'],
    ['11/20/2026 8:58 AM MST', '-07:00'],
    ['11/20/2026 8:58 AM (GMT-7)', '-07:00'],
  ])('%s has an offset', (text, offset) => expect(readWrittenTime(text)).toMatchObject({ offset }));

  test.each(['', '1', 'a', '--', '26:00', '13:00 PM', '02/30/2026 8:00', 'Ana Redfern', '8:58 in the morning'])(
    '“%s” is not a time',
    (text) => expect(readWrittenTime(text)?.time ?? null).toBeNull(),
  );

  test.each([
    ['2h 7m 28s', 127 * 60 + 28],
    ['1 hr 3 min', 63 * 60],
    ['123 min', 123 * 60],
    ['124.0 mins', 124 * 60],
    ['128', 128 * 60],
    ['1:02:31', 3751],
    ['2 Std. 7 Min.', 127 * 60],
    ['1 h 21 min 31 s', 81 * 60 + 31],
  ])('%s lasted %i seconds', (text, seconds) => expect(readLasted(text)).toBe(seconds * 1000));

  test.each(['', 'x', 'two hours', '8:58 AM', '11/20/2026'])('“%s” is not a length of time', (text) =>
    expect(readLasted(text)).toBeNull(),
  );
});

describe('the people who were there, and for how long', () => {
  test('Zoom meeting: rejoins are added, and hosts and devices are not checked', async () => {
    const report = await reportOf({ file: rosterFile('zoom-meeting-preamble.csv') });
    expect(report.platform?.name).toBe('Zoom meeting report');
    expect(saidOf([report])).toEqual([
      'Robin Host, 1: 2 h of 2 h → 2 (not checked)',
      'Ana Redfern, 2: 1 h 59 min of 2 h → 1.75',
      'Bo Little Light, 1: 1 h 59 min of 2 h → 1.75',
      'iPhone, 1: 2 min of 2 h → 0 (not checked)',
    ]);
  });

  test('Zoom webinar: people who only registered are left out, and so is everybody but the attendees', async () => {
    const report = await reportOf({ file: rosterFile('zoom-webinar-sections.csv') });
    const by = rule({ sessions: [{ day: DAY, from: '09:00', to: '12:00' }] });
    expect(saidOf([report], by, '3')).toEqual([
      'Ana Redfern, 1: 2 h 19 min of 3 h → 2.25',
      'Bo Light, 2: 2 h 28 min of 3 h → 2.25',
    ]);
    expect(report.withoutTime).toHaveLength(1);
  });

  test('Teams with activities: the visits count, not the time from the first to the last', async () => {
    const report = await reportOf({ file: rosterFile('teams-report-sections.csv') });
    expect(report.platform?.name).toBe('Teams attendance report');
    expect(saidOf([report])).toEqual([
      'Robin Host, 1: 2 h of 2 h → 2 (not checked)',
      'Ana Redfern, 2: 1 h 59 min of 2 h → 1.75',
      'Bo Light, 1: 1 h 59 min of 2 h → 1.75',
    ]);
  });

  test('Teams without activities: people who were away in between get their minutes in the meeting', async () => {
    const pasted = [
      'Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tRole',
      'Ana Redfern\t11/20/26, 9:00:00 AM\t11/20/26, 11:00:00 AM\t1h 10m 5s\tana@example.org\tAttendee',
    ].join('\n');
    expect(saidOf([await reportOf({ pasted })])).toEqual(['Ana Redfern, 1: 1 h 10 min of 2 h → 1']);
  });

  test('sign-in sheets with times of the morning and the afternoon: both visits count', async () => {
    const pasted = [
      'Name\tSchool\tAM In\tAM Out\tPM In\tPM Out',
      'Ana Redfern\tLincoln\t9:00\t9:45\t1:00\t2:00',
      'Bo Light\tLincoln\t9:00\t9:45\t\t',
    ].join('\n');
    const halves = ['09:00-10:00', '13:00-14:00'].map((times) => times.split('-') as [string, string]);
    const by = rule({ sessions: halves.map(([from, to]) => ({ day: DAY, from, to })) });
    expect(saidOf([await reportOf({ pasted })], by)).toEqual([
      'Ana Redfern, 2: 1 h 45 min of 2 h → 1.75',
      'Bo Light, 1: 45 min of 2 h → 0.75',
    ]);
  });

  describe('times without AM and PM', () => {
    const by = rule({
      sessions: [
        { day: DAY, from: '09:00', to: '12:00' },
        { day: DAY, from: '13:00', to: '15:30' },
      ],
    });
    const sheet = async (...lines: string[]) =>
      saidOf([await reportOf({ pasted: lines.map((line) => line.replaceAll(' | ', '\t')).join('\n') })], by, '5.5');

    test.each([
      ['Name | AM In | AM Out | PM In | PM Out', 'Ana Redfern | 8:55 | 12:00 | 1:00 | 3:30'],
      ['Name | PM In | PM Out | AM In | AM Out', 'Ana Redfern | 1:00 | 3:30 | 8:55 | 12:00'],
      [
        'Name | Time In (AM) | Time Out (AM) | Time In (p.m.) | Time Out (p.m.)',
        'Ana Redfern | 8:55 | 12:00 | 1:00 | 3:30',
      ],
      ['Name | Morning In | Morning Out | Afternoon In | Afternoon Out', 'Ana Redfern | 8:55 | 12:00 | 1:00 | 3:30'],
      ['Name | In 1 | Out 1 | In 2 | Out 2', 'Ana Redfern | 8:55 | 12:00 | 1:00 | 3:30'],
      ['Name | Time In | Lunch Out | Lunch In | Time Out', 'Ana Redfern | 8:55 | 12:00 | 12:55 | 3:30'],
      ['Name | Date | In 1 | Out 1 | In 2 | Out 2', 'Ana Redfern | 11/20/2026 | 8:55 | 12:00 | 1:00 | 3:30'],
      ['Name | AM In | AM Out | PM In | PM Out', 'Ana Redfern | 8:55 | 12:00 | 13:00 | 15:30'],
    ])('%s: %s', async (headings, row) => {
      expect(await sheet(headings, row)).toEqual(['Ana Redfern, 2: 5 h 30 min of 5 h 30 min → 5.5']);
    });

    test.each([
      ['Name | Time In | Time Out', 'Ana Redfern | 8:55 | 1:30'],
      ['Name | Time In (AM/PM) | Time Out (AM/PM)', 'Ana Redfern | 8:55 | 1:30'],
      ['Name | Date | Time In | Time Out', 'Ana Redfern | 11/20/2026 | 8:55 | 1:30'],
      ['Name | Join Time | Leave Time', 'Ana Redfern | 11/20/2026 8:55 | 11/20/2026 1:30'],
      ['Name | PM In | PM Out', 'Ana Redfern | 8:55 AM | 1:30'],
    ])('a time of leaving before joining is in the afternoon: %s: %s', async (headings, row) => {
      expect(await sheet(headings, row)).toEqual(['Ana Redfern, 1: 3 h 30 min of 5 h 30 min → 3.5']);
    });

    test.each([
      ['Name | Time In | Time Out', 'Ana Redfern | 1:00 | 3:30'],
      ['Name | Date | Time In | Time Out', 'Ana Redfern | 11/20/2026 | 12:55 | 3:30'],
      ['Name | Join Time | Leave Time', 'Ana Redfern | 01:00 | 03:30'],
    ])('nobody signs in at night: %s: %s', async (headings, row) => {
      expect(await sheet(headings, row)).toEqual(['Ana Redfern, 1: 2 h 30 min of 5 h 30 min → 2.5']);
    });

    const afterNoon = rule({ sessions: [{ day: DAY, from: '13:00', to: '16:00' }] });
    const evening = rule({ sessions: [{ day: DAY, from: '18:00', to: '21:00' }] });
    const inOut = (day: string, [came, left]: [string, string]) =>
      `Attendee | Direction | Scan Time\nAna Redfern | In | ${day}${came}\nAna Redfern | Out | ${day}${left}`;
    test.each([
      ['a sheet', afterNoon, 'Name | In | Out\nAna Redfern | 1:05 | 4:00'],
      ['a sheet of an evening', evening, 'Name | In | Out\nAna Redfern | 6:05 | 9:00'],
      ['times with their day', afterNoon, 'Name | In | Out\nAna Redfern | 11/20/2026 1:05 | 11/20/2026 4:00'],
      ['scans', afterNoon, inOut('', ['1:05', '4:00'])],
      ['scans with their day', afterNoon, inOut('11/20/2026 ', ['1:05', '4:10'])],
      ['scans of an evening', evening, inOut('', ['6:05', '9:00'])],
      ['scans of an evening with their day', evening, inOut('11/20/2026 ', ['6:05', '10:30'])],
    ])('at an event that is after noon as a whole, they are in the afternoon: %s', async (_, by, text) => {
      const report = await reportOf({ pasted: text.replaceAll(' | ', '\t') }, { program: by.sessions });
      expect(saidOf([report], by, '3')).toEqual(['Ana Redfern, 1: 2 h 55 min of 3 h → 2.75']);
    });

    test('at such an event, other times and those of 24 hours are what they say', async () => {
      const early = await reportOf(
        { pasted: 'Name\tIn\tOut\nAna Redfern\t8:00\t9:00' },
        { program: afterNoon.sessions },
      );
      expect(saidOf([early], afterNoon, '3')).toEqual(['Ana Redfern, 1: 0 min of 3 h → 0']);
      const whole =
        'Name\tIn\tOut\nAna Redfern\t11/20/2026 1:05\t11/20/2026 4:00\nBo Light\t11/20/2026 13:00\t11/20/2026 16:00';
      expect(saidOf([await reportOf({ pasted: whole }, { program: afterNoon.sessions })], afterNoon, '3')).toEqual([
        'Ana Redfern, 1: 0 min of 3 h → 0',
        'Bo Light, 1: 3 h of 3 h → 3',
      ]);
    });

    test('a program that writes the day means the night', async () => {
      const row = 'Ana Redfern | 11/20/2026 1:00 | 11/20/2026 3:30';
      expect(await sheet('Name | Join Time | Leave Time', row)).toEqual(['Ana Redfern, 1: 0 min of 5 h 30 min → 0']);
    });

    test('people can come to the afternoon before noon', async () => {
      const row = 'Ana Redfern | 8:55 | 12:00 | 11:50 | 3:30';
      expect(await sheet('Name | AM In | AM Out | PM In | PM Out', row)).toEqual([
        'Ana Redfern, 1: 5 h 30 min of 5 h 30 min → 5.5',
      ]);
    });

    test('in a report with times of 24 hours, they are what they say', async () => {
      expect(await sheet('Name | Time In | Time Out', 'Ana Redfern | 8:55 | 15:30', 'Bo Light | 15:00 | 1:30')).toEqual(
        ['Ana Redfern, 1: 5 h 30 min of 5 h 30 min → 5.5', 'Bo Light, 1: 30 min of 5 h 30 min → 0.5'],
      );
    });

    test('a person who left after midnight left on the next day, also below a column of days', async () => {
      const night = rule({ sessions: [{ day: DAY, from: '22:00', to: '01:00' }] });
      for (const row of [
        'Date\tIn\tOut\nAna Redfern\t11/20/2026\t9:55 PM\t12:30 AM',
        'In\tOut\nAna Redfern\t21:55\t0:30',
      ]) {
        const report = await reportOf({ pasted: `Name\t${row}` });
        expect(saidOf([report], night, '3')).toEqual(['Ana Redfern, 1: 2 h 30 min of 3 h → 2.5']);
      }
    });

    test('a visit that ends before it begins counts for nothing, and the page says so', async () => {
      const pasted = 'Name\tJoin Time\tLeave Time\nAna Redfern\t11/20/2026 10:00 AM\t11/20/2026 9:30 AM';
      const report = await reportOf({ pasted });
      const plan = planOfReports([report], { rule: by, hours: '5.5' });
      expect(plan.map(said)).toEqual(['Ana Redfern, 0: 0 min of 5 h 30 min → 0']);
      const uploads = [{ fileName: 'sheet.csv', report, countedLines: [], isRepeated: false }];
      const event = { startsOn: DAY, endsOn: DAY, hours: '5.5' };
      expect(describeAttendance({ uploads, plan, rule: by, event }).details).toContain(
        '1 person has a time of leaving before the one of coming. That visit counts for nothing.',
      );
    });
  });

  test('badges scanned in and out: a scan in without a scan out counts for nothing', async () => {
    const pasted = [
      'Badge ID\tAttendee\tScan Time\tDirection',
      '1001\tAna Redfern\t11/20/2026 8:58 AM\tIn',
      '1001\tAna Redfern\t11/20/2026 10:00 AM\tOut',
      '1002\tBo Light\t11/20/2026 8:58 AM\tIn',
    ].join('\n');
    expect(saidOf([await reportOf({ pasted })])).toEqual([
      'Ana Redfern, 1: 1 h of 2 h → 1',
      'Bo Light, 0: 0 min of 2 h → 0',
    ]);
  });

  test('badges scanned in and out: a forgotten scan out is not made up for by a later scan', async () => {
    const scans = (...lines: string[]) =>
      ['Badge ID\tAttendee\tScan Time\tDirection', ...lines.map((line) => `1001\tAna Redfern\t${line}`)].join('\n');
    const by = rule({ sessions: [{ day: DAY, from: '09:00', to: '12:00' }] });
    const forgotten = scans(
      '11/20/2026 9:00 AM\tIn',
      '11/20/2026 11:00 AM\tIn',
      '11/20/2026 11:04 AM\tIn',
      '11/20/2026 12:00 PM\tOut',
    );
    expect(saidOf([await reportOf({ pasted: forgotten })], by, '3')).toEqual(['Ana Redfern, 1: 1 h of 3 h → 1']);
    const twice = scans('11/20/2026 9:00 AM\tIn', '11/20/2026 9:05 AM\tIn', '11/20/2026 12:00 PM\tOut');
    expect(saidOf([await reportOf({ pasted: twice })], by, '3')).toEqual(['Ana Redfern, 1: 3 h of 3 h → 3']);
    const days = rule({ sessions: [...by.sessions, { day: '2026-11-21', from: '09:00', to: '12:00' }] });
    const nextDay = scans('11/20/2026 9:00 AM\tIn', '11/21/2026 9:00 AM\tOut');
    const report = await reportOf({ pasted: nextDay }, { endsOn: '2026-11-21' });
    expect(saidOf([report], days, '6')).toEqual(['Ana Redfern, 0: 0 min of 6 h → 0']);
  });

  test('the log of a meeting: a person who joins with a second device is there until they leave', async () => {
    const pasted = [
      'Full Name\tUser Action\tTimestamp',
      'Ana Redfern\tJoined\t11/20/2026, 9:00:00 AM',
      'Ana Redfern\tJoined\t11/20/2026, 10:00:00 AM',
      'Ana Redfern\tLeft\t11/20/2026, 10:30:00 AM',
      'Bo Light\tLeft\t11/20/2026, 11:00:00 AM',
    ].join('\n');
    expect(saidOf([await reportOf({ pasted })])).toEqual(['Ana Redfern, 1: 1 h 30 min of 2 h → 1.5']);
  });

  test('a person who moves from one device to another is there until the last one leaves', async () => {
    const pasted = [
      'Full Name\tUser Action\tTimestamp',
      'Ana Redfern\tJoined\t11/20/2026, 9:00:00 AM',
      'Ana Redfern\tJoined\t11/20/2026, 9:30:00 AM',
      'Ana Redfern\tLeft\t11/20/2026, 9:31:00 AM',
      'Ana Redfern\tLeft\t11/20/2026, 11:00:00 AM',
    ].join('\n');
    expect(saidOf([await reportOf({ pasted })])).toEqual(['Ana Redfern, 1: 2 h of 2 h → 2']);
  });

  test.each([
    ['oldest first', ['9:00 AM\tIn', '10:30 AM\tOut', '10:30 AM\tIn', '12:00 PM\tOut']],
    ['newest first', ['12:00 PM\tOut', '10:30 AM\tIn', '10:30 AM\tOut', '9:00 AM\tIn']],
  ])('scans out and in within a minute, %s, are a stay without a break', async (_order, scans) => {
    const lines = scans.map((scan) => `1001\tAna Redfern\t11/20/2026 ${scan}`);
    const pasted = ['Badge ID\tAttendee\tScan Time\tDirection', ...lines].join('\n');
    const by = rule({ sessions: [{ day: DAY, from: '09:00', to: '12:00' }] });
    expect(saidOf([await reportOf({ pasted })], by, '3')).toEqual(['Ana Redfern, 1: 3 h of 3 h → 3']);
  });

  test.each([
    ['Join time (UTC)', 'Leave time (UTC)', ''],
    ['Join time', 'Leave time', ' UTC'],
  ])('times in UTC after midnight are of an evening in Montana: %s', async (joined, left, zone) => {
    const pasted = `Name\tDate\t${joined}\t${left}\nAna Redfern\t2026-11-21\t02:02${zone}\t04:00${zone}`;
    const by = rule({ sessions: [{ day: DAY, from: '19:00', to: '21:00' }] });
    expect(saidOf([await reportOf({ pasted })], by)).toEqual(['Ana Redfern, 1: 1 h 58 min of 2 h → 1.75']);
  });

  test('times below a heading with UTC are read by that', async () => {
    const pasted = [
      'Full Name\tUtcEventTimestamp\tAction',
      'Ana Redfern\t11/20/2026 4:00:00 PM\tJoined',
      'Ana Redfern\t11/20/2026 5:30:00 PM\tLeft',
    ].join('\n');
    expect(saidOf([await reportOf({ pasted })])).toEqual(['Ana Redfern, 1: 1 h 30 min of 2 h → 1.5']);
  });

  test('Teams in Italian: the visits count, not the time from the first to the last', async () => {
    const pasted = [
      '2. Partecipanti',
      'Nome\tPrima partecipazione\tUltima uscita\tDurata della riunione\tIndirizzo e-mail\tRuolo',
      "Lucia D'Angelo\t20/11/26, 9:00:00\t20/11/26, 11:02:00\t1h 32m\tlucia@example.org\tPartecipante",
      '',
      '3. Attività durante la riunione',
      'Nome\tOra di ingresso\tOra di uscita\tDurata\tIndirizzo e-mail\tRuolo',
      "Lucia D'Angelo\t20/11/26, 9:00:00\t20/11/26, 9:30:00\t30m\tlucia@example.org\tPartecipante",
      "Lucia D'Angelo\t20/11/26, 10:00:00\t20/11/26, 11:02:00\t1h 2m\tlucia@example.org\tPartecipante",
    ].join('\n');
    expect(saidOf([await reportOf({ pasted })])).toEqual(["Lucia D'Angelo, 2: 1 h 30 min of 2 h → 1.5"]);
  });

  test('Teams 2020: joining and leaving, and people who had not left at the end of the list', async () => {
    const text = [
      'Full Name\tUser Action\tTimestamp',
      'Ana Redfern\tJoined before\t11/20/2026, 8:58:03 AM',
      'Bo Light\tJoined\t11/20/2026, 9:00:00 AM',
      'Bo Light\tLeft\t11/20/2026, 9:30:00 AM',
      'Bo Light\tJoined\t11/20/2026, 9:45:00 AM',
      'Cy Oke\tJoined\t11/20/2026, 9:50:00 AM',
      'Cy Oke\tLeft\t11/20/2026, 10:45:00 AM',
    ].join('\n');
    expect(saidOf([await reportOf({ pasted: text })])).toEqual([
      'Ana Redfern, 1: 1 h 45 min of 2 h → 1.75',
      'Bo Light, 2: 1 h 30 min of 2 h → 1.5',
      'Cy Oke, 1: 55 min of 2 h → 0.75',
    ]);
    const quoted = await reportOf({ file: rosterFile('teams-whole-line-quoted.csv') });
    expect(saidOf([quoted])).toEqual(['Ana Redfern, 1: 59 min of 2 h → 0.75', 'Bo Light, 1: 59 min of 2 h → 0.75']);
  });

  test('Google Meet: times without a day are on the day in the file’s name, or on the event’s first day', async () => {
    const file = rosterFile('meet-workspace.csv');
    const event = { startsOn: '2026-11-19', endsOn: '2026-11-21' };
    expect((await reportOf({ file }, event)).day).toBe('2026-11-19');
    const named = await reportOf({ file }, { ...event, fileName: '2026-11-20 08_55 Phonics - Attendance Report.csv' });
    expect(named.day).toBe(DAY);
    expect(saidOf([named])).toEqual(['Ana Redfern, 1: 2 h of 2 h → 2', 'Bo, 1: 58 min of 2 h → 0.75']);
    expect((await reportOf({ file }, { ...event, day: '2026-11-21' })).day).toBe('2026-11-21');
    const extension = await reportOf({ file: rosterFile('meet-extension-time-in-call.csv') }, event);
    expect(extension.day).toBe(DAY);
    expect(saidOf([extension])).toEqual(['Ana Redfern, 1: 2 h of 2 h → 2', 'Bo Light, 1: 59 min of 2 h → 0.75']);
  });

  test('Webex: the day has a column of its own', async () => {
    const report = await reportOf({ file: rosterFile('webex-session.csv') });
    expect(saidOf([report])).toEqual(['Ana Redfern, 1: 2 h of 2 h → 2', 'Bo Light, 1: 2 h of 2 h → 2']);
  });

  test('minutes alone count, up to the length of the session', async () => {
    const report = await reportOf({ file: rosterFile('zoom-total-duration.csv') });
    expect(report.minutesOnly).toBe(true);
    expect(saidOf([report], rule({ sessions: [{ day: DAY, from: '09:00', to: '11:05' }] }), '2.25')).toEqual([
      'Ana Redfern, 1: 2 h 5 min of 2 h 5 min → 2',
      'Bo Light, 1: 2 h 1 min of 2 h 5 min → 2',
    ]);
  });

  test('breaks are taken off minutes without times, on the report’s day only', async () => {
    const pasted = 'Name,Duration\nAna Redfern,2 hr 5 min\nBo Light,40 min\nCy Oke,5 min';
    const breaks = [{ day: null, from: '10:00', to: '10:15' }];
    const twoDays = rule({ sessions: [...rule().sessions, { day: '2026-11-21', from: '09:00', to: '11:00' }], breaks });
    const dated = await reportOf({ pasted }, { endsOn: '2026-11-21', fileName: 'meet 2026-11-20.csv' });
    expect(dated).toMatchObject({ minutesOnly: true, day: DAY });
    expect(saidOf([dated], twoDays, '3.5')).toEqual([
      'Ana Redfern, 1: 1 h 45 min of 3 h 30 min → 1.75, after 15 min for breaks',
      'Bo Light, 1: 25 min of 3 h 30 min → 0.25, after 15 min for breaks',
      'Cy Oke, 1: 0 min of 3 h 30 min → 0, after 5 min for breaks',
    ]);
    // A report that says no day can be of all days, and then all breaks are taken off.
    const undated = await reportOf({ pasted }, { endsOn: '2026-11-21' });
    expect(undated.day).toBeNull();
    expect(saidOf([undated], twoDays, '3.5')[0]).toBe(
      'Ana Redfern, 1: 1 h 35 min of 3 h 30 min → 1.5, after 30 min for breaks',
    );
    const { details } = describeAttendance({
      uploads: [{ fileName: 'meet.csv', report: dated, countedLines: [], isRepeated: false }],
      plan: [],
      rule: twoDays,
      event: { startsOn: DAY, endsOn: '2026-11-21', hours: '3.5' },
    });
    expect(details).toContain(
      'The 15 min of breaks are taken off everyone’s minutes in meet.csv, because people may have been there during them.',
    );
  });

  test('a column of days says on which day people stayed', async () => {
    const pasted = 'Name,Date,Minutes\nAna Redfern,11/20/2026,120\nAna Redfern,11/21/2026,60';
    const report = await reportOf({ pasted }, { endsOn: '2026-11-21' });
    expect(report.rows.map(({ visit }) => visit?.day)).toEqual(['2026-11-20', '2026-11-21']);
  });

  test('times that cannot be read earn nobody any minutes, and are reported', async () => {
    const report = await reportOf({ file: rosterFile('rejoined-without-email.csv') });
    expect(saidOf([report])).toEqual([]);
    expect(report.unreadable).toHaveLength(3);
  });

  test('a list without times is recognized', async () => {
    expect((await reportOf({ file: rosterFile('zoom-registration.csv') })).why).toMatch(
      /^Choose the columns that say when/,
    );
    expect((await reportOf({ pasted: 'Name,Email\nAna Redfern,ana@example.org' })).why).toMatch(
      /^Choose the columns that say when/,
    );
  });

  test('the order of day and month is the same for the whole report', async () => {
    const list = (rows: string[]) => ['Name,User Email,Join Time,Leave Time', ...rows].join('\n');
    const ana = 'Ana Redfern,ana@example.org,04/11/2026 09:00,04/11/2026 10:00';
    const event = { startsOn: '2026-11-04' };
    const by = rule({ sessions: [{ day: '2026-11-04', from: '09:00', to: '11:00' }] });
    expect(saidOf([await reportOf({ pasted: list([ana]) }, event)], by)).toEqual(['Ana Redfern, 1: 1 h of 2 h → 1']);
    const april = rule({ sessions: [{ day: '2026-04-11', from: '09:00', to: '11:00' }] });
    expect(saidOf([await reportOf({ pasted: list([ana]) }, { startsOn: '2026-04-11' })], april)).toEqual([
      'Ana Redfern, 1: 1 h of 2 h → 1',
    ]);
  });

  test('times of another time zone are converted to Montana’s', async () => {
    const pasted =
      'Name,User Email,Join Time,Leave Time\nAna Redfern,ana@example.org,11/20/2026 11:00 AM,11/20/2026 12:30 PM';
    expect(saidOf([await reportOf({ pasted }, { zone: 'America/New_York' })])).toEqual([
      'Ana Redfern, 1: 1 h 30 min of 2 h → 1.5',
    ]);
  });
});

/** Two days with a lunch of fifteen minutes, of which people must attend at least 80%. */
const WEBINAR: AttendanceRule = {
  sessions: [
    { day: '2026-11-20', from: '09:00', to: '12:00' },
    { day: '2026-11-21', from: '09:00', to: '12:00' },
  ],
  breaks: [{ day: '2026-11-20', from: '10:30', to: '10:45' }],
  leastPercent: 80,
};

const webinar = () =>
  Promise.all(
    ['webinar-day-1.csv', 'webinar-day-1-restarted.csv', 'webinar-day-2.csv'].map((name) =>
      reportOf({ file: reportFile(name) }, { startsOn: '2026-11-20', endsOn: '2026-11-21' }),
    ),
  );

describe('several reports of one event', () => {
  test('the attendance of a two-day webinar from three reports: rejoins, a restart, a break, a required presence', async () => {
    expect(saidOf(await webinar(), WEBINAR, '5.75')).toEqual([
      'Robin Host, 2: 2 h 41 min of 5 h 45 min → 0, less than 80% (not checked)',
      'Ana Redfern, 4: 5 h 39 min of 5 h 45 min → 5.5',
      'Bo Light, 4: 5 h 32 min of 5 h 45 min → 5.5',
      'Cy Oke, 2: 3 h 15 min of 5 h 45 min → 0, less than 80%',
      'iPhone, 1: 2 min of 5 h 45 min → 0, less than 80% (not checked)',
    ]);
  });

  test('the order of the reports does not matter', async () => {
    const reports = await webinar();
    const sorted = (list: readonly Report[]) => saidOf(list, WEBINAR, '5.75').sort();
    expect(sorted(reports.toReversed())).toEqual(sorted(reports));
  });

  test('sessions are proposed from when people came and left, at quarter hours', async () => {
    const people = planOfReports(await webinar(), { rule: WEBINAR }).map(({ visits }) => visits);
    expect(suggestSessions(people, { startsOn: '2026-11-20', endsOn: '2026-11-21', hours: '6' })).toEqual(
      WEBINAR.sessions,
    );
    expect(suggestSessions([], { startsOn: DAY, endsOn: DAY, hours: '2.5' })).toEqual([
      { day: DAY, from: '09:00', to: '11:30' },
    ]);
  });
});

describe('the roster', () => {
  const ANA: Rostered = {
    id: 7,
    name: 'Ana Redfern',
    email: 'ana.redfern@example.org',
    school: '',
    educatorNumber: '',
    units: '5.75',
    completed: false,
    identity: 'email:ana.redfern@example.org',
    currentCertificateId: null,
    version: 1,
  };

  const onlyAna = async (roster: Rostered[], saved = new Map(), by = WEBINAR) => {
    const plan = planOfReports(await webinar(), { rule: by, hours: '5.75', roster, saved });
    return plan.find(({ name }) => name === 'Ana Redfern')!;
  };

  test('a person on it is changed, and the second time nothing changes', async () => {
    expect(await onlyAna([ANA])).toMatchObject({ kind: 'changed', units: '5.5', completed: true, saved: { id: 7 } });
    expect(await onlyAna([{ ...ANA, units: '5.50', completed: true }])).toMatchObject({ kind: 'same', why: null });
  });

  test('what was saved before is added', async () => {
    const there = [{ from: Date.parse('2026-11-20T16:00:00Z'), to: Date.parse('2026-11-20T17:15:00Z'), lasted: null }];
    expect((await onlyAna([ANA], new Map([[7, there]]))).result.minutes).toBe(345);
  });

  test('a person with a certificate stays completed', async () => {
    const by = { ...WEBINAR, leastPercent: 100 };
    const holder = { ...ANA, completed: true, currentCertificateId: 3 };
    expect(await onlyAna([holder], undefined, by)).toMatchObject({
      kind: 'same',
      why: expect.stringContaining('Revoke the certificate first.'),
    });
    expect(await onlyAna([{ ...ANA, completed: true }], undefined, by)).toMatchObject({
      kind: 'changed',
      units: '0',
      completed: false,
    });
  });

  test('a person who was saved before and is in no report is counted again with the new times', () => {
    const saved = new Map([
      [7, [{ from: Date.parse('2026-11-20T16:00:00Z'), to: Date.parse('2026-11-20T18:00:00Z'), lasted: null }]],
    ]);
    const plan = planOfReports([], {
      rule: rule(),
      hours: '2',
      roster: [ANA, { ...ANA, id: 8, identity: 'x' }],
      saved,
    });
    expect(plan).toMatchObject([{ key: 'roster-7', kind: 'changed', units: '2', completed: true }]);
  });
});
