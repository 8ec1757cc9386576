import {
  endOfOldSecret,
  FAILING_DAYS,
  GONE,
  hasFailedTooLong,
  isSuccess,
  MAX_ATTEMPTS,
  MAX_OLD_SECRETS,
  nextAttempt,
  SLOW_MS,
  TIMEOUT_MS,
} from '@/lib/webhooks/rules';

const NOW = new Date('2026-05-04T18:00:00Z');

test('a message is tried nine times within a day, with longer and longer pauses', () => {
  const pauses = Array.from({ length: MAX_ATTEMPTS }, (_, n) => nextAttempt(n + 1, NOW)).map((at) =>
    at === null ? null : (at.getTime() - NOW.getTime()) / 1_000,
  );
  expect(pauses).toEqual([10, 60, 300, 1_800, 7_200, 18_000, 28_800, 28_800, null]);
});

test('a webhook is disabled after five days of failures', () => {
  const since = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
  expect(FAILING_DAYS).toBe(5);
  expect(hasFailedTooLong(since(120), NOW)).toBe(true);
  expect(hasFailedTooLong(since(119.99), NOW)).toBe(false);
  expect(hasFailedTooLong(since(121), NOW)).toBe(true);
});

test.each<[number | null, boolean]>([
  [null, false],
  [199, false],
  [200, true],
  [204, true],
  [299, true],
  [300, false],
  [410, false],
  [500, false],
])('status %s: arrived is %s', (status, arrived) => {
  expect(isSuccess(status)).toBe(arrived);
});

test('an answer takes at most ten seconds, and more than two are slow', () => {
  expect({ TIMEOUT_MS, SLOW_MS }).toEqual({ TIMEOUT_MS: 10_000, SLOW_MS: 2_000 });
});

test('a receiver ends its webhook with 410; a secret that was replaced signs for another day', () => {
  expect({ GONE, MAX_OLD_SECRETS }).toEqual({ GONE: 410, MAX_OLD_SECRETS: 3 });
  expect(endOfOldSecret(NOW)).toEqual(new Date('2026-05-05T18:00:00Z'));
});
