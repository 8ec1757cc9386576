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
  ['Noneofnumbers', 'Add a numeral.'],
  ['short', 'Use 8 to 128 characters. Add a capital letter. Add a numeral.'],
  [`Trout purple 7${'x'.repeat(115)}`, 'Use 8 to 128 characters.'],
  ['Trout\u0000purple 7', 'That has a character that cannot be typed.'],
  ['Trout purple 7\ud800', 'That has a character that cannot be typed.'],
])('%j misses the manual’s rules (M2)', (password, sentence) => {
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
])('%j is made of what others know of the person', (password) =>
  expect(why(password)).toContain('your own name, username, e-mail address or provider'),
);

test.each([
  'Montana2026',
  'M0ntana2026!',
  'Glacier#2026',
  'Teacher2026',
  'Missoula1234',
  'Griz1893!',
  'School#1school',
])('%j is made of a word that would be tried first here', (password) =>
  expect(why(password)).toContain('tried first here'),
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
])('%j is among the first that are tried anywhere', (password) =>
  expect(why(password)).toContain('among the first that are tried'),
);

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

test('letters and their accents count as one however they were typed', () => {
  const composed = 'Čaj 42 lomos ñu';
  expect(why(composed.normalize('NFD'))).toBe(why(composed.normalize('NFC')));
  // Seven characters, of which one is an e and an accent of its own.
  expect(why('Zebra1\u0301')).toContain('Use 8 to 128 characters.');
});

test('strength is told in a word, and grows with what is harder to guess', () => {
  expect(passwordStrength('Brkt7Wq', person)).toBe('fair');
  expect(passwordStrength('Trout purple Creek 7', person)).toBe('strong');
});

test('the longest password is weighed in the time of a keystroke', () => {
  const start = performance.now();
  why(`Aa1${'qwertyasdfgh1234'.repeat(8)}`.slice(0, 128));
  expect(performance.now() - start).toBeLessThan(1_000);
});
