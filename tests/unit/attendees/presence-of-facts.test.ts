import { endOfNight, momentOf } from '@/lib/attendees/attendance/moments';
import { type Fact, presencesOf } from '@/lib/attendees/attendance/presence-of-facts';
import { resultOf } from '@/lib/attendees/attendance/rules';

const FIRST = '2026-06-15';
const SECOND = '2026-06-16';

const scan = (kind: 'in' | 'out', time: string, day = FIRST): Fact => {
  const at = new Date(momentOf(day, time));
  const times = kind === 'in' ? { startedAt: at, endedAt: null } : { startedAt: null, endedAt: at };
  return { attendeeId: 1, kind, ...times, lastedSeconds: null, day: null, isWithdrawn: false };
};

const rule = {
  sessions: [FIRST, SECOND].map((day) => ({ day, from: '09:00', to: '16:00' })),
  breaks: [],
  leastPercent: null,
};
const reasonOf = (...facts: Fact[]) => resultOf(presencesOf(facts).get(1)!, rule, { hours: '14' }).reason;

describe('a sign-in that nobody ended on its day', () => {
  test('counts for nothing when the sign-out is on a later day', () => {
    const forgotten = scan('in', '08:50');
    expect(reasonOf(forgotten, scan('out', '08:56', SECOND))).toBe('0 min of 14 h → 0');
    expect(
      reasonOf(forgotten, scan('out', '08:56', SECOND), scan('in', '08:57', SECOND), scan('out', '16:00', SECOND)),
    ).toBe('7 h of 14 h → 7');
    expect(reasonOf(forgotten, scan('in', '08:57', SECOND), scan('out', '16:00', SECOND))).toBe('7 h of 14 h → 7');
  });

  test('is ended by a sign-out after midnight, until 4 AM', () => {
    const evening = scan('in', '15:00');
    expect(reasonOf(evening, scan('out', '03:59', SECOND))).toBe('1 h of 14 h → 1');
    expect(reasonOf(evening, scan('out', '04:00', SECOND))).toBe('0 min of 14 h → 0');
    // A person who came back after midnight has left before the next morning, too.
    expect(reasonOf(scan('in', '00:30'), scan('out', '12:00'))).toBe('0 min of 14 h → 0');
  });

  test('the night ends at 4 AM in Montana, also when clocks change', () => {
    expect(endOfNight(momentOf('2026-06-15', '08:50'))).toBe(momentOf('2026-06-16', '04:00'));
    expect(endOfNight(momentOf('2026-06-16', '03:59'))).toBe(momentOf('2026-06-16', '04:00'));
    expect(endOfNight(momentOf('2026-06-16', '04:00'))).toBe(momentOf('2026-06-17', '04:00'));
    expect(endOfNight(momentOf('2026-10-31', '20:00'))).toBe(momentOf('2026-11-01', '04:00'));
    expect(endOfNight(momentOf('2026-03-07', '20:00'))).toBe(momentOf('2026-03-08', '04:00'));
  });
});
