import { sheetHtml } from '@/lib/attendees/sign-in-sheet/sheet-html';
import { closeRenderer, renderPdf } from '@/lib/platform/pdf/renderer';
import { PRINT_JOB } from '../support/print-job';
import { readPdf } from './read-pdf';
import { SCRIPTS } from './scripts';

jest.setTimeout(120_000);
afterAll(closeRenderer);

const event = {
  title: 'Reading the Sky',
  dates: 'May 3–5, 2026',
  place: 'Helena, MT',
  instructor: 'Ann Lee',
  provider: 'Big Sky School District',
};

const printFor = async (changes: Partial<Parameters<typeof sheetHtml>[0]> = {}) =>
  readPdf(await renderPdf(await sheetHtml({ ...event, people: [], ...changes }), PRINT_JOB));

/** Normalizes text, because a reader may return marks apart from their characters, or a blank at a line break. */
const plain = (text: string) => text.normalize('NFKC').replaceAll(/[\s\u200c\u200d]/g, '');

test('the sheet is a tagged Letter page that says what it is, with lines to sign even without a roster', async () => {
  const { pages, size, title, text, roles } = await printFor();
  expect(size).toEqual([0, 0, 612, 792]);
  expect(title).toBe('Sign-in sheet: Reading the Sky');
  for (const said of Object.values(event)) expect(plain(text)).toContain(plain(said));
  expect(roles).toEqual(expect.arrayContaining(['Table', 'TH', 'H1']));
  expect(pages).toBeGreaterThan(1);
});

const names = Object.entries(SCRIPTS);
/** As many as fit on the first page, which is the one that is read. */
const batches = Array.from({ length: Math.ceil(names.length / 15) }, (_, n) => names.slice(n * 15, n * 15 + 15));

test.each(batches.map((each) => [each.map(([script]) => script).join(', '), each] as const))(
  'names in %s are printed on it',
  async (_, each) => {
    const { text, actualText } = await printFor({ people: each.map(([, name]) => ({ name, school: '' })) });
    // PDF readers order right-to-left runs and marks in different ways; no character may be lost or changed.
    const characters = new Set((text + actualText).normalize('NFKD'));
    const lost = each.flatMap(([, name]) => [...name.normalize('NFKD')].filter((l) => l.trim() && !characters.has(l)));
    expect(lost).toEqual([]);
  },
);

test('hundreds of names take as many pages as they need', async () => {
  const people = Array.from({ length: 400 }, (_, n) => ({ name: `Person ${n + 1}`, school: 'Big Sky' }));
  const { pages } = await printFor({ people });
  expect(pages).toBeGreaterThan(12);
});

test('hostile text anywhere remains only text', async () => {
  const hostile = '</style><script>alert(1)</script>"\\00 } @page{size:A4} <img src=x>';
  const people = [{ name: hostile, school: hostile }];
  const { size, text } = await printFor({ title: hostile, instructor: hostile, provider: hostile, people });
  expect(size).toEqual([0, 0, 612, 792]);
  expect(plain(text)).toContain(plain('@page{size:A4} <img src=x>'));
});
