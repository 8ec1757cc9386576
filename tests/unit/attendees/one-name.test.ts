import { isOneName, leavesOutMiddle, nameWords } from '@/lib/attendees/import/one-name';

test.each([
  ['bo l', 'Bo Light', true],
  ['Dan', 'Dan Light', true],
  ['Zoë', 'Zoë N.', true],
  ['ANA REDFERN', 'Ana Redfern', true],
  ['Redfern, Ana', 'Ana Redfern', true],
  ['Redfern Ana', 'Ana Redfern', true],
  ['A. Redfern', 'Ana Redfern', true],
  ['Bo Little Light', 'Bo Light', true],
  ['Ana Redfern', 'Ana Redfern-Light', true],
  ["Mary O'Brien", 'Mary O Brien', true],
  ['Dr. Ana Redfern, Ph.D.', 'Ana Redfern', true],
  ['Dan Light', 'Danielle Light', false],
  ['Mary Redfern', 'Mary Smith', false],
  ['Mary Ann Redfern', 'Mary Jo Redfern', false],
  ['Dan Light', 'Dan Light Jr.', false],
  ['Dan Light Sr.', 'Dan Light Jr.', false],
  ['Jack Ma', 'Jack Smith', false],
  ['はな', 'はなこ', false],
  ['李', '李小龙', false],
  ['A One', 'B Two', false],
])('%s and %s in a list, with one address: one person %s', (one, other, same) => {
  expect(isOneName(nameWords(one), nameWords(other))).toBe(same);
  expect(isOneName(nameWords(other), nameWords(one))).toBe(same);
});

test.each([
  ['Bo Little Light', 'Bo Light', true],
  ['Bo L. Light', 'bo light', true],
  ['Bo Little Light', 'B. Light', false],
  ['Bo Little Light', 'Bo Middle Light', false],
  ['Bo Light', 'Dan Light', false],
  ['Bo Light', 'Bo Light', true],
])('%s and %s differ by a middle name at most: %s', (one, other, same) => {
  expect(leavesOutMiddle(nameWords(one), nameWords(other))).toBe(same);
  expect(leavesOutMiddle(nameWords(other), nameWords(one))).toBe(same);
});
