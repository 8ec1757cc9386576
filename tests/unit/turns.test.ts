import { inTurn } from '@/lib/platform/turns';

afterEach(() => {
  jest.useRealTimers();
});

/** Work that ends when it is told to, and what was done so far. */
function stage() {
  const log: string[] = [];
  const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    ends.set(name, { resolve, reject });
    await promise;
    log.push(`${name} ends`);
    return name;
  };
  return { log, ends, work };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('work with one key is done in the order in which it came, and work with another key does not wait for it', async () => {
  const { log, ends, work } = stage();
  const all = [inTurn('a', work('1')), inTurn('a', work('2')), inTurn('b', work('3')), inTurn('a', work('4'))];
  await settle();
  expect(log).toEqual(['1 begins', '3 begins']);
  for (const name of ['3', '1', '2', '4']) {
    ends.get(name)!.resolve();
    await settle();
  }
  expect(log.slice(2)).toEqual(['3 ends', '1 ends', '2 begins', '2 ends', '4 begins', '4 ends']);
  expect(await Promise.all(all)).toEqual(['1', '2', '3', '4']);
});

test('work that fails makes room for the next', async () => {
  const { log, ends, work } = stage();
  const failed = inTurn('c', work('1'));
  const next = inTurn('c', work('2'));
  await settle();
  ends.get('1')!.reject(new Error('no'));
  await expect(failed).rejects.toThrow('no');
  await settle();
  expect(log).toEqual(['1 begins', '2 begins']);
  ends.get('2')!.resolve();
  expect(await next).toBe('2');
});

test('work whose turn does not come in time is refused, and nobody overtakes the one that takes so long', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  const { log, ends, work } = stage();
  const slow = inTurn('d', work('1'));
  const refused = inTurn('d', work('2'));
  const outcome = expect(refused).rejects.toMatchObject({ code: 'unavailable' });
  await settle();
  jest.advanceTimersByTime(10_000);
  const last = inTurn('d', work('3'));
  await settle();
  jest.advanceTimersByTime(6_000);
  await outcome;
  await settle();
  expect(log).toEqual(['1 begins']);
  ends.get('1')!.resolve();
  await slow;
  await settle();
  ends.get('3')!.resolve();
  expect(await last).toBe('3');
});
