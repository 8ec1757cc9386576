import type { UploadedLine } from '@/db/schema';
import { ruleOf } from '@/lib/conference-roster/attendance/session-rules';
import { SessionMatch } from '@/lib/conference-roster/import/match-session';
import { previewList, splitForImport } from '@/lib/conference-roster/import/plan-list';
import { splitList } from '@/lib/conference-roster/import/split-list';

const SESSIONS = [
  { id: 1, title: 'Teaching fractions', ownNumber: '204', startsOn: '2026-05-03', startsAt: '09:00:00', hours: '1.5' },
  { id: 2, title: 'Séliš stories', ownNumber: null, startsOn: '2026-05-03', startsAt: '11:00:00', hours: '1.5' },
  { id: 3, title: 'Robots', ownNumber: 'R-1', startsOn: '2026-05-04', startsAt: '09:00:00', hours: '1' },
  { id: 4, title: 'Robots', ownNumber: null, startsOn: '2026-05-04', startsAt: '11:00:00', hours: '1' },
];

const linesOf = (text: string): UploadedLine[] =>
  text
    .trim()
    .split('\n')
    .map((line, index) => [index + 1, line.split('|').map((cell) => cell.trim())]);

const namesIn = (parts: ReturnType<typeof splitList>['parts']) =>
  parts.map(({ sessionId, lines }) => [sessionId, lines.slice(1).map(([, cells]) => cells[0])]);

const NUMBERED = [
  {
    id: 1,
    title: 'Reading, writing, and talking',
    ownNumber: 'A1',
    startsOn: '2026-10-15',
    startsAt: '09:00:00',
    hours: '1.5',
  },
  {
    id: 2,
    title: 'Number sense routines',
    ownNumber: 'A2',
    startsOn: '2026-10-15',
    startsAt: '09:00:00',
    hours: '1.5',
  },
  { id: 3, title: 'Keynote', ownNumber: 'K1', startsOn: '2026-10-15', startsAt: '08:00:00', hours: '1' },
  { id: 4, title: 'Circles: part 1', ownNumber: 'B1', startsOn: '2026-10-15', startsAt: '13:00:00', hours: '1.5' },
  { id: 5, title: 'Roundtable', ownNumber: null, startsOn: '2026-10-15', startsAt: '15:00:00', hours: '1' },
  { id: 6, title: 'Roundtable', ownNumber: null, startsOn: '2026-10-16', startsAt: '10:00:00', hours: '1' },
  { id: 7, title: 'Roundtable', ownNumber: null, startsOn: '2026-10-16', startsAt: '15:30:00', hours: '1' },
];

/** What a worker gets to plan the list of a conference whose rosters are empty. Each session lasts as long as its hours. */
function orderWith(sessions: readonly (typeof SESSIONS)[number][]) {
  const timed = sessions.map((session) => {
    const end = new Date(`1970-01-01T${session.startsAt}Z`).getTime() + Number(session.hours) * 3_600_000;
    return { ...session, endsOn: session.startsOn, endsAt: new Date(end).toISOString().slice(11, 19) };
  });
  const records = Object.fromEntries(
    timed.map((session) => [
      session.id,
      { roster: '[]', facts: '[]', rule: ruleOf(session, null, []), counted: [] as string[] },
    ]),
  );
  return {
    sessions: timed,
    records,
    fileName: null,
    conference: 'Spring days',
    assigned: {},
    unmarked: 'leave' as const,
  };
}

test('a session is found by its title in any case and accents, by the provider’s number, and by both together', () => {
  const match = new SessionMatch(SESSIONS);
  const surely = (name: string) => match.find(name).sure;
  expect(
    ['TEACHING FRACTIONS', '204', '204: Teaching fractions', 'Teaching fractions (Room 5)', 'Selis stories', 'r 1'].map(
      surely,
    ),
  ).toEqual([1, 1, 1, 1, 2, 3]);
  // Two sessions have this title, and a part of a word is no title.
  expect(['Robots', 'Fractions', ''].map(surely)).toEqual([null, null, null]);
});

test.each([
  ['Thu 9:00 AM – Number sense routines (Rm 102)', 2],
  ['Thursday, October 15: Number sense routines', 2],
  ['101: Number sense routines', 2],
  ['Number sense routines (attended)', 2],
  ['Session 3: Keynote', 3],
  ['Keynote – Ballroom B', 3],
  ['Roundtable (10/15)', 5],
  ['Roundtable, Oct 16, 3:30 PM', 7],
  ['Thu – Roundtable', 5],
])('%s says a session, and when and where it is', (name, id) => {
  expect(new SessionMatch(NUMBERED).find(name)).toEqual({ sure: id, likely: null });
});

test.each([
  ['Advanced number sense routines', 2],
  ['Number sense routines, part 2', 2],
  ['Number sense routines 2', 2],
  ['Number sense routines (grades 6–12)', 2],
  ['Number sense routines 6-12', 2],
  ['A2 – Number talks', 2],
  ['Number sense routines with Maria Lopez', 2],
  ['Keynote lunch', null],
  ['A2: Keynote', null],
  ['Roundtable', null],
  ['Roundtable (October 16)', null],
])('%s may be another session, so a person is asked', (name, likely) => {
  expect(new SessionMatch(NUMBERED).find(name)).toEqual({ sure: null, likely });
});

test('cells that were made to keep a search busy name no session, and do not', () => {
  const match = new SessionMatch(NUMBERED);
  for (const words of ['fri 9 am ', 'room 5 30 am ', 'may 5 2026 ']) {
    expect(match.find(`${words.repeat(20)}Keynote x`)).toEqual({ sure: null, likely: null });
    expect(match.find(`${words.repeat(20_000)}Keynote`)).toEqual({ sure: null, likely: null });
  }
  const lines = linesOf('Name | Email | Session');
  lines.push([2, ['Ana Redfern', 'ana@example.org', 'A1']], [3, ['Bo Light', 'bo@example.org', 'x,'.repeat(20_000)]]);
  const { parts, unmatched } = splitList(lines, NUMBERED, {});
  expect(namesIn(parts)).toEqual([[1, ['Ana Redfern']]]);
  expect(unmatched).toHaveLength(1);
});

test('a list may leave out the name of the conference, and cut long titles', () => {
  const [one, two] = ['Robotics on a shoestring', 'Phonics'].map((title, index) => ({
    ...NUMBERED[0]!,
    id: index + 1,
    ownNumber: null,
    title: `Big Sky Educators’ Conference: ${title}`,
  }));
  const match = new SessionMatch([one!, two!], 'Big Sky Educators’ Conference');
  expect(match.find('robotics on a shoestring')).toEqual({ sure: 1, likely: null });
  expect(match.find('Phonics (Room 3)')).toEqual({ sure: 2, likely: null });
  expect(match.find('Robotics on a sho')).toEqual({ sure: null, likely: 1 });
  expect(match.find('Big Sky Educators’ Conference')).toEqual({ sure: null, likely: null });
});

test('titles with commas, and numbers between any signs, are whole sessions in one cell', () => {
  const lines = linesOf(`
    Name | Email | Which sessions did you attend?
    Ana Redfern | ana@example.org | Keynote, Reading, writing, and talking, Circles: part 1
    Ben Stone | ben@example.org | A1/B1
    Cleo Hill | cleo@example.org | A1 & K1
    Di Fox | di@example.org | A2 B1
    Eli Roe | eli@example.org | Keynote, Lunch, Number sense routines
    Fay Lind | fay@example.org | Number sense routines, grades 6–12`);
  const { parts, unmatched } = splitList(lines, NUMBERED, {});
  expect(Object.fromEntries(namesIn(parts))).toEqual({
    1: ['Ana Redfern', 'Ben Stone', 'Cleo Hill'],
    2: ['Di Fox', 'Eli Roe'],
    3: ['Ana Redfern', 'Cleo Hill', 'Eli Roe'],
    4: ['Ana Redfern', 'Ben Stone', 'Di Fox'],
  });
  expect(unmatched.map(({ name, likely }) => [name, likely])).toEqual([
    ['Lunch', null],
    ['Number sense routines, grades 6–12', 2],
  ]);
});

test('of sessions with one title, a row goes to the one on its day and at its time, and else to none', () => {
  const lines = linesOf(`
    Session Name | Session Date | Start Time | Name | Email | Registration Date
    Roundtable | 10/15/2026 | 3:00 PM | Ana Redfern | ana@example.org | 10/16/2026
    Roundtable | 2026-10-16 | 10:00 AM | Ben Stone | ben@example.org | 10/15/2026
    Roundtable | Oct. 16, 2026 | 15:30 | Cleo Hill | cleo@example.org | 10/15/2026
    Roundtable | 10/16/2026 | | Di Fox | di@example.org | 10/15/2026`);
  const { parts, unmatched } = splitList(lines, NUMBERED, {});
  expect(parts.map(({ sessionId, lines: [, ...people] }) => [sessionId, people.map(([, cells]) => cells[2])])).toEqual([
    [5, ['Ana Redfern']],
    [6, ['Ben Stone']],
    [7, ['Cleo Hill']],
  ]);
  expect(unmatched).toEqual([{ key: 'roundtable', name: 'Roundtable', rows: 1, likely: null }]);
});

test('hours in the columns of sessions are hours, not marks', () => {
  const lines = linesOf(`
    Name | Email | Keynote | Number sense routines | Circles: part 1
    Ana Redfern | ana@example.org | 1 | 1.5 | x
    Ben Stone | ben@example.org | 1 | 0.75 |
    Cleo Hill | cleo@example.org | 0 | 0 | x`);
  const parts = splitForImport({
    ...orderWith(NUMBERED),
    lines: JSON.stringify(lines),
  });
  const marks = parts.map((part) => {
    if (part.matching === null) throw new Error('This list has no times.');
    const { sessionId, lines: own, matching } = part;
    expect(matching.columns.slice(-2)).toEqual(['completed', 'units']);
    return [
      sessionId,
      (JSON.parse(own) as [number, string[]][]).slice(1).map(([, cells]) => cells.slice(-2).join(' ')),
    ];
  });
  expect(Object.fromEntries(marks)).toEqual({
    2: ['yes 1.5', 'yes 0.75', 'no 0'],
    3: ['yes 1', 'yes 1', 'no 0'],
    4: ['x ', 'x '],
  });
});

test('a list with a column for each session has the people with a mark there, and names unknown columns', () => {
  const lines = linesOf(`
    Name | Email | Teaching fractions | Selis stories | Keynote
    Ana Redfern | ana@example.org | x | | x
    Ben Stone | ben@example.org | | yes | x
    Cleo Hill | cleo@example.org | x | no |`);
  const { layout, parts, unmatched } = splitList(lines, SESSIONS, {});
  expect(layout).toBe('columns');
  expect(namesIn(parts)).toEqual([
    [1, ['Ana Redfern', 'Cleo Hill']],
    [2, ['Ben Stone', 'Cleo Hill']],
  ]);
  expect(parts[0]!.lines[0]![1]).toEqual(['Name', 'Email', 'Attended', 'PDUs']);
  expect(unmatched).toEqual([{ key: 'keynote', name: 'Keynote', rows: 2, likely: null }]);
});

test('a list with a row for each scan goes to the sessions that the rows name; a person’s choice decides about the others', () => {
  const lines = linesOf(`
    First name | Last name | Email | Session | Scanned at
    Ana | Redfern | ana@example.org | Teaching fractions | 2026-05-03 09:02
    Ben | Stone | ben@example.org | 204 | 2026-05-03 09:04
    Ben | Stone | ben@example.org | Robots | 2026-05-04 09:01
    Cleo | Hill | cleo@example.org | Lunch | 2026-05-03 12:00`);
  const split = splitList(lines, SESSIONS, {});
  expect(split.layout).toBe('rows');
  expect(namesIn(split.parts)).toEqual([[1, ['Ana', 'Ben']]]);
  expect(split.unmatched).toEqual([
    { key: 'robots', name: 'Robots', rows: 1, likely: null },
    { key: 'lunch', name: 'Lunch', rows: 1, likely: null },
  ]);
  const chosen = splitList(lines, SESSIONS, { robots: 4, lunch: 0 });
  expect(namesIn(chosen.parts)).toEqual([
    [1, ['Ana', 'Ben']],
    [4, ['Ben']],
  ]);
  expect(chosen.unmatched).toEqual([]);
  // A session of another conference cannot be chosen.
  expect(splitList(lines, SESSIONS, { robots: 99 }).unmatched.map(({ key }) => key)).toEqual(['robots', 'lunch']);
});

test('several sessions in one cell are several rows', () => {
  const lines = linesOf(`
    Name | Email | Sessions
    Ana Redfern | ana@example.org | Teaching fractions; Séliš stories
    Ben Stone | ben@example.org | Séliš stories, 204`);
  expect(namesIn(splitList(lines, SESSIONS, {}).parts)).toEqual([
    [1, ['Ana Redfern', 'Ben Stone']],
    [2, ['Ana Redfern', 'Ben Stone']],
  ]);
});

test('the preview counts by session, by the rules of every import, and says why a list cannot be imported', () => {
  const order = orderWith(SESSIONS);
  const lines = linesOf(`
    Name | Email | Teaching fractions
    Ana Redfern | ana@example.org | x
    Ana Redfern | ana@example.org | x
    Ben Stone | ben@example.org | no`);
  const preview = previewList({ ...order, lines: JSON.stringify(lines) });
  expect(preview).toMatchObject({ why: null, plans: [{ id: 1, rows: 3, added: 2, same: 1, left: 0 }] });
  const nameless = previewList({
    ...order,
    lines: JSON.stringify(linesOf('Name | Email\nAna Redfern | ana@example.org')),
  });
  expect(nameless.why).toContain('names no session');
});

const previewOf = (text: string, order = orderWith(SESSIONS)) =>
  previewList({ ...order, lines: JSON.stringify(linesOf(text)) });

test('a list with times gives units for the time in each session, and names the people who were there for a part', () => {
  const preview = previewOf(`
    Session | Name | Email | Check in | Check out
    Teaching fractions | Ada Lake | ada@example.org | 9:00 AM | 9:40 AM
    Teaching fractions | Ben Stone | ben@example.org | 8:55 AM | 10:40 AM
    Teaching fractions | Cleo Hill | cleo@example.org | 9:00 AM |
    R-1 | Ben Stone | ben@example.org | 5/4/2026 9:05 AM | 5/4/2026 9:30 AM`);
  expect(preview).toMatchObject({ isTimed: true, why: null, withoutTimes: [] });
  expect(preview.plans).toEqual([
    { id: 1, rows: 3, added: 3, changed: 0, same: 0, left: 0 },
    { id: 3, rows: 1, added: 1, changed: 0, same: 0, left: 0 },
  ]);
  expect(preview.partly).toEqual([
    { sessionId: 1, name: 'Ada Lake', reason: '40 min of 1 h 30 min → 0.5' },
    { sessionId: 1, name: 'Cleo Hill', reason: '0 min of 1 h 30 min → 0' },
    { sessionId: 3, name: 'Ben Stone', reason: '25 min of 1 h → 0.25' },
  ]);
  const minutes = previewOf(`
    Session | Name | Email | Minutes
    Teaching fractions | Ada Lake | ada@example.org | 50`);
  expect(minutes.partly).toMatchObject([{ name: 'Ada Lake', reason: '50 min of 1 h 30 min → 0.75' }]);
});

test('a column for each session with the time in it gives units for that time', () => {
  const preview = previewOf(`
    Name | Email | Total minutes | Teaching fractions | Selis stories
    Ada Lake | ada@example.org | 130 | 40 min | 1 h 30 min
    Ben Stone | ben@example.org | 90 | 3 h | no
    Cleo Hill | cleo@example.org | 0 | x |`);
  expect(preview).toMatchObject({ isTimed: true, why: null });
  expect(preview.plans).toEqual([
    // What is no time, somebody has to look at.
    { id: 1, rows: 3, added: 2, changed: 0, same: 0, left: 1 },
    { id: 2, rows: 1, added: 1, changed: 0, same: 0, left: 0 },
  ]);
  expect(preview.partly).toEqual([{ sessionId: 1, name: 'Ada Lake', reason: '40 min of 1 h 30 min → 0.5' }]);
});

test('the times of the sessions themselves, in a list of who registered, are no attendance', () => {
  const preview = previewOf(`
    Session | Start time | End time | Name | Email
    Teaching fractions | 9:00 AM | 10:30 AM | Ada Lake | ada@example.org
    Teaching fractions | 9:00 AM | 10:30 AM | Ben Stone | ben@example.org
    Selis stories | 11:00 AM | 12:30 PM | Ben Stone | ben@example.org`);
  expect(preview).toMatchObject({ isTimed: false, partly: [] });
  // A sign-in sheet can have them, too.
  const sheet = `
    Session | Time in | Time out | Name | Email
    Teaching fractions | 9:00 AM | 10:30 AM | Ada Lake | ada@example.org`;
  expect(previewOf(sheet)).toMatchObject({ isTimed: true, plans: [{ id: 1, added: 1 }] });
  expect(preview.plans).toMatchObject([
    { id: 1, added: 2 },
    { id: 2, added: 1 },
  ]);
});

test('time that a list says twice without saying when it was is not added up', () => {
  const order = orderWith(SESSIONS);
  const person = {
    id: 7,
    name: 'Ada Lake',
    email: 'ada@example.org',
    school: '',
    educatorNumber: '',
    units: '0.5',
    completed: true,
    identity: 'email:ada@example.org|name:ada lake',
    currentCertificateId: null,
    version: 1,
  };
  const fact = { kind: 'visit', startedAt: null, endedAt: null, lastedSeconds: 1800, day: null, isWithdrawn: false };
  order.records[1] = {
    ...order.records[1]!,
    roster: JSON.stringify([person]),
    facts: JSON.stringify([{ attendeeId: 7, ...fact }]),
  };
  const preview = previewOf(
    `
    Session | Name | Email | Minutes
    Teaching fractions | Ada Lake | ada@example.org | 30`,
    order,
  );
  expect(preview.plans).toEqual([{ id: 1, rows: 1, added: 0, changed: 0, same: 0, left: 1 }]);
});

test('people who would complete two sessions at the same time are named', () => {
  const order = orderWith(SESSIONS);
  const [first, second] = order.sessions;
  order.sessions[1] = { ...second!, startsAt: '10:00:00' };
  const list = `
    Name | Email | Teaching fractions | Selis stories
    Ada Lake | ada@example.org | x | x
    Ben Stone | ben@example.org | x | no
    Cleo Hill | cleo@example.org | | x`;
  expect(previewOf(list, order).atTheSameTime).toEqual([{ name: 'Ada Lake', sessionIds: [first!.id, second!.id] }]);
  // On the roster already, as completed at the other session.
  const roster = [{ name: 'Ben Stone', identity: 'email:ben@example.org|name:ben stone', completed: true }];
  order.records[2] = { ...order.records[2]!, roster: JSON.stringify(roster) };
  expect(
    previewOf('Name | Email | Teaching fractions\nBen Stone | ben@example.org | x', order).atTheSameTime,
  ).toMatchObject([{ name: 'Ben Stone' }]);
});
