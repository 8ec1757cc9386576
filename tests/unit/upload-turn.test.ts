import { outOfTurn, takeUploadTurn } from '@/lib/platform/forms/upload-turn';
import { type RequestScope, runInRequestScope } from '@/lib/platform/request-scope';

/** Uploads in the order in which they got their turn, and the function that answers each. */
const begun: string[] = [];

function upload(name: string, { address = name, bodySize = 50_000 } = {}) {
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const scope: RequestScope = { requestId: name, address, userAgent: '', nonce: '', headers: {}, bodySize, answered };
  const turn = runInRequestScope(scope, () => takeUploadTurn()).then(() => begun.push(name));
  return { scope, turn, answer };
}

/** Waits long enough for everything to start that can start now. */
const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

beforeEach(() => {
  begun.length = 0;
});

test('an upload keeps its turn until it is answered, and small forms need none', async () => {
  const [first, second] = [upload('first'), upload('second')];
  const form = upload('form', { bodySize: 2_000 });
  await settled();
  expect(begun).toEqual(['first', 'form'].toSorted((a, b) => begun.indexOf(a) - begun.indexOf(b)));
  first.answer();
  await second.turn;
  second.answer();
  form.answer();
  await settled();
});

test('while one file is read, another upload has its turn, and the first continues when that one is answered', async () => {
  const first = upload('first');
  await first.turn;
  const second = upload('second');
  let read = () => {};
  const reading = runInRequestScope(first.scope, () =>
    outOfTurn(
      () =>
        new Promise<void>((resolve) => {
          read = resolve;
        }),
    ),
  ).then(() => begun.push('first again'));
  await second.turn;
  read();
  await settled();
  expect(begun).toEqual(['first', 'second']);
  second.answer();
  await reading;
  first.answer();
  await settled();
});

test('a file that was read is answered even when no more uploads may wait', async () => {
  const reader = upload('reader', { address: 'same' });
  await reader.turn;
  let read = () => {};
  const reading = runInRequestScope(reader.scope, () =>
    outOfTurn(
      () =>
        new Promise<string>((resolve) => {
          read = () => resolve('read');
        }),
    ),
  );
  const next = upload('next', { address: 'same' });
  await next.turn;
  const crowd = Array.from({ length: 100 }, (_, at) => upload(`crowd ${at}`, { address: 'same' }));
  read();
  expect(await reading).toBe('read');
  for (const { answer } of [next, ...crowd, reader]) answer();
  await Promise.all(crowd.map(({ turn }) => turn));
});

test('addresses take turns, no matter who sends more', async () => {
  const running = upload('running');
  await running.turn;
  const crowd = Array.from({ length: 5 }, (_, at) => upload(`crowd ${at}`, { address: 'crowd' }));
  const other = upload('other');
  running.answer();
  await crowd[0]!.turn;
  crowd[0]!.answer();
  await other.turn;
  expect(begun).toEqual(['running', 'crowd 0', 'other']);
  other.answer();
  for (const { turn, answer } of crowd.slice(1)) {
    await turn;
    answer();
  }
  await settled();
});

test('a client that never reads the answer does not hold up others for long', async () => {
  const stuck = upload('stuck');
  await stuck.turn;
  const next = upload('next');
  await next.turn;
  expect(begun).toEqual(['stuck', 'next']);
  for (const { answer } of [stuck, next]) answer();
  await settled();
});

test('the next upload lets pages go first for as long as the last one took', async () => {
  jest.useFakeTimers({ now: 0, doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  try {
    const first = upload('first');
    await first.turn;
    const second = upload('second');
    await jest.advanceTimersByTimeAsync(30);
    first.answer();
    await settled();
    await jest.advanceTimersByTimeAsync(29);
    expect(begun).toEqual(['first']);
    await jest.advanceTimersByTimeAsync(1);
    await second.turn;
    second.answer();
    await settled();
    await jest.advanceTimersByTimeAsync(1);
  } finally {
    jest.useRealTimers();
  }
});

test('a client that left while waiting takes no turn, and one beyond the limit is asked to try again', async () => {
  const running = upload('running');
  await running.turn;
  const gone = upload('gone');
  gone.answer();
  await settled();
  running.answer();
  const next = upload('next');
  await next.turn;
  const waiting = Array.from({ length: 100 }, (_, at) => upload(`waits ${at}`, { address: 'same' }));
  await expect(upload('too many', { address: 'same' }).turn).rejects.toMatchObject({ code: 'unavailable' });
  next.answer();
  for (const { answer } of waiting) answer();
  await Promise.all(waiting.map(({ turn }) => turn));
});
