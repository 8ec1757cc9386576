import { endWith } from '@/scripts/start/command';
import { endOnSignals, Shutdown } from '@/scripts/start/shutdown';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const before = SIGNALS.map((name) => process.listeners(name));

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
  SIGNALS.forEach((name, n) => {
    for (const listener of process.listeners(name)) if (!before[n]!.includes(listener)) process.off(name, listener);
  });
});

test('only a second Ctrl-C cuts an orderly end short: a closed window or the end of npm asks for the same end', () => {
  const force = jest.fn();
  const exit = jest.fn();
  const shutdown = new Shutdown(() => {});
  shutdown.add('database', () => new Promise<void>(() => {}), force);
  endOnSignals(shutdown, () => {}, exit);
  const now = jest.spyOn(performance, 'now');
  const at = (second: number, name: NodeJS.Signals) => {
    now.mockReturnValue(second * 1_000);
    process.emit(name);
  };
  jest.useFakeTimers({ doNotFake: ['performance'] });
  at(1, 'SIGHUP');
  at(2, 'SIGTERM');
  at(3, 'SIGTERM');
  at(4, 'SIGHUP');
  expect([force.mock.calls, exit.mock.calls]).toEqual([[], []]);
  at(5, 'SIGINT');
  expect(force).toHaveBeenCalledTimes(1);
  expect(exit).toHaveBeenCalledWith(130);
});

test('a product whose npm is gone asks itself to end once', () => {
  jest.useFakeTimers();
  const ended = jest.fn();
  process.on('SIGTERM', ended);
  endWith([{ pid: 999_999_999, identity: 'gone' }]);
  jest.advanceTimersByTime(10_000);
  expect(ended).toHaveBeenCalledTimes(1);
});
