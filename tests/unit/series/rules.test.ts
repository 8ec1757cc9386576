import type { EventContent } from '@/lib/events/event';
import type { FormValues } from '@/lib/platform/forms/form-values';
import { readDay } from '@/lib/series/read-day';
import { copyOn, datesOf, whyNotTheseDates } from '@/lib/series/rules';
import { addCopiesSchema, datesSchema, fieldOfDates } from '@/lib/series/series-input';

const CONTENT: EventContent = {
  title: 'Teaching fractions',
  instructor: 'Zoë Ñandú',
  description: 'How to teach fractions.',
  categoryIds: [1],
  startsOn: '2026-05-03',
  endsOn: '2026-05-03',
  asynchronous: false,
  location: { kind: 'online' },
  hours: '6',
  conference: null,
  ownNumber: null,
  room: null,
  track: null,
  startsAt: null,
  endsAt: null,
  agenda: [],
};

describe('dates of a rule', () => {
  test('every week, on the chosen weekdays in order', () => {
    expect(datesOf({ every: 'week', weekdays: ['TH', 'TU'], from: '2026-10-14', times: 4 })).toEqual([
      '2026-10-15',
      '2026-10-20',
      '2026-10-22',
      '2026-10-27',
    ]);
  });

  test('the first and the last day are part of it when the rule matches them', () => {
    const tuesdays = { every: 'week', weekdays: ['TU'] } as const;
    expect(datesOf({ ...tuesdays, from: '2026-10-13', until: '2026-10-27' })).toEqual([
      '2026-10-13',
      '2026-10-20',
      '2026-10-27',
    ]);
    expect(datesOf({ ...tuesdays, from: '2026-10-14', until: '2026-10-19' })).toEqual([]);
  });

  test('weekdays stay the same through the nights when clocks change, and through a leap day', () => {
    const sundays = { every: 'week', weekdays: ['SU'] } as const;
    expect(datesOf({ ...sundays, from: '2026-10-25', times: 3 })).toEqual(['2026-10-25', '2026-11-01', '2026-11-08']);
    expect(datesOf({ ...sundays, from: '2028-02-20', times: 3 })).toEqual(['2028-02-20', '2028-02-27', '2028-03-05']);
  });

  test('the second Tuesday of the month begins with the first one on or after the first day', () => {
    expect(datesOf({ every: 'month', nth: '2', weekday: 'TU', from: '2026-10-14', until: '2027-02-09' })).toEqual([
      '2026-11-10',
      '2026-12-08',
      '2027-01-12',
      '2027-02-09',
    ]);
  });

  test('the last Friday is the fourth or the fifth one', () => {
    expect(datesOf({ every: 'month', nth: '-1', weekday: 'FR', from: '2026-10-01', times: 4 })).toEqual([
      '2026-10-30',
      '2026-11-27',
      '2026-12-25',
      '2027-01-29',
    ]);
  });

  test('a rule with very many dates ends one after the limit', () => {
    const dates = datesOf({ every: 'week', weekdays: ['MO'], from: '2026-01-01', until: '2100-12-31' });
    expect(dates).toHaveLength(61);
    expect(whyNotTheseDates(dates.map((endsOn) => ({ endsOn })))).toMatch(/at most 60 events/);
    expect(whyNotTheseDates(dates.slice(1).map((endsOn) => ({ endsOn })))).toBeNull();
  });
});

describe('a copy', () => {
  test('of an event of several days stays as long, and its agenda moves along', () => {
    const agenda = [{ heldOn: '2026-05-04', startsAt: '09:00', endsAt: '15:00', title: 'Day two', counts: true }];
    const copy = copyOn({ ...CONTENT, endsOn: '2026-05-05', agenda }, '2026-12-31');
    expect(copy).toMatchObject({ startsOn: '2026-12-31', endsOn: '2027-01-02', agenda: [{ heldOn: '2027-01-01' }] });
    expect(copy.title).toBe(CONTENT.title);
  });

  test('before the event is made in the same way', () => {
    expect(copyOn({ ...CONTENT, endsOn: '2026-05-04' }, '2026-02-28')).toMatchObject({ endsOn: '2026-03-01' });
  });

  test('of a course that is open for a year is open for a year, with a leap day or without', () => {
    const course = { ...CONTENT, asynchronous: true, startsOn: '2027-06-01', endsOn: '2028-06-01' };
    expect(copyOn(course, '2028-06-01').endsOn).toBe('2029-06-01');
    const next = { ...course, startsOn: '2026-06-01', endsOn: '2027-06-01' };
    expect(copyOn(next, '2027-06-01').endsOn).toBe('2028-06-01');
    expect(copyOn({ ...next, asynchronous: false }, '2027-06-01').endsOn).toBe('2028-05-31');
    expect(copyOn(course, '2026-06-01').endsOn).toBe('2027-06-01');
    expect(copyOn({ ...course, endsOn: '2028-05-31' }, '2026-06-01').endsOn).toBe('2027-05-31');
    const fiscal = { ...course, startsOn: '2026-07-01', endsOn: '2027-06-30' };
    expect(copyOn(fiscal, '2027-07-01').endsOn).toBe('2028-06-30');
    expect(copyOn({ ...fiscal, startsOn: '2027-07-01', endsOn: '2028-06-30' }, '2028-07-01').endsOn).toBe('2029-06-30');
    expect(copyOn({ ...fiscal, asynchronous: false }, '2027-07-01').endsOn).toBe('2028-06-29');
    expect(copyOn({ ...course, endsOn: '2027-06-30' }, '2026-06-01').endsOn).toBe('2026-06-30');
  });

  test('ends within the years that an event can have', () => {
    expect(whyNotTheseDates([{ endsOn: '2026-01-01' }, { endsOn: '2101-01-01' }])).toMatch(/2100 or before/);
    expect(whyNotTheseDates([{ endsOn: '2100-12-31' }])).toBeNull();
    expect(whyNotTheseDates([])).toMatch(/No date matches/);
  });
});

test.each([
  ['2026-10-06', '2026-10-06'],
  [' 10/6/2026 ', '2026-10-06'],
  ['10/06/26', '2026-10-06'],
  ['October 6, 2026', '2026-10-06'],
  ['Tuesday, Oct. 6th 2026', '2026-10-06'],
  ['sept 6 2026', '2026-09-06'],
  ['2/30/2026', null],
  ['2026-02-30', null],
  ['13/6/2026', null],
  ['Octember 45, 2026', null],
  ['Marble 6, 2026', null],
  ['next Tuesday', null],
  ['', null],
])('“%s” is read as %s', (typed, day) => {
  expect(readDay(typed)).toBe(day);
});

/** Returns the dates, or the first error with its field. */
function read(values: FormValues) {
  const result = datesSchema.safeParse(values);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  return `${fieldOfDates(path, values)}: ${message}`;
}

describe('the form of dates', () => {
  test('lists dates in order and each once', () => {
    const dates = '10/13/2026\r\n\r\nOctober 6, 2026\n2026-10-13; 10/20/2026\n';
    expect(read({ how: 'listed', dates })).toEqual(['2026-10-06', '2026-10-13', '2026-10-20']);
  });

  const weekly = { how: 'weekly', weekdays: ['TU'], from: '2026-10-06' };
  const monthly = { how: 'monthly', nth: '2', weekday: 'TU', from: '2026-10-06' };

  test('reads a rule, and ignores what belongs to another one', () => {
    expect(read({ ...weekly, times: '2', dates: 'nonsense', nth: '9' })).toEqual(['2026-10-06', '2026-10-13']);
    expect(read({ ...monthly, until: '2026-11-30' })).toEqual(['2026-10-13', '2026-11-10']);
  });

  test.each<[string, FormValues]>([
    ['how: Choose how to pick the dates.', {}],
    ['how: Choose how to pick the dates.', { how: 'toString' }],
    ['dates: Enter at least one date.', { how: 'listed', dates: ' \n ' }],
    ['dates: “Easter” is not a date.', { how: 'listed', dates: '10/6/2026\nEaster' }],
    ['dates: Each date must be in a year from 2000 to 2100.', { how: 'listed', dates: '10/6/1926' }],
    ['dates: This list is too long.', { how: 'listed', dates: '10/6/2026\n'.repeat(500) }],
    ['weekdays: Choose at least one weekday.', { ...weekly, weekdays: [], times: '2' }],
    ['weekdays: Choose a weekday.', { ...weekly, weekdays: ['XX'], times: '2' }],
    ['from: Enter the first day.', { ...weekly, from: '', times: '2' }],
    ['from: The first day is not a real date.', { ...weekly, from: '2026-02-30', times: '2' }],
    ['until: Enter the last day or the number of events.', weekly],
    ['times: Enter the last day or the number of events, not both.', { ...weekly, times: '2', until: '2026-10-20' }],
    ['until: The last day is not a real date.', { ...weekly, until: 'soon' }],
    ['until: The last day is before the first day.', { ...weekly, until: '2026-10-05' }],
    ['until: The last day is before the first day.', { ...monthly, until: '2026-10-05' }],
    ['times: Enter the number of events as a whole number', { ...weekly, times: '0' }],
    ['times: Enter the number of events as a whole number', { ...weekly, times: '2.5' }],
    ['times: Enter the number of events as a whole number', { ...weekly, times: '-1' }],
    ['nth: Choose which one of the month.', { ...monthly, nth: '5', times: '2' }],
    ['weekday: Choose a weekday.', { ...monthly, weekday: '', times: '2' }],
  ])('says “%s”', (sentence, values) => {
    expect(read(values)).toEqual(expect.stringContaining(sentence));
  });

  test('a problem with all dates is shown at the field where they come from', () => {
    expect(fieldOfDates([], { how: 'listed' })).toBe('dates');
    expect(fieldOfDates([], weekly)).toBe('until');
    expect(fieldOfDates([], { ...weekly, times: '70' })).toBe('times');
    expect(fieldOfDates([], { how: 'constructor' })).toBe('how');
  });
});

describe('the summary', () => {
  const summary = { requestKey: crypto.randomUUID(), stamp: '1', days: ['2026-10-13', '2026-10-06'], attested: 'yes' };

  test('returns its days in order and each once', () => {
    const read = addCopiesSchema.parse({ ...summary, days: [...summary.days, '2026-10-06'] });
    expect(read).toMatchObject({ days: ['2026-10-06', '2026-10-13'], confirmed: [] });
  });

  test.each<[string, FormValues]>([
    ['Check at least one date.', { days: [] }],
    ['This summary can’t be saved.', { days: ['soon'] }],
    ['This summary can’t be saved.', { requestKey: '1' }],
    ['Confirm that this event earns units.', { attested: '' }],
    ['At most 60 events can be added at once.', { days: Array.from({ length: 61 }, (_, index) => day(index)) }],
  ])('says “%s”', (sentence, changes) => {
    const result = addCopiesSchema.safeParse({ ...summary, ...changes });
    expect(result.error?.issues[0]?.message).toEqual(expect.stringContaining(sentence));
  });
});

function day(index: number): string {
  return `2026-${String(Math.floor(index / 28) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`;
}
