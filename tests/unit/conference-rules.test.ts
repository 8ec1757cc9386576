import { sameOccasion, whyClosed } from '@/lib/conferences/rules';
import type { EventState } from '@/lib/events/rules';
import { describeMissing, describeUndecided, whatIsMissing, whyNotThese } from '@/lib/whole-conference/rules';
import { sessionKey } from '@/lib/whole-conference/session-key';

const TODAY = '2026-05-05';

const session = (given: Partial<Parameters<typeof whatIsMissing>[0][number]> = {}) => ({
  state: 'reported' as EventState,
  endsOn: '2026-05-04',
  certificateCount: 3,
  reportedIssued: 3,
  countDiffers: false,
  due: 0,
  ...given,
});

const missing = (...sessions: ReturnType<typeof session>[]) => describeMissing(whatIsMissing(sessions, TODAY));

describe('what is missing from a conference', () => {
  test('nothing, when every session is over, counted, and everyone has a certificate', () => {
    expect(missing(session(), session({ certificateCount: 0, reportedIssued: 0 }))).toEqual([]);
  });

  test('a count, unless the session was canceled or is not over', () => {
    const due = { state: 'count-due' as EventState, certificateCount: null, reportedIssued: null };
    expect(missing(session(due))).toEqual(['1 session still needs a certificate count.']);
    expect(missing(session({ ...due, endsOn: TODAY, state: 'running' }))).toEqual(['1 session is not over yet.']);
    expect(missing(session(), session({ ...due, state: 'canceled', due: 4 }))).toEqual([]);
  });

  test('sessions, when none takes place', () => {
    const why = ['The conference has no session that takes place.'];
    expect([missing(), missing(session({ state: 'canceled' }))]).toEqual([why, why]);
  });

  test('decisions that people wait for, with the sessions', () => {
    expect(describeUndecided('claims', [])).toEqual([]);
    expect(describeUndecided('claims', [{ title: 'Robotics', people: 1 }])).toEqual([
      '1 claim waits for you: “Robotics”.',
    ]);
    const five = ['A', 'B', 'C', 'D', 'E'].map((title) => ({ title, people: 300 }));
    expect(describeUndecided('attendance', five)).toEqual([
      '1,500 people checked in, and still need a decision on whether they completed the session: “A”, “B”, “C”, and 2 other sessions.',
    ]);
  });

  test('certificates, except for as many people as got theirs on paper', () => {
    const onPaper = { certificateCount: 5, reportedIssued: 3 };
    expect(missing(session({ ...onPaper, due: 2 }))).toEqual([]);
    expect(missing(session({ ...onPaper, due: 3 }))).toEqual([
      '1 person completed a session and has no certificate, here or on paper.',
    ]);
    // Paper of one session does not make up for another.
    expect(missing(session({ ...onPaper }), session({ due: 2 }))).toHaveLength(1);
  });

  test('a look at counts whose certificates changed since', () => {
    expect(missing(session({ countDiffers: true }), session({ countDiffers: true }))).toEqual([
      '2 sessions have certificates that changed after their counts were recorded.',
    ]);
  });
});

test('a session belongs to the nearest conference of its name, and to none half a year away', () => {
  const [spring, fall] = [
    { startsOn: '2026-03-01', endsOn: '2026-03-02' },
    { startsOn: '2026-10-15', endsOn: '2026-10-16' },
  ];
  const on = (day: string) => sameOccasion([spring, fall], { startsOn: day, endsOn: day });
  expect([on('2026-03-02'), on('2026-05-01'), on('2026-08-01')]).toEqual([spring, spring, fall]);
  expect([on('2027-04-14'), on('2027-04-15'), on('2025-08-01')]).toEqual([fall, null, null]);
  expect(sameOccasion([], spring)).toBeNull();
});

test('a closed conference says so', () => {
  expect(whyClosed({ closedAt: new Date(0) })).toContain('closed');
  expect(whyClosed({ closedAt: null })).toBeNull();
});

test('a conference ends on or after its first day, within a year', () => {
  const why = (startsOn: string, endsOn: string) => whyNotThese({ startsOn, endsOn }, 366);
  expect([why('2026-05-03', '2026-05-03'), why('2026-05-03', '2027-05-03')]).toEqual([null, null]);
  expect(why('2026-05-03', '2026-05-02')).toBe('The end date is before the start date.');
  expect(why('2026-05-03', '2027-05-04')).toContain('longer than a year');
});

test('the key of a session is always the same UUID for the same form, and another one for another session', () => {
  const form = 'A6B5F0C2-58A0-4E3A-9F0B-0C1D2E3F4A5B';
  expect(sessionKey(form, 7)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(sessionKey(form.toLowerCase(), 7)).toBe(sessionKey(form, 7));
  expect(sessionKey(form, 8)).not.toBe(sessionKey(form, 7));
});
