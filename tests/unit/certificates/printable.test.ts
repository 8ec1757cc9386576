import { firstUnprintable } from '@/lib/platform/pdf/fonts/choose-faces';
import { PACKED_COVERAGE } from '@/lib/platform/pdf/fonts/coverage';
import { generateCoverage } from '@/lib/platform/pdf/fonts/generate-coverage';
import { whyNotPrintable } from '@/lib/platform/printable';
import { printedLine } from '@/lib/platform/printed-line';
import { tidyLine } from '@/lib/platform/text';
import { SCRIPTS } from '../../pdf/scripts';

test.each(Object.entries(SCRIPTS))('%s can be printed', (_script, text) => {
  expect(whyNotPrintable(text)).toBeNull();
});

test.each(['Party 🎉', '𓀀 hieroglyphs', 'Pahawh Hmong 𖬖𖬰', '𠀀'])('%s is refused, and the character named', (text) => {
  expect(whyNotPrintable(text)).toMatch(/can’t be printed on a certificate\. Leave/);
});

test.each([
  // No single font has both the letter and its mark, so one of them would be missing from the sheet.
  'ﾀﾞﾅｶ',
  'か\u0301',
  '李\u0301',
  '김\u302e',
  '字\u302a',
])('%s is refused, because its marks would be missing', (text) => {
  expect(whyNotPrintable(text)).toMatch(/can’t be printed/);
});

test.each(['ト\u309a', 'カ\u309a', 'ナ\u3099', 'あ\u3099', '葛\u{e0100}'])(
  '%s can be printed, including its mark',
  (text) => {
    expect(whyNotPrintable(text)).toBeNull();
  },
);

test('half-width katakana and full-width Latin become ordinary characters where they are typed, and nothing else does', () => {
  const line = printedLine({ label: 'Name', max: 100 });
  const kept = '李小龙（蒙大拿）、①㎏ﬁⅣ、ｱ'.replace('ｱ', 'ア');
  for (const [typed, read] of [
    ['ﾀﾞﾅｶ ﾊﾟﾊﾟ', 'ダナカ パパ'],
    ['ｶﾞｷﾞｸﾞ', 'ガギグ'],
    ['カﾞ', 'ガ'],
    ['ﾔﾏﾀﾞ･ﾀﾛｰ', 'ヤマダ・タロー'],
    ['ﾞｱ', '゛ア'],
    ['Ｏ＇Ｃｏｎｎｏｒ　Ａｎｎ', "O'Connor Ann"],
    [kept.normalize('NFC'), kept.normalize('NFC')],
  ]) {
    expect(tidyLine(typed!)).toBe(read);
  }
  expect(line.parse('ﾀﾞﾅｶ ﾊﾟﾊﾟ')).toBe('ダナカ パパ');
});

test('the characters that are not looked up are all in the text font', () => {
  const characters = Array.from({ length: 0x180 - 0xc0 }, (_, at) => String.fromCharCode(0xc0 + at));
  expect([...characters, '’'].filter((character) => firstUnprintable(character) !== null)).toEqual([]);
});

test('the coverage table matches the installed fonts', async () => {
  expect(await generateCoverage()).toEqual(PACKED_COVERAGE);
});
