import fc from 'fast-check';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { type CalendarItem, fold, writeCalendar } from '@/lib/calendar/ical';
import { type EventForCalendar, itemsForProvider, itemsOfEvent } from '@/lib/calendar/items';
import { addDays } from '@/lib/platform/days';

const item: CalendarItem = {
  uid: 'event-7@pdups.example.org',
  summary: 'Teaching fractions',
  description: 'One\nTwo',
  location: 'Helena, MT',
  url: 'https://pdups.example.org/events/7',
  when: { firstDay: '2026-05-03', lastDay: '2026-05-05' },
  revisedAt: new Date('2026-04-01T05:06:07.890Z'),
  revision: 3,
  canceled: false,
};

const event: EventForCalendar = {
  id: 7,
  title: 'Teaching fractions',
  instructor: 'Zoë Ñandú',
  startsOn: '2026-05-03',
  endsOn: '2026-05-05',
  startsAt: null,
  endsAt: null,
  room: null,
  hours: '6.50',
  locationKind: 'in_person',
  city: 'Helena',
  state: 'MT',
  certificateCount: null,
  canceledAt: null,
  version: 2,
  decisions: 0,
  revisedAt: new Date('2026-04-01T05:06:07Z'),
  providerName: 'Big Sky School District',
  providerPhone: '(406) 555-0100',
};
/** An event of 75 minutes, in the early afternoon. */
const timed: EventForCalendar = { ...event, endsOn: '2026-05-03', startsAt: '13:00:00', endsAt: '14:15:00' };
const ORIGIN = { appUrl: 'https://pdups.example.org' };

/** Reads a calendar with ical.js, the parser of Thunderbird. */
function withIcalJs(text: string) {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const read = new ICAL.Event(component);
    return {
      uid: read.uid,
      summary: read.summary,
      description: read.description,
      location: read.location,
      first: read.startDate.toString(),
      end: read.endDate.toString(),
      allDay: read.startDate.isDate && read.endDate.isDate,
      sequence: read.sequence,
      status: component.getFirstPropertyValue('status'),
      stamp: component.getFirstPropertyValue('dtstamp')?.toString(),
    };
  });
}

/** Reads a calendar with node-ical, which shares no code with ical.js. */
function withNodeIcal(text: string) {
  const day = (date: Date) =>
    [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  const moment = (date: Date) => date.toISOString().replace('.000', '');
  return Object.values(nodeIcal.sync.parseICS(text)).flatMap((read) =>
    read?.type !== 'VEVENT'
      ? []
      : [
          {
            uid: read.uid,
            summary: read.summary,
            description: read.description,
            location: read.location,
            first: read.datetype === 'date' ? day(read.start) : moment(read.start),
            end: read.datetype === 'date' ? day(read.end!) : moment(read.end!),
            allDay: read.datetype === 'date',
            sequence: Number(read.sequence),
            status: read.status,
            stamp: moment(read.dtstamp),
          },
        ],
  );
}

const PARSERS = { 'ical.js': withIcalJs, 'node-ical': withNodeIcal };

describe.each(Object.entries(PARSERS))('%s', (_name, read) => {
  test('reads an event of three days, whose end is the first day after it', () => {
    expect(read(writeCalendar('PDUPS', [item]))).toEqual([
      {
        uid: item.uid,
        summary: item.summary,
        description: item.description,
        location: item.location,
        first: '2026-05-03',
        end: '2026-05-06',
        allDay: true,
        sequence: 3,
        status: 'CONFIRMED',
        stamp: '2026-04-01T05:06:07Z',
      },
    ]);
  });

  test('reads the days over both changes of the clocks, and a leap day', () => {
    for (const [firstDay, end] of [
      ['2026-03-08', '2026-03-09'],
      ['2026-11-01', '2026-11-02'],
      ['2028-02-29', '2028-03-01'],
      ['2026-12-31', '2027-01-01'],
    ] as const) {
      const [found] = read(writeCalendar('PDUPS', [{ ...item, when: { firstDay, lastDay: firstDay } }]));
      expect(found).toMatchObject({ first: firstDay, end });
    }
  });

  test.each([
    ['in winter', '2027-01-15', '2027-01-15T20:00:00Z', '2027-01-15T21:15:00Z'],
    ['in summer', '2026-07-15', '2026-07-15T19:00:00Z', '2026-07-15T20:15:00Z'],
    ['on the day on which clocks go forward', '2027-03-14', '2027-03-14T19:00:00Z', '2027-03-14T20:15:00Z'],
    ['on the day before that', '2027-03-13', '2027-03-13T20:00:00Z', '2027-03-13T21:15:00Z'],
    ['on the day on which clocks go back', '2026-11-01', '2026-11-01T20:00:00Z', '2026-11-01T21:15:00Z'],
    ['on the day before that', '2026-10-31', '2026-10-31T19:00:00Z', '2026-10-31T20:15:00Z'],
  ])('reads the moments of an event with times %s (%s)', (_when, startsOn, first, end) => {
    const items = itemsForProvider({ ...timed, startsOn, endsOn: startsOn }, ORIGIN);
    expect(read(writeCalendar('PDUPS', items))).toMatchObject([
      { uid: 'event-7@pdups.example.org', sequence: 1, first, end, allDay: false },
      { uid: 'event-7-count@pdups.example.org', first: addDays(startsOn, 1), allDay: true },
    ]);
  });

  test('reads an event that ends on the next day in UTC, and one over the change of the clocks', () => {
    const moments = (given: Partial<EventForCalendar>) =>
      read(writeCalendar('PDUPS', itemsForProvider({ ...timed, certificateCount: 0, ...given }, ORIGIN)));
    expect(moments({ startsAt: '17:15:00', endsAt: '18:45:00' })).toMatchObject([
      { first: '2026-05-03T23:15:00Z', end: '2026-05-04T00:45:00Z' },
    ]);
    const night = { startsOn: '2026-11-01', endsOn: '2026-11-01', startsAt: '00:30:00', endsAt: '03:30:00' };
    expect(moments(night)).toMatchObject([{ first: '2026-11-01T06:30:00Z', end: '2026-11-01T10:30:00Z' }]);
  });

  test('reads the room before the place, and the times as people in Montana say them', () => {
    const [found] = read(writeCalendar('PDUPS', itemsForProvider({ ...timed, room: 'Ballroom B' }, ORIGIN)));
    expect(found).toMatchObject({ location: 'Ballroom B, Helena, MT' });
    expect(found!.description).toMatch(/^May 3, 2026, 1:00–2:15 PM MT\nInstructor/);
  });

  test('reads titles with commas, semicolons, backslashes, quotes and other scripts as they are', () => {
    for (const summary of [
      'A, B; C\\ D "E"',
      'Ünïcode — 教師のための分数の教え方 '.repeat(9).trim(),
      '👩🏽‍🏫'.repeat(20),
      'BEGIN:VEVENT',
    ]) {
      expect(read(writeCalendar('PDUPS', [{ ...item, summary }]))).toMatchObject([{ summary }]);
    }
  });

  test('a title cannot add a line of its own', () => {
    const summary = 'Fun\r\nATTENDEE:mailto:a@example.org\r\nEND:VEVENT';
    const found = read(writeCalendar('PDUPS', [{ ...item, summary }]));
    expect(found).toHaveLength(1);
    expect(found[0]!.summary).toBe('Fun\nATTENDEE:mailto:a@example.org\nEND:VEVENT');
  });

  test('reads a canceled event as canceled, with a higher sequence', () => {
    const canceled = { ...event, canceledAt: new Date('2026-04-02T00:00:00Z'), decisions: 1 };
    const [before] = read(writeCalendar('PDUPS', itemsForProvider(event, ORIGIN)));
    const after = read(writeCalendar('PDUPS', itemsForProvider(canceled, ORIGIN)));
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({ uid: before!.uid, status: 'CANCELLED', sequence: before!.sequence + 1 });
  });

  test('reads the day on which a count is due', () => {
    expect(read(writeCalendar('PDUPS', itemsForProvider(event, ORIGIN)))).toMatchObject([
      { uid: 'event-7@pdups.example.org', summary: 'Teaching fractions', first: '2026-05-03', end: '2026-05-06' },
      { uid: 'event-7-count@pdups.example.org', summary: 'Count due: Teaching fractions', first: '2026-05-06' },
    ]);
  });
});

// node-ical takes an escaped backslash before an n for a line break.
test('ical.js reads a backslash before an n as it is', () => {
  const summary = 'C:\\new';
  expect(withIcalJs(writeCalendar('PDUPS', [{ ...item, summary }]))).toMatchObject([{ summary }]);
});

test('lines end with CRLF, have at most 75 octets, and are whole characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (summary) => {
      const text = writeCalendar('PDUPS', [{ ...item, summary }]);
      expect(text.endsWith('\r\n')).toBe(true);
      for (const line of text.split('\r\n')) {
        expect(line).not.toMatch(/[\r\n]/);
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line.isWellFormed()).toBe(true);
      }
    }),
  );
});

test('a folded line is the same line again when it is unfolded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (line) => {
      fc.pre(!/[\r\n]/.test(line) && line.isWellFormed());
      expect(fold(line).replaceAll('\r\n ', '')).toBe(line);
    }),
  );
});

test('a long event has an item for its first and its last day', () => {
  const items = itemsOfEvent({ ...event, endsOn: '2027-05-02' }, { url: 'https://x.example', host: 'x.example' });
  expect(items.map(({ summary, when }) => [summary, when])).toEqual([
    ['First day: Teaching fractions', { firstDay: '2026-05-03', lastDay: '2026-05-03' }],
    ['Last day: Teaching fractions', { firstDay: '2027-05-02', lastDay: '2027-05-02' }],
  ]);
  expect(new Set(items.map(({ uid }) => uid)).size).toBe(2);
});

test('an event is on whole days when it has no times, has several days, or its times are in the hour that clocks skip', () => {
  const whenOf = (given: Partial<EventForCalendar>) => itemsForProvider({ ...timed, ...given }, ORIGIN)[0]!.when;
  expect(whenOf({ startsAt: null, endsAt: null })).toEqual({ firstDay: '2026-05-03', lastDay: '2026-05-03' });
  expect(whenOf({ endsOn: '2026-05-05' })).toEqual({ firstDay: '2026-05-03', lastDay: '2026-05-05' });
  const skipped = { startsOn: '2027-03-14', endsOn: '2027-03-14', startsAt: '02:30:00', endsAt: '03:15:00' };
  expect(whenOf(skipped)).toEqual({ firstDay: '2027-03-14', lastDay: '2027-03-14' });
});

test('an event keeps its ids and its revision when it gets times', () => {
  const idsOf = (given: EventForCalendar) =>
    itemsForProvider(given, ORIGIN).map(({ uid, revision, revisedAt }) => [uid, revision, revisedAt]);
  expect(idsOf(timed)).toEqual(idsOf({ ...timed, startsAt: null, endsAt: null }));
});

test('no count is due in a feed once it is recorded', () => {
  expect(itemsForProvider({ ...event, certificateCount: 0 }, ORIGIN)).toHaveLength(1);
});
