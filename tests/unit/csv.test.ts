import { csvLines } from '@/lib/platform/csv';

async function csvOf(cells: (string | number | null)[], header = 'Cell'): Promise<string> {
  async function* batches() {
    yield cells;
  }
  const columns = [{ header, value: (cell: string | number | null) => cell }];
  let file = '';
  for await (const part of csvLines(columns, batches())) file += part;
  return file;
}

test('a file starts with the mark by which Excel recognizes UTF-8, then the headings', async () => {
  expect(await csvOf(['Séliš'])).toBe('\ufeffCell\r\nSéliš\r\n');
});

test('a file without records has its headings', async () => {
  expect(await csvOf([])).toBe('\ufeffCell\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '＋1', '－1', '＠SUM', '\u200b=1'])(
  'a spreadsheet reads %j as text, not as a formula',
  async (cell) => {
    const [, line = ''] = (await csvOf([cell])).split('Cell\r\n');
    expect(line).toMatch(/^"?'/);
  },
);

test('a heading that somebody typed is never a formula', async () => {
  expect(await csvOf([], '=HYPERLINK("https://evil.example")')).toMatch(/^\ufeff"'=HYPERLINK/);
});

test.each([
  ['a, b', '"a, b"'],
  ['say "hello"', '"say ""hello"""'],
  ['two\nlines', '"two\nlines"'],
  ['co-teaching = better', 'co-teaching = better'],
  [-1, '-1'],
  [0, '0'],
  [null, ''],
])('%j is written as %j', async (cell, written) => {
  expect(await csvOf([cell])).toBe(`\ufeffCell\r\n${written}\r\n`);
});
