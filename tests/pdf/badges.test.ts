import { badgesHtml } from '@/lib/attendees/check-in/print-badges';
import { closeRenderer, renderPdf } from '@/lib/platform/pdf/renderer';
import { PRINT_JOB } from '../support/print-job';
import { readPdf } from './read-pdf';

jest.setTimeout(120_000);
afterAll(closeRenderer);

const SHORT = { name: 'Zoë Ñandú', school: 'Big Sky School' };
const LONG = {
  name: 'Maria de los Angeles Fernandez-Castellanos von Hohenlohe-Schillingsfürst of Two Eagle River Valley, Montana 59855 III',
  school:
    'Confederated Salish and Kootenai Tribes Education Department, Two Eagle River School, Pablo, Lake County, Montana 59855',
};
const WIDE = { name: '李小龙'.repeat(40), school: '蒙大拿州立大学'.repeat(17) };

/** Ten badges of two inches each, in two columns, from half an inch below the top of the page. */
const POINTS = 72;

test.each([
  ['ordinary', SHORT],
  ['the longest', LONG],
  ['the widest', WIDE],
])('%s names and schools fit on their badges, with the code', async (_which, person) => {
  const badges = Array.from({ length: 4 }, (_, at) => ({ ...person, code: `K7Q3-9F2${at}` }));
  const title =
    'A Very Long Workshop Title That Takes Several Lines on a Badge, About Reading and Writing in the Middle Grades';
  const pdf = await renderPdf(await badgesHtml(title, badges), PRINT_JOB);
  const { placed, pages } = readPdf(pdf);
  expect(pages).toBe(1);
  const rows = [0, 1].map((row) => ({ top: (10.5 - 2 * row) * POINTS, bottom: (8.5 - 2 * row) * POINTS }));
  for (const [at, { top, bottom }] of rows.entries()) {
    const here = placed.filter((text) => text.top > bottom && text.bottom < top);
    // The letters of the code stand apart, so that they come in pieces.
    const said = here.map(({ text: piece }) => piece).join('');
    for (const { code } of badges.slice(2 * at, 2 * at + 2)) expect(said).toContain(code);
    expect(Math.min(...here.map((text) => text.bottom))).toBeGreaterThan(bottom + 0.1 * POINTS);
    expect(Math.max(...here.map((text) => text.top))).toBeLessThan(top - 0.1 * POINTS);
  }
});
