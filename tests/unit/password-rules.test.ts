import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { passwordStrength, whyNotPassword } from '@/lib/users/password-rules';

const person = {
  username: 'jdoe',
  name: 'Zoë Jordan-Doe',
  email: 'zoe.jordan@bigsky.k12.mt.us',
  providerNames: ['Beartooth Learning Cooperative'],
};
const why = (password: string) => whyNotPassword(password, person);

test.each([
  ['Short1', 'Use 8 to 128 characters.'],
  ['alllowercase1x', 'Add a capital letter.'],
  ['ALLCAPITAL1X', 'Add a lowercase letter.'],
  ['Noneofnumbers', 'Add a number.'],
  ['short', 'Use 8 to 128 characters. Add a capital letter. Add a number.'],
  [`Trout purple 7${'x'.repeat(115)}`, 'Use 8 to 128 characters.'],
  ['Trout\u0000purple 7', 'The password contains a character that can’t be typed.'],
  ['Trout purple 7\ud800', 'The password contains a character that can’t be typed.'],
])('%j breaks the manual’s rules (M2)', (password, sentence) => {
  expect(why(password)).toContain(sentence);
});

test.each([
  'Zoe2026!!',
  'ZOËjordan1',
  'J0rdan-D0e-2026',
  'Jdoe12345',
  'Beartooth#1',
  'LearningCooperative9',
  'Bigsky2026zoe',
])('%j consists of what others know about the person', (password) =>
  expect(why(password)).toContain('your name, username, email address or provider'),
);

test.each([
  'Montana2026',
  'M0ntana2026!',
  'Glacier#2026',
  'Teacher2026',
  'Missoula1234',
  'Griz1893!',
  'School#1school',
])('%j consists of a word that would be guessed first here', (password) =>
  expect(why(password)).toContain('too easy to guess'),
);

test.each([
  'Sunshine99',
  'Qwertyui1',
  'Iloveyou2',
  '1Qaz2wsx',
  'Zaq12wsx',
  'Football1',
  'Abcdefg1',
  'Aaaaaaa1',
  'aB3aB3aB3',
])('%j is one of the first guesses anywhere', (password) => expect(why(password)).toContain('commonly used'));

test.each([
  'Trout purple Creek 7',
  'correct horse Battery 7',
  'Jordan likes purple trout 7',
  'Xk9#2mQ7vB',
  'Ñandú y Čaj 42 lomos',
  'Пять Рыбок 77 плавают',
  '  Spaces count too 5  ',
  `Lake ${'z y x w v '.repeat(12)}3`.slice(0, 128),
])('%j is good', (password) => expect(why(password)).toBeNull());

test('letters with accents count as one however they were typed', () => {
  const composed = 'Čaj 42 lomos ñu';
  expect(why(composed.normalize('NFD'))).toBe(why(composed.normalize('NFC')));
  // Seven characters, one of them an e with a separate accent.
  expect(why('Zebra1\u0301')).toContain('Use 8 to 128 characters.');
});

test('strength is described in a word, and grows with the difficulty of guessing', () => {
  expect(passwordStrength('Brkt7Wq', person)).toBe('fair');
  expect(passwordStrength('Trout purple Creek 7', person)).toBe('strong');
});

test('the estimator reads 64 characters of the longest password, so that it keeps up with typing', () => {
  const check = jest.spyOn(ZxcvbnFactory.prototype, 'check');
  why(`Aa1${'qwertyasdfgh1234'.repeat(8)}`.slice(0, 128));
  expect(check.mock.calls.map(([text]) => String(text).length)).toEqual([64]);
  check.mockRestore();
});
