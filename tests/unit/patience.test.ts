import { patiently } from '@/lib/platform/patience';

const lost = () => Object.assign(new Error('write CONNECT_TIMEOUT'), { code: 'CONNECT_TIMEOUT' });

test('a start tries again while the database can’t be reached', async () => {
  const work = jest.fn().mockRejectedValueOnce(lost()).mockRejectedValueOnce(lost()).mockResolvedValue('there');
  await expect(patiently(work)).resolves.toBe('there');
  expect(work).toHaveBeenCalledTimes(3);
});

test('it gives up when the database stays away', async () => {
  await expect(patiently(() => Promise.reject(lost()), 250)).rejects.toMatchObject({ code: 'CONNECT_TIMEOUT' });
});

test('any other error ends it at once', async () => {
  const work = jest.fn().mockRejectedValue(Object.assign(new Error('no'), { code: '42P01' }));
  await expect(patiently(work)).rejects.toThrow('no');
  expect(work).toHaveBeenCalledTimes(1);
});
