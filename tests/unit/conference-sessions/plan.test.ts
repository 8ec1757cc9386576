import { readFileSync } from 'node:fs';
import path from 'node:path';
import { columnsBelow, headingLineOf, rowsBelow, type SessionRow } from '@/lib/conference-sessions/find-rows';
import { type ExistingSession, type PlanOrder, planSessions } from '@/lib/conference-sessions/plan';
import { suggestedDefaults } from '@/lib/conference-sessions/plan-draft';
import { readSessionTable } from '@/lib/conference-sessions/read-table';
import type { SavedContent } from '@/lib/events/event';

const CONFERENCE = { id: 7, name: 'Spring Conference', startsOn: '2027-03-05', endsOn: '2027-03-06' };
const CATEGORIES = [
  { id: 1, name: 'Mathematics', retiredAt: null },
  { id: 2, name: 'Assessment and data', retiredAt: null },
  { id: 3, name: 'Handwriting', retiredAt: new Date('2026-01-01T00:00:00Z') },
];
const DEFAULTS = {
  categoryIds: ['2'],
  description: 'A session of the conference.',
  locationKind: 'in_person',
  city: 'Helena',
  state: 'MT',
  zip: '59601',
};

const row = (cells: SessionRow['cells'], line = 2): SessionRow => ({ line, cells });
const SESSION = {
  title: 'Number talks',
  instructor: 'Zoë Ñandú',
  startsOn: '3/5/2027',
  startsAt: '9:00 AM',
  endsAt: '10:20 AM',
};

const plan = (rows: SessionRow[], order: Partial<PlanOrder> = {}) =>
  planSessions({
    rows,
    conference: CONFERENCE,
    sessions: [],
    elsewhere: [],
    categories: CATEGORIES,
    defaults: DEFAULTS,
    today: '2027-01-15',
    ...order,
  });

const problems = (rows: SessionRow[], order: Partial<PlanOrder> = {}) =>
  plan(rows, order).rows.map((planned) => (planned.kind === 'wrong' ? planned.problems : planned.kind));

function existing(content: Partial<SavedContent> = {}, given: Partial<ExistingSession> = {}): ExistingSession {
  return {
    id: 70,
    version: 3,
    canceledAt: null,
    updatedByName: 'Kim Lee',
    content: {
      title: 'Number talks',
      instructor: 'Zoë Ñandú',
      description: 'How to lead number talks.',
      categoryIds: [1],
      startsOn: '2027-03-05',
      endsOn: '2027-03-05',
      asynchronous: false,
      location: { kind: 'in_person', city: 'Helena', state: 'MT', zip: '59601' },
      hours: '1.25',
      conference: { id: 7, name: 'Spring Conference' },
      ownNumber: 'S-101',
      room: 'Ballroom B',
      track: null,
      startsAt: '09:00',
      endsAt: '10:15',
      agenda: [],
      ...content,
    },
    ...given,
  };
}

test('what all new sessions share is asked once: a row that only needs that is not wrong, and says what it needs', () => {
  const defaults = { ...DEFAULTS, categoryIds: [], description: '', locationKind: '' };
  const own = { categories: 'Mathematics', description: 'How to lead them.' };
  const planned = plan(
    [row(SESSION, 2), row({ ...SESSION, ...own, title: 'Reading' }, 3), row({ ...SESSION, instructor: '' }, 4)],
    { defaults },
  );
  expect(planned.rows).toEqual([
    {
      line: 2,
      title: 'Number talks',
      kind: 'unanswered',
      needs: ['event categories', 'a description', 'a place'],
    },
    { line: 3, title: 'Reading', kind: 'unanswered', needs: ['a place'] },
    { line: 4, title: 'Number talks', kind: 'wrong', problems: ['Enter the instructor’s name.'] },
  ]);
  expect(planned.unanswered.map(({ field }) => field)).toEqual(['categoryIds', 'description', 'locationKind']);
  expect(plan([row(SESSION)]).unanswered).toEqual([]);
  // A description that is too long is a problem of its own row.
  const long = { ...SESSION, description: 'x'.repeat(5_000) };
  expect(plan([row(long)]).rows[0]).toMatchObject({ kind: 'wrong' });
});

test('the place of a conference is that of its first sessions, if it can be read', () => {
  const first = (place: string) => suggestedDefaults([], { place });
  expect(first('Online')).toMatchObject({ locationKind: 'online' });
  expect(first('Helena, MT 59601')).toMatchObject({
    locationKind: 'in_person',
    city: 'Helena',
    state: 'MT',
    zip: '59601',
  });
  expect(first('Great Falls, Montana')).toMatchObject({
    locationKind: 'in_person',
    city: 'Great Falls',
    state: 'MT',
    zip: '',
  });
  for (const place of ['', 'Carroll College', 'Carroll College, Helena', 'Helena, MT, USA']) {
    expect(first(place)).toMatchObject({ locationKind: '', city: '', state: 'MT' });
  }
  const [online] = [existing({ location: { kind: 'online' } })];
  expect(suggestedDefaults([online], { place: 'Helena, MT' })).toMatchObject({ locationKind: 'online', city: '' });
});

test('a row becomes a session: hours from its times rounded down, the rest as chosen for all', () => {
  expect(plan([row(SESSION)]).rows).toEqual([
    {
      line: 2,
      title: 'Number talks',
      kind: 'new',
      past: false,
      content: {
        title: 'Number talks',
        instructor: 'Zoë Ñandú',
        description: 'A session of the conference.',
        categoryIds: [2],
        startsOn: '2027-03-05',
        endsOn: '2027-03-05',
        asynchronous: false,
        location: { kind: 'in_person', city: 'Helena', state: 'MT', zip: '59601' },
        hours: '1.25',
        conference: { id: 7, name: 'Spring Conference' },
        ownNumber: null,
        room: null,
        track: null,
        startsAt: '09:00',
        endsAt: '10:20',
        agenda: [],
      },
    },
  ]);
});

test('what a row says goes before what is chosen for all', () => {
  const cells = { ...SESSION, hours: '1', categories: 'Mathematics', description: 'Its own.' };
  expect(plan([row(cells)]).rows[0]).toMatchObject({
    content: { hours: '1', categoryIds: [1], description: 'Its own.' },
  });
});

test('each row names all of its problems, each once, and hides none of the others', () => {
  expect(
    problems([
      row({ title: 'Number talks', startsOn: 'someday', startsAt: '9 o’clock' }, 2),
      row({ ...SESSION, startsOn: '3/9/2027' }, 3),
      row({ ...SESSION, hours: '2' }, 4),
      row({ ...SESSION, categories: 'Handwriting' }, 5),
      row(SESSION, 6),
    ]),
  ).toEqual([
    [
      '“someday” is not a date. Write it such as 3/5/2027 or 2027-03-05.',
      '“9 o’clock” is not a time. Write it such as 9:00 AM or 13:30.',
      'Enter the instructor’s name.',
      'Enter the hours of instruction.',
    ],
    [expect.stringContaining('March 9, 2027 is outside of the conference (March 5–6, 2027)')],
    [expect.stringContaining('2 hours is more than the time from 9:00 AM to 10:20 AM')],
    ['The event category “Handwriting” is no longer offered. Choose another one.'],
    'new',
  ]);
});

test('a session can be on any day of a conference; of a conference of one day, rows need no date', () => {
  expect(problems([row({ ...SESSION, startsOn: 'Day 2' })])).toEqual(['new']);
  const { startsOn: _, ...withoutDay } = SESSION;
  expect(problems([row(withoutDay)])).toEqual([expect.arrayContaining(['Enter the start date.'])]);
  expect(problems([row(withoutDay)], { conference: { ...CONFERENCE, endsOn: CONFERENCE.startsOn } })).toEqual(['new']);
});

describe('a list that is imported again', () => {
  const again = (cells: SessionRow['cells'], given?: ExistingSession, today = '2027-01-15') =>
    plan([row(cells)], { sessions: [given ?? existing()], today });

  test('finds a session by its own number, in any case, and shows what changes', () => {
    const { rows } = again({ ownNumber: 's-101', title: 'Number talks', room: 'Room 204', startsAt: '9:30 AM' });
    expect(rows).toEqual([
      expect.objectContaining({
        kind: 'changed',
        eventId: 70,
        version: 3,
        differences: [
          { field: 'Your own number', before: 'S-101', after: 's-101' },
          { field: 'Room', before: 'Ballroom B', after: 'Room 204' },
          { field: 'Start time', before: '9:00 AM', after: '9:30 AM' },
          { field: 'Hours of instruction', before: '1.25', after: '0.75' },
        ],
      }),
    ]);
  });

  test('leaves alone what is the same, and what its cells leave blank', () => {
    expect(again({ ownNumber: 'S-101', title: 'Number talks', room: '', startsOn: '3/5/2027' }).rows).toEqual([
      { line: 2, title: 'Number talks', kind: 'same', eventId: 70 },
    ]);
  });

  test('keeps hours that a person set, when the times change', () => {
    const { rows } = again({ ownNumber: 'S-101', endsAt: '10:30 AM' }, existing({ hours: '1' }));
    expect(rows[0]).toMatchObject({ kind: 'changed', content: { hours: '1', endsAt: '10:30' } });
  });

  test('changes nothing once a session is over, with the sentence of the event form', () => {
    const { rows } = again({ ownNumber: 'S-101', room: 'Room 204' }, existing(), '2027-03-06');
    expect(rows).toEqual([
      expect.objectContaining({
        kind: 'wrong',
        problems: [expect.stringContaining('This event ended on March 5, 2027.')],
      }),
    ]);
    expect(again({ ownNumber: 'S-101', room: 'Ballroom B' }, existing(), '2027-03-06').rows[0]).toMatchObject({
      kind: 'same',
    });
  });

  test('is changed where it is, when it was outside of the conference’s days before, and not moved outside', () => {
    const webinar = existing({ startsOn: '2027-04-12', endsOn: '2027-04-12' });
    const changes = { eventId: 70, version: 3 };
    const inGrid = (cells: SessionRow['cells']) =>
      plan([{ line: 1, cells: { ownNumber: 'S-101', ...SESSION, endsAt: '10:15 AM', ...cells }, changes }], {
        sessions: [webinar],
      }).rows[0]!;
    expect(inGrid({ startsOn: 'April 12, 2027', room: 'Zoom 2' })).toMatchObject({
      kind: 'changed',
      content: { room: 'Zoom 2', startsOn: '2027-04-12' },
    });
    expect(inGrid({ startsOn: 'April 13, 2027', room: 'Zoom 2' })).toMatchObject({
      kind: 'wrong',
      problems: [expect.stringContaining('April 13, 2027 is outside of the conference')],
    });
    expect(plan([row({ ownNumber: 'S-101', room: 'Zoom 2' })], { sessions: [webinar] }).rows[0]!.kind).toBe('changed');
  });

  test('of several days is as long as before when it is moved', () => {
    const long = existing({ startsOn: '2027-03-05', endsOn: '2027-03-06', startsAt: null, endsAt: null });
    const conference = { ...CONFERENCE, endsOn: '2027-03-08' };
    const inGrid = (startsOn: string) =>
      plan(
        [
          {
            line: 1,
            cells: { ownNumber: 'S-101', title: 'Number talks', startsOn },
            changes: { eventId: 70, version: 3 },
          },
        ],
        {
          sessions: [long],
          conference,
        },
      ).rows[0]!;
    expect(inGrid('3/7/2027')).toMatchObject({ content: { startsOn: '2027-03-07', endsOn: '2027-03-08' } });
    expect(inGrid('3/8/2027')).toMatchObject({
      kind: 'wrong',
      problems: [expect.stringContaining('outside of the conference')],
    });
  });

  test('does not change a canceled session, or an event outside of the conference', () => {
    const canceled = existing({}, { canceledAt: new Date('2027-01-01T00:00:00Z') });
    expect(again({ ownNumber: 'S-101', room: 'Room 204' }, canceled).rows[0]).toMatchObject({
      problems: [expect.stringContaining('was canceled')],
    });
    const elsewhere = [existing({ conference: null, title: 'Another event' })];
    expect(problems([row({ ...SESSION, ownNumber: 'S-101' })], { elsewhere })).toEqual([
      [expect.stringContaining('The event “Another event” has the number “S-101” and is not a session')],
    ]);
  });

  test('names the sessions that are missing in it, and leaves them', () => {
    const other = existing({ ownNumber: 'S-102', title: 'Reading with data' }, { id: 71 });
    const { missing } = plan([row({ ownNumber: 'S-101' })], { sessions: [existing(), other] });
    expect(missing).toEqual([{ id: 71, title: 'Reading with data' }]);
    expect(plan([row(SESSION)], { sessions: [other] }).missing).toEqual([]);
  });

  test('does not add a session without a number twice', () => {
    const { rows } = plan([row({ ...SESSION, title: 'number talks' })], { sessions: [existing({ ownNumber: null })] });
    expect(rows).toEqual([expect.objectContaining({ kind: 'repeated', eventId: 70 })]);
    expect(plan([row(SESSION), row(SESSION, 3)]).rows.map(({ kind }) => kind)).toEqual(['new', 'repeated']);
  });

  test('has each own number once', () => {
    const rows = [row({ ...SESSION, ownNumber: 'N-1' }), row({ ...SESSION, title: 'Other', ownNumber: 'n-1' }, 3)];
    expect(problems(rows)).toEqual(['new', ['Row 2 is about the same session. Remove one of the two rows.']]);
  });
});

describe('a row of the grid of saved sessions', () => {
  const cells = {
    ownNumber: 'S-101',
    title: 'Number talks',
    instructor: 'Zoë Ñandú',
    startsOn: 'March 5, 2027',
    startsAt: '9:00 AM',
    endsAt: '10:15 AM',
    hours: '1.25',
    room: '',
    track: '',
    categories: 'Mathematics',
    description: 'How to lead number talks.',
  };

  test('blanks what is blank in it', () => {
    const { rows, missing } = plan([{ line: 1, cells, changes: { eventId: 70, version: 3 } }], {
      sessions: [existing()],
    });
    expect(rows).toEqual([expect.objectContaining({ kind: 'changed', content: existing({ room: null }).content })]);
    expect(missing).toEqual([]);
  });

  test('that someone else changed meanwhile is refused by name, beside theirs, and the other rows are not', () => {
    const other = existing({ ownNumber: 'S-102', title: 'Reading with data' }, { id: 71 });
    const { rows } = plan(
      [
        { line: 1, cells, changes: { eventId: 70, version: 2 } },
        { line: 2, cells: { ...cells, ownNumber: 'S-102', title: 'Reading' }, changes: { eventId: 71, version: 3 } },
      ],
      { sessions: [existing(), other] },
    );
    expect(rows).toEqual([
      expect.objectContaining({
        kind: 'wrong',
        problems: [expect.stringContaining('Kim Lee changed this session while you had the grid open.')],
        differences: [{ field: 'Room', before: 'Ballroom B', after: null }],
      }),
      expect.objectContaining({ kind: 'changed', eventId: 71 }),
    ]);
  });

  test('cannot take the number of another event', () => {
    const other = existing({ ownNumber: 'S-102', title: 'Reading with data' }, { id: 71 });
    const changes = { eventId: 70, version: 3 };
    expect(
      problems([{ line: 1, cells: { ...cells, ownNumber: 'S-102' }, changes }], { sessions: [existing(), other] }),
    ).toEqual([[expect.stringContaining('Another event, “Reading with data”, has the number “S-102”')]]);
  });
});

describe('exports of conference systems', () => {
  async function read(name: string) {
    const file = new Uint8Array(readFileSync(path.join(__dirname, '../../cases/sessions', name)));
    const { lines } = await readSessionTable({ file });
    const table = JSON.parse(lines);
    const headingLine = headingLineOf(table);
    return plan(rowsBelow(table, headingLine, columnsBelow(table, headingLine))).rows;
  }

  test('Sched', async () => {
    const rows = await read('sched.csv');
    expect(rows.map(({ kind, line, title }) => [kind, line, title])).toEqual([
      ['new', 2, 'Number talks, K-5'],
      ['new', 4, 'Tribal histories in the classroom'],
      ['new', 5, 'Reading with data'],
    ]);
    expect(rows[0]).toMatchObject({
      content: {
        ownNumber: 'S-101',
        description: 'How to lead number talks.\nFor grades K to 5.',
        room: 'Ballroom B',
        track: 'Mathematics',
        startsAt: '09:00',
        endsAt: '10:15',
        hours: '1.25',
      },
    });
    expect(rows[1]).toMatchObject({ content: { instructor: 'Ana Redfern; Bo Light', hours: '0.75' } });
  });

  test('Whova, whose file begins with lines about the conference', async () => {
    expect(await read('whova.csv')).toMatchObject([
      {
        kind: 'new',
        content: { title: 'Number talks', startsOn: '2027-03-05', startsAt: '09:00', room: 'Ballroom B' },
      },
      {
        kind: 'new',
        content: { title: 'Reading with data', startsOn: '2027-03-06', endsAt: '14:30', track: 'Assessment' },
      },
    ]);
  });

  test('a list of more than 500 rows is refused before it is kept', async () => {
    const pasted = ['Title\tDate', ...Array.from({ length: 600 }, (_, index) => `Session ${index}\t3/5/2027`)].join(
      '\n',
    );
    await expect(readSessionTable({ pasted })).rejects.toMatchObject({ code: 'invalid' });
  });
});
