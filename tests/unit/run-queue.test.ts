import type { EventEmitter } from 'node:events';
import { runQueue } from '@/lib/jobs/run-queue';

type FakeRunner = { events: EventEmitter; promise: Promise<void>; stop: jest.Mock; end: () => void };

const runners: FakeRunner[] = [];
let startMs = 0;

jest.mock('graphile-worker', () => ({
  Logger: class {},
  run: async ({ events }: { events: EventEmitter }) => {
    if (startMs > 0) await new Promise((resolve) => setTimeout(resolve, startMs));
    let end = () => {};
    const promise = new Promise<void>((resolve) => {
      end = resolve;
    });
    const runner = { events, promise, stop: jest.fn(() => promise), end };
    runners.push(runner);
    return runner;
  },
}));

beforeEach(() => {
  jest.useFakeTimers();
  runners.length = 0;
  startMs = 0;
});
afterEach(() => jest.useRealTimers());

const begin = () => runQueue({ pool: {} as never, slots: 1, taskList: {}, presence: {} as never, paused: false });

const later = (ms: number) => jest.advanceTimersByTimeAsync(ms);
const notStopped = () => runners.filter(({ stop }) => stop.mock.calls.length === 0);

test('a queue that is continued while its runner still ends gets one other runner', async () => {
  const queue = await begin();
  queue.setPaused(true);
  queue.setPaused(false);
  runners[0]!.end();
  await later(10_000);
  expect(runners).toHaveLength(2);
  expect(notStopped()).toEqual([runners[1]]);
});

test('a queue that is paused and continued again before it began has one runner', async () => {
  const queue = await begin();
  startMs = 1_000;
  queue.setPaused(true);
  queue.setPaused(false);
  await later(500);
  queue.setPaused(true);
  queue.setPaused(false);
  await later(10_000);
  expect(notStopped()).toHaveLength(1);
});

test('a stop waits for the jobs of a queue that is paused', async () => {
  const queue = await begin();
  queue.setPaused(true);
  const stopped = jest.fn();
  void queue.stop().then(stopped);
  await later(1_000);
  expect(stopped).not.toHaveBeenCalled();
  runners[0]!.end();
  await later(0);
  expect(stopped).toHaveBeenCalled();
});

test('a queue whose runner ends unexpectedly begins again', async () => {
  await begin();
  runners[0]!.end();
  await later(10_000);
  expect(runners).toHaveLength(2);
});
