import { languageOf } from '@/lib/platform/pdf/files/language-of';
import { pdfString, textOf } from '@/lib/platform/pdf/files/pdf-text';

test.each([
  ['Zoë Ñandú', null],
  ['Kamakaʻeha', null],
  ['123-456', null],
  ['', null],
  ['محمد علي', 'ar'],
  ['שרה לוי', 'he'],
  ['नरेंद्र मोदी', 'hi'],
  ['李小龙', 'zh'],
  ['山田さくら', 'ja'],
  ['金철수', 'ko'],
  ['𞤀𞤣𞤤𞤢𞤥', 'ff-Adlm'],
  ['د. محمد 2', 'ar'],
  ['Zoë 李小龙', 'mixed'],
  ['李小龙 محمد', 'mixed'],
])('%s is in %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});

test.each(['Reading the Sky', 'Escuela (Ñandú) \\ 学校', 'a (b) c', '𠮷野'])('%s comes back from a PDF', (text) => {
  expect(textOf(pdfString(text))).toBe(text);
});

test('a string with escapes is read as PDF has it', () => {
  expect(textOf('(a\\)b\\\\c\\101\\n)')).toBe('a)b\\cA\n');
  expect(textOf('<feff00 41>')).toBe('A');
});
