import { inTime } from '@/lib/platform/in-time';

test('what never answers is given up, and what answers is handed on', async () => {
  await expect(inTime(new Promise(() => {}), 1)).rejects.toThrow('no answer in time');
  await expect(inTime(Promise.resolve('here'), 60_000)).resolves.toBe('here');
  await expect(inTime(Promise.reject(new Error('refused')), 60_000)).rejects.toThrow('refused');
});
