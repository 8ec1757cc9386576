import { withinLimit } from '@/lib/platform/within-limit';

test('what never answers is given up, and what answers is handed on', async () => {
  await expect(withinLimit(new Promise(() => {}), 1)).rejects.toThrow('no answer within 1 ms');
  await expect(withinLimit(Promise.resolve('here'), 60_000)).resolves.toBe('here');
  await expect(withinLimit(Promise.reject(new Error('refused')), 60_000)).rejects.toThrow('refused');
});
