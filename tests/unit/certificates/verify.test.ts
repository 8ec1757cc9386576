import { deflateSync } from 'node:zlib';
import { makeSerial } from '@/lib/certificates/serial';
import { initialsOf, maskedName } from '@/lib/certificates/verify/masked-name';
import { isSameName } from '@/lib/certificates/verify/same-name';
import { serialsInFile } from '@/lib/certificates/verify/serials-in-file';

test.each([
  ['Jane Doe', 'J••• D•••', 'J, D'],
  ['Grace O’Connor-Łukasiewicz', 'G••• O•••-Ł•••', 'G, O, Ł'],
  ['Zoe\u0301 N\u0303andu', 'Z••• N\u0303•••', 'Z, N\u0303'],
  ['李小龙', '李•••', '李'],
  ['محمد علي', 'م••• ع•••', 'م, ع'],
  ['नरेंद्र', 'न•••', 'न'],
  ['U', 'U•••', 'U'],
])('of %s only the first letters are shown: %s', (name, masked, initials) => {
  expect(maskedName(name)).toBe(masked);
  expect(initialsOf(name)).toBe(initials);
});

test('names with the same first letters look the same, no matter how long they are', () => {
  for (const name of ['Jo Li', 'Johanna Lindqvist', 'J Ł']) expect(maskedName(name)).toMatch(/^J••• [LŁ]•••$/);
});

test.each([
  ['Zoë Ñandú', 'zoe nandu'],
  ['Zoë', 'Zoe\u0308'],
  ['O’Connor-Łukasiewicz', "O'Connor Lukasiewicz"],
  ['Mary-Ann Smith', 'MARYANN SMITH'],
  ['Nguyễn Thị Ánh', 'Nguyen Thi Anh'],
  ['J. R. Doe', 'JR Doe'],
  ['Strauß', 'STRAUSS'],
  ['Ql̓ispé', 'Qlispe'],
  ['Kaʻiulani', 'Kaiulani'],
  ['مُحَمَّد', 'محمد'],
  ['Ömer Işık', 'omer isik'],
  ['Σωκράτης', 'ΣΩΚΡΑΤΗΣ'],
])('%s and %s are the same name', (one, other) => {
  expect(isSameName(one, other)).toBe(true);
  expect(isSameName(other, one)).toBe(true);
});

test.each([
  ['Jane Doe', 'Jane Dow'],
  ['Jane Doe', 'Doe Jane'],
  ['Jane Doe', 'Jane'],
  ['राम', 'रमा'],
  ['がお', 'かお'],
  ['كَتَبَ', 'كُتُب'],
  ['Юрий', 'Юриё'],
  ['李小龙', '李小'],
  ['---', '’'],
])('%s and %s are not the same name', (one, other) => {
  expect(isSameName(one, other)).toBe(false);
});

test('the check address is found in a PDF, plain or compressed', () => {
  const [plain, packed] = [makeSerial(), makeSerial()];
  const link = (serial: string) => `<< /S /URI /URI (https://pdups.example.org/verify/${serial}) >>`;
  const file = Buffer.concat([
    Buffer.from(`%PDF-1.7\n${link(plain)}\nstream\r\n`),
    deflateSync(link(packed)),
    Buffer.from('\nendstream\nstream\nnot packed at all\nendstream'),
  ]);
  expect(serialsInFile(file)).toEqual([plain, packed]);
});

test('the serial is read from the page as it is shown, with the character tables of its fonts', () => {
  const serial = makeSerial();
  const signs = [...new Set(serial)].sort();
  const number = (sign: string) => (signs.indexOf(sign) + 40).toString(16).padStart(4, '0');
  const code = (sign: string) => sign.charCodeAt(0).toString(16).padStart(4, '0');
  const page = [...serial].map((sign) => `1 0 Td <${number(sign)}> Tj`).join('\n');
  const font = `begincmap 1 beginbfchar\n${signs.map((sign) => `<${number(sign)}> <${code(sign)}>`).join('\n')}\nendbfchar`;
  const otherFont = 'begincmap 1 beginbfrange <0000> <00ff> <0041> endbfrange';
  const packed = [page, otherFont, font].flatMap((stream) => [
    Buffer.from('stream\n'),
    deflateSync(stream),
    Buffer.from('\nendstream '),
  ]);
  expect(serialsInFile(Buffer.concat([Buffer.from('%PDF-1.4 '), ...packed]))).toEqual([serial]);
});

test('if a table claims more meanings than there are characters, the rest is not read', () => {
  const serial = makeSerial();
  const number = (at: number) => at.toString(16).padStart(4, '0');
  const page = `<${[...serial].map((_, at) => number(at)).join('')}> Tj`;
  const fileWith = (ranges: number) => {
    // Always the same characters, so that only the number of claims can end the reading.
    const claims = 'beginbfrange <0100> <ffff> <0020> endbfrange '.repeat(ranges);
    const own = [...serial].map((sign, at) => `<${number(at)}> <${number(at)}> <${number(sign.charCodeAt(0))}>`);
    const table = `begincmap ${claims} beginbfrange ${own.join('\n')} endbfrange`;
    return Buffer.concat(
      ['%PDF-1.4 stream\n', deflateSync(page), '\nendstream stream\n', deflateSync(table), '\nendstream'].map((part) =>
        Buffer.from(part),
      ),
    );
  };
  expect(serialsInFile(fileWith(10))).toEqual([serial]);
  expect(serialsInFile(fileWith(256))).toEqual([]);
});

test('text that is not a serial, or that unpacks without end, is ignored', () => {
  const bomb = deflateSync(Buffer.alloc(50_000_000));
  const tables = deflateSync(`begincmap Tj ${'beginbfchar <0000> '.repeat(100_000)}`);
  const file = Buffer.concat([
    Buffer.from('%PDF-1.7 /verify/AAAA-AAAA-AAAA /verify/short '),
    ...[tables, ...Array(30).fill(bomb)].flatMap((part) => [
      Buffer.from('stream\n'),
      part,
      Buffer.from('\nendstream '),
    ]),
  ]);
  expect(serialsInFile(file)).toEqual([]);
});
