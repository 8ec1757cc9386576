import { eventSchema } from '@/lib/events/event-input';
import type { FormValues } from '@/lib/platform/forms/form-values';
import { postedAgenda, postedEvent } from '../support/event-form';

function complaints(changes: FormValues): Record<string, string> {
  const result = eventSchema.safeParse(postedEvent(changes));
  return Object.fromEntries(result.error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? []);
}

function accepted(changes: FormValues = {}) {
  return eventSchema.parse(postedEvent(changes));
}

test('a complete form makes an event', () => {
  expect(accepted()).toEqual({
    title: 'Teaching fractions',
    instructor: 'Zoë Ñandú',
    description: 'How to teach fractions.',
    categoryIds: [2],
    startsOn: '2026-05-03',
    endsOn: '2026-05-04',
    asynchronous: false,
    location: { kind: 'in_person', city: 'Helena', state: 'MT', zip: '59601' },
    hours: '6.25',
    conference: null,
    agenda: [],
  });
});

test('an empty form has an error at every field at once', () => {
  const result = eventSchema.safeParse({});
  expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'title',
    'instructor',
    'description',
    'categoryIds',
    'startsOn',
    'endsOn',
    'locationKind',
    'hours',
    'attested',
  ]);
  for (const { message } of result.error?.issues ?? []) expect(message).toMatch(/^(Enter|Choose|Confirm) .+\.$/);
});

test('rules between fields report errors while other fields are still wrong', () => {
  expect(complaints({ title: '', endsOn: '2026-05-02', zip: '5960' })).toEqual({
    title: 'Enter the title.',
    endsOn: 'The end date is before the start date.',
    zip: expect.stringContaining('five digits'),
  });
});

test('the name of a conference is optional, short, and without hidden characters', () => {
  expect(accepted({ newConference: 'Séliš u Ql̓ispé days 🎉' }).conference).toEqual({ name: 'Séliš u Ql̓ispé days 🎉' });
  expect(accepted({ conference: '', newConference: ' ' }).conference).toBeNull();
  expect(accepted({ conference: 'new', newConference: 'Sky days' }).conference).toEqual({ name: 'Sky days' });
  expect(accepted({ conference: '12' }).conference).toEqual({ id: 12 });
  expect(complaints({ conference: 'new' })).toEqual({ newConference: 'Enter the name of the new conference.' });
  expect(complaints({ conference: '12', newConference: 'Sky days' })).toEqual({
    newConference: expect.stringContaining('clear the name'),
  });
  expect(complaints({ conference: 'Sky days' })).toEqual({ conference: 'Choose a conference from the list.' });
  expect(complaints({ newConference: 'x'.repeat(121) })).toEqual({
    newConference: expect.stringContaining('at most 120'),
  });
  expect(complaints({ newConference: 'a\u202eb' })).toEqual({
    newConference: expect.stringContaining('invisible character'),
  });
});

test.each(['\u200d', '\u200c \u200d', '\u3164', '\u115f\u1160', '\ufe0f'])(
  'a text of only %j, which is invisible, counts as blank',
  (nothing) => {
    expect(complaints({ title: nothing, instructor: nothing, description: nothing })).toEqual({
      title: 'Enter the title.',
      instructor: 'Enter the instructor’s name.',
      description: 'Enter the description.',
    });
  },
);

describe('days', () => {
  test.each(['2026-02-30', '2026-13-01', '5/3/2026', 'infinity', '2026-5-3', '٢٠٢٦-٠٥-٠٣', '2026-05-03T00:00', '\0'])(
    '%j is not a real day',
    (day) => {
      expect(complaints({ startsOn: day })).toEqual({ startsOn: expect.stringContaining('not a real date') });
    },
  );

  test.each(['0206-05-03', '1999-12-31', '2101-01-01'])('%s is a typo', (day) => {
    expect(complaints({ startsOn: day, endsOn: day })).toMatchObject({
      startsOn: expect.stringContaining('2000 to 2100'),
    });
  });

  test('an event may end on the day it starts', () => {
    expect(accepted({ endsOn: '2026-05-03' }).endsOn).toBe('2026-05-03');
  });
});

describe('hours', () => {
  test.each([
    ['6', '6'],
    ['6.5', '6.5'],
    ['6.25', '6.25'],
    ['.5', '0.5'],
    ['6.', '6'],
    ['06.50', '6.5'],
    [' 6.00 ', '6'],
    ['999.75', '999.75'],
  ])('%j is %s hours, exactly', (typed, hours) => {
    expect(accepted({ hours: typed, endsOn: '2026-06-30' }).hours).toBe(hours);
  });

  test('no event has more hours than its days', () => {
    const oneDay = { startsOn: '2026-05-03', endsOn: '2026-05-03' };
    expect(accepted({ ...oneDay, hours: '24' }).hours).toBe('24');
    expect(complaints({ ...oneDay, hours: '30' })).toEqual({
      hours: expect.stringContaining('more than fits in one day'),
    });
    expect(complaints({ hours: '48.25' })).toEqual({ hours: expect.stringContaining('more than fits in 2 days') });
  });

  test.each([
    ['', 'Enter the hours'],
    [' ', 'Enter the hours'],
    ['.', 'as a number'],
    ['six', 'as a number'],
    ['6,5', 'as a number'],
    ['-1', 'as a number'],
    ['1e2', 'as a number'],
    ['0x10', 'as a number'],
    ['Infinity', 'as a number'],
    ['6\0', 'as a number'],
    ['0', 'more than 0'],
    ['0.00', 'more than 0'],
    ['0.1', 'quarter hours'],
    ['6.3', 'quarter hours'],
    ['6.2500001', 'quarter hours'],
    ['1000', 'at most 999.75'],
    ['2147483648', 'at most 999.75'],
  ])('%j is refused: %s', (typed, why) => {
    expect(complaints({ hours: typed })).toEqual({ hours: expect.stringContaining(why) });
  });
});

describe('location', () => {
  test('an online event has no place, whatever the hidden fields contain', () => {
    expect(accepted({ locationKind: 'online', zip: 'x' }).location).toEqual({ kind: 'online' });
  });

  test.each(['59601', '59601-1234'])('%s is a ZIP code', (zip) => {
    expect(accepted({ zip }).location).toMatchObject({ zip });
  });

  test.each(['5960', '596011', '59601-', '59601-12', 'T1X 1A1', '５９６０１'])('%s is not a ZIP code', (zip) => {
    expect(Object.keys(complaints({ zip }))).toEqual(['zip']);
  });

  test.each(['', 'XX', 'mt', 'Montana'])('%j is not a state', (state) => {
    expect(complaints({ state })).toEqual({ state: 'Choose the state.' });
  });

  test.each(['MT', 'DC', 'PR', 'GU'])('%s is a state or territory', (state) => {
    expect(accepted({ state }).location).toMatchObject({ state });
  });
});

describe('text', () => {
  test.each(['title', 'instructor', 'city'])('%s refuses invisible and unprintable characters', (field) => {
    for (const text of ['a\0b', 'a\ud800b', 'a\u202eb', 'a\u200bb', 'a\u{e0041}b', '   ']) {
      expect(Object.keys(complaints({ [field]: text }))).toEqual([field]);
    }
    expect(complaints({ [field]: 'Fun 🎉' })[field]).toContain('can’t be printed on a certificate');
  });

  test('a description keeps its lines and refuses NUL and broken characters', () => {
    expect(accepted({ description: 'One\r\nTwo' }).description).toBe('One\nTwo');
    expect(Object.keys(complaints({ description: 'a\0' }))).toEqual(['description']);
    expect(Object.keys(complaints({ description: 'a\udfff' }))).toEqual(['description']);
  });

  test.each([
    ['title', 200],
    ['instructor', 120],
    ['city', 80],
    ['description', 2000],
  ])('%s can have %i characters, as people count them', (field, max) => {
    expect(complaints({ [field]: 'é'.repeat(max) })).toEqual({});
    expect(complaints({ [field]: 'e\u0301'.repeat(max + 1) })[field]).toContain('at most');
  });
});

describe('categories', () => {
  test.each([[[]], [['']], [['1; drop']], [['0']], [['99999999999']]])('%j is not a choice', (categoryIds) => {
    expect(Object.keys(complaints({ categoryIds }))).toEqual(['categoryIds']);
  });

  test('a category counts once', () => {
    expect(accepted({ categoryIds: ['3', '1', '3'] }).categoryIds).toEqual([1, 3]);
  });
});

describe('asynchronous course', () => {
  const course = { asynchronous: 'yes', locationKind: 'online' };

  test('a blank end date becomes one year after the start', () => {
    expect(accepted({ ...course, endsOn: '' }).endsOn).toBe('2027-05-03');
    expect(accepted({ ...course, startsOn: '2028-02-29', endsOn: '' }).endsOn).toBe('2029-02-28');
  });

  test('it is online, and ends within a year', () => {
    expect(complaints({ ...course, locationKind: 'in_person' })).toEqual({
      asynchronous: expect.stringContaining('Only an online course'),
    });
    expect(complaints({ ...course, endsOn: '2027-05-04' })).toEqual({
      endsOn: expect.stringContaining('May 3, 2027'),
    });
    expect(complaints({ ...course, endsOn: '2027-05-03' })).toEqual({});
  });

  test('an event that is not asynchronous does not get an end date automatically', () => {
    expect(complaints({ endsOn: '' })).toEqual({ endsOn: 'Enter the end date.' });
  });
});

test('the attestation is confirmed at each save', () => {
  expect(Object.keys(complaints({ attested: '' }))).toEqual(['attested']);
});

describe('agenda', () => {
  const day = '2026-05-03';

  test('counting rows must add up to the hours, to the minute', () => {
    const rows = (end: string) =>
      postedAgenda(
        [day, '09:00', '12:00', 'Morning'],
        [day, '12:00', '13:00', 'Lunch', 'no'],
        [day, '13:00', end, 'Rest'],
      );
    expect(complaints({ ...rows('16:15'), hours: '6.25' })).toEqual({});
    expect(complaints({ ...rows('16:14'), hours: '6.25' })).toEqual({
      agenda: expect.stringContaining('6 hours 14 minutes, less than the 6 hours 15 minutes'),
    });
  });

  test('blank rows are left out, and an error names the row by its number on the form', () => {
    const agenda = postedAgenda(['', '', '', ''], [day, '09:00', '', 'Morning'], ['', '', '', '']);
    expect(complaints(agenda)).toEqual({ 'agenda.1.endsAt': 'Agenda row 2 needs an end time, such as 10:30.' });
  });

  test('the day of a one-day event is filled in', () => {
    const agenda = postedAgenda(['', '09:00', '16:00', 'All day']);
    expect(accepted({ ...agenda, endsOn: day }).agenda).toEqual([
      { heldOn: day, startsAt: '09:00', endsAt: '16:00', title: 'All day', counts: true },
    ]);
    expect(complaints(agenda)).toEqual({ 'agenda.0.heldOn': 'Agenda row 1 needs a day.' });
  });

  test('rows of one day do not overlap; one can begin when another ends', () => {
    const touching = postedAgenda([day, '13:00', '16:15', 'Two'], [day, '09:00', '13:00', 'One']);
    expect(complaints(touching)).toEqual({});
    const overlapping = postedAgenda(
      [day, '09:00', '17:00', 'All'],
      [day, '10:00', '10:05', 'In'],
      [day, '16:59', '18:00', 'Out'],
    );
    expect(complaints(overlapping)).toEqual({
      'agenda.1.startsAt': 'Agenda row 2 overlaps row 1 (9:00 AM to 5:00 PM) on the same day.',
      'agenda.2.startsAt': 'Agenda row 3 overlaps row 1 (9:00 AM to 5:00 PM) on the same day.',
    });
    expect(complaints(postedAgenda([day, '09:00', '17:00', 'One'], ['2026-05-04', '09:00', '17:00', 'Two']))).toEqual(
      {},
    );
  });

  test('a row ends after it starts, on a day of the event, at a real time', () => {
    expect(complaints(postedAgenda([day, '10:00', '10:00', 'None']))).toEqual({
      'agenda.0.endsAt': 'Agenda row 1 must end after it starts.',
    });
    expect(complaints({ ...postedAgenda(['2026-05-05', '09:00', '17:00', 'Late']) })).toEqual({
      'agenda.0.heldOn': 'Agenda row 1 is on May 5, 2026, outside of the event (May 3–4, 2026).',
    });
    expect(Object.keys(complaints(postedAgenda([day, '24:00', '25:61', 'Never'])))).toEqual([
      'agenda.0.startsAt',
      'agenda.0.endsAt',
    ]);
    expect(Object.keys(complaints(postedAgenda(['2026-02-30', '09:00', '17:00', 'Never'])))).toEqual([
      'agenda.0.heldOn',
    ]);
  });

  test('60 rows are allowed', () => {
    const rows = Array.from({ length: 61 }, (_, i) => {
      const at = (minute: number) =>
        `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      return [day, at(i * 10), at(i * 10 + 10), `Row ${i}`] as [string, string, string, string];
    });
    expect(complaints(postedAgenda(...rows))).toEqual({ agenda: 'An agenda can have at most 60 rows.' });
    expect(complaints(postedAgenda(...rows.slice(1)))).toEqual({});
  });

  test('lists of different lengths cause no fault', () => {
    expect(Object.keys(complaints({ agendaTitle: ['Only a title'], agendaDay: [] }))).toEqual([
      'agenda.0.heldOn',
      'agenda.0.startsAt',
      'agenda.0.endsAt',
    ]);
  });
});

test('a field that is sent as a list counts as blank', () => {
  expect(Object.keys(complaints({ title: ['a', 'b'], categoryIds: '2', hours: ['6'] }))).toEqual([
    'title',
    'categoryIds',
    'hours',
  ]);
});
