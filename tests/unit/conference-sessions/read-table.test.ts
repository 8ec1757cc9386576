import { readSessionTable } from '@/lib/conference-sessions/read-table';

const sessions = (count: number) => `Title,Date,Hours\n${'Reading,2027-03-05,1\n'.repeat(count)}`;

test('a list of sessions that is too long names the limit of sessions, however long it is', async () => {
  for (const count of [801, 21_000]) {
    const file = new TextEncoder().encode(sessions(count));
    await expect(readSessionTable({ file })).rejects.toThrow('at most 500 rows');
  }
  expect((await readSessionTable({ pasted: sessions(3) })).about).toEqual({});
});
