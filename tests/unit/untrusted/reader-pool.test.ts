import { type ReadingLimits, readingLimits } from '@/lib/platform/untrusted/limits';
import { ReaderPool } from '@/lib/platform/untrusted/reader-pool';
import { defineReading } from '@/lib/platform/untrusted/reading';
import type { Owner } from '@/lib/platform/untrusted/reading-queue';
import { soon } from '../../support/soon';
import type * as readings from './readings';

const reading = <Name extends keyof typeof readings>(name: Name) =>
  defineReading<(typeof readings)[Name]>('tests/unit/untrusted/readings.ts', name);
const address = (key: string): Owner => ({ kind: 'address', key });

const pools: ReaderPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function poolWith(limits: Partial<ReadingLimits> = {}): ReaderPool {
  const pool = new ReaderPool({ ...readingLimits(2), ...limits });
  pools.push(pool);
  return pool;
}

test('a reading’s result, or its refusal, comes back from the worker', async () => {
  const pool = poolWith();
  const bytes = new Uint8Array([1, 2, 3]);
  expect(await pool.read(reading('echo'), { bytes }, address('a'))).toEqual({ bytes });
  expect(bytes).toHaveLength(3);
  const refusal = { name: 'AppError', code: 'invalid', sentence: 'Choose another file.' };
  await expect(pool.read(reading('refuse'), 'Choose another file.', address('a'))).rejects.toMatchObject(refusal);
});

test('a bug in a reading is an error with a stack trace, and not a sentence for people', async () => {
  const error = await poolWith()
    .read(reading('fail'), undefined, address('a'))
    .catch((each: unknown) => each);
  expect(error).not.toHaveProperty('sentence');
  expect(String(error)).toMatch(/RangeError: not foreseen[\s\S]*readings\.ts/);
});

test('a file that takes too long is stopped with a sentence, and the next one is read', async () => {
  const pool = poolWith({ timeLimit: 50 });
  await expect(pool.read(reading('runForEver'), undefined, address('a'))).rejects.toMatchObject({
    code: 'invalid',
    sentence: expect.stringContaining('takes too long'),
  });
  const patient = poolWith();
  expect(await patient.read(reading('echo'), 1, address('a'))).toBe(1);
  await expect(pool.read(reading('runForEver'), undefined, address('b'))).rejects.toMatchObject({ code: 'invalid' });
});

test('a file that fills the memory ends only its own worker, with a sentence', async () => {
  const pool = poolWith({ memoryLimit: 32 });
  await expect(pool.read(reading('fillMemory'), undefined, address('a'))).rejects.toMatchObject({
    code: 'invalid',
    sentence: expect.stringContaining('too much memory'),
  });
  expect(await pool.read(reading('echo'), 1, address('a'))).toBe(1);
});

test('a worker that fails outside of its reading is replaced', async () => {
  const pool = poolWith();
  await expect(pool.read(reading('crash'), undefined, address('a'))).rejects.toThrow('file reader');
  expect(await pool.read(reading('echo'), 1, address('a'))).toBe(1);
});

test('a worker that has been idle for a while is replaced, to free its memory', async () => {
  const pool = poolWith({ idleLimit: 20 });
  const first = await pool.read(reading('thread'), undefined, address('a'));
  const next = () => pool.read(reading('thread'), undefined, address('a'));
  await soon(async () => (await next()) !== first);
});

test('a queue full of one address’s files accepts another’s, and reads it first', async () => {
  const pool = poolWith({ placesPerAddress: 3, timeLimit: 300 });
  const done: string[] = [];
  const full = Array.from({ length: 3 }, () =>
    pool.read(reading('runForEver'), undefined, address('a')).catch(() => done.push('a')),
  );
  await expect(pool.read(reading('echo'), 1, address('a'))).rejects.toMatchObject({ code: 'too_many' });
  // By then, an earlier file from a stranger has used its time.
  await full[0];
  done.push(`b ${await pool.read(reading('echo'), 1, address('b'))}`);
  await Promise.all(full);
  expect(done).toEqual(['a', 'b 1', 'a', 'a']);
});

test('a file that waited too long for its turn is refused with a sentence', async () => {
  const pool = poolWith({ waitLimit: 1 });
  await expect(pool.read(reading('echo'), 1, address('a'))).rejects.toMatchObject({ code: 'unavailable' });
});

test('a worker cannot see the server’s settings', async () => {
  process.env.SESSION_SECRET ??= 'for this test';
  expect(await poolWith().read(reading('environment'), undefined, address('a'))).not.toContain('SESSION_SECRET');
});

test('files that are waiting when the server ends are refused', async () => {
  const pool = poolWith();
  const waiting = pool.read(reading('runForEver'), undefined, address('a'));
  await Promise.all([expect(waiting).rejects.toMatchObject({ code: 'unavailable' }), pool.close()]);
});
