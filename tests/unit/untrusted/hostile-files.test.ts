import { deflateSync } from 'node:zlib';
import { MAX_CELL, MAX_SHEETS } from '@/lib/attendees/import/limits';
import { readList } from '@/lib/attendees/import/read-list';
import { unpackedStreams } from '@/lib/certificates/verify/pdf-streams';
import { readPdf } from '@/lib/certificates/verify/read-pdf';
import { HOSTILE_KINDS, pdfOfStreams, workbook } from '../../../scripts/chaos/hostile-kinds';

const kind = (name: string) => HOSTILE_KINDS.find((each) => each.name === name)!;
const listOf = async (name: string) => readList({ file: await kind(name).make() });

test.each([
  ['entities', 'contains far more'],
  ['attributes', 'contains far more'],
  ['empty rows', 'contains far more'],
  ['deep XML', 'contains far more'],
  ['one text in every cell', 'far more text than names'],
  ['20,000 entries', 'contains far more'],
  ['entries that share their bytes', 'contains far more'],
  ['more than the archive says', 'can’t be read as a spreadsheet'],
])('a workbook with %s is refused with a sentence', async (name, sentence) => {
  await expect(listOf(name)).rejects.toMatchObject({ code: 'invalid', sentence: expect.stringContaining(sentence) });
});

test('with many entities in one cell, no more is decoded than the cell can contain', async () => {
  const decoded: number[] = [];
  const { replace } = String.prototype;
  // The parser decodes with a pattern; what matters is how much text it processes.
  const counted = jest.spyOn(String.prototype, 'replace').mockImplementation(function (this: string, ...args) {
    decoded.push(this.length);
    return replace.apply(this, args as Parameters<typeof replace>);
  });
  const { lines } = await readList({
    file: workbook(`<row><c t="inlineStr"><is><t>${'&amp;'.repeat(70_000)}</t></is></c></row>`),
  });
  counted.mockRestore();
  expect(lines).toEqual([[1, ['&'.repeat(MAX_CELL)]]]);
  expect(Math.max(...decoded)).toBeLessThan(40 * MAX_CELL);
});

test('an entity is decoded in every notation', async () => {
  const text = '&#x0000EB;'.repeat(499);
  const { lines } = await readList({ file: workbook(`<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`) });
  expect(lines).toEqual([[1, ['ë'.repeat(499)]]]);
});

test('a line of a million quotes is read as the little text it is', async () => {
  expect((await listOf('delimiters and quotes')).lines).toHaveLength(2);
});

test('a text with a label of its own for each person is never a table of all labels', async () => {
  await expect(listOf('a label of its own for each person')).rejects.toMatchObject({
    sentence: expect.stringContaining('at most 20,000 rows'),
  });
});

test('of many lists of JSON, as many as a workbook has sheets are read', async () => {
  expect((await listOf('many lists of JSON')).about.sheets).toHaveLength(MAX_SHEETS);
});

test('PDF streams that end in a wrong checksum count as what they unpacked to', () => {
  const good = Buffer.concat([Buffer.from('stream\n'), deflateSync('seen'), Buffer.from('\nendstream\n')]);
  const found = (broken: number) =>
    unpackedStreams(Buffer.concat([pdfOfStreams(broken), good])).map((stream) => stream.toString());
  expect(found(3)).toEqual(['seen']);
  expect(found(4)).toEqual([]);
});

test('streams with another compression count as nothing', () => {
  const photograph = Buffer.concat([
    Buffer.from('stream\n\xff\xd8\xff\xe0', 'latin1'),
    Buffer.alloc(100_000, 'x'),
    Buffer.from('\nendstream\n'),
  ]);
  const good = Buffer.concat([Buffer.from('stream\n'), deflateSync('seen'), Buffer.from('\nendstream\n')]);
  const file = Buffer.concat([...Array<Buffer>(20).fill(photograph), good]);
  expect(unpackedStreams(file).map(String)).toEqual(['seen']);
});

test('a hostile PDF is a foreign file like any other', async () => {
  const read = readPdf({ file: await kind('PDF streams').make(), signers: [] });
  expect(read).toMatchObject({ serials: [], signature: { state: 'none' }, carriesSigner: false, beginnings: [] });
});
