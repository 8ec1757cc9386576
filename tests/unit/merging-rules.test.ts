import { undoUntil, whyNotUndo } from '@/lib/providers/staff/merging/rules';

const MERGED = new Date('2026-05-04T18:00:00Z');

test('a merge can be undone for thirty days', () => {
  expect(undoUntil(MERGED)).toEqual(new Date('2026-06-03T18:00:00Z'));
  expect(whyNotUndo(MERGED, MERGED)).toBeNull();
  expect(whyNotUndo(MERGED, new Date('2026-06-03T18:00:00Z'))).toBeNull();
  expect(whyNotUndo(MERGED, new Date('2026-06-03T18:00:00.001Z'))).toBe(
    'A merge can be undone for 30 days, and this one is older. Move what belongs elsewhere one by one.',
  );
});
