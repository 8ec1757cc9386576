import type { UploadedLine } from '@/db/schema';
import { SessionMatch } from '@/lib/conference-roster/import/match-session';
import { previewList } from '@/lib/conference-roster/import/plan-list';
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

test('a session is found by its title in any case and accents, by the provider’s number, and by both together', () => {
  const match = new SessionMatch(SESSIONS);
  expect(
    ['TEACHING FRACTIONS', '204', '204: Teaching fractions', 'Teaching fractions (Room 5)'].map((name) =>
      match.find(name),
    ),
  ).toEqual([1, 1, 1, 1]);
  expect(match.find('Selis stories')).toBe(2);
  expect(match.find('r 1')).toBe(3);
  // Two sessions have this title, and a part of a word is no title.
  expect(['Robots', 'Fractions', ''].map((name) => match.find(name))).toEqual([null, null, null]);
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
  expect(parts[0]!.lines[0]![1]).toEqual(['Name', 'Email', 'Attended']);
  expect(unmatched).toEqual([{ key: 'keynote', name: 'Keynote', rows: 2 }]);
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
    { key: 'robots', name: 'Robots', rows: 1 },
    { key: 'lunch', name: 'Lunch', rows: 1 },
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
  const order = { sessions: SESSIONS, assigned: {}, unmarked: 'leave' as const, rosters: {} };
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
