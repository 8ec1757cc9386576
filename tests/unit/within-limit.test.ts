import { withinLimit } from '@/lib/platform/within-limit';

test('work that never ends is abandoned, and the result of work that ends is returned', async () => {
  await expect(withinLimit(new Promise(() => {}), 1)).rejects.toThrow('no answer within 1 ms');
  await expect(withinLimit(Promise.resolve('here'), 60_000)).resolves.toBe('here');
  await expect(withinLimit(Promise.reject(new Error('refused')), 60_000)).rejects.toThrow('refused');
});
