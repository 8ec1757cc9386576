import { QUESTIONS } from '@/lib/help/questions';
import { searchQuestions } from '@/lib/help/search-questions';

const found = (words: string) => searchQuestions(words).map(({ id }) => id);

test('without words every question is shown, with how to reset the password first', () => {
  expect(found('')).toEqual(QUESTIONS.map(({ id }) => id));
  expect(found(' ')[0]).toBe('reset-password');
});

test.each([
  ['forgot password', 'reset-password'],
  ['CAPTCHA', 'letters'],
  ['host phone', 'account-changes'],
  ['RUPS', 'portal'],
  ['Úsername colleague', 'share-username'],
  ['two-factor', 'two-step'],
])('%j finds %s', (words, id) => {
  expect(found(words)).toContain(id);
});

test('every word must be in the question', () => {
  expect(found('password zebra')).toEqual([]);
});

test('each question has its own address', () => {
  expect(new Set(QUESTIONS.map(({ id }) => id)).size).toBe(QUESTIONS.length);
});
