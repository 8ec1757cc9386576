import { logLimit } from '@/scripts/start/log-limit';

function limited(maxPerMinute: number) {
  let time = 0;
  const lines: string[] = [];
  const limit = logLimit({ write: (line) => lines.push(line), now: () => time, maxPerMinute });
  return {
    lines,
    limit,
    ask: (kind: string, times: number) =>
      Array.from({ length: times }, () => limit.allows(kind)).filter(Boolean).length,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

test('of many lines of one kind in a minute, a limited number is written, and the rest is counted', () => {
  const { lines, ask, pass } = limited(3);
  expect(ask('forms', 1_000)).toBe(3);
  expect(lines).toEqual([]);
  pass(60_000);
  expect(ask('forms', 2)).toBe(2);
  expect(lines).toEqual(['997 more lines about forms were left out within a minute.']);
});

test('one kind does not use up the limit of another', () => {
  const { ask } = limited(3);
  ask('forms', 100);
  expect(ask('requests', 2)).toBe(2);
});

test('the count is written even without another line of that kind, and only once', () => {
  const { lines, limit, ask, pass } = limited(1);
  ask('forms', 5);
  limit.flush();
  expect(lines).toEqual([]);
  pass(60_000);
  limit.flush();
  limit.flush();
  expect(lines).toEqual(['4 more lines about forms were left out within a minute.']);
});
