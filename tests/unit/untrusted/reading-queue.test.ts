import { readingLimits } from '@/lib/platform/untrusted/limits';
import { type Owner, ReadingQueue } from '@/lib/platform/untrusted/reading-queue';

const LIMITS = { ...readingLimits(2), placesPerAddress: 2, placesPerPerson: 2, placesOfStrangers: 3, places: 5 };
const address = (key: string) => ({ owner: { kind: 'address', key } as Owner });
const person = (key: string) => ({ owner: { kind: 'person', key } as Owner });
const code = (work: () => void) => {
  try {
    work();
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

function queueOf(...jobs: { owner: Owner }[]) {
  const queue = new ReadingQueue<{ owner: Owner }>(LIMITS);
  for (const job of jobs) queue.enter(job);
  return queue;
}

test('one address has few places, so that another’s file is still accepted', () => {
  const queue = queueOf(address('a'), address('a'));
  expect(code(() => queue.enter(address('a')))).toBe('too_many');
  expect(code(() => queue.enter(address('b')))).toBe('taken');
});

test('strangers, from any number of addresses, leave places for people who are signed in', () => {
  const queue = queueOf(address('a'), address('b'), address('c'));
  expect(code(() => queue.enter(address('d')))).toBe('unavailable');
  expect(code(() => queue.enter(person('1')))).toBe('taken');
  expect(code(() => queue.enter(person('2')))).toBe('taken');
  expect(code(() => queue.enter(person('3')))).toBe('unavailable');
});

test('planning a person’s lists takes no places of files, and one person’s lists leave places for another’s', () => {
  const work = (key: string) => ({ owner: { kind: 'work', key } as Owner });
  const queue = queueOf(person('1'), person('1'), person('2'), person('2'), person('3'));
  for (let list = 0; list < LIMITS.placesOfWork; list++) expect(code(() => queue.enter(work('4')))).toBe('taken');
  expect(code(() => queue.enter(work('4')))).toBe('too_many');
  expect(code(() => queue.enter(work('5')))).toBe('taken');
});

test('a place is taken until its file is read, and then free again', () => {
  const [first, second] = [address('a'), address('a')];
  const queue = queueOf(first, second);
  expect(queue.next()).toBe(first);
  expect(code(() => queue.enter(address('a')))).toBe('too_many');
  queue.leave(first, 1);
  expect(code(() => queue.enter(address('a')))).toBe('taken');
});

test('the requester who used the least time goes first, then the one who came first', () => {
  const heavy = address('heavy');
  const queue = queueOf(heavy);
  queue.next();
  queue.leave(heavy, 500);
  const jobs = [address('heavy'), address('light'), person('1')];
  for (const job of jobs) queue.enter(job);
  expect([queue.next(), queue.next(), queue.next(), queue.next()]).toEqual([jobs[1], jobs[2], jobs[0], null]);
});

test('a requester whose files used up the allowance of processor time waits; nobody else does', () => {
  const job = address('a');
  const queue = queueOf(job);
  queue.next();
  queue.leave(job, LIMITS.allowance);
  expect(code(() => queue.enter(address('a')))).toBe('too_many');
  expect(code(() => queue.enter(address('b')))).toBe('taken');
});

test('a file that is no longer wanted is not read', () => {
  const [first, second] = [address('a'), address('b')];
  const queue = queueOf(first, second);
  expect(queue.remove(first)).toBe(true);
  expect(queue.remove(first)).toBe(false);
  expect(queue.next()).toBe(second);
});
