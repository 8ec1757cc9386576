import { hasBegun, linkOfSession, whyNotNextTo, whyOverlapping } from '@/lib/claims/conference/rules';
import { isAtTheSameTime, sumOfUnits, timesInWords } from '@/lib/events/slots';
import { clockAt } from '@/lib/platform/clock';

const session = (title: string, startsAt: string | null, endsAt: string | null, startsOn = '2026-05-03') => ({
  title,
  startsOn,
  endsOn: startsOn,
  startsAt,
  endsAt,
});

test('sessions overlap when their days and their times of day do; one that begins when another ends does not', () => {
  const nine = session('Nine', '09:00:00', '10:30:00');
  expect(isAtTheSameTime(nine, session('Ten', '10:00:00', '11:00:00'))).toBe(true);
  expect(isAtTheSameTime(nine, session('After', '10:30:00', '11:00:00'))).toBe(false);
  expect(isAtTheSameTime(nine, session('Next day', '09:00:00', '10:30:00', '2026-05-04'))).toBe(false);
  expect(
    isAtTheSameTime({ ...nine, endsOn: '2026-05-05' }, session('Second day', '09:30:00', '10:00:00', '2026-05-04')),
  ).toBe(true);
  // Without times, nobody knows.
  expect(isAtTheSameTime(nine, session('All day', null, null))).toBe(false);
});

test('the sentence about overlapping sessions names both, with their times', () => {
  const chosen = [session('Fractions', '09:00:00', '10:30:00'), session('Poetry', '10:00:00', '11:00:00')];
  expect(whyOverlapping(chosen)).toBe(
    '“Fractions” (May 3, 2026, 9:00–10:30 AM) and “Poetry” (May 3, 2026, 10:00–11:00 AM) overlap. Check only the one you attended.',
  );
  expect(whyOverlapping(chosen.slice(1))).toBeNull();
  expect(whyNotNextTo(chosen[1]!, chosen.slice(0, 1))).toContain('“Fractions”');
  expect(whyNotNextTo(chosen[1]!, [])).toBeNull();
});

test('a session can be claimed from its time on its first day in Montana', () => {
  const at = (moment: string) => clockAt(() => new Date(moment));
  const nine = session('Nine', '09:00:00', '10:30:00');
  expect(hasBegun(nine, at('2026-05-03T14:59:00Z'))).toBe(false);
  expect(hasBegun(nine, at('2026-05-03T15:00:00Z'))).toBe(true);
  expect(hasBegun(nine, at('2026-05-04T06:30:00Z'))).toBe(true);
  expect(hasBegun(nine, at('2026-05-02T18:00:00Z'))).toBe(false);
  expect(hasBegun(session('All day', null, null), at('2026-05-03T06:30:00Z'))).toBe(true);
});

test('a session is claimed through its newest open link', () => {
  const link = (id: number, given: object = {}) => ({ id, firstDay: null, lastDay: null, revokedAt: null, ...given });
  const links = [link(1), link(2), link(3, { lastDay: '2026-05-02' })];
  expect(linkOfSession(links, '2026-05-03')?.id).toBe(2);
  expect(linkOfSession(links.slice(2), '2026-05-03')).toBeNull();
});

test('units add up exactly', () => {
  expect(sumOfUnits(['1.5', '0.25', '1', '0.5'])).toBe('3.25');
  expect(sumOfUnits(Array.from({ length: 12 }, () => '0.75'))).toBe('9');
  expect(sumOfUnits([])).toBe('0');
});

test('times are said shortly', () => {
  expect(timesInWords({ startsAt: '09:00:00', endsAt: '10:30:00' })).toBe('9:00–10:30 AM');
  expect(timesInWords({ startsAt: '11:00:00', endsAt: '13:00:00' })).toBe('11:00 AM – 1:00 PM');
  expect(timesInWords({ startsAt: null, endsAt: null })).toBeNull();
});
